/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.crm.recordings;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Deletes files of recordings: regular files with the name of a sound, in one of the {@link RecordingRoots}, reached from there without
 * following a link. Immutable, thread-safe.
 */
public final class RecordingRemoval {

    /** Also held while one file replaces another. */
    static final Object ONE_AT_A_TIME = new Object();
    private static final int DEEPEST = 8;

    private final RecordingRoots roots;

    public RecordingRemoval(RecordingRoots roots) {
        this.roots = roots;
    }

    /**
     * Deletes a recording in all formats that it has.
     *
     * @param kept path as it is kept with the call
     * @return how many files were deleted; 0 where there are none
     * @throws IOException where a file is there and can't be deleted, or may not be
     */
    public int delete(String kept) throws IOException {
        int deleted = 0;
        synchronized (ONE_AT_A_TIME) {
            for (Path file : formats(kept)) {
                deleted += deleteOne(file) ? 1 : 0;
            }
        }
        return deleted;
    }

    /** Paths that a recording has in all formats, which {@link #delete} deletes together; none for what is no path. */
    public static List<Path> formats(String kept) {
        try {
            Path file = Path.of(kept);
            return file.getFileName() == null || !file.isAbsolute() ? List.of()
                    : AudioTypes.names(file.getFileName().toString()).stream().map(file::resolveSibling).toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /** Files of recordings whose names are wanted, in all folders. */
    public List<Path> named(Predicate<String> wanted) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path root : roots.folders()) {
            if (Files.isDirectory(root)) {
                Files.walkFileTree(RecordingRoots.real(root), Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && AudioTypes.of(file).isPresent() && wanted.test(file.getFileName().toString())) {
                            found.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
        }
        return List.copyOf(found);
    }

    private boolean deleteOne(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<Path> root = file.equals(file.normalize()) && AudioTypes.of(file).isPresent() ? roots.root(file) : Optional.empty();
        if (root.isEmpty() || !file.startsWith(root.get()) || file.equals(root.get())) {
            throw new IOException("The file is no recording, or in none of the folders of recordingRoots");
        }
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(root.get())) {
            if (folder instanceof SecureDirectoryStream<Path> secure) {
                descend(secure, root.get().relativize(file));
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && file.equals(RecordingRoots.real(file))) {
                Files.delete(file);
            } else {
                throw new IOException("The file is a link, or no regular file");
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        return true;
    }

    private static void descend(SecureDirectoryStream<Path> folder, Path rest) throws IOException {
        Path first = rest.getName(0);
        if (rest.getNameCount() > 1) {
            try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
                descend(next, rest.subpath(1, rest.getNameCount()));
            }
            return;
        }
        BasicFileAttributeView view = folder.getFileAttributeView(first, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().isRegularFile()) {
            throw new IOException("The file is a link, or no regular file");
        }
        folder.deleteFile(first);
    }
}

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
package org.apache.ofbiz.embedded.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * What one host made for the next, such as compiled scripts: in a folder that belongs to the classes of this build. Another build begins with
 * an empty one. Thread-safe.
 */
public final class Build {
    private static final Path ALL = Path.of("target", "embedded");
    private static final int NAME_BYTES = 10;
    /** Longer than a host starts. */
    private static final Duration KEPT = Duration.ofDays(1);

    private Build() { }

    /** Held so that the classes are looked at once in a JVM, and not before they are asked for. */
    private static final class Classes {
        static final Path FOLDER = ALL.resolve(digest(listed()));
    }

    /** The folder of this build; made when missing, and then those that earlier builds left are removed. */
    public static Path folder() throws IOException {
        if (Files.notExists(Classes.FOLDER)) {
            Files.createDirectories(Classes.FOLDER);
            removeOld();
        }
        return Classes.FOLDER;
    }

    private static void removeOld() throws IOException {
        Instant old = Instant.now().minus(KEPT);
        try (Stream<Path> builds = Files.list(ALL)) {
            for (Path build : builds.toList()) {
                if (Files.getLastModifiedTime(build).toInstant().isBefore(old)) {
                    remove(build);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** A name for what depends on these texts and on nothing else. */
    public static String digest(String... texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has it
        }
    }

    /** Names, sizes and times of the classes on the class path that aren't in a jar, and which JDK this is. */
    private static String listed() {
        StringBuilder list = new StringBuilder(System.getProperty("java.version"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.isDirectory(Path.of(entry))) {
                list(Path.of(entry), list);
            }
        }
        return list.toString();
    }

    private static void list(Path folder, StringBuilder list) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    list.append(file).append(' ').append(attributes.size()).append(' ').append(attributes.lastModifiedTime().toMillis()).append('\n');
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

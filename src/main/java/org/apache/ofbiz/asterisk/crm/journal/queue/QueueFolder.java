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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The folder of the queue: its files in order, and the one process that may use them. Belongs to one thread, but for {@link #refuse},
 * which belongs to the one that writes to the database.
 */
final class QueueFolder implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String PREFIX = "calls-";
    private static final String SUFFIX = ".journal";
    private static final String NAME = PREFIX + "%012d" + SUFFIX;
    private static final String REFUSED = "refused.jsonl";
    /** Beyond this, nobody reads it and it only fills the disk. */
    private static final long MOST_REFUSED_BYTES = 64L * 1024 * 1024;

    private final Path path;
    private final FileChannel lockFile;
    private long lastNumber;

    private QueueFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** @throws IOException when it cannot be written, or another process uses it; the message says which */
    static QueueFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel lockFile = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                QueueFolder folder = new QueueFolder(path, lockFile);
                folder.files(); // a new file comes after those that are there
                return folder;
            }
        } catch (OverlappingFileLockException | IOException e) {
            lockFile.close();
            throw new IOException("the folder " + path + " is in use by another call center", e);
        }
        lockFile.close();
        throw new IOException("the folder " + path + " is in use by another call center");
    }

    /** Whether a process that has ended left files there. Not for the folder of this process: it would lose its lock. */
    static boolean isLeft(Path path) {
        Path lock = path.resolve(LOCK);
        if (Files.notExists(lock) || !hasFiles(path)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException | IOException e) {
            return false;
        }
    }

    private static boolean hasFiles(Path path) {
        try (Stream<Path> all = Files.list(path)) {
            return all.anyMatch(QueueFolder::isCalls);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isCalls(Path file) {
        return file.getFileName().toString().matches(PREFIX + "\\d{12}" + SUFFIX);
    }

    /** What earlier processes left, the oldest first. */
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            List<Path> files = all.filter(QueueFolder::isCalls).sorted().toList();
            if (!files.isEmpty()) {
                String newest = files.get(files.size() - 1).getFileName().toString();
                lastNumber = Math.max(lastNumber, Long.parseLong(newest.substring(PREFIX.length(), newest.length() - SUFFIX.length())));
            }
            return files;
        }
    }

    /** An empty segment that comes after all others: one that is no longer needed, or a new one. */
    Segment next(Optional<Segment> used, int size) throws IOException {
        Path file = path.resolve(String.format(NAME, ++lastNumber));
        if (used.isEmpty()) {
            return Segment.create(file, size);
        }
        used.get().reset(file);
        return used.get();
    }

    /** Adds to the calls that the database does not take. False when the file has grown too big. */
    synchronized boolean refuse(byte[] json) throws IOException {
        Path refused = path.resolve(REFUSED);
        if (Files.exists(refused) && Files.size(refused) > MOST_REFUSED_BYTES) {
            return false;
        }
        Files.write(refused, json, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return true;
    }

    /** Removes refused calls whose lines are about somebody. */
    synchronized void forgetRefused(Predicate<String> about) throws IOException {
        Path refused = path.resolve(REFUSED);
        if (Files.exists(refused)) {
            List<String> lines = Files.readAllLines(refused);
            List<String> kept = lines.stream().filter(about.negate()).toList();
            if (kept.size() < lines.size()) {
                Files.write(refused, kept);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}

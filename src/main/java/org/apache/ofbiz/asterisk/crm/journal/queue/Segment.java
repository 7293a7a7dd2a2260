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
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A part of the queue: lines one after the other, then zeros. A file is mapped into memory: what was copied there is the operating
 * system's from that moment, so it outlives the process without a system call on the thread that told it. Not thread-safe.
 */
final class Segment {

    private static final int ZEROS = 64 * 1024;

    private final ByteBuffer bytes;
    private Optional<Path> file;
    private int end;
    private int forced;
    private int live;
    /** Who has, or had, a line here; looked at when what is still needed is moved on. */
    private final List<Owner> told = new ArrayList<>();

    private Segment(ByteBuffer bytes, Optional<Path> file) {
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * A new, empty file.
     *
     * @throws IOException when there is no room or no right; nothing is left behind then
     */
    static Segment create(Path file, int size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
            for (long written = 0; written < size;) { // written, not only sized: a full disk must show here, not in the mapping
                zeros.clear().limit((int) Math.min(ZEROS, size - written));
                written += channel.write(zeros);
            }
            return new Segment(channel.map(FileChannel.MapMode.READ_WRITE, 0, size), Optional.of(file));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** A file that an earlier process left. */
    static Segment open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Segment segment = new Segment(channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()), Optional.of(file));
            segment.end = segment.bytes.capacity();
            segment.forced = segment.end;
            return segment;
        }
    }

    /** Without a file: lost with the process. */
    static Segment inMemory(int size) {
        return new Segment(ByteBuffer.allocate(size), Optional.empty());
    }

    /** Where the line stands now; -1 when there is no room for it. */
    int append(byte[] line) {
        if (line.length > bytes.capacity() - end) {
            return -1;
        }
        int at = end;
        bytes.put(at, line);
        end += line.length;
        return at;
    }

    byte[] read(int at, int length) {
        byte[] line = new byte[length];
        bytes.get(at, line);
        return line;
    }

    /** Hands each line to the reader, without its line feed; stops at the zeros. @return bytes at the end that are no whole line */
    int forEachLine(LineReader reader) {
        int from = 0;
        for (int at = 0; at < bytes.capacity() && bytes.get(at) != 0; at++) {
            if (bytes.get(at) == '\n') {
                reader.line(from, read(from, at - from));
                from = at + 1;
            }
        }
        int torn = 0;
        while (from + torn < bytes.capacity() && bytes.get(from + torn) != 0) {
            torn++;
        }
        return torn;
    }

    /** Bytes that hold lines. */
    int end() {
        return end;
    }

    /** Waits until the disk has what stands before {@code until}; nothing for memory. May run beside the other methods. */
    void force(int until) {
        if (bytes instanceof MappedByteBuffer mapped && until > forced) {
            mapped.force(forced, until - forced);
            forced = until;
        }
    }

    /** Zeros again, under another name. */
    void reset(Path newFile) throws IOException {
        byte[] zeros = new byte[ZEROS];
        for (int at = 0; at < end; at += ZEROS) {
            bytes.put(at, zeros, 0, Math.min(ZEROS, end - at));
        }
        end = 0;
        forced = 0;
        live = 0;
        told.clear();
        Files.move(file.orElseThrow(), newFile, StandardCopyOption.ATOMIC_MOVE);
        file = Optional.of(newFile);
    }

    void rename(Path newFile) throws IOException {
        Files.move(file.orElseThrow(), newFile, StandardCopyOption.ATOMIC_MOVE);
        file = Optional.of(newFile);
    }

    void delete() throws IOException {
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }

    boolean isFile() {
        return file.isPresent();
    }

    int size() {
        return bytes.capacity();
    }

    /** Bytes of lines that are not in the database and have no newer ones. */
    int live() {
        return live;
    }

    void keep(Owner owner, int length) {
        told.add(owner);
        live += length;
    }

    void release(int length) {
        live -= length;
    }

    List<Owner> told() {
        return told;
    }

    /**
     * A line in a file, or in memory.
     *
     * @param length bytes, with the line feed
     */
    record Place(Segment segment, int at, int length, long number) {

        byte[] read() {
            return segment.read(at, length);
        }

        /** The line is not needed any more. */
        void release() {
            segment.release(length);
        }
    }

    /** Whose lines can be moved to another segment. */
    interface Owner {
        /** Its lines are elsewhere now. @param move gives the new place of each; the same where it stays */
        void moved(UnaryOperator<Optional<Place>> move);
    }

    /** Takes a line of a file. */
    @FunctionalInterface
    interface LineReader {
        void line(int at, byte[] text);
    }
}

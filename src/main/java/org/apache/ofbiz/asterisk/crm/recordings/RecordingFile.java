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

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A recording that is open for reading. It is a regular file with the name of a sound, found by going down from one of the
 * {@link RecordingRoots} without following a link: what is exchanged between the look and the opening is not served either.
 * Used by one thread; anyone who opened it closes it.
 */
public final class RecordingFile implements Closeable {

    private static final int CHUNK = 64 * 1024;
    private static final int MOST_LOOKS = 3;
    private static final Set<OpenOption> TO_READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final SeekableByteChannel channel;
    private final long length;
    private final Instant modified;
    private final String mimeType;

    private RecordingFile(SeekableByteChannel channel, BasicFileAttributes attributes, String mimeType) {
        this(channel, attributes.size(), attributes.lastModifiedTime().toInstant(), mimeType);
    }

    private RecordingFile(SeekableByteChannel channel, long length, Instant modified, String mimeType) {
        this.channel = channel;
        this.length = length;
        this.modified = modified;
        this.mimeType = mimeType;
    }

    /** What we wrote ourselves and nobody else names. */
    static RecordingFile written(Path file) throws IOException {
        return new RecordingFile(Files.newByteChannel(file, TO_READ), Files.readAttributes(file, BasicFileAttributes.class), "audio/wav");
    }

    /** Opens a recording; empty for what is none, or lies elsewhere. */
    public static Optional<RecordingFile> open(Path file, RecordingRoots roots) {
        Optional<String> type = AudioTypes.of(file);
        Optional<Path> root = file.isAbsolute() && file.equals(file.normalize()) ? roots.root(file) : Optional.empty();
        if (type.isEmpty() || root.isEmpty() || !file.startsWith(root.get()) || file.equals(root.get())) {
            return Optional.empty(); // of a path through links, the real one is kept when the file is attached
        }
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(root.get())) {
            if (folder instanceof SecureDirectoryStream<Path> secure) {
                return descend(secure, root.get().relativize(file), type.get());
            }
            BasicFileAttributeView view = Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            Opening opening = () -> Files.newByteChannel(file, TO_READ);
            return opened(view, opening, type.get()).filter(found -> found.orClose(file.equals(RecordingRoots.real(file))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Each step is taken from the open folder before, so nobody can put a link in its place. */
    private static Optional<RecordingFile> descend(SecureDirectoryStream<Path> folder, Path rest, String type) throws IOException {
        Path first = rest.getName(0);
        if (rest.getNameCount() > 1) {
            try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
                return descend(next, rest.subpath(1, rest.getNameCount()), type);
            }
        }
        BasicFileAttributeView view = folder.getFileAttributeView(first, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Opening opening = () -> folder.newByteChannel(first, TO_READ);
        return opened(view, opening, type);
    }

    /**
     * Looks before opening, since a FIFO would hold the thread, and once more after it. Where another file has taken the name meanwhile, as an
     * encrypted recording takes that of the plain one, that one is opened.
     */
    private static Optional<RecordingFile> opened(BasicFileAttributeView view, Opening opening, String type) throws IOException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            BasicFileAttributes before = view.readAttributes();
            if (!before.isRegularFile()) {
                return Optional.empty();
            }
            RecordingFile file = new RecordingFile(opening.open(), before, type);
            BasicFileAttributes after = view.readAttributes();
            if (file.orClose(after.isRegularFile() && Objects.equals(before.fileKey(), after.fileKey()))) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private boolean orClose(boolean wanted) {
        if (!wanted) {
            try {
                close();
            } catch (IOException nothingWasRead) {
                return false;
            }
        }
        return wanted;
    }

    /** The file as it is, at any position. */
    SeekableByteChannel raw() {
        return channel;
    }

    /** The same recording with the sound that was decrypted from its file. @param sound closes the file */
    RecordingFile decrypted(SeekableByteChannel sound) throws IOException {
        return new RecordingFile(sound, sound.size(), modified, mimeType);
    }

    /** Bytes. */
    public long length() {
        return length;
    }

    /** When it was last changed, in whole seconds as HTTP tells it. */
    public Instant modified() {
        return modified.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Differs for each state of the file, as far as its clock and length tell. */
    public String tag() {
        return Long.toHexString(modified.toEpochMilli()) + '-' + Long.toHexString(length);
    }

    public String mimeType() {
        return mimeType;
    }

    /**
     * Writes a part of the file, through a buffer of 64 kB; the stream stays open.
     *
     * @param first offset of the first byte, from 0
     * @param count bytes to write; fewer are, where the file has become shorter
     */
    public void copyTo(OutputStream out, long first, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(CHUNK, count)));
        channel.position(first);
        for (long left = count; left > 0;) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            int read = channel.read(buffer);
            if (read <= 0) { // a file that became shorter
                return;
            }
            out.write(buffer.array(), 0, read);
            left -= read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Opens the file, which must not be a link. */
    @FunctionalInterface
    private interface Opening {
        SeekableByteChannel open() throws IOException;
    }
}

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
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.EncryptedSound;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKey;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.apache.ofbiz.base.util.Debug;

/**
 * Encrypts files of recordings in their place. The encrypted one is written beside, read back and compared, and then takes the name of the plain one
 * in one step: whenever it is interrupted, one of the two has the name, and it is whole. Thread-safe.
 */
public final class RecordingEncryption {

    /** Below each root: files that aren't complete. Their names are those of no sound. */
    public static final String FOLDER = ".asterisk-encrypting";
    /** A PBX may write nothing while a caller is on hold, and write the end of a file long after the call. */
    static final Duration QUIET = Duration.ofMinutes(30);
    /** Nobody needs so long for one file. */
    private static final Duration ABANDONED = Duration.ofHours(6);
    /** How the name of such a file begins: milliseconds since 1970. */
    private static final Pattern BEGUN = Pattern.compile("([0-9]{12,14})-");
    private static final String MODULE = RecordingEncryption.class.getName();

    private final RecordingRoots roots;
    private final RecordingKeys keys;
    private final Clock clock;
    private final Consumer<Step> after;

    public RecordingEncryption(RecordingRoots roots, RecordingKeys keys, Clock clock) {
        this(roots, keys, clock, step -> { });
    }

    /** @param after is told of each step */
    RecordingEncryption(RecordingRoots roots, RecordingKeys keys, Clock clock, Consumer<Step> after) {
        this.roots = roots;
        this.keys = keys;
        this.clock = clock;
        this.after = after;
    }

    /** What has been done of a file. */
    enum Step {
        OPENED, WRITTEN, VERIFIED, REPLACED
    }

    /** What came of it. */
    public enum Fate {
        ENCRYPTED,
        /** With this key. */
        ALREADY,
        /** It may still be written to, or was changed meanwhile. */
        NOT_YET,
        GONE
    }

    /**
     * Encrypts a recording with the current key, also one that was encrypted with another one.
     *
     * @throws IOException where it can't be; it is as it was
     */
    public Fate encrypt(Path file) throws IOException {
        RecordingKey key = keys.current().orElseThrow(() -> new IOException("There is no key"));
        BasicFileAttributes before; // read first: what takes the name from now on is another file
        try {
            before = attributes(file);
        } catch (NoSuchFileException e) {
            return Fate.GONE;
        }
        Optional<RecordingFile> opened = RecordingFile.open(file, roots);
        if (opened.isEmpty()) {
            return goneOr(file, new IOException("The file is no recording, or in none of the folders of recordingRoots"));
        }
        try (RecordingFile raw = opened.get()) {
            after.accept(Step.OPENED);
            if (RecordingUnlock.isEncryptedWith(key, raw)) {
                return Fate.ALREADY;
            }
            if (before.lastModifiedTime().toInstant().isAfter(clock.instant().minus(QUIET))) {
                return Fate.NOT_YET;
            }
            if (new RecordingUnlock(keys).open(raw) instanceof OpenedRecording.Playable sound) {
                return encrypt(file, before, sound.file(), key);
            }
            throw new IOException("It is encrypted, and can't be decrypted");
        } catch (NoSuchFileException e) {
            return goneOr(file, new IOException("What was written beside it is gone", e));
        }
    }

    /** Only of a recording that isn't there nothing is left to do. */
    private static Fate goneOr(Path file, IOException problem) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw problem;
        }
        return Fate.GONE;
    }

    private Fate encrypt(Path file, BasicFileAttributes before, RecordingFile sound, RecordingKey key) throws IOException {
        Path written = folder(file).resolve(clock.millis() + "-" + UUID.randomUUID());
        try {
            String digest = write(sound, written, key);
            after.accept(Step.WRITTEN);
            verify(written, digest, sound.length());
            asBefore(written, file, before);
            after.accept(Step.VERIFIED);
            if (!replace(file, before, written)) {
                Files.deleteIfExists(written);
                return Fate.NOT_YET;
            }
            after.accept(Step.REPLACED);
            return Fate.ENCRYPTED;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(written);
            throw e;
        }
    }

    /** @return digest of the sound */
    private static String write(RecordingFile sound, Path written, RecordingKey key) throws IOException {
        MessageDigest digest = digest();
        try (OutputStream file = Files.newOutputStream(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                OutputStream cipher = EncryptedSound.encrypting(file, key)) {
            sound.copyTo(new DigestOutputStream(cipher, digest), 0, sound.length());
        }
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true); // the plain one goes only when this one is on the disk
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Reads it back as a player would. */
    private void verify(Path written, String expected, long length) throws IOException {
        MessageDigest digest = digest();
        OpenedRecording opened = new RecordingUnlock(keys).open(RecordingFile.written(written));
        if (!(opened instanceof OpenedRecording.Playable sound)) {
            throw new IOException("The encrypted file can't be read back");
        }
        try (RecordingFile file = sound.file()) {
            file.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest), 0, file.length());
            if (file.length() != length || !expected.equals(HexFormat.of().formatHex(digest.digest()))) {
                throw new IOException("The encrypted file isn't what was written");
            }
        }
    }

    /** Players know a state of a file by its time; who could read it still can. */
    private static void asBefore(Path written, Path file, BasicFileAttributes before) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(written, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null) {
            readableAs(Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS), view);
        }
        Files.setLastModifiedTime(written, before.lastModifiedTime());
    }

    /** The group first: it gets no right that it hadn't. */
    static void readableAs(PosixFileAttributes before, PosixFileAttributeView written) throws IOException {
        if (!before.group().equals(written.readAttributes().group())) {
            try {
                written.setGroup(before.group());
            } catch (IOException e) {
                throw new IOException("The encrypted file can't get the group " + before.group().getName() + ": " + e.getMessage(), e);
            }
        }
        written.setPermissions(before.permissions());
    }

    /** False where the plain file isn't the one that was read. */
    private static boolean replace(Path file, BasicFileAttributes before, Path written) throws IOException {
        synchronized (RecordingRemoval.ONE_AT_A_TIME) { // what is deleted meanwhile doesn't come back
            BasicFileAttributes now = attributes(file);
            boolean same = Objects.equals(now.fileKey(), before.fileKey()) && now.size() == before.size()
                    && now.lastModifiedTime().equals(before.lastModifiedTime()) && file.equals(RecordingRoots.real(file));
            if (same) {
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return same;
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** On the same disk as the recording, so that it can take its name in one step. */
    private Path folder(Path file) throws IOException {
        Path folder = roots.root(file).orElseThrow().resolve(FOLDER);
        try {
            if (Files.getFileAttributeView(folder.getParent(), PosixFileAttributeView.class) != null) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(folder + " is no folder");
            }
        }
        return folder;
    }

    /** Deletes what was left by processes that ended in the middle, this one or another node's; what can't be deleted stays. */
    public void tidy() {
        Instant old = clock.instant().minus(ABANDONED);
        for (Path root : roots.folders()) {
            Path folder = RecordingRoots.real(root).resolve(FOLDER);
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    files.forEach(file -> tidy(file, old));
                } catch (IOException | DirectoryIteratorException e) {
                    Debug.logWarning("Couldn't look into " + folder + ": " + e, MODULE);
                }
            }
        }
    }

    private static void tidy(Path file, Instant old) {
        try {
            BasicFileAttributes now = attributes(file);
            if (now.isRegularFile() && begun(file, now).isBefore(old)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return; // another run was quicker
        } catch (IOException e) {
            Debug.logWarning("Couldn't delete " + file + ": " + e, MODULE);
        }
    }

    /** As its name says: right before it takes the place of a recording of last year, it has the time of that one. */
    private static Instant begun(Path file, BasicFileAttributes now) {
        Matcher name = BEGUN.matcher(file.getFileName().toString());
        return name.lookingAt() ? Instant.ofEpochMilli(Long.parseLong(name.group(1))) : now.lastModifiedTime().toInstant();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}

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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingEncryption.Fate;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingEncryption.Step;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.KeysOfTests;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingEncryptionTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final FileTime WRITTEN = FileTime.from(NOW.minus(Duration.ofHours(1)));
    private static final RecordingKeys KEYS = KeysOfTests.of("a=1");
    private static final int SEGMENT = 64 * 1024;
    private static final int HEAD = 64;

    @TempDir
    private Path around;
    private Path folder;
    private RecordingRoots roots;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(around.resolve("recordings/2026/11")).toRealPath();
        roots = new RecordingRoots(List.of(folder.getParent().getParent()));
    }

    private static byte[] sound(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        byte[] heard = "the customer's card number".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(heard, 0, bytes, 0, Math.min(length, heard.length));
        return bytes;
    }

    private Path recording(String name, int length) throws IOException {
        return Files.setLastModifiedTime(Files.write(folder.resolve(name), sound(length)), WRITTEN);
    }

    private RecordingEncryption encryption(RecordingKeys keys, Consumer<Step> after) {
        return new RecordingEncryption(roots, keys, Clock.fixed(NOW, ZoneOffset.UTC), after);
    }

    private Fate encrypt(Path file, RecordingKeys keys) throws IOException {
        return encryption(keys, step -> { }).encrypt(file);
    }

    private OpenedRecording open(Path file, RecordingKeys keys) throws IOException {
        return new RecordingUnlock(keys).open(RecordingFile.open(file, roots).orElseThrow());
    }

    private byte[] read(Path file, RecordingKeys keys, long first, long count) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordingFile sound = ((OpenedRecording.Playable) open(file, keys)).file()) {
            sound.copyTo(out, first, count);
        }
        return out.toByteArray();
    }

    private OpenedRecording.Reason reason(Path file, RecordingKeys keys) throws IOException {
        return ((OpenedRecording.Locked) open(file, keys)).reason();
    }

    private static boolean contains(byte[] file, byte[] part) {
        return new String(file, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatIsReadIsWhatWasEncryptedWhateverItsLength() throws IOException {
        for (int length : List.of(0, 1, 44, 1_000, SEGMENT - 200, SEGMENT - 96 - 16 - 40, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 1_000_000)) {
            Path file = recording(length + ".wav", length);
            assertThat(encrypt(file, KEYS), is(Fate.ENCRYPTED));
            assertThat(length + " read back", Arrays.equals(read(file, KEYS, 0, length), sound(length)), is(true));
            try (RecordingFile sound = ((OpenedRecording.Playable) open(file, KEYS)).file()) {
                assertThat(sound.length(), is((long) length));
                assertThat("a player has the same state of it", sound.modified(), is(WRITTEN.toInstant()));
            }
            assertThat("as it was", encrypt(file, KEYS), is(Fate.ALREADY));
        }
    }

    @Test
    void anyPartIsReadByItself() throws IOException {
        Path file = recording("long.wav", 1_000_000);
        byte[] sound = sound(1_000_000);
        encrypt(file, KEYS);
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(sound.length);
            int count = Math.min(sound.length - first, 1 + random.nextInt(200_000));
            assertThat(first + " " + count, Arrays.equals(read(file, KEYS, first, count), Arrays.copyOfRange(sound, first, first + count)), is(true));
        }
        assertThat(Arrays.equals(read(file, KEYS, 999_990, 10), Arrays.copyOfRange(sound, 999_990, 1_000_000)), is(true));
    }

    @Test
    void nothingOfTheSoundIsInTheFolder() throws IOException {
        Path file = recording("card.wav", 300_000);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        byte[] sound = sound(300_000);
        encrypt(file, KEYS);
        try (Stream<Path> all = Files.walk(around)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(each);
                for (int at = 0; at + 16 <= sound.length; at += 10_000) {
                    assertThat(each + " " + at, contains(bytes, Arrays.copyOfRange(sound, at, at + 16)), is(false));
                }
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rw-r-----"));
        assertThat("longer by less than a part in a thousand", Files.size(file) - sound.length, lessThan(300L));
    }

    @Test
    void whatSomebodyChangedIsNotPlayed() throws IOException {
        Path file = recording("changed.wav", 5 * SEGMENT);
        encrypt(file, KEYS);
        byte[] whole = Files.readAllBytes(file);
        for (int at : List.of(10, 33, 50, HEAD + 5, HEAD + 60, whole.length - 1)) {
            Files.write(file, flipped(whole, at));
            assertThat("byte " + at, open(file, KEYS) instanceof OpenedRecording.Locked, is(true));
        }
        Files.write(file, flipped(whole, 2 * SEGMENT + 100));
        assertThat("before what was changed", read(file, KEYS, 0, SEGMENT).length, is(SEGMENT));
        assertThrows(IOException.class, () -> read(file, KEYS, 2 * SEGMENT, 10));
        assertThat("after it", read(file, KEYS, 4 * SEGMENT, 100).length, is(100));
        for (int length : List.of(whole.length - 1, whole.length - SEGMENT, 2 * SEGMENT, HEAD + 41, HEAD)) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat("cut to " + length, reason(file, KEYS), is(OpenedRecording.Reason.DAMAGED));
        }
        byte[] moved = whole.clone();
        System.arraycopy(whole, SEGMENT, moved, 2 * SEGMENT, SEGMENT);
        Files.write(file, moved);
        assertThrows(IOException.class, () -> read(file, KEYS, 2 * SEGMENT, 10));
    }

    private static byte[] flipped(byte[] whole, int at) {
        byte[] changed = whole.clone();
        changed[at] ^= 1;
        return changed;
    }

    @Test
    void withoutItsKeyARecordingIsRefusedAndStays() throws IOException {
        Path file = recording("locked.wav", 1_000);
        encrypt(file, KEYS);
        byte[] encrypted = Files.readAllBytes(file);
        assertThat(reason(file, KeysOfTests.of()), is(OpenedRecording.Reason.KEY_MISSING));
        assertThat(reason(file, KeysOfTests.of("b=1")), is(OpenedRecording.Reason.KEY_MISSING));
        assertThat(reason(file, KeysOfTests.of("a=2")), is(OpenedRecording.Reason.OTHER_KEY));
        assertThrows(IOException.class, () -> encrypt(file, KeysOfTests.of("b=2")));
        assertThrows(IOException.class, () -> encrypt(file, KeysOfTests.of("none", "a=1")));
        assertThat(Arrays.equals(Files.readAllBytes(file), encrypted), is(true));
        assertThat(read(file, KEYS, 0, 1_000).length, is(1_000));
    }

    @Test
    void aNewKeyTakesOverAndPlainOnesStayPlayable() throws IOException {
        Path file = recording("rotated.wav", 200_000);
        Path plain = recording("plain.wav", 1_000);
        encrypt(file, KEYS);
        RecordingKeys both = KeysOfTests.of("b=2", "a=1");
        assertThat("with the earlier key", Arrays.equals(read(file, both, 0, 200_000), sound(200_000)), is(true));
        assertThat(encrypt(file, both), is(Fate.ENCRYPTED));
        assertThat("with the new key alone", Arrays.equals(read(file, KeysOfTests.of("b=2"), 0, 200_000), sound(200_000)), is(true));
        assertThat(reason(file, KEYS), is(OpenedRecording.Reason.KEY_MISSING));
        for (RecordingKeys keys : List.of(both, KeysOfTests.of())) {
            assertThat(Arrays.equals(read(plain, keys, 0, 1_000), sound(1_000)), is(true));
        }
    }

    /** The process ends there, so nothing tidies up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aRecordingIsWholeWheneverTheProcessEnds() throws IOException {
        for (Step last : Step.values()) {
            Path file = recording(last + ".wav", 200_000);
            assertThrows(Killed.class, () -> encryption(KEYS, step -> {
                if (step == last) {
                    throw new Killed();
                }
            }).encrypt(file));
            assertThat("killed when " + last, Arrays.equals(read(file, KEYS, 0, 200_000), sound(200_000)), is(true));
            assertThat(encrypt(file, KEYS), is(last == Step.REPLACED ? Fate.ALREADY : Fate.ENCRYPTED));
            assertThat(Arrays.equals(read(file, KEYS, 0, 200_000), sound(200_000)), is(true));
        }
        Path parts = roots.folders().get(0).resolve(RecordingEncryption.FOLDER);
        assertThat("left by two of them", count(parts), is(2L));
        encryption(KEYS, step -> { }).tidy();
        assertThat("while they may be another's", count(parts), is(2L));
        new RecordingEncryption(roots, KEYS, Clock.offset(Clock.systemUTC(), Duration.ofDays(1))).tidy();
        assertThat(count(parts), is(0L));
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    @Test
    void whatIsWrittenOrDeletedMeanwhileIsNotReplaced() throws IOException {
        Path written = Files.setLastModifiedTime(recording("now.wav", 1_000), FileTime.from(NOW.minus(Duration.ofMinutes(29))));
        assertThat("the PBX may still write", encrypt(written, KEYS), is(Fate.NOT_YET));
        Path grows = recording("grows.wav", 1_000);
        assertThat(encryption(KEYS, step -> {
            if (step == Step.VERIFIED) {
                append(grows);
            }
        }).encrypt(grows), is(Fate.NOT_YET));
        assertThat(Arrays.equals(Arrays.copyOf(Files.readAllBytes(grows), 1_000), sound(1_000)), is(true));
        Path deleted = recording("deleted.wav", 1_000);
        assertThat(encryption(KEYS, step -> {
            if (step == Step.VERIFIED) {
                delete(deleted);
            }
        }).encrypt(deleted), is(Fate.GONE));
        assertThat("it doesn't come back", Files.exists(deleted), is(false));
        assertThat(encrypt(deleted, KEYS), is(Fate.GONE));
        assertThat("nothing is left beside", count(roots.folders().get(0).resolve(RecordingEncryption.FOLDER)), is(0L));
    }

    @Test
    void whatTakesTheNameMeanwhileIsNotReplaced() throws IOException {
        Path file = recording("exchanged.wav", 1_000);
        Path other = recording("other.wav", 2_000);
        assertThat(encryption(KEYS, step -> {
            if (step == Step.OPENED) {
                move(other, file);
            }
        }).encrypt(file), is(Fate.NOT_YET));
        assertThat(Arrays.equals(Files.readAllBytes(file), sound(2_000)), is(true));
    }

    private static void move(Path file, Path to) {
        try {
            Files.move(file, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theGroupIsTheOneOfBefore() throws IOException {
        PosixFileAttributes before = mock(PosixFileAttributes.class);
        PosixFileAttributes now = mock(PosixFileAttributes.class);
        PosixFileAttributeView view = mock(PosixFileAttributeView.class);
        GroupPrincipal asterisk = mock(GroupPrincipal.class);
        when(before.group()).thenReturn(asterisk);
        when(before.permissions()).thenReturn(PosixFilePermissions.fromString("rw-r-----"));
        when(view.readAttributes()).thenReturn(now);
        when(now.group()).thenReturn(asterisk);
        RecordingEncryption.readableAs(before, view);
        verify(view, never()).setGroup(any());
        when(now.group()).thenReturn(mock(GroupPrincipal.class));
        RecordingEncryption.readableAs(before, view);
        verify(view).setGroup(asterisk);
        verify(view, times(2)).setPermissions(any());
        doThrow(new IOException("not permitted")).when(view).setGroup(asterisk);
        assertThrows(IOException.class, () -> RecordingEncryption.readableAs(before, view));
        verify(view, times(2)).setPermissions(any());
    }

    @Test
    void severalRunsMayTidyAtOnce() throws IOException {
        Path parts = Files.createDirectory(roots.folders().get(0).resolve(RecordingEncryption.FOLDER));
        for (int i = 0; i < 2_000; i++) {
            Files.setLastModifiedTime(Files.createFile(parts.resolve("part" + i)), FileTime.from(NOW.minus(Duration.ofDays(1))));
        }
        IntStream.range(0, 4).parallel().forEach(i -> encryption(KEYS, step -> { }).tidy());
        assertThat(count(parts), is(0L));
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "more", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void delete(Path file) {
        try {
            assertThat(new RecordingRemoval(roots).delete(file.toString()), is(1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingButRecordingsIsEncrypted() throws IOException {
        Path outside = Files.setLastModifiedTime(Files.write(around.resolve("outside.wav"), sound(100)), WRITTEN);
        Path link = Files.createSymbolicLink(folder.resolve("link.wav"), outside);
        Path text = Files.setLastModifiedTime(Files.write(folder.resolve("notes.txt"), sound(100)), WRITTEN);
        for (Path file : List.of(outside.toRealPath(), link, text)) {
            assertThrows(IOException.class, () -> encrypt(file, KEYS), file.toString());
        }
        assertThat(Arrays.equals(Files.readAllBytes(outside), sound(100)), is(true));
        Files.createDirectory(around.resolve("elsewhere"));
        Path parts = roots.folders().get(0).resolve(RecordingEncryption.FOLDER);
        Files.createSymbolicLink(parts, around.resolve("elsewhere"));
        Path file = recording("good.wav", 100);
        assertThrows(IOException.class, () -> encrypt(file, KEYS), "parts would be elsewhere");
        assertThat(Arrays.equals(Files.readAllBytes(file), sound(100)), is(true));
    }
}

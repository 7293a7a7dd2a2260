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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingEncryption.Fate;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingEncryption.Step;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.EncryptedSound;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.KeysOfTests;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several OFBiz nodes, processes of their own, encrypt the recordings of one share. */
@Tag("embedded")
@Tag("once")
class SharedRecordingsIT {

    private static final RecordingKeys KEYS = KeysOfTests.of("a=1");
    private static final int FILES = 120;
    private static final int LENGTH = 100_000;

    @TempDir
    private Path around;
    private Path root;
    private RecordingRoots roots;
    private List<Path> files;
    private final List<Process> nodes = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectory(around.resolve("recordings")).toRealPath();
        roots = new RecordingRoots(List.of(root));
        FileTime lastYear = FileTime.from(Instant.now().minus(Duration.ofDays(400)));
        files = IntStream.range(0, FILES).mapToObj(i -> root.resolve(i + ".wav")).toList();
        for (Path file : files) {
            Files.setLastModifiedTime(Files.write(file, sound(file)), lastYear);
        }
    }

    @AfterEach
    void nobodyIsLeft() {
        nodes.forEach(Process::destroyForcibly);
    }

    private static byte[] sound(Path file) {
        byte[] bytes = new byte[LENGTH];
        new Random(file.getFileName().toString().hashCode()).nextBytes(bytes);
        return bytes;
    }

    /** The process of a node: encrypts what is in the folder, and tells what came of each file. */
    static final class Node {
        private Node() {
        }

        public static void main(String[] folder) throws IOException {
            RecordingEncryption encryption = new RecordingEncryption(new RecordingRoots(List.of(Path.of(folder[0]))), KEYS, Clock.systemUTC());
            PrintStream out = System.out;
            out.println("READY");
            if (System.in.read() < 0) {
                return;
            }
            for (int i = 0; i < FILES; i++) {
                encryption.tidy(); // as each job does, here for as long as another one works
                out.println(fate(encryption, Path.of(folder[0], i + ".wav")));
            }
        }

        private static String fate(RecordingEncryption encryption, Path file) {
            try {
                return encryption.encrypt(file).name();
            } catch (IOException e) {
                return "FAILED " + file + ": " + e;
            }
        }
    }

    /** Returns once it is about to begin. */
    private Process node(int number) throws IOException {
        Path output = around.resolve("node" + number);
        Process node = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Node.class.getName(), root.toString())
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        nodes.add(node);
        Await.untilTrue(() -> told(number).contains("READY"), () -> "node " + number + " said " + told(number));
        return node;
    }

    private static void begin(Process node) throws IOException {
        node.getOutputStream().write('\n');
        node.getOutputStream().flush();
    }

    private List<String> told(int number) {
        try {
            return Files.readAllLines(around.resolve("node" + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long encrypted() {
        return files.stream().filter(file -> head(file).isPresent()).count();
    }

    private Optional<EncryptedSound.Head> head(Path file) {
        try (RecordingFile raw = RecordingFile.open(file, roots).orElseThrow()) {
            return EncryptedSound.head(raw.raw());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a player gets it, whatever is under way. */
    private boolean isWhole(Path file) {
        try (RecordingFile raw = RecordingFile.open(file, roots).orElseThrow(() -> new IOException("It can't be opened: " + file));
                RecordingFile sound = ((OpenedRecording.Playable) new RecordingUnlock(KEYS).open(raw)).file()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            sound.copyTo(out, 0, sound.length());
            return Arrays.equals(out.toByteArray(), sound(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> leftOver() throws IOException {
        try (Stream<Path> parts = Files.list(root.resolve(RecordingEncryption.FOLDER))) {
            return parts.toList();
        }
    }

    @Test
    void nodesThatEncryptAtOnceAndAreKilledLoseNothingAndEncryptOnce() throws IOException, InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger heard = new AtomicInteger();
        AtomicReference<String> damaged = new AtomicReference<>("");
        Thread listener = new Thread(() -> {
            Random random = new Random();
            while (!done.get()) {
                Path file = files.get(random.nextInt(FILES));
                try {
                    if (!isWhole(file)) {
                        damaged.set(file.toString());
                    }
                } catch (RuntimeException e) {
                    damaged.set(file + ": " + e);
                }
                heard.incrementAndGet();
            }
        });
        Process first = node(1);
        Process second = node(2);
        Process killed = node(3);
        listener.start();
        begin(killed);
        Await.untilTrue(() -> encrypted() > 5, () -> "encrypted: " + encrypted());
        begin(first);
        begin(second);
        Await.untilTrue(() -> encrypted() > 30, () -> "encrypted: " + encrypted());
        killed.destroyForcibly().waitFor(); // as by kill -9
        first.waitFor();
        second.waitFor();
        done.set(true);
        listener.join();

        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        for (int number : List.of(1, 2)) {
            assertThat(told(number).toString(), told(number).size(), is(1 + FILES));
            told(number).stream().skip(1).forEach(fate -> fates.merge(Fate.valueOf(fate), 1, Integer::sum));
        }
        assertThat("nothing is gone: " + fates, fates.containsKey(Fate.GONE), is(false));
        assertThat("both took part: " + fates, fates.get(Fate.ENCRYPTED), greaterThan(0));
        assertThat("whoever listens meanwhile hears all of it", damaged.get(), is(""));
        assertThat(heard.get(), greaterThan(0));
        assertThat(encrypted(), is((long) FILES));
        assertThat("encrypted once", files.stream().filter(file -> !isWhole(file)).toList(), is(List.of()));
        assertThat("of who was killed at most one: " + leftOver(), leftOver().size() < 2, is(true));
        new RecordingEncryption(roots, KEYS, Clock.offset(Clock.systemUTC(), Duration.ofHours(7))).tidy();
        assertThat("and that is deleted later", leftOver(), is(List.of()));
    }

    @Test
    void whatAnotherNodeIsAboutToPutInPlaceIsNotTidiedAway() throws IOException {
        RecordingEncryption other = new RecordingEncryption(roots, KEYS, Clock.systemUTC());
        for (Step step : List.of(Step.WRITTEN, Step.VERIFIED)) {
            Path file = files.get(step.ordinal());
            assertThat("" + step, new RecordingEncryption(roots, KEYS, Clock.systemUTC(), now -> {
                if (now == step) {
                    other.tidy();
                }
            }).encrypt(file), is(Fate.ENCRYPTED));
            assertThat(isWhole(file), is(true));
        }
    }

    @Test
    void whoIsSecondLeavesTheFileOfWhoIsFirst() throws IOException {
        RecordingEncryption other = new RecordingEncryption(roots, KEYS, Clock.systemUTC());
        for (Step step : List.of(Step.OPENED, Step.WRITTEN, Step.VERIFIED)) {
            Path file = files.get(step.ordinal());
            assertThat("" + step, new RecordingEncryption(roots, KEYS, Clock.systemUTC(), now -> {
                if (now == step) {
                    assertThat(fate(other, file), is(Fate.ENCRYPTED));
                }
            }).encrypt(file), is(Fate.NOT_YET));
            assertThat(isWhole(file), is(true));
            assertThat(fate(other, file), is(Fate.ALREADY));
        }
        assertThat(leftOver(), is(List.of()));
    }

    private static Fate fate(RecordingEncryption encryption, Path file) {
        try {
            return encryption.encrypt(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is still to be encrypted: a call whose other file is encrypted doesn't count as done. */
    @Test
    void aRecordingWhoseEncryptedFileIsLostOnTheWayIsNoneThatIsGone() throws IOException {
        RecordingEncryption encryption = new RecordingEncryption(roots, KEYS, Clock.systemUTC(), step -> {
            if (step == Step.VERIFIED) {
                deleteLeftOver();
            }
        });
        String told = "";
        try {
            told = encryption.encrypt(files.get(0)).name();
        } catch (IOException e) {
            told = e.getMessage();
        }
        assertThat(told, is("What was written beside it is gone"));
        assertThat("the plain one stays", isWhole(files.get(0)), is(true));
    }

    private void deleteLeftOver() {
        try {
            for (Path part : leftOver()) {
                Files.delete(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

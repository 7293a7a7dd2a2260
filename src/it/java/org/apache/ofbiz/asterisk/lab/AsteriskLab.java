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
package org.apache.ofbiz.asterisk.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real Asterisk on loopback with its phones, for one test class: started by {@link #start()}, stopped by {@link #close()}.
 * Ports and folder are its own, so several labs can run at once. Not thread-safe: one test thread drives it.
 */
public final class AsteriskLab implements AutoCloseable {

    /** Where AMI listens and who may log in. */
    public record Ami(String host, int port, String user, String secret) { }

    /** By how much a recording may be shorter than the talk, seconds: a PBX on a busy machine writes the first sound late. */
    public static final double LATE_SOUND = 1.5;

    private static final int EVIDENCE_LINES = 400;
    private static final Path LAB = Path.of(System.getProperty("basedir", ""), "lab").toAbsolutePath();

    private final Path folder;
    private final LabPorts ports;
    private final int base;
    private final Thread stopWithThisVm = new Thread(this::stopAsterisk);
    private final List<Phone> everyPhone = new ArrayList<>();
    private final ShownChannels channels = new ShownChannels(this);

    private AsteriskLab(Path folder, LabPorts ports) {
        this.folder = folder;
        this.ports = ports;
        this.base = ports.base();
    }

    /**
     * Fetches Asterisk when it is not there yet, and starts it with nobody registered.
     * The system property {@code lab.version} (22 or 16) asks for one version.
     * @throws IllegalStateException when it cannot be fetched or does not start, with what the scripts said
     */
    public static AsteriskLab start() {
        return start(10);
    }

    /**
     * As {@link #start()}.
     * @param ringSeconds how long a claimed call rings before it goes back to waiting
     */
    public static AsteriskLab start(int ringSeconds) {
        return start("--ring-seconds", "" + ringSeconds);
    }

    /** As {@link #start(int)}, with the secrets of another lab, as a standby PBX has them. */
    public static AsteriskLab startLike(AsteriskLab other, int ringSeconds) {
        return start("--ring-seconds", "" + ringSeconds, "--secret", other.folder.resolve("secret").toString());
    }

    /** As {@link #start(int)}, with a trunk that others lead to: {@link #startWithTrunkTo}. */
    public static AsteriskLab startBranch() {
        return start("--trunk-from");
    }

    /** As {@link #start(int)}, with a trunk to another lab: from the context {@code to-branch}, 81002 rings 1002 there. */
    public static AsteriskLab startWithTrunkTo(AsteriskLab branch, int ringSeconds) {
        return start("--trunk-to", "" + branch.base, "--ring-seconds", "" + ringSeconds);
    }

    /** As {@link #start()}. @param version 22 or 16 */
    public static AsteriskLab startVersion(String version) {
        return start(List.of("--version", version));
    }

    /** As {@link #start()}, with phones in pages: peers 1101, 1102 and 1103. */
    public static AsteriskLab startWithPagePhones() {
        return start("--page-phones");
    }

    /**
     * As {@link #start()}, with the phones 1005 to 1013, too, and three queues for each strategy.
     * @param version  22 or 16
     * @param dialplan plain or freepbx
     */
    public static AsteriskLab startWithManyQueues(String version, String dialplan) {
        return start(List.of("--version", version), "--dialplan", dialplan, "--many-queues");
    }

    /** As {@link #start(int)}, with the phones 1005 to 1013, too, queues whose figures are counted again, and {@link #callDetails}. */
    public static AsteriskLab startForCounting(int ringSeconds) {
        return start("--counted", "--ring-seconds", "" + ringSeconds);
    }

    /** As {@link #start()}, with room for {@link #load}; only one such lab can run on a machine. */
    public static AsteriskLab startForLoad() {
        return start("--load");
    }

    /** As {@link #startForLoad()}. @param ringSeconds how long a claimed call rings before it goes back to waiting */
    public static AsteriskLab startForLoad(int ringSeconds) {
        return start("--load", "--ring-seconds", "" + ringSeconds);
    }

    /** As {@link #startForLoad(int)}, with 200 phones that take calls as {@code lab/up --many-phones} says. */
    public static AsteriskLab startWithManyPhones(int ringSeconds) {
        return start("--load", "--many-phones", "--ring-seconds", "" + ringSeconds);
    }

    /**
     * As {@link #start(int)}, with a dialplan of the shape that FreePBX generates.
     * @param version 22 or 16
     */
    public static AsteriskLab startFreePbx(String version, int ringSeconds) {
        return start(List.of("--version", version), "--ring-seconds", "" + ringSeconds, "--dialplan", "freepbx");
    }

    /** As {@link #startFreePbx}, with phones in pages as FreePBX writes them: the extension 1101, and 991002 of the extension 1002. */
    public static AsteriskLab startFreePbxWithPagePhones() {
        return start("--dialplan", "freepbx", "--page-phones");
    }

    /** @return whether {@code lab/install} has fetched this version before */
    public static boolean isInstalled(String version) {
        return Files.isExecutable(LAB.resolveSibling("target").resolve("asterisk-" + version).resolve("run-asterisk"));
    }

    private static AsteriskLab start(String... options) {
        return start(System.getProperty("lab.version") == null ? List.of() : List.of("--version", System.getProperty("lab.version")), options);
    }

    private static AsteriskLab start(List<String> version, String... options) {
        script("install", version);
        LabPorts ports = LabPorts.reserve();
        int base = ports.base();
        AsteriskLab lab = new AsteriskLab(LAB.resolveSibling("target").resolve("lab-" + base), ports);
        List<String> up = new ArrayList<>(List.of("--ports", "" + base, "--dir", lab.folder.toString()));
        up.addAll(List.of(options));
        up.addAll(version);
        script("up", up);
        Runtime.getRuntime().addShutdownHook(lab.stopWithThisVm);
        return lab;
    }

    /** For the component: the rights that the admin guide asks for. */
    public Ami ami() {
        return ami("ofbiz");
    }

    /** @param user {@code everything} may read and do all, {@code reader} may read about calls and do nothing */
    public Ami ami(String user) {
        return new Ami("127.0.0.1", base, user, read(folder.resolve("secret")));
    }

    /** Where pages phone, with TLS: SIP over WebSocket, of a lab {@link #startWithPagePhones}. */
    public String phoneSocket() {
        return "wss://127.0.0.1:" + (base + 5) + "/ws";
    }

    /** What the host of {@code ./run --pbx lab} gets told in its environment, of a lab {@link #startWithPagePhones}. */
    public Map<String, String> environment() {
        return Map.of("ASTERISK_PBX_SECRET", ami().secret(), "ASTERISK_PAGE_PHONES", "ws://127.0.0.1:" + (base + 4) + "/ws",
                "ASTERISK_CUSTOMER_SECRET", phoneSecret());
    }

    /** The password of those phones in pages that have one in a file. */
    public String phoneSecret() {
        return read(folder.resolve("phone-secret"));
    }

    /** Where the dialplan records, with the Uniqueid of the caller's channel as the file's name and the ending {@code .wav}. */
    public Path recordingsFolder() {
        return folder.resolve("recordings");
    }

    /** The extension 1001, 1002 or 1003, or one more of a lab {@link #startWithManyQueues}; it is unregistered until a behaviour is chosen. */
    public Phone.Extension phone(String extension) {
        return new Phone.Extension(this, extension, base + 10 + Integer.parseInt(extension) - 1000);
    }

    /** Another device of the same extension; of 1002, where the dialplan allows two. */
    public Phone.Extension secondDevice(String extension) {
        return new Phone.Extension(this, extension + "-2", base + 14);
    }

    /** What the customer's phone does when one of our users calls it through the trunk. */
    public Phone.Trunk trunk() {
        return new Phone.Trunk(this, base + 2);
    }

    /** A customer who is going to dial in. */
    public Phone.Caller caller(String number) {
        return new Phone.Caller(this, number, number, false);
    }

    /** What became of many calls, as the callers saw it. */
    public record Load(int placed, int succeeded, int failed) {
    }

    /**
     * Customers call 1001 so often, each talks for so long; returns when the last has hung up. Needs {@link #startForLoad}.
     *
     * @param rate calls per second
     */
    public Load load(int rate, Duration length, Duration talk) {
        String said = script("load", List.of("--dir", folder.toString(), "" + rate, "" + length.toSeconds(), "" + talk.toMillis()));
        Matcher counts = Pattern.compile("placed (\\d+) succeeded (\\d+) failed (\\d+)").matcher(said);
        if (!counts.find()) {
            throw new IllegalStateException("lab/load said " + said);
        }
        return new Load(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)), Integer.parseInt(counts.group(3)));
    }

    /**
     * Customers call at known times; returns when the last has hung up.
     *
     * @param calls as {@code lab/line} reads them
     */
    public void line(List<String> calls) {
        try {
            Path file = Files.write(folder.resolve("line.txt"), calls);
            script("line", List.of("--dir", folder.toString(), file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends all calls at the PBX, whoever is in them.
     *
     * @throws IllegalStateException when a phone has not played since the last time: what a test waited for in vain could not come
     */
    public void endAllCalls() {
        Ami ami = ami("everything");
        try (AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            probe.act("Hangup", "Channel", "/^.*$/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Phone> broken = everyPhone.stream().filter(phone -> phone.complaint().isPresent()).toList();
        everyPhone.removeAll(broken);
        if (!broken.isEmpty()) {
            throw new IllegalStateException(broken.stream().map(Phone::state).collect(Collectors.joining("; ", "phones that didn't play: ", "")));
        }
    }

    /** Every channel that the PBX shows, as CoreShowChannels lists it. */
    public List<AmiProbe.Message> channels() {
        return channels.now();
    }

    /** Whoever dialed puts the receiver down: a PBX that is gone tells nobody that the call is over. */
    void callersGiveUp() {
        everyPhone.stream().filter(Phone::calls).forEach(Phone::close);
        everyPhone.removeIf(Phone::calls);
    }

    /**
     * What tells whether a call reached the PBX: every phone with its state, what their scripts said, and the end of Asterisk's log. The folder
     * of a lab is used again by the next one.
     */
    public String evidence() {
        return Stream.of(everyPhone.stream().map(Phone::state), lastLines(folder.resolve("phones.log")), lastLines(folder.resolve("log/full")))
                .flatMap(lines -> lines).collect(Collectors.joining("\n", "evidence of the lab " + folder + ":\n", ""));
    }

    private static Stream<String> lastLines(Path file) {
        List<String> lines = Files.exists(file) ? read(file).lines().toList() : List.of();
        return lines.subList(Math.max(0, lines.size() - EVIDENCE_LINES), lines.size()).stream();
    }

    /** What the PBX has written of its queues so far. */
    public List<String> queueLog() {
        Path file = folder.resolve("log/queue_log");
        return Files.exists(file) ? read(file).lines().toList() : List.of();
    }

    /** The call detail records that the PBX has written so far, as {@code lab/counted/cdr_custom.conf} has them. */
    public List<String> callDetails() {
        Path file = folder.resolve("log/cdr-custom/counted.csv");
        return Files.exists(file) ? read(file).lines().toList() : List.of();
    }

    /** Asterisk itself. */
    ProcessHandle process() {
        return ProcessHandle.of(Long.parseLong(run())).orElseThrow();
    }

    /** Another one for each start of Asterisk, which forgets who was registered. */
    String run() {
        return read(folder.resolve("pid")).trim();
    }

    Path folder() {
        return folder;
    }

    void started(Phone phone) {
        everyPhone.add(phone);
    }

    /** A phone that has this role already. */
    Optional<Phone> playing(String role) {
        return everyPhone.stream().filter(phone -> phone.plays(role)).findFirst();
    }

    /** Whoever plays the same number as this one stops doing so. */
    void replace(String number) {
        everyPhone.stream().filter(phone -> phone.number().equals(number)).forEach(Phone::close);
        everyPhone.removeIf(phone -> phone.number().equals(number));
    }

    /** Stops the phones and Asterisk; logs and recordings stay. */
    @Override
    public void close() {
        everyPhone.forEach(Phone::close);
        try {
            channels.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stopAsterisk();
        ports.close();
        Runtime.getRuntime().removeShutdownHook(stopWithThisVm);
    }

    private void stopAsterisk() {
        script("down", List.of("--dir", folder.toString()));
    }

    static ProcessBuilder command(String script, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(LAB.resolve(script).toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static String script(String script, List<String> arguments) {
        try {
            Path said = Files.createTempFile("lab-" + script, ".log");
            Process process = command(script, arguments).redirectOutput(said.toFile()).start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("lab/" + script + " failed: " + read(said));
            }
            String words = read(said);
            Files.delete(said);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lab/" + script + " ran", e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;

/**
 * One SIPp process that plays a phone with one behaviour, until it is closed or another behaviour is chosen for the same number.
 * Made by {@link AsteriskLab#phone}, {@link AsteriskLab#trunk} and {@link AsteriskLab#caller}.
 */
public final class Phone implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofHours(1);
    private static final Duration RING = Duration.ofMillis(300);
    /** With which SIPp begins what it complains of. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d\\s");

    /** With which SIPp ends when it could not have a port or read a script: the phone has not played at all. */
    private static final Set<Integer> NEVER_PLAYED = Set.of(254, 255);

    private final String number;
    private final Process process;
    /** Where SIPp says what it does; written by the script {@code lab/phone} under the number that it plays. */
    private final Path said;
    private final boolean calls;
    /** What it was told to do, at which PBX. */
    private final String role;

    private Phone(AsteriskLab lab, String number, Process process, String role, boolean calls) {
        this.number = number;
        this.role = role;
        this.process = process;
        this.said = lab.folder().resolve("phones").resolve(number + "-" + process.pid() + ".log");
        this.calls = calls;
    }

    String number() {
        return calls ? number + " dialing" : number;
    }

    /** Whether it is one that dialed; others wait to be called. */
    boolean calls() {
        return calls;
    }

    /** Whether it plays this; every call to it begins as the first one did. */
    boolean plays(String wanted) {
        return !calls && process.isAlive() && role.equals(wanted);
    }

    /** Whether it still plays, for the evidence of a test that failed. */
    String state() {
        return number() + ", pid " + process.pid() + (process.isAlive() ? ", playing" : ", exit code " + process.exitValue())
                + complaint().map(", "::concat).orElse("");
    }

    /** Why it has not played at all, if so. */
    Optional<String> complaint() {
        if (process.isAlive() || !NEVER_PLAYED.contains(process.exitValue())) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(said, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> TIME.matcher(line).lookingAt()).findFirst().or(() -> Optional.of("see " + said));
        } catch (IOException e) {
            return Optional.of("see " + said);
        }
    }

    /** Switches the phone off without a word; a call that it is in stays up at the PBX until somebody ends it there. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** What a called phone can do; shared by extensions and by customers behind the trunk. */
    public abstract static class Called {
        private final AsteriskLab lab;
        private final String number;
        private final int port;

        Called(AsteriskLab lab, String number, int port) {
            this.lab = lab;
            this.number = number;
            this.port = port;
        }

        /** Rings 0.3 s, answers, sends a tone and talks until the other side hangs up. */
        public Phone answers() {
            return answersAfter(RING);
        }

        public Phone answersAfter(Duration ring) {
            return answersAndHangsUp(ring, FOREVER);
        }

        /** Answers after 0.3 s and hangs up itself. */
        public Phone answersAndHangsUpAfter(Duration talk) {
            return answersAndHangsUp(RING, talk);
        }

        public Phone answersAndHangsUp(Duration ring, Duration talk) {
            return behaves("answers", "" + ring.toMillis(), "" + talk.toMillis());
        }

        public Phone isBusy() {
            return behaves("busy");
        }

        /** Rings 0.3 s and then refuses. */
        public Phone declines() {
            return behaves("declines");
        }

        public Phone ringsForever() {
            return behaves("rings");
        }

        /** One that plays this already goes on: it is registered, at this very run of Asterisk. */
        Phone behaves(String... behaviour) {
            List<String> arguments = Stream.concat(Stream.of(number), Stream.of(behaviour)).toList();
            return lab.playing(role(lab, arguments)).orElseGet(() -> {
                lab.replace(number);
                return play(lab, number, port, arguments);
            });
        }

        Phone call(String... what) {
            List<String> arguments = Stream.concat(Stream.of(number), Stream.of(what)).toList();
            Phone phone = new Phone(lab, number, launch(lab, arguments), role(lab, arguments), true);
            lab.started(phone);
            return phone;
        }

        void behavesOnce(String behaviour) {
            lab.replace(number);
            Process process = launch(lab, List.of(number, behaviour));
            if (process.onExit().orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join().exitValue() != 0) {
                throw new IllegalStateException(number + " " + behaviour + " failed, see " + lab.folder());
            }
        }
    }

    /** An extension of ours. Choosing a behaviour registers it. */
    public static final class Extension extends Called {
        Extension(AsteriskLab lab, String number, int port) {
            super(lab, number, port);
        }

        /** Answers at once, any number of calls at the same time, and says nothing. */
        public Phone takesMany() {
            return behaves("takes-many");
        }

        /** Answers at once a call whose header says so, as desk phones do in a click to call; otherwise it is out of order. */
        public Phone answersWhenTold() {
            return behaves("answers-when-told");
        }

        /** Answers, puts the caller on hold after 1.5 s, and takes him back 0.7 s later. */
        public Phone answersAndHolds() {
            return behaves("holds");
        }

        /** Answers, and after 1.5 s puts the caller on hold for this long. */
        public Phone answersAndHoldsFor(Duration hold) {
            return behaves("holds", "1500", String.valueOf(hold.toMillis()));
        }

        /** Answers, and after 1.5 s sends the caller on to somebody else without asking there (REFER). */
        public Phone answersAndTransfersTo(String extension) {
            return behaves("transfers", extension);
        }

        /** Answers, and after 1.5 s asks somebody else, who is then joined with the caller (REFER with Replaces). */
        public Phone answersAndJoinsWith(String extension) {
            return behaves("consults", extension);
        }

        /** Sends every call on to somebody else (302). */
        public Phone forwardsTo(String extension) {
            return behaves("forwards", extension);
        }

        /** Calls somebody, and stays until the other side hangs up. What it does when it is called itself does not change. */
        public Phone dials(String number) {
            return call("dials", number);
        }

        /** As {@link #dials}, and hangs up so long after an answer. */
        public Phone dialsAndHangsUp(String number, Duration after) {
            return call("dials", number, "hangs-up-after", "" + after.toMillis());
        }

        /** As {@link #dials}, and presses these keys; {@code w} waits 1.2 s before the next. */
        public Phone dialsAndPresses(String number, String keys) {
            return call("dials", number, "presses", keys);
        }

        /** Takes the registration back and goes away. */
        public void unregisters() {
            behavesOnce("unregistered");
        }
    }

    /** The telephone network: whatever number is dialled on the trunk, this is what happens. */
    public static final class Trunk extends Called {
        Trunk(AsteriskLab lab, int port) {
            super(lab, "trunk", port);
        }

        /** There is no such number (404). */
        public Phone knowsNoSuchNumber() {
            return behaves("unknown");
        }

        /** The network is congested (503). */
        public Phone isCongested() {
            return behaves("congested");
        }
    }

    /** A customer who dials in through the trunk. */
    public record Caller(AsteriskLab lab, String number, String name, boolean byChanSip) {

        public Caller named(String newName) {
            return new Caller(lab, number, newName, byChanSip);
        }

        /** Through the line of chan_sip, which Asterisk 16 has with the dialplan of FreePBX's shape. */
        public Caller throughChanSip() {
            return new Caller(lab, number, name, true);
        }

        /** Dials and stays until the other side hangs up. */
        public Phone dials(String extension) {
            return dialsAndHangsUp(extension, FOREVER);
        }

        /** Dials, and hangs up so long after the PBX has answered (with hold music, or a person). */
        public Phone dialsAndHangsUp(String extension, Duration after) {
            return dials(extension, "hangs-up-after", "" + after.toMillis());
        }

        /** Dials, and gives up so long after it began to ring, if nobody answered. */
        public Phone dialsAndGivesUp(String extension, Duration after) {
            return dials(extension, "cancels-after", "" + after.toMillis());
        }

        /** As {@link #dials}, and presses these keys; {@code w} waits 1.2 s before the next. */
        public Phone dialsAndPresses(String extension, String keys) {
            return dials(extension, "presses", keys);
        }

        private Phone dials(String extension, String ends, String detail) {
            String script = byChanSip ? "old-caller" : "caller";
            List<String> arguments = List.of(script, number, name, "dials", extension, ends, detail);
            Phone caller = new Phone(lab, number, launch(lab, arguments), role(lab, arguments), true);
            lab.started(caller);
            return caller;
        }
    }

    private static String role(AsteriskLab lab, List<String> arguments) {
        return lab.run() + " " + arguments;
    }

    private static Phone play(AsteriskLab lab, String number, int port, List<String> arguments) {
        Process process = launch(lab, arguments);
        Phone phone = new Phone(lab, number, process, role(lab, arguments), false);
        lab.started(phone);
        // the script writes the pid file once the phone is registered; then only its SIP port is to come
        Path registered = lab.folder().resolve("phones").resolve(number + "-" + process.pid() + ".pid");
        Supplier<String> complaint = () -> "phone " + arguments + " did not start, see " + lab.folder().resolve("phones");
        Await.untilTrue(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(complaint.get());
            }
            return Files.exists(registered) && listens(port);
        }, complaint);
        return phone;
    }

    private static Process launch(AsteriskLab lab, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("--dir", lab.folder().toString()));
        all.addAll(arguments);
        try {
            return AsteriskLab.command("phone", all)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(lab.folder().resolve("phones.log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean listens(int udpPort) {
        String local = String.format(Locale.ROOT, ":%04X ", udpPort);
        try (Stream<String> sockets = Files.lines(Path.of("/proc/net/udp"))) {
            return sockets.anyMatch(socket -> socket.substring(0, Math.min(socket.length(), 22)).contains(local));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

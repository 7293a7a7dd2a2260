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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessageReader;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.Subscription;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded dialogues, broken in every way a sick network or a strange PBX could, with seeds that make each run the same: nothing is thrown,
 * memory is bounded, and the next good event is read.
 */
class AmiFuzzTest {

    private static final int SEEDS = 2_000;
    private static final int WRECKS = 25;
    private static final List<String> DIALOGUES = List.of("22/5c_attended_transfer_ami", "16/5f_park_retrieve", "22/7a_inventory_lists",
            "22/3e_claim_no_answer_back_to_waiting", "16/6a_dtmf_vars_userevent", "22/2j_bad_requests");
    private static final String GOOD = "\r\n\r\nEvent: Hangup\r\nChannel: PJSIP/1001-1\r\nUniqueid: good\r\nLinkedid: good\r\nCause: 16\r\n\r\n";

    private final ConnectionMetrics figures = new ConnectionMetrics(Clock.systemUTC());

    @TestFactory
    Stream<DynamicTest> aBrokenDialogueIsSurvived() {
        return IntStream.range(0, SEEDS / 20).mapToObj(block -> dynamicTest("seeds " + block * 20 + " to " + (block * 20 + 19), () -> {
            for (int seed = block * 20; seed < block * 20 + 20; seed++) {
                Random random = new Random(seed);
                byte[] wreck = dialogue(DIALOGUES.get(seed % DIALOGUES.size()));
                for (int i = 0; i < 1 + random.nextInt(WRECKS); i++) {
                    wreck = wrecked(wreck, random);
                }
                survives(wreck, "seed " + seed, random);
            }
        }));
    }

    @Test
    void noiseIsSurvived() throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[random.nextInt(200_000)];
            random.nextBytes(noise);
            survives(noise, "noise " + seed, random);
        }
    }

    @Test
    void everyPlaceToBreakOffIsSurvived() throws IOException {
        byte[] whole = dialogue("22/7g_lean_user");
        for (int length = 0; length < 3_000; length++) {
            survives(Arrays.copyOf(whole, length), "the first " + length + " bytes", new Random(length));
        }
    }

    @Test
    void giantsAreCountedAndPassedOver() throws IOException {
        survives(("Event: Newchannel\r\nChannel: " + "x".repeat(10_000_000) + "\r\nUniqueid: 1\r\n").getBytes(StandardCharsets.UTF_8), "10 MB value",
                new Random(1));
        survives("a".repeat(10_000_000).getBytes(StandardCharsets.UTF_8), "10 MB line", new Random(2));
        survives("A: b\r\n".repeat(3_000_000).getBytes(StandardCharsets.UTF_8), "18 MB message", new Random(3));
        assertThat(figures.health(null).unreadable(), is(3L));
    }

    /** Reads, translates and shows all that is read, as the log and the connection would. */
    private void survives(byte[] wreck, String what, Random random) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        sent.write(wreck);
        sent.write(GOOD.getBytes(StandardCharsets.UTF_8));
        InputStream pieces = new ByteArrayInputStream(sent.toByteArray()) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 1 + random.nextInt(5_000)));
            }
        };
        AmiMessageReader in = new AmiMessageReader(pieces, Subscription.UNWANTED, figures);
        String last = "";
        for (Optional<AmiMessage> message = in.next(); message.isPresent(); message = in.next()) {
            EventTranslator.translate(message.get(), Instant.EPOCH);
            last = message.get().headers().size() + message.get().toString() + message.get().get("Uniqueid");
            assertThat(what, in.held(), is(lessThanOrEqualTo(2 * AmiMessageReader.MAX_MESSAGE_BYTES)));
        }
        assertThat(what, last.endsWith("Cause: 16good"), is(true));
    }

    @Test
    void aConnectionOutlivesABrokenStream() throws Exception {
        EventSink heard = new EventSink();
        try (PbxPlayer pbx = new PbxPlayer(); AsteriskConnection connection = heard.connect(pbx.server())) {
            heard.connected(connection, pbx);
            for (int seed = 0; seed < 40; seed++) {
                Random random = new Random(seed);
                byte[] wreck = dialogue(DIALOGUES.get(seed % DIALOGUES.size()));
                for (int i = 0; i < 10; i++) {
                    wreck = wrecked(wreck, random);
                }
                // answers to nothing and another log-in's end are asterisk-java's matter: here only what is no answer
                pbx.say(new String(wreck, StandardCharsets.ISO_8859_1).replace("Response:", "Respond:") + "\r\n\r\nStray: line\r\n\r\n");
            }
            pbx.say(GOOD);

            heard.untilHangupOf("good");
            ConnectionHealth health = connection.health();
            assertThat("of this very log-in", health.resynchronised(), is(1L));
            assertThat(health.lost(), is(0L));
            assertThat(health.unreadable(), is(greaterThan(39L)));
        }
    }

    private static byte[] wrecked(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(12)) {
        case 0 -> spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(400)), "");
        case 1 -> spliced(bytes, at, at, "\r\n".repeat(1 + random.nextInt(5)));
        case 2 -> spliced(bytes, at, at, "\n");
        case 3 -> spliced(bytes, at, at, "\r");
        case 4 -> spliced(bytes, at, at, "\0\u0001\u007f");
        case 5 -> spliced(bytes, at, at, "x".repeat(random.nextInt(200_000)));
        case 6 -> spliced(bytes, at, at, ": :: Event: \r\nEvent\r\n: value\r\nUniqueid:\r\nChannel:\r\n");
        case 7 -> spliced(bytes, at, at, "\u00c3\u0028 \u00ff\u00fe J\u00fcrgen");
        case 8 -> Arrays.copyOf(bytes, at);
        case 9 -> new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", random.nextBoolean() ? "\n" : "\r")
                .getBytes(StandardCharsets.ISO_8859_1);
        case 10 -> new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("(?m)^(Uniqueid|Channel|Linkedid|ChannelState): .*$", "$1:")
                .getBytes(StandardCharsets.ISO_8859_1);
        default -> flipped(bytes, random);
        };
    }

    private static byte[] spliced(byte[] bytes, int from, int to, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, from);
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes, to, bytes.length - to);
        return out.toByteArray();
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i < 20 && flipped.length > 0; i++) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
        }
        return flipped;
    }

    private static byte[] dialogue(String name) throws IOException {
        try (InputStream in = AmiFuzzTest.class.getResourceAsStream("/dialogues/" + name + ".ami")) {
            return in.readAllBytes();
        }
    }
}

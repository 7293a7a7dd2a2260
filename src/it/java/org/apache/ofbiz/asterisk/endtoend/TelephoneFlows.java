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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.AgentPins;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.QuickKeys;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Test;

/**
 * Agents who sign in and out at a phone, on a real Asterisk. In the lab each prompt is a tone of its own, so that the recording of what the caller
 * was told says which prompts were played, and in which order.
 */
interface TelephoneFlows {

    int RATE = 8000;
    int FRAME = 200;
    int WAV_HEADER = 44;
    /** Frames of one tone that make a prompt: 200 ms. */
    int FRAMES = 8;
    Duration PROMPT = Duration.ofSeconds(1);
    /** Frequencies of the prompts in lab/up. */
    Map<Integer, String> PROMPTS = Map.of(400, "agent-user", 500, "agent-pass", 800, "agent-loginok", 2000, "agent-incorrect", 250, "agent-loggedoff",
            1000, "agent-alreadyon", 160, "pbx-invalid", 200, "vm-nobodyavail");

    WorkplaceFlows.Scene scene();

    @Test
    default void anAgentSignsInByNumberAndPinAtAnyFreePhoneAndOut() {
        signsInAndOut(scene());
    }

    /** Agent1003 at phone 1003, heard in the recording. */
    static void signsInAndOut(WorkplaceFlows.Scene scene) {
        scene.kadri().asks("STATE", Map.of("state", "SIGNED_OUT"));
        assertThat(ServiceUtil.isSuccess(scene.host().run("setAsteriskAgentPin", "agent1003", Map.of("agentNumber", "41", "pin", "4711"))), is(true));

        signsIn(scene, "1003", "41#", "0000#", "41#", "4711#");

        Await.untilTrue(() -> "AVAILABLE".equals(state(scene)), () -> "state " + state(scene));
        assertThat(scene.host().database().row("AsteriskSeat", "userLoginId", "agent1003").getString("byTelephone"), is("Y"));
        awaitTold(scene, List.of("agent-user", "agent-pass", "agent-incorrect", "agent-pass", "agent-loginok"));

        scene.lab().phone("1003").dialsAndPresses("*45", "w");

        Await.untilTrue(() -> "SIGNED_OUT".equals(state(scene)), () -> "state " + state(scene));
        assertThat(scene.host().database().find("AsteriskSeat", "userLoginId", "agent1003").isPresent(), is(false));
        awaitTold(scene, List.of("agent-loggedoff"));
        scene.kadri().asks("STATE", Map.of("state", "AVAILABLE"));
    }

    @Test
    default void aPhoneAtWhichSomebodyIsSignedInIsRefused() {
        WorkplaceFlows.Scene scene = scene();
        assertThat(ServiceUtil.isSuccess(scene.host().run("setAsteriskAgentPin", "agent1003", Map.of("agentNumber", "41", "pin", "4711"))), is(true));

        signsIn(scene, "1002", "41#", "4711#");

        List<String> prompts = List.of("agent-user", "agent-pass", "agent-alreadyon");
        Await.untilTrue(() -> told(scene, "1002").equals(prompts), () -> "told " + told(scene, "1002"));
        assertThat(scene.host().database().find("AsteriskSeat", "userLoginId", "agent1003").isPresent(), is(false));
    }

    @Test
    default void anAgentIsCalledByNumberFromAnyPhoneWhereverTheyWork() {
        WorkplaceFlows.Scene scene = scene();
        assertThat(ServiceUtil.isSuccess(scene.host().run("setAsteriskAgentPin", "agent1002", Map.of("agentNumber", "42", "pin", "4711"))), is(true));
        assertThat(scene.callsAgent("42"), is("1002"));

        scene.kadri().asks("STATE", Map.of("state", "SIGNED_OUT"));
        scene.lab().phone("1002").ringsForever();
        assertThat(scene.worksAt(scene.peeter(), WorkplaceFlows.MOBILE, ""), is("ok"));
        assertThat("at a mobile", scene.callsAgent("42"), startsWith("+3725557700@"));

        scene.lab().phone("1003").dials("*4843");
        awaitTold(scene, List.of("pbx-invalid"));
        scene.lab().phone("1002").unregisters();
        scene.back(scene.peeter(), "1002");
        scene.lab().phone("1003").dials("*4842");
        awaitTold(scene, List.of("vm-nobodyavail"));
        new AgentPins(scene.host().delegator()).forget("agent1002");
        scene.kadri().asks("STATE", Map.of("state", "AVAILABLE"));
    }

    @Test
    default void afterFiveWrongPinsTheRightOneIsRefusedToo() {
        QuickKeys.during(this::guessesFiveTimes);
    }

    private void guessesFiveTimes() {
        AgentPins pins = new AgentPins(scene().host().delegator());
        pins.keep("agent1002", "42", "123456");
        assertThat(pins.verify("42", "123456", "A").map(Person::userLoginId), is(Optional.of("agent1002")));
        for (int attempt = 0; attempt < AgentPins.ATTEMPTS; attempt++) {
            assertThat(pins.verify("42", "00000" + attempt, "B" + attempt), is(Optional.empty()));
            assertThat("a number that doesn't exist", pins.verify("43", "123456", "C"), is(Optional.empty()));
        }
        assertThat("the number is locked at each phone", pins.verify("42", "123456", "D"), is(Optional.empty()));
        pins.keep("agent1001", "44", "123456");
        assertThat("and a phone for each number", pins.verify("44", "123456", "C"), is(Optional.empty()));
        assertThat(pins.verify("44", "123456", "D").map(Person::userLoginId), is(Optional.of("agent1001")));
        String kept = scene().host().database().row("AsteriskAgentPin", "userLoginId", "agent1001").getString("pinHash");
        assertThat(kept, not(containsString("123456")));
        List.of("agent1001", "agent1002").forEach(pins::forget);
    }

    /** Answers each question of the PBX with keys, a second after it has begun: keys end a prompt, and nothing tells when it is over. */
    private static void signsIn(WorkplaceFlows.Scene scene, String phone, String... keys) {
        AsteriskLab.Ami ami = scene.lab().ami("everything");
        try (AmiProbe pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            scene.lab().phone(phone).dials("*44");
            for (int question = 0; question < keys.length; question++) {
                AmiProbe.Message asked = pbx.await(question + 1, event -> event.isEvent("Newexten") && event.get("Application").equals("Read"));
                LockSupport.parkNanos(PROMPT.toNanos());
                for (String key : keys[question].split("")) {
                    pbx.act("PlayDTMF", "Channel", asked.get("Channel"), "Digit", key, "Receive", "true");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String state(WorkplaceFlows.Scene scene) {
        return String.valueOf(scene.host().run("getAsteriskAgentState", "agent1003", Map.of()).get("state"));
    }

    private static void awaitTold(WorkplaceFlows.Scene scene, List<String> prompts) {
        Await.untilTrue(() -> told(scene, "1003").equals(prompts), () -> "told " + told(scene, "1003"));
    }

    /** The prompts in the recording of what the PBX said to this phone. */
    private static List<String> told(WorkplaceFlows.Scene scene, String phone) {
        Path recording = scene.lab().recordingsFolder().resolve("told-" + phone + ".wav");
        if (!Files.exists(recording)) {
            return List.of();
        }
        try {
            byte[] bytes = Files.readAllBytes(recording);
            int samples = Math.max(0, (bytes.length - WAV_HEADER) / 2);
            short[] sound = new short[samples];
            ByteBuffer.wrap(bytes, Math.min(WAV_HEADER, bytes.length), samples * 2).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(sound);
            return prompts(sound);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A busy machine leaves gaps in a prompt; no prompt follows itself. */
    private static List<String> prompts(short[] sound) {
        List<String> heard = new ArrayList<>();
        String last = "";
        int frames = 0;
        for (int from = 0; from + FRAME <= sound.length; from += FRAME) {
            String tone = tone(sound, from);
            frames = tone.equals(last) ? frames + 1 : 1;
            last = tone;
            if (frames == FRAMES && !tone.isEmpty() && (heard.isEmpty() || !heard.get(heard.size() - 1).equals(tone))) {
                heard.add(tone);
            }
        }
        return heard;
    }

    /** The prompt whose frequency is strongest in the frame; empty for silence. */
    private static String tone(short[] sound, int from) {
        double loudness = 0;
        for (int i = from; i < from + FRAME; i++) {
            loudness += Math.abs(sound[i]);
        }
        int begin = from;
        return loudness / FRAME < 500 ? "" : PROMPTS.entrySet().stream()
                .max(Comparator.comparingDouble(prompt -> power(sound, begin, prompt.getKey()))).orElseThrow().getValue();
    }

    private static double power(short[] sound, int from, int frequency) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < FRAME; i++) {
            double angle = 2 * Math.PI * frequency * i / RATE;
            real += sound[from + i] * Math.cos(angle);
            imaginary += sound[from + i] * Math.sin(angle);
        }
        return real * real + imaginary * imaginary;
    }
}

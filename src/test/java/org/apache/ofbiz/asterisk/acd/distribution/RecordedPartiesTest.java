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
package org.apache.ofbiz.asterisk.acd.distribution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.offers.WaitTimes;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Recorded dialogues of calls that go from one to the other: what each one's console is told, and what the group is. */
@Tag("replay")
class RecordedPartiesTest {

    private static final Map<String, Person> OWNERS = Map.of("1001", Scene.ANN, "1002", Scene.BOB, "1003", Scene.CEM);

    /** @param claimer whose claim the recording has; nobody where it has none */
    private record Told(String dialogue, Optional<Person> claimer, String expected) {
    }

    private static final List<Told> ALL = List.of(
            new Told("cases/blind_transfer_recipient", Optional.empty(),
                    "RINGING ann, TALKING ann, ENDED ANSWERED ann, RINGING bob, TALKING bob, ENDED ANSWERED bob"),
            new Told("cases/rings_out", Optional.empty(),
                    "RINGING ann, ENDED EXTENSION_NO_ANSWER ann"),
            new Told("cases/transfer_into_second_queue_abandoned", Optional.empty(),
                    "RINGING ann, TALKING ann, ENDED ANSWERED ann, NC, OC ABANDONED"),
            new Told("freepbx/q13_offer_after_queue_timeout_in_voicemail", Optional.empty(),
                    "NC, RINGING ann, ENDED EXTENSION_NO_ANSWER ann, RINGING bob, ENDED EXTENSION_NO_ANSWER bob, OC TIMEOUT, "
                            + "RINGING cem, TALKING cem, ENDED ANSWERED cem"),
            new Told("freepbx/q3c_queue_claim_unanswered", Optional.of(Scene.CEM),
                    "NC, OC CLAIMED by Cem, DIALING cem, REDIRECT PJSIP/trunk-00000072 to 1003@claim, RINGING cem, RINGING bob, RINGING ann, "
                            + "ENDED EXTENSION_NO_ANSWER bob, ENDED EXTENSION_NO_ANSWER ann, DIALING cem, ENDED EXTENSION_DECLINED cem, "
                            + "NC again: Cem EXTENSION_DECLINED, REDIRECT PJSIP/trunk-00000072 to 6000@ext-queues:12 as the first"),
            new Told("freepbx/t4_queue_then_blind_digits", Optional.empty(),
                    "NC, RINGING ann, RINGING bob, ENDED EXTENSION_NO_ANSWER bob, OC CLAIMED by Ann, TALKING ann, HELD ann, TALKING ann, "
                            + "ENDED ANSWERED ann, RINGING cem, TALKING cem, ENDED ANSWERED cem"),
            new Told("freepbx/f3_accounted_after_the_end", Optional.empty(),
                    ""),
            new Told("freepbx/f3_callforward_mobile", Optional.empty(),
                    ""),
            new Told("freepbx/lab_hunt", Optional.empty(),
                    "RINGING ann, ENDED EXTENSION_NO_ANSWER ann, RINGING bob, TALKING bob, ENDED ANSWERED bob"),
            new Told("freepbx/lab_parked_retrieved", Optional.empty(),
                    "RINGING ann, TALKING ann, HELD ann, TALKING ann, HELD ann, ENDED ANSWERED ann, DIALING cem, ENDED ANSWERED cem, "
                            + "TALKING cem, ENDED ANSWERED cem"),
            new Told("freepbx/lab_picked_up", Optional.empty(),
                    "RINGING bob, DIALING cem, ENDED ANSWERED cem, ENDED EXTENSION_NO_ANSWER bob, TALKING cem, ENDED ANSWERED cem"));

    @TestFactory
    Stream<DynamicTest> eachIsToldTheirOwnShare() {
        return ALL.stream().flatMap(told -> Arrays.stream(Dialogue.Reader.values()).map(reader ->
                dynamicTest(told.dialogue + " " + reader, () -> assertThat(tells(told, reader), is(told.expected)))));
    }

    private static String tells(Told told, Dialogue.Reader reader) throws Exception {
        Scene scene = new Scene();
        scene.otherGroups.add(new Group("SECOND", "Second", "PBX", Duration.ofSeconds(20), ""));
        scene.signIn(Scene.ANN, Scene.BOB, Scene.CEM);
        CallTracker tracker = new CallTracker("PBX", new Owned());
        Path file = Path.of(RecordedPartiesTest.class.getResource("/dialogues/" + told.dialogue + ".ami").toURI());
        boolean claimed = false;
        for (CallEvent event : Dialogue.of(file, reader).events()) {
            for (PhoneCall call : tracker.apply(event)) {
                scene.happens(call, event);
                claimed |= told.claimer.isPresent() && !claimed && WaitTimes.inQueue(call)
                        && "ok".equals(scene.claims(told.claimer.get(), call));
            }
        }
        assertThat("problems", scene.problems, is(List.of()));
        List<String> lines = scene.news().stream()
                .map(line -> line.replaceAll("CALL PBX:\\S+ | PBX:\\S+| for| to \\[.*?]| except \\S+", "")).toList();
        return Stream.concat(lines.stream().limit(1), // a line is told again when the name of the caller is known
                IntStream.range(1, lines.size()).filter(i -> !lines.get(i).equals(lines.get(i - 1))).mapToObj(lines::get))
                .collect(Collectors.joining(", "));
    }

    /** Each phone has an owner, and two queues lead to groups. */
    private static final class Owned extends TestNumbering {

        @Override
        public Optional<Peer> peer(String technology, String peerName) {
            return super.peer(technology, peerName).map(peer -> new Peer(peer.peerId(), peer.serverId(), peer.technology(), peer.name(),
                    peer.type(), Optional.ofNullable(OWNERS.get(peer.name())), peer.callerIdNumber(), peer.callerIdName(), peer.enabled()));
        }

        @Override
        public Contexts contexts() {
            return new Contexts("from-internal", "from-internal", "ofbiz-claim", "ofbiz-waiting");
        }

        @Override
        public Optional<String> groupOfQueue(String queue) {
            return switch (queue) {
            case "6000", "6001", "support", "mobile" -> Optional.of("SUPPORT");
            case "second" -> Optional.of("SECOND");
            default -> Optional.empty();
            };
        }
    }
}

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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Recorded dialogues of claims: what the members see of them, when each claims what is offered as the recording's Redirects do. */
@Tag("replay")
class RecordedClaimsTest {

    private static final List<String> VERSIONS = List.of("22", "16");

    @TestFactory
    Stream<DynamicTest> membersSeeTheSameOfBothVersions() {
        record Claims(String dialogue, String claimers, String expected) {
        }
        List<Claims> all = List.of(
                new Claims("3a_inbound_claim", "bob", "NC, OC CLAIMED by Bob, TALKING bob, ENDED ANSWERED bob"),
                new Claims("3b_inbound_abandoned", "nobody", "NC, OC ABANDONED"),
                new Claims("3e_claim_no_answer_back_to_waiting", "bob,ann", "NC, OC CLAIMED by Bob, ENDED EXTENSION_NO_ANSWER bob, NC again, "
                        + "OC CLAIMED by Ann, TALKING ann, ENDED ANSWERED ann"),
                new Claims("3f_claim_unregistered", "cem", "NC, OC CLAIMED by Cem, ENDED EXTENSION_UNREGISTERED cem, NC again, OC *"),
                new Claims("3g_caller_hangs_up_while_agent_rings", "bob", "NC, OC CLAIMED by Bob, OC ABANDONED, ENDED ABANDONED bob"));
        return VERSIONS.stream().flatMap(version -> all.stream().map(each -> dynamicTest(each.dialogue + ", Asterisk " + version, () ->
                membersSee(each.dialogue, version, each.claimers, each.expected))));
    }

    private static void membersSee(String dialogue, String version, String claimers, String expected) throws Exception {
        Scene scene = new Scene();
        scene.signIn(Scene.ANN, Scene.BOB, Scene.CEM);
        CallTracker tracker = new CallTracker("PBX", new TestNumbering());
        List<Person> turns = Arrays.stream(claimers.split(",")).flatMap(name -> List.of(Scene.ANN, Scene.BOB, Scene.CEM).stream()
                .filter(person -> person.userLoginId().equals(name))).toList();

        int turn = 0;
        for (CallEvent event : Dialogue.events(version, dialogue, Dialogue.Reader.LEAN)) {
            for (PhoneCall call : tracker.apply(event)) {
                scene.happens(call, event);
                boolean music = call.state() == PhoneCall.State.WAITING;
                if (music && turn < turns.size() && "ok".equals(scene.claims(turns.get(turn), call))) {
                    turn++;
                }
            }
        }

        assertThat(scene.news().stream().map(RecordedClaimsTest::inShort).filter(line -> !line.isEmpty()).collect(Collectors.joining(", ")),
                is(expected));
        scene.hasNoMoreNews();
    }

    /** What matters here: offers, withdrawals, and calls that talk or end. */
    private static String inShort(String line) {
        if (line.startsWith("NC")) {
            return line.contains("again") ? "NC again" : "NC";
        }
        if (line.startsWith("OC")) {
            return line.contains("CLAIMED") || line.contains("ABANDONED") ? line.replaceAll(" PBX:\\S+| to .*", "") : "OC *";
        }
        return line.startsWith("CALL") && (line.contains("TALKING") || line.contains("ENDED"))
                ? line.replaceAll("CALL PBX:\\S+ | for", "") : "";
    }
}

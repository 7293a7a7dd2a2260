/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallTracker;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TestNumbering;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded dialogues of claims: what the members see of them, when each claims what is offered as the recording's Redirects do. */
@Tag("replay")
class RecordedClaimsTest {

    @ParameterizedTest(name = "{0}, Asterisk {1}")
    @CsvSource(delimiter = '|', textBlock = """
        3a_inbound_claim                    | 22 | bob         | NC, OC CLAIMED by Bob, TALKING bob, ENDED ANSWERED bob
        3a_inbound_claim                    | 16 | bob         | NC, OC CLAIMED by Bob, TALKING bob, ENDED ANSWERED bob
        3b_inbound_abandoned                | 22 | nobody      | NC, OC ABANDONED
        3b_inbound_abandoned                | 16 | nobody      | NC, OC ABANDONED
        3e_claim_no_answer_back_to_waiting  | 22 | bob,ann     | \
            NC, OC CLAIMED by Bob, ENDED EXTENSION_NO_ANSWER bob, NC again, OC CLAIMED by Ann, TALKING ann, ENDED ANSWERED ann
        3e_claim_no_answer_back_to_waiting  | 16 | bob,ann     | \
            NC, OC CLAIMED by Bob, ENDED EXTENSION_NO_ANSWER bob, NC again, OC CLAIMED by Ann, TALKING ann, ENDED ANSWERED ann
        3f_claim_unregistered               | 22 | cem         | NC, OC CLAIMED by Cem, ENDED EXTENSION_UNREGISTERED cem, NC again, OC *
        3f_claim_unregistered               | 16 | cem         | NC, OC CLAIMED by Cem, ENDED EXTENSION_UNREGISTERED cem, NC again, OC *
        3g_caller_hangs_up_while_agent_rings| 22 | bob         | NC, OC CLAIMED by Bob, OC ABANDONED, ENDED ABANDONED bob
        3g_caller_hangs_up_while_agent_rings| 16 | bob         | NC, OC CLAIMED by Bob, OC ABANDONED, ENDED ABANDONED bob
        """)
    void membersSee(String dialogue, String version, String claimers, String expected) throws Exception {
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

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
package org.apache.ofbiz.asterisk.flows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;

/** Groups 3 and 4 of the recorded dialogues: customers who wait to be claimed, and customers in a queue. */
final class IncomingFlows {

    static final String SERVICE = "5000";
    static final String QUEUE = "5001";
    static final String DIRECT = "5002";
    static final Duration A_SECOND = Duration.ofSeconds(1);

    private IncomingFlows() {
    }

    static List<Flow> all() {
        return List.of(
                Flow.of("3a_inbound_claim", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.customer().dials(SERVICE);
                    stage.await(State.WAITING);
                    stage.claim("1002");
                }),
                Flow.of("3b_inbound_abandoned", IncomingFlows::abandoned),
                Flow.of("3c_redirect_twice_sequential", stage -> {
                    stage.phone("1002").ringsForever();
                    stage.phone("1001").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.customer().dials(SERVICE);
                    stage.await(State.WAITING);
                    stage.claim("1002");
                    stage.await(State.RINGING);
                    stage.claim("1001");
                }),
                Flow.of("3e_claim_no_answer_back_to_waiting", stage -> {
                    stage.phone("1002").ringsForever();
                    stage.phone("1001").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.customer().dials(SERVICE);
                    stage.await(State.WAITING);
                    stage.claim("1002");
                    stage.await(call -> call.state() == State.WAITING && call.lastExtensionLeg().isPresent());
                    stage.claim("1001");
                }),
                Flow.of("3f_claim_unregistered", IncomingFlows::claimedInVain),
                Flow.of("3g_caller_hangs_up_while_agent_rings", stage -> {
                    stage.phone("1002").ringsForever();
                    stage.customer().dialsAndHangsUp(SERVICE, Duration.ofMillis(1500));
                    stage.await(State.WAITING);
                    stage.claim("1002");
                    stage.await(State.RINGING);
                }),
                Flow.of("3j_direct_call_caller_cancels", stage -> {
                    stage.phone("1001").ringsForever();
                    stage.customer().dialsAndGivesUp(DIRECT, A_SECOND);
                    stage.await(State.RINGING);
                }),
                Flow.checked("3k_redirect_race_x12", IncomingFlows::race),
                Flow.of("3l_announcement_only", stage -> stage.customer().dials("5060")),
                Flow.of("3m_menu_given_up", stage -> stage.customer().dialsAndHangsUp("5061", A_SECOND)),
                Flow.of("4a_queue_rna_then_answer", IncomingFlows::firstMemberDoesNotAnswer),
                Flow.of("4b_queue_pause", stage -> {
                    stage.phone("1001").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    member(stage, "1001");
                    stage.does("QueuePause", "Queue", "support", "Interface", "PJSIP/1001", "Paused", "true", "Reason", "lunch");
                    stage.customer().dials(QUEUE);
                    stage.await(State.WAITING);
                    stage.does("QueuePause", "Queue", "support", "Interface", "PJSIP/1001", "Paused", "false");
                }),
                Flow.of("4c_queue_abandon", stage -> {
                    stage.customer().dialsAndHangsUp(QUEUE, A_SECOND);
                    stage.await(State.WAITING);
                }),
                Flow.of("4d_queue_errors_and_status", IncomingFlows::queueErrors));
    }

    private static void member(FlowStage stage, String extension) throws IOException {
        stage.does("QueueAdd", "Queue", "support", "Interface", "PJSIP/" + extension, "Penalty", "0", "MemberName", "Agent " + extension,
                "StateInterface", "PJSIP/" + extension);
    }

    private static void abandoned(FlowStage stage) throws Exception {
        stage.customer().dialsAndHangsUp(SERVICE, A_SECOND);
        stage.await(State.WAITING);
        String channel = stage.channel("trunk");
        stage.await(PhoneCall::ended);
        for (String action : List.of("Redirect", "Setvar", "Hangup")) {
            assertThat(action, stage.act(action, "Channel", channel, "Context", "claim", "Exten", "1002", "Priority", "1", "Variable", "X",
                    "Value", "1").get("Response"), is("Error"));
        }
    }

    /** The claimer's phone is not there, and then somebody sends the caller to a context that does not exist. */
    private static void claimedInVain(FlowStage stage) throws Exception {
        stage.phone("1003").unregisters();
        stage.customer().dials(SERVICE);
        stage.await(State.WAITING);
        stage.claim("1003");
        stage.driver().await(2, message -> message.isEvent("MusicOnHoldStart"));
        stage.does("Redirect", "Channel", stage.channel("trunk"), "Context", "nosuch", "Exten", "1003", "Priority", "1");
    }

    private static void firstMemberDoesNotAnswer(FlowStage stage) throws Exception {
        stage.phone("1001").ringsForever();
        stage.phone("1002").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
        member(stage, "1001");
        stage.customer().dials(QUEUE);
        stage.await(State.RINGING);
        member(stage, "1002");
        stage.does("QueueStatus", "Queue", "support");
    }

    private static void queueErrors(FlowStage stage) throws Exception {
        member(stage, "1001");
        stage.act("QueueAdd", "Queue", "support", "Interface", "PJSIP/1001");
        stage.act("QueueAdd", "Queue", "nosuch", "Interface", "PJSIP/1001");
        stage.act("QueuePause", "Queue", "support", "Interface", "PJSIP/1003", "Paused", "true");
        stage.act("QueuePenalty", "Queue", "support", "Interface", "PJSIP/1001", "Penalty", "3");
        stage.act("QueueStatus");
        stage.act("QueueSummary", "Queue", "support");
        stage.act("QueueRemove", "Queue", "support", "Interface", "PJSIP/1001");
        assertThat(stage.act("QueueRemove", "Queue", "support", "Interface", "PJSIP/1001").get("Response"), is("Error"));
    }

    /** Two claims in one write, twelve times: whoever wins, it is one call each, and the caller gave up. */
    private static void race(FlowStage stage) throws Exception {
        stage.phone("1002").ringsForever();
        stage.phone("1003").ringsForever();
        int races = 12;
        for (int i = 0; i < races; i++) {
            stage.witnesses().forEach(Witness::forget);
            stage.customer().dialsAndHangsUp(SERVICE, Duration.ofMillis(400));
            stage.await(State.WAITING);
            String channel = stage.channel("trunk");
            stage.driver().send(redirect(channel, "1002") + redirect(channel, "1003"));
            stage.await(PhoneCall::ended);
            stage.settle();
            for (Witness witness : stage.witnesses()) {
                assertThat(witness.toString(), witness.calls().size(), is(1));
                PhoneCall call = witness.calls().get(0);
                assertThat(call.toString(), call.outcome(), is(Optional.of(Outcome.ABANDONED)));
                assertThat(call.toString(), call.groupId(), is(Optional.of("SUPPORT")));
                assertThat(call.toString(), call.answeredBy().isPresent(), is(false));
                assertThat(call.toString(), call.legs().stream().filter(leg -> leg.side() == Peer.Type.TRUNK)
                        .count(), is(1L));
            }
        }
    }

    private static String redirect(String channel, String extension) {
        return "Action: Redirect\r\nActionID: race-" + extension + "\r\nChannel: " + channel + "\r\nContext: claim\r\nExten: " + extension
                + "\r\nPriority: 1\r\n\r\n";
    }
}

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
package org.apache.ofbiz.embedded.pbx;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The simulated PBX says what a real Asterisk 22 said in the recorded dialogues: the same events with the same headers in the same order. */
@Tag("replay")
class SimulatedPbxDialogueTest {

    private static final String CUSTOMER = "3725550000";
    private static final Duration ANSWERED = Duration.ofMillis(1500);

    @TempDir
    private Path recordings;
    private final ManualEventLoop eventLoop = new ManualEventLoop();
    private final Conversation heard = new Conversation();
    private Exchange exchange;
    private ActiveCalls calls;
    private ActionHandler actions;

    private void whenItHappens(String dialogue, Runnable story) throws IOException {
        exchange = new Exchange(eventLoop, recordings, heard::add);
        calls = new ActiveCalls();
        actions = new ActionHandler(exchange, calls);
        story.run();
        Conversation recorded = Conversation.recorded(dialogue);
        recorded.streams().forEach((stream, messages) ->
                assertThat(dialogue + ": " + stream, String.join("\n", heard.streams().getOrDefault(stream, List.of())),
                        equalTo(String.join("\n", messages))));
        assertThat(heard.streams().keySet(), equalTo(recorded.streams().keySet()));
    }

    @Test
    void clickToCallIsAnsweredAndTheCustomerHangsUp() throws IOException {
        whenItHappens("1a_click_to_call_answer", () -> {
            originate("a2", "PJSIP/1001", true, 15_000);
            eventLoop.pass(ANSWERED.multipliedBy(2).plusSeconds(2));
            customerHangsUp();
        });
    }

    @Test
    void clickToCallIsHungUpByAmi() throws IOException {
        whenItHappens("1b_click_to_call_hangup_by_ami", () -> {
            originate("a2", "PJSIP/1001", true, 15_000);
            eventLoop.pass(ANSWERED.multipliedBy(2).plusSeconds(1));
            act("Action", "Hangup", "ActionID", "a3", "Channel", onlyCall().first().name(), "Cause", "16");
        });
    }

    @Test
    void theUsersPhoneIsNotAnswered() throws IOException {
        whenItHappens("2a_agent_no_answer", () -> {
            exchange.behaves("1001", PhoneBehaviour.NO_ANSWER);
            originate("a2", "PJSIP/1001", true, 3000);
            eventLoop.pass(Duration.ofSeconds(3));
        });
    }

    @Test
    void theUsersPhoneIsUnregisteredAndComesBack() throws IOException {
        whenItHappens("2b_agent_unregistered", () -> {
            exchange.behaves("1003", PhoneBehaviour.UNREGISTERED);
            originate("a2", "PJSIP/1003", true, 15_000);
            originate("a3", "PJSIP/1003", false, 15_000);
            exchange.behaves("1003", PhoneBehaviour.ANSWERS);
        });
    }

    @Test
    void theUsersPhoneIsBusy() throws IOException {
        whenItHappens("2c_agent_busy", () -> {
            exchange.behaves("1001", PhoneBehaviour.BUSY);
            originate("a2", "PJSIP/1001", true, 15_000);
        });
    }

    @Test
    void theUserDeclines() throws IOException {
        whenItHappens("2d_agent_declines", () -> {
            exchange.behaves("1001", PhoneBehaviour.DECLINES);
            originate("a2", "PJSIP/1001", true, 15_000);
            eventLoop.pass(Duration.ofSeconds(1));
        });
    }

    @Test
    void theCustomerIsBusy() throws IOException {
        whenItHappens("2e_callee_busy", () -> customerBehaves(PhoneBehaviour.BUSY));
    }

    @Test
    void theCustomersNumberDoesNotExist() throws IOException {
        whenItHappens("2f_callee_404", () -> customerBehaves(PhoneBehaviour.UNKNOWN_NUMBER));
    }

    @Test
    void theNetworkIsCongested() throws IOException {
        whenItHappens("2g_callee_503", () -> customerBehaves(PhoneBehaviour.CONGESTED));
    }

    @Test
    void anIncomingCallWaitsIsClaimedAndTheCallerHangsUp() throws IOException {
        whenItHappens("3a_inbound_claim", () -> {
            customerCalls();
            claim("a2", "1002");
            eventLoop.pass(ANSWERED.plusSeconds(3));
            customerHangsUp();
        });
    }

    @Test
    void aWaitingCallerGivesUpAndIsGone() throws IOException {
        whenItHappens("3b_inbound_abandoned", () -> {
            customerCalls();
            String channel = onlyCall().first().name();
            eventLoop.pass(Duration.ofSeconds(2));
            customerHangsUp();
            act("Action", "Redirect", "ActionID", "a2", "Channel", channel, "Context", "claim", "Exten", "1002", "Priority", "1");
            act("Action", "Redirect", "ActionID", "a3", "Channel", channel, "Context", "claim", "Exten", "1002", "Priority", "1");
            act("Action", "Setvar", "ActionID", "a4", "Channel", channel, "Variable", "X", "Value", "1");
            act("Action", "Hangup", "ActionID", "a5", "Channel", channel);
        });
    }

    @Test
    void aSecondRedirectTakesTheRingingCallAway() throws IOException {
        whenItHappens("3c_redirect_twice_sequential", () -> {
            customerCalls();
            claim("a2", "1002");
            eventLoop.pass(Duration.ofSeconds(1));
            claim("a3", "1001");
            eventLoop.pass(ANSWERED.plusSeconds(5));
            customerHangsUp();
        });
    }

    @Test
    void aClaimNobodyAnswersGoesBackToWaitingAndIsClaimedAgain() throws IOException {
        whenItHappens("3e_claim_no_answer_back_to_waiting", () -> {
            exchange.behaves("1002", PhoneBehaviour.NO_ANSWER);
            customerCalls();
            claim("a2", "1002");
            eventLoop.pass(Duration.ofSeconds(10));
            claim("a3", "1001");
            eventLoop.pass(ANSWERED.plusSeconds(5));
            customerHangsUp();
        });
    }

    @Test
    void theCallerHangsUpWhileTheClaimingPhoneRings() throws IOException {
        whenItHappens("3g_caller_hangs_up_while_agent_rings", () -> {
            exchange.behaves("1002", PhoneBehaviour.NO_ANSWER);
            customerCalls();
            claim("a2", "1002");
            eventLoop.pass(Duration.ofSeconds(3));
            customerHangsUp();
        });
    }

    @Test
    void anOwnChannelIdComesBackOnFailureAndCannotBeUsedTwice() throws IOException {
        whenItHappens("2k_channelid_on_failure_and_duplicate", () -> {
            exchange.behaves("1001", PhoneBehaviour.BUSY);
            originate("a2", "PJSIP/1001", true, 15_000, "ChannelId", "crm-x-1", "OtherChannelId", "crm-x-2");
            exchange.behaves("1001", PhoneBehaviour.ANSWERS);
            originate("a3", "PJSIP/1001", true, 15_000, "ChannelId", "crm-x-1");
            eventLoop.pass(ANSWERED.multipliedBy(2));
            originate("a4", "PJSIP/1002", true, 15_000, "ChannelId", "crm-x-1");
            customerHangsUp();
        });
    }

    private void customerBehaves(PhoneBehaviour behaviour) {
        exchange.behaves(CUSTOMER, behaviour);
        originate("a2", "PJSIP/1001", true, 15_000);
        eventLoop.pass(ANSWERED);
    }

    private void originate(String actionId, String channel, boolean async, int timeout, String... more) {
        List<String> headers = new ArrayList<>(List.of("Action", "Originate", "ActionID", actionId, "Channel", channel, "Context", "outbound",
                "Exten", CUSTOMER, "Priority", "1",
                "CallerID", "Desk 1001 <1001>", "Timeout", "" + timeout, "Async", "" + async,
                "Variable", "CALL_RECORDING_FILE=" + recordings.resolve("call.wav")));
        headers.addAll(List.of(more));
        act(headers.toArray(String[]::new));
    }

    private void customerCalls() {
        SimulatedChannel channel = exchange.newChannel(Endpoint.TRUNK, "", "").orElseThrow();
        channel.caller(new CallerId("3725551234", "PSTN Caller"));
        new IncomingCall(exchange, calls, channel).arrive("5000");
    }

    private void claim(String actionId, String extension) {
        act("Action", "Redirect", "ActionID", actionId, "Channel", onlyCall().first().name(), "Context", "claim", "Exten", extension,
                "Priority", "1");
    }

    private void customerHangsUp() {
        onlyCall().hangUp(onlyCall().customer().orElseThrow());
    }

    private Call onlyCall() {
        return calls.all().get(0);
    }

    private void act(String... headers) {
        PbxMessage action = new PbxMessage();
        for (int i = 0; i < headers.length; i += 2) {
            action.with(headers[i], headers[i + 1]);
        }
        Consumer<PbxMessage> answers = heard::add;
        actions.act(action, answers);
    }
}

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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Click to call: the user's phone rings first, and once it is picked up the customer's. Confined to the {@link PbxEventLoop}. */
final class OutgoingCall extends Call {

    /** The number that customers see. */
    private static final String OUR_NUMBER = "3726000000";
    private static final Duration RING_CUSTOMER = Duration.ofSeconds(30);

    private final String context;
    private final String exten;
    private final Consumer<Outcome> answer;
    private boolean agentAnswered;

    /**
     * What came of ringing the user's phone.
     * @param reason as in OriginateResponse: 4 success, 3 time-out, 0 anything else
     */
    record Outcome(boolean success, int reason, Optional<SimulatedChannel> channel) { }

    /** @param context where the agent's phone dials once it is picked up: outbound, or internal for another phone */
    OutgoingCall(Exchange exchange, Registry registry, SimulatedChannel agent, String context, String exten, Consumer<Outcome> answer) {
        super(exchange, registry, agent);
        this.context = context;
        this.exten = exten;
        this.answer = answer;
    }

    /** Whether the dialplan has such a place for calls that AMI originates. */
    static boolean reaches(Exchange exchange, String context, String exten) {
        return context.equals("outbound") && exten.matches("[+0-9][0-9]*") || context.equals("internal")
                && exchange.extension(exten).isPresent();
    }

    /**
     * Rings the user's phone.
     * @param callerId what it shall show, if anything
     * @param behaviour what it does then
     */
    void ringAgent(Optional<CallerId> callerId, Duration timeout, PhoneBehaviour behaviour) {
        SimulatedChannel agent = first();
        begin();
        exchange().tell("Newchannel", agent);
        callerId.ifPresent(party -> {
            agent.caller(party);
            exchange().tell(agent.newCallerid());
            agent.connected(party);
            exchange().tell("NewConnectedLine", agent);
        });
        exchange().tell(dialEvent("DialBegin").with("DialString", agent.endpoint().name()));
        if (behaviour.rings()) {
            exchange().state(agent, SimulatedChannel.RINGING);
            exchange().tell(dialEvent("DialState").with("DialStatus", "RINGING"));
        }
        switch (behaviour) {
        case ANSWERS -> later(ANSWER_AFTER, this::agentAnswers);
        case NO_ANSWER -> later(timeout, () -> failed(3, Hangup.NOT_ANSWERED));
        case DECLINES -> later(DECLINE_AFTER, () -> agentRefuses(behaviour));
        default -> agentRefuses(behaviour);
        }
    }

    private PbxMessage dialEvent(String name) {
        return first().onto(PbxMessage.callEvent(name), "Dest");
    }

    private void agentRefuses(PhoneBehaviour behaviour) {
        Hangup why = behaviour.hangup();
        exchange().tell(why.onto(first().onto(PbxMessage.callEvent("HangupRequest"), "").with("Cause", why.cause())));
        exchange().tell(dialEvent("DialEnd").with("DialStatus", behaviour.dialStatus()));
        failed(0, why);
    }

    private void failed(int reason, Hangup why) {
        cancelTimer();
        answer.accept(new Outcome(false, reason, Optional.empty()));
        finish();
        exchange().gone(first(), why);
    }

    private void agentAnswers() {
        SimulatedChannel agent = first();
        agentAnswered = true;
        exchange().state(agent, SimulatedChannel.UP);
        exchange().tell(dialEvent("DialEnd").with("DialStatus", "ANSWER"));
        answer.accept(new Outcome(true, 4, Optional.of(agent)));
        if (context.equals("internal")) {
            agent.at(context, exten, 1);
            agent.runs("Dial", "PJSIP/" + exten + ",20");
            dial(exchange().extension(exten).orElseThrow(), exten);
            return;
        }
        agent.at("outbound", exten, 1);
        agent.caller(new CallerId(OUR_NUMBER, agent.caller().name()));
        exchange().tell(agent.newCallerid());
        String recording = agent.variables().getOrDefault("CALL_RECORDING_FILE", "");
        if (!recording.isEmpty()) {
            agent.at("outbound", exten, 3);
            records(Path.of(recording));
        }
        agent.at("outbound", exten, 4);
        agent.runs("Dial", "PJSIP/" + exten + "@trunk,30");
        dial(Endpoint.TRUNK, exten);
    }

    @Override
    void notAnswered(PhoneBehaviour behaviour) {
        first().at(context, exten, context.equals("internal") ? 2 : 6);
        first().runs("Hangup", "");
        add(record(Optional.empty()));
        end(first(), behaviour.hangup());
    }

    /** The user, or AMI, ends the call while his own phone still rings. */
    boolean abandonWhileRinging(Hangup why) {
        if (!agentAnswered) {
            failed(0, why);
        }
        return !agentAnswered;
    }

    @Override
    void interrupt() {
        // an outgoing call never hears hold music
    }

    @Override
    Duration dialTimeout() {
        return RING_CUSTOMER;
    }

    @Override
    Optional<SimulatedChannel> customer() {
        return second();
    }
}

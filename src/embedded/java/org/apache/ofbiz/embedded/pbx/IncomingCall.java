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

import java.time.Duration;
import java.util.Optional;

/** A customer who dialled the service number: waits with music, is claimed, waits again or talks. Confined to the {@link PbxEventLoop}. */
final class IncomingCall extends Call {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CLAIM_RING = Duration.ofSeconds(10);

    private boolean music;

    IncomingCall(Exchange exchange, Registry registry, SimulatedChannel caller) {
        super(exchange, registry, caller);
    }

    void arrive(String dialledNumber) {
        SimulatedChannel caller = first();
        begin();
        caller.dialled(dialledNumber);
        caller.at("from-trunk", dialledNumber, 1);
        caller.state(SimulatedChannel.RING);
        exchange().tell("Newchannel", caller);
        exchange().state(caller, SimulatedChannel.UP);
        caller.at("from-trunk", dialledNumber, 3);
        exchange().tell(caller.onto(PbxMessage.event("UserEvent", "user"), "").with("UserEvent", "InboundWaiting")
                .with("Did", dialledNumber).with("Caller", caller.caller().number()));
        waitWithMusic();
    }

    private void waitWithMusic() {
        SimulatedChannel caller = first();
        caller.at("waiting", "s", 1);
        caller.runs("MusicOnHold", "default,300");
        music = true;
        exchange().tell(caller.onto(PbxMessage.callEvent("MusicOnHoldStart"), "").with("Class", "default"));
        later(PATIENCE, () -> hangUp(caller));
    }

    /** Does what the dialplan does with a channel that AMI redirected. */
    void redirect(String context, String exten) {
        interrupt();
        SimulatedChannel caller = first();
        if (context.equals("claim") && exten.matches("1\\d{3}")) {
            caller.at("claim", exten, 1);
            leaveSecond(caller);
            caller.at("claim", exten, 2);
            records(exchange().recordings().resolve(caller.uniqueid() + ".wav"));
            caller.at("claim", exten, 3);
            caller.runs("Dial", "PJSIP/" + exten + "," + CLAIM_RING.toSeconds());
            exchange().extension(exten).ifPresentOrElse(endpoint -> dial(endpoint, exten), this::waitWithMusic);
        } else if (context.equals("waiting") && exten.equals("s")) {
            leaveSecond(caller);
            waitWithMusic();
        } else {
            leaveSecond(caller);
            exchange().tell(caller.onto(PbxMessage.callEvent("SoftHangupRequest"), "").with("Cause", Hangup.NORMAL.cause()));
            caller.at(context, exten, 1);
            over(Hangup.NO_ROUTE);
        }
    }

    @Override
    void notAnswered(PhoneBehaviour behaviour) {
        waitWithMusic();
    }

    @Override
    void interrupt() {
        if (music) {
            music = false;
            exchange().tell("MusicOnHoldStop", first());
        }
    }

    @Override
    Duration dialTimeout() {
        return CLAIM_RING;
    }

    @Override
    Optional<SimulatedChannel> customer() {
        return Optional.of(first());
    }
}

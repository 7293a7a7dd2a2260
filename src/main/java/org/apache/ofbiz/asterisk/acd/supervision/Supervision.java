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
package org.apache.ofbiz.asterisk.acd.supervision;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.PbxDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.control.Dialer;
import org.apache.ofbiz.asterisk.acd.control.Redirector;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;

/**
 * What supervisors do with calls in which they take no part. Whether the user may supervise the call is checked by anyone who passes this on.
 * Thread-safe. Each stage completes with an answer, never exceptionally.
 */
public final class Supervision {

    private final TaskScheduler workers;
    private final Dialer dialer;
    private final Redirector redirector;
    private final PbxDirectory pbxes;

    public Supervision(TaskScheduler workers, Dialer dialer, Redirector redirector, PbxDirectory pbxes) {
        this.workers = workers;
        this.dialer = dialer;
        this.redirector = redirector;
        this.pbxes = pbxes;
    }

    /**
     * Rings the supervisor's phone; once they answer, they hear the agent and whom the agent talks with.
     *
     * @param agent userLoginId of who is heard; empty for who talks
     */
    public CompletionStage<Answer> monitor(PhoneCall call, Optional<String> agent, Person supervisor, Monitoring.Mode mode) {
        Optional<PhoneCall.Leg> heard = call.legs().stream().filter(leg -> leg.side() == Peer.Type.EXTENSION && leg.alive()
                && leg.answeredAt().isPresent()).filter(leg -> agent.isEmpty() || owner(leg).equals(agent)).findFirst();
        if (call.ended() || heard.isEmpty()) {
            return refused(call.ended() ? Code.CALL_ENDED : Code.NOBODY_TALKS);
        }
        if (call.legs().stream().anyMatch(leg -> leg.alive() && owner(leg).equals(Optional.of(supervisor.userLoginId())))) {
            return refused(Code.OWN_CALL);
        }
        return workers.ask(supervisor.userLoginId(), "listening to a call", () -> dialer.monitor(supervisor, call, heard.get(), mode),
                code -> Answer.refused(code, ""));
    }

    private static Optional<String> owner(PhoneCall.Leg leg) {
        return leg.peer().flatMap(Peer::owner).map(Person::userLoginId);
    }

    /** Sends the customer to a colleague or into a queue, out of a queue or away from who talks with them. @param target as of {@code redirect} */
    public CompletionStage<Answer> send(PhoneCall call, Person supervisor, String target) {
        return workers.ask(supervisor.userLoginId(), "sending a call elsewhere", () -> redirector.supervised(call.callId(), supervisor, target),
                code -> Answer.refused(code, ""));
    }

    /** Sends the customer to the supervisor's own phone. */
    public CompletionStage<Answer> takeOver(PhoneCall call, Person supervisor) {
        return workers.ask(supervisor.userLoginId(), "taking a call over", () -> {
            Optional<Peer> phone = dialer.phoneAt(supervisor, call.serverId());
            return phone.isEmpty() ? refused(Code.NO_EXTENSION) : redirector.supervised(call.callId(), supervisor, phone.get().name());
        }, code -> Answer.refused(code, ""));
    }

    /** Ends the call for everybody. */
    public CompletionStage<Answer> hangUp(PhoneCall call, Person supervisor) {
        return workers.ask(supervisor.userLoginId(), "hanging up", () -> {
            Optional<PbxCommands> pbx = pbxes.commands(call.serverId());
            Optional<PhoneCall.Leg> leg = call.customerLeg().or(() -> call.legs().stream().filter(PhoneCall.Leg::alive).findFirst());
            if (pbx.isEmpty() || leg.isEmpty()) {
                return refused(pbx.isEmpty() ? Code.PBX_AWAY : Code.CALL_ENDED);
            }
            // a channel that is gone is what was asked for
            return pbx.get().hangup(leg.get().channel().name()).thenApply(result -> result.failure()
                    .filter(failure -> failure.kind() != PbxCommands.Failure.Kind.CHANNEL_GONE)
                    .map(failure -> Answer.refused(Refusal.of(failure, ""))).orElseGet(() -> Answer.done(call.callId())));
        }, code -> Answer.refused(code, ""));
    }

    private static CompletionStage<Answer> refused(Code code) {
        return CompletableFuture.completedFuture(Answer.refused(code, ""));
    }
}

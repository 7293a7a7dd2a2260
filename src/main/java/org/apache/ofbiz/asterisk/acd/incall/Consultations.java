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
package org.apache.ofbiz.asterisk.acd.incall;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.control.TransferTarget;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Which calls users have handled, and whom they consult in them. Thread-safe. */
final class Consultations {

    /**
     * @param before Uniqueids of the channels that were in the call already
     * @param target where the one who is consulted is in the dialplan
     */
    record Consulted(String user, Set<String> before, TransferTarget target) {
    }

    private final Map<String, Consulted> byCall = new ConcurrentHashMap<>();
    private final Set<String> handled = ConcurrentHashMap.newKeySet();
    private final Set<String> ending = ConcurrentHashMap.newKeySet();
    private final Set<String> returning = ConcurrentHashMap.newKeySet();

    /** Somebody's phone is in a place of ours because of a command. */
    void handles(PhoneCall call) {
        handled.add(call.callId());
    }

    boolean isHandled(String callId) {
        return handled.contains(callId);
    }

    void begins(PhoneCall call, String user, Set<String> before, TransferTarget target) {
        handled.add(call.callId());
        byCall.put(call.callId(), new Consulted(user, before, target));
    }

    /** Anyone who is consulted was transferred or let go. */
    void over(PhoneCall call) {
        byCall.remove(call.callId());
    }

    /** The user ends the call with everybody in it. */
    void ends(PhoneCall call) {
        over(call);
        ending.add(call.callId());
    }

    boolean isEnding(String callId) {
        return ending.contains(callId);
    }

    /** The call is kept for a phone that is to come back: nobody in it is left behind. */
    void returning(String callId, boolean on) {
        if (on) {
            handled.add(callId);
            returning.add(callId);
        } else {
            returning.remove(callId);
        }
    }

    boolean isReturning(String callId) {
        return returning.contains(callId);
    }

    Optional<Consulted> of(String callId) {
        return Optional.ofNullable(byCall.get(callId));
    }

    Optional<TransferTarget> target(PhoneCall call) {
        return of(call.callId()).map(Consulted::target);
    }

    void forget(String callId) {
        byCall.remove(callId);
        handled.remove(callId);
        ending.remove(callId);
        returning.remove(callId);
    }

    /** Empty while nobody can tell; else without refusal when a phone rings or was answered, or with the reason why none does. */
    static Optional<Optional<Refusal>> reached(CallView view, Set<String> before) {
        List<Leg> newer = newer(view.call(), before);
        boolean rings = view.call().state() == PhoneCall.State.RINGING;
        if (newer.stream().anyMatch(leg -> leg.alive() && !leg.channel().isLocal() && (rings || leg.answeredAt().isPresent()))) {
            return Optional.of(Optional.empty());
        }
        return failed(view.call(), before) ? Optional.of(Optional.of(new Refusal(Code.TARGET_NOT_REACHED, why(newer)))) : Optional.empty();
    }

    /** Whether somebody was called, and nobody of them is there any more. */
    static boolean failed(PhoneCall call, Set<String> before) {
        List<Leg> newer = newer(call, before);
        return !newer.isEmpty() && newer.stream().noneMatch(Leg::alive);
    }

    private static List<Leg> newer(PhoneCall call, Set<String> before) {
        return call.legs().stream().filter(leg -> !before.contains(CallView.id(leg))).toList();
    }

    private static String why(List<Leg> called) {
        return called.stream().filter(leg -> !leg.channel().isLocal()).reduce((earlier, later) -> later).flatMap(Leg::extensionFailure)
                .orElse(Outcome.NO_ANSWER).name();
    }
}

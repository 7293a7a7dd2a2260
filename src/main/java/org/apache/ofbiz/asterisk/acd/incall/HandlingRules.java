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

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.CallControls.Consultation;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** What can be done with a call as it is now, and why not. The same rules say what is offered and what is refused. Pure. */
final class HandlingRules {

    private HandlingRules() {
    }

    /** Empty where it can work now. FETCH and PICK_UP are about calls of others, and are decided elsewhere. */
    static Optional<Refusal> refusal(Kind kind, CallView view, Recordings.Rule rule) {
        if (view.own().isEmpty()) {
            return refused(Code.NOT_TALKING);
        }
        boolean two = view.partner().isPresent() && view.held().isEmpty();
        boolean holds = view.talking().isEmpty() && view.called().isEmpty() && !view.held().isEmpty();
        Code state = view.conference() ? Code.IN_CONFERENCE : view.consults() ? Code.CONSULTING : Code.NOT_TALKING;
        return switch (kind) {
        case HOLD -> unless(two, holds ? Code.ALREADY_HELD : state);
        case RESUME -> unless(holds || view.consults() && !view.conference(), Code.NOT_HELD);
        case TRANSFER, CONSULT, PARK -> unless(two || holds && view.held().size() == 1, state);
        case COMPLETE -> unless(view.consults() && view.held().size() == 1, Code.NOT_CONSULTING);
        case SWAP, CONFERENCE -> unless(view.consults() && view.partner().isPresent() && view.held().size() == 1, Code.NOT_CONSULTING);
        case KEYS -> unless(!view.talking().isEmpty(), holds ? Code.ALREADY_HELD : state);
        case RECORD, STOP_RECORDING, PAUSE_RECORDING, RESUME_RECORDING -> recording(kind, view, rule);
        case OBJECT -> unless(view.call().direction() != Direction.INTERNAL && view.call().notRecorded().isEmpty()
                && (rule != Recordings.Rule.NEVER || view.call().recordingFile().isPresent()), Code.NOT_RECORDED);
        case HELP -> unless(view.call().groupId().isPresent() && view.call().helpAsked().isEmpty(), Code.NOT_YOUR_GROUP);
        case HELP_OVER -> unless(view.call().helpAsked().isPresent(), Code.NOT_DONE);
        case HANG_UP -> Optional.empty();
        case FETCH, PICK_UP -> refused(Code.CALL_UNKNOWN);
        };
    }

    private static Optional<Refusal> recording(Kind kind, CallView view, Recordings.Rule rule) {
        boolean talks = !view.talking().isEmpty();
        return switch (kind) {
        case RECORD -> rule == Recordings.Rule.NEVER || view.call().notRecorded().isPresent() ? refused(Code.RECORDING_RULE)
                : unless(talks && !view.recorded(), view.recorded() ? Code.ALREADY_RECORDED : Code.NOT_TALKING);
        case STOP_RECORDING -> rule == Recordings.Rule.ALWAYS ? refused(Code.RECORDING_RULE) : unless(view.recorded(), Code.NOT_RECORDED);
        case PAUSE_RECORDING -> unless(view.recorded() && !view.muted(), Code.NOT_RECORDED);
        default -> unless(view.recorded() && view.muted(), Code.NOT_RECORDED);
        };
    }

    private static Optional<Refusal> unless(boolean works, Code code) {
        return works ? Optional.empty() : refused(code);
    }

    private static Optional<Refusal> refused(Code code) {
        return Optional.of(new Refusal(code, ""));
    }

    /** All of that for the user's page. */
    static CallControls controls(CallView view, Recordings.Rule rule) {
        Set<Kind> offered = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            if (view.own().isPresent() && refusal(kind, view, rule).isEmpty()) {
                offered.add(kind);
            }
        }
        return new CallControls(view.call().callId(), offered, !view.held().isEmpty() && !view.conference(), consultation(view), view.conference(),
                recording(view));
    }

    private static CallControls.Recording recording(CallView view) {
        if (view.call().notRecorded().isPresent()) {
            return CallControls.Recording.REFUSED;
        }
        return !view.recorded() ? CallControls.Recording.OFF : view.muted() ? CallControls.Recording.PAUSED : CallControls.Recording.ON;
    }

    private static Optional<Consultation> consultation(CallView view) {
        if (!view.consults() || view.conference()) {
            return Optional.empty();
        }
        Optional<Leg> asked = view.consulted();
        boolean swapped = asked.filter(view::isFirst).isPresent();
        Optional<Leg> shown = swapped ? view.heldFirst() : asked;
        return shown.map(leg -> new Consultation(name(leg), swapped ? Consultation.State.HELD
                : view.talking().isEmpty() ? Consultation.State.RINGING : Consultation.State.TALKING));
    }

    private static String name(Leg leg) {
        return leg.peer().flatMap(peer -> peer.owner().map(owner -> owner.name()).or(() -> peer.number())).filter(known -> !known.isEmpty())
                .orElseGet(() -> leg.channel().peerName());
    }
}

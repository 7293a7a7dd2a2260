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
package org.apache.ofbiz.asterisk.call.tracking;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.TimelineEntry.Kind;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LocalHalves;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.call.progress.CallInProgress;

/** What each kind of event means for the calls of one server. Not thread-safe: belongs to the tracker's thread. */
final class EventApplier implements CallEvent.Handler {

    private final Numbering numbering;
    private final OpenCalls calls;
    private final BridgeHistory meetings;
    private final Resync resync;

    EventApplier(OpenCalls calls, Numbering numbering) {
        this.numbering = numbering;
        this.calls = calls;
        this.meetings = new BridgeHistory(calls);
        this.resync = new Resync(calls, numbering);
    }

    @Override
    public void originateRequested(CallEvent.OriginateRequested e) {
        if (calls.called(e.channelId()).isEmpty()) {
            CallInProgress call = calls.newCall(e.channelId(), e.at());
            call.requested(e, calls.peers().of(e.dialString()));
            e.placedFor().ifPresent(call.facts()::placedFor);
        }
    }

    @Override
    public void channelCreated(CallEvent.ChannelCreated e) {
        if (calls.standsBy(e.channel())) {
            return;
        }
        if (calls.has(e.channel())) {
            calls.known(e.channel(), e.at());
        } else if (!calls.ended().knowsExactly(e.channel())) {
            calls.add(e.channel(), e.incoming(), e.caller(), e.context(), e.extension(), e.at());
        }
    }

    @Override
    public void callArrived(CallEvent.CallArrived e) {
        calls.seen(e.channel(), e.at(), e.caller(), e.context(), e.extension()).ifPresent(leg -> {
            leg.calls(e.context(), e.extension());
            identified(leg, e.caller());
            calls.callOf(leg).arrived(leg);
        });
    }

    @Override
    public void channelProgressed(CallEvent.ChannelProgressed e) {
        calls.seen(e.channel(), e.at()).ifPresent(leg -> {
            if (!e.up()) {
                leg.rings();
            } else if (!leg.isAnswered()) {
                leg.answered(e.at());
                calls.callOf(leg).takenByPbx(leg);
            } else {
                leg.answered(e.at());
            }
        });
    }

    @Override
    public void callerIdentified(CallEvent.CallerIdentified e) {
        calls.seen(e.channel(), e.at(), e.caller(), e.context(), e.extension()).ifPresent(leg -> identified(leg, e.caller()));
    }

    /** The caller's own identification counts; what we show to the one who is called, or sent on to, does not change who calls. */
    private static void identified(LegInProgress leg, Party caller) {
        if (leg.incoming() && leg.isTrunk() && !leg.place().hasTalked() || leg.numbers().party().number().isEmpty()) {
            leg.identified(caller);
        }
    }

    @Override
    public void dialBegun(CallEvent.DialBegun e) {
        Optional<LegInProgress> from = e.from().flatMap(channel -> calls.seen(channel, e.at()));
        from.ifPresent(leg -> {
            leg.isAt(e.context(), e.extension());
            leg.place().dials(e.at());
        });
        calls.seen(e.to(), e.at(), e.toParty(), "", "").ifPresent(to -> {
            to.dialled(e.from().isEmpty() || from.filter(far -> isOriginatedFor(to, far)).isPresent(), e.at());
            to.isDialedAs(to.channel().isLocal() ? DialedNumber.withoutOptions(e.dialString()) : e.dialString());
            from.ifPresent(to::dialledBy);
            from.filter(caller -> to.isTrunk() && caller.isTrunk() && caller.incoming()).ifPresent(LegInProgress::goesOut);
            if (!to.place().isCalledBack()) {
                calls.callOf(to).dialBegun(to, e);
            }
            if (e.from().isEmpty()) {
                meetings.calledBack(to, e.at());
            }
        });
    }

    /** An Originate rings the phone by a Local channel of its own, as one with several devices. */
    private boolean isOriginatedFor(LegInProgress phone, LegInProgress far) {
        List<LegInProgress> legs = calls.callOf(phone).legs();
        return phone.peer().isPresent() && legs.get(0).localPair().equals(far.localPair())
                && legs.stream().anyMatch(near -> near.isOtherHalfOf(far) && near.originated()
                        && DialedNumber.memberOf(near.channel()).flatMap(numbering::extension).equals(phone.peer()));
    }

    @Override
    public void dialEnded(CallEvent.DialEnded e) {
        Optional<LegInProgress> from = e.from().flatMap(channel -> calls.known(channel, e.at()));
        from.ifPresent(leg -> leg.parts().isAt(e.place()));
        calls.known(e.to(), e.at()).ifPresent(leg -> {
            if (e.result() == DialResult.ANSWERED && leg.incoming() && from.isPresent()) { // it took the place of the phone that was dialed
                calls.joiner().merge(calls.callOf(leg), calls.callOf(from.get()), e.at());
                leg.picksUp();
            }
            calls.callOf(leg).forwarded(leg, e.forwardedTo());
            boolean callerIsGone = e.result() == DialResult.NO_ANSWER && leg.isAnswered() && from.filter(LegInProgress::leaving).isPresent();
            leg.dialEnded(callerIsGone ? DialResult.CANCELLED : e.result(), e.at());
            ringOut(calls.callOf(leg).legs(), leg, e);
        });
    }

    /** Phones behind a Local channel that rang long enough are told to be cancelled, as if the caller had hung up. */
    private static void ringOut(List<LegInProgress> legs, LegInProgress leg, CallEvent.DialEnded e) {
        if (e.result() == DialResult.NO_ANSWER && leg.channel().isNearHalf()) {
            legs.stream().filter(each -> !each.isAnswered() && LocalHalves.isReachedBy(each, leg, legs))
                    .forEach(each -> each.dialEnded(DialResult.NO_ANSWER, e.at()));
        } else if (e.result() == DialResult.CANCELLED && legs.stream().anyMatch(near -> near.channel().isNearHalf()
                && near.result().equals(Optional.of(DialResult.NO_ANSWER)) && LocalHalves.isReachedBy(leg, near, legs))) {
            leg.dialEnded(DialResult.NO_ANSWER, e.at());
        }
    }

    @Override
    public void bridgeEntered(CallEvent.BridgeEntered e) {
        if (calls.standsBy(e.channel())) {
            calls.standbyEntered(e.channel(), e.bridgeId(), e.at());
            return;
        }
        calls.seen(e.channel(), e.at()).ifPresent(leg -> {
            leg.answered(e.at());
            if (!e.conference().isEmpty()) {
                leg.place().joinedConference(e.conference());
            }
            calls.entered(leg, e.bridgeId(), e.audible(), e.at());
        });
    }

    @Override
    public void bridgeLeft(CallEvent.BridgeLeft e) {
        calls.standbyLeft(e.channel());
        calls.known(e.channel(), e.at()).ifPresent(leg -> calls.joiner().left(leg, e.bridgeId(), e.at()));
    }

    @Override
    public void agentWaits(CallEvent.AgentWaits e) {
        calls.standsBy(e.channel(), e.at());
    }

    @Override
    public void voicemailLeft(CallEvent.VoicemailLeft e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> calls.callOf(leg).facts().voicemailLeft(leg, e.mailbox(), e.at()));
    }

    @Override
    public void accounted(CallEvent.Accounted e) {
        // a busy PBX accounts for a call after its end
        calls.legs().byId(e.uniqueId()).map(calls::callOf).or(() -> calls.ended().takeUnaccounted(e.uniqueId()))
                .ifPresent(call -> calls.touch(call).accounted(e));
    }

    @Override
    public void holdChanged(CallEvent.HoldChanged e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> calls.callOf(leg).held(leg, e.held(), e.at()));
    }

    @Override
    public void waitingBegun(CallEvent.WaitingBegun e) {
        calls.seen(e.channel(), e.at()).filter(leg -> e.context().equals(ChannelCommand.CONTEXT) || !isMusicForRinging(leg))
                .ifPresent(leg -> calls.callOf(leg).hearsMusic(leg, e.context(), e.at()));
    }

    /** Who hears music in place of ringing waits for nobody but the phone that rings. */
    private boolean isMusicForRinging(LegInProgress caller) {
        return caller.place().queue().isEmpty() && calls.callOf(caller).legs().stream()
                .anyMatch(leg -> leg.isDialledBy(caller) && leg.alive() && !leg.isAnswered() && leg.result().isEmpty());
    }

    @Override
    public void waitingEnded(CallEvent.WaitingEnded e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> leg.place().musicEnds(e.at()));
    }

    @Override
    public void userEventRaised(CallEvent.UserEventRaised e) {
        calls.seen(e.channel(), e.at()).ifPresent(leg -> numbering
                .groupOfUserEvent(e.name(), e.headers().getOrDefault("extension", leg.numbers().extension()))
                .ifPresent(calls.callOf(leg).facts()::reached));
    }

    @Override
    public void variableSet(CallEvent.VariableSet e) {
        if (numbering.watchedVariables().contains(e.name())) {
            calls.known(e.channel(), e.at()).ifPresent(leg -> calls.callOf(leg).facts().variableSet(e.name(), e.value()));
        }
    }

    @Override
    public void queueJoined(CallEvent.QueueJoined e) {
        calls.seen(e.channel(), e.at()).ifPresent(leg -> {
            Optional<String> group = numbering.groupOfQueue(e.queue());
            group.ifPresent(calls.callOf(leg).facts()::reached);
            leg.place().joinedQueue(e.queue(), e.place(), group, e.at());
            if (leg.originated() && leg.isExtension()) { // rung by the PBX to be connected there, not to the member who is rung next
                Optional.of(DialedNumber.extensionAt(e.place())).filter(DialedNumber::isDiallable).ifPresent(calls.callOf(leg)::mayBeFor);
            }
        });
    }

    @Override
    public void queueLeft(CallEvent.QueueLeft e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> leg.place().leftQueue(e.place(), e.at()));
    }

    @Override
    public void recordingStarted(CallEvent.RecordingStarted e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> calls.callOf(leg).facts().recorded(leg, e.file(), e.at()));
    }

    @Override
    public void recordingChanged(CallEvent.RecordingChanged e) {
        return; // who is in the call sees it; what was recorded so far is of the call all the same
    }

    @Override
    public void consentTold(CallEvent.ConsentTold e) {
        Kind kind = e.consent().refuses() ? Kind.NOT_RECORDED : e.consent() == Consent.AGREED ? Kind.AGREED : Kind.ANNOUNCED;
        calls.seen(e.channel(), e.at()).ifPresent(leg -> calls.callOf(leg).happened(e.at(), kind, Optional.of(leg).filter(LegInProgress::isExtension),
                Optional.empty(), kind == Kind.NOT_RECORDED ? e.consent().name() : ""));
    }

    @Override
    public void helpAsked(CallEvent.HelpAsked e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> calls.callOf(leg).happened(e.at(), e.asked() ? Kind.HELP_ASKED : Kind.HELP_ENDED,
                Optional.of(leg), Optional.empty(), ""));
    }

    /** A foreign Originate tells the phone only. */
    @Override
    public void originateFailed(CallEvent.OriginateFailed e) {
        Optional<CallInProgress> named = calls.called(e.channelId());
        if (Monitoring.of(e.channelId()).isPresent()) {
            return;
        }
        if (named.isPresent()) {
            named.filter(call -> call.isOnlyRequested() || rings(call, e.dialString())).ifPresent(call -> failed(call, e));
            return;
        }
        Optional<CallInProgress> ringing = calls.all().stream().filter(call -> rings(call, e.dialString())).findFirst();
        if (ringing.isPresent()) {
            failed(ringing.get(), e);
            return;
        }
        Optional<CallInProgress> over = calls.ended().takeRangInVain(e.dialString(), e.channelId(), e.at());
        if (over.isPresent()) {
            failed(over.get(), e); // the answer may come after the end, with the number
        } else if (!calls.ended().knowsId(e.channelId())) {
            originateRequested(new CallEvent.OriginateRequested(e.at(), e.channelId(), e.dialString(), e.caller(), e.context(), e.number(),
                    Optional.empty()));
            calls.called(e.channelId()).ifPresent(call -> failed(call, e));
        }
    }

    private void failed(CallInProgress call, CallEvent.OriginateFailed e) {
        calls.touch(call).originateFailed(e.reason(), e.number(), e.at());
    }

    static boolean rings(CallInProgress call, String dialString) {
        String plain = dialString.startsWith("Local/") ? DialedNumber.withoutOptions(dialString) : dialString;
        return call.legs().stream().anyMatch(leg -> leg.originated() && !leg.isAnswered()
                && (leg.dialString().equals(plain) || leg.dialString().equals(DialedNumber.peerOf(plain))));
    }

    @Override
    public void hangupRequested(CallEvent.HangupRequested e) {
        calls.known(e.channel(), e.at()).ifPresent(leg -> leg.leaves(e.cause()));
    }

    @Override
    public void hungUp(CallEvent.HungUp e) {
        calls.standbyGone(e.channel().uniqueId());
        calls.known(e.channel(), e.at()).ifPresent(leg -> {
            leg.parts().hungUpAt(e.place());
            calls.callOf(leg).hungUpAt(leg, e.place(), e.cause(), e.at());
            resync.hangsUp(leg, e.at());
            calls.hungUp(leg, e.cause(), e.at());
        });
    }

    @Override
    public void bridgesMerged(CallEvent.BridgesMerged e) {
        meetings.bridgesMerged(e);
    }

    @Override
    public void transferred(CallEvent.Transferred e) {
        meetings.transferred(e);
    }

    @Override
    public void parked(CallEvent.Parked e) {
        meetings.parked(e);
    }

    @Override
    public void unparked(CallEvent.Unparked e) {
        meetings.unparked(e);
    }

    @Override
    public void pickedUp(CallEvent.PickedUp e) {
        meetings.pickedUp(e);
    }

    @Override
    public void overheard(CallEvent.Overheard e) {
        meetings.overheard(e);
    }

    @Override
    public void channelRenamed(CallEvent.ChannelRenamed e) {
        meetings.renamed(e);
    }

    @Override
    public void resynchronised(CallEvent.Resynchronised e) {
        resync.with(e);
    }
}

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

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Makes calls out of the events of one server, in whatever order Asterisk reports what happens at the same moment. Channels
 * belong together by Linkedid; a call lives from its first channel (or our request for one) to the hang-up of its last.
 * Not thread-safe: one thread applies all events.
 */
public final class CallTracker {

    private final Numbering numbering;
    private final OpenCalls calls;
    private final BridgeHistory meetings;
    private final Resync resynchronisation;
    private final Map<CallInProgress, PhoneCall> told = new LinkedHashMap<>();

    /** @param numbering asked on the thread that applies events: answers from memory */
    public CallTracker(String serverId, Numbering numbering) {
        this.numbering = numbering;
        this.calls = new OpenCalls(serverId, numbering);
        this.meetings = new BridgeHistory(calls, numbering);
        this.resynchronisation = new Resync(calls, numbering);
    }

    /** @return the calls that the event changed, as they are now; a call that ended is told once and then forgotten */
    public List<PhoneCall> apply(CallEvent event) {
        dispatch(event);
        List<PhoneCall> changed = new ArrayList<>();
        for (CallInProgress call : calls.takeTouched()) {
            PhoneCall now = call.settledAt(event.at());
            if (!now.equals(told.put(call, now))) {
                changed.add(now);
            }
            if (call.ended()) {
                told.remove(call);
                calls.forget(call, event.at());
            }
        }
        return changed;
    }

    /** Calls that have not ended, in no order. */
    public List<PhoneCall> openCalls() {
        return List.copyOf(told.values());
    }

    /** Whether it keeps nothing of the calls that it has seen, as it must once all of them ended. */
    boolean isEmpty() {
        return told.isEmpty() && calls.isEmpty();
    }

    private void dispatch(CallEvent event) {
        Instant at = event.at();
        if (event instanceof CallEvent.OriginateRequested e) {
            requested(e);
        } else if (event instanceof CallEvent.ChannelCreated e) {
            created(e);
        } else if (event instanceof CallEvent.ChannelProgressed e) {
            calls.seen(e.channel(), at).ifPresent(leg -> progressed(leg, e.up(), at));
        } else if (event instanceof CallEvent.CallArrived e) {
            calls.seen(e.channel(), at, e.caller(), e.context(), e.extension()).ifPresent(leg -> arrived(leg, e));
        } else if (event instanceof CallEvent.CallerIdentified e) {
            calls.seen(e.channel(), at, e.caller(), e.context(), e.extension()).ifPresent(leg -> identified(leg, e.caller()));
        } else if (event instanceof CallEvent.DialBegun e) {
            dialBegun(e);
        } else if (event instanceof CallEvent.DialEnded e) {
            e.from().ifPresent(channel -> calls.known(channel, at));
            calls.known(e.to(), at).ifPresent(leg -> leg.dialEnded(e.result(), at));
        } else if (event instanceof CallEvent.BridgeEntered e) {
            entered(e);
        } else if (event instanceof CallEvent.BridgeLeft e) {
            calls.standbyLeft(e.channel());
            calls.known(e.channel(), at).ifPresent(leg -> calls.left(leg, e.bridgeId(), at));
        } else if (event instanceof CallEvent.HoldChanged e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.call().held(leg, e.held(), at));
        } else if (event instanceof CallEvent.WaitingBegun e) {
            calls.seen(e.channel(), at).ifPresent(leg -> leg.place().musicBegins(leg.call().groupId(), at));
        } else if (event instanceof CallEvent.WaitingEnded e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.place().musicEnds(at));
        } else if (event instanceof CallEvent.UserEventRaised e) {
            calls.seen(e.channel(), at).ifPresent(leg -> userEvent(leg, e));
        } else if (event instanceof CallEvent.QueueJoined e) {
            calls.seen(e.channel(), at).ifPresent(leg -> queueJoined(leg, e));
        } else if (event instanceof CallEvent.QueueLeft e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.place().leftQueue(e.place(), at));
        } else if (event instanceof CallEvent.RecordingStarted e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.call().recorded(leg, e.file(), at));
        } else if (event instanceof CallEvent.OriginateFailed e) {
            originateFailed(e);
        } else if (event instanceof CallEvent.HangupRequested e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.leaves(e.cause()));
        } else if (event instanceof CallEvent.HungUp e) {
            calls.standbyGone(e.channel().uniqueId());
            calls.known(e.channel(), at).ifPresent(leg -> {
                leg.parts().hungUpAt(e.place());
                leg.call().wanted(leg, e.place().replaceFirst("@.*", ""), at);
                calls.hungUp(leg, e.cause(), at);
            });
        } else {
            dispatchMeeting(event);
        }
    }

    private void dispatchMeeting(CallEvent event) {
        if (event instanceof CallEvent.VoicemailLeft e) {
            calls.known(e.channel(), e.at()).ifPresent(leg -> leg.call().voicemailLeft(leg, e.mailbox(), e.at()));
        } else if (event instanceof CallEvent.AgentWaits e) {
            calls.standsBy(e.channel(), e.at());
        } else if (event instanceof CallEvent.Accounted e) {
            calls.live(e.uniqueId()).ifPresent(leg -> calls.touch(leg.call()).accounted(leg, e));
        }
        if (event instanceof CallEvent.BridgesMerged e) {
            meetings.bridgesMerged(e);
        } else if (event instanceof CallEvent.Transferred e) {
            meetings.transferred(e);
        } else if (event instanceof CallEvent.Parked e) {
            meetings.parked(e);
        } else if (event instanceof CallEvent.Unparked e) {
            meetings.unparked(e);
        } else if (event instanceof CallEvent.PickedUp e) {
            meetings.pickedUp(e);
        } else if (event instanceof CallEvent.Overheard e) {
            meetings.overheard(e);
        } else if (event instanceof CallEvent.ChannelRenamed e) {
            meetings.renamed(e);
        } else if (event instanceof CallEvent.Resynchronised e) {
            resynchronisation.with(e);
        }
    }

    private void requested(CallEvent.OriginateRequested e) {
        if (calls.called(e.channelId()).isPresent()) {
            return;
        }
        CallInProgress call = calls.newCall(e.channelId(), e.at());
        call.requested(e, meetings.peer(e.dialString()));
    }

    private void created(CallEvent.ChannelCreated e) {
        if (calls.standsBy(e.channel())) {
            return;
        }
        if (calls.has(e.channel())) {
            calls.known(e.channel(), e.at());
        } else if (!calls.ended().knowsExactly(e.channel())) {
            calls.add(e.channel(), e.incoming(), e.caller(), e.context(), e.extension(), e.at());
        }
    }

    private static void arrived(LegInProgress leg, CallEvent.CallArrived e) {
        leg.calls(e.context(), e.extension());
        identified(leg, e.caller());
        leg.call().arrived(leg);
    }

    private static void progressed(LegInProgress leg, boolean up, Instant at) {
        if (up) {
            boolean first = !leg.isAnswered();
            leg.answered(at);
            if (first) {
                leg.call().takenByPbx(leg);
            }
        } else {
            leg.rings();
        }
    }

    /** The caller's own identification counts; what we show to the one who is called does not change who calls. */
    private static void identified(LegInProgress leg, CallEvent.Party caller) {
        if (leg.incoming() && leg.isTrunk() || leg.party().number().isEmpty()) {
            leg.identified(caller);
        }
    }

    private void dialBegun(CallEvent.DialBegun e) {
        Optional<LegInProgress> from = e.from().flatMap(channel -> calls.seen(channel, e.at()));
        from.ifPresent(leg -> leg.isAt(e.context(), e.extension()));
        calls.seen(e.to(), e.at(), e.toParty(), "", "").ifPresent(to -> {
            to.dialled(e.from().isEmpty(), e.at());
            from.ifPresent(to::dialledBy);
            to.call().dialBegun(to, e);
        });
    }

    private void entered(CallEvent.BridgeEntered e) {
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

    private void userEvent(LegInProgress leg, CallEvent.UserEventRaised e) {
        numbering.groupOfUserEvent(e.name(), e.headers().getOrDefault("extension", leg.extension())).ifPresent(leg.call()::reached);
    }

    private void queueJoined(LegInProgress leg, CallEvent.QueueJoined e) {
        Optional<String> group = numbering.groupOfQueue(e.queue());
        group.ifPresent(leg.call()::reached);
        leg.place().joinedQueue(e.queue(), e.place(), group, e.at());
    }

    private void originateFailed(CallEvent.OriginateFailed e) {
        Optional<CallInProgress> named = calls.called(e.channelId());
        if (named.isPresent()) {
            named.filter(call -> call.isOnlyRequested() || rings(call, e.dialString())).ifPresent(call -> failed(call, e));
            return;
        }
        Optional<CallInProgress> ringing = calls.all().stream().filter(call -> rings(call, e.dialString())).findFirst();
        if (ringing.isPresent()) {
            failed(ringing.get(), e);
        } else if (!calls.ended().knowsId(e.channelId()) && !calls.ended().rangInVain(e.dialString(), e.at())) {
            requested(new CallEvent.OriginateRequested(e.at(), e.channelId(), e.dialString(), e.caller(), e.context(), e.number()));
            calls.called(e.channelId()).ifPresent(call -> failed(call, e));
        }
    }

    private void failed(CallInProgress call, CallEvent.OriginateFailed e) {
        calls.touch(call).originateFailed(e.reason(), e.number(), e.at());
    }

    private static boolean rings(CallInProgress call, String dialString) {
        return call.legs().stream().anyMatch(leg -> leg.originated() && !leg.isAnswered() && leg.dialString().equals(dialString));
    }
}

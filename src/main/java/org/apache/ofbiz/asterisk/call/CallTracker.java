/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised.Live;

/**
 * Makes calls out of the events of one server, in whatever order Asterisk reports what happens at the same moment. Channels
 * belong together by Linkedid; a call lives from its first channel (or our request for one) to the hang-up of its last.
 * Not thread-safe: one thread applies all events.
 */
public final class CallTracker {

    private final Numbering numbering;
    private final OpenCalls calls;
    private final Map<CallInProgress, PhoneCall> told = new LinkedHashMap<>();

    /** @param numbering asked on the thread that applies events: answers from memory */
    public CallTracker(String serverId, Numbering numbering) {
        this.numbering = numbering;
        this.calls = new OpenCalls(serverId, numbering);
    }

    /** @return the calls that the event changed, as they are now; a call that ended is told once and then forgotten */
    public List<PhoneCall> apply(CallEvent event) {
        dispatch(event);
        List<PhoneCall> changed = new ArrayList<>();
        for (CallInProgress call : calls.takeTouched()) {
            call.settle(event.at());
            PhoneCall now = call.snapshot();
            if (!now.equals(told.put(call, now))) {
                changed.add(now);
            }
            if (call.ended()) {
                told.remove(call);
                calls.forget(call);
            }
        }
        return changed;
    }

    /** Calls that have not ended, in no order. */
    public List<PhoneCall> openCalls() {
        return List.copyOf(told.values());
    }

    private void dispatch(CallEvent event) {
        Instant at = event.at();
        if (event instanceof CallEvent.OriginateRequested e) {
            requested(e);
        } else if (event instanceof CallEvent.ChannelCreated e) {
            created(e);
        } else if (event instanceof CallEvent.ChannelProgressed e) {
            calls.seen(e.channel(), at).ifPresent(leg -> progressed(leg, e.up(), at));
        } else if (event instanceof CallEvent.CallerIdentified e) {
            calls.seen(e.channel(), at, e.caller(), e.context(), e.extension()).ifPresent(leg -> identified(leg, e.caller()));
        } else if (event instanceof CallEvent.DialBegun e) {
            dialBegun(e);
        } else if (event instanceof CallEvent.DialEnded e) {
            e.from().ifPresent(channel -> calls.known(channel, at));
            calls.known(e.to(), at).ifPresent(leg -> leg.dialEnded(e.result(), at));
        } else if (event instanceof CallEvent.BridgeEntered e) {
            calls.seen(e.channel(), at).ifPresent(leg -> entered(leg, e.bridgeId(), at));
        } else if (event instanceof CallEvent.BridgeLeft e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.left(e.bridgeId()));
        } else if (event instanceof CallEvent.BridgesMerged e) {
            bridgesMerged(e);
        } else if (event instanceof CallEvent.HoldChanged e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.held(e.held()));
        } else if (event instanceof CallEvent.WaitingBegun e) {
            calls.seen(e.channel(), at).ifPresent(LegInProgress::musicBegins);
        } else if (event instanceof CallEvent.WaitingEnded e) {
            calls.known(e.channel(), at).ifPresent(LegInProgress::musicEnds);
        } else if (event instanceof CallEvent.UserEventRaised e) {
            calls.seen(e.channel(), at).ifPresent(leg -> userEvent(leg, e));
        } else if (event instanceof CallEvent.QueueJoined e) {
            calls.seen(e.channel(), at).ifPresent(leg -> queueJoined(leg, e.queue()));
        } else if (event instanceof CallEvent.QueueLeft e) {
            calls.known(e.channel(), at).ifPresent(LegInProgress::leftQueue);
        } else if (event instanceof CallEvent.RecordingStarted e) {
            calls.known(e.channel(), at).ifPresent(leg -> calls.callOf(leg).recorded(e.file()));
        } else if (event instanceof CallEvent.OriginateFailed e) {
            originateFailed(e);
        } else if (event instanceof CallEvent.HangupRequested e) {
            calls.known(e.channel(), at).ifPresent(leg -> leg.leaves(e.cause()));
        } else if (event instanceof CallEvent.HungUp e) {
            calls.known(e.channel(), at).ifPresent(leg -> calls.hungUp(leg, e.cause(), at));
        } else if (event instanceof CallEvent.Resynchronised e) {
            resynchronised(e);
        }
    }

    private void requested(CallEvent.OriginateRequested e) {
        if (calls.called(e.channelId()).isPresent()) {
            return;
        }
        CallInProgress call = calls.newCall(e.channelId(), e.at());
        call.requested(e, peer(e.dialString()));
    }

    private void created(CallEvent.ChannelCreated e) {
        if (calls.has(e.channel())) {
            calls.known(e.channel(), e.at());
        } else if (!calls.ended().knowsExactly(e.channel())) {
            calls.add(e.channel(), e.incoming(), e.caller(), e.context(), e.extension(), e.at());
        }
    }

    private static void progressed(LegInProgress leg, boolean up, Instant at) {
        if (up) {
            leg.answered(at);
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
        e.from().ifPresent(channel -> calls.seen(channel, e.at()));
        calls.seen(e.to(), e.at(), e.toParty(), "", "").ifPresent(to -> {
            to.dialled(e.from().isEmpty());
            calls.callOf(to).dialBegun(to, e.from().isPresent(), e.toParty(), e.extension());
        });
    }

    private static void entered(LegInProgress leg, String bridgeId, Instant at) {
        leg.answered(at);
        leg.entered(bridgeId);
    }

    private void bridgesMerged(CallEvent.BridgesMerged e) {
        for (LegInProgress leg : calls.liveLegs()) {
            if (leg.bridge().equals(Optional.of(e.fromBridgeId()))) {
                leg.entered(e.toBridgeId());
                calls.touch(calls.callOf(leg));
            }
        }
    }

    private void userEvent(LegInProgress leg, CallEvent.UserEventRaised e) {
        numbering.groupOfUserEvent(e.name(), e.headers().getOrDefault("extension", leg.extension())).ifPresent(calls.callOf(leg)::reached);
    }

    private void queueJoined(LegInProgress leg, String queue) {
        leg.joinedQueue(queue);
        numbering.groupOfQueue(queue).ifPresent(calls.callOf(leg)::reached);
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

    private void resynchronised(CallEvent.Resynchronised e) {
        Set<String> present = new HashSet<>();
        e.channels().forEach(live -> present.add(live.channel().uniqueId()));
        calls.liveLegs().stream().filter(leg -> !present.contains(leg.channel().uniqueId())).forEach(leg -> {
            calls.touch(calls.callOf(leg)).happenedUnseen();
            calls.hungUp(leg, 0, e.at());
        });
        calls.all().stream().filter(CallInProgress::isOnlyRequested).forEach(call -> {
            calls.touch(call).happenedUnseen();
            call.originateFailed(Story.REASON_UNSEEN, "", e.at());
        });
        e.channels().stream()
                .sorted(Comparator.comparing(live -> !live.channel().uniqueId().equals(live.channel().linkedId())))
                .forEach(live -> present(live, e.at()));
    }

    private void present(Live live, Instant at) {
        boolean isNew = !calls.has(live.channel());
        calls.seen(live.channel(), at, live.caller(), live.context(), live.extension()).ifPresent(leg -> {
            if (isNew) {
                calls.callOf(leg).happenedUnseen();
                numbering.groupOfKeptCall(live.channel().linkedId()).ifPresent(calls.callOf(leg)::reached);
            }
            if (live.up()) {
                leg.answered(at);
            }
            leg.bridge().filter(bridge -> !live.bridgeId().equals(Optional.of(bridge))).ifPresent(leg::left);
            live.bridgeId().ifPresent(leg::entered);
            if ("MusicOnHold".equals(live.application()) || "Queue".equals(live.application())) {
                leg.musicBegins();
            } else {
                leg.musicEnds();
            }
        });
    }

    private Optional<Peer> peer(String dialString) {
        int slash = dialString.indexOf('/');
        return slash < 0 ? Optional.empty() : numbering.peer(dialString.substring(0, slash), dialString.substring(slash + 1));
    }
}

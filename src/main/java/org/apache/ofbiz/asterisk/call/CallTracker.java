/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised.Live;

/**
 * Makes calls out of the events of one server, in whatever order Asterisk reports what happens at the same moment. Channels
 * belong together by Linkedid; a call lives from its first channel (or our request for one) to the hang-up of its last.
 * Not thread-safe: one thread applies all events.
 */
public final class CallTracker {

    private final String serverId;
    private final Numbering numbering;
    private final Map<String, LegInProgress> legs = new HashMap<>();
    private final Map<String, CallInProgress> callsByChannel = new HashMap<>();
    private final Map<String, CallInProgress> callsByLinkedId = new HashMap<>();
    private final Map<CallInProgress, PhoneCall> told = new LinkedHashMap<>();
    private final Set<CallInProgress> touched = new LinkedHashSet<>();
    private final RecentlyEnded ended = new RecentlyEnded();
    private Instant now = Instant.EPOCH;

    /** @param numbering asked on the thread that applies events: answers from memory */
    public CallTracker(String serverId, Numbering numbering) {
        this.serverId = serverId;
        this.numbering = numbering;
    }

    /** @return the calls that the event changed, as they are now; a call that ended is told once and then forgotten */
    public List<PhoneCall> apply(CallEvent event) {
        touched.clear();
        now = event.at();
        dispatch(event);
        List<PhoneCall> changed = new ArrayList<>();
        for (CallInProgress call : touched) {
            call.settle(event.at());
            PhoneCall now = call.snapshot();
            if (!now.equals(told.put(call, now))) {
                changed.add(now);
            }
            if (call.ended()) {
                forget(call);
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
            seen(e.channel(), at).ifPresent(leg -> progressed(leg, e.up(), at));
        } else if (event instanceof CallEvent.CallerIdentified e) {
            seen(e.channel(), at, e.caller(), e.context(), e.extension()).ifPresent(leg -> identified(leg, e.caller()));
        } else if (event instanceof CallEvent.DialBegun e) {
            dialBegun(e);
        } else if (event instanceof CallEvent.DialEnded e) {
            e.from().ifPresent(this::known);
            known(e.to()).ifPresent(leg -> leg.dialEnded(e.result(), at));
        } else if (event instanceof CallEvent.BridgeEntered e) {
            seen(e.channel(), at).ifPresent(leg -> entered(leg, e.bridgeId(), at));
        } else if (event instanceof CallEvent.BridgeLeft e) {
            known(e.channel()).ifPresent(leg -> leg.left(e.bridgeId()));
        } else if (event instanceof CallEvent.BridgesMerged e) {
            bridgesMerged(e);
        } else if (event instanceof CallEvent.HoldChanged e) {
            known(e.channel()).ifPresent(leg -> leg.held(e.held()));
        } else if (event instanceof CallEvent.WaitingBegun e) {
            seen(e.channel(), at).ifPresent(LegInProgress::musicBegins);
        } else if (event instanceof CallEvent.WaitingEnded e) {
            known(e.channel()).ifPresent(LegInProgress::musicEnds);
        } else if (event instanceof CallEvent.UserEventRaised e) {
            seen(e.channel(), at).ifPresent(leg -> userEvent(leg, e));
        } else if (event instanceof CallEvent.QueueJoined e) {
            seen(e.channel(), at).ifPresent(leg -> queueJoined(leg, e.queue()));
        } else if (event instanceof CallEvent.QueueLeft e) {
            known(e.channel()).ifPresent(LegInProgress::leftQueue);
        } else if (event instanceof CallEvent.RecordingStarted e) {
            known(e.channel()).ifPresent(leg -> callOf(leg).recorded(e.file()));
        } else if (event instanceof CallEvent.OriginateFailed e) {
            originateFailed(e);
        } else if (event instanceof CallEvent.HangupRequested e) {
            known(e.channel()).ifPresent(leg -> leg.leaves(e.cause()));
        } else if (event instanceof CallEvent.HungUp e) {
            known(e.channel()).ifPresent(leg -> hungUp(leg, e.cause(), at));
        } else if (event instanceof CallEvent.Resynchronised e) {
            resynchronised(e);
        }
    }

    private void requested(CallEvent.OriginateRequested e) {
        if (callsByLinkedId.containsKey(e.channelId())) {
            return;
        }
        CallInProgress call = newCall(e.channelId(), e.at());
        call.requested(e, peer(e.dialString()));
        touched.add(call);
    }

    private void created(CallEvent.ChannelCreated e) {
        if (legs.containsKey(e.channel().uniqueId())) {
            known(e.channel());
        } else if (!ended.knowsExactly(e.channel())) {
            add(e.channel(), e.incoming(), e.caller(), e.context(), e.extension(), e.at());
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
    private static void identified(LegInProgress leg, Party caller) {
        if (leg.incoming() && leg.isTrunk() || leg.party().number().isEmpty()) {
            leg.identified(caller);
        }
    }

    private void dialBegun(CallEvent.DialBegun e) {
        Optional<LegInProgress> from = e.from().flatMap(channel -> seen(channel, e.at()));
        seen(e.to(), e.at(), e.toParty(), "", "").ifPresent(to -> {
            to.dialled(from.isEmpty());
            callOf(to).dialBegun(to, from.isPresent(), e.toParty(), e.extension());
        });
    }

    private static void entered(LegInProgress leg, String bridgeId, Instant at) {
        leg.answered(at);
        leg.entered(bridgeId);
    }

    private void bridgesMerged(CallEvent.BridgesMerged e) {
        for (LegInProgress leg : legs.values()) {
            if (leg.bridge().equals(Optional.of(e.fromBridgeId()))) {
                leg.entered(e.toBridgeId());
                touched.add(callOf(leg));
            }
        }
    }

    private void userEvent(LegInProgress leg, CallEvent.UserEventRaised e) {
        numbering.groupOfUserEvent(e.name(), e.headers().getOrDefault("extension", leg.extension())).ifPresent(callOf(leg)::reached);
    }

    private void queueJoined(LegInProgress leg, String queue) {
        leg.joinedQueue(queue);
        numbering.groupOfQueue(queue).ifPresent(callOf(leg)::reached);
    }

    private void originateFailed(CallEvent.OriginateFailed e) {
        CallInProgress named = callsByLinkedId.get(e.channelId());
        if (named != null && (named.isOnlyRequested() || rings(named, e.dialString()))) {
            named.originateFailed(e.reason(), e.number(), e.at());
            touched.add(named);
            return;
        }
        if (named != null || ended.knowsId(e.channelId())) {
            return;
        }
        Optional<CallInProgress> ringing = told.keySet().stream().filter(call -> rings(call, e.dialString())).findFirst();
        if (ringing.isEmpty() && ended.rangInVain(e.dialString(), e.at())) {
            return;
        }
        CallInProgress call = ringing.orElseGet(() -> {
            CallInProgress failed = newCall(e.channelId(), e.at());
            failed.requested(new CallEvent.OriginateRequested(e.at(), e.channelId(), e.dialString(), e.caller(), e.context(), e.number()),
                    peer(e.dialString()));
            return failed;
        });
        call.originateFailed(e.reason(), e.number(), e.at());
        touched.add(call);
    }

    private static boolean rings(CallInProgress call, String dialString) {
        return call.legs().stream().anyMatch(leg -> leg.originated() && !leg.isAnswered() && leg.dialString().equals(dialString));
    }

    private void hungUp(LegInProgress leg, int cause, Instant at) {
        leg.ended(at, cause);
        legs.remove(leg.channel().uniqueId());
        ended.channel(leg, at);
    }

    private void resynchronised(CallEvent.Resynchronised e) {
        Set<String> present = new HashSet<>();
        e.channels().forEach(live -> present.add(live.channel().uniqueId()));
        List.copyOf(legs.values()).stream().filter(leg -> !present.contains(leg.channel().uniqueId())).forEach(leg -> {
            touch(leg).happenedUnseen();
            hungUp(leg, 0, e.at());
        });
        told.keySet().stream().filter(CallInProgress::isOnlyRequested).forEach(call -> {
            call.happenedUnseen();
            call.originateFailed(Story.REASON_UNSEEN, "", e.at());
            touched.add(call);
        });
        e.channels().stream()
                .sorted(Comparator.comparing(live -> !live.channel().uniqueId().equals(live.channel().linkedId())))
                .forEach(live -> present(live, e.at()));
    }

    private void present(Live live, Instant at) {
        boolean isNew = !legs.containsKey(live.channel().uniqueId());
        seen(live.channel(), at, live.caller(), live.context(), live.extension()).ifPresent(leg -> {
            if (isNew) {
                callOf(leg).happenedUnseen();
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

    /** The leg of a channel that must have come into being before; empty, and the event means nothing, if it has gone or never was. */
    private Optional<LegInProgress> known(Channel channel) {
        LegInProgress leg = legs.get(channel.uniqueId());
        if (leg == null) {
            return Optional.empty();
        }
        leg.named(channel);
        follow(leg, channel.linkedId());
        touch(leg);
        return Optional.of(leg);
    }

    private Optional<LegInProgress> seen(Channel channel, Instant at) {
        return seen(channel, at, Party.UNKNOWN, "", "");
    }

    /** The leg of a channel that is there now; one whose beginning we missed begins here. Empty if it has gone. */
    private Optional<LegInProgress> seen(Channel channel, Instant at, Party party, String context, String extension) {
        Optional<LegInProgress> leg = known(channel);
        if (leg.isPresent() || ended.knows(channel)) {
            return leg;
        }
        boolean first = channel.uniqueId().equals(channel.linkedId());
        LegInProgress late = add(channel, first, party, context, extension, at);
        callOf(late).happenedUnseen();
        return Optional.of(late);
    }

    private LegInProgress add(Channel channel, boolean incoming, Party party, String context, String extension, Instant at) {
        CallInProgress call = callsByLinkedId.get(channel.linkedId());
        if (call == null) {
            call = newCall(channel.linkedId(), at);
        }
        Optional<Peer> peer = numbering.peer(channel.technology(), channel.peerName());
        Peer.Type side = peer.map(Peer::type).orElseGet(() -> sideOf(context));
        LegInProgress leg = new LegInProgress(channel, peer, side, incoming, party, context, extension, at);
        legs.put(channel.uniqueId(), leg);
        callsByChannel.put(channel.uniqueId(), call);
        call.add(leg);
        touched.add(call);
        return leg;
    }

    /** A peer that nobody told us of is a phone where phones dial from, else a line. */
    private Peer.Type sideOf(String context) {
        Numbering.Contexts ours = numbering.contexts();
        return context.equals(ours.internal()) || context.equals(ours.outbound()) ? Peer.Type.EXTENSION : Peer.Type.TRUNK;
    }

    private CallInProgress newCall(String linkedId, Instant at) {
        CallInProgress call = new CallInProgress(serverId, ended.freshName(linkedId), numbering, at);
        callsByLinkedId.put(linkedId, call);
        return call;
    }

    /** Asterisk gave the channel the Linkedid of another call: the two are one from now on. */
    private void follow(LegInProgress leg, String linkedId) {
        CallInProgress mine = callOf(leg);
        CallInProgress other = callsByLinkedId.putIfAbsent(linkedId, mine);
        if (other == null || other == mine) {
            return;
        }
        for (LegInProgress moved : mine.handOver(other, now)) {
            callsByChannel.put(moved.channel().uniqueId(), other);
            other.add(moved);
        }
        touched.add(mine);
        touched.add(other);
    }

    private CallInProgress callOf(LegInProgress leg) {
        return callsByChannel.get(leg.channel().uniqueId());
    }

    private CallInProgress touch(LegInProgress leg) {
        touched.add(callOf(leg));
        return callOf(leg);
    }

    private Optional<Peer> peer(String dialString) {
        int slash = dialString.indexOf('/');
        return slash < 0 ? Optional.empty() : numbering.peer(dialString.substring(0, slash), dialString.substring(slash + 1));
    }

    private void forget(CallInProgress call) {
        told.remove(call);
        callsByLinkedId.entrySet().stream().filter(entry -> entry.getValue() == call).map(Map.Entry::getKey).toList().forEach(id -> {
            callsByLinkedId.remove(id);
            ended.call(id);
        });
        callsByChannel.values().removeIf(owner -> owner == call);
    }
}

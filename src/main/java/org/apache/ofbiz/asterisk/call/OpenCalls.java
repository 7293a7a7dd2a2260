/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;

/**
 * Which channel belongs to which call. Every look-up of a channel marks its call as touched, since an event that names a channel may
 * change its call. Not thread-safe: belongs to the tracker's thread.
 */
final class OpenCalls {

    private final String serverId;
    private final Numbering numbering;
    private final RecentlyEnded ended = new RecentlyEnded();
    private final Map<String, LegInProgress> legs = new HashMap<>();
    private final Map<LegInProgress, CallInProgress> callsByLeg = new HashMap<>();
    private final Map<String, CallInProgress> callsByLinkedId = new HashMap<>();
    private final Set<CallInProgress> open = new LinkedHashSet<>();
    private final Set<CallInProgress> touched = new LinkedHashSet<>();

    OpenCalls(String serverId, Numbering numbering) {
        this.serverId = serverId;
        this.numbering = numbering;
    }

    /** What ended lately. */
    RecentlyEnded ended() {
        return ended;
    }

    Collection<CallInProgress> all() {
        return open;
    }

    /** Every leg that has not hung up, as a copy. */
    List<LegInProgress> liveLegs() {
        return List.copyOf(legs.values());
    }

    boolean has(Channel channel) {
        return legs.containsKey(channel.uniqueId());
    }

    CallInProgress callOf(LegInProgress leg) {
        return callsByLeg.get(leg);
    }

    Optional<CallInProgress> called(String linkedId) {
        return Optional.ofNullable(callsByLinkedId.get(linkedId));
    }

    CallInProgress touch(CallInProgress call) {
        touched.add(call);
        return call;
    }

    /** The calls touched since this was last asked. */
    List<CallInProgress> takeTouched() {
        List<CallInProgress> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    CallInProgress newCall(String linkedId, Instant at) {
        CallInProgress call = new CallInProgress(serverId, ended.freshName(linkedId), numbering, at);
        callsByLinkedId.put(linkedId, call);
        open.add(call);
        return touch(call);
    }

    /** The leg of a channel that must have come into being before; empty, and the event means nothing, if it has gone or never was. */
    Optional<LegInProgress> known(Channel channel, Instant at) {
        LegInProgress leg = legs.get(channel.uniqueId());
        if (leg == null) {
            return Optional.empty();
        }
        leg.named(channel);
        follow(leg, channel.linkedId(), at);
        touch(callOf(leg));
        return Optional.of(leg);
    }

    Optional<LegInProgress> seen(Channel channel, Instant at) {
        return seen(channel, at, Party.UNKNOWN, "", "");
    }

    /** The leg of a channel that is there now; one whose beginning we missed begins here. Empty if it has gone. */
    Optional<LegInProgress> seen(Channel channel, Instant at, Party party, String context, String extension) {
        Optional<LegInProgress> leg = known(channel, at);
        if (leg.isPresent() || ended.knows(channel)) {
            return leg;
        }
        boolean first = channel.uniqueId().equals(channel.linkedId());
        LegInProgress late = add(channel, first, party, context, extension, at);
        callOf(late).happenedUnseen();
        return Optional.of(late);
    }

    LegInProgress add(Channel channel, boolean incoming, Party party, String context, String extension, Instant at) {
        CallInProgress call = called(channel.linkedId()).orElseGet(() -> newCall(channel.linkedId(), at));
        Optional<Peer> peer = numbering.peer(channel.technology(), channel.peerName());
        Peer.Type side = peer.map(Peer::type).orElseGet(() -> sideOf(context));
        LegInProgress leg = new LegInProgress(channel, peer, side, incoming, party, context, extension, at);
        legs.put(channel.uniqueId(), leg);
        callsByLeg.put(leg, call);
        call.add(leg);
        touch(call);
        return leg;
    }

    void hungUp(LegInProgress leg, int cause, Instant at) {
        leg.ended(at, cause);
        legs.remove(leg.channel().uniqueId());
        ended.channel(leg, at);
    }

    void forget(CallInProgress call) {
        open.remove(call);
        call.legs().forEach(leg -> callsByLeg.remove(leg, call));
        callsByLinkedId.entrySet().removeIf(entry -> {
            boolean its = entry.getValue() == call;
            if (its) {
                ended.call(entry.getKey());
            }
            return its;
        });
    }

    /** Asterisk gave the channel the Linkedid of another call: the two are one from now on. */
    private void follow(LegInProgress leg, String linkedId, Instant at) {
        CallInProgress mine = callOf(leg);
        CallInProgress other = callsByLinkedId.putIfAbsent(linkedId, mine);
        if (other == null || other == mine) {
            return;
        }
        for (LegInProgress moved : mine.handOver(other, at)) {
            callsByLeg.put(moved, other);
            other.add(moved);
        }
        touch(mine);
        touch(other);
    }

    /** A peer that nobody told us of is a phone where phones dial from, else a line. */
    private Peer.Type sideOf(String context) {
        Numbering.Contexts ours = numbering.contexts();
        return context.equals(ours.internal()) || context.equals(ours.outbound()) ? Peer.Type.EXTENSION : Peer.Type.TRUNK;
    }
}

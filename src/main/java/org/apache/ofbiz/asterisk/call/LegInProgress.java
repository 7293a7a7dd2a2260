/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent.DialResult;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;

/** One channel while it lives. Not thread-safe: belongs to the tracker's thread. */
final class LegInProgress {

    private final Optional<Peer> peer;
    private final Peer.Type side;
    private final Instant startedAt;
    private final boolean incoming;
    private final String context;
    private final String extension;
    private Channel channel;
    private Party party;
    private boolean originated;
    private boolean dialled;
    private boolean ringing;
    private boolean rang;
    private boolean waiting;
    private boolean held;
    private boolean leaving;
    private boolean talked;
    private Optional<String> queue = Optional.empty();
    private Optional<String> bridge = Optional.empty();
    private Optional<Instant> answeredAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<DialResult> result = Optional.empty();
    private int cause;

    LegInProgress(Channel channel, Optional<Peer> peer, Peer.Type side, boolean incoming, Party party, String context, String extension,
                  Instant startedAt) {
        this.channel = channel;
        this.peer = peer;
        this.side = side;
        this.incoming = incoming;
        this.party = party;
        this.context = context;
        this.extension = extension;
        this.startedAt = startedAt;
    }

    void named(Channel latest) {
        channel = latest;
    }

    void identified(Party latest) {
        party = new Party(latest.number().isEmpty() ? party.number() : latest.number(),
                latest.name().isEmpty() ? party.name() : latest.name());
    }

    void dialled(boolean byOriginate) {
        dialled = true;
        originated = byOriginate;
    }

    void rings() {
        ringing = alive() && answeredAt.isEmpty();
        rang |= ringing;
    }

    void answered(Instant at) {
        ringing = false;
        if (answeredAt.isEmpty()) {
            answeredAt = Optional.of(at);
        }
    }

    /** The first result counts: a queue reports NOANSWER and then CANCEL for the same ring. */
    void dialEnded(DialResult how, Instant at) {
        ringing = false;
        if (result.isEmpty()) {
            result = Optional.of(how);
        }
        if (how == DialResult.ANSWERED) {
            answered(at);
        }
    }

    void entered(String bridgeId) {
        if (!bridge.equals(Optional.of(bridgeId))) {
            held = false;
        }
        bridge = Optional.of(bridgeId);
        talked = true;
        waiting = false;
        ringing = false;
    }

    void left(String bridgeId) {
        if (bridge.equals(Optional.of(bridgeId))) {
            bridge = Optional.empty();
        }
    }

    /** Music inside a bridge is hold music or a parking place, not waiting. */
    void musicBegins() {
        waiting = bridge.isEmpty();
    }

    /** A caller who is about to hang up, or hears an announcement in a queue, has not been sent anywhere. */
    void musicEnds() {
        waiting = waiting && (leaving || queue.isPresent());
    }

    void joinedQueue(String name) {
        queue = Optional.of(name);
        waiting = true;
    }

    void leftQueue() {
        queue = Optional.empty();
        waiting = waiting && leaving;
    }

    void held(boolean on) {
        held = on;
    }

    void leaves(int likelyCause) {
        leaving = true;
        endsBecause(likelyCause);
    }

    private void endsBecause(int likelyCause) {
        if (likelyCause != 0) {
            cause = likelyCause;
        }
    }

    void ended(Instant at, int finalCause) {
        endsBecause(finalCause);
        endedAt = Optional.of(at);
        ringing = false;
        waiting = false;
        bridge = Optional.empty();
    }

    boolean alive() {
        return endedAt.isEmpty();
    }

    boolean isReal() {
        return !channel.isLocal();
    }

    boolean isExtension() {
        return isReal() && side == Peer.Type.EXTENSION;
    }

    boolean isTrunk() {
        return isReal() && side == Peer.Type.TRUNK;
    }

    /** Name that both ends of a Local channel share; they are each other's only way out. */
    Optional<String> localPair() {
        String name = channel.name();
        int end = name.lastIndexOf(';');
        return channel.isLocal() && end > 0 ? Optional.of(name.substring(0, end)) : Optional.empty();
    }

    String dialString() {
        return channel.technology() + "/" + channel.peerName();
    }

    Channel channel() {
        return channel;
    }

    Optional<Peer> peer() {
        return peer;
    }

    Party party() {
        return party;
    }

    String context() {
        return context;
    }

    String extension() {
        return extension;
    }

    boolean incoming() {
        return incoming && !dialled;
    }

    boolean dialled() {
        return dialled;
    }

    /** Rung by an Originate, not by another channel. */
    boolean originated() {
        return originated;
    }

    boolean ringing() {
        return ringing;
    }

    boolean rang() {
        return rang;
    }

    boolean waiting() {
        return waiting;
    }

    /** Whether its far end hung up, rather than the PBX. */
    boolean leaving() {
        return leaving;
    }

    boolean isHeld() {
        return held;
    }

    Optional<String> bridge() {
        return bridge;
    }

    boolean isAnswered() {
        return answeredAt.isPresent();
    }

    /** Picked up, and about to enter the bridge where somebody listens. */
    boolean justPickedUp() {
        return alive() && dialled && isAnswered() && !talked;
    }

    Optional<DialResult> result() {
        return result;
    }

    int cause() {
        return cause;
    }

    PhoneCall.Leg snapshot() {
        return new PhoneCall.Leg(channel, peer, side, startedAt, answeredAt, endedAt, result, cause);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.CallEvent.DialResult;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;

/** One call while it lives: its legs and what they do not tell. Not thread-safe: belongs to the tracker's thread. */
final class CallInProgress {

    /** A caller can be rung through for hours, one leg per ring; the middle of such a story is of no use to anybody. */
    private static final int MAX_LEGS = 200;
    private static final Pattern DIALLABLE = Pattern.compile("[+*#0-9][*#0-9]*");

    private final String serverId;
    private final String linkedId;
    private final Numbering numbering;
    private final Instant startedAt;
    private final List<LegInProgress> legs = new ArrayList<>();
    private Optional<CallEvent.OriginateRequested> request = Optional.empty();
    private Optional<Integer> originateReason = Optional.empty();
    private Optional<Peer> requestedPeer = Optional.empty();
    private String dialedNumber = "";
    private Optional<String> groupId = Optional.empty();
    private Optional<Peer> answeredBy = Optional.empty();
    private Optional<Instant> answeredAt = Optional.empty();
    private Optional<String> recordingFile = Optional.empty();
    private Optional<String> mergedInto = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private boolean unseen;
    private boolean dialBegins;
    private boolean waitedLast;
    private State state = State.DIALING;

    CallInProgress(String serverId, String linkedId, Numbering numbering, Instant startedAt) {
        this.serverId = serverId;
        this.linkedId = linkedId;
        this.numbering = numbering;
        this.startedAt = startedAt;
    }

    void requested(CallEvent.OriginateRequested originate, Optional<Peer> phone) {
        request = Optional.of(originate);
        requestedPeer = phone;
        dialedNumber = originate.number();
    }

    /** Whether we asked for the call and no channel of it was seen yet. */
    boolean isOnlyRequested() {
        return request.isPresent() && legs.isEmpty();
    }

    void originateFailed(int reason, String number, Instant at) {
        originateReason = Optional.of(reason);
        if (reason == Story.REASON_NOT_ANSWERED_IN_TIME) {
            legs.stream().filter(leg -> leg.originated() && !leg.isAnswered()).forEach(leg -> leg.dialEnded(DialResult.NO_ANSWER, at));
        }
        if (dialedNumber.isEmpty()) {
            dialedNumber = number;
        }
    }

    void add(LegInProgress leg) {
        if (legs.size() >= MAX_LEGS) {
            legs.stream().skip(1).filter(old -> !old.alive() && !old.isAnswered()).findFirst().ifPresent(legs::remove);
        }
        legs.add(leg);
        if (leg.incoming()) {
            numbering.groupOfNumber(leg.context(), leg.extension()).ifPresent(this::reached);
            if (legs.size() == 1 && dialedNumber.isEmpty() && DIALLABLE.matcher(leg.extension()).matches()) {
                dialedNumber = leg.extension();
            }
        }
    }

    /** A number is what somebody in the call dials for somebody else, not the ring of the caller's own phone. */
    void dialBegun(LegInProgress to, boolean byChannel, Party toParty, String extension) {
        dialBegins = true;
        boolean firstPhone = legs.stream().filter(LegInProgress::isReal).findFirst().equals(Optional.of(to));
        boolean numberOpen = dialedNumber.isEmpty() || request.isEmpty() && legs.get(0).incoming() && legs.get(0).isExtension()
                && to.isTrunk() && legs.stream().filter(LegInProgress::isTrunk).count() == 1;
        if (byChannel && !firstPhone && to.isReal() && numberOpen && direction() != Direction.INBOUND) {
            dialedNumber = DIALLABLE.matcher(extension).matches() ? extension
                    : toParty.number().isEmpty() ? dialedNumber : toParty.number();
        }
    }

    void reached(String group) {
        groupId = Optional.of(group);
    }

    void recorded(Optional<String> file) {
        if (file.isPresent() || recordingFile.isEmpty()) {
            recordingFile = Optional.of(file.orElse(""));
        }
    }

    void happenedUnseen() {
        unseen = true;
    }

    /** Its people go on in another call, where they found somebody to talk to. */
    List<LegInProgress> handOver(CallInProgress to, Instant at) {
        mergedInto = Optional.of(to.linkedId);
        answeredAt = answeredAt.or(() -> Optional.of(at));
        return legs.stream().filter(LegInProgress::alive).toList();
    }

    /** Takes what the event brought into account. To be called once after each event that touched the call. */
    void settle(Instant at) {
        boolean gone = mergedInto.isPresent() || !isOnlyRequested() && legs.stream().noneMatch(LegInProgress::alive)
                || isOnlyRequested() && originateReason.isPresent();
        if (gone && endedAt.isEmpty()) {
            endedAt = Optional.of(at);
        }
        if (endedAt.isPresent()) {
            return;
        }
        List<LegInProgress> talking = Story.talking(legs);
        state = Story.state(legs, talking, state, dialBegins);
        waitedLast = state == State.WAITING || waitedLast && !dialBegins;
        dialBegins = false;
        if (!talking.isEmpty() && answeredAt.isEmpty()) {
            answeredAt = Optional.of(at);
            answeredBy = answerer(talking);
        }
    }

    /** Of an internal call the one who was called, else our side of it. */
    private Optional<Peer> answerer(List<LegInProgress> talking) {
        boolean internal = direction() == Direction.INTERNAL;
        return talking.stream().filter(LegInProgress::isExtension)
                .filter(leg -> !internal || !Optional.of(leg).equals(originatorLeg()))
                .findFirst().flatMap(LegInProgress::peer);
    }

    private Optional<LegInProgress> originatorLeg() {
        return direction() == Direction.INBOUND ? Optional.empty() : legs.stream().filter(LegInProgress::isExtension).findFirst();
    }

    private Direction direction() {
        return Story.direction(legs, request.isPresent() || originateReason.isPresent(), numbering.contexts().outbound());
    }

    /** Who calls: first what we asked the PBX to show, else what it showed first. */
    private Party caller() {
        Optional<Party> shown = request.map(CallEvent.OriginateRequested::caller).filter(party -> !party.number().isEmpty());
        Optional<LegInProgress> first = direction() == Direction.INBOUND
                ? legs.stream().filter(LegInProgress::isReal).findFirst() : originatorLeg();
        return shown.or(() -> first.map(LegInProgress::party)).or(() -> request.map(CallEvent.OriginateRequested::caller)).orElse(Party.UNKNOWN);
    }

    boolean ended() {
        return endedAt.isPresent();
    }

    boolean answered() {
        return answeredAt.isPresent();
    }

    String linkedId() {
        return linkedId;
    }

    List<LegInProgress> legs() {
        return legs;
    }

    PhoneCall snapshot() {
        Direction direction = direction();
        Optional<Story.Ending> ending = endedAt.map(at -> Story.ending(legs, direction, answeredAt.isPresent(), originateReason, waitedLast));
        Optional<Peer> originator = originatorLeg().isPresent() ? originatorLeg().flatMap(LegInProgress::peer) : requestedPeer;
        return new PhoneCall(serverId, linkedId, direction, ended() ? State.ENDED : state, caller(), dialedNumber, groupId, answeredBy,
                originator, legs.stream().filter(LegInProgress::isTrunk).findFirst().flatMap(LegInProgress::peer),
                legs.stream().filter(LegInProgress::isReal).map(LegInProgress::snapshot).toList(),
                startedAt, answeredAt, endedAt, recordingFile, ending.map(Story.Ending::outcome), ending.map(Story.Ending::cause).orElse(0),
                unseen, mergedInto, List.of());
    }
}

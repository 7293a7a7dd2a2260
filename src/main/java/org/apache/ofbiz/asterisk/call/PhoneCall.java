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
package org.apache.ofbiz.asterisk.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.collections.AppendedList;
import org.apache.ofbiz.asterisk.call.consent.Consent;

/**
 * A call as a person would tell it: a snapshot, immutable, never changed after it was handed out.
 *
 * @param serverId     the server it runs on
 * @param linkedId     the first Linkedid it was seen with; with serverId it names the call for good
 * @param direction    seen from the company
 * @param state        where it is now
 * @param caller       who calls: the customer of an inbound call, our own extension of an outbound one
 * @param dialedNumber what was dialed: the service number, or the customer's number
 * @param groupId      the group it reached
 * @param answeredBy   our extension that talks or talked (the first one that did)
 * @param originator   our extension that placed it
 * @param trunk        the line it came or went by
 * @param legs         every channel that took part, in order of appearance
 * @param startedAt    when we first heard of it
 * @param answeredAt   when customer and extension could first hear each other
 * @param endedAt      when the last channel was gone
 * @param recordingFile paths on the PBX, one a line, where the PBX told them; empty string when recording runs and no path is known
 * @param outcome      how it ended, once it has
 * @param hangupCause  Q.850 cause of the leg that decided the outcome; 0 none
 * @param unseen       part of it happened while we were not connected
 * @param mergedInto   linkedId of the call that goes on with these channels, e.g. after a parked call was picked up: this
 *                     call has ended, the people have not hung up
 * @param timeline     what happened, in order
 * @param parts        who was called, where the caller waited, who talked to the customer; by beginning
 * @param variables    dialplan variables that a call source of its group names, by name
 */
public record PhoneCall(String serverId, String linkedId, Direction direction, State state, Party caller, String dialedNumber,
                        Optional<String> groupId, Optional<Peer> answeredBy, Optional<Peer> originator, Optional<Peer> trunk,
                        List<Leg> legs, Instant startedAt, Optional<Instant> answeredAt, Optional<Instant> endedAt,
                        Optional<String> recordingFile, Optional<Outcome> outcome, int hangupCause, boolean unseen,
                        Optional<String> mergedInto, List<TimelineEntry> timeline, List<CallPart> parts, Map<String, String> variables) {

    public PhoneCall {
        legs = List.copyOf(legs);
        timeline = timeline instanceof AppendedList<TimelineEntry> ? timeline : List.copyOf(timeline);
        parts = List.copyOf(parts);
        variables = Map.copyOf(variables);
    }

    /** Names the call in messages to browsers and in services; opaque there. */
    public String callId() {
        return callId(serverId, linkedId);
    }

    /** The call id of this server's call. */
    public static String callId(String serverId, String linkedId) {
        return serverId + ":" + linkedId;
    }

    /** Paths on the PBX of the files that it was recorded into, as far as they were told, in order. */
    public List<String> recordingFiles() {
        return recordingFile.stream().flatMap(String::lines).filter(path -> !path.isEmpty()).toList();
    }

    /** The number of the person outside: caller of an inbound call, dialed number of an outbound one. */
    public String customerNumber() {
        return direction == Direction.INBOUND ? caller.number() : dialedNumber;
    }

    /** The line that the customer of an inbound call came by: what a claim redirects. Empty for other calls and once it is gone. */
    public Optional<Leg> customerLeg() {
        return direction == Direction.INBOUND
                ? legs.stream().filter(leg -> leg.side() == Peer.Type.TRUNK && leg.alive()).findFirst()
                : Optional.empty();
    }

    /** When nobody from outside was left; empty too where colleagues talk, who may have called somebody outside for a while. */
    private Optional<Instant> customerGone() {
        if (direction == Direction.INTERNAL) {
            return Optional.empty();
        }
        List<Leg> lines = legs.stream().filter(leg -> leg.side() == Peer.Type.TRUNK).toList();
        List<Leg> customers = direction == Direction.INBOUND ? lines.stream().limit(1).toList() : lines;
        return customers.stream().anyMatch(Leg::alive) ? Optional.empty()
                : customers.stream().flatMap(leg -> leg.endedAt().stream()).max(Instant::compareTo);
    }

    /** The extension that was rung last, by its leg; after a claim without such a leg the PBX could not ring the extension. */
    public Optional<Leg> lastExtensionLeg() {
        return legs.stream().filter(leg -> leg.side() == Peer.Type.EXTENSION).reduce((earlier, later) -> later);
    }

    /** Those parts, by beginning. */
    public List<CallPart> parts(CallPart.Kind kind) {
        return parts.stream().filter(part -> part.kind() == kind).toList();
    }

    /** Whether it is an incoming call that a person or group of ours should have answered last, and nobody did, whatever ended it. */
    public boolean missed() {
        return direction == Direction.INBOUND && ended() && mergedInto.isEmpty()
                && outcome.filter(how -> MissedCall.is(how, groupId.isPresent(), unanswered())).isPresent();
    }

    /** What was called or waited for after anybody talked to the customer last, and not answered: who is to call back a missed call. */
    public List<CallPart> unanswered() {
        return MissedCall.unanswered(parts, timeline);
    }

    /**
     * How long somebody talked to the customer, holds included, but not what lies between two of them; zero while the call goes on and where
     * nobody answered.
     */
    public Duration talkTime() {
        if (!parts.isEmpty()) {
            return endedAt.map(at -> TalkTime.of(parts, at)).orElse(Duration.ZERO);
        }
        return answeredAt.isPresent() && endedAt.isPresent() && endedAt.get().isAfter(answeredAt.get())
                ? Duration.between(answeredAt.get(), endedAt.get()) : Duration.ZERO;
    }

    /** How long somebody was on hold or parked; what has not ended is counted up to the timeline's last moment. */
    public Duration holdTime() {
        return holdTime(timeline);
    }

    /** The same of an earlier stretch of this call's timeline. */
    public Duration holdTime(List<TimelineEntry> earlier) {
        return HoldTime.of(earlier, customerNumber(), customerGone().orElse(Instant.MAX));
    }

    /** Why it may not be recorded, once that is known; nothing undoes it. */
    public Optional<Consent> notRecorded() {
        return timeline.stream().filter(entry -> entry.kind() == TimelineEntry.Kind.NOT_RECORDED).findFirst()
                .map(entry -> Consent.named(entry.detail()).orElse(Consent.OBJECTED));
    }

    /** Who asks supervisors for help with it now, and since when; empty for nobody. */
    public Optional<TimelineEntry> helpAsked() {
        return timeline.stream().filter(entry -> entry.kind() == TimelineEntry.Kind.HELP_ASKED || entry.kind() == TimelineEntry.Kind.HELP_ENDED)
                .reduce((earlier, later) -> later).filter(last -> last.kind() == TimelineEntry.Kind.HELP_ASKED && !ended());
    }

    /** Whether such a moment is in its timeline. */
    public boolean has(TimelineEntry.Kind moment) {
        return timeline.stream().anyMatch(entry -> entry.kind() == moment);
    }

    public boolean ended() {
        return state == State.ENDED;
    }

    /**
     * The group that we place a call for.
     *
     * @param number    of the one who is called, which may be less than what is dialed
     * @param variables what is known of the call from its beginning, by name
     */
    public record PlacedFor(String groupId, String number, Map<String, String> variables) {
        public PlacedFor {
            variables = Map.copyOf(variables);
        }
    }

    /** Which way the call goes, seen from the company. */
    public enum Direction {
        INBOUND, OUTBOUND, INTERNAL
    }

    /** DIALING: nobody rings yet. RINGING: a phone rings. WAITING: the caller hears music. TALKING: two can hear each other. */
    public enum State {
        DIALING, RINGING, WAITING, TALKING, HELD, ENDED
    }

    /**
     * One channel's part in a call.
     *
     * @param peer   the peer behind the channel, where known
     * @param result how the dial of this leg ended, for a leg that was dialed
     * @param cause  Q.850 cause once it hung up
     */
    public record Leg(Channel channel, Optional<Peer> peer, Peer.Type side, Instant startedAt, Optional<Instant> answeredAt,
                      Optional<Instant> endedAt, Optional<DialResult> result, int cause) {

        public boolean alive() {
            return endedAt.isEmpty();
        }

        /** Why this extension did not take the call; empty for a trunk, while it rings, once it answered and where the caller left. */
        public Optional<Outcome> extensionFailure() {
            boolean over = endedAt.isPresent() || result.isPresent();
            return side == Peer.Type.EXTENSION && answeredAt.isEmpty() && over ? OutcomeClassifier.ofExtension(result, cause) : Optional.empty();
        }
    }
}

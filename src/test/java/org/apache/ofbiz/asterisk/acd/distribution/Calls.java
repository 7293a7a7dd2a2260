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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Snapshots of a call as the tracker would hand them out, one made from the other. */
public final class Calls {

    public static final Instant START = Instant.parse("2026-11-20T15:14:00Z");
    public static final String CUSTOMER = "3725551234";

    private Calls() {
    }

    /** A customer hears music and waits for the group SUPPORT. */
    public static PhoneCall waiting(String linkedId) {
        return inbound(linkedId, State.WAITING, Optional.of("SUPPORT"));
    }

    /** A customer has dialled the service number. */
    public static PhoneCall arriving(String linkedId, Optional<String> groupId) {
        return inbound(linkedId, State.DIALING, groupId);
    }

    private static PhoneCall inbound(String linkedId, State state, Optional<String> groupId) {
        Leg caller = new Leg(new Channel("PJSIP/trunk-" + linkedId, linkedId, linkedId), Optional.empty(), Peer.Type.TRUNK, START,
                Optional.empty(), Optional.empty(), Optional.empty(), 0);
        return new PhoneCall("PBX", linkedId, Direction.INBOUND, state, new Party(CUSTOMER, "Mari"), "5000", groupId, Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(caller), START, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), 0, false, Optional.empty(), List.of(), List.of(), Map.of());
    }

    /** Our request to ring this extension and then the customer. */
    public static PhoneCall outbound(String linkedId, Peer from) {
        return new PhoneCall("PBX", linkedId, Direction.OUTBOUND, State.DIALING, new Party(from.name(), ""), CUSTOMER, Optional.empty(),
                Optional.empty(), Optional.of(from), Optional.empty(), List.of(), START, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), 0, false, Optional.empty(), List.of(), List.of(), Map.of());
    }

    public static PhoneCall in(State state, PhoneCall call) {
        return with(call, state, call.legs(), call.outcome(), call.answeredBy());
    }

    /** The extension's phone rings. */
    public static PhoneCall rings(PhoneCall call, Peer extension) {
        String unique = call.linkedId() + "." + call.legs().size();
        Channel channel = new Channel(extension.technology() + "/" + extension.name() + "-" + unique, unique, call.linkedId());
        Leg leg = new Leg(channel, Optional.of(extension), Peer.Type.EXTENSION, START, Optional.empty(), Optional.empty(), Optional.empty(), 0);
        return with(call, State.RINGING, Stream.concat(call.legs().stream(), Stream.of(leg)).toList(), call.outcome(), call.answeredBy());
    }

    /** The leg that rang last is over without answer. */
    public static PhoneCall stopsRinging(PhoneCall call, DialResult result, int cause) {
        Leg last = lastOf(call);
        Leg over = new Leg(last.channel(), last.peer(), last.side(), START, Optional.empty(), Optional.of(START), Optional.of(result), cause);
        return with(call, State.DIALING, replaced(call, over), call.outcome(), call.answeredBy());
    }

    /** The leg that rang last was answered and talks. */
    public static PhoneCall talks(PhoneCall call) {
        Leg last = lastOf(call);
        Leg up = new Leg(last.channel(), last.peer(), last.side(), START, Optional.of(START), Optional.empty(),
                Optional.of(DialResult.ANSWERED), 0);
        return with(call, State.TALKING, replaced(call, up), call.outcome(), last.peer());
    }

    public static PhoneCall ends(PhoneCall call, Outcome outcome) {
        List<Leg> gone = call.legs().stream().map(leg -> new Leg(leg.channel(), leg.peer(), leg.side(), leg.startedAt(), leg.answeredAt(),
                Optional.of(START), leg.result(), leg.cause())).toList();
        return with(call, State.ENDED, gone, Optional.of(outcome), call.answeredBy());
    }

    /** Another OFBiz node serves its PBX: for this one it's over. */
    public static PhoneCall leftTo(PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), State.ENDED, call.caller(), call.dialedNumber(), Optional.empty(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), Optional.of(START),
                call.recordingFile(), call.outcome(), call.hangupCause(), true, call.mergedInto(), call.timeline(), call.parts(), call.variables());
    }

    /** The caller's line is gone, while the rest of the call is not yet. */
    public static PhoneCall customerLeaves(PhoneCall call) {
        List<Leg> legs = call.legs().stream().map(leg -> leg.side() == Peer.Type.TRUNK ? new Leg(leg.channel(), leg.peer(), leg.side(),
                leg.startedAt(), leg.answeredAt(), Optional.of(START), leg.result(), leg.cause()) : leg).toList();
        return with(call, call.state(), legs, call.outcome(), call.answeredBy());
    }

    /** The dialplan sent the caller to another group. */
    public static PhoneCall ofGroup(String groupId, PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(),
                Optional.of(groupId), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(),
                call.parts(), call.variables());
    }

    /** The call has become a part of another one; its people have not hung up. */
    public static PhoneCall absorbed(PhoneCall call) {
        PhoneCall ended = ends(call, Outcome.ABANDONED);
        return new PhoneCall(ended.serverId(), ended.linkedId(), ended.direction(), ended.state(), ended.caller(), ended.dialedNumber(),
                ended.groupId(), ended.answeredBy(), ended.originator(), ended.trunk(), ended.legs(), ended.startedAt(), ended.answeredAt(),
                ended.endedAt(), ended.recordingFile(), ended.outcome(), ended.hangupCause(), ended.unseen(), Optional.of("other"),
                ended.timeline(), ended.parts(), ended.variables());
    }

    /** MixMonitor runs; the file is empty where it is not known. */
    public static PhoneCall recordedInto(String file, PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(),
                call.groupId(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                call.endedAt(), Optional.of(file), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(),
                call.parts(), call.variables());
    }

    /** It was found in the middle. */
    public static PhoneCall unseen(PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(),
                call.groupId(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), true, call.mergedInto(), call.timeline(), call.parts(),
                call.variables());
    }

    /** The caller is no longer in the queue, and is still there: as if it had given them up. */
    public static PhoneCall leavesQueue(PhoneCall call) {
        CallPart wait = new CallPart(CallPart.Kind.WAITED, Optional.empty(), "queue", call.groupId(), call.startedAt(),
                Optional.of(START.plusSeconds(10)), Optional.of(Outcome.QUEUE_TIMEOUT), List.of());
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(),
                call.groupId(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(),
                call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(),
                List.of(wait), call.variables());
    }

    /** Who talked first has handed the caller to another, who talks now. */
    public static PhoneCall handedOver(PhoneCall call, Peer from, Peer to) {
        CallPart before = new CallPart(CallPart.Kind.TALKED, Optional.of(from), "", call.groupId(), START, Optional.of(START.plusSeconds(20)),
                Optional.of(Outcome.ANSWERED), List.of());
        CallPart after = new CallPart(CallPart.Kind.TALKED, Optional.of(to), "", call.groupId(), START.plusSeconds(20), Optional.empty(),
                Optional.empty(), List.of());
        PhoneCall talks = talks(rings(call, to));
        return new PhoneCall(talks.serverId(), talks.linkedId(), talks.direction(), talks.state(), talks.caller(), talks.dialedNumber(),
                talks.groupId(), talks.answeredBy(), talks.originator(), talks.trunk(), talks.legs(), talks.startedAt(), talks.answeredAt(),
                talks.endedAt(), talks.recordingFile(), talks.outcome(), talks.hangupCause(), talks.unseen(), talks.mergedInto(), talks.timeline(),
                List.of(before, after), talks.variables());
    }

    /** The caller shows this name. */
    public static PhoneCall named(String name, PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), new Party(call.caller().number(), name),
                call.dialedNumber(), call.groupId(), call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(),
                call.answeredAt(), call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(),
                call.timeline(), call.parts(), call.variables());
    }

    /** Anything happened. */
    public static CallEvent event() {
        return new CallEvent.BridgesMerged(START, "one", "other");
    }

    /** The caller was sent to the music. */
    public static CallEvent waitingBegins(PhoneCall call) {
        return new CallEvent.WaitingBegun(START, call.legs().get(0).channel(), "waiting");
    }

    private static Leg lastOf(PhoneCall call) {
        return call.legs().get(call.legs().size() - 1);
    }

    private static List<Leg> replaced(PhoneCall call, Leg last) {
        return Stream.concat(call.legs().stream().limit(call.legs().size() - 1L), Stream.of(last)).toList();
    }

    private static PhoneCall with(PhoneCall call, State state, List<Leg> legs, Optional<Outcome> outcome, Optional<Peer> answeredBy) {
        Optional<Instant> answeredAt = answeredBy.map(peer -> START.plusSeconds(5));
        Optional<Instant> endedAt = state == State.ENDED ? Optional.of(START.plusSeconds(60)) : Optional.empty();
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), state, call.caller(), call.dialedNumber(), call.groupId(),
                answeredBy, call.originator(), call.trunk(), legs, call.startedAt(), answeredAt, endedAt, call.recordingFile(), outcome, 0,
                call.unseen(), call.mergedInto(), call.timeline(), call.parts(), call.variables());
    }

    /** The dialplan has set these variables. */
    public static PhoneCall with(PhoneCall call, Map<String, String> variables) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(), call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), call.endedAt(),
                call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(), call.parts(), variables);
    }
}

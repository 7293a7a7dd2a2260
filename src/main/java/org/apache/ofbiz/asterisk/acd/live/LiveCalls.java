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
package org.apache.ofbiz.asterisk.acd.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent.Type;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;

/** The calls of all servers that go on, and an event for each turn that one takes. Thread-safe; each call is told by one thread, in order. */
public final class LiveCalls implements CallListener {

    /** Legs that are remembered after their end: more than those of all calls that go on. */
    private static final int MOST_OVER = 50_000;

    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
    /** Legs that were told of and go on: whether they were answered. */
    private final Map<String, Boolean> legs = new ConcurrentHashMap<>();
    /** Legs of calls that were merged into another one, by callId of that one. */
    private final Map<String, List<PhoneCall.Leg>> merged = new ConcurrentHashMap<>();
    /** Legs that have ended, so that a call that others are merged into doesn't tell of them again; the oldest goes. */
    private final Set<String> over = Collections.synchronizedSet(Collections.newSetFromMap(BoundedMap.byAge(MOST_OVER)));
    private final LiveEvents events;

    public LiveCalls(LiveEvents events) {
        this.events = events;
    }

    /** Calls of this server go on, but are told elsewhere now: forgets them. Events of them may be missing until they are told there. */
    public void forget(String serverId) {
        if (calls.values().removeIf(call -> call.serverId().equals(serverId))) {
            events.lost();
        }
        legs.keySet().removeIf(key -> key.startsWith(serverId + ' '));
        merged.keySet().removeIf(callId -> callId.startsWith(serverId + ':'));
    }

    /** Calls that go on, in no order. A view: it changes. */
    public Collection<PhoneCall> all() {
        return calls.values();
    }

    /** A call that goes on. */
    public Optional<PhoneCall> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    /** Logins of those whose phones take or took part. */
    public static Set<String> users(PhoneCall call) {
        return call.legs().stream().flatMap(leg -> leg.peer().stream()).flatMap(peer -> peer.owner().stream()).map(Person::userLoginId)
                .collect(Collectors.toSet());
    }

    /** How long the caller waited for somebody to answer; up to {@code now} while they wait. Never negative. */
    public static Duration waited(PhoneCall call, Instant now) {
        Instant from = call.parts(CallPart.Kind.WAITED).stream().findFirst().map(CallPart::startedAt).orElse(call.startedAt());
        Instant until = call.answeredAt().or(call::endedAt).orElse(now);
        return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        PhoneCall before = call.ended() ? calls.remove(call.callId()) : calls.put(call.callId(), call);
        if (before == null && call.ended() && !call.legs().isEmpty() && call.legs().stream().allMatch(leg -> over.contains(key(call, leg)))) {
            return; // told as ended before the PBX accounted for it
        }
        Teller teller = new Teller(call, users(call));
        if (before == null) {
            teller.tell(Type.CALL_STARTED, Map.of("direction", call.direction().name(), "from", call.caller().number(),
                    "fromName", call.caller().name(), "to", call.dialedNumber()));
        }
        group(call, before, teller);
        legs(call, teller);
        answered(call, before, teller);
        timeline(call, before, teller);
        if (call.ended()) {
            teller.tell(Type.CALL_ENDED, withVariables(call, ended(call)));
        }
    }

    /** Nobody waits in a call that was placed for a group. */
    private static void group(PhoneCall call, PhoneCall before, Teller teller) {
        boolean placed = before == null && call.direction() == PhoneCall.Direction.OUTBOUND;
        if (!placed && call.groupId().isPresent() && (before == null || !before.groupId().equals(call.groupId()))) {
            teller.tell(Type.CALL_QUEUED, withVariables(call, new HashMap<>(Map.of("queue", call.groupId().get()))));
        }
    }

    private static Map<String, Object> withVariables(PhoneCall call, Map<String, Object> data) {
        if (!call.variables().isEmpty()) {
            data.put("variables", call.variables());
        }
        return data;
    }

    /** A leg that goes on in another call, which this one was merged into, neither ends here nor begins there. */
    private void legs(PhoneCall call, Teller teller) {
        for (PhoneCall.Leg leg : call.legs()) {
            String key = key(call, leg);
            boolean ended = leg.endedAt().isPresent() || call.ended() && call.mergedInto().isEmpty();
            if (call.mergedInto().isEmpty() && !over.contains(key) && legs.putIfAbsent(key, false) == null) {
                teller.tell(Type.LEG_STARTED, withVariables(call, leg(leg)));
            }
            if (leg.answeredAt().isPresent() && legs.replace(key, false, true)) {
                teller.tell(Type.LEG_ANSWERED, leg(leg));
            }
            if (ended) {
                ended(key, leg, teller);
            }
        }
        if (call.ended()) {
            mergedLegs(call, teller);
        }
    }

    private void ended(String key, PhoneCall.Leg leg, Teller teller) {
        if (legs.remove(key) != null) {
            over.add(key);
            Map<String, Object> data = leg(leg);
            data.put("cause", leg.cause());
            leg.result().ifPresent(result -> data.put("result", result.name()));
            teller.tell(Type.LEG_ENDED, data);
        }
    }

    /** Legs of a merged call that the other call knows nothing of, e.g. of channels that stood in for a moment, end with that one at the latest. */
    private void mergedLegs(PhoneCall call, Teller teller) {
        List<PhoneCall.Leg> carried = Optional.ofNullable(merged.remove(call.callId())).orElse(List.of());
        if (call.mergedInto().isEmpty()) {
            carried.forEach(leg -> ended(key(call, leg), leg, teller));
            return;
        }
        List<PhoneCall.Leg> open = new ArrayList<>(carried);
        open.addAll(call.legs().stream().filter(leg -> legs.containsKey(key(call, leg))).toList());
        String other = PhoneCall.callId(call.serverId(), call.mergedInto().get());
        if (open.isEmpty()) {
            return;
        }
        if (calls.containsKey(other)) {
            merged.merge(other, open, (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        } else {
            open.forEach(leg -> ended(key(call, leg), leg, teller));
        }
    }

    private static String key(PhoneCall call, PhoneCall.Leg leg) {
        return call.serverId() + ' ' + leg.channel().uniqueId();
    }

    private static Map<String, Object> leg(PhoneCall.Leg leg) {
        Map<String, Object> data = new HashMap<>();
        data.put("leg", leg.channel().uniqueId());
        data.put("channel", leg.channel().name());
        data.put("side", leg.side().name());
        leg.peer().flatMap(Peer::owner).ifPresent(owner -> data.put("agent", owner.userLoginId()));
        return data;
    }

    private static void answered(PhoneCall call, PhoneCall before, Teller teller) {
        if (call.answeredAt().isPresent() && (before == null || before.answeredAt().isEmpty())) {
            Map<String, Object> data = new HashMap<>(Map.of("wait", waited(call, call.answeredAt().get()).toSeconds()));
            call.answeredBy().flatMap(Peer::owner).ifPresent(owner -> {
                data.put("agent", owner.userLoginId());
                data.put("agentName", owner.name());
            });
            teller.tell(Type.CALL_ANSWERED, withVariables(call, data));
        }
    }

    private static void timeline(PhoneCall call, PhoneCall before, Teller teller) {
        List<TimelineEntry> all = call.timeline();
        for (TimelineEntry entry : all.subList(before == null ? 0 : Math.min(before.timeline().size(), all.size()), all.size())) {
            switch (entry.kind()) {
            case HELD -> teller.tell(Type.CALL_HELD, by(entry));
            case RESUMED -> teller.tell(Type.CALL_RESUMED, by(entry));
            case TRANSFERRED -> teller.tell(Type.CALL_TRANSFERRED, with(by(entry), "to", entry.detail()));
            case RECORDING_STARTED -> teller.tell(Type.RECORDING_STARTED, Map.of());
            default -> { }
            }
        }
    }

    private static Map<String, Object> by(TimelineEntry entry) {
        Map<String, Object> data = new HashMap<>();
        entry.by().or(entry::peer).flatMap(Peer::owner).ifPresent(owner -> data.put("agent", owner.userLoginId()));
        return data;
    }

    private static Map<String, Object> with(Map<String, Object> data, String name, Object value) {
        data.put(name, value);
        return data;
    }

    private static Map<String, Object> ended(PhoneCall call) {
        Map<String, Object> data = new HashMap<>();
        call.outcome().ifPresent(outcome -> data.put("outcome", outcome.name()));
        data.put("missed", call.missed());
        call.endedAt().ifPresent(at -> data.put("wait", waited(call, at).toSeconds()));
        data.put("talk", call.talkTime().toSeconds());
        call.mergedInto().ifPresent(other -> data.put("mergedInto", PhoneCall.callId(call.serverId(), other)));
        return data;
    }

    /** Adds events of one call. */
    private final class Teller {

        private final PhoneCall call;
        private final Set<String> users;

        Teller(PhoneCall call, Set<String> users) {
            this.call = call;
            this.users = users;
        }

        void tell(Type type, Map<String, Object> data) {
            events.add(type, Optional.of(call.callId()), call.groupId(), users, data);
        }
    }
}

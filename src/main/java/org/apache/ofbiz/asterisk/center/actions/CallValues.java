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
package org.apache.ofbiz.asterisk.center.actions;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;

/**
 * Collects from events what is known of each call, and says when one takes a turn for which there may be actions. Used by one thread.
 */
final class CallValues {

    /** The turn of one call, with its values at that moment. */
    record Taken(String callId, String groupId, CallAction.Turn turn, Map<String, String> values) {
    }

    private static final int MOST = 20_000;
    /** Names of values, by those of events. */
    private static final Map<String, String> NAMES = Map.of("from", "CALLER_NUMBER", "fromName", "CALLER_NAME", "to", "DIALED_NUMBER",
            "direction", "DIRECTION", "agent", "AGENT", "agentName", "AGENT_NAME", "wait", "WAIT", "talk", "TALK", "outcome", "OUTCOME",
            "missed", "MISSED");

    private static final Set<String> OWN = Set.of("CALL_ID", "QUEUE", "EVENT", "CUSTOMER_NUMBER");

    private final Map<String, Map<String, String>> calls = BoundedMap.byAge(MOST);

    /** All names that a template can use. */
    static Map<String, String> sample(String groupId, CallAction.Turn turn) {
        if (turn == CallAction.Turn.ALARM || turn == CallAction.Turn.ALARM_OVER) {
            return new TreeMap<>(Map.of("CALL_ID", "", "QUEUE", groupId, "EVENT", turn.name(), "FIGURE", "WAITING", "VALUE", "5", "LIMIT", "5"));
        }
        Map<String, String> values = new TreeMap<>(Map.of("CALLER_NUMBER", "+15550100", "CALLER_NAME", "Test call", "DIALED_NUMBER", "5000",
                "DIRECTION", "INBOUND", "AGENT", "agent", "AGENT_NAME", "Agent", "WAIT", "12", "TALK", "60", "OUTCOME", "ANSWERED",
                "MISSED", "false"));
        values.putAll(Map.of("CALL_ID", "TEST:0", "QUEUE", groupId, "EVENT", turn.name(), "CUSTOMER_NUMBER", "+15550100"));
        return values;
    }

    Optional<Taken> heard(LiveEvent event) {
        if (event.callId().isEmpty()) {
            return alarm(event);
        }
        String callId = event.callId().get();
        Map<String, String> values = calls.computeIfAbsent(callId, id -> new HashMap<>(Map.of("CALL_ID", id)));
        boolean ofLeg = event.type().wireName().startsWith("leg.");
        event.data().forEach((name, value) -> {
            if (NAMES.containsKey(name) && (!ofLeg || name.equals("agent"))) {
                values.put(NAMES.get(name), String.valueOf(value));
            }
        });
        if (event.data().get("variables") instanceof Map<?, ?> variables) {
            variables.forEach((name, value) -> variable(values, String.valueOf(name), String.valueOf(value)));
        }
        event.groupId().ifPresent(group -> values.put("QUEUE", group));
        values.put("CUSTOMER_NUMBER", values.getOrDefault("OUTBOUND".equals(values.get("DIRECTION")) ? "DIALED_NUMBER" : "CALLER_NUMBER", ""));
        if (event.type() == LiveEvent.Type.CALL_ENDED) {
            calls.remove(callId);
        }
        Optional<CallAction.Turn> turn = turn(event);
        return event.groupId().flatMap(group -> turn.map(taken -> {
            Map<String, String> now = new TreeMap<>(values);
            now.put("EVENT", taken.name());
            return new Taken(callId, group, taken, now);
        }));
    }

    /** What a group's figures do. */
    private static Optional<Taken> alarm(LiveEvent event) {
        return event.groupId().flatMap(group -> turn(event).map(turn -> {
            Map<String, String> values = new TreeMap<>(Map.of("CALL_ID", "", "QUEUE", group, "EVENT", turn.name()));
            event.data().forEach((name, value) -> values.put(name.toUpperCase(Locale.ROOT), String.valueOf(value)));
            return new Taken("", group, turn, values);
        }));
    }

    /** What the dialplan names like a value of ours is no other value for it. */
    private static void variable(Map<String, String> values, String name, String value) {
        if (!NAMES.containsValue(name) && !OWN.contains(name)) {
            values.put(name, value);
        }
    }

    private static Optional<CallAction.Turn> turn(LiveEvent event) {
        return Optional.ofNullable(switch (event.type()) {
        case CALL_QUEUED -> CallAction.Turn.OFFERED;
        case LEG_STARTED -> event.data().containsKey("agent") ? CallAction.Turn.RINGING : null;
        case CALL_ANSWERED -> CallAction.Turn.ANSWERED;
        case CALL_ENDED -> CallAction.Turn.ENDED;
        case QUEUE_ALARM -> CallAction.Turn.ALARM;
        case QUEUE_ALARM_OVER -> CallAction.Turn.ALARM_OVER;
        default -> null;
        });
    }
}

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
package org.apache.ofbiz.asterisk.center.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.board.ActiveCall;
import org.apache.ofbiz.asterisk.acd.board.AgentFigures;
import org.apache.ofbiz.asterisk.acd.board.Alarm;
import org.apache.ofbiz.asterisk.acd.board.BoardChange;
import org.apache.ofbiz.asterisk.acd.board.DayFigures;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.acd.board.Tally;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.push.text.JsonText;

/**
 * Rows of the wallboard as a text for another node: {@code {"g":{id:row},"a":{userLoginId:row},"c":{callId:row}}}, with null for a row that is no
 * more. Names and rules are not in it, which each node reads for itself.
 *
 * @param groups by groupId
 * @param agents by userLoginId
 * @param calls  by callId
 */
record NodeRows(Map<String, Optional<GroupFigures>> groups, Map<String, Optional<AgentFigures>> agents, Map<String, Optional<ActiveCall>> calls) {

    /** So that a text stays far below what a message between nodes may have. */
    private static final int ROWS_A_TEXT = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return texts that together tell all rows */
    static List<String> texts(BoardChange change) {
        List<String> texts = new ArrayList<>();
        for (int from = 0; from < Math.max(change.groups().size(), Math.max(change.agents().size(), change.calls().size())); from += ROWS_A_TEXT) {
            List<BoardChange.Row<GroupFigures>> groups = some(change.groups(), from);
            List<BoardChange.Row<AgentFigures>> agents = some(change.agents(), from);
            List<BoardChange.Row<ActiveCall>> calls = some(change.calls(), from);
            texts.add(JsonText.object(json -> json.put("g", rows -> groups.forEach(row -> rows.put(row.key(), row.after(), NodeRows::write)))
                    .put("a", rows -> agents.forEach(row -> rows.put(row.key(), row.after(), NodeRows::write)))
                    .put("c", rows -> calls.forEach(row -> rows.put(row.key(), row.after(), NodeRows::write)))));
        }
        return texts;
    }

    private static <T> List<T> some(List<T> rows, int from) {
        return rows.subList(Math.min(from, rows.size()), Math.min(from + ROWS_A_TEXT, rows.size()));
    }

    private static void write(JsonText json, GroupFigures group) {
        json.put("w", group.waiting()).putTime("l", group.longest()).put("d", counts -> write(counts, group.today()))
                .put("r", counts -> write(counts, group.recent())).put("b", counts -> write(counts, group.before()))
                .put("v", levels -> group.levels().forEach((figure, level) -> levels.put(figure.name(), level.name())));
    }

    private static void write(JsonText json, Tally tally) {
        json.put("a", tally.answered()).put("i", tally.inTime()).put("b", tally.abandoned()).put("s", tally.shortOnes()).put("e", tally.elsewhere())
                .put("w", tally.waited()).put("t", tally.talk()).put("l", tally.levelCalls());
    }

    private static void write(JsonText json, AgentFigures agent) {
        json.put("p", agent.partyId()).put("s", agent.status().name()).put("r", agent.reason().map(PauseReason::id))
                .put("rd", agent.reason().map(PauseReason::description)).putTime("f", agent.since()).putTime("u", agent.wrapUp())
                .put("c", agent.call(), NodeRows::write)
                .put("n", agent.today().calls()).put("t", agent.today().talk()).put("m", agent.today().missed());
    }

    private static void write(JsonText json, AgentFigures.Current call) {
        json.put("i", call.callId()).put("w", call.with()).put("g", call.groupId()).put("h", call.held());
    }

    private static void write(JsonText json, ActiveCall call) {
        json.put("s", call.serverId()).put("d", call.direction().name()).put("t", call.state().name()).put("f", call.from()).put("n", call.fromName())
                .put("o", call.to()).put("g", call.groupId()).put("a", call.agent()).putArray("m", groups -> call.agentGroups().forEach(groups::add))
                .put("b", call.since()).putTime("w", call.answeredAt()).put("p", call.parked()).putTime("h", call.help());
    }

    /** @throws IllegalArgumentException for what is no such text */
    static NodeRows read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Map<String, Optional<GroupFigures>> groups = new HashMap<>();
            json.path("g").fields().forEachRemaining(row -> groups.put(row.getKey(), there(row.getValue()).map(one -> group(row.getKey(), one))));
            return new NodeRows(groups, rows(json.path("a"), NodeRows::agent), calls(json.path("c")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no rows of a wallboard", e);
        }
    }

    private static <T> Map<String, Optional<T>> rows(JsonNode json, Function<JsonNode, T> read) {
        Map<String, Optional<T>> rows = new HashMap<>();
        json.fields().forEachRemaining(row -> rows.put(row.getKey(), there(row.getValue()).map(read)));
        return rows;
    }

    private static Map<String, Optional<ActiveCall>> calls(JsonNode json) {
        Map<String, Optional<ActiveCall>> rows = new HashMap<>();
        json.fields().forEachRemaining(row -> rows.put(row.getKey(), there(row.getValue()).map(one -> call(row.getKey(), one))));
        return rows;
    }

    private static Optional<JsonNode> there(JsonNode json) {
        return Optional.of(json).filter(any -> !any.isNull() && !any.isMissingNode());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return there(json.path(name)).map(JsonNode::asText);
    }

    private static Optional<Instant> time(JsonNode json, String name) {
        return text(json, name).map(Instant::parse);
    }

    private static GroupFigures group(String groupId, JsonNode json) {
        Map<Alarm.Figure, Alarm.Level> levels = new EnumMap<>(Alarm.Figure.class);
        json.path("v").fields().forEachRemaining(level -> levels.put(Alarm.Figure.valueOf(level.getKey()),
                Alarm.Level.valueOf(level.getValue().asText())));
        return new GroupFigures(groupId, "", json.path("w").asInt(), time(json, "l"), Map.of(), ServiceRule.USUAL, tally(json.path("d")),
                tally(json.path("r")), tally(json.path("b")), levels);
    }

    private static Tally tally(JsonNode json) {
        return new Tally(json.path("a").asInt(), json.path("i").asInt(), json.path("b").asInt(), json.path("s").asInt(), json.path("e").asInt(),
                json.path("w").asLong(), json.path("t").asLong(), json.path("l").asInt());
    }

    private static AgentFigures agent(JsonNode json) {
        Optional<AgentFigures.Current> call = there(json.path("c")).map(one -> new AgentFigures.Current(text(one, "i").orElse(""),
                text(one, "w").orElse(""), text(one, "g"), one.path("h").asBoolean()));
        return new AgentFigures(json.path("p").asText(), "", Set.of(), AgentState.Status.valueOf(json.path("s").asText()),
                text(json, "r").map(id -> new PauseReason(id, text(json, "rd").orElse(""))), time(json, "f"), time(json, "u"), call,
                new DayFigures.AgentTally(json.path("n").asInt(), json.path("t").asLong(), json.path("m").asInt()));
    }

    private static ActiveCall call(String callId, JsonNode json) {
        Collection<String> groups = new HashSet<>();
        json.path("m").forEach(group -> groups.add(group.asText()));
        return new ActiveCall(callId, json.path("s").asText(), PhoneCall.Direction.valueOf(json.path("d").asText()),
                PhoneCall.State.valueOf(json.path("t").asText()), json.path("f").asText(), json.path("n").asText(), json.path("o").asText(),
                text(json, "g"), json.path("a").asText(), Set.copyOf(groups), time(json, "b").orElseThrow(), time(json, "w"), text(json, "p"),
                time(json, "h"));
    }
}

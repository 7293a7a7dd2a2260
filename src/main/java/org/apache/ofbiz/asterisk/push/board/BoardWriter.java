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
package org.apache.ofbiz.asterisk.push.board;

import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.board.ActiveCall;
import org.apache.ofbiz.asterisk.acd.board.AgentFigures;
import org.apache.ofbiz.asterisk.acd.board.BoardChange;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.acd.board.Tally;
import org.apache.ofbiz.asterisk.push.text.JsonText;

/** Writes WALLBOARD, as docs/push-protocol.schema.json has it. Thread-safe. */
public final class BoardWriter {

    private final BiFunction<PauseReason, Locale, String> reasons;

    /** @param reasons why somebody is paused, in the reader's language */
    public BoardWriter(BiFunction<PauseReason, Locale, String> reasons) {
        this.reasons = reasons;
    }

    /** What one audience is told, in one language. */
    public String write(BoardChange.Seen seen, Locale locale) {
        return JsonText.object(json -> {
            json.put("type", "WALLBOARD").put("all", seen.whole()).put("at", seen.at()).put("scope", seen.scope().name());
            json.putArray("groups", seen.groups(), BoardWriter::putGroup);
            json.putArray("agents", seen.agents(), (told, agent) -> putAgent(told, agent, locale));
            json.putArray("calls", seen.calls(), BoardWriter::putCall);
            json.put("gone", gone -> {
                gone.putArray("groups", ids -> seen.goneGroups().forEach(ids::add));
                gone.putArray("agents", ids -> seen.goneAgents().forEach(ids::add));
                gone.putArray("calls", ids -> seen.goneCalls().forEach(ids::add));
            });
        });
    }

    private static void putGroup(JsonText json, GroupFigures group) {
        json.put("id", group.groupId()).put("name", group.name()).put("waiting", group.waiting()).putTime("longest", group.longest());
        json.put("agents", counts -> group.agents().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(count -> counts.put(count.getKey().name(), count.getValue())));
        json.put("target", group.rule().answerWithin().toSeconds()).put("shortAbandon", group.rule().shortAbandon().toSeconds())
                .put("formula", group.rule().formula().name());
        json.put("today", tally -> putTally(tally, group.today())).put("recent", tally -> putTally(tally, group.recent()));
        json.put("trend", group.trend());
        json.put("levels", levels -> group.levels().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(level -> levels.put(level.getKey().name(), level.getValue().name())));
    }

    private static void putTally(JsonText json, Tally tally) {
        json.put("answered", tally.answered()).put("inTime", tally.inTime()).put("abandoned", tally.abandoned())
                .put("shortAbandoned", tally.shortOnes()).put("counted", tally.counted()).put("levelCalls", tally.levelCalls())
                .put("wait", tally.waited()).put("talk", tally.talk());
    }

    private void putAgent(JsonText json, AgentFigures agent, Locale locale) {
        json.put("partyId", agent.partyId()).put("name", agent.name());
        json.putArray("groups", ids -> agent.groupIds().stream().sorted().forEach(ids::add));
        json.put("state", agent.status().name()).put("reason", agent.reason().map(reason -> reasons.apply(reason, locale)))
                .putTime("since", agent.since()).putTime("wrapUp", agent.wrapUp());
        json.put("call", agent.call(), (told, call) -> told.put("callId", call.callId()).put("with", call.with()).put("group", call.groupId())
                .put("held", call.held()));
        json.put("calls", agent.today().calls()).put("talk", agent.today().talk()).put("missed", agent.today().missed());
    }

    private static void putCall(JsonText json, ActiveCall call) {
        json.put("callId", call.callId()).put("server", call.serverId()).put("direction", call.direction().name()).put("state", call.state().name())
                .put("from", call.from()).put("fromName", call.fromName()).put("to", call.to()).put("group", call.groupId())
                .put("agent", call.agent()).put("since", call.since()).putTime("answeredAt", call.answeredAt()).put("parked", call.parked())
                .putTime("help", call.help());
    }
}

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
package org.apache.ofbiz.asterisk.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.entity.GenericValue;

/**
 * A call as OFBiz has it: as the history tells it, as its rows say, and as each console was told.
 *
 * @param listedFor  extensions of the users whose history holds it
 * @param timeline   kinds of what happened, with the extension it happened to where there is one
 * @param recordings how many are attached
 * @param consoles   by extension, what the console was told of this call; nothing where it was told nothing
 */
record KeptCall(String callId, String direction, String number, String outcome, boolean missed, boolean ended, String agent, long waited,
                long talked, long held, int recordings, String recordingUrl,
                Set<String> listedFor, List<String> timeline, Map<String, String> consoles) {

    /** Of one row. */
    static KeptCall of(GenericValue row, FreePbxStage stage) {
        Database database = stage.host().database();
        String callId = row.getString("serverId") + ":" + row.getString("linkedId");
        Map<String, JsonNode> told = new TreeMap<>();
        stage.users().forEach((extension, user) -> StreamSupport.stream(user.get("/asterisk/control/pastCalls").path("calls").spliterator(), false)
                .filter(call -> callId.equals(call.path("callId").asText())).forEach(call -> told.put(extension, call)));
        // for a call that nobody has in a list, what a supervisor has
        JsonNode call = told.isEmpty() ? stage.supervised(callId) : told.values().iterator().next();
        Map<String, String> consoles = new TreeMap<>();
        stage.users().forEach((extension, user) -> consoles.put(extension, console(user, callId)));
        return new KeptCall(callId, call.path("direction").asText(), call.path("number").asText(), call.path("outcome").asText(),
                call.path("missed").asBoolean(), call.hasNonNull("endedAt"),
                call.path("agent").asText(""), seconds(row, "waitSeconds"), seconds(row, "talkSeconds"),
                seconds(row, "holdSeconds"), recordings(database, row), call.path("recordingUrl").asText(""), Set.copyOf(told.keySet()),
                timeline(database, row), consoles);
    }

    private static long seconds(GenericValue row, String field) {
        return row.getLong(field) == null ? 0 : row.getLong(field);
    }

    private static int recordings(Database database, GenericValue row) {
        return row.getString("communicationEventId") == null ? 0
                : database.rows("CommEventContentAssoc", "communicationEventId", row.getString("communicationEventId")).size();
    }

    private static List<String> timeline(Database database, GenericValue row) {
        return database.rows("PhoneCallEvent", "phoneCallId", row.getString("phoneCallId")).stream()
                .sorted((one, other) -> one.getString("eventSeqId").compareTo(other.getString("eventSeqId")))
                .map(event -> event.getString("eventTypeEnumId").replaceFirst("^AST_EV_", "") + who(database, event)).toList();
    }

    private static String who(Database database, GenericValue event) {
        String peerId = event.getString("peerId");
        return peerId == null ? "" : " " + database.find("AsteriskPeer", "peerId", peerId).map(peer -> peer.getString("peerName")).orElse(peerId);
    }

    /** The same thing told twice in a row counts once, and that a phone is dialled before it rings is not always seen. */
    private static String console(WebUser user, String callId) {
        List<String> told = new ArrayList<>();
        for (JsonNode message : user.heard()) {
            if (callId.equals(message.path("callId").asText())) {
                String type = message.path("type").asText();
                String what = switch (type) {
                case "CALL" -> message.path("state").asText() + (message.path("state").asText().equals("ENDED")
                            ? "/" + message.path("outcome").asText() : "");
                case "OC" -> "OC/" + message.path("outcome").asText();
                case "NC" -> message.hasNonNull("again") ? "NC/again" : "NC";
                default -> "";
                };
                if (!what.isEmpty() && !what.equals("DIALING") && (told.isEmpty() || !told.get(told.size() - 1).equals(what))) {
                    told.add(what);
                }
            }
        }
        return String.join(" ", told);
    }

    @Override
    public String toString() {
        return direction + " " + number + " " + outcome + (missed ? " missed" : "") + " by '" + agent + "' waited " + waited + " talked " + talked
                + " held " + held + " recordings " + recordings + " listed for " + listedFor.stream().sorted().toList()
                + "\n  timeline " + timeline + "\n  consoles "
                + consoles.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining("; "));
    }
}

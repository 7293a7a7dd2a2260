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
package org.apache.ofbiz.asterisk.service.relay;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.LiveReport;
import org.apache.ofbiz.asterisk.center.relay.NodeAnswers;
import org.apache.ofbiz.asterisk.center.relay.Relays;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;

/**
 * Queues, agents and calls of all nodes as they are now, for one user. Each node finds what it has itself and the user may see; rows of an agent are
 * those of the node that has the agent's calls. Used by one thread.
 */
public final class LiveRows {

    private static final String ID = "id";
    private static final String STATE = "state";
    private static final String CALL = "callId";
    private static final String QUEUES = "queues";
    private static final Comparator<Map<String, Object>> OLDEST_FIRST = Comparator.<Map<String, Object>, String>comparing(
            row -> String.valueOf(row.get("startedAt"))).thenComparing(row -> String.valueOf(row.get(ID)));

    private final CallCenter center;
    private final LiveReport own;
    private final String user;
    private final Locale locale;
    private BoardScope scope = BoardScope.ALL;

    /** @param context of a service: who asks */
    public LiveRows(DispatchContext dctx, Map<String, ? extends Object> context, CallCenter center, Clock clock) {
        GenericValue login = (GenericValue) context.get("userLogin");
        this.center = center;
        this.user = login.getString("userLoginId");
        this.locale = UtilMisc.ensureLocale(context.get("locale"));
        this.own = new LiveReport(center, dctx.getDelegator(), LiveReport.Viewer.of(center, dctx.getSecurity(), login), clock);
    }

    /** Whose rows those are that were found. */
    public BoardScope scope() {
        return scope;
    }

    private Map<String, List<Map<String, Object>>> others(String service, String list, Map<String, String> which) {
        NodeAnswers answers = center.relays().map(relays -> relays.services().askAll(service, user, which, locale))
                .orElseGet(() -> NodeAnswers.none(Optional.ofNullable(which.get(CALL)).map(callId -> NodePlaces.ofCall(center, callId))
                        .orElseGet(() -> !center.leases().othersWithServers().isEmpty())));
        if (answers.scope() != BoardScope.ALL) {
            scope = answers.scope();
        }
        return answers.rows(list);
    }

    /** Calls that go on, the oldest first. @param callId the one that is wanted; empty for all */
    public List<Map<String, Object>> calls(Optional<String> callId) {
        List<Map<String, Object>> all = new ArrayList<>(own.calls());
        Set<Object> known = all.stream().map(row -> row.get(ID)).collect(Collectors.toSet());
        others("findAsteriskCalls", "calls", callId.map(id -> Map.of(CALL, id)).orElse(Map.of())).values()
                .forEach(rows -> rows.stream().filter(row -> known.add(row.get(ID))).forEach(all::add));
        return all.stream().filter(wanted(callId)).sorted(OLDEST_FIRST).toList();
    }

    private static Predicate<Map<String, Object>> wanted(Optional<String> id) {
        return row -> id.isEmpty() || id.get().equals(row.get(ID));
    }

    /** Agents by login. For another node, those alone whose calls this one has. @param login of the one who is wanted; empty for all */
    public List<Map<String, Object>> agents(Optional<String> login) {
        boolean serving = center.relays().filter(relays -> relays.services().isServing()).isPresent();
        Map<String, Map<String, Object>> all = new TreeMap<>();
        own.agents(agent -> (login.isEmpty() || login.get().equals(agent)) && !(serving && host(agent).isPresent()))
                .forEach(row -> all.put((String) row.get(ID), row));
        all.putAll(agentsElsewhere(login, all));
        return List.copyOf(all.values());
    }

    private Optional<String> host(String agent) {
        return center.relays().flatMap((Relays relays) -> relays.host(agent));
    }

    /** The rows of agents whose calls another node has, or who are signed in there alone, by login. @param here rows of this node */
    private Map<String, Map<String, Object>> agentsElsewhere(Optional<String> login, Map<String, Map<String, Object>> here) {
        Map<String, Map<String, Object>> elsewhere = new HashMap<>();
        others("findAsteriskAgents", "agents", login.map(name -> Map.of("agentUserLoginId", name)).orElse(Map.of())).forEach((nodeId, rows) ->
                rows.stream().filter(row -> here.containsKey(row.get(ID))).forEach(row -> {
                    String agent = (String) row.get(ID);
                    Optional<String> host = host(agent);
                    if (host.map(nodeId::equals).orElseGet(() -> signedOut(here.get(agent)) && !signedOut(row))) {
                        elsewhere.put(agent, withQueues(row, here.get(agent)));
                    }
                }));
        return elsewhere;
    }

    private static boolean signedOut(Map<String, Object> row) {
        return AgentState.Status.SIGNED_OUT.name().equals(row.get(STATE));
    }

    private static List<?> queues(Map<String, Object> row) {
        return row.get(QUEUES) instanceof List<?> queues ? queues : List.of();
    }

    /** Queues of a PBX are known where that is served. */
    private static Map<String, Object> withQueues(Map<String, Object> there, Map<String, Object> here) {
        Set<Object> queues = new LinkedHashSet<>(queues(there));
        queues.addAll(queues(here));
        Map<String, Object> row = new LinkedHashMap<>(there);
        row.put(QUEUES, List.copyOf(queues));
        return row;
    }

    /** Groups with their calls and how many of their agents are in which state, by id. @param groupId of the one that is wanted; empty for all */
    public List<Map<String, Object>> queues(Optional<String> groupId) {
        Map<String, Map<String, Object>> here = own.agents(agent -> true).stream()
                .collect(Collectors.toMap(row -> (String) row.get(ID), row -> row, (one, other) -> one));
        Map<String, String> states = new HashMap<>();
        agentsElsewhere(Optional.empty(), here).forEach((agent, row) -> states.put(agent, (String) row.get(STATE)));
        return own.queues(calls(Optional.empty()), states).stream().filter(wanted(groupId)).toList();
    }
}

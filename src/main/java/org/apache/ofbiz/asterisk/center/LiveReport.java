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
package org.apache.ofbiz.asterisk.center;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;

/** Queues, agents and calls as they are now, for one user: those of the user's groups, or all for a supervisor. Used by one thread. */
public final class LiveReport {

    private static final String GROUP = "callCenterGroupId";
    private static final String QUEUE = "queue";
    private static final String DIRECTION = "direction";
    private static final String ANSWERED = "answeredAt";

    private static final Comparator<PhoneCall> OLDEST_FIRST = Comparator.comparing(PhoneCall::startedAt).thenComparing(call -> call.callId());

    private final CallCenter callCenter;
    private final Rows rows;
    private final Viewer viewer;
    private final Instant now;

    /**
     * What a user may see.
     *
     * @param all        everything: a supervisor
     * @param groupIds   the groups whose calls and agents the user may see
     * @param colleagues logins of the agents of these groups, and the user's own
     */
    public record Viewer(String userLoginId, boolean all, Set<String> groupIds, Set<String> colleagues) {

        /** Reads who the user is from memory, and the user's permissions. */
        public static Viewer of(CallCenter callCenter, Security security, GenericValue userLogin) {
            String user = userLogin.getString("userLoginId");
            boolean all = security.hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin);
            Roster roster = callCenter.roster();
            Set<String> groups = roster.memberships(user).stream().map(membership -> membership.group().groupId()).collect(Collectors.toSet());
            Set<String> colleagues = groups.stream().flatMap(group -> roster.members(group).stream()).collect(Collectors.toSet());
            colleagues.add(user);
            return new Viewer(user, all, groups, colleagues);
        }

        /** Whether a call of this group in which these users take part is one to see. */
        public boolean sees(Optional<String> groupId, Collection<String> users) {
            return all || groupId.filter(groupIds::contains).isPresent() || users.contains(userLoginId);
        }

        /** Whether the agent is one to see. */
        public boolean knows(String agent) {
            return all || colleagues.contains(agent);
        }
    }

    public LiveReport(CallCenter callCenter, Delegator delegator, Viewer viewer, Clock clock) {
        this.callCenter = callCenter;
        this.rows = new Rows(delegator);
        this.viewer = viewer;
        this.now = clock.instant();
    }

    /** Calls that go on, the oldest first. */
    public List<Map<String, Object>> calls() {
        return callCenter.liveCalls().all().stream().filter(this::sees).sorted(OLDEST_FIRST).map(this::call).toList();
    }

    private boolean sees(PhoneCall call) {
        return viewer.sees(call.groupId(), LiveCalls.users(call))
                || callCenter.distributor().part(call.callId(), new Person(viewer.userLoginId(), "", "")).takesPart();
    }

    private Map<String, Object> call(PhoneCall call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", call.callId());
        fields.put("state", call.state().name());
        fields.put(DIRECTION, call.direction().name());
        fields.put("from", call.caller().number());
        fields.put("fromName", call.caller().name());
        fields.put("to", call.dialedNumber());
        call.groupId().ifPresent(group -> fields.put(QUEUE, group));
        call.parts(CallPart.Kind.WAITED).stream().map(CallPart::place).filter(place -> !place.isEmpty()).reduce((first, last) -> last)
                .ifPresent(queue -> fields.put("pbxQueue", queue));
        fields.put("startedAt", text(call.startedAt()));
        call.answeredAt().ifPresent(at -> fields.put(ANSWERED, text(at)));
        call.answeredBy().flatMap(Peer::owner).ifPresent(owner -> fields.put("agent", owner.userLoginId()));
        fields.put("wait", LiveCalls.waited(call, now).toSeconds());
        return fields;
    }

    /**
     * Enabled groups with their calls and the counts of their agents, by id.
     *
     * @param calls     that go on, as {@link #calls} has them, with those of other nodes
     * @param elsewhere what agents of other nodes do, by login
     */
    public List<Map<String, Object>> queues(List<Map<String, Object>> calls, Map<String, String> elsewhere) {
        Map<String, List<GenericValue>> entries = Rows.list(rows.from("CallCenterGroupEntry").orderBy(GROUP, "entrySeqId")).stream()
                .collect(Collectors.groupingBy(entry -> entry.getString(GROUP)));
        Map<String, String> states = callCenter.agentsHere().stream()
                .collect(Collectors.toMap(Agent::userLoginId, agent -> agent.status().name(), (one, other) -> one, HashMap::new));
        states.putAll(elsewhere);
        Map<String, List<Map<String, Object>>> ofGroups = calls.stream()
                .filter(call -> call.containsKey(QUEUE) && !PhoneCall.Direction.OUTBOUND.name().equals(call.get(DIRECTION)))
                .collect(Collectors.groupingBy(call -> (String) call.get(QUEUE)));
        return Rows.list(rows.from("CallCenterGroup").where("enabled", "Y").orderBy(GROUP)).stream()
                .filter(group -> viewer.all() || viewer.groupIds().contains(group.getString(GROUP)))
                .map(group -> queue(group, entries.getOrDefault(group.getString(GROUP), List.of()), states,
                        ofGroups.getOrDefault(group.getString(GROUP), List.of()))).toList();
    }

    private Map<String, Object> queue(GenericValue group, List<GenericValue> entries, Map<String, String> states,
                                      List<Map<String, Object>> calls) {
        String id = group.getString(GROUP);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("name", Objects.toString(group.getString("groupName"), id));
        fields.put("server", Objects.toString(group.getString("serverId"), ""));
        fields.put("strategy", EnumIds.strategy(group.getString("routingStrategyEnumId")).map(Enum::name).orElse("CONSOLE"));
        fields.put("pbxQueues", entries.stream().map(entry -> entry.getString("queueName")).filter(Objects::nonNull).distinct().toList());
        fields.put("waiting", calls.stream().filter(call -> !call.containsKey(ANSWERED)).count());
        List<String> members = callCenter.roster().members(id);
        Map<String, Long> counts = new LinkedHashMap<>();
        for (AgentState.Status status : AgentState.Status.values()) {
            counts.put(status.name(), members.stream()
                    .filter(member -> states.getOrDefault(member, AgentState.Status.SIGNED_OUT.name()).equals(status.name())).count());
        }
        fields.put("agents", counts);
        fields.put("calls", calls);
        return fields;
    }

    /** Agents of the groups, by login. @param which those that are wanted */
    public List<Map<String, Object>> agents(Predicate<String> which) {
        Set<String> users = new TreeSet<>();
        Set<String> groups = viewer.all() ? Rows.list(rows.from("CallCenterGroup").where("enabled", "Y")).stream().map(row -> row.getString(GROUP))
                .collect(Collectors.toSet()) : viewer.groupIds();
        groups.forEach(group -> users.addAll(callCenter.roster().members(group)));
        Map<String, Agent> here = callCenter.agentsHere().stream()
                .collect(Collectors.toMap(Agent::userLoginId, Function.identity(), (one, other) -> one));
        return users.stream().filter(which).map(user -> agent(user, Optional.ofNullable(here.get(user)))).toList();
    }

    private Map<String, Object> agent(String user, Optional<Agent> here) {
        Optional<AgentState> state = here.map(Agent::state).or(() -> callCenter.distributor().agents().state(user));
        AgentState.Status status = state.map(AgentState::status).orElse(AgentState.Status.SIGNED_OUT);
        List<Peer> phones = here.map(agent -> agent.phones().inOrder()).orElseGet(() -> callCenter.roster().extensions(user));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", user);
        fields.put("name", phones.stream().flatMap(phone -> phone.owner().stream()).map(Person::name).filter(name -> !name.isEmpty()).findFirst()
                .orElse(user));
        fields.put("state", status.name());
        state.filter(known -> status == AgentState.Status.PAUSED).flatMap(known -> known.choice().reason()).map(PauseReason::id)
                .ifPresent(reason -> fields.put("pauseReason", reason));
        state.ifPresent(known -> fields.put("since", text(known.since())));
        fields.put("idletime", status == AgentState.Status.AVAILABLE ? state.map(known -> seconds(known.since())).orElse(0L) : 0L);
        phones.stream().filter(Peer::enabled).findFirst().ifPresent(phone -> {
            fields.put("device", phone.dialString());
            fields.put("deviceState", callCenter.links().state(phone).name());
        });
        Map<String, String> devices = new LinkedHashMap<>();
        phones.stream().filter(Peer::enabled).forEach(phone -> devices.putIfAbsent(phone.serverId(), phone.dialString()));
        fields.put("devices", devices);
        fields.put("memberof", callCenter.roster().memberships(user).stream().map(membership -> membership.group().groupId())
                .filter(group -> viewer.all() || viewer.groupIds().contains(group)).distinct().sorted().toList());
        fields.put("queues", callCenter.queues().standings(user).stream()
                .filter(standing -> viewer.all() || viewer.groupIds().contains(standing.groupId()))
                .map(standing -> Map.of(QUEUE, standing.groupId(), "pbxQueue", standing.queue(), "state", standing.state().name())).toList());
        return fields;
    }

    private long seconds(Instant since) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    private static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}

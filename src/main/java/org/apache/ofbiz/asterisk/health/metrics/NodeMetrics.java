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
package org.apache.ofbiz.asterisk.health.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.health.NodeHealth;
import org.apache.ofbiz.asterisk.health.ServerMetrics;
import org.apache.ofbiz.asterisk.health.StandbyMetrics;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.health.metrics.MetricFamily.Sample;
import org.apache.ofbiz.asterisk.health.metrics.MetricFamily.Type;

/**
 * The figures that monitoring reads of this OFBiz node, each with a name that stays. Labels hold ids only, never numbers or names of people, and
 * of groups, servers and nodes there is a limit, so that no list of series grows without end. Not thread-safe.
 */
public final class NodeMetrics {

    /** More groups than these, by id, are left out, and how many is told. */
    public static final int MOST_GROUPS = 200;
    private static final int MOST_SERVERS = 100;
    private static final int MOST_NODES = 64;
    private static final String PREFIX = "ofbiz_asterisk_";
    private static final String SERVER = "server";
    private static final String GROUP = "group";
    private static final String STATE = "state";
    private static final double MILLIS = 1_000;
    private static final double NANOS = 1e9;

    private final List<MetricFamily> families = new ArrayList<>();

    private NodeMetrics() {
    }

    /**
     * What there is to tell.
     *
     * @param ready  whether consoles are served here
     * @param links  by serverId; of servers that this node is connected to or tries to be
     * @param nodes  none with one node
     * @param groups that are enabled
     * @param calls  that go on
     */
    public record Measured(SystemMetrics system, boolean ready, Map<String, ServerMetrics.Link> links, List<NodeHealth.Node> nodes,
                           Collection<GroupFigures> groups, Collection<PhoneCall> calls, Instant now) {
        public Measured {
            links = Map.copyOf(links);
            nodes = List.copyOf(nodes);
            groups = List.copyOf(groups);
            calls = List.copyOf(calls);
        }
    }

    /** All of it. */
    public static List<MetricFamily> of(Measured measured) {
        NodeMetrics metrics = new NodeMetrics();
        metrics.node(measured);
        metrics.servers(measured);
        metrics.groups(measured);
        metrics.journal(measured.system());
        metrics.work(measured.system());
        metrics.browsers(measured.system());
        return List.copyOf(metrics.families);
    }

    private void add(Type type, String name, String help, List<Sample> samples) {
        families.add(new MetricFamily(PREFIX + name, type, help, samples));
    }

    private void gauge(String name, String help, double value) {
        add(Type.GAUGE, name, help, List.of(new Sample(Map.of(), value)));
    }

    private void counter(String name, String help, double value) {
        add(Type.COUNTER, name, help, List.of(new Sample(Map.of(), value)));
    }

    private static double one(boolean yes) {
        return yes ? 1 : 0;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }

    private void node(Measured measured) {
        SystemMetrics.Versions versions = measured.system().versions();
        add(Type.GAUGE, "info", "Versions; always 1", List.of(new Sample(Map.of("version", versions.component(), "java", versions.java(),
                "ofbiz", versions.ofbiz().orElse("")), 1)));
        gauge("running", "Whether the call center runs", one(measured.system().running()));
        gauge("ready", "Whether consoles are served here", one(measured.ready()));
        List<Sample> alive = new ArrayList<>();
        List<Sample> leases = new ArrayList<>();
        measured.nodes().stream().limit(MOST_NODES).forEach(node -> {
            if (!node.name().isEmpty()) {
                alive.add(new Sample(Map.of("node", node.name(), "self", String.valueOf(node.self())), one(node.alive())));
            }
            node.servers().stream().limit(MOST_SERVERS).forEach(server ->
                    leases.add(new Sample(Map.of(SERVER, server, "node", node.name()), one(!node.name().isEmpty()))));
        });
        add(Type.GAUGE, "node_alive", "Whether this node has heard of the node in the last seconds", alive);
        add(Type.GAUGE, "server_lease", "Which node serves the PBX; 0 and no node if none does", leases);
    }

    private void servers(Measured measured) {
        Map<String, ServerMetrics.Link> links = new TreeMap<>(measured.links());
        List<Sample> states = new ArrayList<>();
        List<Sample> calls = new ArrayList<>();
        links.keySet().stream().limit(MOST_SERVERS).forEach(server -> {
            for (ConnectionState.Phase phase : ConnectionState.Phase.values()) {
                states.add(new Sample(Map.of(SERVER, server, STATE, phase.name()), one(links.get(server).health().state().phase() == phase)));
            }
            for (PhoneCall.Direction direction : PhoneCall.Direction.values()) {
                calls.add(new Sample(Map.of(SERVER, server, "direction", direction.name()), measured.calls().stream()
                        .filter(call -> call.serverId().equals(server) && call.direction() == direction).count()));
            }
        });
        add(Type.GAUGE, "pbx_state", "State of the connection to the PBX: 1 for the one that it's in", states);
        add(Type.GAUGE, "calls", "Calls that go on", calls);
        server(links, Type.GAUGE, "pbx_round_trip_seconds", "How long the PBX took to answer the last ping",
                link -> link.health().roundTrip().map(NodeMetrics::seconds));
        server(links, Type.GAUGE, "pbx_clock_skew_seconds", "Clock of the PBX minus clock of OFBiz",
                link -> link.health().clockSkew().map(NodeMetrics::seconds));
        server(links, Type.GAUGE, "pbx_last_event_timestamp_seconds", "When the last AMI message came",
                link -> link.health().lastEventAt().map(at -> at.toEpochMilli() / MILLIS));
        server(links, Type.GAUGE, "pbx_backlog", "AMI events that wait to be handled", link -> Optional.of((double) link.backlog()));
        server(links, Type.GAUGE, "pbx_registered_extensions", "Extensions that are registered on the PBX",
                link -> link.registered().map(Long::doubleValue));
        server(links, Type.GAUGE, "pbx_standby_in_use", "1 while the standby PBX of the server is used in place of the first",
                link -> link.standby().map(standby -> one(standby.used() == Side.STANDBY)));
        server(links, Type.GAUGE, "pbx_other_reachable", "Whether the PBX of the two that isn't used could be, as of the last try",
                link -> link.standby().flatMap(StandbyMetrics::otherReachable).map(NodeMetrics::one));
        server(links, Type.COUNTER, "pbx_changes_total", "Changes from one PBX of the server to the other",
                link -> link.standby().map(standby -> (double) standby.changes()));
        server(links, Type.COUNTER, "pbx_messages_total", "AMI messages that came", link -> Optional.of((double) link.health().events()));
        server(links, Type.COUNTER, "pbx_messages_lost_total", "AMI messages that came and couldn't be handled",
                link -> Optional.of((double) link.health().lost()));
        server(links, Type.COUNTER, "pbx_messages_unreadable_total", "AMI messages that couldn't be read",
                link -> Optional.of((double) link.health().unreadable()));
        server(links, Type.COUNTER, "pbx_resyncs_total", "How often the state of the PBX was listed again",
                link -> Optional.of((double) link.health().resynchronised()));
    }

    private void server(Map<String, ServerMetrics.Link> links, Type type, String name, String help,
                        Function<ServerMetrics.Link, Optional<Double>> value) {
        List<Sample> samples = new ArrayList<>();
        links.entrySet().stream().limit(MOST_SERVERS).forEach(link -> value.apply(link.getValue())
                .ifPresent(number -> samples.add(new Sample(Map.of(SERVER, link.getKey()), number))));
        add(type, name, help, samples);
    }

    private void groups(Measured measured) {
        Map<String, GroupFigures> all = new TreeMap<>();
        measured.groups().forEach(group -> all.put(group.groupId(), group));
        List<GroupFigures> groups = all.values().stream().limit(MOST_GROUPS).toList();
        gauge("groups_left_out", "Groups that have no series, since there are more than " + MOST_GROUPS, all.size() - groups.size());
        group(groups, "calls_waiting", "Callers of the group that nobody has answered", GroupFigures::waiting);
        group(groups, "longest_wait_seconds", "How long the first of them has been waiting", group -> group.longest()
                .map(since -> Math.max(0, seconds(Duration.between(since, measured.now())))).orElse(0.0));
        List<Sample> agents = new ArrayList<>();
        groups.forEach(group -> {
            for (AgentState.Status status : AgentState.Status.values()) {
                agents.add(new Sample(Map.of(GROUP, group.groupId(), STATE, status.name()), group.agents().getOrDefault(status, 0)));
            }
        });
        add(Type.GAUGE, "agents", "Agents of the group by state", agents);
        group(groups, "answered_today", "Calls of the group that were answered since midnight", group -> group.today().answered());
        group(groups, "in_time_today", "Of these, answered within the service level target", group -> group.today().inTime());
        group(groups, "abandoned_today", "Callers of the group who gave up since midnight, short abandons not included",
                group -> group.today().abandoned() - group.today().shortOnes());
        group(groups, "counted_today", "Calls since midnight that the service level divides by, with the formula of the group",
                group -> group.today().levelCalls());
    }

    private void group(List<GroupFigures> groups, String name, String help, ToDoubleFunction<GroupFigures> value) {
        add(Type.GAUGE, name, help, groups.stream().map(group -> new Sample(Map.of(GROUP, group.groupId()), value.applyAsDouble(group))).toList());
    }

    private void journal(SystemMetrics system) {
        system.journal().ifPresent(journal -> {
            gauge("journal_waiting", "Calls that aren't in the database yet", journal.waiting());
            gauge("journal_bytes", "Size of the files that keep them", journal.fileBytes());
            gauge("journal_database_answers", "Whether the database answers", one(journal.answers()));
            gauge("journal_memory_only", "Whether calls that wait are in memory only, since the files can't be written",
                    one(journal.problem().isPresent()));
            counter("journal_lost_total", "Calls that were never kept, for want of room", journal.lost());
            counter("journal_refused_total", "Calls that an answering database didn't take", journal.refused());
        });
    }

    private void work(SystemMetrics system) {
        system.hooks().ifPresent(hooks -> {
            gauge("hooks_waiting", "Turns of calls whose service has not run yet", hooks.waiting());
            counter("hooks_failed_total", "Services of hooks that failed", hooks.failed());
            counter("hooks_lost_total", "Turns of calls that no hook was told, since too many waited", hooks.lost());
        });
        system.actions().ifPresent(actions -> {
            gauge("actions_waiting", "Deliveries of call actions on their way", actions.waiting());
            counter("actions_failed_total", "Deliveries of call actions that were given up", actions.failed());
            counter("actions_lost_total", "Deliveries of call actions that were not kept, since too many waited", actions.lost());
        });
        system.work().ifPresent(work -> {
            gauge("tasks_waiting", "Tasks that wait for a thread", work.waiting());
            gauge("tasks_longest_seconds", "How long the slowest task has been running", seconds(work.longest()));
            counter("tasks_refused_total", "Tasks that were not taken, since too many waited", work.refused());
        });
        system.claims().ifPresent(claims -> gauge("claims_open", "Claims that are not decided", claims));
        system.stopped().ifPresent(stopped -> gauge("users_over_call_limit", "Users who reached a limit of calls within the last hour", stopped));
    }

    private void browsers(SystemMetrics system) {
        system.push().ifPresent(push -> {
            gauge("browsers", "Connections of browsers", push.browsers());
            counter("browsers_slow_closed_total", "Connections that were closed, since the browser didn't read", push.slowClosed());
            push.pops().ifPresent(pops -> add(Type.GAUGE, "screen_pop_seconds", "How long the last calls took to the screens of agents",
                    List.of(new Sample(Map.of("quantile", "0.5"), seconds(pops.half())),
                            new Sample(Map.of("quantile", "0.95"), seconds(pops.most())))));
        });
    }
}

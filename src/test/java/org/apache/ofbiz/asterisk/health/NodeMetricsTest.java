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
package org.apache.ofbiz.asterisk.health;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.acd.board.Tally;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.health.metrics.NodeMetrics;
import org.apache.ofbiz.asterisk.health.metrics.PrometheusReader;
import org.apache.ofbiz.asterisk.health.metrics.PrometheusText;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {

    private static final String PREFIX = "ofbiz_asterisk_";
    private static final SystemMetrics.Versions VERSIONS =
            new SystemMetrics.Versions("0.1.0", "17", Optional.of("24.09"), Optional.empty(), Optional.empty());

    private final Measured measured = new Measured();

    private static PrometheusReader read(NodeMetrics.Measured measured) {
        return PrometheusReader.read(PrometheusText.write(NodeMetrics.of(measured)));
    }

    private PrometheusReader told(SystemMetrics system, List<NodeHealth.Node> nodes, List<GroupFigures> groups) {
        return read(new NodeMetrics.Measured(system, true, Map.of("PBX", measured.figures().link().orElseThrow()), nodes, groups, List.of(),
                Measured.NOW));
    }

    private static GroupFigures group(String id) {
        return new GroupFigures(id, "A name that isn't told", 2, Optional.of(Measured.NOW.minusSeconds(90)), Map.of(AgentState.Status.PAUSED, 4),
                ServiceRule.USUAL, new Tally(10, 7, 5, 2, 1, 60, 600, 14), Tally.NONE, Tally.NONE, Map.of());
    }

    @Test
    void aStoppedCallCenterSaysThatItIsStopped() {
        PrometheusReader told = read(new NodeMetrics.Measured(SystemMetrics.stopped(VERSIONS), false, Map.of(), List.of(), List.of(), List.of(),
                Measured.NOW));
        assertThat(told.value(PREFIX + "running"), is(0.0));
        assertThat(told.value(PREFIX + "ready"), is(0.0));
        assertThat(told.value(PREFIX + "info", "version", "0.1.0", "java", "17", "ofbiz", "24.09"), is(1.0));
    }

    @Test
    void aServerIsInOneStateAndHasItsLatency() {
        measured.roundTrip = Optional.of(Duration.ofMillis(3));
        measured.lost = 5;
        measured.backlog = 8;
        PrometheusReader told = told(SystemMetrics.stopped(VERSIONS), List.of(), List.of());
        assertThat(told.value(PREFIX + "pbx_state", "server", "PBX", "state", "CONNECTED"), is(1.0));
        assertThat(told.all(PREFIX + "pbx_state").values().stream().mapToDouble(value -> value).sum(), is(1.0));
        assertThat(told.value(PREFIX + "pbx_round_trip_seconds", "server", "PBX"), is(0.003));
        assertThat(told.value(PREFIX + "pbx_messages_lost_total", "server", "PBX"), is(5.0));
        assertThat(told.value(PREFIX + "pbx_backlog", "server", "PBX"), is(8.0));
        measured.state = Measured.state(ConnectionState.Phase.GAVE_UP, "gone");
        measured.roundTrip = Optional.empty();
        PrometheusReader later = told(SystemMetrics.stopped(VERSIONS), List.of(), List.of());
        assertThat(later.value(PREFIX + "pbx_state", "server", "PBX", "state", "CONNECTED"), is(0.0));
        assertThat("what nobody measured isn't 0", later.all(PREFIX + "pbx_round_trip_seconds"), is(Map.of()));
    }

    @Test
    void journalAndBrowsersAreTold() {
        PrometheusReader told = told(new SystemMetrics(true, Optional.of(new SystemMetrics.Journal(3, 1, 2, 4096, false, Optional.of("full"))),
                Optional.empty(), Optional.empty(), Optional.of(new SystemMetrics.Push(12, 1, Optional.empty())), Optional.of(6), Optional.of(7L),
                Optional.empty(), Optional.of(new SystemMetrics.Actions(9, 8, 7)), VERSIONS), List.of(), List.of());
        Map.of("journal_waiting", 3.0, "journal_lost_total", 1.0, "journal_refused_total", 2.0, "journal_bytes", 4096.0,
                "journal_database_answers", 0.0, "browsers", 12.0, "claims_open", 6.0, "actions_failed_total", 8.0, "ready", 1.0)
                .forEach((name, value) -> assertThat(name, told.value(PREFIX + name), is(value)));
    }

    @Test
    void aLeaseHasItsHolderOrNobody() {
        PrometheusReader told = told(SystemMetrics.stopped(VERSIONS), List.of(new NodeHealth.Node("one-1", true, true, List.of("PBX")),
                new NodeHealth.Node("two-2", false, false, List.of()), new NodeHealth.Node("", false, false, List.of("OTHER"))), List.of());
        assertThat(told.all(PREFIX + "server_lease"), is(Map.of(Map.of("server", "PBX", "node", "one-1"), 1.0,
                Map.of("server", "OTHER", "node", ""), 0.0)));
        assertThat(told.all(PREFIX + "node_alive"), is(Map.of(Map.of("node", "one-1", "self", "true"), 1.0,
                Map.of("node", "two-2", "self", "false"), 0.0)));
    }

    @Test
    void groupsAreToldByIdAndNoMoreThanTheLimit() {
        PrometheusReader told = told(SystemMetrics.stopped(VERSIONS), List.of(), IntStream.range(0, NodeMetrics.MOST_GROUPS + 3)
                .mapToObj(i -> group("G" + (1_000 + i))).toList());
        assertThat(told.value(PREFIX + "calls_waiting", "group", "G1000"), is(2.0));
        assertThat(told.value(PREFIX + "longest_wait_seconds", "group", "G1000"), is(90.0));
        assertThat(told.value(PREFIX + "agents", "group", "G1000", "state", "PAUSED"), is(4.0));
        assertThat(told.value(PREFIX + "abandoned_today", "group", "G1000"), is(3.0));
        assertThat(told.value(PREFIX + "counted_today", "group", "G1000"), is(14.0));
        assertThat(told.all(PREFIX + "calls_waiting").size(), is(NodeMetrics.MOST_GROUPS));
        assertThat(told.value(PREFIX + "groups_left_out"), is(3.0));
    }
}

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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.directory.ServerSetup;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Line;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;

/** Judges several OFBiz nodes that share a database. Pure. */
public final class NodeHealth {

    private NodeHealth() {
    }

    /**
     * A node as this one saw it last.
     *
     * @param name    empty for servers that no node holds
     * @param servers ids, in order
     */
    public record Node(String name, boolean self, boolean alive, List<String> servers) {
        public Node {
            servers = List.copyOf(servers);
        }
    }

    /**
     * How messages go between nodes.
     *
     * @param configured whether a broker is named
     * @param problem    why it isn't connected; empty where not known
     * @param reached    nodes that hear this one and are heard
     * @param others     nodes that live
     */
    public record Messages(boolean configured, boolean connected, String problem, int reached, int others) {
    }

    /** @param answering whether this node could read its leases the last time */
    public static Section of(List<Node> nodes, boolean answering, Messages messages) {
        List<Finding> findings = new ArrayList<>();
        if (!answering) {
            findings.add(ServerHealth.judged(Line.DATABASE, Severity.WRONG, Phrase.of("AsteriskDiagnosisLeasesUnread"), "AsteriskRemedyDatabase"));
        }
        nodes.forEach(node -> findings.add(finding(node)));
        findings.add(finding(messages));
        return new Section("nodes", Phrase.of("AsteriskDiagnosisNodes"), findings);
    }

    private static Finding finding(Node node) {
        String servers = String.join(", ", node.servers());
        if (node.name().isEmpty()) {
            return ServerHealth.judged(Line.NODE, Severity.ATTENTION, new Phrase("AsteriskDiagnosisNobodys", Map.of("servers", servers)),
                    "AsteriskRemedyNobodys").about("none", Phrase.of("AsteriskDiagnosisNoNode"));
        }
        Phrase title = new Phrase(node.self() ? "AsteriskDiagnosisThisNode" : "AsteriskDiagnosisOtherNode", Map.of("node", node.name()));
        if (!node.alive()) {
            return ServerHealth.judged(Line.NODE, Severity.ATTENTION, Phrase.of("AsteriskDiagnosisNodeSilent"), "AsteriskRemedyNodeSilent")
                    .about(node.name(), title);
        }
        Phrase words = servers.isEmpty() ? Phrase.of("AsteriskDiagnosisNodeWaits")
                : new Phrase("AsteriskDiagnosisNodeServes", Map.of("servers", servers));
        return Finding.ok(Line.NODE, words).about(node.name(), title);
    }

    private static Finding finding(Messages messages) {
        if (!messages.configured()) {
            return Finding.ok(Line.NODE_MESSAGES, Phrase.of("AsteriskDiagnosisNoBroker"));
        }
        if (!messages.connected()) {
            return ServerHealth.judged(Line.NODE_MESSAGES, Severity.ATTENTION, new Phrase("AsteriskDiagnosisBrokerAway",
                    Map.of("reason", messages.problem())), "AsteriskRemedyBroker");
        }
        Phrase words = new Phrase("AsteriskDiagnosisBrokerReaches", Map.of("reached", String.valueOf(messages.reached()),
                "others", String.valueOf(messages.others())));
        return messages.reached() < messages.others() ? ServerHealth.judged(Line.NODE_MESSAGES, Severity.ATTENTION, words, "AsteriskRemedyBroker")
                : Finding.ok(Line.NODE_MESSAGES, words);
    }

    /** Of a server that this node isn't connected to. @param holder name of the node that is; empty for none */
    private static Section ofOtherNode(ServerSetup.Server setUp, Optional<String> holder) {
        Finding finding = holder.map(node -> Finding.ok(Line.CONNECTION, new Phrase("AsteriskDiagnosisElsewhere", Map.of("node", node))))
                .orElseGet(() -> ServerHealth.judged(Line.CONNECTION, Severity.ATTENTION, Phrase.of("AsteriskDiagnosisNoNode"),
                        "AsteriskRemedyNobodys"));
        return new Section("server-" + setUp.serverId(), new Phrase("AsteriskDiagnosisServer", Map.of("serverId", setUp.serverId(),
                "description", setUp.description())), List.of(finding));
    }

    /** One server, which another node may serve. @param nodes none with one node */
    public static Section ofServer(ServerMetrics figures, List<Node> nodes, Instant now) {
        ServerSetup.Server setUp = figures.setUp();
        if (nodes.isEmpty() || !setUp.enabled() || figures.link().isPresent()) {
            return ServerHealth.of(figures, now);
        }
        return ofOtherNode(setUp, nodes.stream().filter(node -> node.servers().contains(setUp.serverId())).map(Node::name)
                .filter(name -> !name.isEmpty()).findFirst());
    }
}

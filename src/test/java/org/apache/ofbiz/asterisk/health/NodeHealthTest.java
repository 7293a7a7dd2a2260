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
import static org.hamcrest.Matchers.contains;

import java.util.List;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.asterisk.health.NodeHealth.Node;
import org.junit.jupiter.api.Test;

/** What is said of several OFBiz nodes. */
class NodeHealthTest {

    private static final Node HOLDER = new Node("app1:4711", true, true, List.of("PBX1", "PBX2"));
    private static final Node WAITS = new Node("app2:815", false, true, List.of());

    private static final NodeHealth.Messages NONE = new NodeHealth.Messages(false, false, "", 0, 1);
    private static final String ALONE = "OK AsteriskDiagnosisNoBroker{}";

    @Test
    void nodesAreNamedWithTheirServers() {
        assertThat(told(NodeHealth.of(List.of(HOLDER, WAITS), true, NONE)), contains("OK AsteriskDiagnosisNodeServes{servers=PBX1, PBX2}",
                "OK AsteriskDiagnosisNodeWaits{}", ALONE));
    }

    @Test
    void silentNodesAndServersThatNobodyServesAreWarnings() {
        List<Node> nodes = List.of(new Node("app1:4711", false, false, List.of("PBX1")), new Node("", false, false, List.of("PBX2")));

        assertThat(told(NodeHealth.of(nodes, true, NONE)), contains("ATTENTION AsteriskDiagnosisNodeSilent{}",
                "ATTENTION AsteriskDiagnosisNobodys{servers=PBX2}", ALONE));
    }

    @Test
    void aNodeThatCannotReadItsLeasesSaysSo() {
        assertThat(told(NodeHealth.of(List.of(WAITS), false, NONE)), contains("WRONG AsteriskDiagnosisLeasesUnread{}",
                "OK AsteriskDiagnosisNodeWaits{}", ALONE));
    }

    @Test
    void aBrokerThatIsAwayOrReachesNotAllIsAWarning() {
        assertThat(told(NodeHealth.of(List.of(), true, new NodeHealth.Messages(true, false, "refused", 0, 1))),
                contains("ATTENTION AsteriskDiagnosisBrokerAway{reason=refused}"));
        assertThat(told(NodeHealth.of(List.of(), true, new NodeHealth.Messages(true, true, "", 1, 2))),
                contains("ATTENTION AsteriskDiagnosisBrokerReaches{others=2, reached=1}"));
        assertThat(told(NodeHealth.of(List.of(), true, new NodeHealth.Messages(true, true, "", 2, 2))),
                contains("OK AsteriskDiagnosisBrokerReaches{others=2, reached=2}"));
    }

    private static List<String> told(Section section) {
        return section.findings().stream().map(finding ->
                finding.severity() + " " + finding.words().label() + new TreeMap<>(finding.words().values())).toList();
    }
}

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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and a real Asterisk: the node that serves it is killed while it calls a customer back, and another customer is next. */
@Tag("cluster")
@Timeout(300)
class CallbacksOnAnyNodeIT {

    private static final String FIRST = "37251234561";
    private static final String NEXT = "37251234562";

    @TempDir
    private Path folder;

    @Test
    void theHolderDiesDuringAnAttemptAndNobodyIsCalledTwiceAndThePlaceIsKept() throws IOException, InterruptedException {
        try (AsteriskLab lab = AsteriskLab.start(3); TwoNodes nodes = TwoNodes.start(folder, lab.ami().port(), lab.ami().secret());
                AmiProbe pbx = probe(lab); WebUser liis = TwoNodes.agent(nodes.other(), "agent1001")) {
            lab.phone("1001").answers();
            lab.trunk().ringsForever();
            asks(nodes.other(), FIRST);
            pbx.await(event -> rings(event, FIRST));
            nodes.awaitOne("SELECT COUNT(*) FROM ASTERISK_CALLBACK_TASK WHERE DIAL_NUMBER LIKE '%" + FIRST + "' AND ATTEMPT_CALL_ID IS NOT NULL");
            asks(nodes.other(), NEXT);

            nodes.holder().kill();

            assertThat("her console is sent away", liis.closedWith(), is(1001));
            liis.forgets();
            liis.connects();
            liis.sees("PBX", now -> "CONNECTED".equals(now.path("state").asText()));
            nodes.awaitOne("SELECT COUNT(*) FROM ASTERISK_CALLBACK_TASK WHERE DIAL_NUMBER LIKE '%" + FIRST + "' AND ATTEMPT_CALL_ID IS NOT NULL");
            assertThat("while it rings, the next one waits", dialed(pbx), is(List.of(FIRST)));
            lab.trunk().answers(); // the next one
            pbx.act("Hangup", "Channel", "/^PJSIP/trunk-.*$/", "Cause", "17");
            nodes.awaitOne("SELECT COUNT(*) FROM ASTERISK_CALLBACK_TASK WHERE DIAL_NUMBER LIKE '%" + FIRST + "' AND ATTEMPT_CALL_ID IS NULL"
                    + " AND ATTEMPT_COUNT = 1 AND NEXT_ATTEMPT_DATE > CURRENT_TIMESTAMP AND CLOSED_DATE IS NULL AND CLAIMED_BY_PARTY_ID IS NULL");
            nodes.awaitOne("SELECT COUNT(*) FROM ASTERISK_CALLBACK_TASK WHERE DIAL_NUMBER LIKE '%" + NEXT + "' AND CLOSED_DATE IS NOT NULL"
                    + " AND ATTEMPT_COUNT = 1 AND CLOSED_BY_PARTY_ID = 'AST_AGENT1'");
            assertThat("each once", dialed(pbx), is(List.of(FIRST, NEXT)));
            lab.endAllCalls();
        }
    }

    private static AmiProbe probe(AsteriskLab lab) throws IOException {
        AsteriskLab.Ami ami = lab.ami("everything");
        return AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
    }

    private static void asks(ClusterNode node, String number) {
        String body = "{\"number\": \"+" + number + "\", \"group\": \"SUPPORT\"}";
        Await.untilTrue(() -> RestClient.of(node.base(), "agent1001").post("/callbacks", body).statusCode() / 100 == 2, () -> "refused: "
                + RestClient.of(node.base(), "agent1001").post("/callbacks", body).body());
    }

    private static boolean rings(AmiProbe.Message event, String number) {
        return event.isEvent("DialBegin") && event.get("DestChannel").startsWith("PJSIP/trunk") && event.get("DialString").contains(number);
    }

    /** Customers who were called, in this order. */
    private static List<String> dialed(AmiProbe pbx) {
        return pbx.heard().stream().filter(event -> event.isEvent("DialBegin") && event.get("DestChannel").startsWith("PJSIP/trunk"))
                .map(event -> event.get("DialString").replaceAll("[^0-9]*([0-9]+).*", "$1")).toList();
    }
}

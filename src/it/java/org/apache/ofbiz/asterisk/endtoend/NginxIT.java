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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Nginx;
import org.apache.ofbiz.asterisk.fixture.ServerProcess;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;


/** Two nodes behind nginx, which is configured as the admin guide says. */
@Tag("cluster")
@Timeout(600)
class NginxIT {

    private static final Path GUIDE = Path.of("docs/guide-admin.md");
    private static final String SUPPORT = "5000";
    /** Each is on either node with the same chance: that all are on one is less likely than one in a million. */
    private static final int BROWSERS = 24;

    @TempDir
    private Path folder;

    /** The configuration of the guide, with addresses of this test, and without TLS. */
    private static String configuration(int port, ClusterNode... nodes) throws IOException {
        String guide = Files.readString(GUIDE);
        String block = guide.substring(guide.indexOf("```nginx\n") + "```nginx\n".length());
        String text = block.substring(0, block.indexOf("```"));
        List<List<String>> changes = List.of(List.of("node1.example.com:8443", nodes[0].base().getAuthority()),
                List.of("node2.example.com:8443", nodes[1].base().getAuthority()), List.of("https://ofbiz;", "http://ofbiz;"),
                List.of("listen 443 ssl;", "listen 127.0.0.1:" + port + ';'), List.of("; Secure", ""),
                List.of("ssl_certificate /etc/ssl/ofbiz.example.com.pem;", ""), List.of("ssl_certificate_key /etc/ssl/ofbiz.example.com.key;", ""));
        for (List<String> change : changes) {
            assertThat(GUIDE + " has " + change.get(0), text.contains(change.get(0)), is(true));
            text = text.replace(change.get(0), change.get(1));
        }
        return text;
    }

    private static String nodeOf(Nginx nginx, WebUser user, int number) {
        String path = "/asterisk/control/console?asked=" + number;
        user.page(path);
        return nginx.nodeOf(path);
    }

    @Test
    void browsersStayOnTheirNodeAndGoOnWhenItIsGone(TestReporter report) throws Exception {
        try (SimulatedPbx pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
                TwoNodes nodes = TwoNodes.start(folder, pbx.port(), pbx.secret())) {
            int port = ServerProcess.freePort();
            try (Nginx nginx = Nginx.start(folder, port, configuration(port, nodes.holder(), nodes.other()))) {
                Map<String, WebUser> byNode = browserOnEach(nginx);
                assertThat("nodes that have browsers: " + byNode.keySet(), byNode.keySet().size(), is(2));
                WebUser onHolder = byNode.get(nodes.holder().base().getAuthority());
                WebUser onOther = byNode.get(nodes.other().base().getAuthority());
                for (int i = 0; i < 10; i++) {
                    assertThat("the node of a browser", nodeOf(nginx, onOther, 100 + i), is(nodes.other().base().getAuthority()));
                }
                claims(pbx, onOther, onHolder, "3725551001");
                claims(pbx, onHolder, onOther, "3725551002");

                pbx.placeIncomingCall("3725551003", "", SUPPORT);
                TwoNodes.offer(onOther, "3725551003");
                nodes.holder().kill();
                long killed = System.nanoTime();
                onHolder.close();
                try (WebUser again = WebUser.logsIn(nginx.base(), "agent1001")) {
                    // a node is known to be dead after seconds: a console that it would serve is sent away then, and connects once more
                    Await.until(again::triesToConnect, () -> "no console at the other node");
                    assertThat(again.asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText(), is("OK"));
                    String callId = TwoNodes.offer(again, "3725551003");
                    Duration took = Duration.ofNanos(System.nanoTime() - killed);
                    report.publishEntry("offered again after a login at the other node", took.toMillis() + " ms");
                    assertThat("the node now", nodeOf(nginx, again, 200), is(nodes.other().base().getAuthority()));
                    assertThat(again.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
                }
                onOther.close();
            }
        }
    }

    /** Agents 1001 and 1002, on a node each. The browsers that are not needed are closed. */
    private static Map<String, WebUser> browserOnEach(Nginx nginx) {
        URI base = nginx.base();
        WebUser first = TwoNodes.agent(base, "agent1001");
        String node = nodeOf(nginx, first, 0);
        WebUser second = IntStream.rangeClosed(1, BROWSERS).boxed().flatMap(number -> elsewhere(nginx, node, number)).findFirst()
                .orElseThrow(() -> new AssertionError("all browsers are on " + node));
        second.opensConsole();
        assertThat(second.asks("STATE", Map.of("state", "AVAILABLE")).path("type").asText(), is("OK"));
        return Map.of(node, first, nodeOf(nginx, second, BROWSERS + 1), second);
    }

    /** A new browser, if it is on another node. */
    private static Stream<WebUser> elsewhere(Nginx nginx, String node, int number) {
        WebUser user = WebUser.logsIn(nginx.base(), "agent1002");
        if (!nodeOf(nginx, user, number).equals(node)) {
            return Stream.of(user);
        }
        user.close();
        return Stream.empty();
    }

    private static void claims(SimulatedPbx pbx, WebUser winner, WebUser loser, String number) {
        pbx.placeIncomingCall(number, "", SUPPORT);
        String callId = TwoNodes.offer(winner, number);
        assertThat(TwoNodes.offer(loser, number), is(callId));
        assertThat(winner.asks("RD", Map.of("callId", callId)).path("type").asText(), is("OK"));
        assertThat(loser.await("OC", over -> callId.equals(over.path("callId").asText())).path("outcome").asText(), is("CLAIMED"));
        winner.call(callId, "TALKING");
        pbx.customerHangsUp(number);
        winner.call(callId, "ENDED");
    }
}

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
package org.apache.ofbiz.asterisk.browser;

import java.io.IOException;
import java.util.List;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Every state of the console, held against WCAG 2.2 AA by axe-core, in light and in dark, and wide and narrow. */
@Tag("browser")
class AccessibilityIT extends AgentsTest {

    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";

    private final RunningComponent component = component();

    @AfterEach
    void endCallsAndClearBrowsers() {
        component.pbx().behaves("1001", PhoneBehaviour.ANSWERS);
        List.of(KASK, TAMM).forEach(component.pbx()::customerHangsUp);
        everybodyLeaves();
    }

    @Test
    void givenNobodyWaitingThenThePageIsAccessibleItsChoicesOpenOrNot() throws Exception {
        AgentPage liis = agent("agent1001");
        isAccessible(liis);
        liis.browser().find(By.cssSelector(".ac-settings")).click();
        isAccessible(liis);
    }

    @Test
    void givenWaitingTakenAndAbandonedCallsThenThePageIsAccessible() throws Exception {
        AgentPage liis = agent("agent1001");
        AgentPage peeter = agent("agent1002");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        liis.isOffered("Anna Kask");
        liis.isOffered("Tamm");
        isAccessible(liis);
        peeter.isOffered("Anna Kask");
        peeter.answers("Anna Kask");
        liis.offerReads("Anna Kask", "Answered by Peeter Mets");
        isAccessible(liis);
        peeter.callWith("Anna Kask", "Talking");
        isAccessible(peeter);
        peeter.hangsUp();
        peeter.historyReads("Anna Kask", "Incoming");
        isAccessible(peeter);
        component.pbx().customerHangsUp(TAMM);
        liis.opensCallbacks();
        liis.inCallback("5552 222", "[data-do=later]");
        isAccessible(liis);
        liis.takesPicture("console-callback-later");
    }

    @Test
    void givenACallOfferedAgainThenThePageIsAccessible() throws Exception {
        AgentPage liis = agent("agent1001");
        component.pbx().behaves("1001", PhoneBehaviour.DECLINES);
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.offerReads("Anna Kask", "Back in queue");
        isAccessible(liis);
    }

    @Test
    void givenANumberThatIsRefusedAndALostNetworkThenThePageIsAccessible() throws Exception {
        try (TcpProxy network = new TcpProxy(component.base().getPort())) {
            AgentPage liis = agent("agent1001", component.through(network));
            liis.dials("hello");
            liis.dialSays("number");
            isAccessible(liis);
            network.takeDown();
            liis.linkReads("Reconnecting in");
            isAccessible(liis);
        }
    }

    @Test
    void givenAConsoleThatWasReplacedThenThePageIsAccessible() throws Exception {
        AgentPage liis = agent("agent1001");
        agent("agent1001");
        liis.linkReads("open in another window");
        isAccessible(liis);
    }

    private static void isAccessible(AgentPage agent) throws IOException {
        Axe.holds(agent.browser());
    }
}

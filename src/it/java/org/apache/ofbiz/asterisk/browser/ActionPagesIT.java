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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.WebTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Pages that call actions open for the agent who talks: in a tab and within the console. */
@Tag("browser")
class ActionPagesIT extends AgentsTest {

    private static final String KASK = "3725551234";
    private static final By LINK = By.cssSelector(".ac-action-page a");
    private static final By FRAME = By.cssSelector(".ac-action-page iframe");

    @AfterEach
    void leave() {
        everybodyLeaves();
        System.clearProperty("asterisk.actionPages");
        System.clearProperty("asterisk.actionFrames");
        component().pbx().customerHangsUp(KASK);
    }

    @Test
    void whoAnswersSeesThePagesOfTheCallAndNobodyElseDoes() throws IOException {
        try (WebTarget crm = WebTarget.answering(200); WebTarget stranger = WebTarget.answering(200)) {
            System.setProperty("asterisk.actionPages", crm.url(""));
            System.setProperty("asterisk.actionFrames", crm.url(""));
            action("TAB", "PAGE", crm.url("/tab?n={CALLER_NUMBER}&q={QUEUE}"));
            action("PANEL", "PANEL", crm.url("/panel?who={AGENT}"));
            action("STRANGER", "PANEL", stranger.url("/"));
            AgentPage liis = agent("agent1001");
            AgentPage peeter = agent("agent1002");
            component().pbx().placeIncomingCall(KASK, "", "5000");
            liis.isOffered("Anna Kask");
            liis.answers("Anna Kask");
            liis.callWith("Anna Kask", "Talking");

            crm.heard().await(request -> request.line().startsWith("GET /panel?who=agent1001 "));
            assertThat(liis.browser().find(FRAME).getDomAttribute("sandbox"), is("allow-scripts allow-forms allow-popups allow-same-origin"));
            liis.browser().waitFor("a link to each page", page -> links(liis).size() == 2);
            assertThat(links(liis).get(1), is(crm.url("/tab?n=" + KASK + "&q=SUPPORT")));
            component().host().database().await(row -> "FAILED".equals(row.getString("deliveryState")), "AsteriskCallActionFailure",
                    "callActionId", "STRANGER");
            assertThat("nobody asked it", stranger.heard().all(), is(empty()));
            assertThat("a colleague sees none", peeter.browser().shows(FRAME) || peeter.browser().shows(LINK), is(false));

            liis.browser().find(By.cssSelector(".ac-action-page:has(iframe) button")).click();
            liis.browser().seesNoMore(FRAME);
            liis.hangsUp();
        }
    }

    private static List<String> links(AgentPage agent) {
        return agent.browser().driver().findElements(LINK).stream().map(link -> link.getDomAttribute("href")).sorted().toList();
    }

    private static void action(String id, String type, String target) {
        component().host().database().create("AsteriskCallAction", Map.of("callActionId", id, "callCenterGroupId", "SUPPORT", "turn", "ANSWERED",
                "actionType", type, "target", target, "enabled", "Y"));
    }
}

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
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Every state of the console, held against WCAG 2.2 AA by axe-core, in light and in dark, and wide and narrow. */
@Tag("browser")
class AccessibilityIT extends AgentsTest {

    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    private static final By DIALOG = By.cssSelector("dialog[open]");
    /** More than any dialog has. */
    private static final int STOPS = 20;

    private final RunningComponent component = component();

    @BeforeAll
    static void letAnAgentSeeCustomers() {
        component().host().database().create("UserLoginSecurityGroup", Map.of("userLoginId", "agent1003", "groupId", "DEMO_CUSTOMERS",
                "fromDate", Timestamp.from(Instant.EPOCH)));
        component().pbx().customersTalkFor(Duration.ofMinutes(5));
    }

    @AfterEach
    void endCallsAndClearBrowsers() {
        wrapUp(0);
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

    @Test
    void givenACallWhenItsDialogsAreOpenedByKeyThenTheyKeepTheFocusAndReturnIt() throws Exception {
        wrapUp(600);
        AgentPage liis = agent("agent1003");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        liis.browser().sees(By.cssSelector(".ac-customer"), "WS10042");
        for (String opener : List.of("[data-action=TRANSFER]", "[data-action=KEYS]", ".ac-change-contact", "[data-shape=pencil]",
                "[data-shape=calendar-clock]")) {
            liis.pressesAt(opener, Keys.ENTER);
            liis.browser().find(DIALOG);
            keepsTheFocus(liis, opener, "dialog[open]");
            if (opener.equals(".ac-change-contact")) {
                liis.pressesAt(".ac-new-contact:not([open]) > summary", Keys.ENTER);
                liis.browser().find(By.id("asterisk-contact-first"));
            }
            isAccessible(liis);
            liis.browser().presses(Keys.ESCAPE);
            liis.browser().seesNoMore(DIALOG);
            hasTheFocus(liis, opener);
        }
        HubOfPage hub = new HubOfPage(liis.browser());
        String callId = liis.callIdOf("Anna Kask");
        hub.hears(HubOfPage.controls(callId, "RESUME,TRANSFER,PARK,OBJECT", true, "null", false, "PAUSED"));
        hub.hears(HubOfPage.call(callId, "INBOUND", "HELD", KASK, "Anna Kask", 75));
        liis.callReads("On hold");
        isAccessible(liis);
        liis.hangsUp();
        liis.stateReads("Wrap-up");
        isAccessible(liis);
        liis.browser().find(By.cssSelector(".ac-wrap-up .ac-primary")).click();
        liis.browser().find(By.cssSelector(".ac-error"));
        isAccessible(liis);
    }

    private void wrapUp(long seconds) {
        component.host().database().change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "wrapUpSeconds", seconds,
                "dispositionRequired", seconds > 0 ? "Y" : "N"));
    }

    @Test
    void givenMenusAndSpeedDialsWhenTheyAreOpenedByKeyThenEscapeReturnsTheFocus() throws Exception {
        AgentPage liis = agent("agent1001");
        for (String opener : List.of("button.ac-agent", ".ac-work-open", ".ac-settings", ".ac-filters")) {
            liis.pressesAt(opener + "[aria-expanded=false]", Keys.ENTER);
            liis.browser().find(By.cssSelector(opener + "[aria-expanded=true] + .ac-menu"));
            isAccessible(liis);
            liis.browser().presses(Keys.TAB);
            liis.browser().waitFor("the focus in the menu of " + opener, driver -> liis.browser().focused(".ac-menu *"));
            liis.browser().presses(Keys.ESCAPE);
            liis.browser().seesNoMore(By.cssSelector(".ac-menu"));
            hasTheFocus(liis, opener);
        }
        liis.pressesAt(".ac-edit-dials", Keys.ENTER);
        for (String name : List.of("Bakery", "Courier")) {
            liis.tabsTo("#asterisk-dial-name");
            liis.browser().presses(name, Keys.TAB, "+3725550000", Keys.ENTER);
            liis.browser().sees(By.cssSelector("[data-part=dials]"), name);
        }
        isAccessible(liis);
        liis.pressesAt(".ac-edit-dials", Keys.ENTER);
        liis.browser().seesNoMore(By.id("asterisk-dial-name"));
        hasTheFocus(liis, ".ac-edit-dials");
    }

    private static void keepsTheFocus(AgentPage agent, String opener, String within) {
        agent.browser().waitFor("the focus in what " + opener + " opens", driver -> agent.browser().focused(within + " *"));
        for (int stop = 0; stop < STOPS; stop++) {
            agent.browser().presses(Keys.TAB);
            WebElement focused = agent.browser().focused();
            boolean onPage = focused != null && !List.of("body", "html").contains(focused.getTagName());
            assertThat("focus behind what " + opener + " opens", onPage && agent.browser().focused(within + " *") == null, is(false));
        }
    }

    private static void hasTheFocus(AgentPage agent, String selector) {
        agent.browser().waitFor("the focus back on " + selector, driver -> agent.browser().focused(selector));
    }

    private static void isAccessible(AgentPage agent) throws IOException {
        Axe.holds(agent.browser());
    }
}

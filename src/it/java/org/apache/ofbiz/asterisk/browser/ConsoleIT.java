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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console as agents use it, in Chromium, against the embedded host and the simulated PBX. */
@Tag("browser")
class ConsoleIT extends AgentsTest {

    private static final String SERVICE_NUMBER = "5000";
    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    private static final String NOBODY = "3725559999";

    private final RunningComponent component = component();
    private final List<AgentPage> agents = agents();

    @AfterEach
    void endCallsAndClearBrowsers() {
        List.of("1001", "1002", "1003").forEach(extension -> component.pbx().behaves(extension, PhoneBehaviour.ANSWERS));
        List.of(KASK, TAMM, NOBODY).forEach(component.pbx()::customerHangsUp);
        List<String> complaints = agents.stream().flatMap(agent -> agent.browser().complaints().stream()).toList();
        everybodyLeaves();
        assertThat("errors in the browsers' consoles", complaints, is(empty()));
    }

    @Test
    void givenACustomersNumberWhenItIsDialledThenBothTalkUntilTheAgentHangsUp() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.dials("+372 555 1234");
        liis.callWith("Anna Kask", "Talking");
        liis.takesPicture("console-talking");
        liis.hangsUp();
        liis.callReads("Ended");
        liis.historyReads("Anna Kask", "Outgoing");
        liis.browser().find(By.cssSelector(".ac-call .ac-dismiss")).click();
        liis.browser().seesNoMore(By.cssSelector(".ac-call"));
    }

    @Test
    void givenWhatIsNoNumberWhenItIsDialledThenThePageSaysSo() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.dials("hello");
        liis.dialSays("number");
    }

    @Test
    void givenAWaitingCallerWhenOneOfThreeAnswersThenTheOthersReadByWhom() throws Exception {
        AgentPage liis = agent("agent1001");
        AgentPage peeter = agent("agent1002");
        AgentPage kadri = agent("agent1003");
        component.pbx().placeIncomingCall(KASK, "", SERVICE_NUMBER);
        component.pbx().placeIncomingCall(TAMM, "", SERVICE_NUMBER);
        for (AgentPage agent : agents) {
            agent.isOffered("Anna Kask");
            agent.isOffered("Tamm");
        }
        liis.takesPicture("console-waiting");
        peeter.answers("Anna Kask");
        liis.offerReads("Anna Kask", "Answered by Peeter Mets");
        kadri.offerReads("Anna Kask", "Answered by Peeter Mets");
        liis.takesPicture("console-taken");
        peeter.callWith("Anna Kask", "Talking");
        peeter.takesPicture("console-answered");
        peeter.opensProfileOfCaller("AST_ANNA");
        component.pbx().customerHangsUp(TAMM);
        liis.offerReads("Tamm", "Abandoned");
        kadri.isOfferedNothing();
    }

    @Test
    void givenAMissedCallWhenOneClaimsTheCallbackThenColleaguesReadItAndATalkClosesIt() throws Exception {
        AgentPage liis = agent("agent1001");
        AgentPage peeter = agent("agent1002");
        component.pbx().placeIncomingCall(KASK, "", SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        component.pbx().customerHangsUp(KASK);
        peeter.browser().sees(By.cssSelector(".ac-callback-figure"), "Callbacks");
        peeter.opensCallbacks();
        liis.browser().find(By.cssSelector(".ac-callback-figure")).click();
        peeter.callbackReads("Anna Kask", ":");
        liis.inCallback("Anna Kask", "[data-do=claim]");
        liis.callbackReads("Anna Kask", "Yours");
        peeter.callbackReads("Anna Kask", "Liis Saar");
        liis.takesPicture("console-callbacks");

        liis.inCallback("Anna Kask", "[data-do=done]");
        liis.inCallback("Anna Kask", "[data-outcome=NOT_NEEDED]");
        peeter.hasNoCallback("Anna Kask");
        liis.browser().find(By.cssSelector("[data-do=undo]")).click();
        peeter.callbackReads("Anna Kask", "Liis Saar");

        liis.inCallback("Anna Kask", ".ac-callBack");
        liis.callWith("Anna Kask", "Talking");
        liis.hasNoCallback("Anna Kask");
        peeter.hasNoCallback("Anna Kask");
        liis.hangsUp();
        peeter.reloads();
        peeter.browser().waitFor("what closed it", driver -> peeter.opensMissedCall("Anna Kask").getText().contains("Callback: Reached · Liis Saar"));
    }

    @Test
    void givenACallerNobodyKnowsWhenTheAgentAnswersThenThePageForANewContactIsOneClickAway() throws Exception {
        AgentPage liis = agent("agent1001");
        component.pbx().placeIncomingCall(NOBODY, "", SERVICE_NUMBER);
        liis.isOffered("+372 5559 999");
        liis.answers("+372 5559 999");
        liis.callWith("+372 5559 999", "Talking");
        liis.browser().sees(By.cssSelector(".ac-call a"), "New contact");
    }

    @Test
    void givenAClaimWhenThePhoneIsNotPickedUpThenTheCallIsOfferedAgainAndSaysWhy() throws Exception {
        AgentPage liis = agent("agent1001");
        AgentPage peeter = agent("agent1002");
        component.pbx().behaves("1001", PhoneBehaviour.DECLINES);
        component.pbx().placeIncomingCall(KASK, "", SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        peeter.offerReads("Anna Kask", "Liis Saar");
        peeter.offerReads("Anna Kask", "Back in queue");
        liis.offerReads("Anna Kask", "Back in queue");
        peeter.answers("Anna Kask");
        peeter.callWith("Anna Kask", "Talking");
    }

    @Test
    void givenAConversationWhenThePageIsReloadedThenTheCallIsStillThere() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.dials(KASK);
        liis.callWith("Anna Kask", "Talking");
        liis.reloads();
        liis.callWith("Anna Kask", "Talking");
        liis.hangsUp();
        liis.callReads("Ended");
    }

    @Test
    void givenALostNetworkWhenItIsBackThenWhatHappenedMeanwhileIsShown() throws Exception {
        try (TcpProxy network = new TcpProxy(component.base().getPort())) {
            AgentPage liis = agent("agent1001", component.through(network));
            component.pbx().placeIncomingCall(KASK, "", SERVICE_NUMBER);
            liis.isOffered("Anna Kask");
            network.takeDown();
            liis.linkReads("Reconnecting in");
            liis.takesPicture("console-reconnecting");
            component.pbx().customerHangsUp(KASK);
            component.pbx().placeIncomingCall(TAMM, "", SERVICE_NUMBER);
            network.heal();
            liis.isConnected();
            liis.isOffered("Tamm");
            liis.isNotOffered("Anna Kask");
        }
    }

    @Test
    void givenAnOpenConsoleWhenItIsOpenedElsewhereThenTheFirstSaysSoAndCanTakeItBack() throws Exception {
        AgentPage liis = agent("agent1001");
        AgentPage elsewhere = agent("agent1001");
        liis.linkReads("open in another window");
        liis.browser().find(By.cssSelector(".ac-state button")).click();
        liis.isConnected();
        elsewhere.linkReads("open in another window");
    }

    @Test
    void givenAnOpenConsoleWhenTheUserLogsOutInAnotherTabThenItSaysSoAndLeadsToTheLogIn() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.logsOutInAnotherTab();
        liis.linkReads("Your session has ended");
        liis.browser().find(By.cssSelector(".ac-state a")).click();
        liis.logsIn("agent1001");
        liis.isConnected();
    }

    @Test
    void givenACallerWhoseNameIsMarkupWhenTheCallIsShownThenItIsText() throws Exception {
        AgentPage liis = agent("agent1001");
        component.pbx().placeIncomingCall(NOBODY, "<img src=x onerror=document.title='owned'>", SERVICE_NUMBER);
        liis.isOffered("<img src=x");
        assertThat(liis.browser().shows(By.cssSelector(".ac-offer img")), is(false));
    }

    @Test
    void givenAScreenOfAnyWidthWhenCallsAreShownThenNothingReachesBeyondItsEdge() throws Exception {
        AgentPage liis = agent("agent1001");
        component.pbx().placeIncomingCall(TAMM, "", SERVICE_NUMBER);
        liis.isOffered("Tamm");
        liis.dials(KASK);
        liis.callWith("Anna Kask", "Talking");
        for (int width : List.of(1600, 1200, 768, 320)) {
            liis.browser().screenWidth(width);
            assertThat("pixels beyond the edge at " + width, liis.browser().driver().executeScript(
                    "const page = document.getElementById('asterisk-console'); return page.scrollWidth - page.clientWidth"), is(0L));
        }
        liis.takesPicture("console-narrow");
    }

    @Test
    void givenAWaitingCallWhenItIsOfferedThenItIsSpokenAndCountedAndTheFocusStays() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.browser().find(By.name("number")).sendKeys("12");
        component.pbx().placeIncomingCall(KASK, "", SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.browser().waitFor("spoken words", driver -> "New call for Support: Anna Kask"
                .equals(driver.findElement(By.cssSelector("[data-part=announcements]")).getDomProperty("textContent")));
        liis.browser().waitFor("count in the title", driver -> driver.getTitle().startsWith("(1) "));
        assertThat(liis.browser().focused().getDomAttribute("name"), is("number"));
    }

    @Test
    void givenNoMouseWhenACallIsPlacedAndEndedThenTheKeyboardIsEnough() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.tabsTo("[name=number]").sendKeys(KASK, Keys.ENTER);
        liis.callWith("Anna Kask", "Talking");
        liis.pressesAt(".ac-call .ac-hangup", Keys.ENTER);
        liis.callReads("Ended");
        liis.historyReads("Anna Kask", "Outgoing");
        liis.pressesAt(".ac-history .ac-row", Keys.ENTER);
        liis.pressesAt(".ac-history .ac-callBack", Keys.ENTER);
        liis.callWith("Anna Kask", "Talking");
    }

    @Test
    void givenNoMouseWhenACallIsAnsweredAndEndedThenTheKeyboardIsEnough() throws Exception {
        AgentPage liis = agent("agent1001");
        component.pbx().placeIncomingCall(KASK, "", SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.pressesAt(".ac-offer .ac-answer", Keys.SPACE);
        liis.callWith("Anna Kask", "Talking");
        assertThat(liis.tabsTo(".ac-call .ac-page a").getDomProperty("href"), containsString("partyId=AST_ANNA"));
        liis.pressesAt(".ac-call .ac-hangup", Keys.SPACE);
        liis.callReads("Ended");
    }
}

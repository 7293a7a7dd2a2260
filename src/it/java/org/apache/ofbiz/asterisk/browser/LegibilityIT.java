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

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** In each state of the console, each language and each window, all words can be read and all buttons be pressed. */
@Tag("browser")
class LegibilityIT extends LegibilityTest {

    /** Each language has an agent of its own, as a call leaves its agent in wrap-up. */
    private static final Map<String, String> AGENTS = Map.of("en", "agent1001", "fr", "agent1002", "de", "agent1003");

    @BeforeAll
    static void prepare() {
        AGENTS.values().forEach(agent -> component().host().database().create("UserLoginSecurityGroup",
                Map.of("userLoginId", agent, "groupId", "DEMO_CUSTOMERS", "fromDate", Timestamp.from(Instant.EPOCH))));
    }

    @AfterEach
    void writesUpNothing() {
        wrapUp(0);
    }

    private void wrapUp(long seconds) {
        component.host().database().change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "wrapUpSeconds", seconds,
                "dispositionRequired", seconds > 0 ? "Y" : "N"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenAnyStateOfTheConsoleThenAllWordsCanBeRead(String language) throws Exception {
        wrapUp(600);
        begin(language, AGENTS.get(language));
        withoutCalls();
        withWaitingCalls();
        inACall();
        withoutConnection();
        allWasLegible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenTheWallboardThenAllWordsCanBeRead(String language) throws Exception {
        startsWork(language, "supervisor");
        looksAt("#asterisk-wallboard", language);
        CallControl distributor = CallCenter.of(component.host().delegator()).orElseThrow().distributor();
        Person peeter = new Person("agent1002", "AST_AGENT2", "Peeter Mets");
        distributor.signIn("legibility", peeter);
        distributor.agents().choose(peeter, AgentChoice.Kind.AVAILABLE, Optional.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        browser.goTo(component.base().resolve("/asterisk/control/wallboard").toString());
        see("tr[data-group=SUPPORT]");
        legibility.look("board-idle");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        browser.waitFor("two calls", driver -> driver.findElements(By.cssSelector("[data-part=calls] [data-call]")).size() == 2);
        String callId = browser.find(By.cssSelector("[data-call]")).getDomAttribute("data-call");
        distributor.claim(callId, peeter, Optional.empty(), Optional.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS);
        see("[data-agent=AST_AGENT2][data-state=TALKING]");
        legibility.look("board-talking");
        press("[data-agent=AST_AGENT2] button");
        legibility.look("board-agent");
        closeDialog();
        press("[data-part=calls] [data-call] button");
        legibility.look("board-call");
        closeDialog();
        distributor.signOut("legibility");
        allWasLegible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenTheIslandThenAllWordsCanBeRead(String language) throws Exception {
        startsWork(language, AGENTS.get(language));
        Island island = Island.open(browser, component.base(), "/partymgr/control/viewprofile?partyId=AST_ANNA");
        page.speaks(language);
        island.opens("/partymgr/control/viewprofile?partyId=AST_ANNA");
        looksAt("#asterisk-island", language);
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        island.find(".answer");
        legibility.look("island-waiting");
        island.press(".fold");
        legibility.look("island-folded");
        island.press(".fold");
        browser.find(By.cssSelector(".asterisk-call-button")).click();
        island.find("[data-action=TRANSFER]");
        island.press(".notes summary");
        legibility.look("island-talking");
        island.press("[data-action=TRANSFER]");
        island.find("#asterisk-transfer-to").sendKeys("Kask");
        island.find(".ac-targets button");
        legibility.look("island-transfer");
        island.find("#asterisk-transfer-to").sendKeys(Keys.ESCAPE);
        island.press(".hang-up");
        island.find("[data-state=ENDED]");
        legibility.look("island-ended");
        allWasLegible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenThePagesOfAnAdminThenAllWordsCanBeRead(String language) throws Exception {
        page = new AgentPage(browser, component.base());
        browser.goTo(component.base().resolve("/asterisk/control/FindServer").toString());
        page.logsIn("admin");
        page.speaks(language);
        legibility = new Legibility(browser, "#content-main-section", MAY_BE_CUT, ShownWords.in(language).withPlaceholders())
                .at(List.of(List.of(1440, 900)));
        for (String request : List.of("FindServer", "EditServer?serverId=DEMO_PBX", "FindPeer", "FindGroup", "EditGroup?callCenterGroupId=SUPPORT",
                "groupHours?callCenterGroupId=SUPPORT", "groupQueue?callCenterGroupId=SUPPORT", "groupConsent?callCenterGroupId=SUPPORT", "settings",
                "diagnostics", "callReports", "recordings", "numbers", "privacy", "personData", "callActions", "backup", "wizard", "pagePhones",
                "scoreQuestions", "scoreReport")) {
            browser.goTo(component.base().resolve("/asterisk/control/" + request).toString());
            legibility.look(request.replaceAll("\\?.*", ""));
        }
        allWasLegible();
    }

    private void withoutCalls() throws Exception {
        legibility.lookEverywhere("idle");
        press("button.ac-agent");
        legibility.look("states");
        press(".ac-work-open");
        legibility.look("workplace");
        press(".ac-settings");
        legibility.look("settings");
        press(".ac-settings");
        press(".ac-filters");
        legibility.lookAtHistory("filters");
        press(".ac-filters");
        browser.find(By.name("number")).sendKeys("Anna");
        see(".ac-suggestions li");
        legibility.lookAtTeam("suggestions");
        browser.find(By.name("number")).clear();
        page.dials("hello");
        see("#asterisk-dial-error");
        legibility.lookAtTeam("dial-error");
        browser.find(By.name("number")).clear();
        component.pbx().placeIncomingCall(KASK, "", "5000");
        see(".ac-offer");
        component.pbx().customerHangsUp(KASK);
        see(".ac-callback-figure");
        press("button[data-past=missed]");
        press(".ac-callback-rows .ac-row");
        press("[data-do=later]");
        legibility.lookAtHistory("callback-later");
        press("[data-do=done]");
        legibility.lookAtHistory("callback-done");
        press("button[data-past=recent]");
    }

    private void withWaitingCalls() throws Exception {
        component.pbx().placeIncomingCall(KASK, "", "5000");
        see(".ac-offer .ac-answer");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        component.pbx().placeIncomingCall(UNKNOWN, "", "5000");
        browser.waitFor("three offers", driver -> driver.findElements(By.cssSelector(".ac-offer .ac-answer")).size() == 3);
        browser.sees(By.cssSelector(".ac-customer"), "WS10042");
        legibility.lookEverywhere("waiting");
        press("button.ac-agent");
        press("[data-reason=AST_PAUSE_LUNCH]");
        see(".ac-agent[data-agent=PAUSED]");
        legibility.look("paused");
        press("button.ac-agent");
        press(".ac-sign-out");
        see(".ac-agent[data-agent=SIGNED_OUT]");
        legibility.look("signed-out");
        press("button.ac-agent");
        press(".ac-choose > .ac-primary");
        see(".ac-agent[data-agent=AVAILABLE]");
    }

    private void inACall() throws Exception {
        press(".ac-offer .ac-answer");
        String call = browser.find(By.cssSelector(".ac-call[data-state=TALKING]")).getDomAttribute("data-call");
        see(".ac-write-up textarea");
        legibility.lookEverywhere("talking");
        press("[data-action=TRANSFER]");
        browser.presses("Kask");
        see(".ac-targets button");
        legibility.look("transfer");
        press(".ac-transfer .ac-targets button");
        legibility.look("transfer-to");
        closeDialog();
        press("[data-action=KEYS]");
        legibility.look("keypad");
        closeDialog();
        press(".ac-change-contact");
        press(".ac-new-contact:not([open]) > summary");
        legibility.look("contact");
        closeDialog();
        for (String shape : List.of("pencil", "calendar-clock")) {
            press(".ac-card-actions [data-shape=" + shape + "]");
            legibility.look("customer-" + shape);
            closeDialog();
        }
        controls();
        press(".ac-call[data-current=true] .ac-hangup");
        see(".ac-wrap-up");
        legibility.lookEverywhere("wrap-up");
        new Select(browser.find(By.cssSelector(".ac-write-up select[id*=disposition]"))).selectByIndex(1);
        press(".ac-wrap-up .ac-primary");
        browser.seesNoMore(By.cssSelector(".ac-wrap-up"));
        press(".ac-history [data-call='" + call + "'] .ac-row");
        see(".ac-details textarea");
        legibility.lookAtHistory("past-call");
    }

    private void withoutConnection() throws Exception {
        HubOfPage hub = new HubOfPage(browser);
        hub.hears("{type: 'EXTENSIONS', extension: {peerId: 'A', name: '1001'}, extensions: [{peerId: 'A', name: '1001', state: 'UNREGISTERED'}]}");
        hub.hears("{type: 'PBX', state: 'AWAY'}");
        see("[data-phone=UNREGISTERED]");
        legibility.look("pbx-away");
        for (String phase : List.of("WAITING", "REPLACED", "SIGNED_OUT")) {
            hub.hears("{type: 'LINK', link: {phase: '" + phase + "', retryAt: Date.now() + 25000}}");
            see(".ac-state[data-link=" + phase + "]");
            legibility.look("link-" + phase);
        }
    }

    /** What only the PBX of a call can do, as the server tells the page: held, consulted, in conference, parked, with other calls. */
    private void controls() throws Exception {
        HubOfPage hub = new HubOfPage(browser);
        String call = browser.find(By.cssSelector(".ac-call[data-current=true]")).getDomAttribute("data-call");
        String all = "HOLD,TRANSFER,PARK,KEYS,RECORD,PAUSE_RECORDING,OBJECT,HELP,STOP_RECORDING";
        hub.hears(HubOfPage.controls(call, "RESUME,TRANSFER,PARK,OBJECT,HELP", true, "null", false, "PAUSED"));
        hub.hears(HubOfPage.call(call, "INBOUND", "HELD", "3725551234", "Anna Kask", 75));
        see("[data-action=RESUME]");
        legibility.look("held");
        for (String state : List.of("RINGING", "TALKING", "HELD")) {
            hub.hears(HubOfPage.controls(call, "RESUME,COMPLETE,SWAP,CONFERENCE,KEYS,OBJECT,HELP", true,
                    "{with: 'Bartholomew Featherstonehaugh', state: '" + state + "'}", false, "ON"));
            see("[data-action=SWAP]");
            legibility.look("consults-" + state);
        }
        hub.hears(HubOfPage.controls(call, "KEYS,OBJECT,HELP_OVER,STOP_RECORDING", false, "null", true, "REFUSED"));
        browser.seesNoMore(By.cssSelector("[data-action=SWAP]"));
        legibility.look("conference");
        hub.hears(HubOfPage.controls(call, all, false, "null", false, "ON"));
        hub.hears("{type: 'CONTROL_REFUSED', callId: '" + call + "', message: '"
                + "Couldn\\'t transfer the call: 1002 doesn\\'t answer. The customer is still on hold.'}");
        hub.hears(HubOfPage.call("other-1", "OUTBOUND", "HELD", "3725552222", "Jaan Tamm", 340));
        hub.hears(HubOfPage.call("other-2", "INTERNAL", "RINGING", "1002", "Peeter Mets", 8));
        hub.hears("{type: 'PARKED', calls: [{callId: 'parked-1', space: '701', number: '3725556666', name: 'Bartholomew Featherstonehaugh', "
                + "by: 'Peeter Mets', since: new Date(Date.now() - 754000).toISOString()}]}");
        hub.hears("{type: 'TEAM', all: true, members: [" + String.join(", ", HubOfPage.member("A", "Peeter Mets", "WRAP_UP", "null", "null", "null"),
                HubOfPage.member("B", "Bartholomew Featherstonehaugh", "TALKING", "null", "'Anna Kask'", "null"),
                HubOfPage.member("C", "Kadri Lepp", "RINGING", "null", "null", "'rings'"),
                HubOfPage.member("D", "Mari-Liis Uus", "PAUSED", "'Bakery'", "null", "null"),
                HubOfPage.member("E", "Toomas Oja", "AVAILABLE", "null", "null", "null"),
                HubOfPage.member("F", "Jaan Kask", "SIGNED_OUT", "null", "null", "null")) + "]}");
        hub.hears("{type: 'MESSAGE', from: 'Siiri Supervisor', text: 'Please stay until six: the bakery calls again today.', at: '2026-01-01'}");
        see(".ac-message");
        see(".ac-parked-call");
        see("[data-call=other-2]");
        legibility.lookEverywhere("several");
        press(".ac-message button");
        for (String other : List.of("other-1", "other-2")) {
            hub.hears(HubOfPage.call(other, "OUTBOUND", "ENDED", "1002", "Peeter Mets", 8));
            hub.hears("{type: 'EXPIRED', callId: '" + other + "'}");
        }
        hub.hears("{type: 'PARKED', calls: []}");
        press("button.ac-agent");
        press(".ac-sign-out");
        see("dialog[open]");
        legibility.look("question");
        closeDialog();
    }
}

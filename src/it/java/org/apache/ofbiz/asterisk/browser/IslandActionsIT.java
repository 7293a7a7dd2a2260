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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What an agent can do with the call window on OFBiz's pages is what the console lets them do, and no more. */
@Tag("browser")
class IslandActionsIT extends BrowserTest {

    private static final String PROFILE = "/partymgr/control/viewprofile?partyId=AST_ANNA";
    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    private static final List<String> ACTIONS = List.of("HOLD", "RESUME", "COMPLETE", "SWAP", "CONFERENCE", "PARK", "RECORD", "PAUSE_RECORDING",
            "RESUME_RECORDING", "OBJECT", "HELP", "HELP_OVER", "STOP_RECORDING");
    /** Keeps what the page asks of the server about a call from now on, which the server doesn't get. */
    private static final String LISTEN = """
            if (!window.asked) {
              const send = MessagePort.prototype.postMessage;
              MessagePort.prototype.postMessage = function (message, ...rest) {
                if (message?.type === 'REQUEST' && message.fields?.callId && message.name !== 'GURL') {
                  window.asked.push(JSON.stringify([message.name, message.fields]));
                  return undefined;
                }
                return send.call(this, message, ...rest);
              };
            }
            window.asked = [];""";

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private AgentPage liis;
    private String console;
    private Island island;

    @BeforeEach
    void startWork() {
        component.pbx().customersTalkFor(Duration.ofMinutes(5));
        liis = new AgentPage(browser, component.base()).startsWork("agent1001");
        console = browser.driver().getWindowHandle();
        island = Island.open(browser, component.base(), PROFILE);
    }

    @AfterEach
    void endCallsAndCloseTabs() {
        component.pbx().behaves("1001", PhoneBehaviour.ANSWERS);
        List.of(KASK, TAMM).forEach(component.pbx()::customerHangsUp);
        List<String> complaints = browser.complaints();
        List<String> tabs = List.copyOf(browser.driver().getWindowHandles());
        tabs.subList(1, tabs.size()).forEach(tab -> browser.driver().switchTo().window(tab).close());
        browser.driver().switchTo().window(tabs.get(0));
        browser.forgets();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    private void toConsole() {
        browser.driver().switchTo().window(console);
    }

    @Test
    void givenAnAgentWhoTakesNoCallsWhenOneWaitsThenTheIslandSaysWhyAndAnswersNothing() {
        component.pbx().placeIncomingCall(KASK, "", "5000");
        island.find(".answer:enabled");
        toConsole();
        liis.pauses("Lunch");
        cannotAnswer("Go available to answer");
        toConsole();
        liis.signsOut();
        cannotAnswer("Sign in to answer");
        toConsole();
        liis.goesAvailable();
        island.front().find(".answer:enabled");
        component.pbx().behaves("1001", PhoneBehaviour.UNREGISTERED);
        cannotAnswer("Your phone is offline");
        component.pbx().behaves("1001", PhoneBehaviour.ANSWERS);
        island.press(".answer:enabled");
        island.shows("Anna Kask", "Talking");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        island.shows("Tamm");
        cannotAnswer("You can answer after this call");
        island.press(".hang-up");
        island.find(".answer:enabled");
    }

    private void cannotAnswer(String why) {
        island.front().shows(why);
        browser.waitFor("no Answer: " + why, driver -> island.all(".answer").stream().noneMatch(one -> one.isDisplayed() && one.isEnabled()));
    }

    @Test
    void givenACallWhenEachButtonIsPressedInTheIslandThenItAsksWhatTheConsoleAsks() {
        component.pbx().placeIncomingCall(KASK, "", "5000");
        island.press(".answer:enabled");
        island.shows("Anna Kask", "Talking");
        String callId = island.find("[data-call]").getDomAttribute("data-call");
        HubOfPage hub = new HubOfPage(browser);
        island.find("[data-action=TRANSFER]");
        List<String> byIsland = asked(hub, callId, "");
        toConsole();
        List<String> byConsole = asked(hub, callId, ".ac-call[data-current=true] ");
        assertThat(byIsland, is(byConsole));
        assertThat(byIsland, hasSize(ACTIONS.size() + 3));
        assertThat(byIsland.toString(), byIsland.stream().filter(one -> one.contains("1003")).toList(), hasSize(2));
        island.front().press(".hang-up");
        island.shows("Ended");
    }

    /** Presses each button of a call, all of which are offered. */
    private List<String> asked(HubOfPage hub, String callId, String card) {
        browser.driver().executeScript(LISTEN);
        for (String action : ACTIONS) {
            pressOffered(hub, callId, card + "[data-action=" + action + "]");
        }
        for (String button : List.of(".ac-transfer .ac-primary", ".ac-transfer .ac-consult")) {
            pressOffered(hub, callId, card + "[data-action=TRANSFER]");
            WebElement field = find("#asterisk-transfer-to");
            field.clear();
            field.sendKeys("1003");
            find(button + ":enabled").click();
        }
        pressOffered(hub, callId, card + "[data-action=KEYS]");
        browser.presses("5");
        browser.waitFor("all requests", driver -> requests().size() == ACTIONS.size() + 3);
        browser.presses(Keys.ESCAPE);
        return requests();
    }

    /** Offers it until it is pressed: an answer that is late, or the server, may take it back meanwhile. */
    private void pressOffered(HubOfPage hub, String callId, String selector) {
        String offer = HubOfPage.controls(callId, String.join(",", ACTIONS) + ",TRANSFER,CONSULT,KEYS", false, "null", false, "ON");
        browser.waitFor("a press on " + selector, driver -> {
            hub.hears("{type: 'CONTROLLED', callId: '" + callId + "'}");
            hub.hears(offer);
            return ((inConsole() ? driver.findElements(By.cssSelector(selector)) : island.all(selector)).stream())
                    .filter(button -> button.isDisplayed() && button.isEnabled()).findFirst().map(button -> {
                        button.click();
                        return true;
                    }).orElse(null);
        });
    }

    /** In the console or in the island, whichever is in front. */
    private WebElement find(String selector) {
        return inConsole() ? browser.find(By.cssSelector(selector)) : island.find(selector);
    }

    private boolean inConsole() {
        return console.equals(browser.driver().getWindowHandle());
    }

    private List<String> requests() {
        return ((List<?>) browser.driver().executeScript("return window.asked")).stream().map(String::valueOf).toList();
    }
}

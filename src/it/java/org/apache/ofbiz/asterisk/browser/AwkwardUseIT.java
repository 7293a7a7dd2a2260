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
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** What users, callers and networks do to a console that nobody has planned for. */
@Tag("browser")
class AwkwardUseIT extends AgentsTest {

    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    private static final By TRANSFER = By.id("asterisk-transfer-to");
    private static final By OFFERS = By.cssSelector(".ac-offer");
    private static final int CROWD = 200;
    /** Pixels beyond the edge of the console, and of the parts that hold names. */
    private static final String BEYOND = """
            const root = document.getElementById('asterisk-console').shadowRoot;
            const page = root.querySelector('.console').getBoundingClientRect();
            return [...root.querySelectorAll('.ac-grid *')].filter((one) => one.checkVisibility() && !one.closest('.ac-spoken, svg'))
              .filter((one) => {
                const box = one.getBoundingClientRect();
                return box.width > 1 && (box.right > page.right + 1 || box.left < page.left - 1);
              })
              .filter((one) => { // what is cut by an element around it isn't beyond
                for (let up = one.parentElement; up; up = up.parentElement) {
                  if (getComputedStyle(up).overflowX !== 'visible') { return false; }
                }
                return true;
              }).map((one) => one.outerHTML.slice(0, 200));""";

    private static final String NUMBERS_OUT_OF_VIEW = """
            const root = document.getElementById('asterisk-console').shadowRoot;
            return [...root.querySelectorAll('.ac-offer .ac-number')].filter((number) => number.getBoundingClientRect().right
              > number.closest('.ac-caller').getBoundingClientRect().right + 1).map((number) => number.textContent);""";

    private final RunningComponent component = component();
    private final List<String> callers = new ArrayList<>();

    @BeforeEach
    void talkLong() {
        component.pbx().customersTalkFor(Duration.ofMinutes(5));
    }

    @AfterEach
    void endCallsAndClearBrowsers() {
        component.pbx().behaves("1002", PhoneBehaviour.ANSWERS);
        callers.forEach(component.pbx()::customerHangsUp);
        List.of(KASK, TAMM).forEach(component.pbx()::customerHangsUp);
        List<String> complaints = agents().stream().flatMap(agent -> agent.browser().complaints().stream()).toList();
        everybodyLeaves();
        assertThat("errors in the browsers' consoles", complaints, is(empty()));
    }

    private AgentPage talking() throws Exception {
        AgentPage liis = agent("agent1001");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        return liis;
    }

    private static void pressesAlt(AgentPage agent, String letter) {
        new Actions(agent.browser().driver()).keyDown(Keys.ALT).sendKeys(letter).keyUp(Keys.ALT).perform();
    }

    private static String typed(AgentPage agent, By field) {
        return agent.browser().find(field).getDomProperty("value");
    }

    @Test
    void givenAnOpenDialogWhenTheCallEndsThenItSaysSoAndDoesNothingMore() throws Exception {
        AgentPage liis = talking();
        liis.browser().find(By.cssSelector(".ac-call [data-action=TRANSFER]"));
        pressesAlt(liis, "t");
        liis.browser().find(TRANSFER).sendKeys("1002");
        component.pbx().customerHangsUp(KASK);
        liis.browser().sees(By.cssSelector(".ac-transfer .ac-error"), "The call has ended.");
        assertThat(liis.browser().find(By.cssSelector(".ac-transfer .ac-primary")).isEnabled(), is(false));
        liis.browser().presses(Keys.ENTER);
        assertThat("what is typed", typed(liis, TRANSFER), is("1002"));
        liis.browser().presses(Keys.ESCAPE);
        liis.browser().seesNoMore(TRANSFER);
        liis.browser().find(By.cssSelector(".ac-call .ac-dismiss")).click();

        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        liis.browser().find(By.cssSelector(".ac-call [data-action=KEYS]")).click();
        liis.browser().presses("1");
        liis.browser().sees(By.cssSelector(".ac-keys"), "1");
        component.pbx().customerHangsUp(KASK);
        liis.browser().sees(By.cssSelector(".ac-keypad .ac-error"), "The call has ended.");
        liis.browser().presses("2");
        assertThat(liis.browser().find(By.cssSelector(".ac-keys")).getText(), is("1"));
    }

    @Test
    void givenADialogWhenShortcutsArePressedThenNothingBehindItHappensAndNothingIsLost() throws Exception {
        AgentPage liis = talking();
        liis.browser().find(By.cssSelector(".ac-call [data-action=TRANSFER]"));
        pressesAlt(liis, "t");
        liis.browser().find(TRANSFER).sendKeys("Peet");
        for (String letter : List.of("t", "k", "g", "o", "d")) {
            pressesAlt(liis, letter);
        }
        assertThat(typed(liis, TRANSFER), is("Peet"));
        assertThat(liis.browser().focused().getDomAttribute("id"), is("asterisk-transfer-to"));
        liis.browser().presses(Keys.ESCAPE);
        liis.callReads("Talking");
    }

    @Test
    void givenATransferToNobodyWhenItIsTriedAgainThenTheTargetIsStillThere() throws Exception {
        AgentPage liis = talking();
        liis.browser().find(By.cssSelector(".ac-call [data-action=TRANSFER]")).click();
        liis.browser().find(TRANSFER).sendKeys("99", Keys.ENTER);
        liis.browser().find(By.cssSelector(".ac-call .ac-controls .ac-error"));
        liis.callReads("Talking");
        liis.browser().find(By.cssSelector(".ac-call [data-action=TRANSFER]:enabled")).click();
        assertThat(typed(liis, TRANSFER), is("99"));
        liis.browser().presses("Peeter");
        liis.browser().sees(By.cssSelector(".ac-targets"), "Peeter Mets");
        liis.browser().presses(Keys.ENTER);
        assertThat("the only one found", typed(liis, TRANSFER), is("1002"));
    }

    @Test
    void givenATargetWhosePhoneGoesOfflineWhenTheDialogIsOpenThenItSaysSo() throws Exception {
        AgentPage liis = talking();
        By peeter = By.cssSelector(".ac-targets button");
        liis.browser().find(By.cssSelector(".ac-call [data-action=TRANSFER]")).click();
        liis.browser().find(TRANSFER).sendKeys("Peeter");
        liis.browser().sees(peeter, "Free");
        liis.browser().find(peeter).click();
        liis.browser().sees(By.cssSelector(".ac-transfer .ac-hint"), "Free");
        component.pbx().behaves("1002", PhoneBehaviour.UNREGISTERED);
        liis.browser().sees(peeter, "Offline");
        liis.browser().sees(By.cssSelector(".ac-transfer .ac-hint"), "Offline");
        liis.browser().presses(Keys.ENTER);
        liis.browser().find(By.cssSelector(".ac-call .ac-controls .ac-error"));
        liis.callReads("Talking");
    }

    @Test
    void givenAWindowOfOneColumnWhenTheDialShortcutIsPressedInACallThenTheFieldIsThere() throws Exception {
        AgentPage liis = talking();
        liis.browser().screen(720, 450);
        pressesAlt(liis, "d");
        liis.browser().presses("1002");
        assertThat(typed(liis, By.name("number")), is("1002"));
    }

    @Test
    void givenNumbersInTheirOwnDressWhenTheyArePastedThenTheSameIsCalled() throws Exception {
        AgentPage liis = agent("agent1001");
        for (String text : List.of("\u202a+372\u00a0555\u202f1234\u202c", "\uff0b\uff13\uff17\uff12 555 1234", "tel:+372-555-1234",
                "\u200f+372 5551234")) {
            liis.dials(text);
            liis.callWith("Anna Kask", "Talking");
            liis.hangsUp();
            liis.browser().find(By.cssSelector(".ac-call .ac-dismiss:not([hidden])")).click();
            liis.browser().seesNoMore(By.cssSelector(".ac-call"));
        }
        liis.browser().find(By.name("number")).sendKeys("1-800-FLOWERS");
        liis.browser().sees(By.cssSelector(".ac-suggestions"), "1-800-FLOWERS");
        liis.browser().presses(Keys.ENTER);
        assertThat("the digits, before they are dialed", typed(liis, By.name("number")), containsString("356"));
    }

    @Test
    void givenANameWithoutEndWhenItCallsThenAnswerAndNumberStayInTheirPlaces() throws Exception {
        AgentPage liis = agent("agent1001");
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66";
        List<String> names = List.of("Donaudampfschifffahrtsgesellschaftskapit\u00e4n".repeat(5), family + " " + "M\u00e4gi ".repeat(20),
                "\u202eksaK annA", "Z\u0351\u036b\u0343\u036a\u0302\u036ba\u0341l\u0334g\u0337o");
        for (int i = 0; i < names.size(); i++) {
            callers.add("372555400" + i);
            component.pbx().placeIncomingCall("372555400" + i, names.get(i), "5000");
        }
        liis.browser().waitFor("all callers", driver -> driver.findElements(OFFERS).size() == names.size());
        liis.isOffered("ksaK annA");
        for (int width : List.of(1440, 1024, 375, 320)) {
            liis.browser().screen(width, 800);
            assertThat("beyond the edge at " + width, (List<?>) liis.browser().driver().executeScript(BEYOND), is(empty()));
            assertThat("height of a row at " + width, heights(liis).stream().mapToLong(height -> height).max().orElse(0), is(lessThan(60L)));
            if (width > 320) {
                assertThat("numbers out of view at " + width, (List<?>) liis.browser().driver().executeScript(NUMBERS_OUT_OF_VIEW), is(empty()));
            }
            liis.takesPicture("awkward-names-" + width);
        }
        liis.browser().screen(1440, 900);
        liis.browser().find(By.cssSelector(".ac-offer .ac-answer")).click();
        liis.callReads("Talking");
        for (int width : List.of(1440, 1024, 375, 320)) {
            liis.browser().screen(width, 800);
            assertThat("beyond the edge at " + width, (List<?>) liis.browser().driver().executeScript(BEYOND), is(empty()));
            assertThat(liis.browser().find(By.cssSelector(".ac-call .ac-hangup")).isDisplayed(), is(true));
            liis.takesPicture("awkward-name-" + width);
        }
    }

    @Test
    void givenEachLanguageWhenACallIsInHandThenItsButtonsAreInOneLineAndTheBarToo() throws Exception {
        AgentPage liis = talking();
        for (String language : List.of("en", "fr", "de")) {
            liis.speaks(language);
            liis.isConnected();
            liis.browser().find(By.cssSelector(".ac-call [data-action=TRANSFER]"));
            for (List<Integer> window : List.of(List.of(1600, 900), List.of(1440, 900), List.of(1280, 800), List.of(1024, 768))) {
                liis.browser().screen(window.get(0), window.get(1));
                String where = language + " at " + window;
                assertThat("height of the call's buttons, " + where, height(liis, ".ac-call .ac-tools"), is(lessThan(60L)));
                assertThat("height of the bar, " + where, height(liis, ".ac-bar"), is(lessThan(60L)));
                liis.takesPicture("awkward-" + language + "-" + window.get(0));
            }
            for (int width : List.of(720, 375)) {
                liis.browser().screen(width, width == 720 ? 450 : 812);
                liis.takesPicture("awkward-" + language + "-" + width);
            }
        }
        liis.browser().screen(1440, 900);
        liis.speaks("en");
    }

    private static long height(AgentPage agent, String selector) {
        return ((Number) agent.browser().driver().executeScript(
                "return document.getElementById('asterisk-console').shadowRoot.querySelector(arguments[0]).offsetHeight", selector)).longValue();
    }

    private static List<Long> heights(AgentPage agent) {
        List<?> found = (List<?>) agent.browser().driver().executeScript("""
                return [...document.getElementById('asterisk-console').shadowRoot.querySelectorAll('.ac-offer')].map((row) => Math.round(
                  row.getBoundingClientRect().height));""");
        return found.stream().map(height -> ((Number) height).longValue()).toList();
    }

    @Test
    void givenACrowdOfCallersWhenTheyWaitAndLeaveThenTheyAreCountedAndThePageStaysItsSize() throws Exception {
        AgentPage liis = agent("agent1001");
        IntStream.range(0, CROWD).mapToObj(i -> "37255" + (60_000 + i)).forEach(number -> {
            callers.add(number);
            component.pbx().placeIncomingCall(number, "", "5000");
        });
        By count = By.cssSelector(".ac-waiting h2 .ac-chip");
        liis.browser().sees(count, String.valueOf(CROWD));
        liis.browser().sees(By.cssSelector(".ac-figures"), CROWD + " waiting");
        int rows = liis.browser().driver().findElements(OFFERS).size();
        assertThat(rows, is(lessThanOrEqualTo(6)));
        liis.browser().sees(By.cssSelector(".ac-more-offers"), String.valueOf(CROWD - rows));
        liis.takesPicture("awkward-crowd");
        liis.browser().find(By.cssSelector(".ac-more-offers")).click();
        liis.browser().waitFor("all rows", driver -> driver.findElements(OFFERS).size() == CROWD);
        assertThat("a page that doesn't scroll", liis.browser().driver().executeScript(
                "return document.scrollingElement.scrollHeight <= innerHeight + 1"), is(true));
        liis.takesPicture("awkward-crowd-all");
        callers.forEach(component.pbx()::customerHangsUp);
        liis.browser().sees(count, "0");
        liis.isOfferedNothing();
    }

    @Test
    void givenACallWhenTheUserGoesBackAndForwardThenTheConsoleIsAsItWas() throws Exception {
        AgentPage liis = agent("agent1001");
        liis.browser().goTo(component.base().resolve("/asterisk/control/console?other=1").toString());
        liis.isConnected();
        liis.dials(KASK);
        liis.callWith("Anna Kask", "Talking");
        liis.browser().driver().navigate().back();
        liis.isConnected();
        liis.callWith("Anna Kask", "Talking");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        liis.isOffered("Tamm");
        liis.browser().driver().navigate().forward();
        liis.isConnected();
        liis.callWith("Anna Kask", "Talking");
        liis.isOffered("Tamm");
        component.pbx().customerHangsUp(TAMM);
        liis.offerReads("Tamm", "Abandoned");
    }

    @Test
    void givenASlowNetworkWhenACallComesThenItsRowIsThereBeforeItsCustomer() throws Exception {
        AgentPage liis = agent("agent1001");
        slow(liis, 1_500);
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        liis.notes("as slow as a snail");
        liis.browser().sees(By.cssSelector(".ac-customer"), "WS10042");
        slow(liis, 0);
        liis.reloads();
        liis.callWith("Anna Kask", "Talking");
        liis.hasNoted("as slow as a snail");
    }

    /** Of the page's own requests; its worker has the connection to the server. */
    private static void slow(AgentPage agent, int millis) {
        agent.browser().command("Network.enable", Map.of());
        int bytesPerSecond = millis == 0 ? -1 : 20_000;
        agent.browser().command("Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", millis, "downloadThroughput", bytesPerSecond, "uploadThroughput", bytesPerSecond));
    }
}

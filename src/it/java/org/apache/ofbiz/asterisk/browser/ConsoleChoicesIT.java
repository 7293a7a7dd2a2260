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
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** What an agent chooses in the console for this browser: sound, notifications, pages, keys. */
@Tag("browser")
class ConsoleChoicesIT extends BrowserTest {

    private static final String KASK = "3725551234";
    private static final By HINT = By.cssSelector(".ac-ringer .ac-hint");

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private AgentPage liis;

    @BeforeEach
    void openConsole() {
        liis = new AgentPage(browser, component.base()).startsWork("agent1001");
        browser.find(By.cssSelector(".ac-settings")).click();
    }

    @AfterEach
    void endCallAndClearBrowser() {
        component.pbx().customerHangsUp(KASK);
        liis.isOfferedNothing();
        browser.driver().executeScript("localStorage.clear()");
        List<String> complaints = browser.complaints();
        liis.leaves();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    @Test
    void givenChoicesWhenThePageIsReloadedThenTheyHold() {
        new Select(browser.find(By.id("asterisk-tone"))).selectByVisibleText("Soft");
        new Select(browser.find(By.id("asterisk-pop"))).selectByVisibleText("When I answer");
        liis.reloads();
        browser.find(By.cssSelector(".ac-settings")).click();
        assertThat(browser.find(By.id("asterisk-tone")).getDomProperty("value"), is("SOFT"));
        assertThat(browser.find(By.id("asterisk-pop")).getDomProperty("value"), is("ANSWER"));
    }

    @Test
    void givenABrowserThatKeepsThePageSilentWhenTheToneIsTestedThenNoHintIsLeft() {
        browser.find(By.cssSelector(".ac-ringer button")).click();
        browser.seesNoMore(HINT);
    }

    @Test
    void givenAWaitingCallWhenTheShortcutIsPressedThenItIsAnsweredAndTheNextOneHangsUp() {
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        browser.find(By.name("number")).click();
        press(Keys.ALT, "a");
        liis.callWith("Anna Kask", "Talking");
        press(Keys.ALT, "h");
        liis.callReads("Ended");
    }

    @Test
    void givenAnotherKeyWhenItIsChosenThenThatOneAnswersAndTheOldOneDoesNot() {
        browser.find(By.id("asterisk-key-answer")).click();
        press(Keys.ALT, "h");
        browser.sees(By.cssSelector(".ac-preferences [role=alert]"), "Alt+H is already used for \"Hang up\".");
        browser.focused().sendKeys(Keys.F8);
        assertThat(browser.find(By.id("asterisk-key-answer")).getDomProperty("value"), is("F8"));
        browser.find(By.name("number")).click();
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        press(Keys.ALT, "a");
        liis.offerReads("Anna Kask", "Answer");
        new Actions(browser.driver()).sendKeys(Keys.F8).perform();
        liis.callWith("Anna Kask", "Talking");
    }

    @Test
    void givenConsentWhenACallComesWhileAnotherTabIsLookedAtThenTheDesktopTellsAndTakesItBack() throws IOException {
        try (Browser desktop = Browser.openWhole()) {
            AgentPage peeter = new AgentPage(desktop, component.base()).startsWork("agent1002");
            desktop.command("Browser.grantPermissions",
                    Map.of("origin", component.base().resolve("/").toString(), "permissions", List.of("notifications")));
            desktop.find(By.cssSelector(".ac-settings")).click();
            desktop.find(By.id("asterisk-notify")).click();
            desktop.waitFor("the choice to be kept", driver -> driver.executeScript(
                    "return Object.values(localStorage).some((kept) => kept.includes('\"notify\":true'))").equals(true));
            desktop.driver().executeScript("document.hasFocus = () => false; window.dispatchEvent(new Event('blur'))");
            component.pbx().placeIncomingCall(KASK, "", "5000");
            peeter.isOffered("Anna Kask");
            desktop.waitFor("a notification", driver -> notifications(desktop).equals(List.of("Anna Kask: Answer")));
            component.pbx().customerHangsUp(KASK);
            desktop.waitFor("no notification", driver -> notifications(desktop).isEmpty());
            assertThat("errors in the browser's console", desktop.complaints(), is(empty()));
        }
    }

    @Test
    void givenAnyWidthWhenTheChoicesAreOpenThenNothingReachesBeyondTheEdge() throws Exception {
        for (int width : List.of(1200, 320)) {
            browser.screenWidth(width);
            assertThat("pixels beyond the edge at " + width, browser.driver().executeScript(
                    "const page = document.getElementById('asterisk-console'); return page.scrollWidth - page.clientWidth"), is(0L));
            liis.takesPicture("console-choices-" + width);
        }
    }

    @Test
    void givenAFreePhoneWhenTheBrowserKeepsItThenItRingsAfterAReloadUntilTheOwnOneIsChosen() {
        browser.find(By.cssSelector(".ac-work-open")).click();
        browser.find(By.id("asterisk-work-at")).sendKeys("1003");
        browser.find(By.id("asterisk-work-always")).click();
        browser.find(By.cssSelector(".ac-workplace .ac-primary")).click();
        ringing("1003");
        liis.reloads();
        ringing("1003");

        choosesOwnPhone();
        ringing("1001");
        liis.reloads();
        ringing("1003");

        browser.driver().executeScript("localStorage.clear()");
        liis.reloads();
        choosesOwnPhone();
        browser.waitFor("only the own phone", driver -> browser.find(By.cssSelector(".ac-extension")).getText().contains("1001"));
    }

    @Test
    void givenANumberThatMayNotBeCalledWhenItIsEnteredThenThePageSaysWhy() {
        browser.find(By.cssSelector(".ac-work-open")).click();
        browser.find(By.id("asterisk-work-always")).click();
        browser.find(By.id("asterisk-work-at")).sendKeys("+1 900 555 0000", Keys.ENTER);
        browser.sees(By.cssSelector("[data-part=agent] > .ac-error"), "premium-rate");
        browser.waitFor("the number to be forgotten", driver -> driver.executeScript(
                "return Object.values(localStorage).some((kept) => kept.includes('555 0000'))").equals(false));
    }

    @Test
    void givenAPauseThatLocksThePageWhenThePasswordIsGivenThenTheAgentIsAvailable() {
        component.host().database().setting("lockOnPause", "true");
        try {
            liis.pauses("Lunch");
            browser.find(By.id("asterisk-locked-password")).sendKeys("wrong", Keys.ENTER);
            browser.sees(By.tagName("body"), "The password is wrong");
            browser.sees(By.id("asterisk-locked"), "Liis Saar is paused");
            browser.find(By.id("asterisk-locked-password")).sendKeys("ofbiz", Keys.ENTER);
            liis.stateReads("Available");
            assertThat("what the page asked for at the moment in which it was locked is refused", browser.complaints(),
                    everyItem(endsWith("the server responded with a status of 423 ()")));
        } finally {
            component.host().database().setting("lockOnPause", "false");
        }
    }

    private void choosesOwnPhone() {
        Select phones = new Select(browser.find(By.id("asterisk-extension")));
        phones.selectByVisibleText(phones.getOptions().stream().map(WebElement::getText).filter(name -> name.startsWith("1001"))
                .findFirst().orElseThrow());
    }

    /** Chosen among several, or the only one, which the page tells as text. */
    private void ringing(String extension) {
        browser.waitFor("phone " + extension, driver -> driver.findElements(By.id("asterisk-extension")).stream().filter(WebElement::isDisplayed)
                .anyMatch(phones -> new Select(phones).getFirstSelectedOption().getText().startsWith(extension))
                || driver.findElements(By.cssSelector(".ac-extension")).stream().anyMatch(only -> only.getText().contains("Extension " + extension)));
    }

    private void press(Keys modifier, String key) {
        new Actions(browser.driver()).keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
    }

    private static List<?> notifications(Browser desktop) {
        return (List<?>) desktop.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                navigator.serviceWorker.getRegistration('/asterisk/js/offers/notificationWorker.js')
                    .then((registration) => registration ? registration.getNotifications() : [])
                    .then((shown) => done(shown.map((one) => one.title + ': ' + one.actions.map((action) => action.title).join())));
                """);
    }
}

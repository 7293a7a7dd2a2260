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
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** A user at the console, in the words of somebody who looks over their shoulder. */
final class AgentPage {

    /** Set by src/build/pictures. */
    static final boolean PICTURES = Boolean.getBoolean("pictures");

    private static final By LOG_OUT = By.cssSelector("form.logout button");
    private static final By OFFER = By.cssSelector(".ac-offer");
    private static final By CALL = By.cssSelector(".ac-call");
    private static final By HISTORY_ROW = By.cssSelector(".ac-history .ac-row");
    private static final By CALLBACK = By.cssSelector(".ac-callback-rows > li");
    private static final By NOTE = By.cssSelector(".ac-write-up textarea");
    /** A page has fewer places for the focus. */
    private static final int STOPS_AT_ONCE = 100;

    private final Browser browser;
    private final URI base;

    AgentPage(Browser browser, URI base) {
        this.browser = browser;
        this.base = base;
    }

    /** Fills in the log-in page with the demo password and waits for the console to be connected. */
    AgentPage startsWork(String login) {
        opensConsole();
        logsIn(login);
        isConnected();
        return this;
    }

    /** Opens the console in one more tab, and goes on there. */
    AgentPage opensAnotherTab() {
        browser.opensTab();
        opensConsole();
        isConnected();
        return this;
    }

    /** @param number from 1, in the order of opening */
    AgentPage inTab(int number) {
        browser.inTab(number);
        return this;
    }

    /** Leaves a browser behind that knows nothing of this user. */
    Browser leaves() {
        browser.forgets();
        return browser;
    }

    Browser browser() {
        return browser;
    }

    void opensConsole() {
        browser.goTo(base.resolve("/asterisk/control/console").toString());
    }

    void fillsInTheLogIn(String login) {
        browser.find(By.name("USERNAME")).sendKeys(login);
        browser.find(By.name("PASSWORD")).sendKeys("ofbiz");
        browser.find(By.cssSelector("form.login button")).click();
    }

    void logsIn(String login) {
        fillsInTheLogIn(login);
        browser.waitFor("the page behind the log-in", driver -> driver.findElements(By.name("USERNAME")).isEmpty()
                && !driver.findElements(LOG_OUT).isEmpty());
    }

    /** Chooses the language and waits for the page that answers: another address asked for meanwhile would be overtaken by it. */
    void speaks(String language) {
        browser.driver().executeScript("document.documentElement.dataset.before = 'yes'");
        browser.find(By.cssSelector("form.language button[lang=" + language + "]")).click();
        browser.find(By.cssSelector("html[lang=" + language + "]:not([data-before]) form.language"));
    }

    void isConnected() {
        browser.find(By.cssSelector(".ac-state[data-link=CONNECTED]"));
    }

    void linkReads(String words) {
        browser.sees(By.cssSelector(".ac-state"), words);
    }

    void reloads() {
        browser.driver().navigate().refresh();
        isConnected();
    }

    void dials(String number) {
        WebElement field = browser.find(By.name("number"));
        field.clear();
        field.sendKeys(number);
        browser.find(By.cssSelector(".ac-call-button")).click();
    }

    void dialSays(String words) {
        browser.sees(By.id("asterisk-dial-error"), words);
    }

    void isOffered(String caller) {
        browser.sees(OFFER, caller);
    }

    void isNotOffered(String caller) {
        browser.seesNoMore(OFFER, caller);
    }

    void offerReads(String caller, String words) {
        browser.sees(OFFER, caller, words);
    }

    void isOfferedNothing() {
        browser.seesNoMore(OFFER);
    }

    void answers(String caller) {
        browser.waitFor("answer button of " + caller, driver -> browser.reading(OFFER, caller)
                .map(card -> card.findElement(By.cssSelector(".ac-answer"))).filter(WebElement::isDisplayed).filter(WebElement::isEnabled)
                .orElse(null)).click();
    }

    /** What the page names a call by. */
    String callIdOf(String customer) {
        return browser.waitFor("card of " + customer, driver -> browser.reading(OFFER, customer).or(() -> browser.reading(CALL, customer))
                .map(card -> card.getDomAttribute("data-call")).orElse(null));
    }

    /** A click that was on its way when the page already knew that the call is gone. */
    void answersTooLate(String caller) {
        browser.driver().executeScript("arguments[0].click()",
                browser.driver().findElements(By.cssSelector(".ac-offer[data-call='" + callIdOf(caller) + "'] .ac-answer")).get(0));
    }

    void callReads(String words) {
        browser.sees(CALL, words);
    }

    void callWith(String customer, String state) {
        browser.sees(CALL, customer, state);
    }

    /** Writes about the call, and waits until it is kept. */
    void notes(String text) {
        browser.find(NOTE).sendKeys(text);
        browser.sees(By.cssSelector(".ac-kept"), "Saved");
    }

    void hasNoted(String text) {
        browser.waitFor("the note '" + text + "'", driver -> text.equals(browser.find(NOTE).getDomProperty("value")));
    }

    /** Goes on with the Tab key alone until the focus is on such an element, which must be seen to have it. */
    WebElement tabsTo(String selector) {
        return browser.waitFor("the focus on " + selector, driver -> {
            for (int stops = 0; stops < STOPS_AT_ONCE; stops++) {
                WebElement focused = browser.focused(selector);
                if (focused != null) {
                    assertThat("outline of " + selector, focused.getCssValue("outline-style"), is(not("none")));
                    return focused;
                }
                browser.presses(Keys.TAB);
            }
            return null;
        });
    }

    /** Goes to the element by keyboard and presses the key there, also if the page replaces or hides the element at that moment. */
    void pressesAt(String selector, Keys key) {
        browser.waitFor("a key pressed at " + selector, driver -> {
            try {
                tabsTo(selector).sendKeys(key);
                return true;
            } catch (ElementNotInteractableException hiddenMeanwhile) {
                return false; // no key was sent
            }
        });
    }

    void hangsUp() {
        browser.find(By.cssSelector(".ac-call .ac-hangup")).click();
    }

    void historyReads(String customer, String outcome) {
        browser.waitFor("row of " + customer + ": " + outcome, driver -> ShadowTrees.thatMayRead(HISTORY_ROW, customer, driver).stream()
                .map(row -> row.getDomProperty("textContent")).anyMatch(text -> text.contains(customer) && text.contains(outcome)));
    }

    /** Opens the newest row of this customer in the call history, unless it is open. */
    WebElement opensPastCall(String customer) {
        WebElement row = browser.sees(HISTORY_ROW, customer);
        if (!"true".equals(row.getDomAttribute("aria-expanded"))) {
            row.click();
        }
        return browser.find(By.cssSelector(".ac-details"));
    }

    /** Opens the newest missed call of this customer in the call history, unless it is open. */
    WebElement opensMissedCall(String customer) {
        By missed = By.cssSelector(".ac-history > .ac-missed");
        WebElement row = browser.sees(missed, customer);
        WebElement line = row.findElement(By.cssSelector(".ac-row"));
        if (!"true".equals(line.getDomAttribute("aria-expanded"))) {
            line.click();
        }
        return row;
    }

    /** Shows whom to call back. */
    void opensCallbacks() {
        browser.find(By.cssSelector("button[data-past=missed]")).click();
    }

    void callbackReads(String customer, String words) {
        browser.sees(CALLBACK, customer, words);
    }

    void hasNoCallback(String customer) {
        browser.seesNoMore(CALLBACK, customer);
    }

    private Optional<WebElement> callback(String customer) {
        return browser.reading(CALLBACK, customer);
    }

    /** Opens the row of this customer, if it is not open, and does this, by its selector. */
    void inCallback(String customer, String selector) {
        browser.waitFor(selector + " in the callback to " + customer, driver -> callback(customer).map(row -> {
            WebElement line = row.findElement(By.cssSelector(".ac-row"));
            if (!"true".equals(line.getDomAttribute("aria-expanded"))) {
                line.click();
            }
            return row.findElements(By.cssSelector(selector)).stream().filter(WebElement::isDisplayed).findFirst().orElse(null);
        }).orElse(null)).click();
    }

    void callsBack(String customer) {
        opensPastCall(customer).findElement(By.cssSelector(".ac-callBack")).click();
    }

    /** Opens the menu of the agent's state. */
    void opensStates() {
        browser.find(By.cssSelector("button.ac-agent")).click();
    }

    void pauses(String reason) {
        opensStates();
        browser.sees(By.cssSelector(".ac-reasons button"), reason).click();
    }

    void goesAvailable() {
        opensStates();
        browser.find(By.cssSelector(".ac-choose > .ac-primary")).click();
    }

    void signsOut() {
        opensStates();
        browser.find(By.cssSelector(".ac-sign-out")).click();
    }

    void stateReads(String words) {
        browser.sees(By.cssSelector("button.ac-agent"), words);
    }

    /** The link on the card of the call leads to the profile of this party. */
    void opensProfileOfCaller(String partyId) {
        browser.waitFor("link to the profile of " + partyId, driver -> driver.findElements(By.cssSelector(".ac-call .ac-page a")).stream()
                .anyMatch(link -> link.isDisplayed() && link.getDomProperty("href").contains("partyId=" + partyId)));
    }

    void logsOutInAnotherTab() {
        String console = browser.driver().getWindowHandle();
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.goTo(base.resolve("/asterisk/control/FindServer").toString());
        browser.find(LOG_OUT).click();
        browser.find(By.name("USERNAME"));
        browser.driver().close();
        browser.driver().switchTo().window(console);
    }

    /** Where src/build/pictures asks for them, keeps what the page looks like now under target/pictures, for the guides. */
    void takesPicture(String name) throws IOException {
        if (!PICTURES) {
            return;
        }
        Path folder = Files.createDirectories(Path.of("target", "pictures"));
        Files.write(folder.resolve(name + ".png"), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
}

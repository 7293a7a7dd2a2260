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

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** One agent's page, looked at state by state: whether all words can be read and all buttons be pressed. */
abstract class LegibilityTest extends BrowserTest {

    static final String KASK = "3725551234";
    static final String TAMM = "3725552222";
    static final String UNKNOWN = "3725559999";
    /** Rings and isn't answered. */
    static final String SILENT = "3725550092";
    /** Names without end, titles of orders and mails, and what a waiting call has beside the caller's name: each has its whole text in a title. */
    static final String MAY_BE_CUT = ".ac-name, .ac-call .ac-caller, .ac-card-link, .ac-offer .ac-about, .ac-offer .ac-about *";
    private static final By DIALOG = By.cssSelector("dialog[open]");

    // Tests read these freely. ALLOW PUBLIC FIELDS
    final RunningComponent component = component();
    final Browser browser = browser();
    AgentPage page;
    Legibility legibility;
    // FORBID PUBLIC FIELDS

    @BeforeAll
    static void customersTalk() {
        component().pbx().customersTalkFor(Duration.ofMinutes(5));
    }

    @AfterEach
    final void leave() {
        List<String> tabs = List.copyOf(browser.driver().getWindowHandles());
        tabs.subList(1, tabs.size()).forEach(tab -> browser.driver().switchTo().window(tab).close());
        browser.driver().switchTo().window(tabs.get(0));
        List.of(KASK, TAMM, UNKNOWN, SILENT).forEach(component.pbx()::customerHangsUp);
        List<String> complaints = browser.complaints();
        page.leaves();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    /** The agent has the console open in that language, and it is connected. */
    final void begin(String language, String agent) throws Exception {
        startsWork(language, agent);
        page.isConnected();
        looksAt("#asterisk-console", language);
    }

    final void startsWork(String language, String agent) throws Exception {
        page = new AgentPage(browser, component.base()).startsWork(agent);
        page.speaks(language);
    }

    /** From now on, what is in {@code part} of the page is to be legible. */
    final void looksAt(String part, String language) throws Exception {
        legibility = new Legibility(browser, part, MAY_BE_CUT, ShownWords.in(language));
    }

    final void see(String selector) {
        browser.find(By.cssSelector(selector));
    }

    final void press(String selector) {
        browser.find(By.cssSelector(selector)).click();
    }

    final void closeDialog() {
        browser.presses(Keys.ESCAPE);
        browser.seesNoMore(DIALOG);
    }

    final void allWasLegible() {
        assertThat(String.join("\n", legibility.faults()), legibility.faults(), is(empty()));
    }
}

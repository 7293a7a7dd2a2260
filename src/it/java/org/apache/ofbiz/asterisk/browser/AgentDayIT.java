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
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A day of an agent at the console, with the keyboard alone: pause, call, write-up, wrap-up. Each state is held against WCAG 2.2 AA. */
@Tag("browser")
class AgentDayIT extends BrowserTest {

    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    private static final String DOING = ".ac-agent";
    private static final String LUNCH = ".ac-reasons [data-reason=AST_PAUSE_LUNCH]";
    private static final String TAKE_CALLS = ".ac-choose > .ac-primary";
    private static final String SIGN_OUT = ".ac-sign-out";
    private static final String ANSWER = ".ac-offer .ac-answer";
    private static final String HANG_UP = ".ac-call .ac-hangup";
    private static final String NOTE = ".ac-write-up textarea";
    private static final String SUBJECT = ".ac-write-up input";
    private static final String ACCOUNT = "select[id^='asterisk-account']";
    private static final String DISPOSITION = "select[id^='asterisk-disposition']";
    private static final String MORE_TIME = ".ac-wrap-up .ac-extend";
    private static final String DONE = ".ac-wrap-up .ac-primary";
    private static final String KEPT = ".ac-kept";

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private static AgentPage liis;

    @BeforeAll
    static void begin() throws IOException {
        component().host().database().change("CallCenterGroup",
                Map.of("callCenterGroupId", "SUPPORT", "wrapUpSeconds", 45L, "dispositionRequired", "Y",
                        "accountCodes", "4711 Building A, 4712"));
        liis = new AgentPage(browser(), component().base()).startsWork("agent1001");
    }

    @AfterEach
    void endCalls() {
        List.of(KASK, TAMM).forEach(component.pbx()::customerHangsUp);
        assertThat("errors in the browser's console", browser.complaints(), is(empty()));
    }

    @Test
    void givenACallDuringAPauseThenItIsOfferedAfterItAndWrittenUpByKeyboard() throws IOException {
        browser.sees(By.cssSelector(DOING), "Available");
        browser.sees(By.cssSelector(".ac-pbx"), "PBX connected");
        press(DOING);
        Axe.holds(browser);
        press(LUNCH);
        browser.sees(By.cssSelector(DOING), "Paused: Lunch");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        browser.sees(By.cssSelector(".ac-waiting"), "Go available to answer");
        liis.reloads();
        browser.sees(By.cssSelector(DOING), "Paused: Lunch");
        liis.isOffered("Anna Kask");
        assertThat("a paused agent can answer", browser.shows(By.cssSelector(ANSWER)), is(false));
        Axe.holds(browser);
        liis.takesPicture("console-paused");

        answersAndWritesUp();
    }

    private void answersAndWritesUp() throws IOException {
        press(DOING);
        press(TAKE_CALLS);
        liis.isOffered("Anna Kask");
        Axe.holds(browser);
        press(ANSWER);
        liis.callWith("Anna Kask", "Talking");
        browser.sees(By.cssSelector(DOING), "Talking");
        liis.tabsTo(SUBJECT).sendKeys("Two cakes");
        liis.tabsTo(NOTE).sendKeys("For Friday");
        choose(ACCOUNT, "4711 Building A");
        browser.sees(By.cssSelector(KEPT), "Saved");
        Axe.holds(browser);
        liis.takesPicture("console-writing");
        liis.reloads();
        browser.waitFor("the note of before", driver -> "For Friday".equals(browser.find(By.cssSelector(NOTE)).getDomProperty("value")));

        press(HANG_UP);
        browser.sees(By.cssSelector(DOING), "Wrap-up");
        browser.sees(By.cssSelector(".ac-wrap-up"), "left");
        press(DONE);
        browser.sees(By.cssSelector(".ac-call"), "Choose a disposition to finish");
        Axe.holds(browser);
        liis.takesPicture("console-wrap-up");
        press(MORE_TIME);
        liis.reloads();
        choose(DISPOSITION, "Resolved");
        press(DONE);
        browser.sees(By.cssSelector(DOING), "Available");
        GenericValue row = component.host().database().await(
                call -> call.get("dispositionEnumId") != null && call.get("communicationEventId") != null, "PhoneCall", "callerNumber", KASK);
        assertThat(row.getString("dispositionEnumId") + " " + row.getString("accountCode"), is("AST_DISP_SOLVED 4711"));
        GenericValue event = component.host().database().row("CommunicationEvent", "communicationEventId", row.getString("communicationEventId"));
        assertThat(event.getString("subject"), is("Two cakes"));
        assertThat(event.getString("note"), is("For Friday"));

        component.pbx().placeIncomingCall(KASK, "", "5000");
        browser.sees(By.cssSelector(".ac-earlier"), "1 previous call");
        browser.sees(By.cssSelector(".ac-earlier"), "(Liis Saar)");
        press(DOING);
        press(SIGN_OUT);
        browser.sees(By.cssSelector(DOING), "Signed out");
        browser.sees(By.cssSelector(".ac-waiting"), "Sign in to answer");
        assertThat("an agent who is signed out can answer", browser.shows(By.cssSelector(ANSWER)), is(false));
        Axe.holds(browser);
        press(DOING);
        press(TAKE_CALLS);
        liis.isOffered("Anna Kask");
        editsThePastCall(row.getString("phoneCallId"));
    }

    /** In its row of the call history, which stays open. */
    private void editsThePastCall(String phoneCallId) throws IOException {
        String past = "li:has(#asterisk-call-" + phoneCallId + ") ";
        press(past + ".ac-row");
        browser.waitFor("the note in the row", driver -> "For Friday".equals(browser.find(By.cssSelector(past + NOTE)).getDomProperty("value")));
        press(past + ".ac-timeline summary");
        browser.sees(By.cssSelector(past + ".ac-timeline"), "Liis Saar");
        browser.sees(By.cssSelector(past + ".ac-facts"), "Account code: 4711");
        liis.tabsTo(past + NOTE).sendKeys(Keys.END, " at noon");
        browser.sees(By.cssSelector(past + KEPT), "Saved");
        component.host().database().await(call -> "For Friday at noon".equals(call.getString("note")), "PhoneCall", "phoneCallId", phoneCallId);
        Axe.holds(browser);
        liis.takesPicture("console-past-call");
    }

    private void press(String what) {
        liis.tabsTo(what).sendKeys(Keys.ENTER);
    }

    /** Types what an option begins with. */
    private void choose(String select, String option) {
        browser.waitFor("option " + option, driver -> browser.find(By.cssSelector(select)).getText().contains(option));
        liis.tabsTo(select).sendKeys(option);
        browser.waitFor(option, driver -> browser.find(By.cssSelector(select)).findElements(By.tagName("option")).stream()
                .anyMatch(each -> each.isSelected() && each.getText().equals(option)));
    }
}

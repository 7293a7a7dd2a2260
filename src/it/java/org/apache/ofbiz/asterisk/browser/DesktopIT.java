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

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The console as a desktop: in each state and window size, the current and the waiting calls are in view without scrolling. */
@Tag("browser")
class DesktopIT {

    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    private static final String NOBODY = "3725559999";
    private static final String BAKERY = "3725550000";
    private static final String OTHER = "3725556789";
    private static final By WAITING = By.cssSelector(".ac-waiting");
    private static final By ANSWER = By.cssSelector(".ac-offer .ac-answer");

    @TempDir
    private static Path folder;
    private static RunningComponent component;
    private static Browser browser;
    private static AgentPage liis;
    private static DesktopView view;

    @BeforeAll
    static void begin() throws IOException {
        component = RunningComponent.start(folder);
        component.host().database().change("CallCenterGroup",
                Map.of("callCenterGroupId", "SUPPORT", "wrapUpSeconds", 600L, "dispositionRequired", "Y"));
        component.host().database().create("UserLoginSecurityGroup", Map.of("userLoginId", "agent1003", "groupId", "DEMO_CUSTOMERS",
                "fromDate", Timestamp.from(Instant.EPOCH)));
        component.pbx().customersTalkFor(Duration.ofMinutes(5)); // pictures of calls take their time
        browser = Browser.open();
        liis = new AgentPage(browser, component.base());
        view = new DesktopView(browser, liis);
    }

    @AfterAll
    static void end() throws IOException {
        browser.close();
        component.close();
    }

    @AfterEach
    void endCalls() {
        List.of(KASK, TAMM, NOBODY, BAKERY, OTHER).forEach(component.pbx()::customerHangsUp);
        List<String> complaints = browser.complaints();
        browser.forgets();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    @Test
    void givenEachStateWhenTheWindowHasAnySizeThenCurrentAndWaitingCallsAreInView() throws Exception {
        liis.startsWork("agent1001");
        view.isInView("available-nobody");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        liis.isOffered("Tamm");
        component.pbx().placeIncomingCall(NOBODY, "", "5000");
        liis.isOffered("+372 5559 999");
        view.isInView("available");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        view.isInView("talking");
        liis.hangsUp();
        liis.stateReads("Wrap-up");
        view.isInView("wrap-up");
    }

    @Test
    void givenAnAgentWhoTakesNoCallsWhenCallsWaitThenTheyAreInViewWithoutAnswer() throws Exception {
        liis.startsWork("agent1002");
        view.ringsInPictures();
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        liis.isOffered("Tamm");
        liis.pauses("Lunch");
        liis.offerReads("Tamm", "Support");
        browser.sees(WAITING, "Go available to answer");
        assertThat("a paused agent can answer", browser.shows(ANSWER), is(false));
        view.isInView("paused");
        liis.signsOut();
        browser.sees(WAITING, "Sign in to answer");
        assertThat("an agent who is signed out can answer", browser.shows(ANSWER), is(false));
        view.isInView("signed-out");
    }

    @Test
    void givenACustomerWhenTheCallWaitsAndGoesOnThenTheCardShowsWhatIsOpenAndTheContactIsChanged() throws Exception {
        By card = By.cssSelector(".ac-customer");
        liis.startsWork("agent1003");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        liis.isOffered("Anna Kask");
        for (String text : List.of("Waiting: Anna Kask", "WS10042", "\u20ac182.40", "Held", "CI2031", "overdue", "Parcel damaged", "Credit hold",
                "Gold customer", "Prefers deliveries after 17:00.", "New order")) {
            browser.sees(card, text);
        }
        view.takePictures("desktop-customer");
        view.inPictures("customer");
        component.pbx().customerHangsUp(KASK);

        component.pbx().placeIncomingCall(OTHER, "Mari-Liis Uus", "5000");
        liis.isOffered("Mari-Liis Uus");
        liis.answers("Mari-Liis Uus");
        liis.callWith("Mari-Liis Uus", "Talking");
        press("Change contact");
        browser.waitFor("the caller's name in the form", driver -> List.of("Mari-Liis", "Uus").equals(driver.executeScript("""
                const root = document.getElementById('asterisk-console').shadowRoot;
                return ['first', 'last'].map((name) => root.getElementById('asterisk-contact-' + name).value);""")));
        liis.takesPicture("desktop-contact-dialog");
        press("Create contact");
        browser.sees(By.cssSelector(".ac-call .ac-matched"), "Confirmed");
        browser.sees(card, "No open orders, invoices or requests");

        press("Change contact");
        browser.presses("kask");
        press("Anna Kask \u00b7 +372 5551 234");
        browser.find(By.cssSelector("input[name=asterisk-contact-scope][value=call]")).click();
        press("Save");
        browser.sees(By.cssSelector(".ac-call .ac-name"), "Anna Kask");
        browser.sees(card, "WS10042");
        assertThat(component.host().database().find("AsteriskCallerCorrection", "numberKey", "+" + OTHER).isPresent(), is(false));

        press("Add note");
        browser.presses("Likes early calls.");
        press("Save");
        browser.sees(card, "Likes early calls.");
        press("Follow up");
        browser.presses("Ask whether the parcel came");
        press("Save");
        component.host().database().await(task -> "CAL_NEEDS_ACTION".equals(task.getString("currentStatusId")), "WorkEffort",
                "workEffortName", "Ask whether the parcel came");
        String order = browser.find(By.cssSelector(".ac-card-link[href*=WS10042]")).getAttribute("href");
        browser.goTo(order);
        browser.sees(By.cssSelector("body"), "Order WS10042");
        liis.opensConsole();
    }

    @Test
    void givenColleaguesWhenTheirStateChangesThenTheTeamShowsItAtOnce() throws Exception {
        By peeter = By.cssSelector(".ac-member[data-member=AST_AGENT2]");
        liis.startsWork("agent1001");
        browser.sees(By.cssSelector("[data-part=team]"), "Team");
        CallControl distributor = CallCenter.of(component.host().delegator()).orElseThrow().distributor();
        Person colleague = new Person("agent1002", "AST_AGENT2", "Peeter Mets");
        distributor.signIn("team-test", colleague);
        choose(distributor, colleague, AgentChoice.Kind.PAUSED, Optional.of("AST_PAUSE_LUNCH"));
        browser.sees(peeter, "Lunch");
        choose(distributor, colleague, AgentChoice.Kind.AVAILABLE, Optional.empty());
        browser.sees(peeter, "Available");
        press("Edit speed dials");
        browser.find(By.id("asterisk-dial-name")).sendKeys("Peeter's desk");
        browser.find(By.id("asterisk-dial-number")).sendKeys("1002");
        press("Add");
        By dials = By.cssSelector("[data-part=dials]");
        browser.sees(dials, "Peeter's desk");
        browser.find(By.id("asterisk-dial-name")).sendKeys("Bakery");
        browser.find(By.id("asterisk-dial-number")).sendKeys("+3725550000");
        press("Add");
        browser.sees(dials, "Bakery");
        browser.driver().executeScript("document.getElementById('asterisk-console').shadowRoot.querySelectorAll('[data-dial]')[1].focus()");
        new Actions(browser.driver()).keyDown(Keys.ALT).sendKeys(Keys.ARROW_UP).keyUp(Keys.ALT).perform();
        browser.waitFor("the new order", driver -> List.of("Bakery", "Peeter's desk").equals(driver.executeScript("""
                const root = document.getElementById('asterisk-console').shadowRoot;
                return [...root.querySelectorAll('[data-dial] .ac-name')].map((one) => one.textContent);""")));
        press("Edit speed dials");
        browser.sees(dials, "Available");
        liis.takesPicture("desktop-team");
        view.inPictures("team");
        browser.find(By.cssSelector(".ac-member[data-member=AST_AGENT2] button")).click();
        liis.callReads("Peeter Mets");
        liis.hangsUp();
        liis.stateReads("Available");
        distributor.signOut("team-test");
    }

    private void mailed(String subject) {
        component.host().database().await(mail -> "liis@example.com".equals(mail.getString("toString")), "CommunicationEvent", "subject", subject);
    }

    @Test
    void givenASupervisorWhenCallsComeAndGoThenTheWallboardShowsThemAtOnce() throws Exception {
        By support = By.cssSelector("tr[data-group=SUPPORT]");
        By calls = By.cssSelector("[data-part=calls]");
        liis.startsWork("agent1001");
        browser.goTo(component.base().resolve("/asterisk/control/wallboard").toString());
        browser.sees(By.cssSelector("[data-part=refusal]"), "ASTERISK_SUPERVISOR");
        browser.forgets();
        liis.startsWork("supervisor");
        browser.goTo(component.base().resolve("/asterisk/control/wallboard").toString());
        browser.sees(support, "Support");
        CallControl distributor = CallCenter.of(component.host().delegator()).orElseThrow().distributor();
        Person peeter = new Person("agent1002", "AST_AGENT2", "Peeter Mets");
        distributor.signIn("wallboard-test", peeter);
        choose(distributor, peeter, AgentChoice.Kind.AVAILABLE, Optional.empty());
        By agent = By.cssSelector("[data-agent=AST_AGENT2]");
        browser.sees(agent, "Available");
        long answered = number(support, "Answered");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        browser.waitFor("a waiting call", driver -> number(support, "Waiting") == 1);
        browser.sees(calls, "Waiting");
        browser.sees(calls, "+372 5551 234");
        assertThat("the name of the button", browser.find(By.cssSelector("[data-part=calls] [data-call] button")).getAccessibleName(),
                containsString("+372 5551 234"));
        assertThat("help that nobody has asked for", browser.shows(By.cssSelector("[data-part=calls] [data-tone=bad]")), is(false));
        String callId = browser.find(By.cssSelector("[data-call]")).getDomAttribute("data-call");
        assertThat(distributor.claim(callId, peeter, Optional.empty(), Optional.empty()).toCompletableFuture().get(10, TimeUnit.SECONDS).refusal(),
                is(Optional.empty()));
        browser.sees(agent, "Anna Kask");
        browser.sees(agent, "Talking");
        browser.waitFor("an answered call", driver -> number(support, "Answered") == answered + 1 && number(support, "Waiting") == 0);
        view.takePictures("wallboard");
        press("Actions: Peeter Mets");
        By dialog = By.cssSelector(".wb-dialog[open]");
        browser.sees(dialog, "Peeter Mets");
        browser.find(By.id("asterisk-board-agent-reason")).sendKeys("lunch is due");
        press("Pause");
        browser.sees(dialog, "Completed.");
        component.host().database().await(row -> "lunch is due".equals(row.getString("reasonText")), "AsteriskSupervision",
                "actionName", "STATE_PAUSED", "agentUserLoginId", "agent1002");
        liis.takesPicture("wallboard-actions");
        press("Close");
        Axe.holds(browser, "#asterisk-wallboard");
        component.pbx().customerHangsUp(KASK);
        browser.sees(calls, "No active calls");
        long abandoned = number(support, "Abandoned");
        Map<String, Object> limits = component.host().run("storeAsteriskGroupLimits", "admin", Map.of("callCenterGroupId", "SUPPORT",
                "waitingAlarm", "1", "alarmEmails", "liis@example.com"));
        assertThat(limits.toString(), ServiceUtil.isSuccess(limits), is(true));
        component.pbx().placeIncomingCall(NOBODY, "", "5000");
        browser.waitFor("a waiting call", driver -> number(support, "Waiting") == 1);
        browser.sees(By.cssSelector("[data-part=alarms]"), "Support: too many calls waiting");
        browser.sees(By.cssSelector("tr[data-group=SUPPORT][data-level=ALARM]"), "Support");
        liis.takesPicture("wallboard-alarm");
        mailed("Alarm for Support: Waiting calls 1 (limit 1)");
        component.pbx().customerHangsUp(NOBODY);
        mailed("End of alarm for Support: Waiting calls 0 (limit 1)");
        browser.waitFor("an abandoned call", driver -> number(support, "Abandoned") == abandoned + 1 && number(support, "Waiting") == 0);
        distributor.signOut("wallboard-test");
    }

    private static long number(By row, String head) {
        return Long.parseLong(browser.find(row).findElement(By.cssSelector("td[data-head='" + head + "']")).getText());
    }

    private static void choose(CallControl distributor, Person who, AgentChoice.Kind kind, Optional<String> reason) throws Exception {
        Answer answer = distributor.agents().choose(who, kind, reason).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(answer.refusal(), is(Optional.empty()));
    }

    private static void press(String button) {
        // of an open dialog, what else is named so can't be pressed
        browser.waitFor(button, driver -> Boolean.TRUE.equals(driver.executeScript("""
                const page = document.getElementById('asterisk-console') ?? document.getElementById('asterisk-wallboard');
                const root = page.shadowRoot.querySelector('dialog[open]') ?? page.shadowRoot;
                const names = (one) => [one.innerText.trim(), one.getAttribute('aria-label')];
                const found = [...root.querySelectorAll('button')].find((one) => names(one).includes(arguments[0]) && one.checkVisibility());
                found?.click();
                return Boolean(found);""", button)));
    }
}

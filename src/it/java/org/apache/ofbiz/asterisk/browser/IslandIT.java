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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.base.util.Debug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Calls on the pages of OFBiz beside the console: one user, one browser, several tabs. */
@Tag("browser")
class IslandIT extends BrowserTest {

    private static final String PROFILE = "/partymgr/control/viewprofile?partyId=AST_ANNA";
    private static final String NEW_CONTACT = "/partymgr/control/NewPerson";
    private static final String KASK = "3725551234";
    private static final String TAMM = "3725552222";
    /** On the wire, of what a browser loads once and keeps. Half of it is licence headers and comments (docs/decisions/0017-the-island.md). */
    private static final long MOST_BYTES = 93_500L;
    /** With the controls and notes of calls, which are loaded with the first call. */
    private static final long MOST_BYTES_IN_A_CALL = 126_000L;
    private static final By CALL_BUTTON = By.cssSelector(".asterisk-call-button");
    private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");
    private static final String CHECK = """
            const done = arguments[arguments.length - 1];
            axe.run('#asterisk-island', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
                .then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html))),
                    (failure) => done(['axe failed: ' + failure]));
            """;

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private AgentPage liis;

    @BeforeAll
    static void hireAClerk() {
        Database database = component().host().database();
        Map<String, Object> clerks = Map.of("groupId", "CLERKS", "fromDate", new Timestamp(0));
        database.create("SecurityGroup", Map.of("groupId", "CLERKS"));
        for (String permission : List.of("OFBTOOLS_VIEW", "PARTYMGR_VIEW")) {
            database.create("SecurityGroupPermission", with(clerks, "permissionId", permission));
        }
        database.create("UserLogin", Map.of("userLoginId", "clerk", "enabled", "Y",
                "currentPassword", database.row("UserLogin", "userLoginId", "agent1001").getString("currentPassword")));
        database.create("UserLoginSecurityGroup", with(clerks, "userLoginId", "clerk"));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, String value) {
        Map<String, Object> all = new HashMap<>(fields);
        all.put(name, value);
        return all;
    }

    @BeforeEach
    void startWork() {
        liis = new AgentPage(browser, component.base());
    }

    @AfterEach
    void endCallsAndCloseTabs() {
        List.of(KASK, TAMM).forEach(component.pbx()::customerHangsUp);
        List<String> complaints = browser.complaints();
        List<String> tabs = List.copyOf(browser.driver().getWindowHandles());
        browser.driver().executeScript("if (origin !== 'null') { localStorage.clear(); }");
        for (String tab : tabs.subList(1, tabs.size())) {
            browser.driver().switchTo().window(tab).close();
        }
        browser.driver().switchTo().window(tabs.get(0));
        browser.forgets();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    @Test
    void givenConsoleAndTwoPagesWhenACallComesThenOneSocketServesAllOneRingsAndAnAnswerInOneShowsInAll() throws Exception {
        liis.startsWork("agent1001");
        String console = browser.driver().getWindowHandle();
        browser.driver().executeScript("window.rings = 0; const create = AudioContext.prototype.createOscillator;"
                + "AudioContext.prototype.createOscillator = function () { window.rings += 1; return create.call(this); };");
        Island profile = page(PROFILE);
        Island other = page(NEW_CONTACT);
        other.listens();
        profile.front().listens();
        browser.find(By.tagName("h1")).click();
        component.pbx().placeIncomingCall(KASK, "", "5000");
        profile.shows("Anna Kask", "Support");
        other.front().shows("Anna Kask");
        assertThat("sockets of the browser", sockets(), is(1));
        browser.driver().switchTo().window(console);
        liis.isOffered("Anna Kask");
        profile.front();
        browser.waitFor("the bell", driver -> profile.rang());
        assertThat("the other page rings too", other.front().rang(), is(false));
        browser.driver().switchTo().window(console);
        assertThat("the console rings too", browser.driver().executeScript("return window.rings"), is(0L));
        profile.front().press(".answer");
        profile.shows("Anna Kask", "Talking");
        liis.takesPicture("island-talking");
        other.front().shows("Anna Kask", "Talking");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        other.shows("Tamm", "You can answer after this call");
        assertThat("Answer while talking", other.find("[data-state=WAITING] .answer").isEnabled(), is(false));
        component.pbx().customerHangsUp(TAMM);
        browser.driver().switchTo().window(console);
        liis.callWith("Anna Kask", "Talking");
        other.front().press(".hang-up");
        profile.front().shows("Ended · ");
    }

    @Test
    void givenAProfileWhenItsCallButtonIsPressedByKeyThenTheNumberIsCalledAndTheCallSurvivesAReload() throws Exception {
        liis.startsWork("agent1001");
        Island profile = page(PROFILE);
        WebElement button = browser.find(CALL_BUTTON);
        assertThat(button.getDomAttribute("aria-label"), is("Call 372 555 1234"));
        liis.takesPicture("island-call-button");
        button.sendKeys(Keys.ENTER);
        profile.shows("Anna Kask", "Talking", "Hold");
        profile.press("[data-action=TRANSFER]");
        profile.find("#asterisk-transfer-to").sendKeys("Peeter");
        profile.find(".ac-targets button");
        profile.find("#asterisk-transfer-to").sendKeys(Keys.ESCAPE);
        profile.press(".notes summary");
        profile.find(".notes textarea").sendKeys("Wants a cake");
        profile.shows("Saved");
        profile.reloads();
        profile.shows("Anna Kask", "Talking");
        profile.press(".notes summary");
        assertThat(profile.find(".notes textarea").getDomProperty("value"), is("Wants a cake"));
        profile.press(".hang-up");
        profile.shows("Ended · ");
    }

    @Test
    void givenNumbersThatScriptsAddLaterThenTheyGetAButtonOnceAndWhatIsNoNumberNone() {
        liis.startsWork("agent1001");
        Island profile = page(PROFILE);
        browser.find(CALL_BUTTON);
        browser.driver().executeScript("""
                const part = document.createElement('div');
                part.append(Object.assign(document.createElement('p'), {textContent: 'Mobile: +372 555 2222, order 1000123456, 2026-01-15'}),
                    Object.assign(document.createElement('a'), {href: 'tel:+3725551234;ext=5', textContent: 'Anna'}),
                    Object.assign(document.createElement('textarea'), {value: '+372 555 9999'}));
                document.querySelector('main').append(part);
                document.querySelector('main').append(part);
                """);
        browser.waitFor("three buttons", driver -> driver.findElements(CALL_BUTTON).size() == 3);
        assertThat(browser.driver().findElements(CALL_BUTTON).stream().map(button -> button.getDomAttribute("aria-label")).toList(),
                containsInAnyOrder("Call 372 555 1234", "Call +372 555 2222", "Call +3725551234"));
        assertThat("an island without a call", profile.isThere(), is(false));
    }

    @Test
    void givenARefusedNumberWhenItIsCalledThenTheIslandSaysWhyInWords() {
        liis.startsWork("agent1001");
        Island profile = page(PROFILE);
        browser.driver().executeScript("document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"tel:12\">short</a>')");
        browser.find(By.cssSelector("a[href='tel:12'] ~ .asterisk-call-button")).click();
        profile.shows("number");
        assertThat(profile.find("[role=alert]").getText().isBlank(), is(false));
    }

    @Test
    void givenAUserWhoTypesWhenACallComesThenTheFocusStaysAndTheFieldIsNotCovered() {
        liis.startsWork("agent1001");
        Island form = page(NEW_CONTACT);
        WebElement field = browser.find(By.cssSelector("main input[type=text], main input:not([type])"));
        browser.driver().executeScript("""
                const box = arguments[0].getBoundingClientRect();
                localStorage.setItem('asterisk.island.place',
                    JSON.stringify({ right: innerWidth - box.right, bottom: innerHeight - box.bottom - 60, folded: false }));
                """, field);
        form.reloads();
        field = browser.find(By.cssSelector("main input[type=text], main input:not([type])"));
        field.click();
        field.sendKeys("Ta");
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        form.shows("Tamm");
        assertThat(form.spoken(), is("New call for Support: Jaan Tamm, Mari Tamm"));
        browser.driver().switchTo().activeElement().sendKeys("mm");
        assertThat(field.getDomProperty("value"), is("Tamm"));
        assertThat("the field is covered", overlap(form.place(), field.getRect()), is(false));
        browser.driver().executeScript("document.activeElement.blur()");
        Rectangle typedIn = field.getRect();
        browser.waitFor("the island back in its place", driver -> overlap(form.place(), typedIn));
    }

    @Test
    void givenAnIslandThatWasMovedAndFoldedWhenThePageIsReloadedThenItIsSoStill() {
        liis.startsWork("agent1001");
        component.pbx().placeIncomingCall(KASK, "", "5000");
        Island profile = page(PROFILE);
        profile.shows("Anna Kask");
        Rectangle before = profile.place();
        WebElement grip = profile.find(".grip");
        grip.sendKeys(Keys.ARROW_UP, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        assertThat(List.of(before.x - profile.place().x, before.y - profile.place().y), is(List.of(32, 16)));
        new Actions(browser.driver()).dragAndDropBy(grip, -200, -100).perform();
        assertThat(List.of(before.x - profile.place().x, before.y - profile.place().y), is(List.of(232, 116)));
        profile.press(".fold");
        profile.shows("1 waiting");
        profile.showsNoMore("Anna Kask");
        Rectangle moved = profile.place();
        profile.reloads();
        profile.shows("1 waiting");
        profile.showsNoMore("Anna Kask");
        browser.waitFor("the place it was moved to", driver -> profile.place().getPoint().equals(moved.getPoint()));
        profile.press(".fold");
        profile.shows("Anna Kask");
        Rectangle unfolded = profile.place();
        profile.press(".grip");
        assertThat("pressed, it goes to another corner", profile.place().getPoint().equals(unfolded.getPoint()), is(false));
    }

    @Test
    void givenABrowserWithoutSharedWorkersThenOneTabServesAllAndAnotherTakesOverWhenItIsClosed() throws Exception {
        try (Browser older = Browser.open()) {
            older.lacks("SharedWorker");
            AgentPage peeter = new AgentPage(older, component.base()).startsWork("agent1002");
            Island profile = Island.open(older, component.base(), PROFILE, () -> older.lacks("SharedWorker"));
            component.pbx().placeIncomingCall(KASK, "", "5000");
            profile.shows("Anna Kask");
            assertThat("sockets of the browser", sockets(), is(1));
            older.driver().switchTo().window(older.driver().getWindowHandles().iterator().next());
            peeter.isOffered("Anna Kask");
            older.driver().close();
            component.pbx().placeIncomingCall(TAMM, "", "5000");
            profile.front().shows("Anna Kask", "Tamm");
            older.waitFor("one socket", driver -> sockets() == 1);
            assertThat("errors in the browser's console", older.complaints(), is(empty()));
        }
    }

    @Test
    void givenAUserWithoutPermissionWhenPagesAreOpenedThenNothingIsAskedLoadedOrSaid() {
        browser.goTo(component.base().resolve("/partymgr/control/main").toString());
        liis.logsIn("clerk");
        browser.find(By.cssSelector("form.logout"));
        browser.goTo(component.base().resolve(PROFILE).toString());
        browser.waitFor("the page", driver -> "complete".equals(driver.executeScript("return document.readyState")));
        assertThat(loaded(), containsInAnyOrder(endsWith("/asterisk/js/island/loader.js")));
        assertThat(browser.driver().findElements(By.id("asterisk-island")), is(empty()));
        assertThat(sockets(), is(0));
    }

    @Test
    void givenALogOutInAnotherWebappsTabThenConsoleAndPagesKnowAtOnceAndShowNothingOfTheUser() {
        liis.startsWork("agent1001");
        String console = browser.driver().getWindowHandle();
        component.pbx().placeIncomingCall(KASK, "", "5000");
        Island stays = page(PROFILE);
        stays.shows("Anna Kask");
        page(NEW_CONTACT);
        browser.find(By.cssSelector("form.logout button")).click();
        browser.find(By.name("USERNAME"));
        stays.front().showsNoMore("Anna Kask");
        browser.driver().switchTo().window(console);
        liis.linkReads("Your session has ended");
        liis.isOfferedNothing();
        browser.waitFor("no socket", driver -> sockets() == 0);
    }

    @Test
    void givenAPageOfAnotherUserWhenTheyLogInInTheSameBrowserThenTheIslandIsTheirs() {
        liis.startsWork("agent1001");
        Island first = page(PROFILE);
        browser.find(CALL_BUTTON).click();
        first.shows("Anna Kask", "Talking");
        browser.find(By.cssSelector("form.logout button")).click();
        assertThat(browser.driver().switchTo().alert().getText(), containsString("in a call with Anna Kask"));
        browser.driver().switchTo().alert().dismiss();
        assertThat("the user was logged out", browser.shows(By.name("USERNAME")), is(false));
        browser.find(By.cssSelector("form.logout button")).click();
        browser.driver().switchTo().alert().accept();
        liis.logsIn("agent1002");
        browser.find(By.cssSelector("form.logout"));
        first.opens(NEW_CONTACT);
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        first.shows("Tamm");
        first.showsNoMore("Anna Kask");
    }

    @Test
    void givenAnIslandWithCallsThenItIsLightAndAccessibleInEveryLook() throws Exception {
        liis.startsWork("agent1001");
        Island profile = page(PROFILE);
        component.pbx().placeIncomingCall(TAMM, "", "5000");
        profile.shows("Tamm");
        liis.takesPicture("island-waiting");
        weighsLessThan(MOST_BYTES);
        browser.find(CALL_BUTTON).click();
        profile.shows("Anna Kask", "Talking");
        browser.driver().executeScript(Files.readString(AXE));
        for (String look : List.of("light", "dark", "forced")) {
            browser.look(look);
            for (int width : List.of(1200, 320)) {
                browser.screenWidth(width);
                assertThat(look + " at " + width, (List<?>) browser.driver().executeAsyncScript(CHECK), is(empty()));
                Rectangle place = profile.place();
                assertThat("beyond the edge in " + look + " at " + width, place.x < 0 || place.x + place.width > width, is(false));
                liis.takesPicture("island-" + look + "-" + width);
            }
        }
        weighsLessThan(MOST_BYTES_IN_A_CALL);
    }

    /** The page has loaded no more of the component so far. */
    private void weighsLessThan(long most) {
        List<String> parts = loaded();
        long bytes = ((Number) browser.driver().executeScript("""
                return performance.getEntriesByType('resource').filter((one) => arguments[0].includes(one.name) || one.name.includes('uiLabels'))
                  .reduce((sum, one) => sum + one.encodedBodySize, 0)
                """, parts)).longValue();
        Debug.logInfo("island: " + bytes + " bytes on the wire in " + parts.size() + " files and the labels", IslandIT.class.getName());
        assertThat(parts.size(), greaterThan(20));
        assertThat("bytes of " + parts, bytes, lessThan(most));
    }

    private Island page(String address) {
        return Island.open(browser, component.base(), address);
    }

    private int sockets() {
        return CallCenter.of(component.host().delegator()).orElseThrow().push().size();
    }

    /** What this page has loaded of the component, the worker's own scripts not among them: they are loaded once for all pages. */
    private List<String> loaded() {
        return ((List<?>) browser.driver().executeScript("""
                return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => /\\/asterisk\\/(js|css)\\//.test(name))
                """)).stream().map(String::valueOf).filter(name -> !name.endsWith("notificationWorker.js")).distinct().toList();
    }

    private static boolean overlap(Rectangle a, Rectangle b) {
        return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    }
}

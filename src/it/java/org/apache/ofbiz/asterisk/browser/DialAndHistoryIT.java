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
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.LdapServer;
import org.apache.ofbiz.asterisk.fixture.TestCertificate;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Finding whom to call, by name, number and keyboard alone, and the calls of the past, in Chromium. */
@Tag("browser")
class DialAndHistoryIT extends BrowserTest {

    private static final By FIELD = By.id("asterisk-dial");
    private static final By OPTION = By.cssSelector("#asterisk-dial-list [role=option]");
    private static final By CHOSEN = By.cssSelector("#asterisk-dial-list [aria-selected=true]");
    private static final By SERVICE = By.id("asterisk-dial-service");
    private static final By WARNING = By.id("asterisk-dial-warning");
    private static final By ROW = By.cssSelector(".ac-history > li");
    private static final By MORE = By.cssSelector(".ac-more");
    private static final String CHECK = """
            const done = arguments[arguments.length - 1];
            axe.run(document.querySelector(arguments[0]), { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                .then((result) => done(result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('\\n'))),
                      (failure) => done([String(failure)]));""";
    /** Older than what the simulated PBX does meanwhile, and seen by the whole group. */
    private static final Duration OLD = Duration.ofDays(40);
    private static final int OLD_CALLS = 60;

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private static String axe;
    private AgentPage liis;

    @BeforeAll
    static void keepOldCalls() throws Exception {
        axe = Files.readString(Path.of("node_modules/axe-core/axe.min.js"));
        component().host().database().create("AsteriskOutboundRule",
                Map.of("numberPrefix", "+372900", "ruleType", "BLOCK", "description", "too dear"));
        component().host().database().await(state -> "DONE".equals(state.getString("phase")), "AsteriskNumberIndexState");
        Instant old = Instant.now().minus(OLD);
        IntStream.range(0, OLD_CALLS).forEach(i -> call("OLD" + i, old.plusSeconds(60 * i), Map.of("callCenterGroupId", "SUPPORT",
                "callerNumber", "37255" + (10_000 + i), "outcomeEnumId", i % 20 == 0 ? "AST_ABANDONED" : "AST_ANSWERED",
                "accountCode", i == 20 ? "4711" : "4712")));
        component().host().database().change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "accountCodes", "4711 Building A, 4712"));
    }

    @BeforeEach
    void signIn() {
        liis = new AgentPage(browser, component.base()).startsWork("agent1001");
    }

    @AfterEach
    void clearBrowser() {
        List<String> complaints = browser.complaints();
        liis.leaves();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    private static void call(String id, Instant start, Map<String, ?> fields) {
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", id, "directionEnumId", "AST_INBOUND",
                "startDate", Timestamp.from(start), "endDate", Timestamp.from(start.plusSeconds(30))));
        row.putAll(fields);
        component().host().database().create("PhoneCall", row);
    }

    @Test
    void givenANameWhenItIsTypedThenTheNumberIsFoundChosenAndCalledByKeyboardAlone() throws Exception {
        types("bak");
        browser.sees(OPTION, "Tartu Bakery");
        browser.waitFor("the number of suggestions, spoken", driver -> driver.findElement(By.cssSelector(".ac-dial .ac-spoken"))
                .getDomProperty("textContent").startsWith("1 suggestion"));
        liis.takesPicture("console-suggestions");
        assertThat(browser.focused().getDomAttribute("aria-expanded"), is("true"));
        browser.presses(Keys.ARROW_DOWN);
        browser.sees(CHOSEN, "Tartu Bakery");
        isAccessible("#asterisk-console");
        browser.presses(Keys.ENTER);
        browser.seesNoMore(OPTION);
        browser.sees(By.id("asterisk-dial-chosen"), "Tartu Bakery");
        new Select(browser.find(By.id("asterisk-dial-account"))).selectByVisibleText("4711 Building A");
        browser.find(FIELD).sendKeys(Keys.ENTER);
        liis.callWith("Tartu Bakery", "Talking");
        liis.hangsUp();
        liis.historyReads("Tartu Bakery", "Outgoing");
        GenericValue kept = component.host().database().row("PhoneCall", "dialedNumber", "+3725550000");
        assertThat(kept.getString("contactMechId") + " " + kept.getString("accountCode"), is("AST_TEL_BAKERY 4711"));
        redials();
    }

    private void redials() {
        browser.sees(By.cssSelector(".ac-redial"), "Tartu Bakery");
        browser.find(FIELD).sendKeys(Keys.ENTER);
        browser.waitFor("the last number in the field", driver -> !browser.find(FIELD).getDomProperty("value").isEmpty());
        browser.presses(Keys.ENTER);
        liis.callWith("Tartu Bakery", "Talking");
        liis.hangsUp();
        liis.callReads("Ended");
    }

    @Test
    void givenAnOutboundServiceWhenItIsChosenByKeyboardThenItsCallCountsForTheGroup() throws Exception {
        assertThat("nothing to choose", isServiceShown(), is(false));
        Map<String, String> service = Map.of("callCenterGroupId", "SUPPORT", "entrySeqId", (String) component.host().run(
                "createCallCenterGroupEntry", "admin", Map.of("callCenterGroupId", "SUPPORT", "entryTypeEnumId", "AST_ENTRY_OUTBOUND",
                        "serviceName", "Spring sale", "setVariables", "SERVICE_CAMPAIGN=spring", "callerIdNumber", "3726001111"))
                .get("entrySeqId"));
        try {
            liis.reloads();
            browser.waitFor("the choice", driver -> isServiceShown());
            assertThat(new Select(browser.find(SERVICE)).getFirstSelectedOption().getText(), is("Default"));
            types("+372 555 0077");
            browser.presses(Keys.TAB, Keys.TAB);
            assertThat(browser.focused().getDomAttribute("id"), is("asterisk-dial-service"));
            assertThat("the number of the phone", browser.shows(By.id("asterisk-dial-caller-id")), is(false));
            browser.presses(Keys.ARROW_DOWN);
            browser.sees(By.id("asterisk-dial-caller-id"), "Customers see +372 600 1111");
            liis.takesPicture("console-outbound-service");
            isAccessible("#asterisk-console");
            browser.find(FIELD).sendKeys(Keys.ENTER);
            liis.callReads("Talking");
            liis.hangsUp();
            GenericValue kept = component.host().database().await(row -> row.get("endDate") != null, "PhoneCall", "dialedNumber", "+3725550077");
            assertThat(kept.getString("callCenterGroupId"), is("SUPPORT"));
            assertThat(kept.getString("callVariables"), is("{\"SERVICE_CAMPAIGN\":\"spring\",\"SERVICE_NAME\":\"Spring sale\"}"));
            liis.reloads();
            browser.waitFor("the same choice", driver -> isServiceShown()
                    && new Select(browser.find(SERVICE)).getFirstSelectedOption().getText().equals("Spring sale"));
        } finally {
            component.host().run("deleteCallCenterGroupEntry", "admin", service);
        }
        liis.reloads();
        browser.sees(By.cssSelector(".ac-redial"), "5550 077"); // which comes with the services
        assertThat("nothing to choose any more", isServiceShown(), is(false));
    }

    private boolean isServiceShown() {
        return browser.driver().findElement(SERVICE).isDisplayed();
    }

    @Test
    void givenAColleagueWhenTheirNameIsTypedThenTheStateOfTheirPhoneIsReadAndTheirPhoneRings() {
        types("peeter");
        browser.sees(OPTION, "1002");
        browser.sees(OPTION, "Colleague, Free");
        browser.presses(Keys.ARROW_DOWN, Keys.ENTER, Keys.ENTER);
        liis.callReads("Talking");
        liis.hangsUp();
        liis.callReads("Ended");
        types("1003");
        browser.sees(OPTION, "Kadri Lepp");
    }

    @Test
    void givenAPartOfANumberWhenItIsTypedThenItsOwnerIsFoundAndEscapeAndBlurCloseTheList() {
        types("0555-12");
        browser.sees(OPTION, "Anna Kask");
        browser.presses(Keys.ESCAPE);
        browser.seesNoMore(OPTION);
        assertThat(browser.find(FIELD).getDomProperty("value"), is("0555-12"));
        browser.presses(Keys.ARROW_DOWN);
        browser.sees(OPTION, "Anna Kask");
        browser.find(By.cssSelector("#asterisk-history-text")).click();
        browser.seesNoMore(OPTION);
        types("tartu");
        browser.sees(OPTION, "Tartu Bakery");
        browser.presses(Keys.ENTER);
        browser.sees(By.id("asterisk-dial-chosen"), "Tartu Bakery");
        assertThat("one suggestion is taken, not dialed", browser.shows(By.cssSelector(".ac-call")), is(false));
    }

    @Test
    void givenSomebodyInTheLdapDirectoryWhenTheirNameIsTypedThenTheyAreFoundAndCalled(@TempDir Path empty) throws Exception {
        Database database = component.host().database();
        try (LdapServer directory = LdapServer.start(empty, TestCertificate.make(empty, "localhost", "-keyalg", "RSA"))) {
            System.setProperty("asterisk.ldapServers", directory.url());
            database.setting("ldapStartTls", "false");
            database.setting("ldapBaseDn", LdapServer.BASE);
            database.setting("ldapBindUser", LdapServer.USER);
            assertThat(component.host().run("changeAsteriskLdapPassword", "admin", Map.of("secret", "wrong")).get("successMessage").toString(),
                    containsString("doesn't answer"));
            assertThat(component.host().run("changeAsteriskLdapPassword", "admin", Map.of("secret", LdapServer.SECRET)).get("successMessage"),
                    is("Saved. The LDAP directory answers."));
            types("helmi");
            browser.sees(OPTION, "Directory, Buyer");
            liis.takesPicture("console-directory");
            browser.presses(Keys.ARROW_DOWN, Keys.ENTER);
            browser.sees(By.id("asterisk-dial-chosen"), "Helmi");
            browser.presses(Keys.ENTER);
            liis.callReads("Talking");
            browser.find(By.cssSelector(".ac-call [data-action=TRANSFER]")).click();
            browser.find(By.id("asterisk-transfer-to"));
            browser.presses("star");
            browser.sees(By.cssSelector(".ac-targets"), "Star * (Ltd)");
            browser.presses(Keys.ESCAPE);
            liis.hangsUp();
            liis.callReads("Ended");
        } finally {
            System.clearProperty("asterisk.ldapServers");
        }
    }

    @Test
    void givenANumberThatTheRulesRefuseWhenItIsTypedThenThePageSaysWhyBeforeItIsDialled() throws Exception {
        types("+372 900 12");
        browser.sees(WARNING, "starting with +372900 (too dear) are blocked");
        assertThat(browser.find(WARNING).getDomAttribute("role"), is("status"));
        isAccessible("#asterisk-console");
        liis.takesPicture("console-refused");
        browser.presses(Keys.ENTER);
        liis.dialSays("starting with +372900 (too dear) are blocked");
        types("+372 555 1234");
        browser.seesNoMore(WARNING);
        browser.seesNoMore(By.id("asterisk-dial-error"));
    }

    @Test
    void givenALinkWithANumberWhenItOpensTheConsoleThenTheFieldIsFilledAndNothingIsDialled() {
        browser.goTo(component.base().resolve("/asterisk/control/console?dial=tel:%2B372-555-1234").toString());
        liis.isConnected();
        assertThat(browser.find(FIELD).getDomProperty("value"), containsString("+372-555-1234"));
        browser.waitFor("the number looked up, and no call", driver -> driver.findElements(OPTION).stream()
                .anyMatch(option -> option.getDomProperty("textContent").contains("Anna Kask")) && !browser.shows(By.cssSelector(".ac-call")));
        browser.goTo(component.base().resolve("/asterisk/control/console?dial=%3Cimg%20src=x%20onerror=alert(1)%3E").toString());
        liis.isConnected();
        assertThat(browser.find(FIELD).getDomProperty("value"), startsWith("<img"));
    }

    @Test
    void givenCallsOfManyDaysWhenTheyAreFilteredThenThePageKeepsTheFilterAndGoesOnBelow() throws Exception {
        String day = LocalDate.now().minusDays(OLD.toDays() + 1).toString();
        setDay("asterisk-history-from", day);
        setDay("asterisk-history-to", LocalDate.now().minusDays(OLD.toDays() - 1).toString());
        browser.waitFor("a page of calls", driver -> driver.findElements(ROW).size() == 50);
        browser.find(MORE).click();
        browser.waitFor("all calls", driver -> driver.findElements(ROW).size() == OLD_CALLS);
        browser.seesNoMore(MORE);
        choose("Missed");
        browser.waitFor("missed calls alone", driver -> driver.findElements(ROW).size() == OLD_CALLS / 20);
        assertThat(browser.driver().findElements(By.cssSelector(".ac-history .ac-missed")).size(), is(OLD_CALLS / 20));
        liis.takesPicture("console-missed");
        isAccessible("#asterisk-console");
        liis.reloads();
        browser.waitFor("the same calls", driver -> driver.findElements(ROW).size() == OLD_CALLS / 20);
        opensFilters();
        assertThat(new Select(browser.find(By.id("asterisk-history-outcome"))).getFirstSelectedOption().getText(), is("Missed"));
        browser.find(By.id("asterisk-history-text")).sendKeys("5510020");
        browser.waitFor("one call", driver -> driver.findElements(ROW).size() == 1);
        By account = By.id("asterisk-history-account");
        opensFilters();
        browser.find(account).sendKeys("4712", Keys.ENTER);
        browser.waitFor("no call", driver -> driver.findElements(ROW).isEmpty());
        opensFilters();
        browser.find(account).clear();
        browser.find(account).sendKeys("4711", Keys.ENTER);
        browser.waitFor("the call of the code", driver -> driver.findElements(ROW).size() == 1);
        assertThat(browser.find(By.cssSelector(".ac-export")).getDomProperty("href"), containsString("accountCode=4711"));
        browser.find(By.id("asterisk-history-text")).click();
        browser.seesNoMore(By.cssSelector(".ac-fields"));
        browser.find(By.cssSelector(".ac-filter [type=reset]")).click();
        browser.waitFor("today's calls", driver -> driver.findElements(ROW).stream().noneMatch(row -> row.getText().contains("5510020")));
        assertThat(browser.driver().getCurrentUrl(), not(containsString("outcome")));
    }

    @Test
    void givenAMissedCallWhenItIsCalledBackThenItIsOneClickAndTheNewCallComesOnTop() {
        call("MISSED", Instant.now().minusSeconds(20), Map.of("callCenterGroupId", "SUPPORT", "callerNumber", "3725551234", "partyId", "AST_ANNA",
                "outcomeEnumId", "AST_ABANDONED"));
        liis.reloads();
        WebElement row = browser.waitFor("the missed call", driver -> driver.findElements(By.cssSelector(".ac-history .ac-missed")).stream()
                .filter(missed -> missed.getText().contains("Anna Kask")).findFirst().orElse(null));
        row.findElement(By.cssSelector(".ac-row")).click();
        row.findElement(By.cssSelector(".ac-callBack")).click();
        liis.callWith("Anna Kask", "Talking");
        liis.hangsUp();
        liis.historyReads("Anna Kask", "Outgoing");
        assertThat("the missed call is still there", row.isDisplayed(), is(true));
    }

    @Test
    void givenAPartysProfileWhenItIsOpenedThenItShowsTheirCallsAndCallsThemWithoutScripts() throws Exception {
        call("PORTLET", Instant.now().minus(Duration.ofDays(3)), Map.of("callCenterGroupId", "SUPPORT", "callerNumber", "3725552222",
                "partyId", "AST_MARI", "outcomeEnumId", "AST_ABANDONED"));
        profile("AST_MARI");
        browser.sees(By.id("asterisk-party-calls"), "Incoming");
        isAccessible("#asterisk-party-calls");
        liis.takesPicture("profile-calls");
        browser.driver().executeScript("window.before = true");
        browser.find(By.cssSelector("#asterisk-party-calls form.asterisk-call button")).click();
        browser.waitFor("the profile again", driver -> driver.executeScript(
                "return window.before === undefined && document.readyState === 'complete' && location.href.includes('viewprofile')"));
        liis.opensConsole();
        liis.callWith("Mari Tamm", "Talking");
        liis.hangsUp();
        liis.callReads("Ended");
    }

    private void profile(String partyId) {
        browser.goTo(component.base().resolve("/asterisk/control/openParty?partyId=" + partyId).toString());
        browser.waitFor("the profile of " + partyId, driver -> driver.getCurrentUrl().contains("viewprofile"));
    }

    private void types(String text) {
        WebElement field = browser.find(FIELD);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
    }

    private void setDay(String id, String day) {
        opensFilters();
        browser.driver().executeScript("const [field, day] = arguments; field.value = day;"
                + "field.dispatchEvent(new Event('change', { bubbles: true }));", browser.find(By.id(id)), day);
    }

    private void choose(String outcome) {
        opensFilters();
        new Select(browser.find(By.id("asterisk-history-outcome"))).selectByVisibleText(outcome);
    }

    private void opensFilters() {
        if (!browser.shows(By.cssSelector(".ac-fields"))) {
            browser.find(By.cssSelector(".ac-filters")).click();
        }
    }

    private void isAccessible(String where) throws IOException {
        browser.driver().executeScript(axe);
        for (String scheme : List.of("light", "dark")) {
            browser.colours(scheme);
            for (int width : List.of(1200, 320)) {
                browser.screenWidth(width);
                assertThat(where + ", " + scheme + " at " + width, (List<?>) browser.driver().executeAsyncScript(CHECK, where), is(empty()));
                Object beyond = browser.driver().executeScript(
                        "const part = document.querySelector(arguments[0]); return part.scrollWidth - part.clientWidth", where);
                assertThat("pixels beyond the edge at " + width, (Long) beyond, lessThan(1L));
            }
        }
        browser.screenWidth(1200);
        browser.colours("light");
    }
}

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
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * The component in a real OFBiz, which <code>./test --ofbiz DIR</code> names: data loads, OFBiz's own tests, each page, and calls through the
 * console and a simulated PBX. The log of all that holds no warning of ours.
 */
@Tag("ofbiz")
@EnabledIfSystemProperty(named = "ofbiz.dir", matches = ".+", disabledReason = "./test --ofbiz DIR names an OFBiz")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OfbizIT {

    private static final String AT = "/asterisk/control/";
    private static final Pattern RAW_LABEL = Pattern.compile(">\\s*(Asterisk[A-Z]\\w+)\\s*<");
    private static final String ADMIN = "layeradmin";
    private static final Pattern MAIN_COLOR = Pattern.compile("@blue-main: #(\\p{XDigit}{6});");
    /** The theme fails as a whole where the sheet of its font isn't fetched from elsewhere: it gets one of its own. */
    private static final String WITHOUT_FONT = """
            const { open } = XMLHttpRequest.prototype;
            XMLHttpRequest.prototype.open = function (method, url, ...more) {
              const here = String(url).includes('fonts.googleapis.com') ? '/rainbowstone/flag-icon.min.css' : url;
              return open.call(this, method, here, ...more);
            };""";
    /** What of ours is beyond the right edge of the page; the theme's own bars may be. */
    private static final String STICKING_OUT = """
            const edge = document.documentElement.clientWidth;
            return [...document.querySelectorAll('#content-main-section *')].filter((each) => each.getBoundingClientRect().right > edge + 1
                && each.checkVisibility()).map((each) => each.outerHTML.slice(0, 120));""";
    /** Pages whose pictures are in the admin guide, with the names of these. */
    private static final Map<String, String> PICTURES = Map.of("EditGroup?callCenterGroupId=SUPPORT", "group",
            "EditServer?serverId=DEMO_PBX", "server", "FindPeer", "peers", "diagnostics", "diagnostics", "settings", "settings",
            "wizard?step=5", "wizard");

    @TempDir
    private static Path folder;
    private static RealOfbiz ofbiz;
    private static SimulatedPbx pbx;
    private static List<String> loaded;
    private static List<String> loadedAgain;
    private static List<String> tested;

    @BeforeAll
    static void start() throws Exception {
        ofbiz = RealOfbiz.copy(Path.of(System.getProperty("ofbiz.dir")).toAbsolutePath(), folder.resolve("ofbiz"));
        Path recordings = Files.createDirectories(ofbiz.home().resolve("runtime/recordings")); // allowed without any setting
        pbx = SimulatedPbx.start(0, recordings);
        Files.writeString(ofbiz.home().resolve("runtime/tmp/layer.xml"), """
                <entity-engine-xml>
                    <create>
                        <Party partyId="LAYER_ADMIN" partyTypeId="PERSON" statusId="PARTY_ENABLED"/>
                        <Person partyId="LAYER_ADMIN" firstName="Layer" lastName="Admin"/>
                        <UserLogin userLoginId="%s" partyId="LAYER_ADMIN" enabled="Y" requirePasswordChange="N"
                                currentPassword="{SHA}47b56994cbc2b6d10aa1be30f70165adb305a41a"/>
                        <UserLogin userLoginId="admin" partyId="LAYER_ADMIN" enabled="Y"/>
                        <UserLoginSecurityGroup userLoginId="admin" groupId="SUPER" fromDate="2020-01-01 00:00:00.0"/>
                        <UserLoginSecurityGroup userLoginId="%s" groupId="SUPER" fromDate="2020-01-01 00:00:00.0"/>
                        <SecurityGroup groupId="LAYER_CLERKS"/>
                        <SecurityGroupPermission groupId="LAYER_CLERKS" permissionId="OFBTOOLS_VIEW" fromDate="2020-01-01 00:00:00.0"/>
                        <SecurityGroupPermission groupId="LAYER_CLERKS" permissionId="PARTYMGR_VIEW" fromDate="2020-01-01 00:00:00.0"/>
                        <UserLoginSecurityGroup userLoginId="agent1002" groupId="LAYER_CLERKS" fromDate="2020-01-01 00:00:00.0"/>
                    </create>
                    <AsteriskServer serverId="DEMO_PBX" host="127.0.0.1" port="%d" userName="%s" secret="%s" recordingsLocation="%s"/>
                    <CallCenterGroup callCenterGroupId="SUPPORT" wrapUpSeconds="0"/>
                </entity-engine-xml>
                """.formatted(ADMIN, ADMIN, pbx.port(), pbx.user(), pbx.secret(), recordings));
        loaded = loadAll();
        loadedAgain = loadAll();
        tested = ofbiz.run("--test", "component=asterisk");
        ofbiz.start();
    }

    /** The demo data refer to seed data only, so that they are there whatever this OFBiz was loaded with. */
    private static List<String> loadAll() throws Exception {
        return Stream.of(ofbiz.run("--load-data", "component=asterisk", "--load-data", "readers=seed"),
                ofbiz.run("--load-data", "file=/plugins/asterisk/data/AsteriskDemoData.xml"),
                ofbiz.run("--load-data", "file=/runtime/tmp/layer.xml")).flatMap(List::stream).toList();
    }

    @AfterAll
    static void stop() throws Exception {
        ofbiz.close();
        pbx.close();
    }

    private static WebClient loggedIn(String login) throws Exception {
        WebClient client = new WebClient(ofbiz.base(), RealOfbiz.trusting());
        client.login("/asterisk", login, "ofbiz");
        return client;
    }

    @Test
    @Order(1)
    void theDataLoadTwiceWithoutAWarning() throws Exception {
        for (List<String> lines : List.of(loaded, loadedAgain)) {
            assertThat(lines.stream().filter(line -> line.startsWith("exit code")).distinct().toList(), is(List.of("exit code 0")));
            assertThat(ofbiz.problemsOfOurs(lines), is(empty()));
        }
    }

    @Test
    @Order(1)
    void ofbizsOwnTestsOfTheComponentPass() {
        assertThat(String.join("\n", tested), tested, hasItem("exit code 0"));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> everyPageOfTheAdminIsShown() throws Exception {
        WebClient admin = loggedIn(ADMIN);
        return Stream.of("main", "wizard", "wizard?step=2", "wizard?step=3", "wizard?step=4", "wizard?step=5", "numbers", "FindServer", "EditServer",
                "EditServer?serverId=DEMO_PBX", "FindPeer", "EditPeer?peerId=DEMO_1001", "FindGroup", "EditGroup?callCenterGroupId=SUPPORT",
                "EditGroupEntry?callCenterGroupId=SUPPORT&entrySeqId=00001", "PersonGroups?partyId=AST_AGENT1", "settings", "diagnostics",
                "wallboard", "callReports", "recordings", "callActions", "backup", "groupHours?callCenterGroupId=SUPPORT",
                "groupConsent?callCenterGroupId=SUPPORT", "scoreQuestions?callCenterGroupId=SUPPORT", "scoreReport",
                "groupQueue?callCenterGroupId=SUPPORT", "pagePhones?serverId=DEMO_PBX", "privacy")
                .map(page -> DynamicTest.dynamicTest(page, () -> {
                    HttpResponse<String> shown = admin.get(AT + page);
                    assertThat(shown.body(), shown.statusCode(), is(200));
                    assertThat("the log-in page", shown.body(), not(containsString("name=\"PASSWORD\"")));
                    assertThat(RAW_LABEL.matcher(shown.body()).find() ? shown.body() : "", is(""));
                    assertThat("what OFBiz writes where a template fails", shown.body(), not(containsString("\u220e")));
                    assertThat(shown.body(), not(containsString(pbx.secret())));
                }));
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> noPageOfTheAdminIsShownToAnAgent() throws Exception {
        WebClient agent = loggedIn("agent1001");
        String refused = "permission to view this page";
        return Stream.of("wizard", "FindServer", "EditServer?serverId=DEMO_PBX", "FindPeer", "settings", "diagnostics", "callReports",
                "recordings", "privacy", "callActions", "backup", "groupHours?callCenterGroupId=SUPPORT", "groupQueue?callCenterGroupId=SUPPORT",
                "pagePhones?serverId=DEMO_PBX").map(page -> DynamicTest.dynamicTest(page, () -> {
                    HttpResponse<String> answer = agent.get(AT + page);
                    assertThat(answer.body(), not(containsString("127.0.0.1")));
                    assertThat(answer.statusCode() == 403 ? refused : answer.body(), containsString(refused));
                }));
    }

    @Test
    @Order(2)
    void otherSystemsAskTheApi() throws Exception {
        WebClient nobody = new WebClient(ofbiz.base(), RealOfbiz.trusting());
        String queues = "/asterisk/api/v1/queues";
        assertThat(nobody.ask("GET", queues, Map.of(), HttpResponse.BodyHandlers.ofString()).statusCode(), is(401));
        HttpResponse<String> asked = nobody.ask("GET", queues, Map.of("Authorization", RestClient.basic("agent1001", "ofbiz")),
                HttpResponse.BodyHandlers.ofString());
        assertThat(asked.body(), asked.statusCode(), is(200));
        assertThat(asked.body(), containsString("SUPPORT"));
    }

    /** OFBiz asks for tokens only where an admin chose so. */
    @Test
    @Order(2)
    void noPageOfAnotherSiteChangesAnything() throws Exception {
        WebClient admin = loggedIn(ADMIN);
        Map<String, String> change = Map.of("settingName", "recordOutCalls", "settingValue", "true");
        for (Map<String, String> headers : List.of(Map.of("Origin", "https://evil.example"), Map.of("Sec-Fetch-Site", "same-site"))) {
            assertThat(admin.postFromElsewhere(headers, AT + "changeSetting", change).statusCode(), is(403));
        }
        assertThat(admin.postFromElsewhere(Map.of("Sec-Fetch-Site", "same-origin"), AT + "hangupCall", Map.of("callId", "x")).statusCode(),
                is(not(403)));
    }

    @Test
    @Order(2)
    void theProfileShowsTheCallsOfAParty() throws Exception {
        WebClient admin = new WebClient(ofbiz.base(), RealOfbiz.trusting());
        admin.login("/partymgr", ADMIN, "ofbiz");
        assertThat(admin.get("/partymgr/control/viewprofile?partyId=AST_ANNA").body(), containsString("/asterisk/control/callNumber"));
    }

    @Test
    @Order(3)
    void callsGoOutAndComeInThroughTheConsole() throws Exception {
        try (Browser browser = themed()) {
            AgentPage agent = new AgentPage(browser, ofbiz.base());
            agent.opensConsole();
            logIn(browser, "agent1001");
            agent.isConnected();
            takesTheColorOfTheTheme(browser);

            agent.dials("+3725550000");
            agent.callReads("Talking");
            agent.hangsUp();
            agent.historyReads("Tartu Bakery", "Answered");

            pbx.placeIncomingCall("3725551234", "Anna", "5000");
            agent.isOffered("Anna Kask");
            agent.answers("Anna Kask");
            agent.callReads("Talking");
            browser.waitFor("what the agent may see of the customer, here nothing",
                    page -> !page.findElements(By.cssSelector(".ac-customer[data-loaded=true][hidden]")).isEmpty());
            agent.takesPicture("ofbiz-console");
            agent.hangsUp();
            agent.historyReads("Anna Kask", "Answered");
            agent.opensPastCall("Anna Kask");
            browser.waitFor("a recording of the call", page -> !page.findElements(By.cssSelector(".ac-player audio[src*=recording]")).isEmpty());
            // OFBiz's own pages have theirs: fonts from elsewhere, and a file of words that is not there
            assertThat("errors of our scripts", browser.complaints().stream().filter(line -> line.contains("/asterisk/js/")).toList(), is(empty()));
        }
    }

    private static boolean isThemed(RemoteWebDriver driver) {
        return !"rgba(0, 0, 0, 0)".equals(barColor(driver));
    }

    private static String barColor(RemoteWebDriver driver) {
        return (String) driver.executeScript("return getComputedStyle(document.getElementById('app-bar-line')).backgroundColor");
    }

    private static void takesTheColorOfTheTheme(Browser browser) throws Exception {
        Matcher main = MAIN_COLOR.matcher(Files.readString(ofbiz.home().resolve("themes/rainbowstone/webapp/rainbowstone/RAINBOWSTONE_SAPHIR.less")));
        assertThat("the theme's color", main.find(), is(true));
        String color = IntStream.of(16, 8, 0).mapToObj(shift -> String.valueOf(Integer.parseInt(main.group(1), 16) >> shift & 0xff))
                .collect(Collectors.joining(", ", "rgb(", ")"));
        browser.waitFor("the theme's bar in " + color, driver -> color.equals(barColor(driver)));
        browser.waitFor("the console's accent in " + color, driver -> color.equals(driver.executeScript("""
                const tab = document.getElementById('asterisk-console').shadowRoot.querySelector('.ac-tabs [aria-pressed=true]');
                return getComputedStyle(tab).borderBottomColor;""")));
    }

    @Test
    @Order(4)
    void aCallIsOfferedAndAnsweredOnAPageOfAnotherApplication() throws Exception {
        try (Browser browser = themed()) {
            AgentPage agent = new AgentPage(browser, ofbiz.base());
            agent.opensConsole();
            logIn(browser, "agent1002");
            agent.isConnected();
            Island island = Island.open(browser, ofbiz.base(), "/partymgr/control/viewprofile?partyId=AST_ANNA", () -> theme(browser));
            island.listens();
            pbx.placeIncomingCall("3725551234", "Anna", "5000");
            island.shows("Anna Kask", "Support");
            island.press(".answer");
            island.shows("Anna Kask", "Talking");
            agent.takesPicture("ofbiz-profile");
            island.press(".hang-up");
            island.shows("Ended");
        }
    }

    @Test
    @Order(4)
    void pagesOfTheAdminFitTheThemeOfOfbiz() throws Exception {
        try (Browser browser = themed()) {
            AgentPage admin = new AgentPage(browser, ofbiz.base());
            browser.goTo(ofbiz.base().resolve(AT + "main").toString());
            logIn(browser, ADMIN);
            for (Map.Entry<String, String> page : PICTURES.entrySet()) {
                browser.goTo(ofbiz.base().resolve(AT + page.getKey()).toString());
                browser.find(By.id("content-main-section"));
                browser.waitFor("the theme", OfbizIT::isThemed);
                admin.takesPicture("ofbiz-" + page.getValue());
                assertThat(page + ": what sticks out", (List<?>) browser.driver().executeScript(STICKING_OUT), is(empty()));
            }
            browser.goTo(ofbiz.base().resolve(AT + "importRows?rowKind=PEERS").toString());
            Path file = Files.writeString(folder.resolve("peers.csv"), "serverId,technology,peerName,peerTypeEnumId\n"
                    + "DEMO_PBX,PJSIP,1001,AST_EXTENSION\nDEMO_PBX,PJSIP,2002,AST_EXTENSION\n");
            browser.find(By.name("csvFile")).sendKeys(file.toString());
            browser.find(By.name("check")).click();
            browser.sees(By.cssSelector("body"), "DEMO_PBX PJSIP 2002");
            admin.takesPicture("ofbiz-import");
        }
    }

    /** A browser in which OFBiz's default theme is drawn without a network; the theme is compiled in the browser. */
    private static Browser themed() throws Exception {
        Browser browser = Browser.openWhole();
        theme(browser);
        return browser;
    }

    /** Of the tab that is open. */
    private static void theme(Browser browser) {
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WITHOUT_FONT));
        browser.screen(1440, 860);
    }

    private static void logIn(Browser browser, String login) {
        browser.find(By.name("USERNAME")).sendKeys(login);
        browser.find(By.name("PASSWORD")).sendKeys("ofbiz", Keys.ENTER);
        browser.seesNoMore(By.name("PASSWORD"));
    }

    @Test
    @Order(5)
    void theLogHoldsNoWarningOfOurs() throws Exception {
        assertThat(ofbiz.problemsOfOurs(ofbiz.log()), is(empty()));
        assertThat("debugging of the library", ofbiz.log().stream().filter(line -> line.contains("|ManagerConnectionImpl") && line.contains("|D|"))
                .toList(), is(empty()));
    }
}

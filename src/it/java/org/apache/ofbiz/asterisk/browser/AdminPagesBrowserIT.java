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

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The admin's pages in Chromium: look-ups, settings in their place, rows from a file, on a narrow screen and held against WCAG 2.2 AA. */
@Tag("browser")
class AdminPagesBrowserIT extends BrowserTest {

    private static final String AT = "/asterisk/control/";
    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run('#content-main-section', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
                .then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html))),
                    (failure) => done(['axe failed: ' + failure]));
            """;

    private final RunningComponent component = component();
    private final Browser browser = browser();

    @BeforeAll
    static void logIn() throws Exception {
        browser().goTo(component().base().resolve(AT + "FindPeer").toString());
        new AgentPage(browser(), component().base()).logsIn("admin");
    }

    @AfterEach
    void noComplaints() {
        assertThat("errors in the browser's console", browser.complaints(), is(empty()));
    }

    private void open(String page) {
        browser.goTo(component.base().resolve(AT + page).toString());
    }

    @Test
    void anExtensionIsAssignedByLookUp() {
        open("FindPeer?peerText=trunk");
        browser.find(By.cssSelector("button[data-lookup=Peers_0_partyId]")).click();
        WebElement search = browser.find(By.cssSelector("dialog input[name=searchText]"));
        search.sendKeys("bakery");
        browser.find(By.cssSelector("dialog form button")).click();
        browser.waitFor("one choice", page -> page.findElements(By.cssSelector("dialog [data-value]")).size() == 1);
        browser.find(By.cssSelector("dialog [data-value=AST_BAKERY]")).click();
        assertThat(browser.find(By.id("Peers_0_partyId")).getAttribute("value"), is("AST_BAKERY"));
        browser.find(By.id("Peers_assign")).click();
        browser.sees(By.cssSelector(".message.event"), "Assignments changed: 1");
        browser.sees(By.id("Peers"), "Tartu Bakery");
        component.host().run("updateAsteriskPeer", "admin", Map.of("peerId", "DEMO_TRUNK", "partyId", ""));
    }

    @Test
    void aSettingIsChangedInItsPlaceAndTakenBack() {
        open("settings");
        WebElement row = browser.find(By.xpath("//tr[td[contains(., 'recordingWaitSeconds')]]"));
        WebElement field = row.findElement(By.cssSelector("input[type=text]"));
        field.clear();
        field.sendKeys("many");
        row.findElement(By.cssSelector("td button")).click();
        browser.sees(By.cssSelector("small.problem"), "must be between 1 and 3600");
        row = browser.find(By.xpath("//tr[td[contains(., 'recordingWaitSeconds')]]"));
        field = row.findElement(By.cssSelector("input[type=text]"));
        assertThat("what was typed stays", field.getAttribute("value"), is("many"));
        field.clear();
        field.sendKeys("45");
        row.findElement(By.cssSelector("td button")).click();
        browser.sees(By.id("SettingChanges"), "recordingWaitSeconds");
        assertThat(Settings.of(component.host().delegator()).get(Settings.RECORDING_WAIT_TIME).toSeconds(), is(45L));
        browser.find(By.cssSelector("#SettingChanges form button")).click();
        browser.sees(By.xpath("//tr[td[contains(., 'recordingWaitSeconds')]]"), "File");
    }

    @Test
    void aFileIsShownRowByRowBeforeItIsTakenOver() throws Exception {
        Path file = Files.writeString(folder().resolve("peers.csv"), "serverId,technology,peerName,peerTypeEnumId\n"
                + "DEMO_PBX,PJSIP,1001,AST_EXTENSION\n"
                + "DEMO_PBX,PJSIP,2002,AST_EXTENSION\n");
        open("importRows?rowKind=PEERS");
        browser.find(By.id("CheckRows_csvFile")).sendKeys(file.toString());
        browser.find(By.id("CheckRows_check")).click();
        browser.sees(By.id("RowOutcomes"), "New");
        browser.sees(By.cssSelector(".message.event"), "Preview. New: 1, changed: 0, unchanged: 1");
        browser.find(By.id("ApplyRows_save")).click();
        browser.sees(By.cssSelector(".message.event"), "Imported. New: 1");
        assertThat(component.host().database().rows("AsteriskPeer", "peerName", "2002").size(), is(1));
    }

    @Test
    void aReportIsChosenAndARecordingPlaysFaster() throws Exception {
        Instant began = Instant.parse("2024-03-05T09:00:00Z");
        Map<String, Object> call = new HashMap<>(Map.of("phoneCallId", "REPORTED", "serverId", "DEMO_PBX", "linkedId", "REPORTED",
                "directionEnumId", "AST_INBOUND", "startDate", Timestamp.from(began), "answerDate", Timestamp.from(began.plusSeconds(7)),
                "endDate", Timestamp.from(began.plusSeconds(67)), "callCenterGroupId", "SUPPORT", "outcomeEnumId", "AST_ANSWERED"));
        call.putAll(Map.of("waitSeconds", 7L, "talkSeconds", 60L, "recordingContentId", "REPORTED"));
        Path sound = Files.createDirectories(folder().resolve("recordings")).resolve("reported.wav");
        Host.allowRecordings(sound.getParent());
        AudioFormat format = new AudioFormat(8_000, 16, 1, true, false);
        AudioSystem.write(new AudioInputStream(new ByteArrayInputStream(new byte[2 * 8_000 * 90]), format, 8_000L * 90), AudioFileFormat.Type.WAVE,
                sound.toFile());
        component.host().database().create("DataResource", Map.of("dataResourceId", "REPORTED", "dataResourceTypeId", "LOCAL_FILE", "objectInfo",
                sound.toRealPath().toString(), "mimeTypeId", "audio/wav"));
        component.host().database().create("Content", Map.of("contentId", "REPORTED", "dataResourceId", "REPORTED"));
        component.host().database().create("PhoneCall", call);
        SumMarks.changed(component.host().delegator(), "REPORTED");

        open("callReports?fromDay=2024-03-05&thruDay=2024-03-05");
        browser.sees(By.cssSelector("tr[data-row=total]"), "0:07");
        new Select(browser.find(By.id("ar-reportBy"))).selectByValue("GROUP");
        browser.find(By.cssSelector("#asterisk-reports form button")).click();
        browser.sees(By.cssSelector("tr[data-row=SUPPORT]"), "1:00");
        browser.find(By.cssSelector("#asterisk-reports svg rect"));

        open("recordings?fromDay=2024-03-04&thruDay=2024-03-06");
        browser.find(By.cssSelector("tr[data-row=REPORTED] a")).click();
        new Select(browser.find(By.id("ar-speed"))).selectByValue("1.5");
        browser.waitFor("the speed", page -> Double.valueOf(1.5).equals(page.executeScript("return document.querySelector('audio').playbackRate")));
        isCommentedAndScoredByKeyboard();
    }

    private void isCommentedAndScoredByKeyboard() {
        component.host().run("storeAsteriskScoreQuestion", "admin", Map.of("callCenterGroupId", "SUPPORT", "questionText", "Greeting",
                "fromDate", "2024-01-01 00:00:00.0"));
        browser.find(By.id("ar-second")).clear();
        browser.find(By.id("ar-second")).sendKeys("75");
        browser.find(By.id("ar-text")).sendKeys("Well said", Keys.ENTER);
        browser.sees(By.id("ar-comments"), "Well said");
        browser.find(By.cssSelector("#ar-comments button[data-second]")).sendKeys(Keys.ENTER);
        browser.waitFor("the second", page -> Boolean.TRUE.equals(page.executeScript(
                "return document.querySelector('audio').currentTime >= 75")));
        new Select(browser.find(By.id("ar-q0"))).selectByValue("4");
        browser.find(By.cssSelector("#ar-score button")).sendKeys(Keys.ENTER);
        browser.sees(By.id("ar-sheets"), "75");
        open("scoreReport?by=QUESTION&fromDay=2024-03-04&thruDay=2024-03-06");
        browser.sees(By.id("ar-scores"), "Greeting");
    }

    @Test
    void aReportIsSavedAndScheduledByKeyboard() {
        open("callReports?reportBy=GROUP&period=LAST_WEEK");
        browser.find(By.id("as-newName")).sendKeys("By group", Keys.ENTER);
        browser.sees(By.cssSelector("tr[data-saved] a[aria-current]"), "By group");
        assertThat(new Select(browser.find(By.id("ar-period"))).getFirstSelectedOption().getText(), is("Last week"));
        browser.find(By.id("as-sendFrequency")).sendKeys("Weekly");
        browser.find(By.id("as-sendTo")).sendKeys("boss@evil.example", Keys.ENTER);
        browser.sees(By.tagName("body"), "boss@evil.example: nobody who can log in has this address");
        assertThat("what was typed stays", browser.find(By.id("as-sendTo")).getAttribute("value"), is("boss@evil.example"));
        component.host().database().setting("reportMailDomains", "evil.example");
        browser.find(By.id("as-schedule")).sendKeys(Keys.ENTER);
        browser.sees(By.cssSelector("tr[data-saved]"), "Weekly, Monday, 7:00");
        browser.find(By.cssSelector("tr[data-saved] button")).sendKeys(Keys.ENTER);
        browser.sees(By.tagName("body"), "No saved reports");
    }

    @Test
    void everyPageIsAccessibleAndFitsAPhone() throws Exception {
        component.host().database().create("AsteriskSavedReport", Map.of("savedReportId", "AXE", "reportName", "Weekly", "sendProblem", "Not sent",
                "ownerUserLoginId", "admin"));
        String axe = Files.readString(Path.of("node_modules/axe-core/axe.min.js"));
        AgentPage eyes = new AgentPage(browser, component.base());
        for (String page : List.of("FindPeer", "EditPeer?peerId=DEMO_1001", "FindGroup", "EditGroup?callCenterGroupId=SUPPORT",
                "PersonGroups?partyId=AST_AGENT1", "settings", "importRows?rowKind=PEERS",
                "callReports?savedReportId=AXE", "callReports?reportBy=HOUR_OF_WEEK",
                "recordings?fromDay=2024-03-04&thruDay=2024-03-06&phoneCallId=REPORTED", "scoreReport?fromDay=2024-03-04&thruDay=2024-03-06",
                "scoreQuestions?callCenterGroupId=SUPPORT", "groupConsent?callCenterGroupId=SUPPORT")) {
            String name = "admin-" + page.replaceAll("\\?.*", "").toLowerCase(Locale.ROOT);
            for (int width : List.of(1200, 320)) {
                open(page);
                browser.screenWidth(width);
                browser.find(By.id("content-main-section"));
                browser.driver().executeScript(axe);
                assertThat(page + " at " + width, (List<?>) browser.driver().executeAsyncScript(AXE), is(empty()));
                assertThat(page + ": pixels beyond the edge at " + width, browser.driver().executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"), is(0L));
                eyes.takesPicture(name + (width == 320 ? "-narrow" : ""));
            }
        }
        component.host().run("deleteAsteriskSavedReport", "admin", Map.of("savedReportId", "AXE"));
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        open("settings");
        eyes.speaks("de");
        open("settings");
        browser.sees(By.cssSelector("h2"), "Einstellungen");
        eyes.takesPicture("admin-settings-de");
        eyes.speaks("en");
    }
}

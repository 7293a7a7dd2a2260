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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebTarget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/**
 * As {@link LegibilityIT}, of what is there without a waiting call or comes with it: voicemail, pages of call actions, and a customer's phone that
 * rings. Each state is held against WCAG 2.2 AA, too.
 */
@Tag("browser")
class LegibilityBesideCallsIT extends LegibilityTest {

    private static final String AGENT = "agent1001";
    private static final By ROW = By.cssSelector(".ac-voicemail .ac-row");

    /** As the server answers where the PBX lets messages be changed, which the simulated one doesn't. */
    private static final String MAY_CHANGE_MESSAGES = """
            const real = window.fetch;
            window.fetch = async (...asked) => {
              const answer = await real(...asked);
              if (!new URL(asked[0].url ?? asked[0], location.href).pathname.endsWith('/voicemail')) { return answer; }
              const voicemail = await answer.json();
              voicemail.boxes.forEach((box) => { box.support = 'GIVEN'; });
              return new Response(JSON.stringify(voicemail), answer);
            };
            """;

    @TempDir
    private static Path mailboxes;

    @BeforeAll
    static void prepare() {
        Host.voicemail(mailboxes);
        component().host().database().change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "mailbox", "2000@default"));
    }

    @AfterAll
    static void forget() {
        System.clearProperty("asterisk.voicemailRoots");
        System.clearProperty("asterisk.actionFrames");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenACustomersPhoneThatRingsThenAllWordsCanBeRead(String language) throws Exception {
        begin(language, AGENT);
        page.dials(SILENT);
        see(".ac-call[data-state=RINGING] .ac-hangup");
        browser.sees(By.cssSelector(".ac-redial"), "+372 5550 092");
        legibility.lookEverywhere("outgoing-ringing");
        Axe.holds(browser);
        see(".ac-call[data-state=RINGING] .ac-hangup");
        press(".ac-call .ac-hangup");
        browser.seesNoMore(By.cssSelector(".ac-call[data-state=RINGING]"));
        allWasLegible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenPagesOfCallActionsThenAllWordsCanBeRead(String language) throws Exception {
        try (WebTarget crm = WebTarget.answering(200)) {
            System.setProperty("asterisk.actionFrames", crm.url(""));
            begin(language, AGENT);
            component.pbx().placeIncomingCall(KASK, "", "5000");
            press(".ac-offer .ac-answer");
            String call = browser.find(By.cssSelector(".ac-call[data-state=TALKING]")).getDomAttribute("data-call");
            HubOfPage hub = new HubOfPage(browser);
            String customer = crm.url("/customers/3725551234?queue=SUPPORT");
            for (boolean panel : List.of(true, false)) {
                hub.hears("{type: 'OPEN', callId: '" + call + "', url: '" + customer + "', panel: " + panel + "}");
            }
            browser.waitFor("both pages", driver -> driver.findElements(By.cssSelector(".ac-action-page a")).size() == 2);
            see(".ac-action-page iframe");
            legibility.lookEverywhere("action-pages");
            page.takesPicture("console-action-pages");
            Axe.holds(browser);
            press(".ac-call .ac-hangup");
            browser.seesNoMore(By.cssSelector(".ac-call[data-state=TALKING]"));
            allWasLegible();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de"})
    void givenVoicemailThenAllWordsCanBeRead(String language) throws Exception {
        message("INBOX", 0, "\"Somebody\" <+3725551234>", 8);
        message("INBOX", 1, "\"Bartholomew Featherstonehaugh of the bakery\" <+15550100>", 3_725);
        message("Old", 0, "", 61);
        begin(language, AGENT);
        press("[data-past=voicemail]");
        browser.waitFor("three messages", driver -> driver.findElements(ROW).size() == 3);
        legibility.lookAtHistory("voicemail-unchangeable");
        browser.driver().executeScript(MAY_CHANGE_MESSAGES);
        new HubOfPage(browser).hears("{type: 'VOICEMAIL'}");
        browser.waitFor("three messages", driver -> driver.findElements(ROW).size() == 3);
        legibility.lookAtHistory("voicemail");
        Axe.holds(browser);
        page.takesPicture("console-voicemail-list");
        browser.find(ROW).click();
        see(".ac-voicemail [data-do=delete]");
        legibility.lookAtHistory("voicemail-message");
        press(".ac-voicemail [data-do=forward]");
        see(".ac-voicemail .ac-forward:not([hidden])");
        legibility.lookAtHistory("voicemail-forward");
        Axe.holds(browser);
        press(".ac-voicemail [data-do=showDeleted]");
        legibility.lookAtHistory("voicemail-deleted");
        Axe.holds(browser);
        allWasLegible();
    }

    private static void message(String folder, int number, String caller, int seconds) throws IOException {
        Path place = Files.createDirectories(mailboxes.resolve("default").resolve("2000").resolve(folder));
        Files.writeString(place.resolve("msg000" + number + ".wav"), "sound");
        Files.writeString(place.resolve("msg000" + number + ".txt"), "[message]\ncallerid=" + caller + "\norigtime="
                + Instant.now().minusSeconds(300L * (number + 1)).getEpochSecond() + "\nmsg_id=" + folder + number + "\nduration=" + seconds + "\n");
    }
}

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** An agent hears voicemail in the console, in Chromium, with a real Asterisk. */
@Tag("asterisk")
class VoicemailBrowserIT {

    private static final By FIGURE = By.cssSelector("[data-figure=voicemail]");
    private static final By ROW = By.cssSelector(".ac-voicemail .ac-row");
    private static final By DELETE = By.cssSelector(".ac-voicemail [data-do=delete]");
    private static final Duration TALK = Duration.ofSeconds(4);

    @TempDir
    private Path folder;
    private AsteriskLab lab;

    @Test
    void aMessageIsSeenHeardDeletedAndRestored() throws IOException {
        lab = AsteriskLab.start();
        Host.voicemail(lab.recordingsFolder().resolveSibling("spool").resolve("voicemail"));
        try (Host host = Host.start(folder, this::useLab); Browser browser = Browser.open()) {
            AgentPage liis = new AgentPage(browser, host.base()).startsWork("agent1001");
            assertThat("nothing new", browser.shows(FIGURE), is(false));
            lab.caller("3725551234").named("Anna").dialsAndHangsUp("5040", TALK);
            browser.sees(FIGURE, "Voicemail 1");

            browser.find(FIGURE).click();
            browser.sees(ROW, "Anna Kask");
            browser.find(ROW).click();
            browser.find(By.cssSelector(".ac-voicemail .ac-play")).click();
            browser.waitFor("the sound", page -> seconds(browser) > 0.2);
            liis.takesPicture("console-voicemail");
            Axe.holds(browser);
            browser.colours("light");
            browser.screenWidth(1200);
            browser.waitFor("the end marks it as heard", page -> !browser.shows(FIGURE));

            host.run("requestAsteriskCallback", "agent1001", Map.of("number", "+3725551234", "callCenterGroupId", "SUPPORT"));
            browser.sees(By.cssSelector(".ac-callback-figure:not([data-figure])"), "Callbacks 1");
            browser.find(By.cssSelector("[data-past=missed]")).click();
            browser.find(By.cssSelector("[data-callback] .ac-row")).click();
            browser.find(By.cssSelector("[data-callback] .ac-play"));
            browser.find(By.cssSelector("[data-past=voicemail]")).click();

            browser.find(By.cssSelector(".ac-voicemail [data-do=forward]")).click();
            browser.sees(By.cssSelector(".ac-voicemail .ac-forward option"), "Peeter Mets (1002)");
            Axe.holds(browser);
            browser.find(By.cssSelector(".ac-voicemail [data-do=sendOn]")).click();
            browser.sees(By.cssSelector(".ac-voicemail .ac-sent"), "Message forwarded to Peeter Mets (1002). You keep it, too.");
            browser.find(DELETE).click();
            browser.seesNoMore(ROW);
            browser.find(By.cssSelector(".ac-voicemail [data-do=undo]")).click();
            browser.sees(ROW, "Anna Kask");
            assertThat(browser.complaints(), is(empty()));
            liis.leaves();
        } finally {
            lab.close();
            System.clearProperty("asterisk.voicemailRoots");
        }
    }

    private void useLab(Database database) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "userName", "ofbiz-voicemail"));
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "mailbox", "2000@default"));
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "mailbox", "1002@default"));
        database.setting("defaultRegion", "EE");
    }

    private static double seconds(Browser browser) {
        Object time = browser.driver().executeScript("return document.querySelector('#asterisk-console').shadowRoot"
                + ".querySelector('.ac-voicemail audio').currentTime");
        return time instanceof Number number ? number.doubleValue() : 0;
    }
}

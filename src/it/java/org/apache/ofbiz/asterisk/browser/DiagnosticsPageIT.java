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
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The diagnostics page as an admin sees it, in Chromium, against the embedded host and the simulated PBX. */
@Tag("browser")
class DiagnosticsPageIT extends BrowserTest {

    private static final String PAGE = "/asterisk/control/diagnostics";
    private static final By CONNECTION = By.cssSelector("[data-finding='server-DEMO_PBX-CONNECTION']");

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private static AgentPage admin;

    @BeforeAll
    static void logIn() throws Exception {
        browser().goTo(component().base().resolve(PAGE).toString());
        admin = new AgentPage(browser(), component().base());
        admin.logsIn("admin");
    }

    /** Whatever the test before has left, or failed to. */
    @BeforeEach
    void english() {
        admin.speaks("en");
    }

    @AfterEach
    void noComplaints() {
        assertThat("errors in the browser's console", browser.complaints(), is(empty()));
    }

    private void open() {
        browser.goTo(component.base().resolve(PAGE).toString());
        browser.find(CONNECTION);
    }

    private void picture(String name, int width, int height) throws Exception {
        browser.command("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        admin.takesPicture(name);
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void thePageFollowsWhatHappensWithoutBeingLoadedAgain() throws Exception {
        open();
        browser.driver().executeScript("window.loadedOnce = true");
        component.pbx().placeIncomingCall("3725551234", "", "5000");
        browser.seesNoMore(By.cssSelector("[data-finding='server-DEMO_PBX-RIGHT-CALL_EVENTS']"));
        browser.sees(CONNECTION, "Connected");
        component.pbx().customerHangsUp("3725551234");
    }

    @Test
    void theFigureOfBrowsersChangesInItsPlace() throws Exception {
        open();
        browser.driver().executeScript("window.loadedOnce = true");
        browser.sees(By.cssSelector("[data-finding='browsers-BROWSERS']"), "1"); // the island of this page
        try (Browser other = Browser.open()) {
            new AgentPage(other, component.base()).startsWork("agent1001");
            browser.sees(By.cssSelector("[data-finding='browsers-BROWSERS']"), "2");
        }
        assertThat("was not loaded again", browser.driver().executeScript("return window.loadedOnce"), is(true));
    }

    @Test
    void theTextForSupportCanBeCopied() {
        open();
        browser.command("Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        browser.find(By.cssSelector(".ad-support summary")).click();
        browser.find(By.cssSelector("[data-part=copy]")).click();
        browser.sees(By.cssSelector("[data-part=copied]"), "Copied");
        assertThat((String) browser.driver().executeAsyncScript("navigator.clipboard.readText().then(arguments[0])"), startsWith("Diagnostics, 20"));
    }

    @Test
    void thePageFitsAPhoneAndSpeaksGerman() throws Exception {
        component.host().database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "recordingsLocation", "/var/spool/asterisk/monitor"));
        component.host().database().create("AsteriskServer", Map.of("serverId", "BRANCH", "description", "Branch office", "host", "127.0.0.1",
                "port", 1L, "userName", "ofbiz", "secret", "x", "recordingsLocation", "/var/spool/asterisk/monitor/branch", "enabled", "Y"));
        component.host().run("reloadAsterisk", "admin", Map.of());
        open();
        browser.sees(By.cssSelector("[data-finding='server-BRANCH-CONNECTION']"), "no response from this host");
        browser.sees(By.cssSelector("[data-finding='server-DEMO_PBX-ROUND_TRIP']"), "ms");
        picture("admin-diagnostics", 1200, 1900);
        browser.screenWidth(320);
        assertThat("pixels beyond the edge", browser.driver().executeScript(
                "const page = document.getElementById('asterisk-diagnostics'); return page.scrollWidth - page.clientWidth"), is(0L));
        picture("admin-diagnostics-narrow", 320, 2400);
        admin.speaks("de");
        open();
        browser.sees(CONNECTION, "Verbunden seit");
        picture("admin-diagnostics-de", 1200, 1560);
    }
}

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
import java.nio.file.Path;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Tests of one class go through the setup wizard of a component that was just installed, with one browser and one real PBX. */
abstract class WizardTest {

    static final By SAVE = By.id("aw-save");

    private static AsteriskLab lab;
    private static Host host;
    private static Browser browser;

    @BeforeAll
    static void installComponent(@TempDir Path folder) throws IOException {
        host = Host.startEmpty(folder);
        browser = Browser.open();
    }

    /** @param started the PBX of this class, stopped when its tests are over */
    static void use(AsteriskLab started) {
        lab = started;
    }

    @AfterAll
    static void stopComponent() throws IOException {
        try (AsteriskLab pbx = lab; Host component = host; Browser open = browser) {
            lab = null;
        }
    }

    static AsteriskLab lab() {
        return lab;
    }

    static Host host() {
        return host;
    }

    static Browser browser() {
        return browser;
    }

    /** The server that the wizard has set up. */
    static GenericValue server() {
        return host.database().rows("AsteriskServer").stream().filter(row -> "ofbiz".equals(row.getString("userName"))).findFirst().orElseThrow();
    }

    static void goToStep(int number) {
        browser.goTo(host.base().resolve("/asterisk/control/wizard?serverId=" + server().getString("serverId") + "&step=" + number).toString());
    }

    /** The mark of a step that is done. */
    static By done(int number) {
        return By.cssSelector(".aw-steps li:nth-child(" + number + ")[data-done=true]");
    }

    static By login(String phone) {
        return By.cssSelector("[data-phone='" + phone + "'] [data-assigns]");
    }

    static void type(String name, String text) {
        WebElement field = browser.find(By.name(name));
        field.clear();
        field.sendKeys(text);
    }

    static String value(String name) {
        return browser.find(By.name(name)).getDomProperty("value");
    }

    /** All of the page, for the guide. */
    static void picture(AgentPage admin, String name) throws Exception {
        Object height = browser.driver().executeScript("return document.documentElement.scrollHeight");
        browser.command("Emulation.setDeviceMetricsOverride",
                Map.of("width", 1200, "height", height, "deviceScaleFactor", 1, "mobile", false));
        admin.takesPicture(name);
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }
}

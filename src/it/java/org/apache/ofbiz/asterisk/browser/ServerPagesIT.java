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
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.HashMap;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.asterisk.fixture.TestCertificate;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page of a server, and the wizard, as an admin sees them in Chromium, against the embedded host and the simulated PBX. */
@Tag("browser")
class ServerPagesIT extends BrowserTest {

    private static final By VERDICT = By.cssSelector("#asterisk-server-trial .aw-verdict");
    private static final By RESULT = By.cssSelector("#asterisk-server-trial [data-part=result]");

    private final RunningComponent component = component();
    private final Browser browser = browser();
    private static TestCertificate certificate;
    private static TcpProxy encrypted;

    @BeforeAll
    static void logIn() throws Exception {
        certificate = TestCertificate.make(folder(), "first", "-validity", "30");
        encrypted = new TcpProxy(component().pbx().port(), certificate.listen());
        browser().goTo(address("EditServer?serverId=DEMO_PBX"));
        new AgentPage(browser(), component().base()).logsIn("admin");
    }

    @AfterAll
    static void stop() throws Exception {
        encrypted.close();
    }

    @AfterEach
    void noComplaints() {
        assertThat("errors in the browser's console", browser.complaints(), is(empty()));
    }

    private static String address(String page) {
        return component().base().resolve("/asterisk/control/" + page).toString();
    }

    private void type(String name, String text) {
        WebElement field = browser.find(By.name(name));
        field.clear();
        field.sendKeys(text);
    }

    private void tries() {
        browser.find(By.id("aw-try")).click();
    }

    @Test
    void whatIsTypedIsTriedAndACertificateIsPinnedByOneClick() throws Exception {
        browser.goTo(address("EditServer?serverId=DEMO_PBX"));
        tries();
        browser.sees(VERDICT, "All checks passed");
        type("port", "1");
        type("secret", component.pbx().secret());
        tries();
        browser.sees(VERDICT, "no response from this host");
        browser.sees(VERDICT, "Check the host and port");

        type("port", String.valueOf(encrypted.port()));
        new Select(browser.find(By.name("useTls"))).selectByValue("Y");
        tries();
        browser.sees(VERDICT, "not signed by a trusted issuer");
        browser.sees(RESULT, certificate.fingerprint());
        new AgentPage(browser, component.base()).takesPicture("admin-server-certificate");
        browser.find(By.id("aw-pin")).click();
        assertThat(browser.find(By.name("certificateFingerprint")).getDomProperty("value"), is(certificate.fingerprint()));
        tries();
        browser.sees(VERDICT, "Connected");
        Axe.holds(browser, "#asterisk-server-trial");
        assertThat("only tried", component.host().database().row("AsteriskServer", "serverId", "DEMO_PBX").getString("useTls"), is(not("Y")));
    }

    @Test
    void aCertificateIsPinnedAndAnotherOneRefused() throws Exception {
        Map<String, Object> typed = new HashMap<>(Map.of("serverId", "SECURE", "host", "127.0.0.1", "useTls", "Y",
                "port", (long) encrypted.port(), "userName", component.pbx().user(), "secret", component.pbx().secret()));
        assertThat(run("createAsteriskServer", typed).get("warnings").toString(), containsString("Saved as disabled"));
        assertThat(message("pinAsteriskServerCertificate", Map.of("serverId", "SECURE", "certificateFingerprint",
                certificate.fingerprint().replace('A', 'B').replace('1', '2'))), containsString("different certificate"));
        run("pinAsteriskServerCertificate", Map.of("serverId", "SECURE", "certificateFingerprint", certificate.fingerprint()));
        run("updateAsteriskServer", Map.of("serverId", "SECURE", "enabled", "Y"));
        assertThat(secure().getString("enabled"), is("Y"));

        TestCertificate other = TestCertificate.make(folder(), "other", "-validity", "30");
        try (TcpProxy renewed = new TcpProxy(component.pbx().port(), other.listen())) {
            typed.put("port", (long) renewed.port());
            Map<?, ?> trial = (Map<?, ?>) run("tryAsteriskServer", with(typed, "certificateFingerprint", certificate.fingerprint())).get("trial");
            assertThat(trial.get("text").toString(), allOf(containsString("different certificate"), containsString(other.fingerprint())));
            assertThat(((Map<?, ?>) trial.get("certificate")).get("fingerprint"), is(other.fingerprint()));
            assertThat("the server that works stays as it is", message("updateAsteriskServer", typed), containsString("that OFBiz can connect to"));
            assertThat(secure().getLong("port"), is((long) encrypted.port()));
        }
        run("updateAsteriskServer", Map.of("serverId", "SECURE", "enabled", "N"));
    }

    @Test
    void everyStepOfTheWizardIsAccessible() throws Exception {
        for (String step : new String[] {"newServer=Y", "step=2", "step=3", "step=4", "step=5", "step=6"}) {
            browser.goTo(address("wizard?" + step));
            browser.find(By.id("asterisk-wizard"));
            Axe.holds(browser, "#asterisk-wizard");
        }
    }

    @Test
    void theLinesFollowWhatIsTyped() {
        browser.goTo(address("wizard?newServer=Y"));
        type("userName", "crm");
        type("secret", "s3cret");
        browser.sees(By.id("aw-section"), "[crm]\nsecret = s3cret\ndeny");
    }

    private Map<String, Object> run(String service, Map<String, Object> input) {
        Map<String, Object> result = component.host().run(service, "admin", input);
        assertThat(result.toString(), result.get("responseMessage"), is("success"));
        return result;
    }

    private String message(String service, Map<String, Object> input) {
        return String.valueOf(component.host().run(service, "admin", input).get("errorMessage"));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    private GenericValue secure() {
        return component.host().database().row("AsteriskServer", "serverId", "SECURE");
    }
}

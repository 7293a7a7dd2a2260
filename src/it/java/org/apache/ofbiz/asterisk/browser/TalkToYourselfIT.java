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

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.apache.ofbiz.asterisk.fixture.Tool;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/** What somebody does who has read the README: {@code ./run --pbx lab}, and talks to themselves in the two tabs that its output names. */
@Tag("asterisk")
@Timeout(300)
class TalkToYourselfIT {

    private static final int TONE = 700;
    private static final Pattern ADDRESS = Pattern.compile("(agent|customer) +(http://\\S+)");
    private static final By STATUS = By.id("customer-status");
    private static final By CALL = By.id("customer-call");
    private static final By QUALITY = By.cssSelector(".screenlet");

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Process host;
    private static URI agentsPage;
    private static URI customersPage;
    private static Browser browser;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    private AgentPage liis;
    private PhoneInPage phone;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        Tool.run("npm", "run", "--silent", "phone");
        PagePhoneHouse.hasAnAddress();
        lab = AsteriskLab.startWithPagePhones();
        ProcessBuilder command = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dlog4j2.configurationFile=src/embedded/log4j2.xml",
                "-cp", System.getProperty("java.class.path"), "org.apache.ofbiz.embedded.Main", "--http", "0",
                "--data", folder.resolve("data").toString(), "--pbx", lab.ami().host() + ':' + lab.ami().port(),
                "--recordings", lab.recordingsFolder().toString())).redirectError(ProcessBuilder.Redirect.DISCARD);
        command.environment().putAll(lab.environment());
        host = command.start();
        readAddresses(host.inputReader());
        browser = Browser.openWithMicrophone(Tone.write(folder.resolve("voice.wav"), TONE));
    }

    private static void readAddresses(BufferedReader output) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); agentsPage == null || customersPage == null; line = output.readLine()) {
            assertThat("the host ended: " + said, line != null, is(true));
            said.add(line);
            Matcher address = ADDRESS.matcher(line);
            if (address.find() && address.group(1).equals("agent")) {
                agentsPage = URI.create(address.group(2));
            } else if (address.reset().find()) {
                customersPage = URI.create(address.group(2));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (browser != null) {
            browser.close();
        }
        if (host != null) {
            host.destroy();
            host.waitFor(20, TimeUnit.SECONDS);
        }
        lab.close();
    }

    @AfterEach
    void bothGoHome() {
        List<String> complaints = browser.complaints();
        browser.forgets();
        lab.endAllCalls();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    /** Two tabs of one browser, one of them with a login. */
    private void opensBoth() {
        browser.goTo(agentsPage.toString());
        liis = new AgentPage(browser, agentsPage);
        liis.logsIn("agent1001");
        liis.isConnected();
        phone = new PhoneInPage(browser);
        phone.is("READY");
        browser.opensTab();
        browser.goTo(customersPage.toString());
        browser.sees(STATUS, "Ready");
    }

    @Test
    void theCustomerCallsAndBothHearEachOther() throws IOException {
        opensBoth();
        liis.inTab(1);
        takesAPictureOfTheDevices();
        liis.inTab(2);
        browser.find(CALL).click();
        browser.sees(STATUS, "calling");
        liis.inTab(1);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");

        phone.callIs("TALKING");
        liis.callWith("Anna Kask", "Talking");
        phone.hears(TONE);
        String callId = liis.callIdOf("Anna Kask");
        PictureSheet picture = new PictureSheet();
        picture.add(shot(820));
        browser.find(By.cssSelector(".ac-bars[data-bars='4']"));
        picture("page-phone-call", browser.find(By.cssSelector(".ac-bar")));
        liis.inTab(2);
        browser.sees(STATUS, "Talking");
        customerHears();
        picture.add(shot(820));
        picture.write("talk-to-yourself");
        browser.find(By.id("customer-hang-up")).click();
        browser.sees(STATUS, "Ready");
        liis.inTab(1);
        phone.hasNoCall();
        theCallsPageTellsItsQuality(callId);
    }

    private void takesAPictureOfTheDevices() throws IOException {
        browser.find(By.cssSelector(".ac-page-phone-open")).click();
        browser.find(By.cssSelector(".ac-page-phone-devices button")).click();
        browser.waitFor("the level of the microphone", driver -> Double.parseDouble(
                browser.find(By.id("asterisk-level")).getDomProperty("value")) > 0.2);
        picture("page-phone-devices", browser.find(By.cssSelector(".ac-page-phone-menu")));
        browser.find(By.cssSelector(".ac-page-phone-devices button")).click();
        browser.presses(Keys.ESCAPE);
    }

    private void theCallsPageTellsItsQuality(String callId) throws IOException {
        browser.opensTab();
        browser.waitFor("the quality of the call", driver -> {
            driver.get(agentsPage.resolve("viewCall?phoneCallId=" + PhoneCallRows.idOf(callId)).toString());
            return driver.findElements(QUALITY).stream().anyMatch(part -> part.getText().contains("Lost packets"));
        });
        browser.driver().executeScript("""
                const withoutCallWindow = new CSSStyleSheet();
                withoutCallWindow.replaceSync('#asterisk-island { display: none }');
                document.adoptedStyleSheets.push(withoutCallWindow);""");
        picture("page-phone-quality", browser.driver().findElements(QUALITY).stream().filter(part -> part.getText().contains("Lost packets"))
                .reduce((outer, inner) -> inner).orElseThrow());
    }

    private static void picture(String name, WebElement part) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), part.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void theAgentCallsAnyNumberOutsideAndBothHearEachOther() {
        opensBoth();
        liis.inTab(1);
        liis.dials("+372 555 0000");
        liis.callWith("Tartu Bakery", "Ringing");
        liis.inTab(2);
        browser.sees(STATUS, "Ringing");
        browser.find(By.id("customer-answer")).click();

        browser.sees(STATUS, "Talking");
        customerHears();
        liis.inTab(1);
        liis.callWith("Tartu Bakery", "Talking");
        phone.hears(TONE);
        phone.hangsUp();
        liis.callReads("Ended");
        liis.inTab(2);
        browser.sees(STATUS, "Ready");
    }

    private static byte[] shot(int height) {
        browser.screen(1200, height);
        byte[] png = browser.driver().getScreenshotAs(OutputType.BYTES);
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        return png;
    }

    private void customerHears() {
        browser.waitFor("the agent's tone", driver -> {
            Object strongest = driver.executeAsyncScript("""
                    const done = arguments[0];
                    const sound = document.querySelector('#customer-phone audio');
                    if (!sound.srcObject) { done(0); return; }
                    const context = new AudioContext();
                    const analyser = context.createAnalyser();
                    analyser.fftSize = 8192;
                    context.createMediaStreamSource(sound.srcObject).connect(analyser);
                    setTimeout(() => {
                      const bins = new Float32Array(analyser.frequencyBinCount);
                      analyser.getFloatFrequencyData(bins);
                      const loudest = bins.indexOf(Math.max(...bins));
                      done(bins[loudest] > -60 ? loudest * context.sampleRate / analyser.fftSize : 0);
                      context.close();
                    }, 500);""");
            return Math.abs(((Number) strongest).doubleValue() - TONE) < 20;
        });
    }
}

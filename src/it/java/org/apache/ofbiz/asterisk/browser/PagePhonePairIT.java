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

import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.AGENTS_TONE;
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.ANNA;
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.CUSTOMERS_TONE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.endtoend.InCallSide;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Two page phones with each other, and figures. Takes minutes, so it is in the layer phones. */
@Tag("phones")
class PagePhonePairIT extends PagePhoneTest {

    private static final PrintStream OUT = System.out;
    private static final int COLLEAGUES_TONE = 400;
    private static final int CALLS = 20;
    private static final int SECONDS = 10;

    @AfterEach
    void agentGoesHome() {
        liis.leaves();
        lab.endAllCalls();
    }

    @Test
    void twoAgentsTalkWithPageAndPage(@TempDir Path folder) throws Exception {
        try (Browser other = Browser.openWithMicrophone(Tone.write(folder.resolve("voice.wav"), COLLEAGUES_TONE))) {
            AgentPage peeter = house.comesToWork(other, "agent1002", "PAGE_1102");
            PhoneInPage peeters = new PhoneInPage(other);

            peeter.dials("1101");
            phone.callIs("RINGING");
            phone.answers();

            peeters.callIs("TALKING");
            phone.hears(COLLEAGUES_TONE);
            peeters.hears(AGENTS_TONE);
            browser.screen(1000, 480);
            browser.find(By.cssSelector(".ac-page-phone-open")).click();
            browser.find(By.id("asterisk-ringer"));
            liis.takesPicture("page-phone");
            browser.presses(Keys.ESCAPE);
            phone.hangsUp();
            peeters.hasNoCall();
            phone.hasNoCall();
        }
    }

    @Test
    void whoHoldsAndConsultsHearsAndIsHeardByEachInTurn(@TempDir Path folder) throws Exception {
        try (Browser other = Browser.openWithMicrophone(Tone.write(folder.resolve("voice.wav"), COLLEAGUES_TONE))) {
            house.comesToWork(other, "agent1002", "PAGE_1102");
            PhoneInPage peeters = new PhoneInPage(other);
            InCallSide pbx = house.pbx();
            claims();
            String call = liis.callIdOf("Anna Kask");

            assertThat(pbx.does(1001, call, "HOLD"), is("done"));
            assertThat(pbx.does(1001, call, "CONSULT", "1102"), is("done"));
            peeters.callIs("RINGING");
            assertThat("canceled", pbx.does(1001, call, "RESUME"), is("done"));
            peeters.hasNoCall();
            phone.hears(CUSTOMERS_TONE);

            assertThat(pbx.does(1001, call, "HOLD"), is("done"));
            assertThat(pbx.does(1001, call, "CONSULT", "1102"), is("done"));
            peeters.callIs("RINGING");
            peeters.answers();
            phone.hears(COLLEAGUES_TONE);
            peeters.hears(AGENTS_TONE);
            pbx.awaitControls(1001, its -> its.offered().contains(CallCommand.Kind.SWAP));
            assertThat(pbx.does(1001, call, "SWAP"), is("done"));
            phone.hears(CUSTOMERS_TONE);
            assertThat(pbx.does(1001, call, "SWAP"), is("done"));
            phone.hears(COLLEAGUES_TONE);
            peeters.hears(AGENTS_TONE);

            house.isHeardFromNowOn(COLLEAGUES_TONE, () -> assertThat(pbx.does(1001, call, "COMPLETE"), is("done")));
            peeters.hears(CUSTOMERS_TONE);
            phone.hasNoCall();
            peeters.hangsUp();
            peeters.hasNoCall();
        }
    }

    @Test
    void soundComesSoonAfterTheClickAndCostsLittle() throws Exception {
        List<Long> times = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            lab.caller(ANNA).dials("5004");
            phone.callIs("RINGING");
            times.add(phone.millisToSoundWhenAnswered());
            if (call < CALLS - 1) {
                phone.hangsUp();
                phone.hasNoCall();
                lab.endAllCalls();
            }
        }
        phone.hears(CUSTOMERS_TONE);
        Duration inCall = processorTime();
        phone.hangsUp();
        phone.hasNoCall();
        Duration idle = processorTime();
        Collections.sort(times);
        long p95 = times.get(CALLS * 95 / 100 - 1);
        OUT.println("page phone, from the click to the first sound: " + times + ", p95 " + p95 + " ms; processor time of Chromium in " + SECONDS
                + " s of a call " + inCall.toMillis() + " ms, without a call " + idle.toMillis() + " ms");
        assertThat("p95, ms", p95, lessThan(5_000L));
    }

    /** Of all processes of the browser, while it does what it does for some seconds. */
    private static Duration processorTime() throws InterruptedException {
        Duration before = sum();
        TimeUnit.SECONDS.sleep(SECONDS);
        return sum().minus(before);
    }

    private static Duration sum() {
        return ProcessHandle.current().descendants().filter(process -> process.info().command().orElse("").contains("chromium"))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }
}

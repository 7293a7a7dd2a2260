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
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.SERVICE_NUMBER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.ofbiz.asterisk.fixture.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** An agent who works with Firefox: console and phone in the page, on a real Asterisk. */
@Tag("phones")
class FirefoxIT extends PagePhoneTest {

    private static final Set<String> TALKING = Set.of("1101", "trunk");

    @Override
    Browser opens(Path somewhere) throws IOException {
        return Firefox.openWithMicrophone(AGENTS_TONE);
    }

    @BeforeAll
    static void leadSomewhere() throws IOException, InterruptedException {
        Tool.run("sh", "-ec", Firefox.WAY_OUT);
    }

    @AfterEach
    void agentGoesHome() {
        goesHome();
    }

    @Test
    void aClaimIsAnsweredByThePageAndHandledFromTheConsole() {
        house.forgetsRecordings();
        claims();
        CallButtons buttons = new CallButtons(liis, house.pbx(), false);
        buttons.sendsKeys("1#");
        house.bothAreRecorded();
        buttons.holdsAndResumes(TALKING);
        phone.hears(CUSTOMERS_TONE);
        liis.notes("Wants a new offer");
        liis.hangsUp();
        liis.callReads("Ended");
        phone.hasNoCall();
    }

    @Test
    void aClickToCallIsAnsweredByThePageHeldAndEndedByIt() {
        house.forgetsRecordings();
        liis.dials("+372 555 0000");

        liis.callWith("Tartu Bakery", "Talking");
        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        house.bothAreRecorded();
        browser.find(By.cssSelector(".ac-bars[data-bars='4']"));
        phone.holds();
        phone.isHeld();
        phone.holds();
        phone.isNotHeld();
        phone.hears(CUSTOMERS_TONE);
        phone.hangsUp();
        liis.callReads("Ended");
        phone.is("READY");
    }

    @Test
    void aCallThatRingsIsAnsweredMutedAndTestedWithTheEcho() {
        lab.caller(ANNA).dials("5004");
        phone.callIs("RINGING");
        phone.answers();
        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        phone.mutes();
        phone.isMuted();
        phone.mutes();
        phone.isHeard();
        phone.hangsUp();
        phone.hasNoCall();

        browser.find(By.cssSelector(".ac-page-phone-open")).click();
        browser.find(By.cssSelector(".ac-page-phone-test")).click();
        phone.callIs("TALKING");
        phone.hears(AGENTS_TONE);
        phone.hangsUp();
        phone.hasNoCall();
    }

    @Test
    void aReloadInACallIsWarnedOfAndTheCallIsTakenUpAgain() {
        claims();
        String callId = liis.callIdOf("Anna Kask");

        assertThat("a warning in a call", phone.warns(), is(true));
        liis.reloads();

        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        liis.callWith("Anna Kask", "Talking");
        liis.hangsUp();
        liis.callReads("Ended");
        house.hasOneCall(callId, "CLAIMED RANG ANSWERED CONNECTED HELD LEFT RANG ANSWERED CONNECTED ENDED");
    }

    @Test
    void theConsoleWorksWithTheKeyboardAlone() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        WebElement answer = liis.tabsTo(".ac-offer .ac-answer");
        assertThat(answer.isDisplayed(), is(true));
        browser.presses(Keys.ENTER);
        liis.callWith("Anna Kask", "Talking");
        CallButtons buttons = new CallButtons(liis, house.pbx(), true);
        buttons.holdsAndResumes(TALKING);
        buttons.sendsKeys("12");
        buttons.hangsUp();
        liis.callReads("Ended");
        liis.historyReads("Anna Kask", "Answered");
    }

    /** There are none here, so the browser's own window is played. */
    @Test
    void anotherSpeakerIsChosenInTheBrowsersOwnWindow() {
        browser.driver().executeScript("""
                const loud = { deviceId: 'loud', kind: 'audiooutput', label: 'Loudspeaker', groupId: '' };
                const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
                let shown = [];
                navigator.mediaDevices.selectAudioOutput = async () => { shown = [loud]; return loud; };
                navigator.mediaDevices.enumerateDevices = async () => [...await list(), ...shown];""");
        browser.find(By.cssSelector(".ac-page-phone-open")).click();

        browser.waitFor("another device", driver -> {
            new Select(browser.find(By.id("asterisk-ringer"))).selectByVisibleText("Another device");
            return true;
        });

        browser.waitFor("the loudspeaker as ring device", driver -> "loud".equals(browser.find(By.id("asterisk-ringer")).getDomProperty("value")));
    }

    @Test
    void theOtherTabShowsAndHasThePhoneWhenTheFirstCloses() {
        liis.opensAnotherTab();
        phone.is("READY");
        lab.caller(ANNA).dials("5004");
        phone.callIs("RINGING");
        phone.answers();
        phone.callIs("TALKING");
        liis.inTab(1);
        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        liis.inTab(2);
        phone.hangsUp();
        phone.hasNoCall();
    }
}

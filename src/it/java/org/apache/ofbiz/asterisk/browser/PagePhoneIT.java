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
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** An agent whose phone is the page: SIP over WebSocket to a real Asterisk, with a tone in place of a voice. */
@Tag("asterisk")
class PagePhoneIT extends PagePhoneTest {

    @AfterEach
    void agentGoesHome() {
        goesHome();
    }

    @Test
    void aClaimIsAnsweredByThePageAndBothHearEachOther() {
        house.forgetsRecordings();
        claims();
        CallButtons buttons = new CallButtons(liis, house.pbx(), false);
        buttons.sendsKeys("1#");
        house.bothAreRecorded();
        liis.hangsUp();
        liis.callReads("Ended");
        phone.hasNoCall();
    }

    @Test
    void aClickToCallIsAnsweredByThePageAndBothHearEachOther() throws IOException {
        house.forgetsRecordings();
        liis.dials("+372 555 0000");

        liis.callWith("Tartu Bakery", "Talking");
        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        house.bothAreRecorded();
        browser.find(By.cssSelector(".ac-bars[data-bars='4']"));
        Axe.holds(browser);
        String callId = liis.callIdOf("Tartu Bakery");
        phone.hangsUp();
        liis.callReads("Ended");
        phone.is("READY");
        qualityIsKept(callId);
        browser.find(By.cssSelector(".ac-page-phone-open")).click();
        browser.find(By.cssSelector(".ac-page-phone-devices button")).click();
        browser.waitFor("the level of the microphone", driver -> Double.parseDouble(
                browser.find(By.id("asterisk-level")).getDomProperty("value")) > 0.02);
        Axe.holds(browser);
        browser.find(By.cssSelector(".ac-page-phone-test")).click();
        phone.callIs("TALKING");
        phone.hears(AGENTS_TONE);
        phone.hangsUp();
        phone.hasNoCall();
    }

    /** What the phone measured is with the call, for those who may see the call. */
    private void qualityIsKept(String callId) {
        String phoneCallId = PhoneCallRows.idOf(callId);
        GenericValue kept = house.host().database().await(row -> true, "PhoneCallQuality", "phoneCallId", phoneCallId);
        assertThat(kept.getString("peerId") + ' ' + kept.getString("partyId"), is("PAGE_1101 AST_AGENT1"));
        assertThat(kept.toString(), kept.getLong("score"), is(both(greaterThan(360L)).and(lessThanOrEqualTo(450L))));
        browser.opensTab();
        browser.goTo(house.host().base().resolve("/asterisk/control/viewCall?phoneCallId=" + phoneCallId).toString());
        browser.sees(By.tagName("body"), "Call quality at the phone in the page");
        browser.sees(By.tagName("body"), "Lost packets");
        liis.inTab(1);
    }

    @Test
    void aDirectCallRingsIsAnsweredByAClickHeldAndMutedInTheOtherTab() {
        liis.opensAnotherTab();
        phone.is("READY");
        lab.caller(ANNA).dials("5004");
        phone.callIs("RINGING");
        phone.answers();
        phone.callIs("TALKING");

        phone.mutes();
        phone.isMuted();
        liis.inTab(1);
        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        phone.isMuted();
        phone.mutes();
        phone.isHeard();
        liis.inTab(2);
        phone.hangsUp();
        phone.hasNoCall();
    }

    @Test
    void aReloadInACallIsWarnedOfAndTheCallIsTakenUpAgain() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        assertThat("a warning without a call", phone.warns(), is(false));
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        phone.callIs("TALKING");
        phone.hears(CUSTOMERS_TONE);
        String callId = liis.callIdOf("Anna Kask");
        phone.mutes();
        phone.isMuted();

        assertThat("a warning in a call", phone.warns(), is(true));
        liis.reloads();

        phone.callIs("TALKING");
        phone.isMuted();
        phone.mutes();
        phone.hears(CUSTOMERS_TONE);
        liis.callWith("Anna Kask", "Talking");
        liis.hangsUp();
        liis.callReads("Ended");
        house.hasOneCall(callId, "CLAIMED RANG ANSWERED CONNECTED HELD LEFT RANG ANSWERED CONNECTED ENDED");
    }

    @Test
    void aReloadInACallThatWasDialedLosesNeitherTheCallNorTheRecordingOfWhatComes() {
        house.forgetsRecordings();
        liis.dials("+372 555 0000");
        liis.callWith("Tartu Bakery", "Talking");
        phone.hears(CUSTOMERS_TONE);
        house.bothAreRecorded();
        String callId = liis.callIdOf("Tartu Bakery");

        house.forgetsRecordings();
        liis.reloads();

        phone.callIs("TALKING");
        liis.callWith("Tartu Bakery", "Talking");
        house.bothAreRecorded();
        phone.hangsUp();
        liis.callReads("Ended");
        house.hasOneCall(callId, "CONNECTED HELD LEFT RANG ANSWERED CONNECTED ENDED");
    }

    @Test
    void theAccountOfAPhoneIsForItsUserAloneAndNewAtEachSignIn() {
        Map<String, Object> own = ask("openAsteriskPagePhone", "agent1001", "PAGE_1101");
        Map<String, Object> again = ask("openAsteriskPagePhone", "agent1001", "PAGE_1101");
        assertThat(password(own).length(), is(48));
        assertThat(password(own).equals(password(again)), is(false));
        for (String user : List.of("agent1002", "supervisor", "admin")) {
            for (String service : List.of("leaveAsteriskPagePhone", "takeUpAsteriskPagePhone")) {
                assertThat(service + " by " + user, ServiceUtil.isSuccess(ask(service, user, "PAGE_1101")), is(false));
            }
            assertThat(user, ask("openAsteriskPagePhone", user, "PAGE_1101").containsKey("account"), is(false));
        }
        Map<String, Object> measured = new HashMap<>(Map.of("peerId", "PAGE_1101", "callId", "DEMO_PBX:1", "soundSeconds", "2", "score", "420",
                "worstScore", "410", "lostPerMille", "0", "jitterMillis", "3", "roundTripMillis", "9"));
        assertThat("no call", ServiceUtil.isSuccess(house.host().run("keepAsteriskCallQuality", "agent1001", measured)), is(false));
        measured.put("score", "451");
        assertThat("no score", ServiceUtil.isSuccess(house.host().run("keepAsteriskCallQuality", "agent1001", measured)), is(false));
        assertThat("no number", ServiceUtil.isSuccess(house.host().run("setAsteriskPhoneGateway", "admin", Map.of("serverId", "DEMO_PBX", "socketUrl",
                "wss://127.0.0.1/ws", "echoNumber", "600@elsewhere"))), is(false));
        assertThat("a desk phone", ask("openAsteriskPagePhone", "agent1001", "DEMO_1001").containsKey("account"), is(false));
    }

    private static Map<String, Object> ask(String service, String user, String peerId) {
        return house.host().run(service, user, Map.of("peerId", peerId));
    }

    private static String password(Map<String, Object> result) {
        return (String) ((Map<?, ?>) result.get("account")).get("password");
    }
}

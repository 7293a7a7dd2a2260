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

import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.ANNA;
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.CUSTOMERS_TONE;
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.SERVICE_NUMBER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages that go for good, and networks that fail, in a call. Takes minutes, so it is in the layer phones. */
@Tag("phones")
class PagePhoneFaultsIT extends PagePhoneTest {

    private static final PrintStream OUT = System.out;

    @AfterEach
    void agentGoesHome() {
        liis.leaves();
        lab.phone("1001").unregisters();
        lab.endAllCalls();
    }

    private String talksToAnna() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        phone.hears(CUSTOMERS_TONE);
        return liis.callIdOf("Anna Kask");
    }

    @Test
    void aPageThatDoesNotComeBackLeavesTheCallerToTheOtherPhone() {
        lab.phone("1001").answers();
        String callId = talksToAnna();

        browser.goTo("about:blank");

        house.pbx().awaitTogether(Set.of("1001", "trunk"));
        lab.endAllCalls();
        house.hasOneCall(callId, "CONNECTED HELD LEFT RANG ANSWERED CONNECTED ENDED");
    }

    @Test
    void aPageThatDoesNotComeBackLeavesTheCallerToTheGroup() {
        String callId = talksToAnna();

        browser.goTo("about:blank");

        house.pbx().awaitGone("1101");
        liis.opensConsole();
        liis.isConnected();
        liis.isOffered("Anna Kask");
        assertThat(liis.callIdOf("Anna Kask"), is(callId));
    }

    @Test
    void aCutOfFiveSecondsLeavesTheCallAsItWas() throws Exception {
        String callId = talksToAnna();

        cut(Duration.ofSeconds(5));
        Instant healed = Instant.now();
        phone.hears(CUSTOMERS_TONE);
        figure("cut of 5 s: sound", healed);
        phone.is("READY");

        // longer than a request that was lost in the cut is waited for
        for (Instant until = Instant.now().plusSeconds(40); Instant.now().isBefore(until); lasts(Duration.ofSeconds(1))) {
            assertThat(house.pbx().shown().toString(), house.pbx().together().contains(Set.of("1101", "trunk")), is(true));
        }
        phone.hears(CUSTOMERS_TONE);
        liis.callWith("Anna Kask", "Talking");
        liis.hangsUp();
        liis.callReads("Ended");
        house.hasOneCall(callId, "ANSWERED CONNECTED ENDED");
    }

    @Test
    void aCutOfThirtySecondsIsToldAndTheCallerIsOfferedAgain() throws Exception {
        String callId = talksToAnna();

        house.cutNetwork();
        Instant cut = Instant.now();
        phone.isBroken();
        figure("cut of 30 s: told", cut);
        house.pbx().awaitGone("1101");
        figure("cut of 30 s: the PBX has taken the phone out of the call", cut);
        liis.isOffered("Anna Kask");
        figure("cut of 30 s: the caller is offered again", cut);
        assertThat(liis.callIdOf("Anna Kask"), is(callId));
        phone.hasNoCall();
        phone.says("connection to the PBX is interrupted");
        lasts(Duration.between(Instant.now(), cut.plusSeconds(30)));
        house.healNetwork();
        Instant healed = Instant.now();
        phone.is("READY");
        figure("cut of 30 s: registered", healed);
        phone.says("this phone lost the call");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        phone.hears(CUSTOMERS_TONE);
        figure("cut of 30 s: talks again", healed);
        liis.hangsUp();
        liis.callReads("Ended");
        house.hasOneCall(callId, "ANSWERED CONNECTED ENDED");
    }

    private static void cut(Duration length) throws Exception {
        house.cutNetwork();
        lasts(length);
        house.healNetwork();
    }

    /** How long a cut lasts is what is tried, so this waits for nothing else. */
    private static void lasts(Duration length) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Math.max(0, length.toMillis()));
    }

    private static void figure(String what, Instant since) {
        OUT.println("page phone, " + what + " after " + Duration.between(since, Instant.now()).toMillis() + " ms");
    }
}

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
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.SOUND_ADDRESS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.TestCertificate;
import org.apache.ofbiz.asterisk.fixture.Tool;
import org.apache.ofbiz.asterisk.fixture.TurnServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/**
 * A page phone behind a firewall that lets no UDP through, so that its sound needs the TURN server. Needs a network namespace without other
 * addresses, as the layer phones has.
 */
@Tag("phones")
class PagePhoneTurnIT extends PagePhoneTest {

    private static final PrintStream OUT = System.out;
    private static final String SECRET = "north star";
    private static final String RELAY_PORTS = TurnServer.FIRST_RELAY + "-" + TurnServer.LAST_RELAY;
    /** UDP passes between the TURN server's relay and the PBX alone. */
    private static final String FIREWALL = """
            ip rule add pref 10 lookup local; ip rule del pref 0
            ip rule add pref 3 ipproto udp sport %1$s lookup local; ip rule add pref 4 ipproto udp dport %1$s lookup local
            ip rule add pref 5 to %2$s/32 ipproto udp blackhole""".formatted(RELAY_PORTS, SOUND_ADDRESS);
    private static final long A_LITTLE_SOUND = 10_000;

    private static TurnServer turn;

    @BeforeAll
    static void putUpAFirewall(@TempDir Path folder) throws Exception {
        turn = TurnServer.start(folder, SOUND_ADDRESS, SECRET, TestCertificate.make(folder, "turn", "-keyalg", "RSA", "-ext",
                "san=ip:127.0.0.1"));
        Tool.run("sh", "-ec", FIREWALL);
    }

    @AfterAll
    static void takeTheFirewallAway() throws Exception {
        Tool.run("sh", "-ec", "ip rule add pref 0 lookup local; for pref in 3 4 5 10; do ip rule del pref $pref; done");
        turn.close();
    }

    @AfterEach
    void agentGoesHome() {
        liis.leaves();
        lab.endAllCalls();
    }

    /** What an admin enters; pages take it when they are loaded. */
    private void adminSets(String turnUrls, String secret) {
        house.host().run("setAsteriskPhoneGateway", "admin", Map.of("serverId", "DEMO_PBX", "socketUrl",
                "wss://127.0.0.1:" + house.network().port() + "/ws", "dailyPasswords", "Y", "echoNumber", "*43", "turnUrls", turnUrls,
                "turnSecret", secret));
        liis.reloads();
        phone.is("READY");
    }

    private String answersAnna() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        phone.callIs("TALKING");
        return liis.callIdOf("Anna Kask");
    }

    @Test
    void soundPassesByTheTurnServerAlone() {
        soundPassesBy(turn.url());
    }

    @Test
    void soundPassesByTheTurnServerWithTls() {
        soundPassesBy(turn.tlsUrl());
    }

    private void soundPassesBy(String url) {
        adminSets(url, SECRET);
        house.forgetsRecordings();
        int before = turn.relayed().size();
        phone.watchesWays();
        Instant clicked = Instant.now();

        answersAnna();

        phone.hears(CUSTOMERS_TONE);
        OUT.println("page phone, " + url + ": sound " + Duration.between(clicked, Instant.now()).toMillis() + " ms after the call came");
        house.bothAreRecorded();
        assertThat(phone.ways(), is(List.of("relay")));
        liis.hangsUp();
        liis.callReads("Ended");
        TurnServer.Relayed relayed = Await.until(() -> turn.relayed().stream().skip(before).filter(session -> session.toPeers() > A_LITTLE_SOUND)
                .findFirst(), turn::log);
        OUT.println("page phone, " + url + ": " + relayed);
        assertThat(relayed.fromPeers(), greaterThan(A_LITTLE_SOUND));
        long end = Long.parseLong(relayed.userName().split(":")[0]);
        long now = Instant.now().getEpochSecond();
        assertThat(relayed.userName(), end - now, is(both(greaterThan(Duration.ofMinutes(715).toSeconds()))
                .and(lessThanOrEqualTo(Duration.ofHours(12).toSeconds()))));
    }

    @Test
    void anAdminEntersTheTurnServerInThePage() {
        liis.leaves();
        browser.goTo(house.host().base().resolve("/asterisk/control/pagePhones?serverId=DEMO_PBX").toString());
        liis.logsIn("admin");
        browser.find(By.id("EditPhoneGateway_turnUrls")).clear();
        browser.find(By.id("EditPhoneGateway_turnUrls")).sendKeys(turn.url());
        browser.find(By.id("EditPhoneGateway_turnSecret")).sendKeys(SECRET);
        browser.find(By.id("EditPhoneGateway_save")).click();
        house.host().database().await(row -> turn.url().equals(row.getString("turnUrls")), "AsteriskPhoneGateway", "serverId", "DEMO_PBX");
        liis.leaves();
        house.comesToWork();

        answersAnna();

        phone.hears(CUSTOMERS_TONE);
    }

    @Test
    void aWrongSecretIsToldAndTheCallerIsOfferedAgain() {
        adminSets(turn.url(), "another");

        failsWith("the TURN server refused the password of this phone");
    }

    @Test
    void aTurnServerThatIsNotReachedIsTold() {
        adminSets("turn:127.0.0.1:9?transport=tcp", SECRET);

        failsWith("the TURN server couldn't be used");
    }

    @Test
    void noTurnServerIsTold() {
        adminSets("", SECRET);

        failsWith("ask your admin for a TURN server");
    }

    /** As in a page whose computer slept through the time for new passwords. */
    @Test
    void aPasswordThatHasExpiredIsTold() {
        adminSets(turn.url(), SECRET);
        String user = Instant.now().minusSeconds(60).getEpochSecond() + ":agent1001";
        browser.driver().executeScript("""
                const [username, credential] = arguments;
                const Connection = RTCPeerConnection;
                window.RTCPeerConnection = function (configuration) {
                  configuration.iceServers.forEach((server) => Object.assign(server, { username, credential }));
                  return new Connection(configuration);
                };""", user, passwordOf(user));

        failsWith("the TURN server refused the password of this phone");
    }

    @Test
    void aTurnServerThatDoesNotReachThePbxIsTold() throws Exception {
        adminSets(turn.url(), SECRET);
        Tool.run("sh", "-ec", "ip rule del pref 3; ip rule del pref 4");
        try {
            failsWith("nothing passes between the TURN server and the PBX");
        } finally {
            Tool.run("sh", "-ec", "ip rule add pref 3 ipproto udp sport " + RELAY_PORTS + " lookup local; ip rule add pref 4 ipproto udp dport "
                    + RELAY_PORTS + " lookup local");
        }
    }

    @Test
    void aPageThatStaysOpenGetsANewPasswordBeforeTheOldOneEnds() {
        adminSets(turn.url(), SECRET);
        browser.driver().executeScript("const now = window.Date.now; window.Date.now = () => now() + 7 * 3600 * 1000;");

        registersAgain();

        browser.waitFor("a second account", driver -> ((Number) driver.executeScript("return performance.getEntriesByType('resource')"
                + ".filter(({ name }) => name.includes('openPagePhone')).length")).intValue() == 2);
        registersAgain();
        answersAnna();
        phone.hears(CUSTOMERS_TONE);
    }

    private void registersAgain() {
        house.network().takeDown();
        phone.is("FAILED");
        house.network().heal();
        phone.is("READY");
    }

    /** The agent reads why, and the caller isn't lost. */
    private void failsWith(String words) {
        String callId = answersAnna();
        Instant answered = Instant.now();

        phone.says(words);

        OUT.println("page phone, no way for the sound: told after " + Duration.between(answered, Instant.now()).toMillis() + " ms: " + words);
        phone.hasNoCall();
        liis.isOffered("Anna Kask");
        assertThat(liis.callIdOf("Anna Kask"), is(callId));
        OUT.println("page phone, no way for the sound: offered again after " + Duration.between(answered, Instant.now()).toMillis() + " ms");
    }

    private static String passwordOf(String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

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
package org.apache.ofbiz.asterisk.flows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.embedded.entity.DerbyDelegator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a click to call asks the database, and that it sees at once what was taken from the user: each is the next click after the change. */
@Tag("embedded")
class ClickQueriesIT {

    private static final String USER = "agent1001";
    private static final String NUMBER = "+37253350001";
    private static final Map<String, Object> PHONE = Map.of("peerId", "DEMO_1001");

    private static HostWithPbx<PbxPlayer> site;
    private static Host host;
    private static Database database;
    private WebClient browser;
    private String token;
    private final List<Runnable> undo = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        site = HostWithPbx.refusing(data, rows -> rows.setting("callsPerHour", "1000"));
        host = site.host();
        database = host.database();
    }

    @BeforeEach
    void login() {
        login(USER);
    }

    private void login(String user) {
        browser = new WebClient(host.base());
        browser.get("/asterisk/control/main");
        token = WebClient.meta(browser.login("/asterisk", user, "ofbiz").body(), "csrf-token");
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    @AfterEach
    void giveBack() {
        undo.forEach(Runnable::run);
    }

    private String click() {
        return browser.postByScript(token, "/asterisk/control/originateCall", Map.of("number", NUMBER)).body();
    }

    private void placesACall() throws InterruptedException {
        assertThat(click(), containsString("\"ok\":true"));
        assertThat(site.pbx().received("Originate").toString(), containsString("53350001"));
    }

    private void change(String entity, Map<String, ?> key, String field, Object taken, Object given) {
        undo.add(() -> write(entity, key, field, given));
        write(entity, key, field, taken);
    }

    private static void write(String entity, Map<String, ?> key, String field, Object value) {
        Map<String, Object> fields = new HashMap<>(key);
        fields.put(field, value);
        database.change(entity, fields);
    }

    private AutoCloseable opensConsole() {
        Heard<CharSequence> heard = new Heard<>();
        WebSocket socket = browser.openSocket("/asterisk/ws/callcenter", new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                heard.add(data.toString());
                webSocket.request(1);
                return null;
            }
        });
        heard.await(text -> true);
        return socket::abort;
    }

    /** What the third click asks: what OFBiz keeps is known then. */
    private List<String> asked() {
        click();
        click();
        List<String> asked = new CopyOnWriteArrayList<>();
        DerbyDelegator delegator = (DerbyDelegator) host.delegator();
        delegator.watch(entity -> {
            if (Thread.currentThread().getName().matches("http-.*|asterisk-request.*")) {
                asked.add(entity);
            }
        });
        try {
            click();
        } finally {
            delegator.watch(entity -> { });
        }
        return asked;
    }

    @Test
    void aClickAsksForThePhonesTheirSeatsAndTheRules() {
        List<String> asked = asked();

        asked.remove("UserLogin"); // rights of who has no console are forgotten every few seconds
        // the user's phones, who sits where, which one they chose; which rules fit; how the phone rings
        assertThat(asked, containsInAnyOrder("AsteriskPeerAndServer", "AsteriskSeat", "AsteriskAgentState", "AsteriskOutboundRule",
                "AsteriskPeerAndServer"));
    }

    @Test
    void withAConsoleTheChosenPhoneAndRightsAreKnown() throws Exception {
        login("agent1002"); // what is known of an agent stays for a while
        try (AutoCloseable console = opensConsole()) {
            assertThat(asked(), containsInAnyOrder("AsteriskPeerAndServer", "AsteriskSeat", "AsteriskOutboundRule", "AsteriskPeerAndServer"));
        }
    }

    @Test
    void aPhoneThatWasTakenAwayRingsNoMore() throws InterruptedException {
        placesACall();
        write("AsteriskPeer", PHONE, "partyId", null);
        undo.add(() -> write("AsteriskPeer", PHONE, "partyId", "AST_AGENT1"));
        change("AsteriskPeer", PHONE, "userLoginId", null, USER);
        assertThat(click(), containsString("NO_EXTENSION"));
    }

    @Test
    void aPhoneOfAServerThatWasDisabledRingsNoMore() throws InterruptedException {
        placesACall();
        change("AsteriskServer", Map.of("serverId", "DEMO_PBX"), "enabled", "N", "Y");
        assertThat(click(), containsString("NO_EXTENSION"));
    }

    @Test
    void aPhoneAtWhichSomebodyElseSitsRingsNoMore() throws InterruptedException {
        placesACall();
        Timestamp tomorrow = new Timestamp(System.currentTimeMillis() + 86_400_000);
        database.create("AsteriskSeat", Map.of("peerId", "DEMO_1001", "userLoginId", "agent1002", "untilDate", tomorrow));
        undo.add(() -> write("AsteriskSeat", PHONE, "untilDate", new Timestamp(0)));
        assertThat(click(), containsString("NO_EXTENSION"));
    }

    @Test
    void aRuleThatBlocksCountsForTheNextClick() throws InterruptedException {
        placesACall();
        database.create("AsteriskOutboundRule", Map.of("numberPrefix", "+3725335", "ruleType", "BLOCK"));
        undo.add(() -> write("AsteriskOutboundRule", Map.of("numberPrefix", "+3725335"), "ruleType", "ALLOW"));
        assertThat(click(), containsString("NUMBER_BLOCKED"));
    }

    @Test
    void aPermissionOfARuleThatWasTakenAwayCountsForTheNextClick() throws InterruptedException {
        database.create("AsteriskOutboundRule", Map.of("numberPrefix", "+37253350", "ruleType", "ALLOW", "permissionId", "ASTERISK_AGENT"));
        undo.add(() -> write("AsteriskOutboundRule", Map.of("numberPrefix", "+37253350"), "permissionId", null));
        placesACall();
        change("AsteriskOutboundRule", Map.of("numberPrefix", "+37253350"), "permissionId", "ASTERISK_NOBODY", "ASTERISK_AGENT");
        assertThat(click(), containsString("NUMBER_NEEDS_PERMISSION"));
    }

    @Test
    void aSecurityGroupThatEndedCountsForTheNextClick() throws InterruptedException {
        placesACall();
        Timestamp since = Timestamp.valueOf("2020-01-01 00:00:00");
        change("UserLoginSecurityGroup", Map.of("userLoginId", USER, "groupId", "ASTERISK_AGENT", "fromDate", since), "thruDate",
                new Timestamp(System.currentTimeMillis() - 1_000), null);
        assertThat(click(), not(containsString("\"ok\":true"))); // the user is logged out
    }
}

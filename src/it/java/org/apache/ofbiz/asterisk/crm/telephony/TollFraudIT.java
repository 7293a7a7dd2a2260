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
package org.apache.ofbiz.asterisk.crm.telephony;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a user has something dialled asks the same rules: on a running component with a simulated PBX. */
@Tag("embedded")
@Tag("security")
class TollFraudIT {

    private static final Timestamp LONG_AGO = Timestamp.valueOf("2020-01-01 00:00:00");
    private static final List<String> FOREIGN = List.of("+49 30 901820", "0049 30 901820", "011 49 30 901820", "9011 49 30 901820",
            "0011 49 30 901820", "00 00 49 30 901820", "000 49 30 901820", "49 30 901820 77", "++49 30 901820", "+0049 30 901820",
            "+49 (0)30 901820", "tel:+49-30-901820", "tel:%2B4930901820", "tel:30-901820;phone-context=+49", "sip:+4930901820@x;user=phone",
            "\uff0b\uff14\uff19 30 901820", "\u0664\u0669 30 901820 77", "+4\u200b9 30 901820", "+49_30_901820", "+49 30 901820 x7",
            "+49 30 901820,,7", "0,0049 30 901820", "0w00p4930901820", "+49 30 901820 12345", "#31#0049 30901820", "*67 0049 30901820",
            "+999 30 901820", "+1 876 555 1234");

    @TempDir
    private static Path folder;
    private static HostWithPbx<SimulatedPbx> site;
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        site = HostWithPbx.simulated(folder, prepared -> {
            prepared.setting("chargedCallsPerHour", "1000");
        });
        host = site.host();
        database = host.database();
        host.awaitConnected();
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    private record Told(String refused) {
    }

    private static Told dials(String user, String number) {
        Map<String, Object> result = host.run("originateCall", user, Map.of("number", number));
        return new Told(ServiceUtil.isSuccess(result) ? "" : String.valueOf(result.get("refusalCode")));
    }

    private static void grant(String permission, boolean granted) {
        GenericValue row = database.row("SecurityGroupPermission", "groupId", "ASTERISK_AGENT", "permissionId", permission);
        Map<String, Object> change = new HashMap<>(Map.of("groupId", "ASTERISK_AGENT", "permissionId", permission,
                "fromDate", row.getTimestamp("fromDate")));
        change.put("thruDate", granted ? null : LONG_AGO);
        database.change("SecurityGroupPermission", change);
    }

    @Test
    void aForeignNumberIsRefusedWithoutPermissionAndPlacedWithIt() {
        grant("ASTERISK_DIAL_INTL", false);
        List<String> wrong = new ArrayList<>();
        Attacks attacks = new Attacks("foreign numbers that the running component is asked to call");
        try {
            FOREIGN.forEach(number -> attacks.attack(number, dials("agent1001", number).refused()
                    .matches("INTERNATIONAL_NOT_PERMITTED|PREMIUM_NOT_PERMITTED")));
        } finally {
            grant("ASTERISK_DIAL_INTL", true);
        }
        // codes of features are none that this PBX has, and what is behind them may be dear
        FOREIGN.stream().filter(number -> !dials("agent1001", number).refused().matches(number.startsWith("*") || number.startsWith("#")
                ? "NOT_IN_DIALPLAN|PREMIUM_NOT_PERMITTED" : "")).forEach(number -> wrong.add("not placed: " + number));
        assertThat(wrong, empty());
        attacks.held();
    }

    @Test
    void aTestCallIsOneOfItsUser() {
        grant("ASTERISK_DIAL_INTL", false);
        try {
            String peerId = database.row("AsteriskPeer", "peerName", "1001").getString("peerId");
            host.run("startAsteriskTestCall", "admin", Map.of("peerId", peerId, "number", "+49 30 901820"));
            Map<String, Object> test = host.run("getAsteriskTestCall", "admin", Map.of());
            Attacks attacks = new Attacks("test call to a foreign number");
            attacks.attack("placed", String.valueOf(test.get("text")).contains("ASTERISK_DIAL_INTL"));
            attacks.held();
        } finally {
            grant("ASTERISK_DIAL_INTL", true);
        }
    }

    @Test
    void aPhoneThatIsANumberOutsideIsNotRung() {
        database.create("AsteriskPeer", Map.of("peerId", "ABROAD", "serverId", "DEMO_PBX", "technology", "Local", "peerTypeEnumId",
                "AST_EXTENSION", "peerName", "004930901820@outbound", "userLoginId", "agent1003", "partyId", "AST_AGENT3", "enabled", "Y"));
        grant("ASTERISK_DIAL_INTL", false);
        try {
            Map<String, Object> result = host.run("originateCall", "agent1003", Map.of("number", "1001", "extension", "ABROAD"));
            Attacks attacks = new Attacks("phone that is a number outside");
            attacks.attack("rung", "INTERNATIONAL_NOT_PERMITTED".equals(result.get("refusalCode")));
            attacks.held();
        } finally {
            grant("ASTERISK_DIAL_INTL", true);
        }
    }

    @Test
    void whoReachesTheLimitIsStoppedAndSeenAndStillGetsHelp() {
        database.setting("callsPerHour", "1");
        try {
            dials("agent1002", "+49 30 901820");
            Attacks attacks = new Attacks("calls above the limit");
            for (String number : List.of("+49 30 901820", "0049 30 901821", "+1 876 555 1234")) {
                attacks.attack(number, "CALL_LIMIT_REACHED".equals(dials("agent1002", number).refused()));
            }
            attacks.held();
            assertThat("emergencies are no calls that count", dials("agent1002", "112").refused(), is(""));
            assertThat("nor are colleagues", dials("agent1002", "1001").refused(), is(""));
            assertThat(CallCenter.of(host.delegator()).orElseThrow().dialLimits().usersStopped(), is(1L));
            List<?> sections = (List<?>) host.run("asteriskDiagnostics", "admin", Map.of()).get("sections");
            assertThat(String.valueOf(sections).contains("CALL_LIMIT"), is(true));
        } finally {
            database.setting("callsPerHour", "300");
        }
    }
}

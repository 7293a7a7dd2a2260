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
package org.apache.ofbiz.asterisk.crm.numbers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom somebody may mean who types a name or a number, and what the rules say of it before it is dialled. */
@Tag("embedded")
class NumberSearchIT {

    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.await(state -> "DONE".equals(state.getString("phase")), "AsteriskNumberIndexState");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Map<String, Object> search(String user, String text) {
        Map<String, Object> found = host.run("findNumbersToCall", user, Map.of("text", text));
        assertThat(ServiceUtil.getErrorMessage(found), ServiceUtil.isSuccess(found), is(true));
        return found;
    }

    /** Names and numbers as they are suggested. */
    private static List<String> suggested(String text) {
        List<String> names = new ArrayList<>(); ((List<?>) search("crmuser", text).get("entries")).forEach(entry -> {
            if (entry instanceof Map<?, ?> map && "PARTY".equals(map.get("kind"))) {
                names.add(map.get("name") + " " + map.get("number"));
            }
        });
        return names;
    }

    @Test
    void aPartyIsFoundByTheBeginningsOfTheWordsOfItsName() {
        for (String text : List.of("an", "ANNA", "kask", "kas ann", "anna kask", "  Kask,  Anna ")) {
            assertThat(text, suggested(text), is(List.of("Anna Kask +3725551234")));
        }
        for (String text : List.of("bakery", "tar", "bak tar")) {
            assertThat(text, suggested(text), is(List.of("Tartu Bakery +3725550000")));
        }
        assertThat(suggested("tamm"), is(List.of("Jaan Tamm +3725552222", "Mari Tamm +3725552222")));
        assertThat(suggested("tamm jaan"), is(List.of("Jaan Tamm +3725552222")));
        for (String text : List.of("a", "nna", "anna tamm", "%", "_a", "' OR 1=1 --", "anna kask tartu")) {
            assertThat(text, suggested(text), empty());
        }
    }

    @Test
    void aPartyIsFoundByTheBeginningOrTheEndOfItsNumberHoweverItIsTyped() {
        for (String text : List.of("5551234", "+372 555 12", "00372 5551", "0555 1234", "3725551234", "tel:+372-555-1234", "51234", "1234")) {
            assertThat(text, suggested(text), hasItem("Anna Kask +3725551234"));
        }
        assertThat(suggested("55"), empty());
        assertThat(suggested("9995551234"), empty());
    }

    @Test
    void aNameThatIsChangedIsFoundByWhatItIsNow() {
        database.create("Party", Map.of("partyId", "RENAMED", "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", "RENAMED", "firstName", "Zo\u00eb", "lastName", "Pu\u00dfta"));
        database.create("PartyContactMech", Map.of("partyId", "RENAMED", "contactMechId", "AST_TEL_ANNA", "fromDate", Timestamp.from(Instant.EPOCH)));
        assertThat(suggested("zoe puss"), is(List.of("Zo\u00eb Pu\u00dfta +3725551234")));
        database.change("Person", Map.of("partyId", "RENAMED", "firstName", "Xavier"));
        assertThat(suggested("zoe"), empty());
        assertThat(suggested("xav"), is(List.of("Xavier Pu\u00dfta +3725551234")));
        database.change("Party", Map.of("partyId", "RENAMED", "statusId", "PARTY_DISABLED"));
        assertThat(suggested("xav"), empty());
        assertThat(suggested("5551234"), is(List.of("Anna Kask +3725551234")));
    }

    @Test
    void whatTheRulesRefuseIsToldInTheWordsOfTheCall() {
        database.create("AsteriskOutboundRule", Map.of("numberPrefix", "+372900", "ruleType", "BLOCK", "description", "dear"));
        Map<String, Object> warned = search("agent1001", "+372 900 1234");
        assertThat(String.valueOf(warned.get("refusal")), startsWith("Numbers starting with +372900 (dear) are blocked."));
        assertThat(warned.get("refusalCode"), is("NUMBER_BLOCKED"));
        for (String fine : List.of("+372 555 1234", "112", "an", "5", "+3", "")) {
            assertThat(fine, search("agent1001", fine).get("refusal"), nullValue());
        }
    }

    @Test
    void recentCallsAreOnesOwnTheNewestFirstAndEachNumberOnce() {
        Instant now = Instant.now();
        for (int i = 0; i < 3; i++) {
            database.create("PhoneCall", Map.of("phoneCallId", "R" + i, "serverId", "DEMO_PBX", "linkedId", "R" + i,
                    "directionEnumId", "AST_OUTBOUND", "agentPartyId", "AST_AGENT2", "dialedNumber", i == 1 ? "3725559999" : "3725550000",
                    "outcomeEnumId", "AST_BUSY",
                    "startDate", Timestamp.from(now.minusSeconds(600 - i * 60))));
        }
        List<String> recent = new ArrayList<>();
        for (Object entry : (List<?>) search("agent1002", "").get("entries")) {
            recent.add(((Map<?, ?>) entry).get("number") + " " + ((Map<?, ?>) entry).get("outcomeText"));
        }
        assertThat(recent, is(List.of("3725550000 Busy", "3725559999 Busy")));
        assertThat(search("agent1003", "").get("entries"), is(List.of()));
    }

    @Test
    void badInputIsRefusedAndNoOneWithoutPermissionIsAnswered() {
        for (String text : List.of("x".repeat(101), "a\r\nAction: Logoff", "a\0")) {
            assertThat(ServiceUtil.isError(host.run("findNumbersToCall", "agent1001", Map.of("text", text))), is(true));
        }
        assertThat(search("agent1001", "<script>alert(1)</script>").get("entries"), is(List.of()));
        assertThat(search("agent1001", "\ud83d\ude00 \u202e").toString(), not(containsString("PARTY")));
    }
}

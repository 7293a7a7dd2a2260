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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Match;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.CountedQueries;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a look-up asks the database: each time is a round trip. */
@Tag("embedded")
@Tag("once")
class LookupQueriesIT {

    private static Host host;
    private static Database database;
    private static CountedQueries queries;
    private static OfbizCallerDirectory directory;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.await(state -> "DONE".equals(state.getString("phase")), "AsteriskNumberIndexState");
        party("TRIP_A", "Anna", "53350001");
        party("TRIP_B", "Bert", "53350001");
        party("TRIP_C", "Carl", "53350002");
        queries = new CountedQueries(host.delegator());
        directory = new OfbizCallerDirectory(queries.delegator(), Settings.of(host.delegator()));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void party(String id, String firstName, String contactNumber) {
        party(id, firstName, contactNumber, "372");
    }

    private static void party(String id, String firstName, String contactNumber, String countryCode) {
        database.create("Party", Map.of("partyId", id, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", id, "firstName", firstName, "lastName", "Test"));
        database.create("ContactMech", Map.of("contactMechId", id, "contactMechTypeId", "TELECOM_NUMBER"));
        Map<String, Object> number = new HashMap<>(Map.of("contactMechId", id, "contactNumber", contactNumber));
        number.put("countryCode", countryCode);
        database.create("TelecomNumber", number);
        database.create("PartyContactMech", Map.of("partyId", id, "contactMechId", id, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
    }

    private static Caller look(String number) {
        directory.look(number, ""); // fills OFBiz's cache
        directory.look(number, "");
        queries.reset();
        return directory.look(number, "");
    }

    private static List<String> names(Caller caller) {
        return caller.matches().stream().map(Match::name).toList();
    }

    @Test
    void oneQueryFindsWhoHasTheNumberAndWhatTheyAreCalled() {
        Caller caller = look("+37253350001");
        assertThat(names(caller), contains("Anna Test", "Bert Test"));
        assertThat(queries.entities(), contains("AsteriskPartyAndNumberKey"));
    }

    @Test
    void oneQueryLooksForOwnersAndLastDigitsOfANumberThatNobodyHas() {
        Caller caller = look("+37253359999");
        assertThat(caller.matchedOn(), is(MatchedOn.NOBODY));
        assertThat(queries.entities(), containsInAnyOrder("AsteriskPartyAndNumberKey", "AsteriskCallerCorrection"));
    }

    @Test
    void theSameQueryFindsWhoHasTheLastDigitsOnly() {
        party("TRIP_D", "Dora", "030 901820 66", null);
        Caller caller = look("+493090182066");
        assertThat(caller.matchedOn(), is(MatchedOn.NATIONAL));
        assertThat(names(caller), contains("Dora Test"));
        assertThat(queries.entities(), containsInAnyOrder("AsteriskPartyAndNumberKey", "AsteriskCallerCorrection"));
    }

    @Test
    void aCorrectionStillGoesBeforeTheOwner() {
        assertThat(look("+37253350002").matchedOn(), is(MatchedOn.E164));
        database.create("AsteriskCallerCorrection", Map.of("numberKey", "+37253350002", "partyId", "TRIP_A"));
        Caller caller = look("+37253350002");
        assertThat(caller.matchedOn(), is(MatchedOn.CORRECTED));
        assertThat(names(caller), contains("Anna Test"));
    }

    @Test
    void callersWhoComeTogetherAreLookedUpWithAsManyQueriesAsOne() {
        party("TRIP_E", "Emil", "53350005");
        party("TRIP_F", "Frida", "030 901821 77", null);
        database.create("AsteriskCallerCorrection", Map.of("numberKey", "+37253350006", "partyId", "TRIP_A"));
        database.create("AsteriskIgnoredNumber", Map.of("numberKey", "+37253350007"));
        List<String> numbers = List.of("+37253350005", "+493090182177", "+37253350006", "+37253350007", "+37253350008", "anonymous", "+37253350005");
        List<Caller> alone = numbers.stream().map(number -> directory.look(number, "")).toList();
        directory.changed();
        numbers.forEach(directory::expect);
        queries.reset();

        List<Caller> together = numbers.stream().map(number -> directory.recent(number, "")).toList();

        assertThat(together, is(alone));
        assertThat(together.stream().map(Caller::matchedOn).toList(), contains(MatchedOn.E164, MatchedOn.NATIONAL, MatchedOn.CORRECTED,
                MatchedOn.IGNORED, MatchedOn.NOBODY, MatchedOn.WITHHELD, MatchedOn.E164));
        // what was corrected is shown with the name of the party, which is looked up on its own, as it was for one number
        assertThat(queries.entities().stream().filter(entity -> !entity.startsWith("Party")).toList(),
                containsInAnyOrder("AsteriskPartyAndNumberKey", "AsteriskCallerCorrection"));
    }

    @Test
    void manyWhoHaveOneOfSeveralNumbersDisplaceNobody() {
        for (int i = 0; i < NumberLookup.MOST_MATCHES + 10; i++) {
            party("TRIPM" + i, "Many" + i, "53350009");
        }
        party("TRIP_G", "Gert", "53350010");
        List<String> numbers = List.of("+37253350009", "+37253350010");
        List<Caller> alone = numbers.stream().map(number -> directory.look(number, "")).toList();
        directory.changed();
        numbers.forEach(directory::expect);
        assertThat(numbers.stream().map(number -> directory.recent(number, "")).toList(), is(alone));
        assertThat(names(alone.get(1)), contains("Gert Test"));
    }

    @Test
    void anIgnoredNumberIsIgnoredFromTheNextCallOn() {
        assertThat(look("+37253350003").matchedOn(), is(MatchedOn.NOBODY));
        database.create("AsteriskIgnoredNumber", Map.of("numberKey", "+37253350003"));
        assertThat(directory.look("+37253350003", "").matchedOn(), is(MatchedOn.IGNORED));
        assertThat(look("+37253350003").matchedOn(), is(MatchedOn.IGNORED));
        assertThat(queries.entities(), is(List.of()));
    }
}

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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Match;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whose number it is: keys kept with the numbers, and the look-up by them. */
@Tag("embedded")
class NumbersIT {

    private static final Timestamp LONG_AGO = Timestamp.valueOf("2020-01-01 00:00:00");
    private static Host host;
    private static Database database;
    private static OfbizCallerDirectory directory;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        directory = new OfbizCallerDirectory(host.delegator(), Settings.of(host.delegator()));
        database.await(state -> "DONE".equals(state.getString("phase")), "AsteriskNumberIndexState");
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** A party with a number; both have this name. */
    private static String party(String id, String countryCode, String contactNumber) {
        database.create("Party", Map.of("partyId", id, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", id, "firstName", id, "lastName", "Test"));
        return number(id, countryCode, contactNumber);
    }

    private static String number(String partyId, String countryCode, String contactNumber) {
        String id = "N" + host.delegator().getNextSeqId("ContactMech");
        Map<String, Object> number = new HashMap<>(Map.of("contactMechId", id, "contactNumber", contactNumber));
        number.put("countryCode", countryCode);
        database.create("ContactMech", Map.of("contactMechId", id, "contactMechTypeId", "TELECOM_NUMBER"));
        database.create("TelecomNumber", number);
        database.create("PartyContactMech", Map.of("partyId", partyId, "contactMechId", id, "fromDate", LONG_AGO));
        return id;
    }

    private static List<String> parties(Caller caller) {
        return caller.matches().stream().map(Match::partyId).toList();
    }

    private static Caller look(String number) {
        return directory.look(number, "");
    }

    private static String key(String contactMechId) {
        return database.row("AsteriskNumberKey", "contactMechId", contactMechId).getString("numberKey");
    }

    @Test
    void aKeyFollowsItsNumber() throws GenericEntityException {
        String id = party("KEEPS", "372", "5123 4566");
        String first = key(id);
        database.change("TelecomNumber", Map.of("contactMechId", id, "contactNumber", "512 34567"));
        assertThat(first.equals(key(id)), is(false));
        assertThat("a store of one field keeps the others", key(id), is("+37251234567"));
        assertThat(parties(look("+37251234567")), is(List.of("KEEPS")));

        host.delegator().removeByAnd("PartyContactMech", Map.of("contactMechId", id));
        host.delegator().removeValue(database.row("TelecomNumber", "contactMechId", id));
        assertThat(database.find("AsteriskNumberKey", "contactMechId", id), is(Optional.empty()));
    }

    @Test
    void aKeyIsUndoneWithItsNumber() throws GenericEntityException {
        TransactionUtil.begin();
        database.create("ContactMech", Map.of("contactMechId", "UNDONE", "contactMechTypeId", "TELECOM_NUMBER"));
        database.create("TelecomNumber", Map.of("contactMechId", "UNDONE", "contactNumber", "+37251111111"));
        assertThat(key("UNDONE"), is("+37251111111"));
        TransactionUtil.rollback();
        assertThat(database.find("AsteriskNumberKey", "contactMechId", "UNDONE"), is(Optional.empty()));
    }

    @Test
    void numbersThatServicesMakeHaveKeys() {
        Map<String, Object> made = host.run("createPartyTelecomNumber", "admin",
                Map.of("partyId", "AST_ANNA", "countryCode", "372", "contactNumber", "5222 2222"));
        assertThat(ServiceUtil.getErrorMessage(made), ServiceUtil.isSuccess(made), is(true));
        assertThat(key((String) made.get("contactMechId")), is("+37252222222"));
        assertThat(parties(look("3725222 2222")), is(List.of("AST_ANNA")));
        assertThat("of the demo data", key("AST_TEL_TAMM"), is("+3725552222"));
    }

    @Test
    void endedContactsAndDisabledPartiesAreNobody() {
        String ended = party("ENDED", "372", "5333 0001");
        database.change("PartyContactMech", Map.of("partyId", "ENDED", "contactMechId", ended, "fromDate", LONG_AGO,
                "thruDate", Timestamp.valueOf("2021-01-01 00:00:00")));
        assertThat(look("+37253330001").matchedOn(), is(MatchedOn.NOBODY));

        party("DISABLED", "372", "5333 0002");
        assertThat(parties(look("+37253330002")), is(List.of("DISABLED")));
        database.change("Party", Map.of("partyId", "DISABLED", "statusId", "PARTY_DISABLED"));
        assertThat(look("+37253330002").matches(), empty());
    }

    @Test
    void manyWhoHadTheNumberDoNotHideTheOneWhoHasIt() {
        for (int i = 0; i < NumberLookup.MOST_MATCHES + 10; i++) {
            String id = party("HAD" + i, "372", "5333 0003");
            database.change("PartyContactMech", Map.of("partyId", "HAD" + i, "contactMechId", id, "fromDate", LONG_AGO,
                    "thruDate", Timestamp.valueOf("2021-01-01 00:00:00")));
        }
        party("HAS", "372", "5333 0003");
        assertThat(parties(look("+37253330003")), is(List.of("HAS")));
    }

    @Test
    void manyWhoHaveTheLastDigitsDoNotHideTheOneWhoHasTheNumber() {
        for (int i = 0; i < NumberLookup.MOST_MATCHES + 10; i++) {
            party("ENDS" + i, null, "030 901820 55");
        }
        assertThat(look("+493090182055").matchedOn(), is(MatchedOn.NATIONAL));
        party("WHOLE", "49", "30 901820 55");
        assertThat(look("+493090182055").matchedOn(), is(MatchedOn.E164));
        assertThat(parties(look("+493090182055")), is(List.of("WHOLE")));
    }

    @Test
    void atMostFiftyAreRead() {
        for (int i = 0; i < NumberLookup.MOST_MATCHES + 10; i++) {
            party("SHARE" + i, "372", "5333 0004");
        }
        assertThat(look("+37253330004").matches(), hasSize(NumberLookup.MOST_MATCHES));
    }

    /** What is stored, who calls, and what they are matched on in an OFBiz of Estonia. */
    private record Case(String what, String country, String stored, String caller, MatchedOn matchedOn) {
    }

    @TestFactory
    Stream<DynamicTest> numbersAreMatchedAndTheReasonIsTold() {
        return Stream.of(
                new Case("the whole number", "372", "5444 0001", "+37254440001", MatchedOn.E164),
                new Case("00 before it", "372", "5444 0002", "0037254440002", MatchedOn.E164),
                new Case("no plus", "372", "5444 0003", "37254440003", MatchedOn.E164),
                new Case("as dialled at home", "372", "5444 0004", "54440004", MatchedOn.E164),
                new Case("an extension behind the stored one", "372", "5444 0005 ext. 9", "+37254440005", MatchedOn.E164),
                new Case("a short code", null, "16661", "16661", MatchedOn.DIGITS),
                new Case("Brazil before the ninth digit", "55", "11 6123-4567", "+5511961234567", MatchedOn.NATIONAL),
                new Case("Brazil, shown without it", "55", "21 98765-4321", "+552187654321", MatchedOn.NATIONAL),
                new Case("Germany's switchboard, dialled without its 0", "49", "30 9018 77-0", "+4930901877", MatchedOn.NATIONAL),
                new Case("Germany's switchboard, an extension of it", "49", "30 9018 78-0", "+493090187812", MatchedOn.NATIONAL),
                new Case("Germany, a 0 that belongs to the number", "49", "30 9018790", "+493090187912", MatchedOn.NOBODY),
                new Case("Austria's switchboard", "43", "1 53 150-0", "+43153150", MatchedOn.NATIONAL),
                new Case("Mexico's 1 for mobiles", "52", "1 55 1234 5601", "+525512345601", MatchedOn.NATIONAL),
                new Case("Mexico, shown with it", "52", "55 1234 5602", "+5215512345602", MatchedOn.NATIONAL),
                new Case("Argentina's 9", "54", "11 2345-6703", "+5491123456703", MatchedOn.NATIONAL),
                new Case("Argentina's 15", "54", "011 15-2345-6704", "+5491123456704", MatchedOn.E164),
                new Case("Italy without its zero", "39", "2 1234 5605", "+390212345605", MatchedOn.NATIONAL),
                new Case("Italy with a zero too many", "39", "02 1234 5606", "+39212345606", MatchedOn.NATIONAL),
                new Case("Côte d'Ivoire before 2021", "225", "01 23 45 67", "+2250101234567", MatchedOn.NATIONAL),
                new Case("Benin before 2024", "229", "97 12 34 56", "+2290197123456", MatchedOn.NATIONAL),
                new Case("Vietnam before 2018", "84", "120 123 4567", "+84701234567", MatchedOn.NATIONAL),
                new Case("Egypt before 2011", "20", "10 123 4567", "+201001234567", MatchedOn.NATIONAL),
                new Case("Colombia before 2021", "57", "1 234 5678", "+576012345678", MatchedOn.NATIONAL),
                new Case("Cameroon before 2014", "237", "7123 4567", "+237671234567", MatchedOn.NATIONAL),
                new Case("Réunion by the code of France", "33", "692 12 34 56", "+262692123456", MatchedOn.NATIONAL),
                new Case("Palestine by the code of Israel", "972", "59 212 3456", "+970592123456", MatchedOn.NATIONAL),
                new Case("Kosovo by the code of Monaco", "377", "44 123 456", "+38344123456", MatchedOn.NATIONAL),
                new Case("parameters of SIP", "372", "5444 0011", "+37254440011;isup-oli=62", MatchedOn.E164),
                new Case("a context of SIP", "372", "5444 0012", "54440012;phone-context=+372", MatchedOn.E164),
                new Case("a SIP address", "372", "5444 0013", "<sip:+37254440013@10.0.0.5;user=phone>", MatchedOn.E164),
                new Case("a SIP user who is no number", null, "54440014", "54440014e4", MatchedOn.NOBODY),
                new Case("stored without its country", null, "030 901820 77", "+493090182077", MatchedOn.NATIONAL),
                new Case("another country, the same last digits", "372", "5444 0006", "+35854440006", MatchedOn.NOBODY),
                new Case("another country with a longer number", "49", "1512 5444 0007", "+37254440007", MatchedOn.NOBODY),
                new Case("too few digits agree", null, "440 008", "+37254440008", MatchedOn.NOBODY),
                new Case("one digit differs", "372", "5444 0009", "+37254440010", MatchedOn.NOBODY))
                .map(row -> DynamicTest.dynamicTest(row.what(), () -> {
                    String id = "C" + Math.abs(row.what().hashCode());
                    party(id, row.country(), row.stored());
                    Caller caller = look(row.caller());
                    assertThat(caller.matchedOn(), is(row.matchedOn()));
                    assertThat(parties(caller), is(row.matchedOn() == MatchedOn.NOBODY ? List.of() : List.of(id)));
                }));
    }

    @Test
    void aLocalNumberFindsThoseOfItsOwnCountry() {
        database.setting("defaultRegion", "US");
        try {
            party("CHICAGO", "1", "312 268 4411");
            party("OSLO", "47", "22 68 44 11");
            party("ELSEWHERE", null, "268-4411");
            assertThat("all seven digits are there", parties(look("268-4411")), is(List.of("ELSEWHERE")));
            database.change("PartyContactMech", Map.of("partyId", "ELSEWHERE", "contactMechId",
                    database.row("PartyContactMech", "partyId", "ELSEWHERE").getString("contactMechId"), "fromDate", LONG_AGO, "thruDate", LONG_AGO));
            Caller caller = look("2684411");
            assertThat(parties(caller), is(List.of("CHICAGO")));
            assertThat(caller.matchedOn(), is(MatchedOn.NATIONAL));
            assertThat(look("68-4411").matches(), empty());
        } finally {
            database.setting("defaultRegion", "EE");
        }
    }

    @Test
    void whoShowsNoNumberIsNotLookedFor() {
        for (String number : List.of("", "  ", "anonymous", "Anonymous", "<unknown>", "unknown", "restricted", "asterisk")) {
            Caller caller = look(number);
            assertThat(number, caller.matchedOn(), is(MatchedOn.WITHHELD));
            assertThat(caller.number() + caller.display() + caller.e164(), is(""));
            assertThat(caller.matches(), empty());
        }
    }

    @Test
    void whoIsNoNumberStaysThemselves() {
        for (String user : List.of("555123e4", "c5k9q2xz", "sip:mari@example.com", "mari.kask")) {
            Caller caller = look(user);
            assertThat(caller.number(), is(user));
            assertThat(caller.display(), is(user));
            assertThat(caller.e164(), is(""));
            assertThat(caller.matches(), empty());
        }
        assertThat(look("sip:anonymous@anonymous.invalid").matchedOn(), is(MatchedOn.WITHHELD));
    }

    @Test
    void whatAServerShowsBeforeNumbersOutsideIsTakenOff() {
        party("PREFIXED", "372", "5444 0101");
        database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "outsidePrefix", "0"));
        try {
            for (String shown : List.of("00037254440101", "054440101", "0+37254440101", "+37254440101", "037254440101", "37254440101")) {
                Caller caller = look(shown);
                assertThat(shown, parties(caller), is(List.of("PREFIXED")));
                assertThat(shown, caller.e164(), is("+37254440101"));
            }
        } finally {
            Map<String, Object> none = new HashMap<>(Map.of("serverId", "DEMO_PBX"));
            none.put("outsidePrefix", null);
            database.change("AsteriskServer", none);
        }
    }

    @Test
    void aColleagueIsFoundByTheNumberThatThePhoneShows() {
        database.create("AsteriskPeer", Map.of("peerId", "ODD", "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "b4k9q2xz",
                "peerTypeEnumId", "AST_EXTENSION", "partyId", "AST_AGENT2", "callerIdNumber", "204", "enabled", "Y"));
        for (String shown : List.of("204", "b4k9q2xz")) {
            assertThat(shown, look(shown).matchedOn(), is(MatchedOn.INTERNAL_EXTENSION));
            assertThat(shown, parties(look(shown)), is(List.of("AST_AGENT2")));
        }
        OfbizNumbering numbering = new OfbizNumbering(host.delegator(), "DEMO_PBX");
        assertThat(numbering.isExtension("204"), is(true));
        assertThat(numbering.peer("PJSIP", "b4k9q2xz").orElseThrow().number(), is(Optional.of("204")));
    }

    @Test
    void ourOwnExtensionIsAColleague() {
        Caller caller = look("1001");
        assertThat(caller.matchedOn(), is(MatchedOn.INTERNAL_EXTENSION));
        assertThat(parties(caller), is(List.of("AST_AGENT1")));
    }

    @Test
    void anExtensionThatTheCallerNamesTellsApart() {
        String first = party("DESK12", "372", "5555 0001");
        party("DESK13", "372", "5555 0001 x13");
        database.change("PartyContactMech", Map.of("partyId", "DESK12", "contactMechId", first, "fromDate", LONG_AGO, "extension", "12"));
        assertThat(parties(look("+37255550001")), containsInAnyOrder("DESK12", "DESK13"));
        assertThat(parties(look("+37255550001;ext=12")), is(List.of("DESK12")));
        assertThat(parties(look("+37255550001 x13")), is(List.of("DESK13")));
    }

    @Test
    void aKeyThatIsOlderThanItsNumberMatchesNobody() throws GenericEntityException {
        String id = party("STALE", "372", "5666 0001");
        host.delegator().storeByCondition("TelecomNumber", Map.of("contactNumber", "5666 0002"),
                EntityCondition.makeCondition("contactMechId", id));
        assertThat("a change by condition runs no ECAs", key(id), is("+37256660001"));
        assertThat(look("+37256660001").matches(), empty());
    }
}

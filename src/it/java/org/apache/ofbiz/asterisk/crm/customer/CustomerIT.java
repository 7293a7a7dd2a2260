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
package org.apache.ofbiz.asterisk.crm.customer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows of a customer beside a call, and what an agent writes about one. */
@Tag("embedded")
class CustomerIT {

    private static final Timestamp NOON = Timestamp.valueOf("2026-10-01 12:00:00");
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static Map<String, Object> done(String service, String user, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, user, input);
        assertThat(service + ": " + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    private static Map<String, Map<String, Object>> card(String user, String partyId) {
        return UtilGenerics.cast(done("getAsteriskCustomerCard", user, Map.of("partyId", partyId)).get("parts"));
    }

    private static List<Map<String, Object>> rows(Map<String, Map<String, Object>> card, String part) {
        return UtilGenerics.cast(card.get(part).get("rows"));
    }

    /** The row has these values, whatever else it has. */
    private static void has(Map<String, ?> row, Map<String, ?> wanted) {
        Map<String, Object> found = new HashMap<>(row);
        found.keySet().retainAll(wanted.keySet());
        assertThat(found, is(wanted));
    }

    private static List<Object> values(List<Map<String, Object>> rows, String field) {
        return rows.stream().map(row -> row.get(field)).collect(Collectors.toCollection(ArrayList::new));
    }

    @Nested
    class TheCard {

        @Test
        void showsWhatIsOpenWithLinksIntoOfbiz() {
            var card = card("agent1001", "AST_ANNA");
            assertThat(values(rows(card, "ORDERS"), "id"), is(List.of("WS10042", "WS10017")));
            has(rows(card, "ORDERS").get(0), Map.of("title", "Coffee machine and filters", "kindText", "Approved", "amount", "182.40",
                    "currency", "EUR", "url", "/ordermgr/control/orderview?orderId=WS10042"));
            assertThat("3 at 40.00, 24.00 paid", rows(card, "INVOICES"), is(List.of(Map.of("id", "CI2031", "title", "", "kind", "INVOICE_READY",
                    "kindText", "Ready", "amount", "96.00", "currency", "EUR", "at", Timestamp.valueOf("2026-11-14 12:00:00").toInstant().toString(),
                    "url", "/accounting/control/invoiceOverview?invoiceId=CI2031"))));
            assertThat(values(rows(card, "REQUESTS"), "title"), is(List.of("Parcel damaged")));
            has(rows(card, "COMMUNICATIONS").get(0), Map.of("title", "Invoice reminder", "who", "Demo shop", "incoming", false));
            has(rows(card, "NOTES").get(0), Map.of("title", "Prefers deliveries after 17:00.", "who", "Peeter Mets"));
            assertThat(values(rows(card, "CLASSIFICATIONS"), "title"), is(List.of("Gold customer")));
        }

        @Test
        void namesCallsInTheLanguageOfTheReaderAndKeepsWhatAPersonWrote() {
            database.create("Party", Map.of("partyId", "CALLED_OFTEN", "partyTypeId", "PERSON"));
            String inbound = EnumIds.of(PhoneCall.Direction.INBOUND);
            call("said1", 1, Map.of("directionEnumId", inbound, "callerNumber", "+3725551234"), "Missed call from Anna Kask (3725551234)");
            call("said2", 2, Map.of("directionEnumId", inbound, "callerNumber", "+3725551234", "answerDate", NOON),
                    "Incoming call from Anna Kask (3725551234)");
            call("said3", 3, Map.of("directionEnumId", EnumIds.of(PhoneCall.Direction.OUTBOUND), "dialedNumber", "+3725551234"),
                    "Outgoing call to 3725551234");
            call("said4", 4, Map.of("directionEnumId", inbound, "callerNumber", "+3725551234", "subject", "Wants 3 chairs"), "Wants 3 chairs");
            call("said5", 5, Map.of("directionEnumId", inbound, "callerNumber", "+3725551234"), "Missed call from Anna, she was angry");
            Map<String, Map<String, Object>> german = UtilGenerics.cast(done("getAsteriskCustomerCard", "agent1001",
                    Map.of("partyId", "CALLED_OFTEN", "locale", Locale.GERMAN)).get("parts"));
            assertThat(values(rows(german, "COMMUNICATIONS"), "title"), is(List.of("Missed call from Anna, she was angry", "Wants 3 chairs",
                    "Ausgehender Anruf an +372 5551 234", "Eingehender Anruf von +372 5551 234", "Verpasster Anruf von +372 5551 234")));
        }

        private void call(String id, int minute, Map<String, Object> call, String subject) {
            Timestamp at = Timestamp.from(NOON.toInstant().plus(Duration.ofMinutes(minute)));
            database.create("CommunicationEvent", Map.of("communicationEventId", id, "communicationEventTypeId", "PHONE_COMMUNICATION",
                    "partyIdFrom", "CALLED_OFTEN", "subject", subject, "datetimeStarted", at, "entryDate", at));
            Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", id, "startDate", at,
                    "communicationEventId", id));
            row.putAll(call);
            database.create("PhoneCall", row);
        }

        @Test
        void aCustomerWhoseLimitIsUsedUpIsOnCreditHold() {
            has(rows(card("agent1001", "AST_ANNA"), "CREDIT").get(0), Map.of("kind", "HOLD", "amount", "-46.00"));
            has(rows(card("agent1001", "AST_BAKERY"), "CREDIT").get(0), Map.of("kind", "", "amount", "5000.00"));
        }

        @Test
        void hasOnlyThePartsThatTheUserMaySee() {
            assertThat(card("agent1003", "AST_ANNA").keySet(), is(Set.of("COMMUNICATIONS", "NOTES", "CLASSIFICATIONS")));
            database.create("SecurityGroup", Map.of("groupId", "ONLYCALLS", "groupName", "Only calls"));
            database.create("SecurityGroupPermission", Map.of("groupId", "ONLYCALLS", "permissionId", "ASTERISK_VIEW",
                    "fromDate", Timestamp.from(Instant.EPOCH)));
            database.create("UserLogin", Map.of("userLoginId", "onlycalls", "enabled", "Y"));
            database.create("UserLoginSecurityGroup", Map.of("userLoginId", "onlycalls", "groupId", "ONLYCALLS",
                    "fromDate", Timestamp.from(Instant.EPOCH)));
            assertThat(card("onlycalls", "AST_ANNA").keySet(), is(empty()));
            has(host.run("getAsteriskCustomerCard", "admin", Map.of("partyId", "x".repeat(21))), Map.of("refusalCode", "VALUE_REFUSED"));
        }

        @Test
        void offersWhatTheUserMayBegin() {
            Map<String, Object> all = UtilGenerics.cast(done("getAsteriskCustomerCard", "agent1001", Map.of("partyId", "AST_ANNA")).get("actions"));
            has(all, Map.of("order", "/ordermgr/control/checkinits?partyId=AST_ANNA", "request",
                    "/ordermgr/control/request?fromPartyId=AST_ANNA", "note", true, "followUp", true));
            Map<String, Object> few = UtilGenerics.cast(done("getAsteriskCustomerCard", "agent1003", Map.of("partyId", "AST_ANNA")).get("actions"));
            assertThat(few, is(Map.of("note", false, "followUp", false, "objection", false)));
        }

        @Test
        void saysThatThereIsMoreThanItShows() {
            for (int i = 0; i < 7; i++) {
                database.create("CustRequest", Map.of("custRequestId", "MANY" + i, "statusId", "CRQ_ACCEPTED", "fromPartyId", "AST_MARI",
                        "custRequestDate", Timestamp.from(Instant.EPOCH.plusSeconds(i)), "custRequestName", "Number " + i));
            }
            var requests = card("agent1001", "AST_MARI").get("REQUESTS");
            assertThat(values(UtilGenerics.cast(requests.get("rows")), "id"), is(List.of("MANY6", "MANY5", "MANY4", "MANY3", "MANY2")));
            assertThat(requests.get("more"), is(true));
        }

        @Test
        void ofNobodyIsEmpty() {
            card("agent1001", "NO_SUCH_PARTY").forEach((part, content) -> assertThat(part, (List<?>) content.get("rows"), is(empty())));
        }
    }

    @Test
    void anObjectionToRecordingsIsNotedAndEndedByWhoMay() {
        assertThat(objects("AST_BAKERY"), is(false));
        has(host.run("setAsteriskRecordingObjection", "agent1003", Map.of("partyId", "AST_BAKERY", "objects", "Y")),
                Map.of("refusalCode", "NOT_PERMITTED"));
        done("setAsteriskRecordingObjection", "admin", Map.of("partyId", "AST_BAKERY", "objects", "Y"));
        done("setAsteriskRecordingObjection", "admin", Map.of("partyId", "AST_BAKERY", "objects", "Y"));
        assertThat(database.row("AsteriskRecordingObjection", "partyId", "AST_BAKERY").getString("userLoginId"), is("admin"));
        assertThat(objects("AST_BAKERY"), is(true));
        for (Map<String, String> wrong : List.of(Map.of("partyId", "NOBODY", "objects", "Y"), Map.of("partyId", "AST_BAKERY", "objects", "perhaps"),
                Map.of("partyId", "x".repeat(21), "objects", "Y"))) {
            assertThat(wrong.toString(), ServiceUtil.isError(host.run("setAsteriskRecordingObjection", "admin", wrong)), is(true));
        }
        done("setAsteriskRecordingObjection", "admin", Map.of("partyId", "AST_BAKERY", "objects", "N"));
        assertThat(objects("AST_BAKERY"), is(false));
    }

    private static Object objects(String partyId) {
        return host.run("getAsteriskCustomerCard", "agent1001", Map.of("partyId", partyId)).get("objects");
    }

    @Nested
    class Notes {

        @Test
        void areWrittenByWhoMayAndShownAtOnce() {
            card("agent1001", "AST_BAKERY");
            done("createAsteriskCustomerNote", "agent1001", Map.of("partyId", "AST_BAKERY", "note", "Opens at 6.\nClosed on Mondays."));
            has(rows(card("agent1002", "AST_BAKERY"), "NOTES").get(0), Map.of("title", "Opens at 6.\nClosed on Mondays.", "who", "Liis Saar"));
            has(host.run("createAsteriskCustomerNote", "agent1003", Map.of("partyId", "AST_BAKERY", "note", "x")),
                    Map.of("refusalCode", "NOT_PERMITTED"));
            for (String wrong : List.of(" ", "a\0b", "<script>", "x".repeat(4_001))) {
                assertThat(wrong, ServiceUtil.isError(host.run("createAsteriskCustomerNote", "agent1001", Map.of("partyId", "AST_BAKERY",
                        "note", wrong))), is(true));
            }
            assertThat(ServiceUtil.getErrorMessage(host.run("createAsteriskCustomerNote", "agent1001", Map.of("partyId", "NOBODY", "note", "x"))),
                    containsString("NOBODY"));
        }
    }

    @Nested
    class SpeedDialsOf {

        private List<Map<String, Object>> dials(String user) {
            return UtilGenerics.cast(done("findAsteriskSpeedDials", user, Map.of()).get("speedDials"));
        }

        private String add(String user, String label, String number, String groupId) {
            return (String) done("createAsteriskSpeedDial", user, Map.of("label", label, "number", number, "callCenterGroupId", groupId))
                    .get("speedDialId");
        }

        @Test
        void aUserAreOwnAndInTheOrderThatTheyChose() {
            String first = add("agent1001", "Warehouse", "+372 555 0000", "");
            String second = add("agent1001", "Peeter", "1002", "");
            assertThat(values(dials("agent1001"), "number"), is(List.of("+3725550000", "1002")));
            assertThat(values(dials("agent1001"), "display"), is(List.of("+372 5550 000", "1002")));
            done("orderAsteriskSpeedDials", "agent1001", Map.of("speedDialIds", second + "," + first));
            assertThat(values(dials("agent1001"), "label"), is(List.of("Peeter", "Warehouse")));
            assertThat("another's", dials("agent1002"), is(empty()));
            done("orderAsteriskSpeedDials", "agent1002", Map.of("speedDialIds", first + "," + second));
            done("deleteAsteriskSpeedDial", "agent1002", Map.of("speedDialId", first));
            assertThat("nobody else changes them", values(dials("agent1001"), "label"), is(List.of("Peeter", "Warehouse")));
            done("deleteAsteriskSpeedDial", "agent1001", Map.of("speedDialId", first));
            assertThat(values(dials("agent1001"), "label"), is(List.of("Peeter")));
            done("deleteAsteriskSpeedDial", "agent1001", Map.of("speedDialId", second));
        }

        @Test
        void aGroupAreChangedByItsSupervisorAndSeenByItsMembers() {
            has(host.run("createAsteriskSpeedDial", "agent1001", Map.of("label", "Desk", "number", "1003", "callCenterGroupId", "SUPPORT")),
                    Map.of("refusalCode", "NOT_PERMITTED"));
            database.create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_SUPER", "fromDate",
                    Timestamp.from(Instant.EPOCH), "membershipRoleEnumId", "AST_SUPERVISOR"));
            String shared = add("supervisor", "Desk", "1003", "SUPPORT");
            has(dials("agent1002").get(0), Map.of("label", "Desk", "groupId", "SUPPORT", "editable", false));
            has(dials("supervisor").get(0), Map.of("label", "Desk", "editable", true));
            done("deleteAsteriskSpeedDial", "supervisor", Map.of("speedDialId", shared));
            assertThat(dials("agent1002"), is(empty()));
        }

        @Test
        void nobodyAreOfWhatCannotBeDialled() {
            for (String number : List.of("Klient", "", "12\n34", "1".repeat(41), "<b>1</b>")) {
                assertThat(number, ServiceUtil.isError(host.run("createAsteriskSpeedDial", "agent1001", Map.of("label", "x", "number", number))),
                        is(true));
            }
        }
    }

    @Nested
    class AFollowUp {

        private Map<String, Object> input(String subject) {
            return new HashMap<>(Map.of("partyId", "AST_ANNA", "subject", subject, "startDate", Timestamp.valueOf("2026-12-01 10:00:00")));
        }

        @Test
        void isATaskOfTheUserWithTheCustomerAndTheCall() {
            database.create("CommunicationEvent", Map.of("communicationEventId", "FOLLOWED", "communicationEventTypeId", "PHONE_COMMUNICATION"));
            database.create("PhoneCall", Map.of("phoneCallId", PhoneCallRows.idOf("FOLLOW1"), "serverId", "DEMO_PBX", "linkedId", "FOLLOW1",
                    "agentPartyId", "AST_AGENT1", "communicationEventId", "FOLLOWED", "directionEnumId", "AST_INBOUND", "startDate",
                            Timestamp.from(Instant.EPOCH),
                    "callCenterGroupId", "SUPPORT"));
            Map<String, Object> input = input("Call back about the parcel");
            input.put("callId", "FOLLOW1");
            String id = (String) done("createAsteriskFollowUp", "agent1001", input).get("workEffortId");
            has(database.row("WorkEffort", "workEffortId", id), Map.of("workEffortName", "Call back about the parcel",
                    "currentStatusId", "CAL_NEEDS_ACTION", "createdByUserLogin", "agent1001"));
            assertThat(database.rows("WorkEffortPartyAssignment", "workEffortId", id).stream()
                    .map(row -> row.getString("partyId") + " " + row.getString("roleTypeId")).toList(),
                    containsInAnyOrder("AST_AGENT1 CAL_OWNER", "AST_ANNA CAL_ATTENDEE"));
            assertThat(database.rows("CommunicationEventWorkEff", "workEffortId", id).get(0).getString("communicationEventId"), is("FOLLOWED"));
        }

        @Test
        void isRefusedToWhoMayNotAndWithValuesThatCannotBe() {
            has(host.run("createAsteriskFollowUp", "agent1003", input("x")), Map.of("refusalCode", "NOT_PERMITTED"));
            has(host.run("createAsteriskFollowUp", "agent1001", input("x".repeat(101))), Map.of("refusalCode", "VALUE_REFUSED"));
            assertThat(host.run("createAsteriskFollowUp", "agent1001", input("a\nb")), hasKey("refusalCode"));
        }
    }
}

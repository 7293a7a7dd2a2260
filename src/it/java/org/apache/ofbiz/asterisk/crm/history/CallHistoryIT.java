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
package org.apache.ofbiz.asterisk.crm.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the past, page by page and by filter, and who may see which. */
@Tag("embedded")
class CallHistoryIT {

    /** A Tuesday of 2024, long before anything else on this host happens. */
    private static final Instant DAY = Instant.parse("2024-03-05T08:00:00Z");
    private static final int OF_SUPPORT = 130;
    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
        // ten of each moment, so that a page ends between calls of one moment
        IntStream.range(0, OF_SUPPORT).forEach(i -> call("S" + i, DAY.plusSeconds(i / 10 * 60), Map.of("callCenterGroupId", "SUPPORT")));
        call("MINE", DAY.plus(Duration.ofDays(30)), Map.of("directionEnumId", "AST_OUTBOUND", "dialedNumber", "3725550000", "partyId", "AST_BAKERY",
                "agentPartyId", "AST_AGENT1", "outcomeEnumId", "AST_BUSY"));
        call("CLAIMED", DAY.plus(Duration.ofDays(31)), Map.of("callerNumber", "3725551234", "partyId", "AST_ANNA", "claimedByPartyId", "AST_AGENT1",
                "outcomeEnumId", "AST_MISSED"));
        call("THEIRS", DAY.plus(Duration.ofDays(32)), Map.of("callCenterGroupId", "SALES", "callerNumber", "+3725552222", "callerName", "100% Kaup",
                "agentPartyId", "AST_SUPER", "outcomeEnumId", "AST_ANSWERED", "communicationEventId", "NOTED"));
        database.create("CommunicationEvent", Map.of("communicationEventId", "NOTED", "communicationEventTypeId", "PHONE_COMMUNICATION",
                "subject", "Order 4711", "note", "wants a <b>cake</b>"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void call(String id, Instant start, Map<String, ?> fields) {
        Map<String, Object> row = new HashMap<>(Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", id, "directionEnumId", "AST_INBOUND",
                "startDate", Timestamp.from(start), "endDate", Timestamp.from(start.plusSeconds(30))));
        row.putAll(fields);
        database.create("PhoneCall", row);
    }

    private static Map<String, Object> find(String user, Map<String, ?> input) {
        return host.run("findPhoneCalls", user, input);
    }

    private static List<String> ids(Map<String, Object> found) {
        assertThat(ServiceUtil.getErrorMessage(found), ServiceUtil.isSuccess(found), is(true));
        List<String> ids = new ArrayList<>(); ((List<?>) found.get("calls")).forEach(call -> ids.add((String) ((Map<?, ?>) call).get("phoneCallId")));
        return ids;
    }

    private static Map<?, ?> only(Map<String, Object> found) {
        assertThat(ids(found), hasSize(1));
        return (Map<?, ?>) ((List<?>) found.get("calls")).get(0);
    }

    private static Map<String, Object> since(Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("fromDate", Timestamp.from(DAY.plus(Duration.ofDays(1)))));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return input;
    }

    @Test
    void pageByPageEachCallIsToldOnceTheNewestFirst() {
        List<String> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Map<String, Object> input = new HashMap<>(Map.of("thruDate", Timestamp.from(DAY.plus(Duration.ofDays(1))), "size", 33L));
        Object next;
        do {
            Map<String, Object> page = find("supervisor", input);
            all.addAll(ids(page));
            sizes.add(ids(page).size());
            next = page.get("next");
            input.put("after", next);
            // a call that comes meanwhile moves no page
            call("LATE" + sizes.size(), DAY.plusSeconds(OF_SUPPORT * 60), Map.of());
        } while (next != null);
        assertThat(sizes, contains(33, 33, 33, 31));
        assertThat(new HashSet<>(all).size(), is(OF_SUPPORT));
        List<Integer> minutes = all.stream().map(id -> Integer.parseInt(id.substring(1)) / 10).toList();
        assertThat(minutes, is(minutes.stream().sorted((a, b) -> b - a).toList()));
    }

    @Test
    void whoAsksSeesOwnCallsAndThoseOfOwnGroupsAndASupervisorAll() {
        assertThat(ids(find("agent1001", since())), contains("CLAIMED", "MINE"));
        assertThat(ids(find("agent1002", since())), empty());
        assertThat(ids(find("supervisor", since())), contains("THEIRS", "CLAIMED", "MINE"));
        Map<String, Object> day = Map.of("fromDate", Timestamp.from(DAY), "thruDate", Timestamp.from(DAY.plus(Duration.ofDays(1))));
        assertThat(ids(find("agent1002", day)), hasSize(50));
        assertThat(ids(find("crmuser", Map.of())), empty());
        assertThat(ids(find("crmuser", Map.of("agentPartyId", "AST_SUPER"))), empty());
        assertThat("another's", ids(find("agent1002", since("agentPartyId", "AST_AGENT1"))), empty());
    }

    @Test
    void eachFilterLeavesWhatItNames() {
        assertThat(ids(find("supervisor", since("direction", "OUTBOUND"))), contains("MINE"));
        assertThat(ids(find("supervisor", since("outcome", "UNANSWERED"))), contains("CLAIMED"));
        assertThat(ids(find("supervisor", since("outcome", "NOT_REACHED"))), contains("MINE"));
        assertThat(ids(find("supervisor", since("outcome", "BUSY"))), contains("MINE"));
        assertThat(ids(find("supervisor", since("agentPartyId", "AST_SUPER"))), contains("THEIRS"));
        assertThat(ids(find("supervisor", since("partyId", "AST_ANNA"))), contains("CLAIMED"));
        assertThat(ids(find("supervisor", since("thruDate", Timestamp.from(DAY.plus(Duration.ofDays(31)))))), contains("MINE"));
        assertThat(ids(find("supervisor", since("partyId", "AST_ANNA", "direction", "OUTBOUND"))), empty());
    }

    @Test
    void aTextIsFoundInNameNumberSubjectAndNote() {
        Map.of("kask an", "CLAIMED", "TARTU", "MINE", "+372 (555) 0000", "MINE", "0555 1234", "CLAIMED", "kaup", "THEIRS", "order 4711", "THEIRS",
                "cake", "THEIRS", "<b>", "THEIRS", "100%", "THEIRS").forEach((text, id) ->
                        assertThat(text, ids(find("supervisor", since("text", text))), contains(id)));
        assertThat(ids(find("supervisor", since("text", "anna cake"))), empty());
        assertThat(ids(find("supervisor", since("text", "'; DROP TABLE PHONE_CALL; --"))), empty());
        assertThat("what is not seen is not found", ids(find("agent1001", since("text", "cake"))), empty());
    }

    @Test
    void aCallIsToldWithWhatAPageNeeds() {
        Map<?, ?> missed = only(find("supervisor", since("partyId", "AST_ANNA")));
        assertThat(missed.get("missed"), is(true));
        assertThat(missed.get("name"), is("Anna Kask"));
        assertThat(missed.get("display"), is("+372 5551 234"));
        assertThat(missed.get("detailsUrl"), is("/asterisk/control/viewCall?phoneCallId=CLAIMED"));
        assertThat(missed.get("communicationUrl"), nullValue());
        assertThat(only(find("supervisor", since("text", "4711"))).get("communicationUrl"),
                is("/partymgr/control/ViewCommunicationEvent?communicationEventId=NOTED"));
    }

    @Test
    void whatIsNoFilterIsRefusedInWords() {
        for (Map<String, ?> input : List.of(Map.of("direction", "SIDEWAYS"), Map.of("outcome", "' OR 1=1"), Map.of("agentPartyId", "a b"),
                Map.of("after", "somewhere"), Map.of("size", 101L), Map.of("size", 0L), Map.of("text", "x".repeat(101)), Map.of("text", "a\nb"))) {
            Map<String, Object> refused = find("supervisor", input);
            assertThat(input.toString(), ServiceUtil.isError(refused), is(true));
            assertThat(input.toString(), refused.get("refusalCode"), is("VALUE_REFUSED"));
        }
    }

    @Test
    void aPageOfTheConsoleIsJsonAndOnlyForWhoMaySeeCalls() {
        WebClient supervisor = signedIn("supervisor");
        String page = supervisor.get("/asterisk/control/pastCalls?from=2024-04-06T00:00:00Z&thru=2024-04-07T00:00:00.000Z").body();
        assertThat(page, containsString("\"ok\":true"));
        assertThat(page, containsString("THEIRS"));
        assertThat(page, not(containsString("MINE")));
        assertThat(supervisor.get("/asterisk/control/pastCalls?from=yesterday").body(), containsString("VALUE_REFUSED"));
        assertThat(supervisor.get("/asterisk/control/pastCalls?from=%2B999999999-01-01T00:00:00Z").body(), containsString("\"calls\":[]"));
        String csv = supervisor.get("/asterisk/control/exportCalls?from=2024-04-06T00:00:00Z&thru=2024-04-07T00:00:00.000Z").body();
        assertThat(csv, containsString("startedAt,answeredAt,endedAt,direction,number,name,agent,outcome,talkSeconds,accountCode,returnedAt"));
        assertThat("each call, and no other", csv.lines().filter(line -> line.startsWith("2024-04-06")).count(), is(csv.lines().count() - 1));
        assertThat(csv.lines().count(), greaterThan(1L));
        assertThat(supervisor.get("/asterisk/control/exportCalls?from=yesterday").body(), containsString("VALUE_REFUSED"));
        assertThat(supervisor.get("/asterisk/control/callAgents").body(), containsString("Liis Saar"));
        database.create("UserLogin", Map.of("userLoginId", "nobody", "partyId", "AST_JAAN", "enabled", "Y",
                "currentPassword", "{SHA}47b56994cbc2b6d10aa1be30f70165adb305a41a"));
        WebClient nobody = signedIn("nobody");
        for (String request : List.of("pastCalls", "exportCalls", "callAgents", "findNumbers?text=anna")) {
            assertThat(request, nobody.get("/asterisk/control/" + request).body(), not(containsString("Liis")));
            assertThat(request, nobody.get("/asterisk/control/" + request).body(), not(containsString("\"ok\":true")));
        }
        assertThat(ServiceUtil.isError(find("nobody", Map.of())), is(true));
        assertThat(ServiceUtil.isError(host.run("findNumbersToCall", "nobody", Map.of("text", "anna"))), is(true));
    }

    @Test
    void aProfileShowsThePortletToWhoMaySeeCallsAndButtonsToWhoMayPlaceThem() {
        String profile = "/partymgr/control/viewprofile?partyId=AST_ANNA";
        assertThat(partyUser("supervisor").get(profile).body(), containsString(">Missed<"));
        String ofColleague = partyUser("agent1002").get(profile).body();
        assertThat(ofColleague, containsString("asterisk-party-calls"));
        assertThat(ofColleague, containsString("Call +372 5551 234"));
        assertThat("a call of another", ofColleague, not(containsString("phoneCallId=CLAIMED")));
        createUser("viewer", "ASTERISK_VIEW");
        createUser("stranger");
        String ofViewer = partyUser("viewer").get(profile).body();
        assertThat(ofViewer, containsString("asterisk-party-calls"));
        assertThat(ofViewer, not(containsString("Call +372 5551 234")));
        String ofStranger = partyUser("stranger").get(profile).body();
        assertThat(ofStranger, containsString("Anna Kask"));
        assertThat(ofStranger, not(containsString("asterisk-party-calls")));
        assertThat(partyUser("supervisor").get("/partymgr/control/viewprofile?partyId=NO_SUCH%3Cb%3E").statusCode(), is(200));
    }

    private static void createUser(String name, String... permissions) {
        database.create("SecurityGroup", Map.of("groupId", name));
        Timestamp from = Timestamp.from(DAY);
        for (String permission : List.of(String.join(",", permissions), "OFBTOOLS_VIEW", "PARTYMGR_VIEW")) {
            if (!permission.isEmpty()) {
                database.create("SecurityGroupPermission", Map.of("groupId", name, "permissionId", permission, "fromDate", from));
            }
        }
        database.create("UserLogin", Map.of("userLoginId", name, "enabled", "Y", "currentPassword", "{SHA}47b56994cbc2b6d10aa1be30f70165adb305a41a"));
        database.create("UserLoginSecurityGroup", Map.of("userLoginId", name, "groupId", name, "fromDate", from));
    }

    private static WebClient partyUser(String user) {
        WebClient client = new WebClient(host.base());
        client.login("/partymgr", user, "ofbiz");
        return client;
    }

    private static WebClient signedIn(String user) {
        WebClient client = new WebClient(host.base());
        client.login("/asterisk", user, "ofbiz");
        return client;
    }

    @Test
    void manyCallsThatAreNotWantedEndAPageEarlyAndTheNextGoesOn() {
        CallPages pages = new CallPages(host.delegator(), Clock.systemUTC(), 10, 40);
        Optional<EntityCondition> wanted = Optional.of(EntityCondition.makeCondition("phoneCallId", "S0"));
        CallPages.Query query = new CallPages.Query("PhoneCall", Optional.empty(), wanted, DAY, DAY.plus(Duration.ofHours(1)));
        Optional<CallPosition> place = Optional.empty();
        int early = 0;
        CallPages.Page page = pages.read(query, place, 5);
        for (; !page.full(); page = pages.read(query, page.next(), 5)) {
            assertThat(page.calls(), empty());
            assertThat("goes back", place.isEmpty() || page.next().orElseThrow().startedAt().isBefore(place.get().startedAt()), is(true));
            place = page.next();
            early++;
        }
        assertThat(page.calls(), hasSize(1));
        assertThat(page.next(), is(Optional.empty()));
        assertThat(early, is(both(greaterThan(0)).and(lessThanOrEqualTo(OF_SUPPORT / 40)))); // each reads 40, and what completes a stretch
    }

    @Test
    void whoCanBeChosenIsWhoTakesPartInWhatIsSeen() {
        CallHistory history = new CallHistory(host.delegator(), Settings.of(host.delegator()));
        UserDirectory people = new UserDirectory(host.delegator());
        List<Map<String, String>> ofAgent = history.agents(
                new CallHistory.Viewer(people.withLogin("agent1001").orElseThrow(), false, Locale.ENGLISH));
        assertThat(ofAgent.stream().map(agent -> agent.get("partyId")).toList(), containsInAnyOrder("AST_AGENT1", "AST_AGENT2", "AST_AGENT3"));
        assertThat(ofAgent.stream().map(agent -> agent.get("name")).toList(), everyItem(notNullValue()));
    }
}

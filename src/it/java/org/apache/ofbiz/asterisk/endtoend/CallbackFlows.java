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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers who asked for a callback are called by the next free agent when it is their turn. */
abstract class CallbackFlows extends QueueSite {

    private static final String TASK = "AsteriskCallbackTask";

    static void callsBack(Pbx pbx) throws IOException {
        start(pbx);
        host.database().setting("extensionRingSeconds", "4");
    }

    @BeforeEach
    void callsAutomatically() throws IOException {
        lab.trunk().answers();
        pbx.act("Setvar", "Variable", "LAB_GROUP", "Value", "QUEUED");
        group(Map.of("automaticCallbacks", "Y", "callbackAttempts", 2L, "callbackRetryMinutes", 15L, "wrapUpSeconds", 0L));
    }

    @AfterEach
    void endsAll() {
        lab.endAllCalls();
        group(Map.of("automaticCallbacks", "N"));
        host.database().rows(TASK, "closedDate", null).forEach(task -> host.database().change(TASK, Map.of(
                "callbackTaskId", task.getString("callbackTaskId"), "closedDate", Timestamp.from(Instant.now()))));
    }

    private static void group(Map<String, Object> fields) {
        Map<String, Object> row = new HashMap<>(fields);
        row.put("callCenterGroupId", "QUEUED");
        host.database().change("CallCenterGroup", row);
    }

    @Test
    void whoPressesTheKeyIsCalledByTheNextFreeAgentAndBothTalk() throws IOException {
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
        lab.caller("37251234501").dialsAndPresses(used.dialed(), "w1");
        GenericValue asked = task("37251234501", row -> row.getLong("missedCount") == 1
                && "AST_CBSRC_REQUESTED".equals(row.getString("sourceEnumId")));
        GenericValue missed = host.database().row("PhoneCall", "callbackTaskId", asked.get("callbackTaskId"));
        assertThat("the place is that of the call", asked.get("firstDate"), is(missed.get("startDate")));
        Await.untilTrue(() -> Integer.valueOf(1).equals(shown("37251234501").get("place")), () -> "shown as " + shown("37251234501"));
        assertThat("nobody is free", calls("37251234501"), is(empty()));

        liis.asks("STATE", Map.of("state", "AVAILABLE"));
        String callId = liis.await("CALL", call -> "TALKING".equals(call.path("state").asText())).path("callId").asText();

        assertThat("both are in one bridge", bridged(), is(true));
        GenericValue done = task("37251234501", row -> row.get("closedDate") != null);
        assertThat(done.getString("outcomeEnumId"), is("AST_CB_REACHED"));
        assertThat(done.getString("closedByPartyId"), is("AST_AGENT1"));
        assertThat(done.getLong("attemptCount"), is(1L));
        lab.endAllCalls();
        Kept kept = Kept.call(host.database(), callId);
        assertThat(kept.field("directionEnumId") + ' ' + kept.field("outcomeEnumId") + ' ' + kept.field("agentPartyId"),
                is("AST_OUTBOUND AST_ANSWERED AST_AGENT1"));
        assertThat(done.getString("closedByCallId"), is(kept.field("phoneCallId")));
    }

    /** The agent's phone and the trunk. */
    private boolean bridged() throws IOException {
        String id = pbx.act("CoreShowChannels").get("ActionID");
        pbx.await(message -> message.isEvent("CoreShowChannelsComplete") && message.get("ActionID").equals(id));
        Map<String, String> bridges = pbx.heard().stream().filter(message -> message.isEvent("CoreShowChannel") && message.get("ActionID").equals(id))
                .collect(Collectors.toMap(message -> message.get("Channel").replaceAll("-.*", ""), message -> message.get("BridgeId")));
        return !bridges.getOrDefault("PJSIP/1001", "").isEmpty() && bridges.get("PJSIP/1001").equals(bridges.get("PJSIP/trunk"));
    }

    @Test
    void ofThreeFreeAgentsOneIsRung() throws IOException {
        host.database().create("GroupMembership", Map.of("callCenterGroupId", "QUEUED", "partyId", "AST_AGENT3",
                "membershipRoleEnumId", "AST_AGENT", "fromDate", Timestamp.valueOf("2020-01-01 00:00:00")));
        List.of("1002", "1003").forEach(phone -> lab.phone(phone).answers());
        try (WebUser peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole();
                WebUser kadri = WebUser.logsIn(host.base(), "agent1003").opensConsole()) {
            peeter.asks("STATE", Map.of("state", "AVAILABLE"));
            kadri.asks("STATE", Map.of("state", "AVAILABLE"));
            asks("+37251234502");
            task("37251234502", row -> row.get("closedDate") != null);
            lab.endAllCalls();
            Await.untilTrue(() -> calls("37251234502").stream().filter(call -> call.get("endDate") != null).count() == 1, () ->
                    "calls " + calls("37251234502"));
            long rung = pbx.heard().stream().filter(message -> message.isEvent("OriginateResponse")).count();
            assertThat("calls that were placed", rung, is(1L));
            peeter.asks("STATE", Map.of("state", "SIGNED_OUT"));
            kadri.asks("STATE", Map.of("state", "SIGNED_OUT"));
        }
    }

    @Test
    void whoDoesNotAnswerIsTriedAgainAndThenLeftToAgents() {
        lab.trunk().isBusy();
        asks("+37251234503");
        GenericValue first = task("37251234503", row -> row.get("lastAttemptEnumId") != null);
        assertThat(first.getString("lastAttemptEnumId") + ' ' + first.getLong("attemptCount"), is("AST_BUSY 1"));
        assertThat("free for agents meanwhile", Optional.ofNullable(first.get("claimedByPartyId")), is(Optional.empty()));
        long minutes = Duration.between(Instant.now(), first.getTimestamp("nextAttemptDate").toInstant()).toMinutes();
        assertThat("in 15 minutes", minutes == 14 || minutes == 15, is(true));

        dueNow(first);
        GenericValue second = task("37251234503", row -> row.get("byHandReason") != null);
        assertThat(second.getString("byHandReason") + ' ' + second.getLong("attemptCount"), is("ATTEMPTS 2"));
        assertThat("still open", Optional.ofNullable(second.get("closedDate")), is(Optional.empty()));
        dueNow(second);
        asks("+37251234504"); // is called after whatever would be called before
        task("37251234504", row -> row.get("lastAttemptEnumId") != null);
        assertThat(calls("37251234503"), hasSize(2));
    }

    private static void dueNow(GenericValue task) {
        host.database().change(TASK, Map.of("callbackTaskId", task.getString("callbackTaskId"), "nextAttemptDate",
                Timestamp.from(Instant.now().minusSeconds(1))));
    }

    @Test
    void anAgentWhoDoesNotPickUpCostsTheCustomerNoAttempt() {
        liis.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
        lab.phone("1002").ringsForever();
        try (WebUser peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole()) {
            peeter.asks("STATE", Map.of("state", "AVAILABLE"));
            asks("+37251234505");
            GenericValue missed = task("37251234505", row -> "AST_EXT_NO_ANSWER".equals(row.getString("lastAttemptEnumId")));
            assertThat(missed.getLong("attemptCount"), is(0L));
            assertThat(calls("37251234505").stream().filter(call -> call.get("trunkPeerId") != null).toList(), is(empty()));

            liis.asks("STATE", Map.of("state", "AVAILABLE"));
            assertThat("another agent calls", task("37251234505", row -> row.get("closedDate") != null).getString("closedByPartyId"),
                    is("AST_AGENT1"));
            peeter.asks("STATE", Map.of("state", "SIGNED_OUT"));
        }
    }

    @Test
    void numbersThatCostMoreLeadInsideOrAreBlockedAreLeftToAgents() {
        host.database().create("AsteriskOutboundRule", Map.of("numberPrefix", "+37251234599", "ruleType", "BLOCK"));
        List<String> numbers = List.of("+447700900123", "+37290001234", "00447700900124", "+37251234599", "999999");
        for (String number : numbers) {
            asks(number);
        }
        for (String number : numbers) {
            String digits = number.replaceAll("^(\\+|00)", "");
            GenericValue left = task(digits, row -> row.get("byHandReason") != null);
            assertThat(number, left.getString("byHandReason"), is("NUMBER"));
            assertThat(number, calls(digits), is(empty()));
        }
    }

    @Test
    void aNumberForWhichNoAgentAtWorkHasThePermissionIsLeftToAgents() {
        host.database().create("AsteriskOutboundRule", Map.of("numberPrefix", "+37251234598", "ruleType", "ALLOW",
                "permissionId", "NOBODY_HAS_THIS"));
        asks("+37251234598");
        GenericValue left = task("37251234598", row -> row.get("byHandReason") != null);
        assertThat("nobody else is at work", left.getString("byHandReason"), is("NUMBER"));
        assertThat(calls("37251234598"), is(empty()));
    }

    @Test
    void whoAsksAgainAndAgainForANumberDoesNotHaveItCalledAllDay() {
        for (int i = 0; i < 2; i++) {
            host.database().create(TASK, Map.of("callbackTaskId", "FLOOD" + i, "callbackKeyId", "FLOOD" + i, "callCenterGroupId", "QUEUED",
                    "callBackKey", "+37251234531", "dialNumber", "+37251234531", "firstDate", Timestamp.from(Instant.now()), "lastDate",
                    Timestamp.from(Instant.now()), "closedDate", Timestamp.from(Instant.now()), "attemptCount", 3L, "lastAttemptDate",
                    Timestamp.from(Instant.now().minus(Duration.ofHours(23)))));
        }
        asks("+37251234531");
        GenericValue waits = task("37251234531", row -> row.get("nextAttemptDate") != null);
        assertThat("a day", Duration.between(Instant.now(), waits.getTimestamp("nextAttemptDate").toInstant()).toHours(), is(23L));
        assertThat("not for good", Optional.ofNullable(waits.get("byHandReason")), is(Optional.empty()));
        assertThat(calls("37251234531"), is(empty()));
    }

    @Test
    void callersWhoJoinedLaterWaitUntilTheCustomerWasCalled() throws IOException {
        member(Optional.empty());
        lab.caller("37251234511").dialsAndHangsUp(used.dialed(), Duration.ofSeconds(12));
        liis.await("CALL", call -> "TALKING".equals(call.path("state").asText()));
        lab.caller("37251234512").dialsAndPresses(used.dialed(), "w1");
        task("37251234512", row -> row.getLong("missedCount") == 1);
        lab.caller("37251234513").dials(used.dialed());
        waits("37251234513");
        member(Optional.of("Callback"));

        task("37251234512", row -> row.get("closedDate") != null);
        assertThat("still waits", waiting(), is(List.of("37251234513")));
        assertThat(Optional.ofNullable(calls("37251234512").get(0).get("agentPartyId")), is(Optional.of("AST_AGENT1")));
        member(Optional.empty());
        pbx.act("Hangup", "Channel", "/^PJSIP/1001-.*$/");
        host.database().await(row -> row.get("answerDate") != null, "PhoneCall", "callerNumber", "37251234513");
    }

    @Test
    void whenOfbizWasAwayDuringAnAttemptNobodyIsCalledTwice() throws IOException {
        lab.trunk().ringsForever();
        asks("+37251234521");
        task("37251234521", row -> row.get("attemptCallId") != null);
        Await.untilTrue(() -> !calls("37251234521").isEmpty() && calls("37251234521").get(0).get("trunkPeerId") != null, () -> "nobody is called");
        asks("+37251234522");
        liis.close();
        host.close();
        host = Host.start(folder, database -> {
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "Y"));
            GenericValue other = database.row(TASK, "callBackKey", "+37251234522");
            database.change(TASK, Map.of("callbackTaskId", other.getString("callbackTaskId"), "attemptCallId", "DEMO_PBX:ofbiz-never-placed",
                    "attemptCount", 1L));
        });
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();

        GenericValue unknown = task("37251234522", row -> row.get("attemptCallId") == null && row.get("nextAttemptDate") != null);
        assertThat(unknown.getLong("attemptCount"), is(1L));
        pbx.act("Hangup", "Channel", "/^PJSIP/trunk-.*$/", "Cause", "17"); // a dialplan can let it ring for minutes
        GenericValue followed = task("37251234521", row -> row.get("lastAttemptEnumId") != null);
        assertThat(followed.getLong("attemptCount"), is(1L));
        assertThat(followed.get("nextAttemptDate"), is(notNullValue()));
        assertThat(calls("37251234521"), hasSize(1));
        assertThat("not again at once", calls("37251234522"), is(empty()));
    }

    private static void asks(String number) {
        Map<String, Object> asked = host.run("requestAsteriskCallback", "agent1001", Map.of("number", number, "callCenterGroupId", "QUEUED"));
        assertThat(ServiceUtil.getErrorMessage(asked), ServiceUtil.isSuccess(asked), is(true));
    }

    private static GenericValue task(String digits, Predicate<GenericValue> fits) {
        return Await.until(() -> host.database().rows(TASK, "callCenterGroupId", "QUEUED").stream()
                .filter(row -> row.getString("dialNumber").endsWith(digits) && fits.test(row)).findFirst(), () ->
                "callbacks are " + host.database().rows(TASK, "callCenterGroupId", "QUEUED"));
    }

    /** Calls to the number. */
    private static List<GenericValue> calls(String digits) {
        return host.database().rows("PhoneCall", "directionEnumId", "AST_OUTBOUND").stream()
                .filter(call -> String.valueOf(call.get("dialedNumber")).endsWith(digits)).toList();
    }

    private static Map<?, ?> shown(String digits) {
        List<?> callbacks = (List<?>) host.run("findAsteriskCallbacks", "agent1001", Map.of()).get("callbacks");
        return callbacks.stream().map(callback -> (Map<?, ?>) callback).filter(callback -> String.valueOf(callback.get("number")).endsWith(digits))
                .findFirst().orElse(Map.of());
    }
}

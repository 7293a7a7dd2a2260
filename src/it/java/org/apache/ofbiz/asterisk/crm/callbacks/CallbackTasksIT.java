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
package org.apache.ofbiz.asterisk.crm.callbacks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.CallJournal;
import org.apache.ofbiz.asterisk.crm.journal.Journals;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is to be called back, by whom, until when: kept by the journal, and changed by services. Each test has a customer of its own. */
@Tag("embedded")
class CallbackTasksIT {

    private static final List<String> MEMBERS = List.of("agent1001", "agent1002", "agent1003");
    private static Host host;
    private static Database database;
    private static CallJournal journal;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        database.create("AsteriskServer", Map.of("serverId", "PBX", "enabled", "N"));
        journal = Journals.on(host, Optional.empty());
    }

    @AfterAll
    static void stop() {
        journal.close();
        host.close();
    }

    @Test
    void missedCallsOfOneNumberAreOneTaskOfTheGroup() {
        PhoneCall second = abandoned("3725550102", "b1", 10);
        missed("3725550101", "a1", 0);
        missed("003725550101", "a2", 7);
        tell(second);

        Map<String, Object> task = open("agent1001", "3725550101").get(0);
        assertThat(task.get("missedCount"), is(2L));
        assertThat(task.get("since"), is(Calls.START.toString()));
        assertThat(task.get("lastAt"), is(at(7).toString()));
        assertThat(task.get("group"), is("Support"));
        assertThat(task.get("name"), is("Mari"));
        assertThat(open("agent1001", "3725550102").get(0).get("missedCount"), is(1L));
        assertThat("written again, as after a crash", rewritten(abandoned("003725550101", "a2", 7)).get("missedCount"), is(2L));
        assertThat(open("supervisor", "3725550101"), hasSize(1));
        assertThat("no member", open("crmuser", "3725550101"), is(empty()));
    }

    @Test
    void aCallbackNamesTheCustomerWhomAUserHasChosen() {
        missed("3725550109", "g1", 0);
        String callId = (String) history("3725550109").get("callId");
        Map<String, Object> chosen = host.run("correctCallParty", "agent1001", Map.of("callId", callId, "partyId", "AST_JAAN", "thisCallOnly", "Y"));
        assertThat(ServiceUtil.getErrorMessage(chosen), ServiceUtil.isSuccess(chosen), is(true));
        assertThat(open("agent1002", "3725550109").get(0).get("name"), is("Jaan Tamm"));
    }

    private Map<String, Object> rewritten(PhoneCall call) {
        tell(call);
        return open("agent1001", "3725550101").get(0);
    }

    @Test
    void whoHidesTheirNumberCannotBeCalledBack() {
        int before = database.rows(CallbackTasks.ENTITY).size();
        for (String withheld : List.of("", "anonymous", "Restricted")) {
            tell(abandoned(withheld, "hidden" + withheld, 0));
        }
        assertThat(database.rows(CallbackTasks.ENTITY), hasSize(before));
    }

    @Test
    void aCallForOnePersonIsTheirTask() {
        PhoneCall call = abandoned("3725550103", "direct", 0);
        CallPart rang = new CallPart(CallPart.Kind.CALLED, Optional.of(phone("1002")), "", Optional.empty(), call.startedAt(), call.endedAt(),
                Optional.of(Outcome.EXTENSION_NO_ANSWER), List.of());
        tell(new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), "1002", Optional.empty(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), call.endedAt(),
                call.recordingFile(), Optional.of(Outcome.EXTENSION_NO_ANSWER), call.hangupCause(), call.unseen(), call.mergedInto(),
                call.timeline(), List.of(rang), call.variables()));

        assertThat(open("agent1002", "3725550103").stream().map(task -> task.get("owner")).toList(), contains("Peeter Mets"));
        assertThat(open("agent1001", "3725550103"), is(empty()));
    }

    @Test
    void aTalkWithTheCustomerClosesTheTask() {
        missed("3725550104", "c1", 0);
        String first = id("3725550104");
        done("claimAsteriskCallback", "agent1002", first);
        PhoneCall dialed = at(Calls.rings(Calls.outbound("c2", phone("1001")), phone("1001")), "+3725550104", 5);
        tell(dialed);
        tell(at(Calls.ends(Calls.rings(Calls.outbound("c3", phone("1001")), phone("1001")), Outcome.NO_ANSWER), "+3725550104", 6));
        assertThat("nobody answered", open("agent1001", "3725550104"), hasSize(1));

        tell(at(Calls.talks(Calls.rings(Calls.outbound("c4", phone("1001")), phone("1001"))), "+3725550104", 7));

        assertThat(open("agent1001", "3725550104"), is(empty()));
        Map<String, Object> closed = closed("agent1001", first);
        assertThat(closed.get("outcome"), is("REACHED"));
        assertThat(closed.get("closedBy"), is("Liis Saar"));
        assertThat(closed.get("closedByCall"), is(true));
        assertThat(refusal("claimAsteriskCallback", "agent1001", first), is("CALLBACK_CLOSED"));
        Map<String, Object> past = UtilGenerics.cast(history("3725550104").get("callback"));
        assertThat("the history tells it", List.of(past.get("open"), past.get("by"), past.get("outcomeText")),
                is(List.of(false, "Liis Saar", "Reached")));
        List<Map<String, Object>> calls = UtilGenerics.cast(host.run("findPhoneCalls", "agent1001", Map.of()).get("calls"));
        assertThat("and the call that reached the customer, not those that didn't", calls.stream().filter(call ->
                "+3725550104".equals(call.get("number")) && call.get("callback") != null).map(call -> call.get("outcome")).toList().size(), is(1));

        missed("3725550104", "c5", 30);
        assertThat("another one", id("3725550104").equals(first), is(false));
        assertThat(open("agent1001", "3725550104").get(0).get("claimedBy"), is(nullValue()));
        tell(at(Calls.talks(Calls.rings(Calls.waiting("c6"), phone("1003"))), "3725550104", 40));
        assertThat("the customer called again", open("agent1001", "3725550104"), is(empty()));
    }

    @Test
    void oneOfSeveralWhoClaimAtOnceHasIt() throws Exception {
        for (int round = 0; round < 5; round++) {
            missed("372555020" + round, "claim" + round, 0);
            String task = id("372555020" + round);
            List<String> answers = atOnce(MEMBERS.stream()
                    .<Callable<String>>map(user -> () -> refusal("claimAsteriskCallback", user, task)).toList());
            assertThat("round " + round + ": " + answers, answers.stream().filter(String::isEmpty).toList(), hasSize(1));
            assertThat(answers.stream().filter("CALLBACK_TAKEN"::equals).toList(), hasSize(2));
        }
    }

    @Test
    void severalWhoMissTheSameNumberAtOnceMakeOneTask() throws Exception {
        CallbackTasks tasks = new CallbackTasks(host.delegator());
        for (int round = 0; round < 5; round++) {
            CallbackTasks.Customer customer = new CallbackTasks.Customer("+372555030" + round, "372555030" + round, "", Optional.empty());
            List<String> ids = atOnce(Collections.nCopies(4, () ->
                    tasks.missed(CallbackOwner.group("SUPPORT"), customer, Thread.currentThread().getName(), at(0))));
            assertThat("round " + round, ids.stream().distinct().toList(), hasSize(1));
            assertThat(database.rows(CallbackTasks.ENTITY, "callBackKey", customer.key()), hasSize(1));
        }
    }

    @Test
    void aTaskThatSomebodyHasDeletedDoesNotKeepTheNextFromComing() throws Exception {
        missed("3725550110", "h1", 0);
        String first = id("3725550110");
        host.delegator().removeByAnd(CallbackTasks.ENTITY, Map.of("callbackTaskId", first));
        missed("3725550110", "h2", 5);
        assertThat(open("agent1001", "3725550110").get(0).get("missedCount"), is(1L));
    }

    @Test
    void aClaimIsReleasedByTheClaimerOrASupervisorOnly() {
        missed("3725550105", "d1", 0);
        String task = id("3725550105");
        assertThat("sees none of it", refusal("claimAsteriskCallback", "crmuser", task), is("CALLBACK_UNKNOWN"));
        assertThat(refusal("claimAsteriskCallback", "agent1001", "nosuch"), is("CALLBACK_UNKNOWN"));
        assertThat(refusal("claimAsteriskCallback", "agent1001", "x".repeat(21)), is("VALUE_REFUSED"));
        done("claimAsteriskCallback", "agent1001", task);
        done("claimAsteriskCallback", "agent1001", task);
        assertThat(open("agent1002", "3725550105").get(0).get("claimedBy"), is("Liis Saar"));
        for (String service : List.of("claimAsteriskCallback", "releaseAsteriskCallback", "setAsteriskCallbackDue")) {
            assertThat(service, refusal(service, "agent1002", task), is("CALLBACK_TAKEN"));
        }
        assertThat(ServiceUtil.getErrorMessage(host.run("claimAsteriskCallback", "agent1002", Map.of("callbackTaskId", task))),
                is("Liis Saar has already claimed this callback."));
        done("releaseAsteriskCallback", "supervisor", task);
        done("claimAsteriskCallback", "agent1002", task);
        done("releaseAsteriskCallback", "agent1002", task);
        assertThat(open("agent1001", "3725550105").get(0).get("claimedBy"), is(nullValue()));
    }

    @Test
    void aTaskIsPutOffClosedByHandAndOpenedAgain() {
        missed("3725550106", "e1", 0);
        String task = id("3725550106");
        done("setAsteriskCallbackDue", "agent1001", Map.of("callbackTaskId", task, "dueDate", Timestamp.from(at(120))));
        assertThat(open("agent1001", "3725550106").get(0).get("dueAt"), is(at(120).toString()));
        assertThat(toCallBack("3725550106"), is(1L));
        assertThat("for ever", code(host.run("setAsteriskCallbackDue", "agent1001", Map.of("callbackTaskId", task,
                "dueDate", Timestamp.valueOf("9999-12-31 00:00:00")))), is("VALUE_REFUSED"));

        assertThat(code(host.run("closeAsteriskCallback", "agent1001", Map.of("callbackTaskId", task, "outcome", "MAYBE"))), is("VALUE_REFUSED"));
        done("closeAsteriskCallback", "agent1001", Map.of("callbackTaskId", task, "outcome", "NOT_NEEDED"));
        assertThat(open("agent1001", "3725550106"), is(empty()));
        Map<String, Object> closed = closed("agent1002", task);
        assertThat(closed.get("outcomeText"), is("Not needed"));
        assertThat(closed.get("closedBy"), is("Liis Saar"));
        assertThat("not offered in the history either", toCallBack("3725550106"), is(0L));
        tell(abandoned("3725550106", "e1", 0));
        assertThat("nor when the journal writes it again", toCallBack("3725550106"), is(0L));

        done("reopenAsteriskCallback", "agent1002", task);
        assertThat(open("agent1001", "3725550106").get(0).get("callbackTaskId"), is(task));
        done("closeAsteriskCallback", "agent1001", Map.of("callbackTaskId", task, "outcome", "NOT_REACHED"));
        missed("3725550106", "e2", 200);
        assertThat("another is open", refusal("reopenAsteriskCallback", "agent1001", task), is("CALLBACK_OPEN"));
    }

    @Test
    void whoAsksForACallHasOneCallbackAndKeepsTheirPlace() {
        Map<String, Object> wish = Map.of("number", "+372 555 0107", "callCenterGroupId", "SUPPORT", "name", "Mari");
        String task = (String) host.run("requestAsteriskCallback", "agent1001", wish).get("callbackTaskId");
        Timestamp tomorrow = Timestamp.from(Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS));
        Map<String, Object> again = new HashMap<>(wish);
        again.putAll(Map.of("number", "003725550107", "dueDate", tomorrow));
        assertThat(host.run("requestAsteriskCallback", "supervisor", again).get("callbackTaskId"), is(task));
        Map<String, Object> shown = open("agent1002", "3725550107").get(0);
        assertThat(List.of(shown.get("requested"), shown.get("missedCount"), shown.get("dueAt"), shown.get("name")),
                is(List.of(true, 0L, tomorrow.toInstant().toString(), "Mari")));

        missed("3725550107", "f1", 0);
        assertThat("asked during this call", open("agent1002", "3725550107").get(0).get("since"), is(Calls.START.toString()));
        assertThat(open("agent1002", "3725550107").get(0).get("missedCount"), is(1L));
    }

    @Test
    void whatCannotBeAskedForIsRefusedWithAReason() {
        Map<String, Object> wish = Map.of("number", "+3725550108", "callCenterGroupId", "SUPPORT");
        assertThat("no member", code(host.run("requestAsteriskCallback", "crmuser", wish)), is("NOT_PERMITTED"));
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("number", "*98"), Map.of("number", "1001"), Map.of("number", "hello"))) {
            assertThat(wrong.toString(), code(host.run("requestAsteriskCallback", "agent1001", with(wish, wrong))), is("NUMBER_INVALID"));
        }
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(Map.of("number", "1".repeat(41)), Map.of("name", "x".repeat(101)),
                Map.of("name", "a\r\nb"), Map.of("dueDate", Timestamp.from(Instant.now().plus(Duration.ofDays(400)))))) {
            assertThat(wrong.toString(), code(host.run("requestAsteriskCallback", "agent1001", with(wish, wrong))), is("VALUE_REFUSED"));
        }
        assertThat(code(host.run("requestAsteriskCallback", "supervisor", with(wish, Map.of("callCenterGroupId", "NOBODY")))), is("GROUP_DISABLED"));
        assertThat(open("supervisor", "3725550108"), is(empty()));
    }

    private static Map<String, Object> with(Map<String, Object> input, Map<String, Object> other) {
        Map<String, Object> all = new HashMap<>(input);
        all.putAll(other);
        return all;
    }

    private static Map<String, Object> history(String number) {
        List<Map<String, Object>> calls = UtilGenerics.cast(host.run("findPhoneCalls", "agent1001", Map.of()).get("calls"));
        return calls.stream().filter(call -> number.equals(call.get("number"))).findFirst().orElseThrow();
    }

    private static long toCallBack(String number) {
        return database.rows("PhoneCall", "callerNumber", number).stream().filter(row -> row.get("callBackKey") != null).count();
    }

    private static PhoneCall abandoned(String number, String linkedId, int minute) {
        return at(Calls.ends(Calls.waiting(linkedId), Outcome.ABANDONED), number, minute);
    }

    private static void missed(String number, String linkedId, int minute) {
        tell(abandoned(number, linkedId, minute));
    }

    private static Instant at(int minute) {
        return Calls.START.plus(Duration.ofMinutes(minute));
    }

    /** The same call with another customer, so many minutes later. */
    private static PhoneCall at(PhoneCall call, String number, int minute) {
        boolean inbound = call.direction() == PhoneCall.Direction.INBOUND;
        Duration later = Duration.ofMinutes(minute);
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(),
                inbound ? new Party(number, call.caller().name()) : call.caller(), inbound ? call.dialedNumber() : number, call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt().plus(later),
                call.answeredAt().map(at -> at.plus(later)), call.endedAt().map(at -> at.plus(later)), call.recordingFile(), call.outcome(),
                call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(), call.parts(), call.variables());
    }

    private static void tell(PhoneCall call) {
        journal.callChanged(call, Calls.event());
        journal.awaitLeftOver(Duration.ofSeconds(20));
        assertThat("calls that wait", journal.waiting(), is(0));
    }

    private static Peer phone(String name) {
        return new OfbizNumbering(host.delegator(), "DEMO_PBX").peer("PJSIP", name).orElseThrow();
    }

    private static String id(String number) {
        return (String) open("supervisor", number).get(0).get("callbackTaskId");
    }

    private static List<Map<String, Object>> open(String user, String number) {
        return tasks(user, Map.of()).stream().filter(task -> ((String) task.get("number")).endsWith(number)).toList();
    }

    private static Map<String, Object> closed(String user, String taskId) {
        return tasks(user, Map.of("state", "CLOSED")).stream().filter(task -> taskId.equals(task.get("callbackTaskId"))).findFirst().orElseThrow();
    }

    private static List<Map<String, Object>> tasks(String user, Map<String, ?> input) {
        Map<String, Object> result = host.run("findAsteriskCallbacks", user, input);
        assertThat(ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return UtilGenerics.cast(result.get("callbacks"));
    }

    private static void done(String service, String user, String taskId) {
        done(service, user, Map.of("callbackTaskId", taskId));
    }

    private static void done(String service, String user, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, user, input);
        assertThat(service + " " + user + ": " + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
    }

    private static String refusal(String service, String user, String taskId) {
        return code(host.run(service, user, Map.of("callbackTaskId", taskId)));
    }

    /** Empty for success. */
    private static String code(Map<String, Object> result) {
        return ServiceUtil.isSuccess(result) ? "" : (String) result.getOrDefault("refusalCode", ServiceUtil.getErrorMessage(result));
    }

    private static List<String> atOnce(List<Callable<String>> works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            CyclicBarrier all = new CyclicBarrier(works.size());
            List<Future<String>> running = works.stream().map(work -> threads.submit(() -> {
                all.await(20, TimeUnit.SECONDS);
                return work.call();
            })).toList();
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : running) {
                answers.add(answer.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}

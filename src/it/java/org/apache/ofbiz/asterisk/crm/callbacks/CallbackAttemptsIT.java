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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Task;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Automatic attempts as rows: one at a time for each customer, whoever begins them. Each test has a customer of its own. */
@Tag("embedded")
@Tag("once")
class CallbackAttemptsIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static Host host;
    private static Database database;
    private static CallbackAttempts attempts;
    private static CallbackTasks tasks;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
        attempts = new CallbackAttempts(host.delegator());
        tasks = new CallbackTasks(host.delegator());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void ofSeveralWhoBeginAtOnceOneDoes() throws Exception {
        Task task = asked("+37251230001");
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            CyclicBarrier all = new CyclicBarrier(8);
            List<Future<Boolean>> begun = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String callId = "PBX:ofbiz-" + i;
                begun.add(nodes.submit(() -> {
                    all.await(20, TimeUnit.SECONDS);
                    return attempts.begin(task, callId, "AST_AGENT1", NOW);
                }));
            }
            int first = 0;
            for (Future<Boolean> one : begun) {
                first += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertThat(first, is(1));
            assertThat(database.row(CallbackTasks.ENTITY, "callbackTaskId", task.taskId()).getLong("attemptCount"), is(1L));
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void anAttemptThatIsOverChangesNothingOfTheNextOne() throws GenericEntityException {
        Task task = asked("+37251230002");
        attempts.begin(task, "PBX:ofbiz-a", "AST_AGENT1", NOW);
        Task first = task.during("PBX:ofbiz-a");
        attempts.customerMissed(first, Optional.of(Outcome.BUSY), Optional.of(NOW.plusSeconds(900)));
        Task waiting = open("+37251230002");
        assertThat(waiting.notBefore(), is(NOW.plusSeconds(900)));
        assertThat("keeps the place", waiting.place(), is(task.place()));
        attempts.begin(waiting, "PBX:ofbiz-b", "AST_AGENT2", NOW);

        attempts.agentMissed(first, Optional.empty(), NOW);
        attempts.reached(first, NOW);

        assertThat(open("+37251230002").callId(), is(Optional.of("PBX:ofbiz-b")));
        assertThat(open("+37251230002").made(), is(2));
        attempts.agentMissed(waiting.during("PBX:ofbiz-b"), Optional.of(Outcome.EXTENSION_NO_ANSWER), NOW);
        assertThat("costs the customer none", open("+37251230002").made(), is(1));
        assertThat(open("+37251230002").claimed(), is(false));
    }

    @Test
    void whoIsClaimedOrClosedOrOnlyMissedIsNotCalledAutomatically() throws GenericEntityException {
        Task claimed = asked("+37251230003");
        tasks.claim(claimed.taskId(), "AST_AGENT3", NOW);
        assertThat(attempts.begin(claimed, "PBX:ofbiz-c", "AST_AGENT1", NOW), is(false));
        Task closed = asked("+37251230004");
        tasks.close(database.row(CallbackTasks.ENTITY, "callbackTaskId", closed.taskId()), "AST_AGENT1", CallbackOutcome.NOT_NEEDED, NOW);
        assertThat(attempts.begin(closed, "PBX:ofbiz-d", "AST_AGENT1", NOW), is(false));
        tasks.missed(CallbackOwner.group("SUPPORT"), customer("+37251230005"), "none", NOW);
        assertThat(attempts.open(List.of("SUPPORT")).stream().filter(task -> task.key().equals("+37251230005")).toList(), is(empty()));
    }

    @Test
    void attemptsOfADayCountForTheNumberAcrossGroupsAndTasks() throws GenericEntityException {
        Task task = asked("+37251230006");
        attempts.begin(task, "PBX:ofbiz-e", "AST_AGENT1", NOW);
        attempts.reached(task.during("PBX:ofbiz-e"), NOW);
        Task again = asked("+37251230006");
        attempts.begin(again, "PBX:ofbiz-f", "AST_AGENT1", NOW);

        assertThat(attempts.made("+37251230006", NOW.minus(Duration.ofDays(1))), is(2L));
        assertThat(attempts.made("+37251230006", NOW), is(0L));
        assertThat(attempts.made("+37251230007", NOW.minus(Duration.ofDays(1))), is(0L));
    }

    @Test
    void whoWasReachedAndIsOpenedAgainIsLeftToAgents() throws GenericEntityException {
        Task task = asked("+37251230008");
        attempts.begin(task, "PBX:ofbiz-g", "AST_AGENT1", NOW);
        attempts.reached(task.during("PBX:ofbiz-g"), NOW);
        assertThat(database.row(CallbackTasks.ENTITY, "callbackTaskId", task.taskId()).get("attemptCallId"), is(nullValue()));
        assertThat(tasks.reopen(database.row(CallbackTasks.ENTITY, "callbackTaskId", task.taskId())), is(true));
        assertThat(attempts.open(List.of("SUPPORT")).stream().filter(open -> open.taskId().equals(task.taskId())).toList(), is(empty()));
    }

    @Test
    void whoAsksAgainIsCalledAtLeastOnceMore() throws GenericEntityException {
        Task task = asked("+37251230009");
        attempts.begin(task, "PBX:ofbiz-h", "AST_AGENT1", NOW);
        attempts.customerMissed(task.during("PBX:ofbiz-h"), Optional.of(Outcome.BUSY), Optional.empty());
        assertThat("left to agents", of("+37251230009"), is(empty()));

        Task again = asked("+37251230009");

        assertThat(again.taskId(), is(task.taskId()));
        assertThat("the same place", again.place(), is(task.place()));
        assertThat("counts for the day", again.made(), is(1));
        assertThat(attempts.begin(again, "PBX:ofbiz-i", "AST_AGENT1", NOW), is(true));
        attempts.customerMissed(again.during("PBX:ofbiz-i"), Optional.of(Outcome.BUSY), Optional.of(NOW.plusSeconds(900)));
        assertThat("not only after the usual time", asked("+37251230009").notBefore(), is(task.place()));
    }

    @Test
    void whoAsksWhileTheyAreBeingCalledIsNotCalledByAnotherAttempt() throws GenericEntityException {
        Task task = asked("+37251230010");
        attempts.begin(task, "PBX:ofbiz-j", "AST_AGENT1", NOW);
        Task again = asked("+37251230010");
        assertThat(again.callId(), is(Optional.of("PBX:ofbiz-j")));
        assertThat(attempts.begin(again, "PBX:ofbiz-k", "AST_AGENT2", NOW), is(false));
    }

    @Test
    void aNumberThatWasCalledTooOftenWaits() throws GenericEntityException {
        Task task = asked("+37251230011");
        attempts.putOff(task, NOW.plusSeconds(86_400));
        assertThat(open("+37251230011").notBefore(), is(NOW.plusSeconds(86_400)));
        attempts.begin(open("+37251230011"), "PBX:ofbiz-l", "AST_AGENT1", NOW);
        attempts.putOff(task, NOW.plusSeconds(99));
        assertThat("an attempt that goes on is left alone", database.row(CallbackTasks.ENTITY, "callbackTaskId", task.taskId())
                .get("nextAttemptDate"), is(nullValue()));
    }

    @Test
    void aGroupWithManyCallbacksHidesNoneOfAnotherOneAndNoAttempt() throws GenericEntityException {
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "FLOODED", "groupName", "Flooded", "serverId", "DEMO_PBX"));
        Task other = asked("+37251230012");
        Timestamp earlier = Timestamp.from(NOW.minusSeconds(3_600));
        for (int i = 0; i < CallbackWishes.MOST; i++) {
            database.create(CallbackTasks.ENTITY, Map.of("callbackTaskId", "FLOOD" + i, "callbackKeyId", "FLOOD" + i, "callCenterGroupId", "FLOODED",
                    "callBackKey", "+3725199" + i, "dialNumber", "+3725199" + i, "sourceEnumId", CallbackSource.REQUESTED.enumId(),
                    "firstDate", earlier, "lastDate", earlier));
        }
        tasks.requested(CallbackOwner.group("FLOODED"), customer("+37251230013"), Optional.empty(), NOW);
        GenericValue last = database.row(CallbackTasks.ENTITY, "callBackKey", "+37251230013");
        database.change(CallbackTasks.ENTITY, Map.of("callbackTaskId", last.getString("callbackTaskId"), "attemptCallId", "PBX:ofbiz-m"));

        List<String> found = attempts.open(List.of("FLOODED", "SUPPORT")).stream().map(Task::key).toList();

        assertThat(found.contains(other.key()), is(true));
        assertThat("its attempt goes on", found.contains("+37251230013"), is(true));
    }

    @Test
    void groupsCallAutomaticallyWhereTheirAdminSaysSo() {
        assertThat(attempts.groups().stream().filter(CallbackAttempts.Group::calls).toList(), is(empty()));
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "automaticCallbacks", "Y", "callbackRetryMinutes", 5L));
        assertThat(attempts.groups().stream().filter(CallbackAttempts.Group::calls).map(group ->
                group.groupId() + ' ' + group.rule().attempts() + ' ' + group.rule().retryAfter()).toList(),
                contains("SUPPORT 3 PT5M"));
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "automaticCallbacks", "N"));
    }

    private static CallbackTasks.Customer customer(String number) {
        return new CallbackTasks.Customer(number, number, "", Optional.empty());
    }

    private static Task asked(String number) throws GenericEntityException {
        tasks.requested(CallbackOwner.group("SUPPORT"), customer(number), Optional.empty(), NOW);
        return open(number);
    }

    private static Task open(String number) {
        return of(number).stream().findFirst().orElseThrow();
    }

    private static List<Task> of(String number) {
        return attempts.open(List.of("SUPPORT")).stream().filter(task -> task.key().equals(number)).toList();
    }
}

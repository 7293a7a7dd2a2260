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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.CountedQueries;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.SimulatedCalls;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ModelService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are written together: what they ask the database, and what one that it refuses does to the others. */
@Tag("embedded")
class JournalBatchIT {

    private static final int CALLS = 20;
    private static Host host;
    private static CountedQueries queries;
    private final List<CallHookEvent> turns = new ArrayList<>();
    private JournalWriter writer;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        queries = new CountedQueries(host.delegator());
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void writer() {
        Settings settings = Settings.of(host.delegator());
        CommEvents commEvents = new CommEvents(queries.delegator(), new SystemServices(host.dispatcher()), Clock.systemUTC(), Locale.ENGLISH);
        writer = new JournalWriter(queries.delegator(), new OfbizCallerDirectory(host.delegator(), settings), commEvents, settings, turns::addAll);
    }

    /** Calls as they are when everything was told. */
    private static List<PhoneCall> calls(String name, boolean ended) {
        Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
        try (CallThread thread = new CallThread("DEMO_PBX", new OfbizNumbering(host.delegator(), "DEMO_PBX"), (what, cause) -> {
            throw new AssertionError(what, cause);
        })) {
            thread.addListener((call, event) -> calls.put(call.linkedId(), call));
            thread.start();
            IntStream.range(0, CALLS).forEach(i -> (ended ? SimulatedCalls.answered(name + i, "1001", Instant.now())
                    : SimulatedCalls.beginning(name + i, "1001", Instant.now())).forEach(thread));
            Await.untilTrue(() -> thread.backlog() == 0 && calls.size() == CALLS && calls.values().stream().allMatch(call ->
                    ended ? call.ended() : call.answeredAt().isPresent()), () -> calls.size() + " of " + CALLS + " calls");
        }
        return List.copyOf(calls.values());
    }

    private static List<JournalQueue.Entry> entries(List<PhoneCall> calls) {
        return calls.stream().map(call -> entry(call, Optional.empty())).toList();
    }

    private static JournalQueue.Entry entry(PhoneCall call, Optional<Long> fencing) {
        return new JournalQueue.Entry(call.callId(), 1, 0, Optional.of(call), Optional.empty(), 0, fencing);
    }

    /** Several OFBiz nodes: each call has the number of the lease under which it was written last. */
    @Test
    void aFormerHolderWritesNothingAboutCallsOfItsSuccessor() throws Exception {
        List<PhoneCall> talking = calls("fenced", false);
        PhoneCall over = calls("fenced", true).stream().filter(call -> call.linkedId().equals(talking.get(0).linkedId())).findFirst().orElseThrow();
        PhoneCall shared = talking.get(0);
        writer.write(entry(shared, Optional.of(4L)));
        writer.write(entry(talking.get(1), Optional.of(5L)));

        assertThat("the successor ends it", writer.write(entry(over, Optional.of(5L))).isPresent(), is(true));
        assertThat(row(shared).getLong("fencingNumber"), is(5L));
        Object before = row(shared).getTimestamp("endDate");
        assertThrows(FencedCalls.OtherHolderException.class, () -> writer.write(entry(shared, Optional.of(4L))));
        assertThat("together with others, nothing is written", writer.writeTogether(List.of(entry(talking.get(2), Optional.of(4L)),
                entry(talking.get(1), Optional.of(4L)))).isEmpty(), is(true));
        assertThat(row(shared).getTimestamp("endDate"), is(before));
        writer.write(entry(talking.get(3), Optional.of(4L)));
        assertThat("a call that nobody else knows is kept", row(talking.get(3)).getLong("fencingNumber"), is(4L));
    }

    private static GenericValue row(PhoneCall call) {
        return host.database().row("PhoneCall", "linkedId", call.linkedId());
    }

    private static List<String> ofCalls() {
        return queries.entities().stream().filter(List.of("PhoneCallEvent", "PhoneCallParticipant")::contains).toList();
    }

    @Test
    void eachTableIsReadOnceForAllCalls() {
        queries.reset();
        assertThat(writer.writeTogether(entries(calls("read", false))).orElseThrow(), hasSize(CALLS));
        assertThat(ofCalls(), containsInAnyOrder("PhoneCallEvent", "PhoneCallParticipant"));
        assertThat(turns.stream().filter(turn -> turn.kind() == CallHookEvent.Kind.ANSWERED).toList(), hasSize(CALLS));
    }

    @Test
    void theNumberOfReadsDoesNotGrowWithTheCalls() {
        List<PhoneCall> answered = calls("few", false);
        queries.reset();
        writer.writeTogether(entries(answered)).orElseThrow();
        assertThat(queries.entities().stream().filter(List.of("PhoneCall", "CommunicationEvent")::contains).toList(),
                containsInAnyOrder("PhoneCall", "PhoneCall", "PhoneCall", "CommunicationEvent"));
        List<PhoneCall> ended = calls("few", true);
        queries.reset();
        writer.writeTogether(entries(ended)).orElseThrow();
        assertThat(queries.entities().stream().filter(List.of("PhoneCall", "CommunicationEvent")::contains).toList(),
                containsInAnyOrder("PhoneCall", "PhoneCall", "CommunicationEvent"));
        assertThat(host.database().rows("CommunicationEvent").stream().filter(event -> String.valueOf(event.get("messageId")).startsWith("few"))
                .map(event -> event.getString("statusId")).distinct().toList(), is(List.of("COM_COMPLETE")));
    }

    /** With the number of the lease, where there is one: nothing asks before whether somebody else has it. */
    @Test
    void theRowOfANewCallIsWrittenOnce() {
        List<PhoneCall> calls = calls("once", true);
        queries.reset();
        writer.writeTogether(calls.stream().map(call -> entry(call, Optional.of(7L))).toList()).orElseThrow();
        List<String> ofRows = queries.writes().stream().filter(write -> write.contains("PhoneCall]")).toList();
        assertThat(ofRows, hasSize(CALLS));
        assertThat(ofRows, everyItem(startsWith("create ")));
        assertThat(queries.writes().stream().filter(write -> write.startsWith("storeByCondition")).toList(), is(List.of()));
        assertThat(row(calls.get(0)).getLong("fencingNumber"), is(7L));
    }

    private static List<String> statesOf(String name) {
        List<String> ids = host.database().rows("CommunicationEvent").stream()
                .filter(event -> String.valueOf(event.get("messageId")).startsWith(name))
                .map(event -> event.getString("communicationEventId") + " " + event.getString("statusId")).toList();
        List<String> states = new ArrayList<>(ids.stream().map(id -> id.substring(id.indexOf(' ') + 1)).toList());
        host.database().rows("CommunicationEventRole").stream().filter(role -> ids.stream().anyMatch(id -> id.startsWith(role.getString(
                "communicationEventId") + " "))).forEach(role -> states.add(role.getString("statusId")));
        return states.stream().distinct().sorted().toList();
    }

    @Test
    void whatIsOverIsCompletedWithTheRolesOfAllInIt() throws Exception {
        List<String> completed = List.of("COM_COMPLETE", "COM_ROLE_COMPLETED");
        writer.writeTogether(entries(calls("over", false))).orElseThrow();
        assertThat(statesOf("over"), hasItems("COM_IN_PROGRESS"));
        queries.reset();
        writer.writeTogether(entries(calls("over", true))).orElseThrow();
        assertThat(queries.entities().stream().filter("CommunicationEventRole"::equals).toList(), hasSize(1));
        assertThat(statesOf("over"), is(completed));
        writer.writeTogether(entries(calls("atonce", true))).orElseThrow();
        assertThat(statesOf("atonce"), is(completed));
    }

    /** A component that defines OFBiz's service again has its own run. */
    @Test
    void anotherServiceThatCompletesThemIsRunForEach() throws Exception {
        ModelService service = host.dispatcher().getDispatchContext().getModelService("setCommunicationEventStatus");
        String location = service.getLocation();
        service.setLocation(location.replace("groovyScripts/", "groovyScripts/../groovyScripts/"));
        try {
            writer.writeTogether(entries(calls("own", false))).orElseThrow();
            queries.reset();
            writer.writeTogether(entries(calls("own", true))).orElseThrow();
            writer.writeTogether(entries(calls("ownatonce", true))).orElseThrow();
        } finally {
            service.setLocation(location);
        }
        assertThat(queries.entities().stream().filter("CommunicationEventRole"::equals).toList(), is(List.of()));
        assertThat(statesOf("own"), is(List.of("COM_COMPLETE", "COM_ROLE_COMPLETED")));
    }

    private JournalWriter meanwhile(Runnable others) {
        Settings settings = Settings.of(host.delegator());
        CallerDirectory real = new OfbizCallerDirectory(host.delegator(), settings);
        Class<?>[] directory = {CallerDirectory.class};
        CallerDirectory slow = (CallerDirectory) Proxy.newProxyInstance(directory[0].getClassLoader(), directory, (proxy, method, arguments) -> {
            others.run();
            return method.invoke(real, arguments);
        });
        CommEvents commEvents = new CommEvents(host.delegator(), new SystemServices(host.dispatcher()), Clock.systemUTC(), Locale.ENGLISH);
        return new JournalWriter(host.delegator(), slow, commEvents, settings, turns::addAll);
    }

    private static void charge(PhoneCall call, String code) {
        try {
            PhoneCallRows.setAccountCode(host.delegator(), call.callId(), code);
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user charges the call to somebody after the journal has seen that it has no row. */
    @Test
    void aRowThatSomebodyElseMakesFirstIsKept() throws Exception {
        List<PhoneCall> calls = calls("first", true);
        AtomicBoolean done = new AtomicBoolean();
        JournalWriter second = meanwhile(() -> {
            if (done.compareAndSet(false, true)) {
                Thread other = new Thread(() -> calls.forEach(call -> charge(call, "4711")));
                other.start();
                Await.untilTrue(() -> !other.isAlive(), other::toString);
            }
        });
        assertThat("refused as a whole", second.writeTogether(entries(calls)).isEmpty(), is(true));
        for (JournalQueue.Entry entry : entries(calls)) {
            second.write(entry);
        }
        calls.forEach(call -> assertThat(row(call).getString("accountCode") + " " + (row(call).get("endDate") != null), is("4711 true")));
        assertThat(turns.stream().filter(turn -> turn.kind() == CallHookEvent.Kind.ENDED).toList(), hasSize(CALLS));
    }

    /** The other one waits for the journal's transaction, and must not hold what the journal needs. */
    @Test
    void somebodyWhoComesWhileTheRowsAreWrittenWaitsAndAddsToThem() {
        List<PhoneCall> calls = calls("second", true);
        List<Thread> others = calls.subList(0, 4).stream().map(call -> new Thread(() -> charge(call, "4712"))).toList();
        writer.writeTogether(entries(calls), () -> {
            if (others.get(0).getState() == Thread.State.NEW) { // five rows are there, and not committed
                others.forEach(Thread::start);
                Await.untilTrue(() -> others.stream().allMatch(other -> other.getState() == Thread.State.WAITING
                        || other.getState() == Thread.State.TIMED_WAITING), others::toString);
            }
            return false;
        }).orElseThrow();
        Await.untilTrue(() -> others.stream().noneMatch(Thread::isAlive), others::toString);
        assertThat(calls.subList(0, 4).stream().map(call -> row(call).getString("accountCode") + " " + (row(call).get("endDate") != null)).toList(),
                everyItem(is("4712 true")));
    }

    @Test
    void whatIsWrittenAgainAfterACrashChangesNothing() {
        List<JournalQueue.Entry> entries = entries(calls("again", true));
        writer.writeTogether(entries).orElseThrow();
        turns.clear();
        queries.reset();
        assertThat(writer.writeTogether(entries).orElseThrow(), hasSize(CALLS));
        assertThat("written", queries.writes(), is(List.of()));
        assertThat("told to hooks", turns, is(List.of()));
    }

    @Test
    void whatIsLeftWhenSomebodyIsInAHurryIsWrittenNextTime() {
        List<JournalQueue.Entry> entries = entries(calls("hurry", true));
        int done = writer.writeTogether(entries, () -> true).orElseThrow().size();
        assertThat(turns.stream().filter(turn -> turn.kind() == CallHookEvent.Kind.ENDED).toList(), hasSize(done));
        assertThat("some, not all", done > 0 && done < CALLS, is(true));
        writer.writeTogether(entries.subList(done, CALLS)).orElseThrow();
        assertThat(turns.stream().filter(turn -> turn.kind() == CallHookEvent.Kind.ENDED).map(CallHookEvent::phoneCallId).distinct().toList(),
                hasSize(CALLS));
    }

    @Test
    void oneCallThatTheDatabaseRefusesHoldsUpNoOther() throws Exception {
        List<PhoneCall> good = calls("good", true);
        PhoneCall one = good.get(0);
        PhoneCall bad = new PhoneCall("NO_SUCH_PBX", "bad", one.direction(), one.state(), one.caller(), one.dialedNumber(), one.groupId(),
                one.answeredBy(), one.originator(), one.trunk(), one.legs(), one.startedAt(), one.answeredAt(), one.endedAt(),
                one.recordingFile(), one.outcome(), one.hangupCause(), one.unseen(), one.mergedInto(), one.timeline(), one.parts(),
                one.variables());
        try (CallJournal journal = Journals.on(host, Optional.empty(), writer)) {
            journal.callChanged(bad, Calls.event());
            good.forEach(call -> journal.callChanged(call, Calls.event()));
            Await.untilTrue(() -> journal.waiting() == 1, () -> journal.waiting() + " calls wait");
            assertThat(journal.lost() + journal.queue().refused(), is(0L));
        }
        List<Object> events = new ArrayList<>();
        host.database().rows("PhoneCall").stream().filter(row -> row.getString("linkedId").startsWith("good"))
                .forEach(row -> events.add(row.get("communicationEventId")));
        assertThat(events, hasSize(CALLS));
        assertThat(events, everyItem(notNullValue()));
        assertThat(host.database().rows("PhoneCall").stream().filter(row -> row.getString("linkedId").equals("bad")).toList(), is(List.of()));
    }
}

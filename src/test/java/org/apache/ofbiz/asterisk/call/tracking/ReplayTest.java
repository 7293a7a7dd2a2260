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
package org.apache.ofbiz.asterisk.call.tracking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.function.Executable;

/**
 * Each recorded dialogue, of both versions, read as a user who may read everything and as the lean user of the admin guide, is retold as
 * {@code dialogues/expected} says; and so it is when Asterisk had told it in another order, told everything twice, or when we had been
 * away for a part of it. {@code target/replays.md} is the table of it all.
 */
@Tag("replay")
@TestInstance(Lifecycle.PER_CLASS)
class ReplayTest {

    private static final System.Logger REPORT = System.getLogger("replay");
    private static final int ORDERS = 20;
    private static final Path TABLE = Path.of("target", "replays.md");

    /** Once something else was told of what was missed there, and not marked. */
    private static final List<Gap> ONCE_WRONG = List.of(new Gap("2a_agent_no_answer", 3, 4), new Gap("2d_agent_declines", 3, 5),
            new Gap("2d_agent_declines", 3, 6), new Gap("3g_caller_hangs_up_while_agent_rings", 8, 10),
            new Gap("3j_direct_call_caller_cancels", 3, 5), new Gap("4a_queue_rna_then_answer", 2, 22), new Gap("4b_queue_pause", 2, 16),
            new Gap("4b_queue_pause", 2, 17), new Gap("8e_conference", 0, 9), new Gap("agentlogin_two_customers", 5, 50),
            new Gap("ring_group_nobody", 28, 35), new Gap("t4_queue_then_blind_digits", 3, 69));

    private final ReplayTable table = new ReplayTable();
    private final List<Recording> recordings;

    /** Of a dialogue. @param last what is heard before it @param back the last that is missed */
    private record Gap(String dialogue, int last, int back) {

        boolean isIn(Recording recording, int steps) {
            return recording.toString().startsWith(dialogue + ",") && back < steps;
        }
    }

    ReplayTest() throws Exception {
        recordings = Recording.all();
    }

    @TestFactory
    Stream<DynamicTest> everyDialogueIsRetoldAsExpected() {
        assertThat("dialogues found", recordings.size(), greaterThan(100));
        return recordings.stream().map(recording -> test("story", recording, () -> retold(recording)));
    }

    private int retold(Recording recording) throws IOException {
        Retelling retelling = recording.retell(recording.events());
        Optional<String> expected = recording.expected();
        if (expected.isPresent()) {
            assertThat(retelling.textLike(expected.get()), is(expected.get()));
        } else {
            REPORT.log(Level.INFO, recording + ", of which nothing is expected in particular:\n" + retelling.text());
        }
        endsWell(retelling, recording.dialogue().steps());
        return retelling.snapshots().size();
    }

    /**
     * Nothing is open once every channel has hung up, each call ended once, and nothing changed afterwards, save that the PBX told later whom of
     * ours it was for.
     */
    private static void endsWell(Retelling retelling, List<Dialogue.Step> steps) {
        if (steps.isEmpty() || steps.get(steps.size() - 1).channels().isEmpty()) {
            assertThat("still open", retelling.open(), is(empty()));
            assertThat("forgotten", retelling.isForgotten(), is(true));
        }
        for (List<PhoneCall> story : retelling.snapshots()) {
            List<PhoneCall> ends = story.stream().filter(PhoneCall::ended).toList();
            boolean accountedLater = ends.size() == 2 && (ends.get(1).parts().size() == ends.get(0).parts().size() + 1
                    || !ends.get(0).missed() && ends.get(1).missed() || namesNobodyLater(ends.get(0), ends.get(1)));
            assertThat("told as ended", ends.size(), lessThanOrEqualTo(accountedLater ? 2 : 1));
            assertThat("nothing after the end", story.stream().anyMatch(PhoneCall::ended), is(story.get(story.size() - 1).ended()));
            PhoneCall end = story.get(story.size() - 1);
            List<TimelineEntry> inOrder = end.timeline().stream().sorted(java.util.Comparator.comparing(TimelineEntry::at)).toList();
            assertThat("timeline", end.timeline(), is(inOrder));
            assertThat("holds are part of the call", end.holdTime().isNegative(), is(false));
        }
    }

    /** That a number outside was one of several that were called is known from where the caller was. */
    private static boolean namesNobodyLater(PhoneCall before, PhoneCall after) {
        return before.timeline().stream().anyMatch(moment -> moment.kind() == TimelineEntry.Kind.FORWARDED && moment.peer().isPresent())
                && after.timeline().stream().noneMatch(moment -> moment.kind() == TimelineEntry.Kind.FORWARDED && moment.peer().isPresent());
    }

    @TestFactory
    Stream<DynamicTest> theOrderThatAsteriskDoesNotFixDoesNotMatter() {
        return recordings.stream().map(recording -> test("reordered", recording, () -> {
            List<String> facts = sorted(recording.retell(recording.events()).facts());
            for (int seed = 0; seed < ORDERS; seed++) {
                List<CallEvent> reordered = Reordering.of(recording.events(), seed);
                Retelling retelling = recording.retell(reordered);
                assertThat("order " + seed + Reordering.first(recording.events(), reordered), sorted(retelling.facts()), is(facts));
                endsWell(retelling, recording.dialogue().steps());
            }
            return ORDERS;
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsToldTwiceHappenedOnce() {
        return recordings.stream().map(recording -> test("doubled", recording, () -> {
            List<CallEvent> events = recording.events();
            String told = recording.retell(events).text();
            assertThat("each", recording.retell(events.stream().flatMap(event -> Stream.of(event, event)).toList()).text(), is(told));
            for (int i = 0; i < events.size(); i++) {
                List<CallEvent> doubled = new ArrayList<>(events);
                doubled.add(i, events.get(i));
                assertThat("twice " + events.get(i), recording.retell(doubled).text(), is(told));
            }
            return events.size() + 1;
        }));
    }

    @TestFactory
    Stream<DynamicTest> aCutWithNothingLostChangesNothing() {
        return recordings.stream().map(recording -> test("cut", recording, () -> {
            List<Dialogue.Step> steps = recording.dialogue().steps();
            Retelling whole = recording.retell(recording.events());
            List<String> facts = sorted(whole.facts());
            Map<String, PhoneCall> truth = byName(whole);
            for (int cut = 0; cut < steps.size(); cut++) {
                Retelling retelling = recording.retell(Cut.of(steps, cut, cut));
                String where = "cut after " + steps.get(cut).event();
                if (retelling.ends().stream().noneMatch(PhoneCall::unseen)) {
                    assertThat(where, sorted(retelling.facts()), is(facts));
                }
                consistent(where, retelling, truth, steps);
            }
            return steps.size();
        }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsMissedIsMarkedAndTheRestIsRight() {
        return recordings.stream().map(recording -> test("lost", recording, () -> {
            List<Dialogue.Step> steps = recording.dialogue().steps();
            Map<String, PhoneCall> truth = byName(recording.retell(recording.events()));
            Random random = new Random(steps.size());
            for (int cut = 0; cut < steps.size(); cut++) {
                missed(recording, cut, cut + random.nextInt(Math.min(30, steps.size() - cut)), truth);
            }
            for (Gap gap : ONCE_WRONG) {
                if (gap.isIn(recording, steps.size())) {
                    missed(recording, gap.last(), gap.back(), truth);
                }
            }
            return steps.size();
        }));
    }

    private static void missed(Recording recording, int last, int back, Map<String, PhoneCall> truth) throws Exception {
        List<Dialogue.Step> steps = recording.dialogue().steps();
        consistent("lost " + (back - last) + " events after " + steps.get(last).event(), recording.retell(Cut.of(steps, last, back)), truth, steps);
    }

    /**
     * Never the wrong people, never open at the end, and never two calls where there was one; unless how they became one was missed, which
     * is marked. Who talked in the whole call may be told to have talked in a part of it.
     */
    private static void consistent(String where, Retelling retelling, Map<String, PhoneCall> truth, List<Dialogue.Step> steps) {
        Map<String, PhoneCall> told = byName(retelling);
        assertThat(where + ": calls", told.size(), lessThanOrEqualTo(truth.size()));
        told.values().removeIf(call -> call.mergedInto().isPresent());
        told.forEach((id, call) -> {
            if (id.startsWith("originate-") && !truth.containsKey(id)) {
                return;
            }
            PhoneCall real = sameAs(call, truth);
            assertThat(where + ": a call that there was not, " + id, real, is(notNullValue()));
            Set<String> talked = talked(real);
            real.mergedInto().map(truth::get).ifPresent(whole -> talked.addAll(talked(whole)));
            real.timeline().stream().filter(moment -> moment.kind() == TimelineEntry.Kind.CONNECTED).map(TimelineEntry::detail).forEach(talked::add);
            assertThat(where + ": talked", minus(talked(call), talked), is(empty()));
            assertThat(where + ": answered by " + call.answeredBy(), call.answeredBy().stream().allMatch(peer -> talked.contains(peer.name())),
                    is(true));
            if (!call.unseen()) {
                assertThat(where + ": told apart", real.mergedInto(), is(Optional.empty()));
                assertThat(where + ": answered by", call.answeredBy(), is(real.answeredBy()));
                assertThat(where + ": direction", call.direction(), is(real.direction()));
                assertThat(where + ": customer", call.customerNumber(), is(real.customerNumber()));
                assertThat(where + ": outcome", call.outcome(), is(real.outcome()));
            }
        });
        try {
            endsWell(retelling, steps);
        } catch (AssertionError wrong) {
            throw new AssertionError(where + ": " + wrong.getMessage() + retelling.text(), wrong);
        }
    }

    /** A channel's id that is used again makes a second call of that name, which is the first one where the first was missed. */
    private static PhoneCall sameAs(PhoneCall call, Map<String, PhoneCall> truth) {
        String name = call.linkedId().replaceFirst("/\\d+$", "");
        List<PhoneCall> candidates = truth.values().stream().filter(each -> each.linkedId().replaceFirst("/\\d+$", "").equals(name)).toList();
        return candidates.stream().filter(each -> each.outcome().equals(call.outcome())).findFirst()
                .orElse(candidates.isEmpty() ? null : candidates.get(0));
    }

    private static Map<String, PhoneCall> byName(Retelling retelling) {
        return new HashMap<>(retelling.ends().stream().collect(Collectors.toMap(PhoneCall::linkedId, call -> call)));
    }

    private static Set<String> talked(PhoneCall call) {
        return call.timeline().stream().filter(moment -> moment.kind() == TimelineEntry.Kind.CONNECTED).flatMap(moment -> moment.peer().stream())
                .map(Peer::name).collect(Collectors.toCollection(HashSet::new));
    }

    private static <T> List<T> minus(Set<T> these, Set<T> those) {
        return these.stream().filter(each -> !those.contains(each)).toList();
    }

    private static List<String> sorted(List<Map<String, Object>> facts) {
        return facts.stream().map(Object::toString).sorted().toList();
    }

    private DynamicTest test(String column, Recording recording, Check check) {
        Executable run = () -> {
            table.put(recording, column, "wrong");
            try {
                table.put(recording, column, String.valueOf(check.run()));
            } catch (AssertionError wrong) {
                throw new AssertionError(recording + ": " + wrong.getMessage(), wrong);
            }
        };
        return dynamicTest(recording.toString(), run);
    }

    @AfterAll
    void printTheTable() throws IOException {
        REPORT.log(Level.INFO, table.write(TABLE));
    }

    /** Returns how many stories were compared. */
    private interface Check {
        int run() throws Exception;
    }
}

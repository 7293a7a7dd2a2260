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
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/**
 * What holds whatever happens on a PBX, in whatever order it is told, however often, and with what connection. A failure is shrunk to the
 * shortest script of {@link ModelPbx} that still fails, and told in words.
 */
@Tag("replay")
class CallTrackerPropertiesTest {

    private static final int TRIES = 400;

    @Property(tries = TRIES)
    void everyRealCallIsToldOnceAndRight(@ForAll @Size(max = 40) List<@IntRange(max = 1399) Integer> script, @ForAll long seed) {
        ModelPbx pbx = new ModelPbx(script);
        List<CallEvent> events = pbx.steps().stream().map(Dialogue.Step::event).toList();

        Watched watched = new Watched(pbx.story());
        twice(Reordering.of(events, seed), seed).forEach(watched::apply);

        watched.nothingIsOpen();
        Map<String, PhoneCall> rows = watched.rows();
        assertThat(pbx.story(), rows.keySet(), is(pbx.calls().stream().map(ModelCall::id).collect(Collectors.toSet())));
        pbx.calls().forEach(real -> {
            PhoneCall told = rows.get(real.id());
            String what = pbx.story() + ": " + told.timeline().stream().map(Retelling::moment).toList();
            assertThat(what, told.answeredBy().map(Peer::name), is(real.talked().stream().findFirst()));
            assertThat(what, talkedToCustomer(told), is(new HashSet<>(real.talked())));
            assertThat(what, told.unseen(), is(false));
        });
    }

    /** Found by the property above: the phone that had handed over the customer, and was asked for a call of its own, was taken for called back. */
    @Example
    void aCallThatIsAskedForWhileACustomerIsParkedIsOneOfItsOwn() {
        everyRealCallIsToldOnceAndRight(List.of(13, 5, 34, 0, 13, 0, 0, 13, 0, 0, 0, 102), -9832);
    }

    @Property(tries = TRIES)
    void whatIsMissedNeverMakesAWrongStory(@ForAll @Size(max = 30) List<@IntRange(max = 1399) Integer> script, @ForAll long seed) {
        ModelPbx pbx = new ModelPbx(script);
        if (pbx.steps().isEmpty()) {
            return;
        }
        Random random = new Random(seed);
        int cut = random.nextInt(pbx.steps().size());
        int back = cut + random.nextInt(Math.min(25, pbx.steps().size() - cut));

        List<CallEvent> missed = pbx.steps().subList(cut + 1, back + 1).stream().map(Dialogue.Step::event).toList();
        Watched watched = new Watched(pbx.story() + "; missed: " + missed);
        Cut.of(pbx.steps(), cut, back).forEach(watched::apply);

        watched.nothingIsOpen();
        Map<String, Set<String>> talked = pbx.calls().stream().collect(Collectors.toMap(ModelCall::id, real -> new HashSet<>(real.talked())));
        watched.rows().forEach((id, told) -> {
            if (!told.unseen()) {
                assertThat(watched.what + ": " + id, talked.containsKey(id), is(true));
            }
            Set<String> wrong = talkedToCustomer(told);
            wrong.removeAll(talked.getOrDefault(id, Set.of()));
            assertThat(watched.what + ": who talked in " + id, wrong, is(empty()));
        });
    }

    private static List<CallEvent> twice(List<CallEvent> events, long seed) {
        Random random = new Random(seed);
        List<CallEvent> some = new ArrayList<>();
        for (CallEvent event : events) {
            some.add(event);
            if (random.nextInt(4) == 0) {
                some.add(event);
            }
        }
        return some;
    }

    private static Set<String> talkedToCustomer(PhoneCall call) {
        return call.timeline().stream()
                .filter(moment -> moment.kind() == TimelineEntry.Kind.CONNECTED && moment.detail().equals(call.customerNumber()))
                .flatMap(moment -> moment.peer().stream()).map(Peer::name).collect(Collectors.toCollection(HashSet::new));
    }

    /** A tracker whose every step is looked at. */
    private static final class Watched {

        private final String what;
        private final CallTracker tracker = new CallTracker("PBX", new TestNumbering());
        private final Map<String, PhoneCall> latest = new LinkedHashMap<>();
        private final Map<PhoneCall, String> handedOut = new LinkedHashMap<>();

        Watched(String what) {
            this.what = what;
        }

        void apply(CallEvent event) {
            for (PhoneCall call : tracker.apply(event)) {
                Optional<PhoneCall> before = Optional.ofNullable(latest.put(call.linkedId(), call));
                assertThat(what + ": told after its end, " + event, before.filter(PhoneCall::ended), is(Optional.empty()));
                handedOut.put(call, call.toString());
                assertThat(what, call.talkTime().isNegative() || call.holdTime().isNegative(), is(false));
                List<TimelineEntry> sorted = call.timeline().stream().sorted(Comparator.comparing(TimelineEntry::at)).toList();
                assertThat(what, call.timeline(), is(sorted));
            }
            List<String> alive = tracker.openCalls().stream().flatMap(call -> call.legs().stream()).filter(PhoneCall.Leg::alive)
                    .map(leg -> leg.channel().uniqueId()).toList();
            assertThat(what + ": a channel in two calls, " + event, new HashSet<>(alive).size(), is(alive.size()));
        }

        void nothingIsOpen() {
            assertThat(what, tracker.openCalls(), is(empty()));
            assertThat(what + ": something is kept", tracker.isEmpty(), is(true));
            handedOut.forEach((call, text) -> assertThat(what + ": a snapshot changed", call.toString(), is(text)));
        }

        /** What the journal keeps. */
        Map<String, PhoneCall> rows() {
            return latest.values().stream().filter(call -> call.mergedInto().isEmpty())
                    .collect(Collectors.toMap(PhoneCall::linkedId, call -> call));
        }
    }
}

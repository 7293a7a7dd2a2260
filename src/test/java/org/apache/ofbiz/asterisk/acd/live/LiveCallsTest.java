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
package org.apache.ofbiz.asterisk.acd.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent.Type;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.call.tracking.TestNumbering;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What other systems hear of calls, from recorded dialogues: each turn once, however the calls are transferred, parked and merged. */
@Tag("replay")
class LiveCallsTest {

    /** What was told of one dialogue. @param open calls that had not ended with it */
    private record Told(List<LiveEvent> events, Set<String> open) {

        List<LiveEvent> of(Type type) {
            return events.stream().filter(event -> event.type() == type).toList();
        }

        List<String> legs(Type type) {
            return of(type).stream().map(event -> event.data().get("leg").toString()).sorted().toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachTurnIsToldOnce() throws Exception {
        return dialogues().stream().map(file -> dynamicTest(file.getParent().getFileName() + "/" + file.getFileName(), () -> {
            Told told = told(file);
            List<String> begun = calls(told.of(Type.CALL_STARTED));
            List<String> ended = calls(told.of(Type.CALL_ENDED));
            assertThat("calls that end without beginning", without(ended, begun), is(empty()));
            assertThat("calls that never end", without(without(begun, ended), List.copyOf(told.open)), is(empty()));
            assertThat("calls that begin twice", twice(begun), is(empty()));
            assertThat("calls that end twice", twice(ended), is(empty()));
            assertThat("calls that are answered twice", twice(calls(told.of(Type.CALL_ANSWERED))), is(empty()));
            assertThat("legs that begin twice", twice(told.legs(Type.LEG_STARTED)), is(empty()));
            assertThat("legs that are answered twice", twice(told.legs(Type.LEG_ANSWERED)), is(empty()));
            assertThat("legs that end twice", twice(told.legs(Type.LEG_ENDED)), is(empty()));
            assertThat("legs that end without beginning", without(told.legs(Type.LEG_ENDED), told.legs(Type.LEG_STARTED)), is(empty()));
            if (told.open.isEmpty()) {
                assertThat("legs that never end", without(told.legs(Type.LEG_STARTED), told.legs(Type.LEG_ENDED)), is(empty()));
            }
        }));
    }

    @Test
    void eachAnswerComesWithTheWait() throws Exception {
        List<LiveEvent> answers = new ArrayList<>();
        for (Path file : dialogues()) {
            answers.addAll(told(file).of(Type.CALL_ANSWERED));
        }
        assertThat(answers.size(), greaterThan(20));
        assertThat(answers.stream().filter(event -> !(event.data().get("wait") instanceof Long wait && wait >= 0)).toList(), is(empty()));
    }

    private static Told told(Path file) throws IOException {
        LiveEvents events = new LiveEvents(100_000, Clock.systemUTC());
        LiveCalls calls = new LiveCalls(events);
        CallTracker tracker = new CallTracker("PBX", new TestNumbering());
        for (CallEvent event : Dialogue.of(file, Dialogue.Reader.values()[0]).events()) {
            for (PhoneCall call : tracker.apply(event)) {
                calls.callChanged(call, event);
            }
        }
        return new Told(events.after(0, Integer.MAX_VALUE), calls.all().stream().map(PhoneCall::callId).collect(Collectors.toSet()));
    }

    private static List<String> calls(List<LiveEvent> events) {
        return events.stream().map(event -> event.callId().orElseThrow()).toList();
    }

    private static List<String> without(List<String> all, List<String> others) {
        return all.stream().filter(one -> !others.contains(one)).toList();
    }

    private static List<String> twice(List<String> all) {
        List<String> more = new ArrayList<>(all);
        all.stream().distinct().forEach(more::remove);
        return more;
    }

    private static List<Path> dialogues() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(LiveCallsTest.class.getResource("/dialogues")).toURI());
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("22", "16", "cases", "freepbx")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".ami")).sorted().forEach(all::add);
            }
        }
        assertThat(all.size(), greaterThan(50));
        return all;
    }
}

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
package org.apache.ofbiz.asterisk.acd.incall;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Looks at calls after they have changed, one after the other: tells users what they can do now, and sees to those left behind. Thread-safe. */
final class CallFollower {

    private final CallBook book;
    private final CallKeeper keeper;
    private final RecordingGuard guard;
    private final NewPartyPause pause;
    private final Recordings recordings;
    private final SerialExecutor turns;
    private final BiConsumer<CallControls, String> news;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    /** What users were told last, by callId and user. Used in turn only, as are the rules. */
    private final Map<String, Map<String, CallControls>> told = new HashMap<>();
    private final Map<String, Recordings.Rule> rules = new HashMap<>();

    CallFollower(CallBook book, CallKeeper keeper, RecordingGuard guard, NewPartyPause pause, Recordings recordings, SerialExecutor turns,
                 BiConsumer<CallControls, String> news) {
        this.book = book;
        this.keeper = keeper;
        this.guard = guard;
        this.pause = pause;
        this.recordings = recordings;
        this.turns = turns;
        this.news = news;
    }

    /** Returns at once. Several changes are looked at together. */
    void follow(String callId) {
        if (due.add(callId)) {
            turns.add(() -> {
                due.remove(callId);
                keeper.look(callId);
                guard.look(callId);
                tell(callId);
                pause.look(callId);
            });
            turns.go();
        }
    }

    private void tell(String callId) {
        Optional<PhoneCall> call = book.find(callId).filter(known -> known.callId().equals(callId));
        Map<String, CallControls> before = told.getOrDefault(callId, Map.of());
        Map<String, CallControls> now = new HashMap<>();
        call.ifPresent(known -> CallBook.users(known).forEach(user -> book.view(callId, user).filter(view -> view.own().isPresent())
                .ifPresent(view -> now.put(user, HandlingRules.controls(view, rules.computeIfAbsent(callId, id -> recordings.rule(known)))))));
        Set<String> users = new HashSet<>(before.keySet());
        users.addAll(now.keySet());
        for (String user : users) {
            CallControls controls = now.getOrDefault(user, CallControls.none(callId));
            if (!controls.equals(before.getOrDefault(user, CallControls.none(callId)))) {
                news.accept(controls, user);
            }
        }
        if (now.isEmpty()) {
            told.remove(callId);
        } else {
            told.put(callId, now);
        }
        if (call.isEmpty()) {
            rules.remove(callId);
        }
    }
}

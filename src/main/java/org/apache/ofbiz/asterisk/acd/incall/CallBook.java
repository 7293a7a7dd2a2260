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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.incall.ChannelBoard.Spot;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Calls that go on and where their channels are, and who waits for something to come true of them. Thread-safe. */
final class CallBook {

    /** Of one call into the next: far more than happens. */
    private static final int MOST_MERGED = 20;

    private final Object lock = new Object();
    private final Map<String, PhoneCall> calls = new HashMap<>();
    /** Ids of the calls in which a phone of the user is: each claim asks for them, however many calls there are. */
    private final Map<String, Set<String>> callsOfUser = new HashMap<>();
    private final Map<String, String> mergedInto = new HashMap<>();
    private final Map<String, String> callOfChannel = new HashMap<>();
    private final Map<String, ChannelBoard> boards = new HashMap<>();
    private final List<Awaited<?>> awaited = new ArrayList<>();
    private volatile Consumer<String> whenChanged = callId -> { };

    private record Awaited<T>(Supplier<Optional<T>> condition, CompletableFuture<Optional<T>> answer) {
        private boolean check() {
            if (answer.isDone()) {
                return true;
            }
            Optional<T> now = condition.get();
            return now.isPresent() && answer.complete(now);
        }
    }

    /** @param follower is told the id of a call in which somebody is elsewhere now; must return at once */
    void followWith(Consumer<String> follower) {
        whenChanged = follower;
    }

    void heard(String serverId, CallEvent event) {
        Set<String> callIds = new LinkedHashSet<>();
        synchronized (lock) {
            ChannelBoard board = boards.computeIfAbsent(serverId, id -> new ChannelBoard());
            Set<String> moved = board.heard(event).map(Set::of).orElse(Set.of());
            Set<String> found = event instanceof CallEvent.Resynchronised ? board.held() : moved;
            if (found.isEmpty()) {
                return;
            }
            found.forEach(channel -> Optional.ofNullable(callOfChannel.get(serverId + channel)).ifPresent(callIds::add));
        }
        callIds.forEach(whenChanged);
        check();
    }

    void changed(PhoneCall call) {
        synchronized (lock) {
            call.legs().forEach(leg -> callOfChannel.put(channelKey(call, leg), call.callId()));
            call.legs().stream().filter(leg -> !leg.alive()).forEach(leg -> callOfChannel.remove(channelKey(call, leg)));
            Optional.ofNullable(calls.remove(call.callId())).ifPresent(this::forgetUsers);
            if (call.ended()) {
                call.legs().forEach(leg -> callOfChannel.remove(channelKey(call, leg), call.callId()));
                call.mergedInto().ifPresent(into -> mergedInto.put(call.callId(), PhoneCall.callId(call.serverId(), into)));
                mergedInto.values().removeIf(into -> call.mergedInto().isEmpty() && into.equals(call.callId()));
            } else {
                calls.put(call.callId(), call);
                users(call).forEach(user -> callsOfUser.computeIfAbsent(user, id -> new HashSet<>()).add(call.callId()));
            }
        }
        whenChanged.accept(call.callId());
        check();
    }

    private void forgetUsers(PhoneCall call) {
        users(call).forEach(user -> callsOfUser.computeIfPresent(user, (id, ids) -> {
            ids.remove(call.callId());
            return ids.isEmpty() ? null : ids;
        }));
    }

    private static String channelKey(PhoneCall call, Leg leg) {
        return call.serverId() + leg.channel().uniqueId();
    }

    /** Completed outside of the lock: anyone who waits goes on at once. */
    private void check() {
        List<Awaited<?>> open;
        synchronized (lock) {
            if (awaited.isEmpty()) {
                return;
            }
            open = List.copyOf(awaited);
        }
        List<Awaited<?>> done = open.stream().filter(Awaited::check).toList();
        synchronized (lock) {
            awaited.removeAll(done);
        }
    }

    /** Completes with what the condition finds first; empty when that takes too long. */
    <T> CompletionStage<Optional<T>> await(Duration time, Supplier<Optional<T>> condition) {
        Awaited<T> waits = new Awaited<>(condition, new CompletableFuture<>());
        waits.answer().completeOnTimeout(Optional.empty(), time.toMillis(), TimeUnit.MILLISECONDS);
        synchronized (lock) {
            awaited.add(waits);
        }
        waits.answer().whenComplete((found, failure) -> {
            synchronized (lock) {
                awaited.remove(waits);
            }
        });
        check();
        return waits.answer();
    }

    /** Whether somebody in it is on hold, or had somebody on hold when the channels were listed. */
    boolean holds(PhoneCall call) {
        synchronized (lock) {
            Set<String> held = Optional.ofNullable(boards.get(call.serverId())).map(ChannelBoard::held).orElse(Set.of());
            return call.legs().stream().anyMatch(leg -> leg.alive() && held.contains(leg.channel().uniqueId()));
        }
    }

    /** The call of this id, or the one that it is a part of now. */
    Optional<PhoneCall> find(String callId) {
        synchronized (lock) {
            String whole = callId;
            for (int steps = 0; steps < MOST_MERGED && mergedInto.containsKey(whole); steps++) {
                whole = mergedInto.get(whole);
            }
            return Optional.ofNullable(calls.get(whole));
        }
    }

    Optional<CallView> view(String callId, String userLoginId) {
        synchronized (lock) {
            return find(callId).map(call -> CallView.of(call, userLoginId, board(call)));
        }
    }

    /** Where the channel is. */
    Optional<Spot> spot(PhoneCall call, String uniqueId) {
        synchronized (lock) {
            return board(call).find(uniqueId);
        }
    }

    /** Whether two channels hear each other. */
    boolean together(PhoneCall call, String uniqueId, String other) {
        synchronized (lock) {
            return board(call).with(uniqueId).contains(other);
        }
    }

    /** The calls in which a phone of this user is, the oldest first. */
    List<CallView> viewsOf(String userLoginId) {
        synchronized (lock) {
            return callsOfUser.getOrDefault(userLoginId, Set.of()).stream().map(calls::get)
                    .sorted((one, other) -> one.startedAt().compareTo(other.startedAt()))
                    .map(call -> CallView.of(call, userLoginId, board(call))).toList();
        }
    }

    List<PhoneCall> all() {
        synchronized (lock) {
            return List.copyOf(calls.values());
        }
    }

    /** A command to a recording was taken by the PBX, whose event may come later, or never from an old one. */
    void recordingChanged(PhoneCall call, String uniqueId, boolean on, boolean silent) {
        synchronized (lock) {
            board(call).recordingChanged(uniqueId, on, silent);
        }
        whenChanged.accept(call.callId());
    }

    /** Those whose phone is in the call. */
    static Set<String> users(PhoneCall call) {
        Set<String> users = new LinkedHashSet<>();
        call.legs().stream().filter(Leg::alive).flatMap(leg -> leg.peer().flatMap(Peer::owner).map(Person::userLoginId).stream()).forEach(users::add);
        return users;
    }

    private ChannelBoard board(PhoneCall call) {
        return boards.computeIfAbsent(call.serverId(), id -> new ChannelBoard());
    }

    /** Channels of the call that are recorded, by Uniqueid. */
    List<String> recorded(PhoneCall call) {
        synchronized (lock) {
            return CallView.recordedIn(call, board(call)).stream().map(channel -> channel.uniqueId()).toList();
        }
    }
}

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
package org.apache.ofbiz.asterisk.center.callbacks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.callbacks.AttemptResult;
import org.apache.ofbiz.asterisk.acd.callbacks.CallbackLine;
import org.apache.ofbiz.asterisk.acd.queues.AgentHold;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Group;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackAttempts.Task;
import org.apache.ofbiz.entity.GenericEntityException;

/**
 * Calls customers back when it is their turn, in groups that let it. Looks once a second, and a moment after something has changed, one look at a
 * time; acts for servers that this node serves alone. Rows say what goes on: after a restart, an attempt is followed where its call is found, and
 * else counts as one. Thread-safe.
 */
final class AutomaticCallbacks implements CallListener {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Where no group does so, only each time after so many looks, whether one does now. */
    private static final int IDLE = 5;
    /** Changes within this time are looked at together. */
    private static final Duration TOGETHER = Duration.ofMillis(200);
    /** For how long the call of an attempt may be unknown: it has just been asked for, or OFBiz has just connected. */
    private static final Duration UNSEEN = Duration.ofSeconds(15);
    /** The journal closes the tasks of customers who were reached; for how long it may take. */
    private static final Duration JOURNALED = Duration.ofSeconds(30);

    private final CallbackSources sources;
    private final AttemptStarter starter;
    private final SerialExecutor work;
    private final ScheduledExecutorService timers;
    private final Clock clock;
    private final ErrorReporter problems;
    /** Calls of attempts that go on, and what became of those that have ended. */
    private final Set<String> followed = ConcurrentHashMap.newKeySet();
    private final Map<String, PhoneCall> ended = new ConcurrentHashMap<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicInteger idle = new AtomicInteger();
    private volatile boolean active = true;
    private volatile Map<String, Integer> places = Map.of();
    /** Used by one look at a time, as what follows. */
    private boolean failing;
    /** Since when a call has been unknown, or its customer reached. */
    private final Map<String, Instant> since = new HashMap<>();

    AutomaticCallbacks(CallbackSources sources, AgentsAtRest resting, SerialExecutor work, ScheduledExecutorService timers, Clock clock,
                       ErrorReporter problems) {
        this.sources = sources;
        this.work = work;
        this.timers = timers;
        this.clock = clock;
        this.problems = problems;
        this.starter = new AttemptStarter(sources, resting, followed::add, task -> run(work, task), clock, problems);
    }

    void start() {
        timers.scheduleWithFixedDelay(this::lookLater, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** By taskId: the place in the line, the first is 1. Of groups that call automatically, as of the last look. */
    Map<String, Integer> places() {
        return places;
    }

    /** Something has changed that may make it somebody's turn. */
    void changed() {
        if (active && !due.getAndSet(true)) {
            timers.schedule(this::lookNow, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        boolean untold = event instanceof CallEvent.OriginateFailed failed && failed.reason() < 0; // perhaps the PBX rings the agent all the same
        if (call.ended() && !untold) {
            followed.stream().filter(callId -> isOf(callId, call)).forEach(callId -> ended.put(callId, call));
        }
        changed();
    }

    /** A call that was given up as not placed has another name if it comes after all; its first channel has the one that was asked for. */
    private static boolean isOf(String callId, PhoneCall call) {
        return call.callId().equals(callId)
                || call.legs().stream().anyMatch(leg -> PhoneCall.callId(call.serverId(), leg.channel().uniqueId()).equals(callId));
    }

    private void lookLater() {
        work.go(); // a look that the workers had no place for still waits
        if ((active || idle.getAndIncrement() % IDLE == 0) && !due.getAndSet(true)) {
            lookNow();
        }
    }

    private void lookNow() {
        run(work, () -> {
            due.set(false);
            try {
                look();
                failing = false;
            } catch (RuntimeException e) { // the database is away: nobody is called, and nobody held for it
                sources.holds().accept(Set.of());
                if (!failing) {
                    problems.report("looking whom to call back", e);
                }
                failing = true;
            }
        });
    }

    private static void run(SerialExecutor work, Runnable task) {
        work.add(task);
        work.go();
    }

    private void look() {
        Instant now = clock.instant();
        Map<String, Group> groups = sources.rows().groups().stream().filter(group -> sources.pbxes().connected(group.serverId()))
                .collect(Collectors.toMap(Group::groupId, group -> group));
        active = !groups.isEmpty();
        List<Task> tasks = sources.rows().open(groups.keySet());
        forgetOthers(tasks.stream().flatMap(task -> task.callId().stream()).collect(Collectors.toSet()));
        starter.forgetOtherTasks(tasks.stream().map(Task::taskId).collect(Collectors.toSet()));
        tasks.stream().filter(task -> task.callId().isPresent()).forEach(task -> follow(task, groups.get(task.groupId()), now));
        Map<String, Integer> line = new HashMap<>();
        Set<AgentHold> holds = new HashSet<>(starter.holds());
        // customers may have asked in several groups
        Set<String> called = tasks.stream().filter(task -> task.callId().isPresent()).map(Task::key).collect(Collectors.toCollection(HashSet::new));
        groups.values().forEach(group -> {
            List<Task> waiting = tasks.stream().filter(task -> task.groupId().equals(group.groupId()) && task.callId().isEmpty()
                    && !task.claimed()).toList();
            if (group.calls() && !waiting.isEmpty()) {
                decide(group, waiting, now, line, holds, called);
            }
        });
        places = Map.copyOf(line);
        sources.holds().accept(holds);
    }

    private void forgetOthers(Set<String> going) {
        starter.forgetOthers(going);
        followed.retainAll(going);
        ended.keySet().retainAll(going);
        since.keySet().retainAll(going);
    }

    /** @param called keys of numbers that attempts of any group call; those of new attempts are added */
    private void decide(Group group, List<Task> asked, Instant now, Map<String, Integer> line, Set<AgentHold> holds, Set<String> called) {
        List<Task> tasks = asked.stream().filter(task -> !starter.leaves(group, task)).toList();
        boolean open = sources.open().test(group.groupId());
        List<CallbackLine.Free> free = open ? starter.free(group, now) : List.of();
        Collection<PhoneCall> calls = List.copyOf(sources.calls().all());
        List<Instant> waiting = calls.stream().filter(call -> waits(call, group)).map(AutomaticCallbacks::waitsSince).toList();
        Set<String> talking = Stream.concat(called.stream(), calls.stream().flatMap(call -> sources.keys().apply(call.customerNumber()).stream()))
                .collect(Collectors.toSet());
        CallbackLine.Decision decision = CallbackLine.decide(waiting, tasks.stream().map(task ->
                new CallbackLine.Requested(task.taskId(), task.key(), task.place(), task.notBefore(), starter.barred(task))).toList(), free,
                talking, now);
        line.putAll(decision.places());
        decision.turns().forEach(turn -> tasks.stream().filter(task -> task.taskId().equals(turn.taskId())).findFirst()
                .ifPresent(task -> {
                    called.add(task.key());
                    starter.begin(group, task, turn.userLoginId(), now);
                }));
        holds.addAll(starter.holds());
        if (open && decision.holds()) {
            holds.addAll(starter.busy(group));
        }
    }

    private static boolean waits(PhoneCall call, Group group) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.answeredAt().isEmpty() && !call.ended()
                && call.groupId().equals(Optional.of(group.groupId()));
    }

    private static Instant waitsSince(PhoneCall call) {
        return call.parts(CallPart.Kind.WAITED).stream().findFirst().map(CallPart::startedAt).orElse(call.startedAt());
    }

    private void follow(Task task, Group group, Instant now) {
        String callId = task.callId().orElseThrow();
        followed.add(callId);
        Optional<PhoneCall> call = Optional.ofNullable(ended.get(callId)).or(() -> sources.calls().find(callId))
                .or(() -> sources.calls().all().stream().filter(any -> isOf(callId, any)).findFirst());
        try {
            if (call.filter(known -> !known.ended()).isPresent()) {
                since.remove(callId);
            }
            if (call.isPresent()) {
                settle(task, group, AttemptResult.of(call.get()), now);
            } else if (lasts(callId, UNSEEN, now)) { // the customer may have been called: not again at once
                sources.rows().customerMissed(task, Optional.empty(), group.rule().next(task.made(), now));
                sources.changed().accept(task.groupId());
            }
        } catch (GenericEntityException e) {
            problems.report("storing what became of callback " + task.taskId(), e);
        }
    }

    private boolean lasts(String callId, Duration atLeast, Instant now) {
        return since.computeIfAbsent(callId, id -> now).plus(atLeast).isBefore(now);
    }

    private void settle(Task task, Group group, AttemptResult result, Instant now) throws GenericEntityException {
        if (result instanceof AttemptResult.AgentMissed missed) {
            starter.rests(task.callId().orElseThrow(), now);
            sources.rows().agentMissed(task, Optional.of(missed.why()), now);
        } else if (result instanceof AttemptResult.CustomerMissed missed) {
            sources.rows().customerMissed(task, Optional.of(missed.why()), group.rule().next(task.made(), now));
        } else if (result instanceof AttemptResult.Talked talked && talked.ended() && lasts(task.callId().orElseThrow(), JOURNALED, now)) {
            sources.rows().reached(task, now);
        } else {
            return;
        }
        sources.changed().accept(task.groupId());
    }
}

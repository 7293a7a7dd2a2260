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
package org.apache.ofbiz.asterisk.center.board;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.acd.board.ActiveCall;
import org.apache.ofbiz.asterisk.acd.board.AgentFigures;
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn;
import org.apache.ofbiz.asterisk.acd.board.BoardChange;
import org.apache.ofbiz.asterisk.acd.board.BoardGroup;
import org.apache.ofbiz.asterisk.acd.board.BoardState;
import org.apache.ofbiz.asterisk.acd.board.CallFigure;
import org.apache.ofbiz.asterisk.acd.board.DayFigures;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.push.BoardPush;
import org.apache.ofbiz.asterisk.push.PushHub;

/**
 * Keeps the wallboard: hears what changes, finds out a few times a second which rows differ, once for all who watch, and has them told. Everything
 * is done on a worker, one task at a time, so that neither calls nor the distributor's news wait for it. Thread-safe.
 */
public final class Wallboard implements CallListener, AutoCloseable {

    /** Changes within this time are told together. */
    static final Duration TOGETHER = Duration.ofMillis(400);
    /** What limits look at grows with time alone. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** Groups and members can change without OFBiz; figures of the last half hour change each minute. */
    private static final Duration ALL_EVERY = Duration.ofSeconds(20);
    /** What other nodes tell is shown at once, but not more often than so: they have waited for {@link #TOGETHER}. */
    private static final Duration NODES_TOGETHER = Duration.ofMillis(20);
    /** Calls that began so long before midnight may have been answered after it. */
    private static final Duration LONGEST_CALL = Duration.ofHours(4);

    private final BoardSources sources;
    private final BoardNodes nodes;
    private final OtherBoards others;
    private final Consumer<AlarmTurn> alarms;
    private final BoardPush push;
    private final SerialExecutor work;
    private final ScheduledExecutorService timers;
    private final Clock clock;
    private final HeardChanges heard = new HeardChanges();
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean nodesDue = new AtomicBoolean();
    private volatile long lookedNanos = System.nanoTime();

    // what follows is used by one task at a time
    private final DayFigures figures;
    private final BoardState state = new BoardState();
    private final Map<String, PhoneCall> calls = new HashMap<>();
    private final LimitWatch limits = new LimitWatch();
    private Map<String, BoardGroup> groups = Map.of();
    private UnaryOperator<String> shownNumber = UnaryOperator.identity();
    /** Servers whose calls are counted; empty for all. */
    private Optional<Set<String>> servers = Optional.empty();
    /** Whether the calls of today that the database has are to be counted, too. */
    private boolean toRestore;
    /** Whether the last look failed. */
    private boolean failing;
    private Instant allAt = Instant.EPOCH;
    /** The rows of groups as they were told last, for any thread. */
    private volatile List<GroupFigures> told = List.of();

    /** @param alarms told of each; must not block */
    public Wallboard(BoardSources sources, BoardNodes nodes, Consumer<AlarmTurn> alarms, BoardPush push, SerialExecutor work,
                     ScheduledExecutorService timers, Clock clock) {
        this.sources = sources;
        this.nodes = nodes;
        this.others = new OtherBoards(nodes::host, nodes::tell);
        this.alarms = alarms;
        this.push = push;
        this.work = work;
        this.timers = timers;
        this.clock = clock;
        this.figures = new DayFigures(clock.getZone(), clock.instant());
    }

    /** One that hears what agents do. @param work for what reads */
    public static Wallboard of(BoardSources sources, BoardSources.Surroundings around, PushHub push, SerialExecutor work,
                               ScheduledExecutorService timers) {
        return new Wallboard(sources, around.nodes(), around.alarms(), push.board(), work, timers, Clock.systemDefaultZone());
    }

    /** Reads the calls of today, and serves browsers from then on. */
    public void start() {
        later(() -> toRestore = true);
        sources.talks().whenChanged(this::userChanged);
        others.whenChanged(this::othersChanged);
        nodes.share(others);
        push.serve(this::supervised, this::show);
        timers.scheduleWithFixedDelay(this::lookLater, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restore(Optional<Set<String>> counted, Instant now) {
        if (counted.map(ids -> !ids.isEmpty()).orElse(true)) {
            sources.saved().read(figures.midnight(now).minus(LONGEST_CALL), now.plus(LOOK_EVERY), call -> {
                if (counts(counted, call.callId())) {
                    figures.restore(call);
                }
            });
        }
        toRestore = false;
    }

    private static boolean counts(Optional<Set<String>> counted, String callId) {
        return counted.map(ids -> ids.contains(callId.split(":", 2)[0])).orElse(true);
    }

    /** Calls of each server are counted by the node that serves it: once. */
    private void servers(Instant now) {
        Optional<Set<String>> counted = nodes.counted();
        if (!counted.equals(servers)) {
            figures.keep(callId -> counts(counted, callId));
            toRestore |= !(servers.isPresent() && servers.get().containsAll(counted.orElse(Set.of())));
        }
        if (toRestore) {
            restore(counted, now);
        }
        servers = counted;
    }

    /** Groups that the user supervises now. */
    public Set<String> supervised(String userLoginId) {
        return sources.roster().memberships(userLoginId).stream().filter(Roster.Membership::isSupervisor)
                .map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    /** The enabled groups and their figures, of the servers that this node serves, as they were a second ago at most. */
    public List<GroupFigures> groups() {
        return told;
    }

    private void show(String sessionId, CompletableFuture<Boolean> shown) {
        later(() -> {
            try {
                look();
                shown.complete(push.show(sessionId, () -> state.whole(clock.instant())));
            } catch (RuntimeException e) {
                shown.completeExceptionally(e);
                throw e;
            }
        });
    }

    /** Groups, members or limits have changed. */
    public void allChanged() {
        heard.all();
        changed();
    }

    private void othersChanged() {
        if (!nodesDue.getAndSet(true)) {
            long wait = NODES_TOGETHER.toNanos() - (System.nanoTime() - lookedNanos);
            if (wait <= 0) {
                lookLater();
            } else {
                timers.schedule(this::lookLater, wait, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void userChanged(String userLoginId) {
        heard.user(userLoginId);
        changed();
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        heard.call(call);
        changed();
    }

    private void changed() {
        if (!due.getAndSet(true)) {
            timers.schedule(this::lookLater, TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookLater() {
        if (!looking.getAndSet(true)) { // a database that doesn't answer is waited for once
            later(() -> {
                looking.set(false);
                lookAgain();
            });
        }
    }

    private void lookAgain() {
        try {
            look();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) { // it fails each second as long as the database doesn't answer: told once
                failing = true;
                throw e;
            }
        }
    }

    private void later(Runnable task) {
        work.add(task);
        work.go();
    }

    private void look() {
        due.set(false);
        nodesDue.set(false);
        lookedNanos = System.nanoTime();
        HeardChanges.Taken taken = heard.take();
        try {
            look(taken, clock.instant());
        } catch (RuntimeException e) {
            heard.putBack(taken);
            throw e;
        }
    }

    private void look(HeardChanges.Taken taken, Instant now) {
        boolean all = taken.all() | figures.roll(now) | now.isAfter(allAt.plus(ALL_EVERY));
        if (all) {
            servers(now);
            readGroups(now);
        }
        Map<String, Optional<ActiveCall>> ownCalls = new HashMap<>();
        Set<String> users = new HashSet<>(taken.users());
        taken.calls().forEach((callId, call) -> {
            if (counts(servers, callId)) {
                figures.put(CallFigure.of(call, now));
            }
            users.addAll(LiveCalls.users(call));
            ownCalls.put(callId, Optional.of(call).filter(any -> !any.ended()).map(any -> ActiveCall.of(any, this::groupsOf, shownNumber)));
            if (call.ended()) {
                calls.remove(callId);
            } else {
                calls.put(callId, call);
            }
        });
        if (all) {
            groups.keySet().forEach(group -> users.addAll(sources.roster().members(group)));
        }
        NodeRows own = new NodeRows(new HashMap<>(), new HashMap<>(), ownCalls);
        users.addAll(others.takeUsers());
        Map<String, Optional<AgentFigures>> newAgents = agents(users, own);
        if (all) {
            state.agents().keySet().forEach(party -> newAgents.putIfAbsent(party, Optional.empty()));
        }
        Map<String, Optional<GroupFigures>> newGroups = groupRows(own, now);
        limits.keep(groups.keySet(), now);
        limits.turns().forEach(alarms);
        boolean rescoped = state.scope(nodes.scope());
        BoardChange change = state.become(now, newGroups, newAgents, calls(ownCalls));
        if (!change.isEmpty() || all || rescoped) {
            push.changed(rescoped ? state.whole(now) : change, () -> state.whole(now));
        }
        if (nodes.relays().isPresent()) {
            others.tell(now, own);
        }
    }

    /** With those of other nodes. A call whose server another node serves now goes on there. */
    private Map<String, Optional<ActiveCall>> calls(Map<String, Optional<ActiveCall>> ownCalls) {
        Map<String, Optional<ActiveCall>> rows = others.takeCalls();
        rows.keySet().removeIf(calls::containsKey);
        ownCalls.forEach((callId, call) -> rows.put(callId, call.or(() -> others.call(callId))));
        return rows;
    }

    private void readGroups(Instant now) {
        allAt = now;
        shownNumber = sources.numbers().get();
        groups = sources.groups().get().stream()
                .collect(Collectors.toMap(BoardGroup::groupId, Function.identity(), (one, other) -> one, TreeMap::new));
        groups.values().forEach(group -> figures.rule(group.groupId(), group.rule()));
    }

    private Set<String> groupsOf(String userLoginId) {
        return sources.roster().memberships(userLoginId).stream().map(membership -> membership.group().groupId()).filter(groups::containsKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Optional<AgentFigures>> agents(Set<String> users, NodeRows own) {
        Map<String, Optional<AgentFigures>> rows = new HashMap<>();
        for (String user : users) {
            Set<String> memberOf = groupsOf(user);
            sources.users().apply(user).filter(person -> !person.partyId().isEmpty()).ifPresent(person -> {
                Optional<AgentFigures> here = Optional.of(memberOf).filter(some -> !some.isEmpty()).map(some -> agent(user, person, some));
                own.agents().put(user, here.flatMap(AgentFigures::part));
                rows.put(person.partyId(), here.map(agent -> others.agent(user, agent)));
            });
        }
        return rows;
    }

    private AgentFigures agent(String user, Person person, Set<String> memberOf) {
        Optional<AgentState> known = sources.states().apply(user);
        AgentState.Status status = known.map(AgentState::status).orElse(AgentState.Status.SIGNED_OUT);
        return new AgentFigures(person.partyId(), person.name(), memberOf, status,
                known.filter(any -> status == AgentState.Status.PAUSED).flatMap(any -> any.choice().reason()), known.map(AgentState::since),
                known.filter(any -> status == AgentState.Status.WRAP_UP).flatMap(AgentState::wrapUp).map(WrapUp::until), sources.talks().of(user),
                figures.agent(person.partyId()));
    }

    /** All of them: there are few, and most change with each call. */
    private Map<String, Optional<GroupFigures>> groupRows(NodeRows own, Instant now) {
        Map<String, Optional<GroupFigures>> rows = new HashMap<>();
        state.groups().keySet().forEach(groupId -> rows.put(groupId, Optional.empty()));
        own.groups().putAll(rows);
        List<GroupFigures> here = new ArrayList<>();
        Map<String, List<PhoneCall>> waiting = calls.values().stream().filter(Wallboard::waits)
                .collect(Collectors.groupingBy(call -> call.groupId().orElseThrow()));
        groups.forEach((groupId, group) -> {
            GroupFigures plain = row(group, waiting.getOrDefault(groupId, List.of()), now);
            Optional<GroupFigures> there = others.group(groupId);
            boolean watched = sources.watched().test(group);
            GroupFigures sum = there.map(plain::plus).orElse(plain);
            GroupFigures whole = limits.look(others.any() ? sum.with(members(groupId, others::status)) : sum,
                    watched ? group.alarms() : List.of(), now);
            GroupFigures part = plain.at(whole.levels());
            here.add(part);
            own.groups().put(groupId, part.part());
            rows.put(groupId, Optional.of(watched ? whole : whole.at(there.map(GroupFigures::levels).orElse(Map.of()))));
        });
        told = List.copyOf(here);
        return rows;
    }

    private static boolean waits(PhoneCall call) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && call.answeredAt().isEmpty();
    }

    private GroupFigures row(BoardGroup group, List<PhoneCall> waiting, Instant now) {
        String groupId = group.groupId();
        Optional<Instant> longest = waiting.stream().map(Wallboard::waitsSince).min(Instant::compareTo);
        return new GroupFigures(groupId, group.name(), waiting.size(), longest, members(groupId, (user, here) -> here), group.rule(),
                figures.today(groupId), figures.recent(groupId, now), figures.before(groupId, now), Map.of());
    }

    /** @param everywhere what a user does, given what this node knows */
    private Map<AgentState.Status, Integer> members(String groupId, BiFunction<String, AgentState.Status, AgentState.Status> everywhere) {
        Map<AgentState.Status, Integer> counts = new HashMap<>();
        sources.roster().members(groupId).forEach(user -> counts.merge(everywhere.apply(user,
                sources.states().apply(user).map(AgentState::status).orElse(AgentState.Status.SIGNED_OUT)), 1, Integer::sum));
        return counts;
    }

    /** Since it came to the group that it waits for now, as {@code queue show} says. */
    private static Instant waitsSince(PhoneCall call) {
        return call.parts(CallPart.Kind.WAITED).stream().map(CallPart::startedAt).max(Instant::compareTo).orElse(call.startedAt());
    }

    @Override
    public void close() {
        push.serve(user -> Set.of(), (session, shown) -> shown.complete(false));
    }
}

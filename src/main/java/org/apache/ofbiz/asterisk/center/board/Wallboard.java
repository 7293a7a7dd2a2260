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

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.board.BoardGroups;
import org.apache.ofbiz.asterisk.crm.board.SavedFigures;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.push.BoardPush;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.entity.Delegator;

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
    /** Calls that began so long before midnight may have been answered after it. */
    private static final Duration LONGEST_CALL = Duration.ofHours(4);

    private static final Duration NAMES_KEPT = Duration.ofMinutes(5);
    private static final int MOST_NAMES = 10_000;

    private final Sources sources;
    private final Consumer<AlarmTurn> alarms;
    private final BoardPush push;
    private final SerialExecutor work;
    private final ScheduledExecutorService timers;
    private final Clock clock;
    /** Heard and not looked at yet. */
    private final Map<String, PhoneCall> changedCalls = new ConcurrentHashMap<>();
    private final Set<String> changedUsers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean allChanged = new AtomicBoolean(true);
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean looking = new AtomicBoolean();

    // what follows is used by one task at a time
    private final DayFigures figures;
    private final BoardState state = new BoardState();
    private final Map<String, PhoneCall> calls = new HashMap<>();
    private final LimitWatch limits = new LimitWatch();
    private Map<String, BoardGroup> groups = Map.of();
    private UnaryOperator<String> shownNumber = UnaryOperator.identity();
    private Instant allAt = Instant.EPOCH;
    /** The rows of groups as they were told last, for any thread. */
    private volatile List<GroupFigures> told = List.of();

    /**
     * Where the wallboard learns of what is.
     *
     * @param roster from memory
     * @param groups those that are enabled; reads
     * @param users  by userLoginId
     * @param states what an agent does now, by userLoginId
     * @param talks  calls of agents
     * @param saved  calls that are in the database
     * @param numbers how pages show a number now; reads
     * @param watched whether the limits of a group count now: its PBX is served here, and its hours say that it takes calls
     */
    public record Sources(Roster roster, Supplier<List<BoardGroup>> groups, Function<String, Optional<Person>> users,
                          Function<String, Optional<AgentState>> states, AgentTalks talks, SavedFigures saved,
                          Supplier<UnaryOperator<String>> numbers, Predicate<BoardGroup> watched) {
    }

    /** @param alarms told of each; must not block */
    public Wallboard(Sources sources, Consumer<AlarmTurn> alarms, BoardPush push, SerialExecutor work, ScheduledExecutorService timers,
                     Clock clock) {
        this.sources = sources;
        this.alarms = alarms;
        this.push = push;
        this.work = work;
        this.timers = timers;
        this.clock = clock;
        this.figures = new DayFigures(clock.getZone(), clock.instant());
    }

    /**
     * What the wallboard asks and tells besides.
     *
     * @param served whether this node serves the PBX with this serverId
     * @param open   whether the group with this groupId takes calls now
     * @param alarms told of each; must not block
     */
    public record Surroundings(Predicate<String> served, Predicate<String> open, Consumer<AlarmTurn> alarms) {
    }

    /** One that hears what agents do. @param work for what reads */
    public static Wallboard of(Delegator delegator, Settings settings, Roster roster, CallDistributor distributor, PushHub push,
                               SerialExecutor work, ScheduledExecutorService timers, Surroundings around) {
        UserDirectory directory = new UserDirectory(delegator);
        LoadingCache<String, Optional<Person>> users = CacheBuilder.newBuilder().maximumSize(MOST_NAMES).expireAfterWrite(NAMES_KEPT)
                .build(CacheLoader.from(directory::withLogin));
        AgentTalks talks = new AgentTalks();
        distributor.addListener(talks);
        Sources sources = new Sources(roster, new BoardGroups(delegator, settings), users::getUnchecked, distributor.agents()::state, talks,
                new SavedFigures(delegator), () -> TelephoneNumbers.of(delegator, settings)::display,
                group -> around.served().test(group.serverId()) && around.open().test(group.groupId()));
        return new Wallboard(sources, around.alarms(), push.board(), work, timers, Clock.systemDefaultZone());
    }

    /** Reads the calls of today, and serves browsers from then on. */
    public void start() {
        later(this::restore);
        sources.talks().whenChanged(this::userChanged);
        push.serve(this::supervised, this::show);
        timers.scheduleWithFixedDelay(this::lookLater, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void restore() {
        Instant now = clock.instant();
        sources.saved().read(figures.midnight(now).minus(LONGEST_CALL), now.plus(LOOK_EVERY), figures::restore);
        allChanged.set(true);
    }

    /** Groups that the user supervises now. */
    public Set<String> supervised(String userLoginId) {
        return sources.roster().memberships(userLoginId).stream().filter(Roster.Membership::isSupervisor)
                .map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    /** The enabled groups and their figures, as they were a second ago at most. */
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
        allChanged.set(true);
        changed();
    }

    private void userChanged(String userLoginId) {
        changedUsers.add(userLoginId);
        changed();
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        changedCalls.put(call.callId(), call);
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
                look();
            });
        }
    }

    private void later(Runnable task) {
        work.add(task);
        work.go();
    }

    private void look() {
        due.set(false);
        Instant now = clock.instant();
        boolean all = allChanged.getAndSet(false) | figures.roll(now) | now.isAfter(allAt.plus(ALL_EVERY));
        if (all) {
            readGroups(now);
        }
        Map<String, Optional<ActiveCall>> newCalls = new HashMap<>();
        Set<String> users = new HashSet<>(takeUsers());
        takeCalls().forEach((callId, call) -> {
            figures.put(CallFigure.of(call, now));
            users.addAll(LiveCalls.users(call));
            newCalls.put(callId, Optional.of(call).filter(any -> !any.ended()).map(any -> ActiveCall.of(any, this::groupsOf, shownNumber)));
            if (call.ended()) {
                calls.remove(callId);
            } else {
                calls.put(callId, call);
            }
        });
        if (all) {
            groups.keySet().forEach(group -> users.addAll(sources.roster().members(group)));
        }
        Map<String, Optional<AgentFigures>> newAgents = agents(users);
        if (all) {
            state.agents().keySet().forEach(party -> newAgents.putIfAbsent(party, Optional.empty()));
        }
        Map<String, Optional<GroupFigures>> newGroups = groupRows(now);
        limits.keep(groups.keySet(), now);
        limits.turns().forEach(alarms);
        BoardChange change = state.become(now, newGroups, newAgents, newCalls);
        told = List.copyOf(state.groups().values());
        if (!change.isEmpty() || all) {
            push.changed(change, () -> state.whole(now));
        }
    }

    private void readGroups(Instant now) {
        allAt = now;
        shownNumber = sources.numbers().get();
        groups = sources.groups().get().stream()
                .collect(Collectors.toMap(BoardGroup::groupId, Function.identity(), (one, other) -> one, TreeMap::new));
        groups.values().forEach(group -> figures.rule(group.groupId(), group.rule()));
    }

    private Set<String> takeUsers() {
        Set<String> taken = Set.copyOf(changedUsers);
        changedUsers.removeAll(taken);
        return taken;
    }

    private Map<String, PhoneCall> takeCalls() {
        Map<String, PhoneCall> taken = new HashMap<>();
        changedCalls.keySet().forEach(callId -> Optional.ofNullable(changedCalls.remove(callId)).ifPresent(call -> taken.put(callId, call)));
        return taken;
    }

    private Set<String> groupsOf(String userLoginId) {
        return sources.roster().memberships(userLoginId).stream().map(membership -> membership.group().groupId()).filter(groups::containsKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Optional<AgentFigures>> agents(Set<String> users) {
        Map<String, Optional<AgentFigures>> rows = new HashMap<>();
        for (String user : users) {
            Set<String> memberOf = groupsOf(user);
            sources.users().apply(user).filter(person -> !person.partyId().isEmpty()).ifPresent(person -> rows.put(person.partyId(),
                    memberOf.isEmpty() ? Optional.empty() : Optional.of(agent(user, person, memberOf))));
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
    private Map<String, Optional<GroupFigures>> groupRows(Instant now) {
        Map<String, Optional<GroupFigures>> rows = new HashMap<>();
        state.groups().keySet().forEach(groupId -> rows.put(groupId, Optional.empty()));
        Map<String, List<PhoneCall>> waiting = calls.values().stream().filter(Wallboard::waits)
                .collect(Collectors.groupingBy(call -> call.groupId().orElseThrow()));
        groups.forEach((groupId, group) -> rows.put(groupId, Optional.of(row(group, waiting.getOrDefault(groupId, List.of()), now))));
        return rows;
    }

    private static boolean waits(PhoneCall call) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && call.answeredAt().isEmpty();
    }

    private GroupFigures row(BoardGroup group, List<PhoneCall> waiting, Instant now) {
        String groupId = group.groupId();
        Optional<Instant> longest = waiting.stream().map(Wallboard::waitsSince).min(Instant::compareTo);
        Map<AgentState.Status, Integer> counts = new HashMap<>();
        sources.roster().members(groupId).forEach(user -> counts.merge(
                sources.states().apply(user).map(AgentState::status).orElse(AgentState.Status.SIGNED_OUT), 1, Integer::sum));
        GroupFigures plain = new GroupFigures(groupId, group.name(), waiting.size(), longest, counts, group.rule(), figures.today(groupId),
                figures.recent(groupId, now), figures.before(groupId, now), Map.of());
        return limits.look(plain, sources.watched().test(group) ? group.alarms() : List.of(), now);
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

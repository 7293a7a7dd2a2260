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
package org.apache.ofbiz.asterisk.center;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.TeamMember;
import org.apache.ofbiz.asterisk.acd.incall.RingingPhones;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.push.BrowserNews;

/**
 * What colleagues do, for those who share a group with them: a change at once, what follows it some times a second, and all of it to a browser
 * that connects. Members
 * and names are read on a worker, one task at a time, so that the distributor's news never waits for them. Thread-safe.
 */
final class TeamBoard implements AcdListener {

    /** After a change has been told, those within this time are told together. */
    static final Duration TOGETHER = Duration.ofMillis(25);
    private static final Duration NAMES_KEPT = Duration.ofMinutes(5);
    private static final int MOST_NAMES = 10_000;

    /**
     * A call of a user.
     *
     * @param with  name of the other end
     * @param rings at a phone of theirs
     */
    private record Talk(String with, boolean rings) {
    }

    private final Roster roster;
    private final LoadingCache<String, Optional<Person>> users;
    private final Function<String, Optional<AgentState>> states;
    private final BrowserNews browsers;
    private final SerialExecutor work;
    private final ScheduledExecutorService timers;
    /** By userLoginId, without value of those who were not here since the start. */
    private final Map<String, Optional<AgentState>> known = new ConcurrentHashMap<>();
    /** By callId, by userLoginId; of users who are in no call nothing is kept. */
    private final Map<String, Map<String, Talk>> calls = new ConcurrentHashMap<>();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();

    /**
     * @param users  by userLoginId
     * @param states what an agent does now, by userLoginId
     */
    TeamBoard(Roster roster, Function<String, Optional<Person>> users, Function<String, Optional<AgentState>> states, BrowserNews browsers,
              SerialExecutor work, ScheduledExecutorService timers) {
        this.roster = roster;
        this.users = CacheBuilder.newBuilder().maximumSize(MOST_NAMES).expireAfterWrite(NAMES_KEPT).build(CacheLoader.from(users::apply));
        this.states = states;
        this.browsers = browsers;
        this.work = work;
        this.timers = timers;
    }

    /** A browser has connected: it gets the whole team. */
    void connected(String sessionId, String userLoginId) {
        later(() -> browsers.team(sessionId, team(userLoginId)));
    }

    private List<TeamMember> team(String userLoginId) {
        return groups(userLoginId).stream().flatMap(groupId -> roster.members(groupId).stream()).distinct()
                .flatMap(user -> member(user).stream()).toList();
    }

    private Set<String> groups(String userLoginId) {
        return roster.memberships(userLoginId).stream().map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    private Optional<TeamMember> member(String userLoginId) {
        Optional<AgentState> state = known.computeIfAbsent(userLoginId, states);
        AgentState.Status status = state.map(AgentState::status).orElse(AgentState.Status.SIGNED_OUT);
        Optional<PauseReason> reason = state.filter(any -> status == AgentState.Status.PAUSED).flatMap(now -> now.choice().reason());
        boolean inCall = status == AgentState.Status.TALKING || status == AgentState.Status.RINGING;
        Map<String, Talk> talks = calls.getOrDefault(userLoginId, Map.of());
        Optional<String> with = talks.values().stream().map(Talk::with).filter(name -> inCall && !name.isEmpty()).findFirst();
        Optional<String> rings = talks.entrySet().stream().filter(talk -> talk.getValue().rings()).map(Map.Entry::getKey).findFirst();
        return users.getUnchecked(userLoginId).filter(person -> !person.partyId().isEmpty()).map(person -> new TeamMember(person.partyId(),
                person.name(), number(userLoginId), groups(userLoginId), status, reason, state.map(AgentState::since), with, rings));
    }

    /** This node serves other servers than before: what it knew of those who aren't here is out of date. */
    void serversChanged() {
        List<String> all = List.copyOf(known.keySet());
        known.clear();
        all.forEach(changed::add);
        tellUnlessDue();
    }

    private String number(String userLoginId) {
        return roster.extensions(userLoginId).stream().map(Peer::number).flatMap(Optional::stream).findFirst().orElse("");
    }

    private void changed(String userLoginId) {
        changed.add(userLoginId);
        tellUnlessDue();
    }

    private void tellUnlessDue() {
        if (!changed.isEmpty() && !due.getAndSet(true)) {
            later(this::tell);
        }
    }

    private void tell() {
        List<String> all = List.copyOf(changed);
        if (all.isEmpty()) {
            due.set(false);
            tellUnlessDue(); // of what came in between
            return;
        }
        all.forEach(changed::remove);
        timers.schedule(() -> later(this::tell), TOGETHER.toMillis(), TimeUnit.MILLISECONDS);
        browsers.teamChanged(all.stream().flatMap(user -> member(user).stream()).toList());
    }

    private void later(Runnable telling) {
        work.add(telling);
        work.go();
    }

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        known.put(userLoginId, Optional.of(agent));
        changed(userLoginId);
    }

    @Override
    public void callChanged(UserCall call, String userLoginId) {
        calls.compute(userLoginId, (user, before) -> {
            Map<String, Talk> all = new HashMap<>(before == null ? Map.of() : before);
            if (call.state() == PhoneCall.State.ENDED) {
                all.remove(call.call().callId());
            } else {
                all.put(call.call().callId(), new Talk(nameOf(call.caller()),
                        RingingPhones.of(call.call(), userLoginId::equals).isPresent()));
            }
            return all.isEmpty() ? null : Map.copyOf(all);
        });
        changed(userLoginId);
    }

    private static String nameOf(CallerDirectory.Caller caller) {
        return caller.matches().size() == 1 ? caller.matches().get(0).name() : caller.display();
    }

    @Override
    public void extensionsChanged(List<Extension> extensions, Optional<Peer> current, String userLoginId) {
        changed(userLoginId);
    }
}

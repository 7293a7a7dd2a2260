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
package org.apache.ofbiz.asterisk.acd.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentDirectory.PauseInterval;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * What each agent does: chosen by them, or following from their calls. Decides and does nothing itself: each method answers with what is
 * to be done. An agent is known from the first browser on. Not thread-safe: {@link CallDistributor} calls it under its lock.
 */
public final class AgentRegistry {

    /** How long an agent may be without browser and still counts as there: a reload, a short loss of the network. */
    public static final Duration GRACE = Duration.ofSeconds(60);

    private final Map<String, Agent> agents = new HashMap<>();
    /** What users do in calls that go on, by callId and user; also of users who are no agents (yet). */
    private final Map<String, Map<String, Agent.Part>> parts = new HashMap<>();
    /** The same by user and callId. */
    private final Map<String, Map<String, Agent.Part>> partsOfUser = new HashMap<>();
    /** Users without a browser who may come back at once. */
    private final Map<String, Long> departures = new HashMap<>();
    private long lastDeparture;
    /** By user: the wrap-up whose time has passed, by a clock that nobody sets. */
    private final Map<String, WrapUp> timeUp = new HashMap<>();
    /** Calls to be written up after the other calls of their user. */
    private final Map<String, Postponed> postponed = new HashMap<>();
    private final Clock clock;

    private record Postponed(String callId, Group group) {
    }

    public AgentRegistry(Clock clock) {
        this.clock = clock;
    }

    /** callIds of the calls that a user is in, or that ring at a phone of theirs. */
    public Set<String> callsOf(String user) {
        return Set.copyOf(partsOfUser.getOrDefault(user, Map.of()).keySet());
    }

    public Optional<Agent> find(String user) {
        return Optional.ofNullable(agents.get(user));
    }

    /** All whose browser is there, or was a moment ago. */
    public List<Agent> here() {
        return agents.values().stream().filter(Agent::here).toList();
    }

    /** Who else is signed in and has this phone as the one that rings. */
    Optional<Agent> holder(Peer phone, String exceptUser) {
        return agents.values().stream().filter(agent -> agent.here() && !agent.userLoginId().equals(exceptUser)
                && agent.choice().kind() != AgentChoice.Kind.SIGNED_OUT)
                .filter(agent -> agent.phones().current().filter(current -> current.peerId().equals(phone.peerId())).isPresent()).findFirst();
    }

    /** Anyone who never said anything takes calls; so do users whom only services know. */
    public boolean takesCalls(String user) {
        return find(user).map(Agent::takesCalls).orElse(true);
    }

    /** The same for the calls of one group. */
    public boolean takesCallsOf(String groupId, String user) {
        return find(user).map(agent -> agent.takesCallsOf(groupId)).orElse(true);
    }

    /**
     * A browser of the user is there.
     *
     * @param kept what an earlier run of OFBiz kept; of no account for an agent who is known already
     * @param own  their extensions now
     */
    public List<Effect> arrives(String user, Optional<SavedAgent> kept, List<Peer> own) {
        departures.remove(user);
        Agent known = agents.get(user);
        if (known != null) {
            Agent back = known.here(true).with(new Phones(own, known.phones().chosen()));
            return become(known, known.here() || !isTaken(back.phones(), user) ? back : back.choosing(AgentChoice.signedOut(clock.instant())));
        }
        Instant now = clock.instant();
        boolean taken = isTaken(new Phones(own, kept.flatMap(SavedAgent::peerId)), user);
        AgentChoice choice = taken ? AgentChoice.signedOut(now) : kept.map(SavedAgent::choice).orElseGet(() -> AgentChoice.available(now));
        Agent agent = new Agent(user, choice, true, new Phones(own, kept.flatMap(SavedAgent::peerId)), kept.flatMap(SavedAgent::wrapUp),
                Optional.empty(), AgentState.Status.SIGNED_OUT, now);
        agents.put(user, agent.at(now, partsOf(user)));
        List<Effect> effects = new ArrayList<>();
        if (kept.filter(SavedAgent::here).isEmpty()) { // if OFBiz is killed, the next run knows whose members of queues may be its own
            effects.add(new Effect.KeepAgent(user, agent.kept()));
        }
        agent.wrapUp().ifPresent(wrapUp -> effects.add(checkAt(user, wrapUp)));
        return effects;
    }

    /** Two agents never share a phone: who comes second is signed out, and hears who has it when they sign in. */
    private boolean isTaken(Phones phones, String user) {
        return phones.current().flatMap(phone -> holder(phone, user)).isPresent();
    }

    /** The last browser of the user is gone. */
    public List<Effect> leaves(String user) {
        departures.put(user, ++lastDeparture);
        return List.of(new Effect.CheckGone(user, lastDeparture, GRACE));
    }

    /** Some time has passed since a last browser was gone. Not asked of the clock of the day, which may have been set. */
    List<Effect> gone(String user, long departure) {
        if (!departures.remove(user, departure)) {
            return List.of(); // came back
        }
        return find(user).map(agent -> become(agent, agent.here(false))).orElse(List.of());
    }

    /** An admin has changed who has which extension. */
    public List<Effect> extensionsAre(String user, List<Peer> own) {
        return find(user).map(agent -> become(agent, agent.with(new Phones(own, agent.phones().chosen())))).orElse(List.of());
    }

    List<Effect> choose(String user, AgentChoice choice) {
        return find(user).filter(agent -> !agent.choice().sameAs(choice))
                .map(agent -> become(agent, agent.choosing(choice.after(agent.choice())))).orElse(List.of());
    }

    /** Pauses in these groups alone, or ends that where {@code pause} is empty. */
    List<Effect> pauseInGroup(String user, String groupId, Optional<AgentChoice.QueuePause> pause) {
        return find(user).map(agent -> become(agent, agent.choosing(agent.choice().inGroup(groupId, pause)))).orElse(List.of());
    }

    /** Ends the pauses in single groups. */
    List<Effect> endGroupPauses(String user) {
        return find(user).map(agent -> become(agent, agent.choosing(agent.choice().inAllGroups()))).orElse(List.of());
    }

    List<Effect> use(String user, Peer extension) {
        return find(user).map(agent -> become(agent, agent.with(agent.phones().choosing(extension.peerId())))).orElse(List.of());
    }

    /** @param group of the call, where it is known */
    public List<Effect> callChanged(PhoneCall call, Optional<Group> group) {
        Map<String, Agent.Part> now = partsIn(call);
        Map<String, Agent.Part> before = parts.getOrDefault(call.callId(), Map.of());
        if (now.isEmpty() && before.isEmpty()) {
            return List.of();
        }
        Map<String, Agent.Part> kept = new HashMap<>(now);
        kept.replaceAll((user, part) -> before.get(user) == Agent.Part.TALKING ? Agent.Part.TALKING : part);
        keepParts(call.callId(), before, kept);
        Set<String> users = new LinkedHashSet<>(before.keySet());
        users.addAll(now.keySet());
        List<Effect> effects = new ArrayList<>();
        for (String user : users) {
            boolean talked = before.get(user) == Agent.Part.TALKING && !now.containsKey(user);
            find(user).ifPresent(agent -> effects.addAll(talked && isWrittenUp(call) ? talked(agent, call, group) : wentOn(agent)));
        }
        return effects;
    }

    /** Where this was the last of several calls, an earlier one is written up now. */
    private List<Effect> wentOn(Agent agent) {
        Optional<Postponed> due = Optional.ofNullable(postponed.get(agent.userLoginId()))
                .filter(call -> partsOf(agent.userLoginId()).isEmpty() && agent.awaited().isEmpty());
        return due.map(call -> writesUp(agent, call.callId(), Optional.of(call.group()))).orElseGet(() -> become(agent, agent));
    }

    /** Whether this user is in wrap-up. */
    public boolean isInWrapUp(String user) {
        return find(user).flatMap(Agent::wrapUp).isPresent();
    }

    private void keepParts(String callId, Map<String, Agent.Part> before, Map<String, Agent.Part> now) {
        before.keySet().forEach(user -> partsOfUser.computeIfPresent(user, (name, own) -> own.remove(callId) != null && own.isEmpty() ? null : own));
        now.forEach((user, part) -> partsOfUser.computeIfAbsent(user, name -> new HashMap<>()).put(callId, part));
        if (now.isEmpty()) {
            parts.remove(callId);
        } else {
            parts.put(callId, now);
        }
    }

    private static Map<String, Agent.Part> partsIn(PhoneCall call) {
        Map<String, Agent.Part> now = new HashMap<>();
        for (PhoneCall.Leg leg : call.legs()) {
            Optional<String> user = leg.peer().filter(peer -> peer.type() == Peer.Type.EXTENSION).flatMap(Peer::owner).map(Person::userLoginId);
            if (user.isPresent() && leg.alive() && !call.ended()) {
                boolean talks = leg.answeredAt().isPresent() && Legs.connected(call);
                now.merge(user.get(), talks ? Agent.Part.TALKING : Agent.Part.RINGING, (one, other) -> one == Agent.Part.TALKING ? one : other);
            }
        }
        return now;
    }

    /** A call that came to a group; one that merged into another goes on there. */
    private static boolean isWrittenUp(PhoneCall call) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && call.mergedInto().isEmpty();
    }

    private List<Effect> talked(Agent agent, PhoneCall call, Optional<Group> group) {
        if (group.isPresent()) {
            return writesUp(agent, call.callId(), group);
        }
        List<Effect> effects = become(agent, agent.awaiting(call.callId()));
        effects.add(new Effect.FindWrapUp(agent.userLoginId(), call.callId(), call.groupId().orElseThrow()));
        return effects;
    }

    /** How long the group of this call lets it be written up is known; empty where that could not be found out. */
    List<Effect> callEnded(String user, String callId, Optional<Group> group) {
        return find(user).filter(agent -> agent.awaited().equals(Optional.of(callId))).map(agent -> writesUp(agent, callId, group)).orElse(List.of());
    }

    /** A call before, which was still being written up, has had its time. */
    private List<Effect> writesUp(Agent agent, String callId, Optional<Group> group) {
        String user = agent.userLoginId();
        if (group.filter(Group::severalCalls).isPresent() && !partsOf(user).isEmpty()) {
            postponed.put(user, new Postponed(callId, group.get()));
            return become(agent, agent.writingUp(agent.wrapUp()));
        }
        Optional<Postponed> earlier = Optional.ofNullable(postponed.remove(user));
        Optional<WrapUp> wrapUp = wrapUp(callId, group).or(() -> earlier.flatMap(call -> wrapUp(call.callId(), Optional.of(call.group()))));
        List<Effect> effects = become(agent, agent.writingUp(wrapUp.or(agent::wrapUp)));
        wrapUp.ifPresent(begun -> effects.add(checkAt(user, begun)));
        earlier.filter(call -> wrapUp.map(WrapUp::callId).equals(Optional.of(call.callId())))
                .ifPresent(call -> effects.add(new Effect.CallToWriteUp(call.callId(), user)));
        return effects;
    }

    private Optional<WrapUp> wrapUp(String callId, Optional<Group> group) {
        return group.filter(known -> !known.wrapUp().isZero() || known.dispositionRequired())
                .map(known -> WrapUp.of(callId, known, clock.instant().plus(known.wrapUp())));
    }

    private Effect checkAt(String user, WrapUp wrapUp) {
        Duration left = Duration.between(clock.instant(), wrapUp.until());
        return new Effect.CheckWrapUp(user, wrapUp, left.isNegative() ? Duration.ZERO : left);
    }

    /**
     * Its time has passed by a clock that nobody sets.
     *
     * @return whether the user still has it, as it was
     */
    boolean timeUp(String user, WrapUp wrapUp) {
        boolean still = find(user).flatMap(Agent::wrapUp).equals(Optional.of(wrapUp));
        if (still) {
            timeUp.put(user, wrapUp);
        }
        return still;
    }

    /** @param disposed whether somebody has said what became of the call */
    List<Effect> wrapUpDue(String user, String callId, boolean disposed) {
        return writingUp(user, callId).filter(agent -> agent.wrapUp().orElseThrow().equals(timeUp.get(user)))
                .filter(agent -> disposed || !agent.wrapUp().orElseThrow().dispositionRequired())
                .map(agent -> become(agent, agent.writingUp(Optional.empty()))).orElse(List.of());
    }

    /** Either done or refused. */
    record Decision(Optional<Refusal> refusal, List<Effect> effects) {
    }

    Decision extend(String user, String callId) {
        return writingUp(user, callId).map(agent -> {
            WrapUp longer = agent.wrapUp().orElseThrow().extended(clock.instant());
            List<Effect> effects = become(agent, agent.writingUp(Optional.of(longer)));
            effects.add(checkAt(user, longer));
            return new Decision(Optional.empty(), effects);
        }).orElseGet(() -> new Decision(Optional.of(new Refusal(Code.WRAP_UP_OVER, "")), List.of()));
    }

    Decision end(String user, String callId, boolean disposed) {
        Optional<Agent> agent = writingUp(user, callId);
        if (agent.flatMap(Agent::wrapUp).filter(wrapUp -> wrapUp.dispositionRequired() && !disposed).isPresent()) {
            return new Decision(Optional.of(new Refusal(Code.DISPOSITION_REQUIRED, "")), List.of());
        }
        return new Decision(Optional.empty(), agent.map(known -> become(known, known.writingUp(Optional.empty()))).orElse(List.of()));
    }

    /** Who writes this call up, or will after their other calls, and needs to say what became of it. */
    public List<String> writersOf(String callId) {
        return agents.values().stream().filter(agent -> agent.wrapUp().filter(wrapUp -> wrapUp.callId().equals(callId)).isPresent()
                        || agent.awaited().equals(Optional.of(callId))
                        || Optional.ofNullable(postponed.get(agent.userLoginId())).filter(later -> later.callId().equals(callId)).isPresent())
                .map(Agent::userLoginId).toList();
    }

    private Optional<Agent> writingUp(String user, String callId) {
        return find(user).filter(agent -> agent.wrapUp().filter(wrapUp -> wrapUp.callId().equals(callId)).isPresent());
    }

    private Collection<Agent.Part> partsOf(String user) {
        return partsOfUser.getOrDefault(user, Map.of()).values();
    }

    /** The one place where an agent changes. */
    private List<Effect> become(Agent before, Agent changed) {
        Agent after = changed.at(clock.instant(), partsOf(before.userLoginId()));
        agents.put(after.userLoginId(), after);
        if (after.wrapUp().isEmpty()) {
            timeUp.remove(after.userLoginId());
        }
        List<Effect> effects = new ArrayList<>();
        if (!after.state().equals(before.state())) {
            effects.add(new Effect.AgentChanged(after.state(), after.userLoginId()));
        }
        boolean takesMore = !after.choice().queuePauses().keySet().containsAll(before.choice().queuePauses().keySet());
        if (after.takesCalls() && (takesMore || !before.takesCalls())) {
            effects.add(new Effect.ShowOffers(after.userLoginId()));
        }
        if (!after.kept().equals(before.kept())) {
            effects.add(new Effect.KeepAgent(after.userLoginId(), after.kept()));
        }
        effects.addAll(pausesChanged(before.pauses(), after.pauses()));
        return effects;
    }

    private List<Effect> pausesChanged(List<PauseInterval> before, List<PauseInterval> after) {
        Optional<Instant> now = Optional.of(clock.instant());
        Stream<PauseInterval> over = before.stream().filter(pause -> !after.contains(pause))
                .map(pause -> new PauseInterval(pause.userLoginId(), pause.groupId(), pause.reason(), pause.since(), now));
        return Stream.concat(over, after.stream().filter(pause -> !before.contains(pause))).<Effect>map(Effect.KeepPause::new).toList();
    }
}

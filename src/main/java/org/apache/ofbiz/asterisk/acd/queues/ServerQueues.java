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
package org.apache.ofbiz.asterisk.acd.queues;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.acd.queues.QueueStanding.State;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.apache.ofbiz.asterisk.call.queues.QueueMember.Origin;

/**
 * The members of one server's queues: as the PBX reports them, as they should be, and the commands between the two. One command at a time
 * for each device in each queue. Pure; not thread-safe: {@link QueueKeeper} calls it under its lock.
 *
 * <p>Who wins when somebody else changes a member: a pause, its end and a removal are adopted for the agent while the connection lasts. A pause
 * in some of the agent's queues is one in their groups, a pause in all of them for one reason is the agent's own. After a login on the PBX, the
 * agents' own choices win. Members whom OFBiz didn't add stay as they are.
 */
final class ServerQueues implements QueueEvent.Handler<ServerQueues.Decision> {

    /** @param adoptions what agents do now because somebody else said so; {@link #adopted} once that is done */
    record Decision(List<QueueStep> steps, List<Adoption> adoptions) {
    }

    private static final Comparator<QueueKey> BY_QUEUE = Comparator.comparing(QueueKey::queue).thenComparing(QueueKey::device);

    private final KnownMembers actual = new KnownMembers();
    private final FurtherCalls further = new FurtherCalls(actual);
    private final Map<QueueKey, WantedMember> wanted = new HashMap<>();
    private final Map<String, Set<QueueKey>> keysOf = new HashMap<>();
    private final Map<QueueKey, QueueStep> open = new HashMap<>();
    private final Map<QueueKey, QueueStep> refused = new HashMap<>();
    /** Refused before the last {@link #retry}. */
    private final Map<QueueKey, QueueStep> retried = new HashMap<>();
    /** The last command that the PBX took, until its event came: not every version reports every reason. */
    private final Map<QueueKey, QueueStep> taken = new HashMap<>();
    private final Set<QueueKey> leaving = new HashSet<>();
    private final Set<QueueKey> removedOnPbx = new HashSet<>();
    private final Set<String> adopting = new HashSet<>();
    /** Changed on the PBX again while their agents' state still had to take over the last change. */
    private final Set<QueueKey> changedMeanwhile = new HashSet<>();
    /** How many calls agents have missed in a row. */
    private final Map<String, Integer> missed = new HashMap<>();
    /** Agents whose standing may have changed since {@link #touched} was asked last. */
    private final Set<String> touched = new HashSet<>();
    private boolean listed;

    /** These are all members that should be; anyone who was among them before and isn't now leaves the queue. */
    List<QueueStep> want(Map<QueueKey, WantedMember> all) {
        Set<QueueKey> changed = new LinkedHashSet<>();
        for (QueueKey key : List.copyOf(wanted.keySet())) {
            if (!all.containsKey(key)) {
                WantedMember gone = wanted.remove(key);
                forget(gone);
                further.forget(gone);
                removedOnPbx.remove(key);
                leaving.add(key);
                changed.add(key);
            }
        }
        all.forEach((key, member) -> {
            WantedMember before = wanted.put(key, member);
            if (!member.equals(before)) {
                if (before != null) {
                    forget(before);
                }
                further.want(member);
                if (member.pause().isPresent()) {
                    missed.remove(member.userLoginId());
                }
                keysOf.computeIfAbsent(member.userLoginId(), user -> new TreeSet<>(BY_QUEUE)).add(key);
                leaving.remove(key);
                changed.add(key);
            }
        });
        changed.forEach(refused::remove);
        changed.stream().filter(key -> !isAdded(key)).forEach(taken::remove);
        return settle(changed);
    }

    private void forget(WantedMember member) {
        touched.add(member.userLoginId());
        Set<QueueKey> keys = keysOf.getOrDefault(member.userLoginId(), new HashSet<>());
        keys.remove(member.key());
        if (keys.isEmpty()) {
            keysOf.remove(member.userLoginId());
            missed.remove(member.userLoginId());
        }
    }

    /** Removes members that an earlier run of OFBiz added and whose agents didn't return. */
    List<QueueStep> abandon(Collection<QueueKey> keys) {
        List<QueueKey> gone = keys.stream().filter(key -> !wanted.containsKey(key)).toList();
        leaving.addAll(gone);
        return settle(gone);
    }

    /** Tries again what the PBX refused, e.g. because the queue didn't exist yet. */
    List<QueueStep> retry() {
        retried.clear();
        retried.putAll(refused);
        refused.clear();
        return settle(retried.keySet());
    }

    /**
     * The agent's own state says now what was adopted, or couldn't be made to. What was changed on the PBX since then is adopted next. Who was
     * signed out and is wanted has signed in again already.
     */
    Decision adopted(Adoption done) {
        String userLoginId = done.userLoginId();
        adopting.remove(userLoginId);
        List<QueueKey> keys = keys(userLoginId);
        if (done.choice() == AgentChoice.Kind.SIGNED_OUT) {
            keys.forEach(removedOnPbx::remove);
        }
        Optional<Adoption> next = keys.stream().filter(changedMeanwhile::remove).flatMap(key -> actual.find(key).stream())
                .flatMap(now -> adoptionOf(wanted.get(now.key()), now).stream()).findFirst(); // the rest stays for later
        next.ifPresent(adoption -> adopting.add(userLoginId));
        return new Decision(settle(keys), next.stream().toList());
    }

    /** The PBX took or refused a command. */
    List<QueueStep> answered(QueueStep step, Result result) {
        QueueKey key = step.key();
        if (open.get(key) != step) {
            return List.of(); // of an earlier connection, and the same may have been sent again since
        }
        open.remove(key);
        if (!result.ok()) {
            refused.put(key, step);
        } else if (step(key).equals(Optional.of(step))) {
            taken.put(key, step); // its event is still to come
        }
        return settle(List.of(key));
    }

    /** Whether a refusal of this command would be the first. */
    boolean isNew(QueueStep step) {
        return !step.equals(retried.get(step.key()));
    }

    Decision happened(QueueEvent event) {
        return event.dispatch(this);
    }

    @Override
    public Decision listed(QueueEvent.Listed event) {
        actual.are(event.members());
        refused.clear();
        listed = true;
        Set<QueueKey> all = new LinkedHashSet<>(wanted.keySet());
        all.addAll(leaving);
        return new Decision(settle(all), List.of());
    }

    /** OFBiz itself has the phone of this agent stop. */
    void ringStopped(String userLoginId) {
        further.ringStopped(userLoginId);
    }

    /** A while after {@link #ringStopped}. */
    void ringStoppedBefore(String userLoginId) {
        further.ringStoppedBefore(userLoginId);
    }

    /** The agent is paused in all their queues, and says themselves when they are back. */
    @Override
    public Decision missed(QueueEvent.Missed event) {
        WantedMember member = wanted.get(event.key());
        if (member != null && further.wasStopped(member)) {
            return new Decision(List.of(), List.of());
        }
        if (member == null || member.pause().isPresent() || adopting.contains(member.userLoginId())) {
            return new Decision(List.of(), List.of());
        }
        if (further.missed(member)) {
            return new Decision(settle(keys(member.userLoginId())), List.of());
        }
        int calls = missed.merge(member.userLoginId(), 1, Integer::sum);
        if (member.pauseAfterMissed() == 0 || calls < member.pauseAfterMissed()) {
            return new Decision(List.of(), List.of());
        }
        missed.remove(member.userLoginId());
        adopting.add(member.userLoginId());
        return new Decision(List.of(), List.of(new Adoption(member.userLoginId(), AgentChoice.Kind.PAUSED,
                Optional.of(PauseReason.MISSED.description()))));
    }

    @Override
    public Decision answered(QueueEvent.Answered event) {
        Optional.ofNullable(wanted.get(event.key())).ifPresent(member -> missed.remove(member.userLoginId()));
        return new Decision(List.of(), List.of());
    }

    @Override
    public Decision disconnected(QueueEvent.Disconnected event) {
        forget();
        return new Decision(List.of(), List.of());
    }

    private void forget() {
        touched.addAll(keysOf.keySet());
        listed = false;
        actual.clear();
        open.clear();
        refused.clear();
        taken.clear();
        removedOnPbx.clear();
        changedMeanwhile.clear();
    }

    @Override
    public Decision memberChanged(QueueEvent.MemberChanged event) {
        QueueKey key = event.member().key();
        Optional<QueueMember> before = actual.put(event.member());
        QueueMember now = actual.find(key).orElseThrow();
        removedOnPbx.remove(key);
        refused.computeIfPresent(key, (same, step) -> step instanceof QueueStep.Add ? null : step); // somebody else has added the member
        boolean pauseChanged = before.filter(known -> !known.pauseReason().equals(now.pauseReason())).isPresent();
        boolean ringsChanged = !before.map(QueueMember::ringInUse).equals(Optional.of(now.ringInUse()));
        if (pauseChanged || ringsChanged || before.isEmpty() || before.get().penalty() != now.penalty()) {
            taken.remove(key);
        }
        Optional<WantedMember> changed = Optional.ofNullable(wanted.get(key)).filter(member -> pauseChanged && !open.containsKey(key));
        changed.filter(member -> adopting.contains(member.userLoginId())).ifPresent(member -> changedMeanwhile.add(key));
        Optional<Adoption> adoption = changed.filter(member -> !adopting.contains(member.userLoginId()))
                .flatMap(member -> adoptionOf(member, now));
        adoption.ifPresent(adopted -> adopting.add(adopted.userLoginId()));
        return new Decision(settle(withOpen(key)), adoption.stream().toList());
    }

    /** This member, and those of its queue whom it may ring in a call while nobody else is free. */
    private Set<QueueKey> withOpen(QueueKey key) {
        Set<QueueKey> keys = new LinkedHashSet<>(further.open(key.queue()));
        keys.add(key);
        return keys;
    }

    private Optional<Adoption> adoptionOf(WantedMember member, QueueMember now) {
        if (now.pauseReason().equals(member.pauseReason())) {
            return Optional.empty();
        }
        if (now.paused()) {
            boolean inAll = keys(member.userLoginId()).stream().allMatch(key -> isPausedLike(now, actual.find(key)));
            return Optional.of(new Adoption(member.userLoginId(), inAll ? Optional.empty() : Optional.of(member.groupId()), inAll,
                    AgentChoice.Kind.PAUSED, now.pauseReason()));
        }
        return member.pause().filter(pause -> pause.kind() != WantedMember.Pause.Kind.WRAP_UP).map(pause -> new Adoption(member.userLoginId(),
                Optional.of(member.groupId()), pause.kind() == WantedMember.Pause.Kind.ALL, AgentChoice.Kind.AVAILABLE, Optional.empty()));
    }

    /** A pause for another reason is one of its own, e.g. the agent's in another group, or their wrap-up. */
    private static boolean isPausedLike(QueueMember one, Optional<QueueMember> other) {
        return other.map(QueueMember::pauseReason).equals(Optional.of(one.pauseReason()));
    }

    @Override
    public Decision memberRemoved(QueueEvent.MemberRemoved event) {
        QueueKey key = event.key();
        actual.remove(key);
        taken.remove(key);
        leaving.remove(key);
        WantedMember member = wanted.get(key);
        if (member == null || open.containsKey(key)) {
            return new Decision(settle(withOpen(key)), List.of());
        }
        removedOnPbx.add(key);
        touched.add(member.userLoginId());
        boolean everywhere = removedOnPbx.containsAll(keys(member.userLoginId()));
        return new Decision(settle(further.open(key.queue())), everywhere
                ? List.of(new Adoption(member.userLoginId(), AgentChoice.Kind.SIGNED_OUT, Optional.empty())) : List.of());
    }

    private List<QueueStep> settle(Collection<QueueKey> keys) {
        List<QueueStep> steps = new ArrayList<>();
        for (QueueKey key : keys) {
            Optional.ofNullable(wanted.get(key)).ifPresent(member -> touched.add(member.userLoginId()));
            if (listed && !open.containsKey(key)) {
                step(key).filter(step -> isDue(key, step)).ifPresent(step -> {
                    open.put(key, step);
                    steps.add(step);
                });
            }
        }
        return steps;
    }

    private boolean isDue(QueueKey key, QueueStep step) {
        return !step.equals(refused.get(key)) && !step.equals(taken.get(key)) && !(step instanceof QueueStep.Add && isAdded(key));
    }

    /** The PBX has added the member, perhaps with an earlier pause, and its event is still to come. */
    private boolean isAdded(QueueKey key) {
        return taken.get(key) instanceof QueueStep.Add;
    }

    private Optional<QueueStep> step(QueueKey key) {
        WantedMember member = wanted.get(key);
        Optional<QueueMember> known = actual.find(key);
        if (member == null) {
            boolean removable = known.filter(now -> now.origin() == Origin.DYNAMIC).isPresent() && leaving.contains(key);
            return removable ? Optional.of(new QueueStep.Remove(key)) : Optional.empty();
        }
        if (adopting.contains(member.userLoginId()) || removedOnPbx.contains(key)) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of(new QueueStep.Add(member.asNewMember()));
        }
        QueueMember now = known.get();
        if (!now.pauseReason().equals(member.pauseReason())) {
            return Optional.of(new QueueStep.Pause(key, member.pauseReason()));
        }
        return now.origin() == Origin.DYNAMIC && now.penalty() != member.penalty()
                ? Optional.of(new QueueStep.Penalty(key, member.penalty())) : further.step(member, now);
    }

    /** How this agent is in each of their queues, as the PBX confirmed it. */
    List<QueueStanding> standings(String userLoginId) {
        return keys(userLoginId).stream().map(wanted::get)
                .map(member -> new QueueStanding(member.groupId(), member.key().queue(), state(member, actual.find(member.key())))).toList();
    }

    /** Agents whose standing may have changed since this was asked last. */
    Set<String> touched() {
        Set<String> all = Set.copyOf(touched);
        touched.clear();
        return all;
    }

    private List<QueueKey> keys(String userLoginId) {
        return List.copyOf(keysOf.getOrDefault(userLoginId, Set.of()));
    }

    private State state(WantedMember member, Optional<QueueMember> now) {
        if (!listed) {
            return State.UNKNOWN;
        }
        if (removedOnPbx.contains(member.key())) {
            return State.REMOVED_ON_PBX;
        }
        if (refused.containsKey(member.key())) {
            return State.REFUSED;
        }
        if (now.isEmpty()) {
            return State.JOIN_PENDING;
        }
        boolean paused = now.get().paused();
        if (paused == member.pause().isPresent()) {
            return paused ? State.PAUSED : State.MEMBER;
        }
        return paused ? State.RESUME_PENDING : State.PAUSE_PENDING;
    }
}

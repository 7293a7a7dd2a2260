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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentDirectory.PauseInterval;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.WrapUp;

/**
 * One agent: what they chose, and what is left to be written up. Immutable; each change gives another one, pure.
 *
 * @param here     a browser of theirs is there, or was a moment ago
 * @param wrapUp   goes on until its time is over, or the agent is done
 * @param awaited  call that has just ended, while its group is asked how long it may be written up
 * @param status   with {@code since}: what was told last
 * @param calls    that go on
 */
public record Agent(String userLoginId, AgentChoice choice, boolean here, Phones phones, Optional<WrapUp> wrapUp, Optional<String> awaited,
             AgentState.Status status, Instant since, Calls calls) {

    /** In no call. */
    public Agent(String userLoginId, AgentChoice choice, boolean here, Phones phones, Optional<WrapUp> wrapUp, Optional<String> awaited,
                 AgentState.Status status, Instant since) {
        this(userLoginId, choice, here, phones, wrapUp, awaited, status, since, Calls.NONE);
    }

    /**
     * How many calls they are in.
     *
     * @param talking with those on hold
     * @param ringing at a phone of theirs, or that they place
     */
    public record Calls(int talking, int ringing) {

        static final Calls NONE = new Calls(0, 0);

        private static Calls of(Collection<Part> parts) {
            int talking = (int) parts.stream().filter(part -> part == Part.TALKING).count();
            return new Calls(talking, parts.size() - talking);
        }
    }

    /** In a call of their own: a part never goes back from TALKING. */
    enum Part {
        RINGING, TALKING
    }

    public AgentState state() {
        return new AgentState(status, since, choice, wrapUp);
    }

    SavedAgent kept() {
        return new SavedAgent(choice, phones.chosen(), wrapUp, here);
    }

    /** Neither paused nor signed out nor writing up; whether they talk does not matter. */
    public boolean takesCalls() {
        return choice.takesCalls() && wrapUp.isEmpty();
    }

    /** The same for the calls of one group. */
    public boolean takesCallsOf(String groupId) {
        return choice.takesCallsOf(groupId) && wrapUp.isEmpty();
    }

    /** Pauses that go on now. */
    List<PauseInterval> pauses() {
        List<PauseInterval> pauses = new ArrayList<>();
        choice.reason().ifPresent(reason -> pauses.add(new PauseInterval(userLoginId, Optional.empty(), reason, choice.since(), Optional.empty())));
        choice.queuePauses().forEach((groupId, pause) -> pauses.add(new PauseInterval(userLoginId, Optional.of(groupId), pause.reason(),
                pause.since(), Optional.empty())));
        return pauses;
    }

    Agent choosing(AgentChoice newChoice) {
        return new Agent(userLoginId, newChoice, here, phones, wrapUp, awaited, status, since, calls);
    }

    Agent here(boolean isHere) {
        return new Agent(userLoginId, choice, isHere, phones, wrapUp, awaited, status, since, calls);
    }

    Agent with(Phones newPhones) {
        return new Agent(userLoginId, choice, here, newPhones, wrapUp, awaited, status, since, calls);
    }

    Agent writingUp(Optional<WrapUp> newWrapUp) {
        return new Agent(userLoginId, choice, here, phones, newWrapUp, Optional.empty(), status, since, calls);
    }

    Agent awaiting(String callId) {
        return new Agent(userLoginId, choice, here, phones, wrapUp, Optional.of(callId), status, since, calls);
    }

    /** The same agent with the status that follows from all this. */
    Agent at(Instant now, Collection<Part> parts) {
        AgentState.Status next = statusWith(parts);
        Calls nowInCalls = Calls.of(parts);
        boolean same = next == status && (next != AgentState.Status.PAUSED || since.equals(choice.since()));
        if (same && nowInCalls.equals(calls)) {
            return this;
        }
        return new Agent(userLoginId, choice, here, phones, wrapUp, awaited, next, same ? since : sinceOf(next, now), nowInCalls);
    }

    private Instant sinceOf(AgentState.Status next, Instant now) {
        return next == AgentState.Status.PAUSED ? choice.since() : now;
    }

    private AgentState.Status statusWith(Collection<Part> parts) {
        if (parts.contains(Part.TALKING) || awaited.isPresent()) {
            return AgentState.Status.TALKING; // what comes after the call is not known yet
        }
        if (parts.contains(Part.RINGING)) {
            return AgentState.Status.RINGING;
        }
        if (!here) {
            return AgentState.Status.SIGNED_OUT;
        }
        if (wrapUp.isPresent()) {
            return AgentState.Status.WRAP_UP;
        }
        return switch (choice.kind()) {
        case SIGNED_OUT -> AgentState.Status.SIGNED_OUT;
        case PAUSED -> AgentState.Status.PAUSED;
        case AVAILABLE -> AgentState.Status.AVAILABLE;
        };
    }
}

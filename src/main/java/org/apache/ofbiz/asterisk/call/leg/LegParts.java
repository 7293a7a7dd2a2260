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
package org.apache.ofbiz.asterisk.call.leg;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * What one channel has of the parts of its call: when it was called, where it waited, when it talked to the customer. What is told again
 * while it goes on begins nothing new. Not thread-safe: belongs to the tracker's thread.
 */
public final class LegParts {

    /** How long Asterisk may take to move a channel from one bridge to another, or from music to what comes with it. */
    public static final Duration MOVE = Duration.ofSeconds(1);

    private Changes changes = new Changes();
    private final List<Open> waits = new ArrayList<>();
    private final List<Open> talks = new ArrayList<>();
    private String waitsAt = "";
    private Optional<Instant> talkedSince = Optional.empty();
    private boolean hungUpInQueue;
    private boolean changesPlaces;
    private Optional<Instant> calledAt = Optional.empty();
    private Optional<Instant> stoppedAt = Optional.empty();
    private Optional<CallPart> lastCalled = Optional.empty();

    /** A part that may still change. */
    public static final class Open {
        private final CallPart.Kind kind;
        private final String place;
        private final Optional<String> groupId;
        private final Optional<Peer> peer;
        private final Instant from;
        private final List<CallPart.Hold> holds = new ArrayList<>();
        private Optional<Instant> pausedAt = Optional.empty();
        private Optional<Instant> to = Optional.empty();
        private Optional<Outcome> end = Optional.empty();
        private Optional<CallPart> last = Optional.empty();

        Open(CallPart.Kind kind, Optional<Peer> peer, String place, Optional<String> groupId, Instant from) {
            this.kind = kind;
            this.peer = peer;
            this.place = place;
            this.groupId = groupId;
            this.from = from;
        }

        CallPart.Kind kind() {
            return kind;
        }

        public Instant from() {
            return from;
        }

        public Optional<Instant> to() {
            return to;
        }

        public Optional<Outcome> end() {
            return end;
        }

        public boolean isQueue() {
            return kind == CallPart.Kind.WAITED && !place.isEmpty();
        }

        /** What looked like a queue that gave up was an agent who answered, as what came later shows. The same object until it changes. */
        public CallPart told(Optional<Outcome> betterEnd) {
            if (last.isEmpty() || !last.get().end().equals(betterEnd)) {
                last = Optional.of(new CallPart(kind, peer, place, groupId, from, to, betterEnd, holds));
            }
            return last.get();
        }

        private boolean endedBefore(Instant at) {
            return to.filter(at::isAfter).isPresent();
        }

        private boolean holds() {
            return !holds.isEmpty() && holds.get(holds.size() - 1).until().isEmpty();
        }

        private void over(Instant at, Outcome how) {
            to = Optional.of(at);
            end = Optional.of(how);
            last = Optional.empty();
            resumes(at);
        }

        /** Asterisk moves channels from bridge to bridge while people go on talking. @return whether it is the same talk */
        private boolean goesOn(Instant at, Optional<Peer> whose, String where) {
            boolean same = peer.equals(whose) && place.equals(where) && to.filter(end -> !end.plus(MOVE).isBefore(at)).isPresent();
            if (same) {
                to = Optional.empty();
                end = Optional.empty();
                pausedAt = Optional.empty();
                last = Optional.empty();
            }
            return same;
        }

        private void begins(Instant hold) {
            holds.add(new CallPart.Hold(hold, Optional.empty()));
            last = Optional.empty();
        }

        private void resumes(Instant at) {
            if (holds()) {
                Instant since = holds.remove(holds.size() - 1).from();
                holds.add(new CallPart.Hold(since, Optional.of(at)));
                last = Optional.empty();
            }
        }
    }

    /** Changes count there from now on. */
    public void countsIn(Changes ofCall) {
        changes = ofCall;
    }

    /** Somebody begins to call it. */
    public void called(Instant at) {
        if (calledAt.isEmpty()) {
            calledAt = Optional.of(at);
            changes.happened();
        }
    }

    /** It rings no longer, or never did. */
    public void stopped(Instant at) {
        if (stoppedAt.isEmpty()) {
            stoppedAt = Optional.of(at);
            changes.happened();
        }
    }

    public Optional<Instant> calledAt() {
        return calledAt;
    }

    public Optional<Instant> stoppedAt() {
        return stoppedAt;
    }

    /** That it was called, which it must have been. The same object as long as all is as before. */
    public CallPart called(Optional<Peer> person, String place, Optional<Instant> to, Optional<Outcome> end) {
        boolean same = lastCalled.filter(last -> last.peer().equals(person) && last.place().equals(place) && last.endedAt().equals(to)
                && last.end().equals(end)).isPresent();
        if (!same) {
            lastCalled = Optional.of(new CallPart(CallPart.Kind.CALLED, person, place, Optional.empty(), calledAt.orElseThrow(), to, end, List.of()));
        }
        return lastCalled.orElseThrow();
    }

    /**
     * @param queue       empty for hold music in a waiting context
     * @param inDialplan where it is meanwhile
     */
    public void waits(Instant at, String queue, Optional<String> groupId, String inDialplan) {
        Optional<Open> last = last(waits);
        if (last.isPresent() && (queue.isEmpty() || last.get().place.equals(queue))) {
            return;
        }
        waitEnds(at, Outcome.CANCELLED);
        isElsewhere();
        waits.add(new Open(CallPart.Kind.WAITED, Optional.empty(), queue, groupId, at));
        waitsAt = inDialplan;
        changes.happened();
    }

    /** Another waited in a queue for it. @return the group of that wait */
    Optional<String> takesWaitOf(LegParts other, Instant at) {
        waitEnds(at, Outcome.CANCELLED);
        Optional<Open> wait = last(other.waits).filter(Open::isQueue);
        wait.ifPresent(open -> {
            other.waits.remove(open);
            other.changes.happened();
            waits.add(open);
            waitsAt = other.waitsAt;
            changes.happened();
        });
        return wait.flatMap(open -> open.groupId);
    }

    /** Who has not hung up, and is not elsewhere in the dialplan already, has been given up by the queue, as far as one can tell now. */
    public void leavesQueue(Instant at, boolean hangsUp, String inDialplan) {
        boolean moved = inDialplan.isEmpty() || !inDialplan.equals(waitsAt);
        waitEnds(at, hangsUp ? Outcome.ABANDONED : moved ? Outcome.CANCELLED : Outcome.QUEUE_TIMEOUT);
    }

    /** What looked like a wait was none if it has just begun. */
    public void musicWasForRinging(Instant at) {
        Optional<Open> music = last(waits).filter(wait -> wait.place.isEmpty());
        if (music.filter(wait -> !wait.from.plus(MOVE).isBefore(at)).isPresent()) {
            waits.remove(waits.size() - 1);
            changes.happened();
        } else if (music.isPresent()) {
            waitEnds(at, Outcome.CANCELLED);
        }
    }

    /** Where it is in the dialplan, as something else tells meanwhile: who left a queue by key is elsewhere before the queue says that they left. */
    public void isAt(String inDialplan) {
        if (!inDialplan.isEmpty() && last(waits).filter(Open::isQueue).isPresent() && !inDialplan.equals(waitsAt)) {
            waitsAt = "";
        }
    }

    /** Anyone who came no further than the queue has hung up in it. */
    public void hungUpAt(String inDialplan) {
        hungUpInQueue = !inDialplan.isEmpty() && inDialplan.equals(waitsAt);
        changes.happened();
    }

    public boolean hungUpIn(Open wait) {
        return hungUpInQueue && !waits.isEmpty() && waits.get(waits.size() - 1) == wait;
    }

    public void parked(Instant at, Optional<Peer> by, String space) {
        if (last(waits).isEmpty() || last(waits).get().kind != CallPart.Kind.PARKED) {
            waitEnds(at, Outcome.CANCELLED);
            waits.add(new Open(CallPart.Kind.PARKED, by, space, Optional.empty(), at));
            changes.happened();
        }
    }

    public void waitEnds(Instant at, Outcome how) {
        last(waits).ifPresent(open -> {
            open.over(at, open.kind == CallPart.Kind.PARKED ? Outcome.ANSWERED : how);
            changes.happened();
        });
    }

    /** It is with the customer. */
    public void talks(Instant at, Optional<Peer> peer, String place) {
        Optional<Open> open = last(talks);
        if (open.isPresent()) {
            open.get().pausedAt = Optional.empty();
        } else if (changesPlaces && talks.get(talks.size() - 1).goesOn(at, peer, place)) {
            changes.happened();
        } else {
            talks.add(new Open(CallPart.Kind.TALKED, peer, place, Optional.empty(), talkedSince.orElse(at)));
            talkedSince = Optional.empty();
            changes.happened();
        }
    }

    /** It has gone where the customer is not: who comes back begins to talk again. */
    public void isElsewhere() {
        changesPlaces = false;
    }

    /** When it turns out to be with the customer, it has been since then. */
    public void talkedSince(Instant at) {
        talkedSince = Optional.of(at);
    }

    /** It left the customer, maybe to come back, as one who asks somebody else does. */
    public void pauses(Instant at) {
        last(talks).filter(open -> open.pausedAt.isEmpty()).ifPresent(open -> open.pausedAt = Optional.of(at));
    }

    /** It left the customer for good: at once, unless the customer was on hold meanwhile. */
    public void talkEnds(Instant at) {
        last(talks).ifPresent(open -> {
            open.over(open.holds() ? at : open.pausedAt.orElse(at), Outcome.ANSWERED);
            changesPlaces = true;
            changes.happened();
        });
    }

    public void holds(Instant at, boolean on) {
        last(talks).ifPresent(open -> {
            changes.happened();
            if (!on) {
                open.resumes(at);
            } else if (!open.holds()) {
                open.begins(at);
            }
        });
    }

    /** What looked like talks to a customer was not, as the other did talk to one then. */
    public void forgetsTalksDuringThoseOf(LegParts other) {
        if (talks.removeIf(talk -> other.talks.stream().anyMatch(its -> !its.from.isAfter(talk.from) && !its.endedBefore(talk.from)))) {
            changes.happened();
        }
    }

    /** None of its talks was with a customer. */
    public void forgetsTalks() {
        if (!talks.isEmpty()) {
            talks.clear();
            changes.happened();
        }
    }

    public boolean isTalking() {
        return last(talks).isPresent();
    }

    /** The channel hung up. */
    public void ended(Instant at, Outcome ofWait) {
        stopped(at);
        waitEnds(at, ofWait);
        talkEnds(at);
    }

    public List<Open> waits() {
        return waits;
    }

    public List<Open> talks() {
        return talks;
    }

    private static Optional<Open> last(List<Open> parts) {
        return parts.isEmpty() || parts.get(parts.size() - 1).to.isPresent() ? Optional.empty() : Optional.of(parts.get(parts.size() - 1));
    }
}

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
package org.apache.ofbiz.asterisk.call.standby;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which of the two PBXs of a server is to be connected to. Is asked several times a second; pure, without a clock. The PBX whose calls
 * are known is left when it can't be reached for some time; then both are tried in turn, and who answers first is used. One that answers and
 * refuses the login is there, and isn't left. Not thread-safe.
 */
public final class AddressChoice {

    /** Changes within this time make further ones slower. */
    static final Duration REMEMBERED = Duration.ofHours(1);
    /** Doubling ends here. */
    static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);
    /** How long a PBX is tried before it's the other's turn. */
    static final Duration TURN = Duration.ofSeconds(5);
    /** How long a login and its lists may take. */
    static final Duration LONGEST_TURN = Duration.ofSeconds(30);
    /** As of every connection: fail2ban counts five refusals within ten minutes. */
    static final Duration NOT_AFTER_REFUSAL = Duration.ofMinutes(5);
    /** No call for so long. */
    static final Duration IDLE_FOR = Duration.ofSeconds(30);
    /** How long the first PBX has to be there before it's used again. */
    static final Duration THERE_FOR = Duration.ofMinutes(2);
    /** A process that was stopped has not tried meanwhile: more than this between two looks doesn't count. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 5;

    private final Duration after;
    private final boolean returns;
    private final Deque<Duration> changes = new ArrayDeque<>();
    private final Map<Side, Duration> refusedUntil = new EnumMap<>(Side.class);
    /** Whose calls are known. */
    private Side owner;
    private Side side;
    private boolean seeking;
    private boolean ordered;
    /** The standby is used since an admin asked for it, not since the first one failed. */
    private boolean stays;
    private Duration away = Duration.ZERO;
    private Duration idle = Duration.ZERO;
    private Duration turnSince = Duration.ZERO;
    private Duration returnsFrom = Duration.ZERO;
    private Optional<Duration> lookedAt = Optional.empty();

    /** How the connection to the PBX is that is used or tried. */
    public enum Reach {
        CONNECTED,
        /** Being connected to for the first time, or again. */
        CONNECTING,
        /** It answers and refuses us, which stays until somebody changes something. */
        REFUSED,
        AWAY,
        /** Nothing may be sent to it, e.g. since another node serves it. */
        HELD
    }

    /**
     * What is known at a moment.
     *
     * @param now      of a clock that is never set
     * @param reach    of the side that was chosen last
     * @param idle     whether no call goes on
     * @param otherFor how long the other PBX has been there without a break; empty if it isn't, or nobody knows
     * @param wanted   what an admin asks for now; to be told once
     */
    public record Seen(Duration now, Reach reach, boolean idle, Optional<Duration> otherFor, Optional<Side> wanted) {
    }

    /** @param begins the one that was used last */
    public AddressChoice(Duration after, boolean returns, Side begins) {
        this.after = after;
        this.returns = returns;
        this.owner = begins;
        this.side = begins;
    }

    /**
     * Goes on after an admin has changed the server, with what was learned before.
     *
     * @param used whose calls are known: it's connected to from now on, whichever was tried
     * @param same the PBXs that are reached as before
     */
    public AddressChoice(Duration after, boolean returns, Side used, AddressChoice before, Set<Side> same) {
        this(after, returns, used);
        changes.addAll(before.changes);
        refusedUntil.putAll(before.refusedUntil);
        refusedUntil.keySet().retainAll(same);
        returnsFrom = before.returnsFrom;
        stays = used == before.owner && before.stays;
        lookedAt = before.lookedAt;
        if (used == before.owner && same.contains(used)) {
            seeking = before.seeking;
            away = before.away;
            turnSince = lookedAt.orElse(Duration.ZERO);
        } else if (used != before.owner && !before.ordered) {
            lookedAt.ifPresent(changes::add);
        }
    }

    /** The one to be connected to from now on. */
    public Side look(Seen seen) {
        Duration gap = lookedAt.map(seen.now()::minus).map(passed -> passed.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : passed).orElse(Duration.ZERO);
        lookedAt = Optional.of(seen.now());
        changes.removeIf(at -> at.plus(REMEMBERED).compareTo(seen.now()) <= 0);
        if (seen.reach() != Reach.HELD && seen.wanted().filter(want -> want != side).isPresent()) {
            ordered = true;
            turn(side.other(), seen.now());
            return side;
        }
        return switch (seen.reach()) {
        case CONNECTED -> connected(seen, gap);
        case HELD -> held();
        case REFUSED -> refused(seen);
        case CONNECTING, AWAY -> away(seen, gap);
        };
    }

    /** Whether the one that is tried isn't the one whose calls are known. */
    public boolean isSeeking() {
        return seeking;
    }

    /** As was known before a restart: the standby, if it's the one that is used, is so since an admin asked for it. */
    public void askedFor() {
        stays |= owner == Side.STANDBY;
    }

    /** Whether the standby is used since an admin asked for it. */
    public boolean isAskedFor() {
        return stays;
    }

    private Side connected(Seen seen, Duration gap) {
        if (side != owner) {
            owner = side;
            stays = ordered && side == Side.STANDBY;
            idle = Duration.ZERO;
            if (!ordered) {
                changes.add(seen.now());
            }
        }
        seeking = false;
        ordered = false;
        away = Duration.ZERO;
        idle = seen.idle() ? idle.plus(gap) : Duration.ZERO;
        if (returns(seen)) {
            returnsFrom = seen.now().plus(slower(THERE_FOR));
            turn(Side.FIRST, seen.now());
        }
        return side;
    }

    private Side held() {
        idle = Duration.ZERO;
        return side;
    }

    private boolean returns(Seen seen) {
        return returns && !stays && side == Side.STANDBY && idle.compareTo(IDLE_FOR) >= 0 && seen.now().compareTo(returnsFrom) >= 0
                && seen.otherFor().filter(there -> there.compareTo(slower(THERE_FOR)) >= 0).isPresent();
    }

    private Side refused(Seen seen) {
        idle = Duration.ZERO;
        if (side == owner) {
            seeking = false;
            away = Duration.ZERO;
        } else {
            refusedUntil.put(side, seen.now().plus(NOT_AFTER_REFUSAL));
            turn(owner, seen.now());
        }
        return side;
    }

    private Side away(Seen seen, Duration gap) {
        idle = Duration.ZERO;
        if (!seeking) {
            away = away.plus(gap);
            if (away.compareTo(slower(after)) >= 0 && mayTry(side.other(), seen.now())) {
                turn(side.other(), seen.now());
            }
            return side;
        }
        Duration tried = seen.now().minus(turnSince);
        boolean over = tried.compareTo(seen.reach() == Reach.CONNECTING ? LONGEST_TURN : TURN) >= 0;
        if (over && mayTry(side.other(), seen.now())) {
            turn(side.other(), seen.now());
        }
        return side;
    }

    private boolean mayTry(Side which, Duration now) {
        return refusedUntil.getOrDefault(which, now).compareTo(now) <= 0;
    }

    private void turn(Side whose, Duration now) {
        seeking = true;
        side = whose;
        turnSince = now;
    }

    /** After each change within the last hour twice as long, up to ten minutes, or the time itself if that is longer. */
    private Duration slower(Duration time) {
        Duration slow = time.multipliedBy(1L << Math.min(changes.size(), MOST_DOUBLINGS));
        Duration most = time.compareTo(LONGEST_PATIENCE) > 0 ? time : LONGEST_PATIENCE;
        return slow.compareTo(most) > 0 ? most : slow;
    }
}

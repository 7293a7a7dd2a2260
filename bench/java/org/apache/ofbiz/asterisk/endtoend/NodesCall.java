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
package org.apache.ofbiz.asterisk.endtoend;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/** A customer who calls a group, and what its agents' consoles were told of the call. Agents of the group are numbered. Thread-safe. */
final class NodesCall {

    private final int pbx;
    private final String number;
    private final AtomicLongArray first;
    private final AtomicLongArray last;
    /** An offer comes once without the earlier calls with the customer, and once with them. */
    private final AtomicIntegerArray bare;
    private final AtomicIntegerArray complete;
    private final AtomicInteger offered = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final List<Integer> winners = new CopyOnWriteArrayList<>();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private volatile String callId = "";
    private volatile long placedAt;

    /** @param agents how many consoles are to be offered the call */
    NodesCall(int pbx, String number, int agents) {
        this.pbx = pbx;
        this.number = number;
        this.first = new AtomicLongArray(agents);
        this.last = new AtomicLongArray(agents);
        this.bare = new AtomicIntegerArray(agents);
        this.complete = new AtomicIntegerArray(agents);
    }

    int pbx() {
        return pbx;
    }

    String number() {
        return number;
    }

    /** Right before the PBX is told. */
    void placed() {
        placedAt = System.nanoTime();
    }

    long placedAt() {
        return placedAt;
    }

    /** A console was sent an offer. @param whole whether with earlier calls */
    void offered(int agent, String id, boolean whole, long now) {
        callId = id;
        AtomicIntegerArray came = whole ? complete : bare;
        came.incrementAndGet(agent);
        last.set(agent, now);
        if (first.compareAndSet(agent, 0, now)) {
            offered.incrementAndGet();
        }
    }

    /** A console that has just connected finds the offer. */
    void found(int agent, long now) {
        last.set(agent, now);
    }

    /** On how many consoles it was offered. */
    int offered() {
        return offered.get();
    }

    /** When the console was offered it first, after it was placed; 0 where it never was. */
    long tookUntil(int agent) {
        long at = first.get(agent);
        return at == 0 ? 0 : at - placedAt;
    }

    /** When the console was offered it last, or found it. */
    long lastAt(int agent) {
        return last.get(agent);
    }

    /** On how many consoles the same came twice. */
    int doubled() {
        int count = 0;
        for (int agent = 0; agent < first.length(); agent++) {
            count += bare.get(agent) > 1 || complete.get(agent) > 1 ? 1 : 0;
        }
        return count;
    }

    String callId() {
        return callId;
    }

    /** Whether nobody has pressed Answer before. */
    boolean claims(int agents) {
        boolean now = claimed.compareAndSet(false, true);
        if (now) {
            unanswered.set(agents);
        }
        return now;
    }

    void isClaimedAgain() {
        unanswered.incrementAndGet();
    }

    /** @return whether all who claimed were refused, so that somebody else has to */
    boolean answered(int agent, boolean won, String code) {
        if (won) {
            winners.add(agent);
        } else {
            refusals.add(code);
        }
        boolean allRefused = unanswered.decrementAndGet() == 0 && winners.isEmpty();
        if (allRefused) {
            refused.incrementAndGet();
        }
        return allRefused;
    }

    boolean isAnswered() {
        return claimed.get() && !winners.isEmpty() && unanswered.get() == 0;
    }

    /** How often all who claimed were refused. */
    int refused() {
        return refused.get();
    }

    Set<String> refusals() {
        return refusals;
    }

    /** Those who have heard that they won: one, unless something is wrong. */
    List<Integer> winners() {
        return winners;
    }
}

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
package org.apache.ofbiz.asterisk.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Changes of agents, and when their viewers have seen them. Thread-safe. */
final class StateChanges {

    /** By partyId: what all wait for. */
    private final Map<String, Change> expected = new ConcurrentHashMap<>();

    /** A change that all viewers are to see. */
    static final class Change {
        private final String state;
        private final long told = System.nanoTime();
        private final AtomicInteger left;
        private final AtomicLong last = new AtomicLong();
        private final AtomicLong answered = new AtomicLong();

        private Change(String state, int viewers) {
            this.state = state;
            this.left = new AtomicInteger(viewers);
        }

        boolean isSeen() {
            return left.get() <= 0;
        }

        boolean isAnswered() {
            return answered.get() > 0;
        }

        /** ns from when it was told until the last viewer saw it. */
        long took() {
            return last.get() - told;
        }

        /** ns until who told it had the answer. */
        long answeredAfter() {
            return answered.get() - told;
        }
    }

    /** Call right before it is told. */
    Change expect(int agent, String state, int viewers) {
        Change change = new Change(state, viewers);
        expected.put(ManyAgentsHost.party(agent), change);
        return change;
    }

    void answered(int agent) {
        Change change = expected.get(ManyAgentsHost.party(agent));
        if (change != null) {
            change.answered.compareAndSet(0, System.nanoTime());
        }
    }

    /** A message to a viewer, with agents and their states. */
    void seen(String message) {
        long now = System.nanoTime();
        for (int at = message.indexOf("\"partyId\":\""); at >= 0; at = message.indexOf("\"partyId\":\"", at + 1)) {
            Change change = expected.get(text(message, "\"partyId\":\"", at));
            if (change != null && change.state.equals(text(message, "\"state\":\"", at)) && change.left.decrementAndGet() >= 0) {
                change.last.accumulateAndGet(now, Math::max);
            }
        }
    }

    static String text(String message, String name, int from) {
        int begin = message.indexOf(name, from) + name.length();
        return message.substring(begin, message.indexOf('"', begin));
    }

    /** Until all are seen, or so long. */
    static void await(List<Change> changes, long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (System.nanoTime() < deadline && !changes.stream().allMatch(Change::isSeen)) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Of those that all have seen, in ascending order, ns. */
    static long[] times(List<Change> changes) {
        return changes.stream().filter(Change::isSeen).mapToLong(Change::took).sorted().toArray();
    }
}

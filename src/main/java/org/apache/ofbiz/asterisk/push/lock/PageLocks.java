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
package org.apache.ofbiz.asterisk.push.lock;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whose pages are locked, since they are paused. A lock holds for every HTTP session of the user, those of later, too, since one can be had
 * without the password by way of another webapp; only the password opens one, and only a log-out ends the lock. Thread-safe.
 */
public final class PageLocks {

    /**
     * @param since    begin of the pause: a second pause is another lock
     * @param held     ids of HTTP sessions that were open then, and are neither unlocked nor over
     * @param unlocked ids of HTTP sessions in which the password was given
     */
    private record Lock(Instant since, Set<String> held, Set<String> unlocked) {
    }

    /** Of one user: a person clicks twice at most, a program takes no threads from others. */
    private static final int MOST_WAITING = 3;

    /** By userLoginId, of those who have given a password: at most one of each user. */
    private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
    /** By userLoginId: at most one of each user. Guarded by this. */
    private final Map<String, Lock> locks = new HashMap<>();

    /**
     * Locks the pages of the user.
     *
     * @param httpSessionIds of pages that are open
     * @return false where this pause has locked them already
     */
    public synchronized boolean lock(String userLoginId, Instant since, Set<String> httpSessionIds) {
        if (Optional.ofNullable(locks.get(userLoginId)).filter(lock -> lock.since().equals(since)).isPresent()) {
            return false;
        }
        locks.put(userLoginId, new Lock(since, new HashSet<>(httpSessionIds), new HashSet<>()));
        return true;
    }

    /** Since when the pages of users are locked. */
    public synchronized Map<String, Instant> all() {
        return locks.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, lock -> lock.getValue().since()));
    }

    /** Whether pages of the user in this HTTP session are locked. */
    public synchronized boolean isLocked(String userLoginId, String httpSessionId) {
        return Optional.ofNullable(locks.get(userLoginId)).filter(lock -> !lock.unlocked().contains(httpSessionId)).isPresent();
    }

    /**
     * Checks a password of the user while no other one of theirs is checked: OFBiz reads how many have failed before, and writes one more after, so
     * of many that are checked at once it would count one.
     *
     * @return what the check says; false without a check where too many wait for theirs
     */
    public boolean alone(String userLoginId, BooleanSupplier check) {
        Semaphore turn = turns.computeIfAbsent(userLoginId, user -> new Semaphore(1, true));
        if (turn.getQueueLength() >= MOST_WAITING) {
            return false;
        }
        turn.acquireUninterruptibly();
        try {
            return check.getAsBoolean();
        } finally {
            turn.release();
        }
    }

    /** The user has given the password in this HTTP session. */
    public synchronized void unlock(String userLoginId, String httpSessionId) {
        Optional.ofNullable(locks.get(userLoginId)).ifPresent(lock -> lock.unlocked().add(httpSessionId));
    }

    /** The user has logged out: anyone who comes back gives the password. */
    public synchronized void loggedOut(String userLoginId) {
        locks.remove(userLoginId);
    }

    /** @return users of whom no page is open any longer that was locked */
    public List<String> ended(String httpSessionId) {
        return ended(httpSessionId::equals);
    }

    /** As {@link #ended(String)}, for all HTTP sessions whose ids begin so. */
    public List<String> endedAll(String beginning) {
        return ended(id -> id.startsWith(beginning));
    }

    private synchronized List<String> ended(Predicate<String> which) {
        List<String> left = locks.entrySet().stream().filter(lock -> lock.getValue().held().removeIf(which)
                && lock.getValue().held().isEmpty()).map(Map.Entry::getKey).toList();
        locks.values().forEach(lock -> lock.unlocked().removeIf(which));
        return left;
    }

    /** A login gives the HTTP session another id. */
    public synchronized void renamed(String oldId, String newId) {
        locks.values().stream().flatMap(lock -> List.of(lock.held(), lock.unlocked()).stream()).filter(ids -> ids.remove(oldId))
                .forEach(ids -> ids.add(newId));
    }
}

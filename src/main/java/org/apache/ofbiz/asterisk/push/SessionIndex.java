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
package org.apache.ofbiz.asterisk.push;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The sessions that are connected, by their id and by their user: a message for one user costs the same whether ten or ten thousand others
 * are connected. Thread-safe; never waits.
 */
final class SessionIndex {

    private final Map<String, PushSession> byId = new ConcurrentHashMap<>();
    /** Lists are replaced, never changed. */
    private final Map<String, List<PushSession>> byUser = new ConcurrentHashMap<>();

    void add(PushSession session) {
        byId.put(session.id(), session);
        byUser.merge(session.person().userLoginId(), List.of(session), (own, added) -> Stream.concat(own.stream(), added.stream()).toList());
    }

    void remove(PushSession session) {
        byId.remove(session.id());
        byUser.computeIfPresent(session.person().userLoginId(), (user, own) -> {
            List<PushSession> left = own.stream().filter(other -> other != session).toList();
            return left.isEmpty() ? null : left;
        });
    }

    int size() {
        return byId.size();
    }

    Collection<PushSession> all() {
        return byId.values();
    }

    Set<String> users() {
        return Set.copyOf(byUser.keySet());
    }

    /** Empty where it is not connected any more. */
    Optional<PushSession> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Empty where the user has no browser connected. */
    List<PushSession> of(String userLoginId) {
        return byUser.getOrDefault(userLoginId, List.of());
    }

    /** The oldest of the newcomer's HTTP session and user beyond the limits, never the newcomer. */
    Set<PushSession> tooMany(PushSession newcomer, PushSettings.Limits limits) {
        Set<PushSession> closed = new LinkedHashSet<>(beyond(limits.socketsPerSession(), newcomer,
                other -> other.httpSessionId().equals(newcomer.httpSessionId())));
        closed.addAll(beyond(limits.socketsPerUser(), newcomer, other -> !closed.contains(other)));
        return closed;
    }

    private List<PushSession> beyond(int limit, PushSession newcomer, Predicate<PushSession> which) {
        List<PushSession> others = of(newcomer.person().userLoginId()).stream().filter(other -> other != newcomer && other.isOpen()).filter(which)
                .sorted(Comparator.comparingLong(PushSession::openedMillis)).toList();
        return others.subList(0, Math.max(0, others.size() + 1 - limit));
    }
}

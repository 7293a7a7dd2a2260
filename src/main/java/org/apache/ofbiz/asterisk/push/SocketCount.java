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
import java.util.Set;
import java.util.function.Predicate;

/** Which sockets must go for a new one to stay. */
final class SocketCount {

    private SocketCount() {
    }

    /** The oldest of the newcomer's HTTP session and user beyond the limits, never the newcomer. */
    static Set<PushSession> tooMany(Collection<PushSession> all, PushSession newcomer, PushSettings.Limits limits) {
        Set<PushSession> closed = new LinkedHashSet<>(beyond(limits.socketsPerSession(), all, newcomer,
                other -> other.httpSessionId().equals(newcomer.httpSessionId())));
        closed.addAll(beyond(limits.socketsPerUser(), all, newcomer,
                other -> other.person().userLoginId().equals(newcomer.person().userLoginId()) && !closed.contains(other)));
        return closed;
    }

    private static List<PushSession> beyond(int limit, Collection<PushSession> all, PushSession newcomer, Predicate<PushSession> which) {
        List<PushSession> others = all.stream().filter(other -> other != newcomer && other.isOpen()).filter(which)
                .sorted(Comparator.comparingLong(PushSession::openedMillis)).toList();
        return others.subList(0, Math.max(0, others.size() + 1 - limit));
    }
}

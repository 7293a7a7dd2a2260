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

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;

/** The members of one server's queues as the PBX reports them, and how many of each queue are free. Not thread-safe. */
final class KnownMembers {

    /** As many as a list of the PBX may have. */
    static final int MOST = 100_000;

    private final Map<QueueKey, QueueMember> members = new HashMap<>();
    private final Map<String, Integer> free = new HashMap<>();

    /** These are all. */
    void are(Collection<QueueMember> all) {
        clear();
        all.forEach(this::put);
    }

    /** @return what was known of the member before */
    Optional<QueueMember> put(QueueMember member) {
        Optional<QueueMember> before = Optional.ofNullable(members.get(member.key()));
        if (before.isEmpty() && members.size() >= MOST) {
            return before; // no PBX has so many
        }
        QueueMember now = before.map(member::after).orElse(member);
        members.put(member.key(), now);
        count(member.queue(), (now.isFree() ? 1 : 0) - (before.filter(QueueMember::isFree).isPresent() ? 1 : 0));
        return before;
    }

    void remove(QueueKey key) {
        Optional.ofNullable(members.remove(key)).filter(QueueMember::isFree).ifPresent(gone -> count(key.queue(), -1));
    }

    void clear() {
        members.clear();
        free.clear();
    }

    private void count(String queue, int more) {
        free.merge(queue, more, (one, other) -> one + other == 0 ? null : one + other);
    }

    Optional<QueueMember> find(QueueKey key) {
        return Optional.ofNullable(members.get(key));
    }

    /** Whether the queue could ring another member who is in no call. */
    boolean isOtherFree(QueueKey key) {
        return free.getOrDefault(key.queue(), 0) > (find(key).filter(QueueMember::isFree).isPresent() ? 1 : 0);
    }
}

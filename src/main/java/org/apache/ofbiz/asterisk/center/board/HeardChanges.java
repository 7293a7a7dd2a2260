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
package org.apache.ofbiz.asterisk.center.board;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** What the wallboard has heard of and not looked at yet: at first, all. Thread-safe. */
final class HeardChanges {

    private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean all = new AtomicBoolean(true);

    /**
     * What was heard of.
     *
     * @param calls the newest state of each, by callId
     * @param users by userLoginId
     * @param all   whether groups, members or limits may be others
     */
    record Taken(Map<String, PhoneCall> calls, Set<String> users, boolean all) {
    }

    void call(PhoneCall call) {
        calls.put(call.callId(), call);
    }

    void user(String userLoginId) {
        users.add(userLoginId);
    }

    void all() {
        all.set(true);
    }

    /** What was heard of since this was asked last. */
    Taken take() {
        Map<String, PhoneCall> newest = new HashMap<>();
        calls.keySet().forEach(callId -> Optional.ofNullable(calls.remove(callId)).ifPresent(call -> newest.put(callId, call)));
        Set<String> changed = new HashSet<>(users);
        users.removeAll(changed);
        return new Taken(newest, changed, all.getAndSet(false));
    }

    /** It couldn't be looked at: it is taken again, and all with it, as nobody knows how far the look came. A newer state of a call stays. */
    void putBack(Taken taken) {
        taken.calls().forEach(calls::putIfAbsent);
        users.addAll(taken.users());
        all.set(true);
    }
}

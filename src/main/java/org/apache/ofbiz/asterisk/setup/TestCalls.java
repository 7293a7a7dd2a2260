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
package org.apache.ofbiz.asterisk.setup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Follows the test calls that admins watch, one for each of them, and nothing where nobody watches. It only remembers what tracker and distributor
 * tell, so it may be told on the call thread. Thread-safe.
 */
public final class TestCalls implements CallListener, AcdListener {

    private static final Duration FORGET_AFTER = Duration.ofMinutes(30);

    private final Clock clock;
    /** By userLoginId of who watches. */
    private final Map<String, TestCall> watched = new ConcurrentHashMap<>();

    public TestCalls(Clock clock) {
        this.clock = clock;
    }

    /** This user is about to have a phone of theirs call somebody; what they watched before is forgotten. */
    public void placing(String watcher, String serverId, String peerId) {
        forgetOld();
        watched.put(watcher, TestCall.outgoing(serverId, peerId, clock.instant()));
    }

    /** The call distributor has placed it. */
    public void placed(String watcher, String callId) {
        watched.computeIfPresent(watcher, (user, test) -> test.placed(callId));
    }

    /** The call distributor has refused it, in these words. */
    public void refused(String watcher, String words) {
        watched.computeIfPresent(watcher, (user, test) -> test.refused(words));
    }

    /** This user waits for a call from outside. */
    public void expecting(String watcher, String serverId) {
        forgetOld();
        watched.put(watcher, TestCall.incoming(serverId, clock.instant()));
    }

    /** The test call that this user watches. */
    public Optional<TestCall> of(String watcher) {
        return Optional.ofNullable(watched.get(watcher));
    }

    private void forgetOld() {
        Instant old = clock.instant().minus(FORGET_AFTER);
        watched.values().removeIf(test -> test.startedAt().isBefore(old));
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        each(call, test -> test.now(call));
    }

    @Override
    public void offered(Offer offer, List<String> userLoginIds) {
        each(offer.call(), test -> test.offered(userLoginIds.size(), offer.since()));
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
        withdrawal.by().ifPresent(by -> change(test -> test.call().filter(call -> call.callId().equals(withdrawal.callId())).isPresent()
                ? test.claimed(by.name()) : test));
    }

    private void each(PhoneCall call, UnaryOperator<TestCall> change) {
        change(test -> test.concerns(call) ? change.apply(test) : test);
    }

    private void change(UnaryOperator<TestCall> change) {
        if (!watched.isEmpty()) {
            watched.replaceAll((watcher, test) -> change.apply(test));
        }
    }
}

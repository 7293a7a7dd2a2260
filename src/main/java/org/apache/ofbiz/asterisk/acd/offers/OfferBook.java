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
package org.apache.ofbiz.asterisk.acd.offers;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.Effect;
import org.apache.ofbiz.asterisk.acd.QueuePosition;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Expected;
import org.apache.ofbiz.asterisk.acd.offers.OfferState.Over;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * The calls that reached a group, with their offers: by call, and those that are open by group, so that what concerns one call or one group
 * costs the same however many others there are. Not thread-safe.
 */
final class OfferBook {

    private final Map<String, OfferEntry> entries = new HashMap<>();
    /** callIds of open offers by group, in the order in which they were opened. */
    private final Map<String, Set<String>> open = new HashMap<>();
    /** Users who hold an offer or held it, by callId. */
    private final Map<String, Set<String>> told = new HashMap<>();
    /** By callId, where the queue that the caller waits in, or was claimed from, was called in the dialplan. */
    private final Map<String, QueuePosition> queues = new HashMap<>();
    private long lastTurn;

    /** Number of a new turn; the numbers grow. */
    long nextTurn() {
        return ++lastTurn;
    }

    Optional<OfferEntry> find(String callId) {
        return Optional.ofNullable(entries.get(callId));
    }

    OfferEntry keep(OfferEntry entry) {
        String callId = entry.call().callId();
        OfferEntry before = entries.put(callId, entry);
        boolean wasOpen = before != null && before.isOpen();
        if (wasOpen && !(entry.isOpen() && before.groupId().equals(entry.groupId()))) {
            close(before);
        }
        if (entry.isOpen()) {
            open.computeIfAbsent(entry.groupId(), group -> new LinkedHashSet<>()).add(callId);
        }
        return entry;
    }

    private void close(OfferEntry entry) {
        open.computeIfPresent(entry.groupId(), (group, calls) -> calls.remove(entry.call().callId()) && calls.isEmpty() ? null : calls);
    }

    /** There is no such offer; where the caller waits is still known. */
    void drop(String callId) {
        Optional.ofNullable(entries.remove(callId)).filter(OfferEntry::isOpen).ifPresent(this::close);
        told.remove(callId);
    }

    void forget(String callId) {
        drop(callId);
        queues.remove(callId);
    }

    /** The open offers of these groups. */
    List<OfferEntry> open(Collection<String> groupIds) {
        return groupIds.stream().flatMap(group -> open.getOrDefault(group, Set.of()).stream()).map(entries::get).toList();
    }

    /** callIds of what this user has claimed, and whose phone doesn't talk yet. Looks at each call. */
    Set<String> claimedBy(String user) {
        return entries.values().stream().filter(entry -> entry.state() instanceof OfferState.Claimed claimed
                && claimed.by().userLoginId().equals(user)).map(entry -> entry.call().callId()).collect(Collectors.toSet());
    }

    /** Groups that have open offers. */
    Set<String> groupsWithOpen() {
        return Set.copyOf(open.keySet());
    }

    /** Users who hold the offer of this call or held it. */
    Set<String> told(String callId) {
        return told.getOrDefault(callId, Set.of());
    }

    /** From now on this user holds it, too. @return whether they did not before */
    boolean tell(String callId, String user) {
        return told.computeIfAbsent(callId, call -> new LinkedHashSet<>()).add(user);
    }

    /** These users hold it no longer, and how it ends is nothing to them. */
    void hide(String callId, Collection<String> users) {
        Set<String> holders = told.get(callId);
        if (holders != null) {
            users.forEach(holders::remove);
        }
    }

    void inQueue(String callId, QueuePosition place) {
        queues.put(callId, place);
    }

    void outOfQueue(String callId) {
        queues.remove(callId);
    }

    Optional<QueuePosition> queue(String callId) {
        return Optional.ofNullable(queues.get(callId));
    }

    static boolean isForGroup(PhoneCall call) {
        return call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent() && !call.ended() && !Legs.connected(call);
    }

    /** The call has reached a group, which is to be told of it. */
    List<Effect> expect(PhoneCall call) {
        Expected state = new Expected(nextTurn());
        told.remove(call.callId());
        OfferEntry entry = keep(unannounced(call).withState(state));
        return List.of(new Effect.Announce(call.callId(), state.turn(), entry.groupId(), call.customerNumber(), Optional.empty()));
    }

    /** Of a call for a group, before anybody is told. */
    static OfferEntry unannounced(PhoneCall call) {
        return new OfferEntry(call, call.groupId().orElseThrow(), Optional.empty(), Optional.empty(), Optional.empty(), new Expected(0));
    }

    /** The offer is over; anyone who holds it is told, where it was announced. */
    List<Effect> over(OfferEntry entry, Withdrawal.Reason reason, Optional<Person> by) {
        keep(entry.withState(new Over(reason, by)));
        String callId = entry.call().callId();
        return Stream.of(new Withdrawal(callId, reason, by)).filter(withdrawal -> entry.announced())
                .<Effect>map(withdrawal -> new Effect.Withdrawn(withdrawal, List.copyOf(told(callId)), Optional.empty())).toList();
    }
}

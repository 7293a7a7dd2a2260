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
package org.apache.ofbiz.asterisk.crm.directory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * Groups, memberships and extensions as one reading of the database found them. Immutable.
 *
 * @param groups     enabled ones, by groupId
 * @param byGroup    memberships that haven't ended, by groupId
 * @param byUser     the same by userLoginId
 * @param extensions by userLoginId, the preferred one first
 */
record RosterSnapshot(Map<String, Group> groups, Map<String, List<Term>> byGroup, Map<String, List<Term>> byUser,
        Map<String, List<Peer>> extensions) {

    static final RosterSnapshot EMPTY = new RosterSnapshot(Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * One membership of one login.
     *
     * @param loginEnabled whether the login may log in
     */
    record Term(String groupId, String userLoginId, boolean loginEnabled, String partyId, String role, Instant from, Optional<Instant> thru) {

        boolean holds(Instant at) {
            return !from.isAfter(at) && thru.filter(end -> !end.isAfter(at)).isEmpty();
        }
    }

    static RosterSnapshot of(Collection<Group> groups, Collection<Term> terms, Map<String, List<Peer>> extensions) {
        return new RosterSnapshot(groups.stream().collect(Collectors.toUnmodifiableMap(Group::groupId, group -> group)),
                terms.stream().collect(Collectors.groupingBy(Term::groupId)), terms.stream().collect(Collectors.groupingBy(Term::userLoginId)),
                Map.copyOf(extensions));
    }

    /** What holds at this moment. */
    Roster at(Instant moment) {
        return new At(this, moment);
    }

    /** When a membership begins or ends next. */
    Optional<Instant> nextChange(Instant after) {
        return byGroup.values().stream().flatMap(List::stream).flatMap(term -> Stream.concat(Stream.of(term.from()), term.thru().stream()))
                .filter(date -> date.isAfter(after)).min(Instant::compareTo);
    }

    /** Whether a login with these fields says something that isn't known; empty fields say nothing. */
    boolean isNews(String userLoginId, Optional<String> partyId, Optional<Boolean> enabled) {
        List<Term> own = byUser.getOrDefault(userLoginId, List.of());
        boolean known = own.stream().allMatch(term -> enabled.filter(is -> is != term.loginEnabled()).isEmpty()
                && partyId.filter(party -> !party.equals(term.partyId())).isEmpty());
        boolean joins = own.isEmpty() && partyId.isPresent()
                && byGroup.values().stream().flatMap(List::stream).anyMatch(term -> term.partyId().equals(partyId.get()));
        return !known || joins;
    }

    private record At(RosterSnapshot snapshot, Instant moment) implements Roster {

        @Override
        public Optional<Group> group(String groupId) {
            return Optional.ofNullable(snapshot.groups.get(groupId));
        }

        @Override
        public List<String> members(String groupId) {
            return snapshot.byGroup.getOrDefault(groupId, List.of()).stream().filter(term -> term.loginEnabled() && term.holds(moment))
                    .map(Term::userLoginId).distinct().toList();
        }

        @Override
        public List<Membership> memberships(String userLoginId) {
            return snapshot.byUser.getOrDefault(userLoginId, List.of()).stream().filter(term -> term.holds(moment))
                    .flatMap(term -> group(term.groupId()).stream().map(group -> new Membership(group, term.role()))).toList();
        }

        @Override
        public List<Peer> extensions(String userLoginId) {
            return snapshot.extensions.getOrDefault(userLoginId, List.of());
        }
    }
}

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

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose phone is it? Proposes a user for each phone: the one whose number it is, else the one whose login is called so, else the one whose
 * name it shows. Where two users fit equally well, none is proposed: an admin decides, and confirms every proposal. Pure.
 */
public final class PhoneMatch {

    /** Why a user is proposed, the surest first. */
    public enum Reason {
        EXTENSION_NUMBER, LOGIN_NAME, CALLER_ID_NAME
    }

    /** @param callerIdName as the PBX shows it; empty where it has none */
    public record Phone(String peerId, String name, String callerIdName) {
    }

    /** @param extensions internal numbers that are written down at this person */
    public record User(String userLoginId, String name, Set<String> extensions) {
        public User {
            extensions = Set.copyOf(extensions);
        }
    }

    /** A user for a phone. */
    public record Proposal(User user, Reason reason) {
    }

    private PhoneMatch() {
    }

    /** By peerId; phones that nobody fits are left out. */
    public static Map<String, Proposal> of(List<Phone> phones, Collection<User> users) {
        Map<String, Proposal> proposals = new HashMap<>();
        phones.forEach(phone -> proposal(phone, users).ifPresent(found -> proposals.put(phone.peerId(), found)));
        return proposals;
    }

    private static Optional<Proposal> proposal(Phone phone, Collection<User> users) {
        return only(users, user -> user.extensions().contains(phone.name()), Reason.EXTENSION_NUMBER)
                .or(() -> only(users, user -> same(user.userLoginId(), phone.name()), Reason.LOGIN_NAME))
                .or(() -> only(users, user -> !phone.callerIdName().isBlank() && same(user.name(), phone.callerIdName()), Reason.CALLER_ID_NAME));
    }

    private static Optional<Proposal> only(Collection<User> users, Predicate<User> fits, Reason reason) {
        List<User> fitting = users.stream().filter(fits).limit(2).toList();
        return fitting.size() == 1 ? Optional.of(new Proposal(fitting.get(0), reason)) : Optional.empty();
    }

    private static boolean same(String one, String other) {
        return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
    }
}

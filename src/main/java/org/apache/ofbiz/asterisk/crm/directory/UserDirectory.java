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

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.party.party.PartyHelper;

/**
 * Who a user is, and what parties are called. A customer is called by the name of the party; one of us by the name of the
 * person, or, where the party has none or is no person at all, by the login, since that is how colleagues know it. Thread-safe.
 */
public final class UserDirectory {

    /** Databases bound how many values a condition may have. */
    private static final int AT_ONCE = 500;

    private final Rows rows;

    public UserDirectory(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The user with this login; empty where there is no such login. */
    public Optional<Person> withLogin(String userLoginId) {
        return Rows.one(rows.from("UserLogin").where("userLoginId", userLoginId).cache()).map(this::person);
    }

    /** The user behind this login. */
    public Person person(GenericValue userLogin) {
        String partyId = PlainText.given(userLogin.getString("partyId")).orElse("");
        return new Person(userLogin.getString("userLoginId"), partyId, personName(partyId).orElse(userLogin.getString("userLoginId")));
    }

    /** A user of this party: the first login that is not disabled. */
    public Optional<Person> ofParty(String partyId) {
        return Rows.list(rows.from("UserLogin").where("partyId", partyId).orderBy("userLoginId").cache()).stream()
                .filter(login -> !"N".equals(login.getString("enabled")))
                .findFirst().map(this::person);
    }

    /** The logins with these ids, and all of these parties; read together. */
    Logins logins(Set<String> userLoginIds, Set<String> partyIds) {
        Map<String, GenericValue> found = new TreeMap<>();
        List.of(rowsWith("UserLogin", "userLoginId", userLoginIds), rowsWith("UserLogin", "partyId", partyIds)).forEach(logins ->
                logins.forEach(row -> found.put(row.getString("userLoginId"), row)));
        Map<String, String> names = new HashMap<>();
        rowsWith("Person", "partyId", found.values().stream().flatMap(row -> PlainText.given(row.getString("partyId")).stream())
                .collect(Collectors.toSet())).forEach(row -> PlainText.given(PartyHelper.formatPartyNameObject(row, false))
                        .ifPresent(name -> names.put(row.getString("partyId"), name)));
        Map<String, Person> users = new LinkedHashMap<>();
        found.forEach((id, row) -> {
            String partyId = PlainText.given(row.getString("partyId")).orElse("");
            users.put(id, new Person(id, partyId, names.getOrDefault(partyId, id)));
        });
        Map<String, Person> byParty = new HashMap<>();
        users.forEach((id, user) -> {
            if (!"N".equals(found.get(id).getString("enabled"))) {
                byParty.putIfAbsent(user.partyId(), user);
            }
        });
        return new Logins(users, byParty);
    }

    private List<GenericValue> rowsWith(String entity, String field, Set<String> values) {
        List<String> all = List.copyOf(values);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE).boxed()
                .flatMap(from -> Rows.list(rows.from(entity).where(EntityCondition.makeCondition(field, EntityOperator.IN,
                        all.subList(from, Math.min(all.size(), from + AT_ONCE))))).stream()).toList();
    }

    /**
     * Users who were read together.
     *
     * @param users   by userLoginId
     * @param byParty of each party the first login that is not disabled
     */
    record Logins(Map<String, Person> users, Map<String, Person> byParty) {

        Collection<Person> all() {
            return users.values();
        }

        Optional<Person> withLogin(String userLoginId) {
            return Optional.ofNullable(users.get(userLoginId));
        }

        /** As {@link UserDirectory#ofParty}. */
        Optional<Person> ofParty(String partyId) {
            return Optional.ofNullable(byParty.get(partyId));
        }
    }

    /** What one of us is called: the person, else the login, else the party, else the id, since the party may be gone by now. */
    public String colleague(String partyId) {
        return personName(partyId).or(() -> login(partyId)).or(() -> name(partyId)).orElse(partyId);
    }

    /** As {@link #colleague}, by partyId. */
    Map<String, String> colleagues(Set<String> partyIds) {
        return partyIds.stream().collect(Collectors.toMap(Function.identity(), this::colleague));
    }

    private Optional<String> personName(String partyId) {
        return partyId.isEmpty() ? Optional.empty() : Rows.one(rows.from("Person").where("partyId", partyId).cache())
                .flatMap(person -> PlainText.given(PartyHelper.formatPartyNameObject(person, false)));
    }

    private Optional<String> login(String partyId) {
        return ofParty(partyId).map(Person::userLoginId)
                .or(() -> Rows.first(rows.from("UserLogin").where("partyId", partyId).orderBy("userLoginId").cache())
                        .map(login -> login.getString("userLoginId")));
    }

    /** What the party is called; empty for a party that has no name or does not exist. */
    public Optional<String> name(String partyId) {
        return partyId.isEmpty() ? Optional.empty() : PlainText.given(PartyHelper.getPartyName(rows.delegator(), partyId, false));
    }

    /** Names of parties that have one, by partyId; read at once. */
    public Map<String, String> names(Set<String> partyIds) {
        return named(partyIds).names();
    }

    /** As {@link #names}, for customers and colleagues together. */
    public Named named(Set<String> partyIds) {
        Map<String, String> names = new HashMap<>();
        Set<String> persons = new HashSet<>();
        if (!partyIds.isEmpty()) {
            Rows.list(rows.from("PartyNameView").where(Rows.in("partyId", partyIds)))
                    .forEach(row -> PlainText.given(PartyHelper.formatPartyNameObject(row, false)).ifPresent(name -> {
                        names.put(row.getString("partyId"), name);
                        if (Rows.text(row, "groupName").isEmpty()) {
                            persons.add(row.getString("partyId"));
                        }
                    }));
        }
        return new Named(names, persons);
    }

    /**
     * Parties that have a name.
     *
     * @param names   by partyId
     * @param persons those of them that are named as persons
     */
    public record Named(Map<String, String> names, Set<String> persons) {
    }

    /** As {@link #colleague(String)}; {@code known} spares the query. */
    public String colleague(String partyId, Named known) {
        return known.persons().contains(partyId) ? known.names().get(partyId) : colleague(partyId);
    }
}

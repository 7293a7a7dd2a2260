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

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
        Map<String, String> names = new HashMap<>();
        if (!partyIds.isEmpty()) {
            Rows.list(rows.from("PartyNameView").where(EntityCondition.makeCondition("partyId", EntityOperator.IN, partyIds)))
                    .forEach(row -> PlainText.given(PartyHelper.formatPartyNameObject(row, false))
                            .ifPresent(name -> names.put(row.getString("partyId"), name)));
        }
        return names;
    }
}

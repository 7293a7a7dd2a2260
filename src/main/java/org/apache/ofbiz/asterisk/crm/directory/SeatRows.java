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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;

/** AsteriskSeat rows: who sits at which phone, for today. A row whose time is over says nothing. Thread-safe. */
public final class SeatRows implements AgentDirectory.PhoneSeats {

    private static final String SEAT = "AsteriskSeat";
    private static final String USER = "userLoginId";
    private static final String PHONE = "peerId";
    private static final String UNTIL = "untilDate";
    private static final String LOCAL = "Local";

    private final Rows rows;
    private final UserDirectory userDirectory;

    public SeatRows(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
    }

    /** userLoginId of who sits there, by peerId. */
    Map<String, String> taken() {
        return Rows.list(current()).stream().collect(Collectors.toMap(row -> row.getString(PHONE), row -> row.getString(USER)));
    }

    /** As {@link #taken()}, of seats of this user and of these phones only. */
    Map<String, String> taken(String userLoginId, Set<String> phones) {
        EntityCondition theirs = EntityCondition.makeCondition(USER, userLoginId);
        EntityCondition either = phones.isEmpty() ? theirs : EntityCondition.makeCondition(theirs, EntityOperator.OR, Rows.in(PHONE, phones));
        return Rows.list(rows.from(SEAT).where(EntityCondition.makeCondition(either, EntityOperator.AND, now()))).stream()
                .collect(Collectors.toMap(row -> row.getString(PHONE), row -> row.getString(USER)));
    }

    private EntityQuery current() {
        return rows.from(SEAT).where(now());
    }

    private static EntityCondition now() {
        return EntityCondition.makeCondition(UNTIL, EntityOperator.GREATER_THAN, RowTime.of(Instant.now()));
    }

    @Override
    public boolean isAssigned(Person user, Peer phone) {
        return Rows.one(rows.from("AsteriskPeer").where(PHONE, phone.peerId())).filter(row -> isAssigned(row, user)).isPresent();
    }

    /** Whether an admin gave the phone to somebody else, no matter who sits there today. */
    public boolean isOfAnother(Person user, Peer phone) {
        return Rows.one(rows.from("AsteriskPeer").where(PHONE, phone.peerId()))
                .filter(row -> (row.get(USER) != null || row.get("partyId") != null) && !isAssigned(row, user)).isPresent();
    }

    private static boolean isAssigned(GenericValue row, Person user) {
        Optional<String> login = PlainText.given(row.getString(USER));
        return login.isPresent() ? login.get().equals(user.userLoginId())
                : !user.partyId().isEmpty() && user.partyId().equals(row.getString("partyId"));
    }

    @Override
    public Peer outside(Person user, Peer instead, String number, String context) {
        String name = number + "@" + context;
        Map<String, Object> key = Map.of("serverId", instead.serverId(), "technology", LOCAL, "peerName", name);
        Optional<GenericValue> known = Rows.first(rows.from("AsteriskPeer").where(key));
        Map<String, Object> fields = new HashMap<>(key);
        fields.put(PHONE, known.map(row -> row.getString(PHONE)).orElseGet(() -> rows.delegator().getNextSeqId("AsteriskPeer")));
        fields.put("peerTypeEnumId", EnumIds.EXTENSION);
        fields.put("enabled", "Y");
        instead.callerIdNumber().or(instead::number).ifPresent(shown -> fields.put("callerIdNumber", shown));
        fields.put("callerIdName", user.name());
        store("AsteriskPeer", fields);
        return new Peer((String) fields.get(PHONE), instead.serverId(), LOCAL, name, Peer.Type.EXTENSION, Optional.of(user),
                Optional.ofNullable((String) fields.get("callerIdNumber")), Optional.of(user.name()), true);
    }

    @Override
    public void take(Person user, Peer phone, Instant until, boolean byTelephone) {
        store(SEAT, Map.of(PHONE, phone.peerId(), USER, user.userLoginId(), UNTIL, RowTime.of(until), "byTelephone", byTelephone ? "Y" : "N"));
    }

    @Override
    public Set<String> byTelephone() {
        return Rows.list(current()).stream().filter(row -> Rows.isYes(row, "byTelephone")).map(row -> row.getString(USER))
                .collect(Collectors.toSet());
    }

    private void store(String entity, Map<String, Object> fields) {
        try {
            SeparateTransaction.createOrStore(rows.delegator(), List.of(rows.delegator().makeValue(entity, fields)));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }

    @Override
    public Optional<Person> leave(String userLoginId) {
        Optional<GenericValue> seat = Rows.first(rows.from(SEAT).where(USER, userLoginId));
        try {
            rows.delegator().removeByAnd(SEAT, Map.of(USER, userLoginId));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
        return seat.flatMap(row -> Rows.one(rows.from("AsteriskPeer").where(PHONE, row.getString(PHONE))))
                .map(row -> PlainText.given(row.getString(USER)).flatMap(userDirectory::withLogin)
                        .or(() -> PlainText.given(row.getString("partyId")).flatMap(userDirectory::ofParty))
                        .orElseGet(() -> new Person(userLoginId, "", "")));
    }

    @Override
    public Optional<Person> takenFrom(Person user) {
        Map<String, String> taken = taken();
        return taken.isEmpty() ? Optional.empty() : Rows.list(rows.from("AsteriskPeer").where(Rows.in(PHONE, taken.keySet()))).stream()
                .filter(row -> isAssigned(row, user) && !taken.get(row.getString(PHONE)).equals(user.userLoginId())).findFirst()
                .flatMap(row -> userDirectory.withLogin(taken.get(row.getString(PHONE))));
    }
}

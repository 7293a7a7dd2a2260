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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Reads AsteriskPeer rows. Thread-safe. */
public final class Peers {

    private final Rows rows;
    private final UserDirectory userDirectory;
    private final SeatRows seats;

    public Peers(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.seats = new SeatRows(delegator);
    }

    /** All peers of a server, the disabled ones too; read with a few queries, however many there are. */
    public List<Peer> ofServer(String serverId) {
        Map<String, String> taken = seats.taken();
        List<GenericValue> found = Rows.list(rows.from("AsteriskPeer").where("serverId", serverId).orderBy("peerId"));
        Set<String> userLoginIds = values(found, "userLoginId");
        found.forEach(row -> Optional.ofNullable(taken.get(row.getString("peerId"))).ifPresent(userLoginIds::add));
        UserDirectory.Logins logins = userDirectory.logins(userLoginIds, values(found, "partyId"));
        return found.stream().map(row -> peer(row, Optional.ofNullable(taken.get(row.getString("peerId"))).flatMap(logins::withLogin)
                .or(() -> owner(row, logins)))).toList();
    }

    /**
     * Extensions of enabled servers that a user has, disabled ones too: where they sit today, those assigned to the login, then those assigned to
     * the party. Somebody else sits at none of them.
     */
    public List<Peer> extensionsOf(Person user) {
        EntityCondition assigned = EntityCondition.makeCondition("userLoginId", user.userLoginId());
        if (!user.partyId().isEmpty()) {
            EntityCondition toParty = EntityCondition.makeCondition(EntityCondition.makeCondition("partyId", user.partyId()),
                    EntityOperator.AND, EntityCondition.makeCondition("userLoginId", null));
            assigned = EntityCondition.makeCondition(assigned, EntityOperator.OR, toParty);
        }
        EntityCondition phone = EntityCondition.makeCondition("peerTypeEnumId", EnumIds.EXTENSION);
        List<GenericValue> found = Rows.list(rows.from("AsteriskPeerAndServer")
                .where(EntityCondition.makeCondition(assigned, EntityOperator.AND, phone)).orderBy("peerId"));
        Map<String, String> taken = seats.taken(user.userLoginId(), values(found, "peerId"));
        List<GenericValue> own = Stream.of(sitsAt(user.userLoginId(), taken).stream(),
                        found.stream().filter(row -> row.getString("userLoginId") != null && !taken.containsKey(row.getString("peerId"))),
                        found.stream().filter(row -> row.getString("userLoginId") == null && !taken.containsKey(row.getString("peerId"))))
                .flatMap(Function.identity()).toList();
        return own.stream().filter(row -> Rows.isYes(row, "serverEnabled")).map(row -> peer(row, taken)).toList();
    }

    private List<GenericValue> sitsAt(String userLoginId, Map<String, String> taken) {
        List<String> peerIds = taken.entrySet().stream().filter(seat -> seat.getValue().equals(userLoginId)).map(Map.Entry::getKey).toList();
        return peerIds.isEmpty() ? List.of() : Rows.list(rows.from("AsteriskPeerAndServer").where(Rows.in("peerId", peerIds)));
    }

    /** What {@link #extensionsOf} answers for each user who has extensions, by userLoginId, with a few queries for all. */
    Map<String, List<Peer>> assignedExtensions() {
        Set<String> servers = Rows.list(rows.from("AsteriskServer").where("enabled", "Y")).stream().map(row -> row.getString("serverId"))
                .collect(Collectors.toSet());
        EntityCondition assigned = EntityCondition.makeCondition(EntityCondition.makeCondition("userLoginId", EntityOperator.NOT_EQUAL, null),
                EntityOperator.OR, EntityCondition.makeCondition("partyId", EntityOperator.NOT_EQUAL, null));
        Map<String, String> taken = seats.taken();
        List<GenericValue> found = Rows.list(rows.from("AsteriskPeer").where(EntityCondition.makeCondition(assigned, EntityOperator.AND,
                EntityCondition.makeCondition("peerTypeEnumId", EnumIds.EXTENSION))).orderBy("peerId")).stream()
                .filter(row -> servers.contains(row.getString("serverId")) && !taken.containsKey(row.getString("peerId"))).toList();
        UserDirectory.Logins logins = userDirectory.logins(values(found, "userLoginId"), values(found, "partyId"));
        Map<String, List<GenericValue>> ofLogins = found.stream().filter(row -> row.getString("userLoginId") != null)
                .collect(Collectors.groupingBy(row -> row.getString("userLoginId")));
        Map<String, List<GenericValue>> ofParties = found.stream().filter(row -> row.getString("userLoginId") == null)
                .collect(Collectors.groupingBy(row -> row.getString("partyId")));
        Map<String, List<Peer>> extensions = new HashMap<>();
        logins.all().forEach(user -> extensions.put(user.userLoginId(), Stream.concat(
                ofLogins.getOrDefault(user.userLoginId(), List.of()).stream(), ofParties.getOrDefault(user.partyId(), List.of()).stream())
                .map(row -> peer(row, owner(row, logins))).toList()));
        taken.values().forEach(user -> userDirectory.withLogin(user).ifPresent(sitting -> extensions.put(user, extensionsOf(sitting))));
        return extensions;
    }

    private static Set<String> values(List<GenericValue> found, String field) {
        return found.stream().flatMap(row -> PlainText.given(row.getString(field)).stream()).collect(Collectors.toSet());
    }

    private Peer peer(GenericValue row, Map<String, String> taken) {
        return peer(row, Optional.ofNullable(taken.get(row.getString("peerId"))).flatMap(userDirectory::withLogin).or(() -> owner(row)));
    }

    private static Peer peer(GenericValue row, Optional<Person> owner) {
        return new Peer(row.getString("peerId"), row.getString("serverId"), row.getString("technology"), row.getString("peerName"),
                EnumIds.peerType(row.getString("peerTypeEnumId")), owner, PlainText.given(row.getString("callerIdNumber")),
                PlainText.given(row.getString("callerIdName")), Rows.isYes(row, "enabled"));
    }

    private static Optional<Person> owner(GenericValue row, UserDirectory.Logins logins) {
        return PlainText.given(row.getString("userLoginId")).flatMap(logins::withLogin)
                .or(() -> PlainText.given(row.getString("partyId")).flatMap(logins::ofParty));
    }

    private Optional<Person> owner(GenericValue row) {
        Optional<Person> byLogin = PlainText.given(row.getString("userLoginId")).flatMap(userDirectory::withLogin);
        return byLogin.or(() -> PlainText.given(row.getString("partyId")).flatMap(userDirectory::ofParty));
    }
}

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
package org.apache.ofbiz.asterisk.crm.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** What the setup wizard reads of the database. Each list has an upper limit. Thread-safe. */
public final class SetupQueries {

    private static final int MOST_ASSIGNED = 200;
    private static final int MOST_FREE = 100;
    private static final int MOST_TRUNKS = 20;
    private static final int MOST_GROUPS = 50;
    private static final String PEER = "AsteriskPeer";

    private final Rows rows;
    private final UserDirectory userDirectory;

    public SetupQueries(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
    }

    /**
     * A group of a server.
     *
     * @param entries its call sources, as a list shows them
     * @param members how many it has now
     */
    public record GroupSetup(String groupId, String name, List<String> entries, long members) {
    }

    /** A user who may own one of the phones. @param extensions internal numbers of this person */
    public record Candidate(String userLoginId, String name, Set<String> extensions) {
    }

    /** The server with this id, or without an id the first one. */
    public Optional<GenericValue> server(String serverId) {
        return serverId.isEmpty() ? Rows.first(rows.from("AsteriskServer").orderBy("serverId"))
                : Rows.one(rows.from("AsteriskServer").where("serverId", serverId));
    }

    /** How many enabled extensions the server has. */
    public long phones(String serverId) {
        return rows.count(PEER, "serverId", serverId, "peerTypeEnumId", EnumIds.EXTENSION, "enabled", "Y");
    }

    /** Whether an answered call of this direction is in the history. */
    public boolean talked(String serverId, String directionEnumId) {
        return Rows.first(rows.from("PhoneCall").where("serverId", serverId, "directionEnumId", directionEnumId,
                "outcomeEnumId", "AST_ANSWERED")).isPresent();
    }

    /** Enabled extensions that belong to a user or a party, by name. */
    public List<GenericValue> assignedPhones(String serverId) {
        EntityCondition assigned = EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition("userLoginId", EntityOperator.NOT_EQUAL, null),
                EntityCondition.makeCondition("partyId", EntityOperator.NOT_EQUAL, null)), EntityOperator.OR);
        return Rows.list(rows.from(PEER).where(EntityCondition.makeCondition(List.of(enabledPhones(serverId), assigned), EntityOperator.AND))
                .orderBy("peerName").maxRows(MOST_ASSIGNED));
    }

    /** Enabled extensions that belong to nobody, by name. */
    public List<GenericValue> freePhones(String serverId) {
        return Rows.list(rows.from(PEER).where(free(serverId)).orderBy("peerName").maxRows(MOST_FREE));
    }

    public long freePhoneCount(String serverId) {
        return rows.count(PEER, free(serverId));
    }

    private static EntityCondition free(String serverId) {
        return EntityCondition.makeCondition(List.of(enabledPhones(serverId), EntityCondition.makeCondition("userLoginId", null),
                EntityCondition.makeCondition("partyId", null)), EntityOperator.AND);
    }

    private static EntityCondition enabledPhones(String serverId) {
        return EntityCondition.makeCondition(Map.of("serverId", serverId, "peerTypeEnumId", EnumIds.EXTENSION, "enabled", "Y"));
    }

    /** Enabled trunks, by name. */
    public List<GenericValue> trunks(String serverId) {
        return Rows.list(rows.from(PEER).where("serverId", serverId, "peerTypeEnumId", EnumIds.TRUNK, "enabled", "Y").orderBy("peerName")
                .maxRows(MOST_TRUNKS));
    }

    /** The first extension or trunk of the server, enabled or not. @param peerTypeEnumId which of both */
    public Optional<GenericValue> firstPeer(String serverId, String peerTypeEnumId) {
        return Rows.first(rows.from(PEER).where("serverId", serverId, "peerTypeEnumId", peerTypeEnumId).orderBy("peerId"));
    }

    /** Enabled groups of the server. */
    public List<GroupSetup> groups(String serverId) {
        return Rows.list(rows.from("CallCenterGroup").where("serverId", serverId, "enabled", "Y").orderBy("callCenterGroupId").maxRows(MOST_GROUPS))
                .stream().map(this::group).toList();
    }

    private GroupSetup group(GenericValue row) {
        String groupId = row.getString("callCenterGroupId");
        List<String> entries = Rows.list(rows.from("CallCenterGroupEntry").where("callCenterGroupId", groupId).orderBy("entrySeqId")).stream()
                .map(EntryFields::words).toList();
        long members = Rows.list(rows.from("GroupMembership").where("callCenterGroupId", groupId).filterByDate()).size();
        return new GroupSetup(groupId, Rows.text(row, "groupName"), entries, members);
    }

    /** The login of anyone who has this phone: the one it is assigned to, else the first of the party. */
    public Optional<GenericValue> login(GenericValue phone) {
        String userLoginId = Rows.text(phone, "userLoginId");
        return userLoginId.isEmpty() ? Rows.first(rows.from("UserLogin").where("partyId", phone.get("partyId")).orderBy("userLoginId"))
                : Rows.one(rows.from("UserLogin").where("userLoginId", userLoginId));
    }

    /** Users whose login, phone number, extension or name fits one of these phones. */
    public List<Candidate> candidates(Collection<GenericValue> phones) {
        if (phones.isEmpty()) {
            return List.of();
        }
        List<String> names = phones.stream().map(phone -> phone.getString("peerName")).toList();
        Map<String, Set<String>> extensions = extensions(names);
        Set<String> parties = new HashSet<>(extensions.keySet());
        parties.addAll(partiesNamed(phones.stream().map(phone -> Rows.text(phone, "callerIdName")).toList()));
        List<EntityCondition> any = new ArrayList<>(List.of(EntityCondition.makeCondition("userLoginId", EntityOperator.IN, names)));
        if (!parties.isEmpty()) {
            any.add(EntityCondition.makeCondition("partyId", EntityOperator.IN, List.copyOf(parties)));
        }
        return Rows.list(rows.from("UserLogin").where(EntityCondition.makeCondition(any, EntityOperator.OR))).stream()
                .filter(login -> !"N".equals(login.getString("enabled")) && !Rows.text(login, "partyId").isEmpty())
                .map(login -> new Candidate(login.getString("userLoginId"), userDirectory.person(login).name(),
                        extensions.getOrDefault(login.getString("partyId"), Set.of())))
                .toList();
    }

    /** Which of these internal numbers each party has: as the extension of a number, or as a number of its own. */
    private Map<String, Set<String>> extensions(List<String> names) {
        Map<String, Set<String>> extensions = new HashMap<>();
        Rows.list(rows.from("PartyContactMech").where(EntityCondition.makeCondition("extension", EntityOperator.IN, names)).filterByDate())
                .forEach(mech -> add(extensions, mech.getString("partyId"), mech.getString("extension")));
        Map<String, String> numbers = Rows.list(rows.from("TelecomNumber")
                .where(EntityCondition.makeCondition("contactNumber", EntityOperator.IN, names))).stream()
                .collect(Collectors.toMap(number -> number.getString("contactMechId"), number -> number.getString("contactNumber")));
        if (!numbers.isEmpty()) {
            Rows.list(rows.from("PartyContactMech")
                    .where(EntityCondition.makeCondition("contactMechId", EntityOperator.IN, List.copyOf(numbers.keySet()))).filterByDate())
                    .forEach(mech -> add(extensions, mech.getString("partyId"), numbers.get(mech.getString("contactMechId"))));
        }
        return extensions;
    }

    private static void add(Map<String, Set<String>> extensions, String partyId, String number) {
        extensions.computeIfAbsent(partyId, id -> new HashSet<>()).add(number);
    }

    /** Persons with these first and last names. */
    private Set<String> partiesNamed(List<String> names) {
        List<EntityCondition> any = names.stream().filter(name -> name.contains(" ")).<EntityCondition>map(name -> {
            int blank = name.lastIndexOf(' ');
            return EntityCondition.makeCondition(Map.of("firstName", name.substring(0, blank), "lastName", name.substring(blank + 1)));
        }).toList();
        return any.isEmpty() ? Set.of() : Rows.list(rows.from("Person").where(EntityCondition.makeCondition(any, EntityOperator.OR))).stream()
                .map(person -> person.getString("partyId")).collect(Collectors.toSet());
    }
}

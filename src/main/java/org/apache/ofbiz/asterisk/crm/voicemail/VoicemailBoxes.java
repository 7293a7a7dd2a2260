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
package org.apache.ofbiz.asterisk.crm.voicemail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Whose mailboxes are whose, as the database has it now: a phone's belongs to who has the phone, not to who sits at it today; a group's to
 * its members, agents and supervisors alike. Nobody else hears a message. Thread-safe.
 */
public final class VoicemailBoxes {

    private static final String MAILBOX = "mailbox";
    private static final String SERVER = "serverId";
    private static final String GROUP = "callCenterGroupId";
    private static final String PARTY = "partyId";

    private final Rows rows;

    public VoicemailBoxes(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The mailboxes that a user may hear, own ones first; each once, also where a phone and a group share it. */
    public List<VoicemailBox> of(Person user) {
        Map<String, VoicemailBox> boxes = new LinkedHashMap<>();
        Set<String> servers = enabledServers();
        Stream.concat(phones(user), groups(user)).filter(box -> servers.contains(box.serverId()))
                .forEach(box -> boxes.putIfAbsent(key(box), box));
        return List.copyOf(boxes.values());
    }

    /** Every mailbox of enabled servers, each once. */
    public List<VoicemailBox> all() {
        return shared().stream().map(owners -> owners.get(0)).toList();
    }

    /** Every mailbox of enabled servers, once for each group and phone that has it, the groups first. */
    public List<List<VoicemailBox>> shared() {
        Map<String, List<VoicemailBox>> boxes = new LinkedHashMap<>();
        owned(enabledServers(), group -> true, phone -> true)
                .forEach(owned -> boxes.computeIfAbsent(key(owned.box()), any -> new ArrayList<>()).add(owned.box()));
        return List.copyOf(boxes.values());
    }

    /**
     * A mailbox, and who has it.
     *
     * @param partyId of whom the phone is; empty where it has only a login, and for a group
     */
    record Owned(VoicemailBox box, String partyId) {
    }

    /** The mailboxes of a server to which a message can be forwarded: of groups in use, and of phones that somebody has; each once. */
    List<Owned> inUse(String serverId) {
        Map<String, Owned> boxes = new LinkedHashMap<>();
        owned(enabledServers().contains(serverId) ? Set.of(serverId) : Set.of(), group -> Rows.isYes(group, "enabled"),
                phone -> EnumIds.EXTENSION.equals(phone.getString("peerTypeEnumId"))
                        && !(Rows.text(phone, PARTY) + Rows.text(phone, "userLoginId")).isEmpty())
                .forEach(owned -> boxes.putIfAbsent(key(owned.box()), owned));
        return List.copyOf(boxes.values());
    }

    private Stream<Owned> owned(Set<String> servers, Predicate<GenericValue> group, Predicate<GenericValue> phone) {
        return servers.isEmpty() ? Stream.of() : Stream.concat(
                withMailbox("CallCenterGroup", servers).filter(group).flatMap(row -> ofGroup(row).map(box -> new Owned(box, "")).stream()),
                withMailbox("AsteriskPeer", servers).filter(phone)
                        .flatMap(row -> ofPhone(row).map(box -> new Owned(box, Rows.text(row, PARTY))).stream()));
    }

    private Stream<GenericValue> withMailbox(String entity, Set<String> servers) {
        return Rows.list(rows.from(entity).where(EntityCondition.makeCondition(Rows.in(SERVER, servers), EntityOperator.AND,
                EntityCondition.makeCondition(MAILBOX, EntityOperator.NOT_EQUAL, null)))).stream();
    }

    private static String key(VoicemailBox box) {
        return box.serverId() + ' ' + box.mailbox().text();
    }

    /** One of them; empty for any other, whether it exists or not. */
    public Optional<VoicemailBox> of(Person user, String boxId) {
        return of(user).stream().filter(box -> box.boxId().equals(boxId)).findFirst();
    }

    private Stream<VoicemailBox> phones(Person user) {
        EntityCondition assigned = EntityCondition.makeCondition("userLoginId", user.userLoginId());
        if (!user.partyId().isEmpty()) {
            assigned = EntityCondition.makeCondition(assigned, EntityOperator.OR, EntityCondition.makeCondition(
                    EntityCondition.makeCondition(PARTY, user.partyId()), EntityOperator.AND,
                    EntityCondition.makeCondition("userLoginId", null)));
        }
        return Rows.list(rows.from("AsteriskPeer").where(EntityCondition.makeCondition(assigned, EntityOperator.AND,
                        EntityCondition.makeCondition("peerTypeEnumId", EnumIds.EXTENSION))).orderBy("peerId")).stream()
                .flatMap(row -> ofPhone(row).stream());
    }

    private Stream<VoicemailBox> groups(Person user) {
        if (user.partyId().isEmpty()) {
            return Stream.of();
        }
        Set<String> ids = Rows.list(rows.from("GroupMembership").where(PARTY, user.partyId()).filterByDate()).stream()
                .map(row -> row.getString(GROUP)).collect(Collectors.toSet());
        return ids.isEmpty() ? Stream.of() : Rows.list(rows.from("CallCenterGroup").where(Rows.in(GROUP, ids)).orderBy("groupName", GROUP)).stream()
                .filter(row -> Rows.isYes(row, "enabled"))
                .flatMap(row -> ofGroup(row).stream());
    }

    private static Optional<VoicemailBox> ofPhone(GenericValue row) {
        return box(row, "P." + row.getString("peerId"), false, Rows.text(row, "peerName"));
    }

    private static Optional<VoicemailBox> ofGroup(GenericValue row) {
        return box(row, "G." + row.getString(GROUP), true, Rows.text(row, "groupName"));
    }

    private static Optional<VoicemailBox> box(GenericValue row, String boxId, boolean ofGroup, String name) {
        return Mailbox.read(Rows.text(row, MAILBOX)).map(mailbox -> new VoicemailBox(boxId, row.getString(SERVER), mailbox, ofGroup, name));
    }

    private Set<String> enabledServers() {
        return Rows.list(rows.from("AsteriskServer").select(SERVER).where("enabled", "Y")).stream().map(row -> row.getString(SERVER))
                .collect(Collectors.toSet());
    }

    /**
     * Who is told when a mailbox has changed.
     *
     * @param groups  callCenterGroupIds
     * @param parties partyIds of those who have its phone
     */
    public record Audience(Set<String> groups, Set<String> parties) {

        /** Whether it is anybody's. */
        public boolean any() {
            return !groups.isEmpty() || !parties.isEmpty();
        }
    }

    /** @param mailbox none for all of the server */
    public Audience audience(String serverId, Optional<Mailbox> mailbox) {
        return new Audience(values("CallCenterGroup", GROUP, serverId, mailbox), values("AsteriskPeer", PARTY, serverId, mailbox));
    }

    private Set<String> values(String entity, String field, String serverId, Optional<Mailbox> mailbox) {
        EntityCondition wanted = mailbox.map(box -> EntityCondition.makeCondition(MAILBOX, box.text()))
                .orElseGet(() -> EntityCondition.makeCondition(MAILBOX, EntityOperator.NOT_EQUAL, null));
        return new HashSet<>(Rows.list(rows.from(entity).where(EntityCondition.makeCondition(EntityCondition.makeCondition(SERVER, serverId),
                EntityOperator.AND, wanted))).stream().map(row -> row.getString(field)).filter(Objects::nonNull)
                .flatMap(value -> PlainText.given(value).stream()).toList());
    }
}

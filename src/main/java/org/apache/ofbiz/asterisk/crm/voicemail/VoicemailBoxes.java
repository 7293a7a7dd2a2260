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

    private final Rows rows;

    public VoicemailBoxes(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The mailboxes that a user may hear, own ones first; each once, also where a phone and a group share it. */
    public List<VoicemailBox> of(Person user) {
        Map<String, VoicemailBox> boxes = new LinkedHashMap<>();
        Stream.concat(phones(user), groups(user)).filter(box -> isEnabled(box.serverId()))
                .forEach(box -> boxes.putIfAbsent(box.serverId() + ' ' + box.mailbox().text(), box));
        return List.copyOf(boxes.values());
    }

    /** Every mailbox of enabled servers, each once. */
    public List<VoicemailBox> all() {
        return shared().stream().map(owners -> owners.get(0)).toList();
    }

    /** Every mailbox of enabled servers, once for each group and phone that has it, the groups first. */
    public List<List<VoicemailBox>> shared() {
        return shared(group -> true, phone -> true);
    }

    /** The mailboxes of enabled servers to which a message can be forwarded: of groups in use, and of phones that somebody has; each once. */
    List<VoicemailBox> inUse() {
        return shared(group -> Rows.isYes(group, "enabled"), phone -> EnumIds.EXTENSION.equals(phone.getString("peerTypeEnumId"))
                && !(Rows.text(phone, "partyId") + Rows.text(phone, "userLoginId")).isEmpty()).stream().map(owners -> owners.get(0)).toList();
    }

    private List<List<VoicemailBox>> shared(Predicate<GenericValue> group, Predicate<GenericValue> phone) {
        EntityCondition given = EntityCondition.makeCondition(MAILBOX, EntityOperator.NOT_EQUAL, null);
        Map<String, List<VoicemailBox>> boxes = new LinkedHashMap<>();
        Stream.concat(Rows.list(rows.from("CallCenterGroup").where(given)).stream().filter(group).flatMap(row -> ofGroup(row).stream()),
                        Rows.list(rows.from("AsteriskPeer").where(given)).stream().filter(phone).flatMap(row -> ofPhone(row).stream()))
                .filter(box -> isEnabled(box.serverId()))
                .forEach(box -> boxes.computeIfAbsent(box.serverId() + ' ' + box.mailbox().text(), any -> new ArrayList<>()).add(box));
        return List.copyOf(boxes.values());
    }

    /** One of them; empty for any other, whether it exists or not. */
    public Optional<VoicemailBox> of(Person user, String boxId) {
        return of(user).stream().filter(box -> box.boxId().equals(boxId)).findFirst();
    }

    private Stream<VoicemailBox> phones(Person user) {
        EntityCondition assigned = EntityCondition.makeCondition("userLoginId", user.userLoginId());
        if (!user.partyId().isEmpty()) {
            assigned = EntityCondition.makeCondition(assigned, EntityOperator.OR, EntityCondition.makeCondition(
                    EntityCondition.makeCondition("partyId", user.partyId()), EntityOperator.AND,
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
        Set<String> ids = Rows.list(rows.from("GroupMembership").where("partyId", user.partyId()).filterByDate()).stream()
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

    private boolean isEnabled(String serverId) {
        return Rows.one(rows.from("AsteriskServer").select("enabled").where(SERVER, serverId)).filter(row -> Rows.isYes(row, "enabled")).isPresent();
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
        return new Audience(values("CallCenterGroup", GROUP, serverId, mailbox), values("AsteriskPeer", "partyId", serverId, mailbox));
    }

    private Set<String> values(String entity, String field, String serverId, Optional<Mailbox> mailbox) {
        EntityCondition wanted = mailbox.map(box -> EntityCondition.makeCondition(MAILBOX, box.text()))
                .orElseGet(() -> EntityCondition.makeCondition(MAILBOX, EntityOperator.NOT_EQUAL, null));
        return new HashSet<>(Rows.list(rows.from(entity).where(EntityCondition.makeCondition(EntityCondition.makeCondition(SERVER, serverId),
                EntityOperator.AND, wanted))).stream().map(row -> row.getString(field)).filter(Objects::nonNull)
                .flatMap(value -> PlainText.given(value).stream()).toList());
    }
}

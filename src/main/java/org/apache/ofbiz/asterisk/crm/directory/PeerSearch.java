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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PeerStates.State;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.base.util.collections.PagedList;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityFunction;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;

/**
 * Finds peers for the admin's page: by server, type, state, whether they are assigned, and by a text in any of their names. The database
 * does the finding and the paging; only how a phone is at this moment it does not know, so for that it is given the keys. Stateless.
 */
public final class PeerSearch {

    /** Searched for the text. */
    private static final List<String> TEXT_FIELDS = List.of("peerName", "callerIdNumber", "callerIdName", "userLoginId", "partyId", "firstName",
            "lastName", "groupName");
    /** Some databases take no more values in one list. */
    private static final int KEYS_AT_ONCE = 1000;

    private PeerSearch() {
    }

    /**
     * What is asked for; an empty text asks for nothing.
     *
     * @param assigned Y or N
     * @param state    ENABLED, DISABLED or the name of a {@link State}
     */
    public record Wanted(String serverId, String peerTypeEnumId, String assigned, String state, String text) {

        /** From the parameters of a request, which may be anything. */
        public static Wanted of(Map<String, ?> parameters) {
            return new Wanted(text(parameters, "serverId"), text(parameters, "peerTypeEnumId"), text(parameters, "assigned"),
                    text(parameters, "peerState"), text(parameters, "peerText"));
        }

        private static String text(Map<String, ?> parameters, String name) {
            String text = parameters.get(name) instanceof String given ? given.trim() : "";
            return PlainText.isPlain(text) ? text : "";
        }
    }

    /** One page of the peers, by server and name. @param viewIndex 0 for the first @param states of those peers of which something is known */
    public static PagedList<GenericValue> find(Delegator delegator, Wanted wanted, Map<String, State> states, int viewIndex, int viewSize)
            throws GenericEntityException {
        List<EntityCondition> all = new ArrayList<>();
        given(wanted.serverId()).ifPresent(id -> all.add(EntityCondition.makeCondition("serverId", id)));
        given(wanted.peerTypeEnumId()).ifPresent(id -> all.add(EntityCondition.makeCondition("peerTypeEnumId", id)));
        given(wanted.assigned()).ifPresent(yesOrNo -> all.add(assigned("Y".equals(yesOrNo))));
        given(wanted.state()).ifPresent(state -> all.add(state(state, states)));
        given(wanted.text()).ifPresent(text -> all.add(text(text)));
        EntityQuery query = EntityQuery.use(delegator).from("AsteriskPeerAndOwner").orderBy("serverId", "peerName", "peerId")
                .cursorScrollInsensitive();
        return (all.isEmpty() ? query : query.where(EntityCondition.makeCondition(all))).queryPagedList(viewIndex, viewSize);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    /** A peer with a login has its party, too. */
    private static EntityCondition assigned(boolean yes) {
        return yes ? EntityCondition.makeCondition("partyId", EntityOperator.NOT_EQUAL, null) : EntityCondition.makeCondition("partyId", null);
    }

    private static EntityCondition state(String wanted, Map<String, State> states) {
        if ("ENABLED".equals(wanted) || "DISABLED".equals(wanted)) {
            return EntityCondition.makeCondition("enabled", "ENABLED".equals(wanted) ? "Y" : "N");
        }
        boolean unknown = State.UNKNOWN.name().equals(wanted);
        List<String> keys = states.entrySet().stream().filter(entry -> unknown || entry.getValue().name().equals(wanted)).map(Map.Entry::getKey)
                .sorted().toList();
        return unknown ? none(keys) : any(keys);
    }

    private static EntityCondition any(List<String> keys) {
        List<EntityCondition> parts = new ArrayList<>();
        parts.add(EntityCondition.makeCondition("peerId", null)); // no peer is without key: finds nothing where there are no keys
        chunks(keys).forEach(chunk -> parts.add(EntityCondition.makeCondition("peerId", EntityOperator.IN, chunk)));
        return EntityCondition.makeCondition(parts, EntityOperator.OR);
    }

    private static EntityCondition none(List<String> keys) {
        List<EntityCondition> parts = new ArrayList<>();
        parts.add(EntityCondition.makeCondition("peerId", EntityOperator.NOT_EQUAL, null));
        chunks(keys).forEach(chunk -> parts.add(EntityCondition.makeCondition("peerId", EntityOperator.NOT_IN, chunk)));
        return EntityCondition.makeCondition(parts, EntityOperator.AND);
    }

    private static Collection<List<String>> chunks(List<String> keys) {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            chunks.add(keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE)));
        }
        return chunks;
    }

    private static EntityCondition text(String text) {
        String pattern = "%" + text.toUpperCase(Locale.ROOT) + "%";
        List<EntityCondition> parts = new ArrayList<>();
        TEXT_FIELDS.forEach(field -> parts.add(EntityCondition.makeCondition(EntityFunction.upperField(field), EntityOperator.LIKE, pattern)));
        return EntityCondition.makeCondition(parts, EntityOperator.OR);
    }

    /** What the one is called whom the peer of a found row is assigned to; empty where it is nobody. */
    public static String ownerName(GenericValue row) {
        UserDirectory userDirectory = new UserDirectory(row.getDelegator());
        return PlainText.given(row.getString("userLoginId")).flatMap(userDirectory::withLogin).map(Person::name)
                .or(() -> PlainText.given(row.getString("partyId")).map(userDirectory::colleague)).orElse("");
    }
}

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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/**
 * By which outbound services a user may call: those of the user's groups, or, where a service names a permission, those for which the user has it.
 * Nobody else may use one. Stateless, thread-safe; looks things up, so that the rights of now count.
 */
public final class OutboundServices {

    private final Rows rows;
    private final BiPredicate<Person, String> may;

    public OutboundServices(Delegator delegator, Security security) {
        this.rows = new Rows(delegator);
        this.may = (user, permission) -> OutboundRules.isPermitted(delegator, security, user.userLoginId(), permission);
    }

    /** A service, or why the user may not use it. */
    public record Chosen(Optional<OutboundService> service, Optional<Refusal> refusal) {

        static Chosen refused(Code code, String detail) {
            return new Chosen(Optional.empty(), Optional.of(new Refusal(code, detail)));
        }
    }

    /** Those that the user may use now, of PBXs where the user has a phone, by name. @param phones of the user */
    public List<OutboundService> of(Person user, List<Peer> phones) {
        Set<String> servers = phones.stream().filter(Peer::enabled).map(Peer::serverId).collect(Collectors.toSet());
        Set<String> groups = groups(user);
        return services().stream().filter(row -> isEnabled(row) && servers.contains(row.getString("serverId")) && mayUse(user, groups, row))
                .map(OutboundServices::service).toList();
    }

    /** The service with this id, for this user. One that is not theirs is as unknown as one that is not there. */
    public Chosen choose(Person user, String id) {
        Optional<GenericValue> row = services().stream().filter(one -> id(one).equals(id)).findFirst()
                .filter(one -> mayUse(user, groups(user), one));
        if (row.isEmpty()) {
            return Chosen.refused(Code.OUTBOUND_SERVICE_UNKNOWN, "");
        }
        return isEnabled(row.get()) ? new Chosen(row.map(OutboundServices::service), Optional.empty())
                : Chosen.refused(Code.OUTBOUND_SERVICE_DISABLED, Rows.text(row.get(), "serviceName"));
    }

    private List<GenericValue> services() {
        return Rows.list(rows.from("AsteriskGroupEntryAndGroup").where("entryTypeEnumId", EnumIds.ENTRY_OUTBOUND)
                .orderBy("serviceName", "callCenterGroupId", "entrySeqId"));
    }

    private boolean mayUse(Person user, Set<String> groups, GenericValue row) {
        return PlainText.given(row.getString("permissionId")).map(permission -> may.test(user, permission))
                .orElseGet(() -> groups.contains(row.getString("callCenterGroupId")));
    }

    /** Groups that the user is a member of now, enabled or not. */
    private Set<String> groups(Person user) {
        return user.partyId().isEmpty() ? Set.of() : Rows.list(rows.from("GroupMembership").where("partyId", user.partyId()).filterByDate()).stream()
                .map(row -> row.getString("callCenterGroupId")).collect(Collectors.toSet());
    }

    private static boolean isEnabled(GenericValue row) {
        return Rows.isYes(row, "enabled") && !"N".equals(row.getString("entryEnabled"));
    }

    private static String id(GenericValue row) {
        return row.getString("callCenterGroupId") + '/' + row.getString("entrySeqId");
    }

    private static OutboundService service(GenericValue row) {
        Map<String, String> variables = ServiceVariables.read(Rows.text(row, "setVariables")).orElse(Map.of());
        return new OutboundService(id(row), Rows.text(row, "serviceName"), row.getString("callCenterGroupId"), row.getString("serverId"),
                PlainText.given(row.getString("outboundContext")), PlainText.given(row.getString("dialPrefix")),
                PlainText.given(row.getString("callerIdNumber")), variables);
    }
}

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

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBoxes;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.security.Security;

/**
 * What somebody who changes groups and phones would give to themselves. Calls, recordings and messages of others come with a role in a group, a
 * phone, or a mailbox; who has no right to them gets them from somebody else. Stateless; looks up.
 */
public final class OwnAccess {

    private static final String PARTY = "partyId";
    private static final String LOGIN = "userLoginId";
    private static final String GROUP = "callCenterGroupId";
    private static final String MAILBOX = "mailbox";
    private static final String SUPERVISOR = "AST_SUPERVISOR";
    private static final String ROLE = "membershipRoleEnumId";

    private final Delegator delegator;
    private final Security security;
    private final GenericValue userLogin;

    public OwnAccess(Delegator delegator, Security security, GenericValue userLogin) {
        this.delegator = delegator;
        this.security = security;
        this.userLogin = userLogin;
    }

    private boolean may(String permission) {
        return security.hasEntityPermission("ASTERISK", permission, userLogin);
    }

    private boolean isMe(String partyId) {
        return PlainText.given(partyId).filter(id -> id.equals(userLogin.getString(PARTY))).isPresent();
    }

    /** Whether a membership of the user's own would last longer, or become one of a supervisor. Who supervises all groups sees all of them anyway. */
    public boolean grows(GenericValue before, GenericValue after) {
        boolean role = SUPERVISOR.equals(after.getString(ROLE)) && !SUPERVISOR.equals(before.getString(ROLE));
        boolean longer = before.get("thruDate") != null
                && (after.get("thruDate") == null || after.getTimestamp("thruDate").after(before.getTimestamp("thruDate")));
        return isMe(after.getString(PARTY)) && (role || longer) && !may("_SUPERVISOR");
    }

    /** Whether the user would get this phone: its calls, its messages, and its password where it is one in a page. */
    public boolean takes(GenericValue before, GenericValue after) {
        return isMine(after) && !isMine(before) && !may("_ADMIN");
    }

    private boolean isMine(GenericValue peer) {
        Optional<String> login = PlainText.given(peer.getString(LOGIN));
        return login.isPresent() ? login.get().equals(userLogin.getString(LOGIN)) : isMe(peer.getString(PARTY));
    }

    /** Whether a phone or group of the user's would have a mailbox whose messages the user doesn't hear yet. */
    public boolean hearsMore(GenericValue before, GenericValue after) {
        boolean changed = List.of(MAILBOX, "serverId", "peerTypeEnumId").stream().filter(after.getModelEntity()::isField)
                .anyMatch(field -> !Objects.equals(before.get(field), after.get(field)));
        Optional<String> mailbox = PlainText.given(after.getString(MAILBOX));
        boolean own = changed && mailbox.isPresent() && ("AsteriskPeer".equals(after.getEntityName()) ? isMine(after) : isMember(after));
        return own && !may("_ADMIN") && new VoicemailBoxes(delegator).of(new UserDirectory(delegator).person(userLogin)).stream()
                .noneMatch(box -> box.serverId().equals(after.getString("serverId")) && box.mailbox().text().equals(mailbox.get()));
    }

    /** Now, or from some day on. */
    private boolean isMember(GenericValue group) {
        EntityCondition lasts = EntityCondition.makeCondition(EntityCondition.makeCondition("thruDate", null), EntityOperator.OR,
                EntityCondition.makeCondition("thruDate", EntityOperator.GREATER_THAN, UtilDateTime.nowTimestamp()));
        return PlainText.given(userLogin.getString(PARTY)).filter(party -> Rows.first(EntityQuery.use(delegator).from("GroupMembership")
                .where(EntityCondition.makeCondition(List.of(EntityCondition.makeCondition(PARTY, party),
                        EntityCondition.makeCondition(GROUP, group.getString(GROUP)), lasts)))).isPresent()).isPresent();
    }
}

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

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/** Groups, memberships and extensions as the database has them now, and, for offers, in memory. Thread-safe. */
public final class OfbizAgentDirectory implements AgentDirectory {

    private final Rows rows;
    private final Peers peers;
    private final UserDirectory userDirectory;
    private final GroupRows groups;
    private final AgentRows agents;
    private final PhoneSeats seats;
    private final Optional<Roster> memory;

    /** Without memory. */
    public OfbizAgentDirectory(Delegator delegator, Settings settings) {
        this(delegator, settings, Optional.empty());
    }

    /** @param memory what {@link #roster} is */
    public OfbizAgentDirectory(Delegator delegator, Settings settings, Optional<Roster> memory) {
        this.memory = memory;
        this.rows = new Rows(delegator);
        this.peers = new Peers(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.groups = new GroupRows(delegator, settings);
        this.agents = new AgentRows(delegator);
        this.seats = new SeatRows(delegator);
    }

    @Override
    public Roster roster() {
        return memory.orElse(this);
    }

    @Override
    public Optional<Group> group(String groupId) {
        return groups.enabled(groupId);
    }

    @Override
    public List<String> members(String groupId) {
        return Rows.list(rows.from("AsteriskGroupMemberLogin").where("callCenterGroupId", groupId).filterByDate()).stream()
                .filter(row -> !"N".equals(row.getString("loginEnabled")))
                .map(row -> row.getString("userLoginId"))
                .distinct().toList();
    }

    @Override
    public List<Membership> memberships(String userLoginId) {
        return userDirectory.withLogin(userLoginId).map(Person::partyId).filter(partyId -> !partyId.isEmpty()).stream()
                .flatMap(partyId -> Rows.list(rows.from("GroupMembership").where("partyId", partyId).filterByDate()
                        .orderBy("callCenterGroupId")).stream())
                .flatMap(row -> group(row.getString("callCenterGroupId")).stream()
                        .map(group -> new Membership(group, EnumIds.word(row.getString("membershipRoleEnumId")))))
                .toList();
    }

    @Override
    public List<Peer> extensions(String userLoginId) {
        return userDirectory.withLogin(userLoginId).map(peers::extensionsOf).orElse(List.of());
    }

    @Override
    public List<PauseReason> pauseReasons() {
        return agents.pauseReasons();
    }

    @Override
    public Optional<SavedAgent> recall(String userLoginId) {
        return agents.recall(userLoginId, this::group);
    }

    @Override
    public void keep(String userLoginId, SavedAgent agent) {
        agents.keep(userLoginId, agent);
    }

    @Override
    public PhoneSeats seats() {
        return seats;
    }

    @Override
    public void keep(PauseInterval pause) {
        agents.keep(pause);
    }
}

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.queues.MemberDevices;
import org.apache.ofbiz.asterisk.acd.queues.QueueRoster;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Agents of the groups whose calls a queue of the PBX distributes, as the database has them now. Thread-safe. */
public final class OfbizQueueRoster implements QueueRoster.Source {

    private final Rows rows;
    private final Peers peers;
    private final UserDirectory userDirectory;

    public OfbizQueueRoster(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.peers = new Peers(delegator);
        this.userDirectory = new UserDirectory(delegator);
    }

    @Override
    public QueueRoster read() {
        List<GenericValue> groups = Rows.list(rows.from("CallCenterGroup").where("enabled", "Y").orderBy("callCenterGroupId")).stream()
                .filter(group -> EnumIds.strategy(group.getString("routingStrategyEnumId")).isPresent()).toList();
        List<QueueRoster.Assignment> assignments = new ArrayList<>();
        Map<String, Agent> agents = new HashMap<>();
        for (GenericValue group : groups) {
            List<String> queues = Rows.list(rows.from("CallCenterGroupEntry").where("callCenterGroupId", group.getString("callCenterGroupId"),
                    "entryTypeEnumId", EnumIds.ENTRY_QUEUE).orderBy("entrySeqId")).stream()
                    .flatMap(entry -> PlainText.given(entry.getString("queueName")).stream()).distinct().toList();
            for (GenericValue membership : queues.isEmpty() ? List.<GenericValue>of() : memberships(group)) {
                Agent agent = agents.computeIfAbsent(membership.getString("userLoginId"), this::agent);
                queues.forEach(queue -> assignments.add(assignment(group, membership, queue, agent)));
            }
        }
        Set<String> serverIds = groups.stream().map(group -> group.getString("serverId")).collect(Collectors.toSet());
        return new QueueRoster(assignments, serverIds.isEmpty() ? Map.of() : devices(serverIds));
    }

    private List<GenericValue> memberships(GenericValue group) {
        return Rows.list(rows.from("AsteriskGroupMemberLogin").where("callCenterGroupId", group.getString("callCenterGroupId"),
                        "membershipRoleEnumId", EnumIds.AGENT).filterByDate().orderBy("fromDate", "partyId", "userLoginId")).stream()
                .filter(row -> !"N".equals(row.getString("loginEnabled"))).toList();
    }

    private static QueueRoster.Assignment assignment(GenericValue group, GenericValue membership, String queue, Agent agent) {
        Long penalty = membership.getLong("penalty");
        Long wrapUpSeconds = group.getLong("wrapUpSeconds");
        boolean wrapUp = wrapUpSeconds != null && wrapUpSeconds > 0 || Rows.isYes(group, "dispositionRequired");
        return new QueueRoster.Assignment(agent.user().userLoginId(), agent.user().name(), group.getString("callCenterGroupId"),
                group.getString("serverId"), queue, penalty == null ? 0 : Math.max(0, penalty.intValue()), wrapUp, agent.extensions(),
                agent.signedIn());
    }

    private record Agent(Person user, List<Peer> extensions, boolean signedIn) {
    }

    private Agent agent(String userLoginId) {
        Person user = userDirectory.withLogin(userLoginId).orElseGet(() -> new Person(userLoginId, "", userLoginId));
        boolean signedIn = Rows.one(rows.from("AsteriskAgentState").where("userLoginId", userLoginId))
                .filter(row -> !EnumIds.SIGNED_OUT.equals(row.getString("choiceEnumId"))).isPresent();
        return new Agent(user, peers.extensionsOf(user), signedIn);
    }

    private Map<String, MemberDevices> devices(Set<String> serverIds) {
        Map<String, MemberDevices> devices = new HashMap<>();
        for (GenericValue server : Rows.list(rows.from("AsteriskServer")
                .where(EntityCondition.makeCondition("serverId", EntityOperator.IN, serverIds)))) {
            String device = PlainText.given(server.getString("memberInterface")).orElse(MemberDevices.PHONES.device());
            String state = PlainText.given(server.getString("memberStateInterface")).orElse(MemberDevices.PHONES.stateDevice());
            devices.put(server.getString("serverId"), new MemberDevices(device, state));
        }
        return devices;
    }
}

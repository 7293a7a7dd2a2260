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
import java.util.Set;
import java.util.function.Function;
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

/**
 * Agents of the groups whose calls a queue of the PBX distributes, as the database has them now, read with a few queries however many there
 * are. Agents without an extension are left out. Thread-safe.
 */
public final class OfbizQueueRoster implements QueueRoster.Source {

    private static final String GROUP = "callCenterGroupId";

    private final Rows rows;
    private final Peers peers;

    public OfbizQueueRoster(Delegator delegator) {
        this.rows = new Rows(delegator);
        this.peers = new Peers(delegator);
    }

    @Override
    public QueueRoster read() {
        Map<String, GenericValue> groups = Rows.list(rows.from("CallCenterGroup").where("enabled", "Y")).stream()
                .filter(group -> EnumIds.strategy(group.getString("routingStrategyEnumId")).isPresent())
                .collect(Collectors.toMap(group -> group.getString(GROUP), Function.identity()));
        if (groups.isEmpty()) {
            return QueueRoster.empty();
        }
        Map<String, List<String>> queues = queues(groups.keySet());
        Map<String, List<Peer>> extensions = peers.assignedExtensions();
        Set<String> signedIn = Rows.list(rows.from("AsteriskAgentState").where(EntityCondition.makeCondition(
                EntityCondition.makeCondition("isHere", "Y"), EntityOperator.AND,
                EntityCondition.makeCondition("choiceEnumId", EntityOperator.NOT_EQUAL, EnumIds.SIGNED_OUT)))).stream()
                .map(row -> row.getString("userLoginId")).collect(Collectors.toSet());
        List<QueueRoster.Assignment> assignments = Rows.list(rows.from("AsteriskGroupMemberLogin")
                        .where(EntityCondition.makeCondition(Rows.in(GROUP, groups.keySet()), EntityOperator.AND,
                                EntityCondition.makeCondition("membershipRoleEnumId", EnumIds.AGENT)))
                        .filterByDate().orderBy("fromDate", GROUP, "userLoginId")).stream()
                .filter(row -> !"N".equals(row.getString("loginEnabled")) && extensions.containsKey(row.getString("userLoginId")))
                .flatMap(row -> queues.getOrDefault(row.getString(GROUP), List.of()).stream().map(queue -> assignment(
                        groups.get(row.getString(GROUP)), row, queue, extensions.get(row.getString("userLoginId")),
                        signedIn.contains(row.getString("userLoginId")))))
                .toList();
        Map<String, Integer> missed = groups.values().stream().filter(group -> group.get("pauseAfterMissed") != null)
                .collect(Collectors.toMap(group -> group.getString(GROUP), group -> group.getLong("pauseAfterMissed").intValue()));
        Map<String, Integer> atOnce = groups.values().stream().collect(Collectors.toMap(group -> group.getString(GROUP), GroupRows::callsAtOnce));
        return new QueueRoster(assignments, devices(groups.values().stream().map(group -> group.getString("serverId")).collect(Collectors.toSet())),
                missed, atOnce);
    }

    private Map<String, List<String>> queues(Set<String> groupIds) {
        return Rows.list(rows.from("CallCenterGroupEntry").where(EntityCondition.makeCondition(Rows.in(GROUP, groupIds), EntityOperator.AND,
                        EntityCondition.makeCondition("entryTypeEnumId", EnumIds.ENTRY_QUEUE))).orderBy(GROUP, "entrySeqId")).stream()
                .filter(entry -> PlainText.given(entry.getString("queueName")).isPresent() && !"N".equals(entry.getString("entryEnabled")))
                .collect(Collectors.groupingBy(entry -> entry.getString(GROUP),
                        Collectors.mapping(entry -> entry.getString("queueName"), Collectors.collectingAndThen(Collectors.toList(),
                                names -> names.stream().distinct().toList()))));
    }

    private static QueueRoster.Assignment assignment(GenericValue group, GenericValue membership, String queue, List<Peer> extensions,
                                                     boolean signedIn) {
        String user = membership.getString("userLoginId");
        String name = extensions.stream().flatMap(peer -> peer.owner().stream()).map(Person::name).findFirst().orElse(user);
        Long penalty = membership.getLong("penalty");
        Long wrapUpSeconds = group.getLong("wrapUpSeconds");
        boolean wrapUp = wrapUpSeconds != null && wrapUpSeconds > 0 || Rows.isYes(group, "dispositionRequired");
        return new QueueRoster.Assignment(user, name, group.getString(GROUP), group.getString("serverId"), queue,
                penalty == null ? 0 : Math.max(0, penalty.intValue()), wrapUp, extensions, signedIn);
    }

    private Map<String, MemberDevices> devices(Set<String> serverIds) {
        Map<String, MemberDevices> devices = new HashMap<>();
        for (GenericValue server : Rows.list(rows.from("AsteriskServer").where(Rows.in("serverId", serverIds)))) {
            String device = PlainText.given(server.getString("memberInterface")).orElse(MemberDevices.PHONES.device());
            String state = PlainText.given(server.getString("memberStateInterface")).orElse(MemberDevices.PHONES.stateDevice());
            devices.put(server.getString("serverId"), new MemberDevices(device, state));
        }
        return devices;
    }
}

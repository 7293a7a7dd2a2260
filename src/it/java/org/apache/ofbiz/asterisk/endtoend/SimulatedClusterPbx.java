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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.apache.ofbiz.entity.GenericValue;

/**
 * A simulated PBX of a cluster: number 0 is that of the demo data, others have rows like it.
 *
 * @param number 0 to 9
 */
record SimulatedClusterPbx(int number, SimulatedPbx pbx) implements ClusterPbx {

    private static final String DEMO = "DEMO_PBX";
    private static final String PREFIX = "PBX_";
    private static final String SERVICE = "5000";
    private static final Timestamp LONG_AGO = Timestamp.valueOf("2020-01-01 00:00:00");
    private static final int PHONES = 3;
    private static final String FIRST_PHONES = "100";

    @Override
    public String serverId() {
        return number == 0 ? DEMO : PREFIX + number;
    }

    @Override
    public int port() {
        return pbx.port();
    }

    @Override
    public String secret() {
        return pbx.secret();
    }

    @Override
    public List<String> agents() {
        return number == 0 ? List.of("agent1001", "agent1002") : List.of(login(number, 1), login(number, 2));
    }

    @Override
    public String partyOf(String login) {
        int phone = agents().indexOf(login) + 1;
        return number == 0 ? "AST_AGENT" + phone : party(number, phone);
    }

    @Override
    public String phoneOf(String partyId) {
        return FIRST_PHONES + partyId.substring(partyId.length() - 1);
    }

    @Override
    public void calls(String caller) {
        pbx.placeIncomingCall(caller, "", SERVICE);
    }

    @Override
    public void hangsUp(String caller) {
        pbx.customerHangsUp(caller);
    }

    @Override
    public void close() throws IOException {
        pbx.close();
    }

    private static String login(int number, int phone) {
        return "pbx" + number + "agent" + phone;
    }

    private static String party(int number, int phone) {
        return "AST_P" + number + "_AGENT" + phone;
    }

    /**
     * Makes the rows of a PBX that the demo data doesn't have: server, trunk, three phones with their agents, a group that is reached at 5000. It's
     * off until somebody sets {@code enabled}.
     */
    static void prepare(Database database, String serverId) {
        if (!serverId.startsWith(PREFIX) || database.find("AsteriskServer", "serverId", serverId).isPresent()) {
            return;
        }
        int number = Integer.parseInt(serverId.substring(PREFIX.length()));
        database.create("AsteriskServer", like(database, "AsteriskServer", Map.of("serverId", DEMO), Map.of("serverId", serverId, "enabled", "N")));
        database.create("AsteriskPeer", like(database, "AsteriskPeer", Map.of("peerId", "DEMO_TRUNK"), Map.of("peerId", serverId + "_TRUNK",
                "serverId", serverId)));
        String groupId = "GROUP_" + number;
        database.create("CallCenterGroup", like(database, "CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT"),
                Map.of("callCenterGroupId", groupId, "groupName", "Support " + number, "serverId", serverId, "wrapUpSeconds", 0L)));
        database.create("CallCenterGroupEntry", like(database, "CallCenterGroupEntry", Map.of("callCenterGroupId", "SUPPORT"),
                Map.of("callCenterGroupId", groupId)));
        for (int phone = 1; phone <= PHONES; phone++) {
            agent(database, serverId, groupId, number, phone);
        }
    }

    private static void agent(Database database, String serverId, String groupId, int number, int phone) {
        String partyId = party(number, phone);
        String login = login(number, phone);
        database.create("Party", Map.of("partyId", partyId, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", partyId, "firstName", "Agent " + phone, "lastName", "of " + number));
        database.create("UserLogin", like(database, "UserLogin", Map.of("userLoginId", "agent1001"),
                Map.of("userLoginId", login, "partyId", partyId)));
        database.create("UserLoginSecurityGroup", Map.of("userLoginId", login, "groupId", "ASTERISK_AGENT", "fromDate", LONG_AGO));
        database.create("AsteriskPeer", like(database, "AsteriskPeer", Map.of("peerId", "DEMO_" + FIRST_PHONES + phone),
                Map.of("peerId", serverId + "_" + FIRST_PHONES + phone, "serverId", serverId, "partyId", partyId, "userLoginId", login)));
        database.create("GroupMembership", Map.of("callCenterGroupId", groupId, "partyId", partyId, "fromDate", LONG_AGO,
                "membershipRoleEnumId", "AST_AGENT", "penalty", 0L));
    }

    /** The fields of a row of the demo data, some of them changed. */
    static Map<String, Object> like(Database database, String entity, Map<String, String> key, Map<String, Object> changed) {
        Object[] fields = key.entrySet().stream().flatMap(field -> List.of(field.getKey(), field.getValue()).stream()).toArray();
        GenericValue row = database.row(entity, fields);
        Map<String, Object> all = new HashMap<>();
        row.getAllFields().forEach((name, value) -> {
            if (value != null && !name.endsWith("Stamp")) {
                all.put(name, value);
            }
        });
        all.putAll(changed);
        return all;
    }
}

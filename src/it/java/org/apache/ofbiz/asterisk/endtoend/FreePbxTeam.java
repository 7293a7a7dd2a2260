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

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/**
 * The people behind the three phones of one lab, in two groups: all take the calls of the queue 6000 and of the number 6000007, the second and
 * third those of the queue 6001 as well. The third's phone answers a click to call by itself.
 */
public record FreePbxTeam(String serverId, String group, String secondGroup, List<Member> members) {

    /** The team of the demo data. */
    public static final FreePbxTeam FIRST = new FreePbxTeam("DEMO_PBX", "SUPPORT", "SALES", List.of(
            new Member("agent1001", "AST_AGENT1", "Liis Saar", "1001"),
            new Member("agent1002", "AST_AGENT2", "Peeter Mets", "1002"),
            new Member("agent1003", "AST_AGENT3", "Kadri Lepp", "1003")));
    /** Has the same numbers on a PBX of its own. */
    static final FreePbxTeam SECOND = new FreePbxTeam("OLD_PBX", "OLD_SUPPORT", "OLD_SALES", List.of(
            new Member("old1001", "OLD_AGENT1", "Liis Saar", "1001"),
            new Member("old1002", "OLD_AGENT2", "Peeter Mets", "1002"),
            new Member("old1003", "OLD_AGENT3", "Kadri Lepp", "1003")));

    private static final Timestamp ALWAYS = Timestamp.valueOf("2020-01-01 00:00:00");

    /** One of us. */
    public record Member(String login, String partyId, String name, String extension) {
    }

    Member member(String extension) {
        return members.stream().filter(member -> member.extension().equals(extension)).findFirst().orElseThrow();
    }

    /** Brings into the database what an admin enters for such a PBX. */
    public void create(Database database, AsteriskLab lab) {
        Map<String, Object> server = new HashMap<>(Map.of("serverId", serverId, "description", serverId, "host", lab.ami().host(), "port",
                (long) lab.ami().port(), "useTls", "N", "userName", lab.ami().user(), "secret", lab.ami().secret(), "enabled", "Y"));
        server.putAll(Map.of("internalContext", "from-internal", "outboundContext", "from-internal", "claimContext", "ofbiz-claim",
                "waitingContext", "ofbiz-waiting", "recordingsLocation", lab.recordingsFolder().toString()));
        Host.allowRecordings(lab.recordingsFolder());
        database.create("AsteriskServer", server);
        members.forEach(member -> create(database, member));
        peer(database, "1003", Map.of("autoAnswerEnumId", "AST_CALL_INFO"));
        peer(database, "trunk", Map.of("peerTypeEnumId", "AST_TRUNK", "dialplanContext", "from-pstn"));
        peer(database, "oldtrunk", Map.of("technology", "SIP", "peerTypeEnumId", "AST_TRUNK", "dialplanContext", "from-pstn"));
        group(database, group, "Support", members);
        entry(database, group, "00002", Map.of("entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", "6000"));
        entry(database, group, "00003", Map.of("entryTypeEnumId", "AST_ENTRY_NUMBER", "dialplanContext", "from-pstn", "extension", "6000007"));
        group(database, secondGroup, "Sales", List.of(member("1002"), member("1003")));
        entry(database, secondGroup, "00001", Map.of("entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", "6001"));
    }

    private void create(Database database, Member member) {
        if (database.find("UserLogin", "userLoginId", member.login()).isEmpty()) {
            String[] name = member.name().split(" ");
            database.create("Party", Map.of("partyId", member.partyId(), "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
            database.create("Person", Map.of("partyId", member.partyId(), "firstName", name[0], "lastName", name[1]));
            String password = database.row("UserLogin", "userLoginId", "agent1001").getString("currentPassword");
            database.create("UserLogin", Map.of("userLoginId", member.login(), "partyId", member.partyId(), "currentPassword", password,
                    "enabled", "Y", "requirePasswordChange", "N"));
            database.create("UserLoginSecurityGroup", Map.of("userLoginId", member.login(), "groupId", "ASTERISK_AGENT", "fromDate",
                    ALWAYS));
        }
        peer(database, member.extension(), Map.of("peerTypeEnumId", "AST_EXTENSION", "partyId", member.partyId(), "userLoginId", member.login(),
                "callerIdNumber", member.extension(), "callerIdName", member.name(), "dialplanContext", "from-internal"));
    }

    private void peer(Database database, String name, Map<String, ?> fields) {
        Map<String, Object> peer = new HashMap<>(Map.of("technology", "PJSIP"));
        peer.putAll(fields);
        String known = database.find("AsteriskPeer", "serverId", serverId, "peerName", name).map(row -> row.getString("peerId"))
                .orElse(serverId + "_" + name);
        peer.putAll(Map.of("peerId", known, "serverId", serverId, "peerName", name, "enabled", "Y", "autoFilled", "N"));
        database.create("AsteriskPeer", peer);
    }

    private void group(Database database, String groupId, String name, List<Member> taking) {
        Map<String, Object> row = new HashMap<>(Map.of("callCenterGroupId", groupId, "groupName", name, "serverId", serverId,
                "routingStrategyEnumId", "AST_ROUTE_CLAIM", "ringTimeoutSeconds", 15L, "wrapUpSeconds", 0L, "answerWithinSeconds", 20L,
                "recordCalls", "Y", "enabled", "Y"));
        row.put("dispositionRequired", "N");
        database.create("CallCenterGroup", row);
        taking.forEach(member -> database.create("GroupMembership", Map.of("callCenterGroupId", groupId, "partyId", member.partyId(), "fromDate",
                ALWAYS, "membershipRoleEnumId", "AST_AGENT", "penalty", 0L)));
    }

    private static void entry(Database database, String groupId, String sequence, Map<String, ?> fields) {
        Map<String, Object> entry = new HashMap<>(fields);
        entry.putAll(Map.of("callCenterGroupId", groupId, "entrySeqId", sequence));
        database.create("CallCenterGroupEntry", entry);
    }
}

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/** 200 phones of a real Asterisk, each with its user: 100 agents of the group of the demo data, 50 whose phones ring for long, and 100 colleagues. */
final class ManyPhones {

    /** Property of a node whose database has the rows of these phones. */
    static final String OPTION = "cluster.manyPhones";
    static final int EACH = 50;
    /** How long a phone of {@link #late} rings before it is answered. */
    static final Duration RINGS = Duration.ofSeconds(30);
    private static final String DEMO = "DEMO_PBX";
    private static final int FIRST = 1201;
    private static final Timestamp LONG_AGO = Timestamp.valueOf("2020-01-01 00:00:00");

    private ManyPhones() {
    }

    private static List<String> part(int number) {
        return IntStream.range(FIRST + number * EACH, FIRST + (number + 1) * EACH).mapToObj(String::valueOf).toList();
    }

    /** Phones of agents that are answered at once. */
    static List<String> quick() {
        return part(0);
    }

    /** Phones of agents that ring for long. */
    static List<String> late() {
        return part(1);
    }

    /** Phones of colleagues who are called by agents. */
    static List<String> called() {
        return part(2);
    }

    /** Phones of colleagues who call. */
    static List<String> calling() {
        return part(3);
    }

    static String loginOf(String phone) {
        return "agent" + phone;
    }

    static String partyOf(String phone) {
        return "AST_AGENT" + phone;
    }

    /** From now on these phones are answered; customers' phones that are called ring. */
    static void answer(AsteriskLab lab) {
        lab.phone("1001").takesMany();
        lab.phone("1002").answers();
        lab.phone("1003").answersAfter(RINGS);
        lab.trunk().ringsForever();
    }

    /** Makes their rows. */
    static void prepare(Database database) {
        if (database.find("AsteriskPeer", "peerId", DEMO + FIRST).isPresent()) {
            return;
        }
        quick().forEach(phone -> agent(database, phone));
        late().forEach(phone -> agent(database, phone));
        called().forEach(phone -> user(database, phone));
        calling().forEach(phone -> user(database, phone));
    }

    private static void agent(Database database, String phone) {
        user(database, phone);
        database.create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", partyOf(phone), "fromDate", LONG_AGO,
                "membershipRoleEnumId", "AST_AGENT", "penalty", 0L));
    }

    private static void user(Database database, String phone) {
        String partyId = partyOf(phone);
        database.create("Party", Map.of("partyId", partyId, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", partyId, "firstName", "Agent", "lastName", phone));
        database.create("UserLogin", SimulatedClusterPbx.like(database, "UserLogin", Map.of("userLoginId", "agent1001"),
                Map.of("userLoginId", loginOf(phone), "partyId", partyId)));
        database.create("UserLoginSecurityGroup", Map.of("userLoginId", loginOf(phone), "groupId", "ASTERISK_AGENT", "fromDate", LONG_AGO));
        database.create("AsteriskPeer", SimulatedClusterPbx.like(database, "AsteriskPeer", Map.of("peerId", "DEMO_1001"),
                Map.of("peerId", DEMO + phone, "peerName", phone, "partyId", partyId, "userLoginId", loginOf(phone))));
    }
}

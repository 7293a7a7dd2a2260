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
package org.apache.ofbiz.asterisk.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * The component with its host in a JVM of its own: 1,000 agents in twenty teams of fifty, who share two or three of fifty queues. Its input asks
 * for the heap, a line each time.
 */
final class ManyAgentsHost {

    static final int AGENTS = 1_000;
    static final int TEAM = 50;
    static final int QUEUES = 50;
    /** Who may look at the wallboard, in so many browsers as a user may have. */
    static final int SUPERVISORS = 20;
    static final String READY = "ready ";
    static final String HEAP = "heap ";
    private static final int TEAMS = AGENTS / TEAM;
    private static final PrintStream OUT = System.out;
    private static final Timestamp SINCE = Timestamp.valueOf("2020-01-01 00:00:00");

    private ManyAgentsHost() {
    }

    /** @param arguments a folder, and the port of the PBX */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        PbxPlayer.allowAnyPort();
        try (Host host = Host.start(folder.resolve("data"), database -> prepare(database, folder, Integer.parseInt(arguments[1])));
                BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            say(READY + host.base());
            while (questions.readLine() != null) {
                System.gc();
                say(HEAP + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000 + " MB");
            }
        }
        System.exit(0);
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }

    static String login(int agent) {
        return "many" + agent;
    }

    static String supervisor(int number) {
        return "watch" + number;
    }

    static String party(int agent) {
        return "MANY_" + agent;
    }

    static String phone(int agent) {
        return String.valueOf(20_000 + agent);
    }

    static String queue(int number) {
        return "queue" + number;
    }

    /** In one transaction, since each commit waits for the disk. */
    private static void prepare(Database database, Path folder, int pbxPort) {
        Host.pbx(database, new AsteriskLab.Ami("127.0.0.1", pbxPort, "ofbiz", "secret"), folder);
        try {
            boolean began = TransactionUtil.begin();
            IntStream.range(0, QUEUES).forEach(number -> group(database, number));
            String password = database.row("UserLogin", "userLoginId", "agent1001").getString("currentPassword");
            IntStream.range(0, AGENTS).forEach(agent -> agent(database, agent, password));
            IntStream.range(0, SUPERVISORS).forEach(number -> user(database, supervisor(number), "WATCH_" + number, password, "ASTERISK_SUPERVISOR"));
            TransactionUtil.commit(began);
        } catch (GenericTransactionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void group(Database database, int number) {
        database.create("CallCenterGroup", Map.of("callCenterGroupId", queue(number), "groupName", "Queue " + number, "serverId", "DEMO_PBX",
                "routingStrategyEnumId", "AST_ROUTE_MOST_IDLE", "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", queue(number), "entrySeqId", "00001",
                "entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", queue(number)));
    }

    private static void user(Database database, String login, String party, String password, String securityGroup) {
        database.create("Party", Map.of("partyId", party, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", party, "firstName", "Agent", "lastName", "No " + party.substring(party.indexOf('_') + 1)));
        database.create("UserLogin", Map.of("userLoginId", login, "partyId", party, "currentPassword", password, "enabled", "Y",
                "requirePasswordChange", "N"));
        database.create("UserLoginSecurityGroup", Map.of("userLoginId", login, "groupId", securityGroup, "fromDate", SINCE));
    }

    private static void agent(Database database, int agent, String password) {
        user(database, login(agent), party(agent), password, "ASTERISK_AGENT");
        database.create("AsteriskPeer", Map.of("peerId", "MANY_" + agent, "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", phone(agent),
                "peerTypeEnumId", "AST_EXTENSION", "partyId", party(agent), "userLoginId", login(agent), "callerIdNumber", phone(agent),
                "enabled", "Y", "autoFilled", "N"));
        for (int number = agent / TEAM; number < QUEUES; number += TEAMS) {
            database.create("GroupMembership", Map.of("callCenterGroupId", queue(number), "partyId", party(agent),
                    "membershipRoleEnumId", "AST_AGENT", "penalty", 0L, "fromDate", SINCE));
        }
    }
}

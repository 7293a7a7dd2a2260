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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/** Twelve agents in three queues of each strategy; two agents of each queue help out in the next one, with a penalty. */
final class TwelveAgents {

    /** How long those talk who hang up themselves. */
    static final Duration TALK = Duration.ofMillis(2_500);
    /** Of the service level, as the groups have it. */
    static final Duration WITHIN = Duration.ofSeconds(2);
    /** With which the names of the queues begin. */
    static final String QUEUES = "502";
    private static final Timestamp SINCE = Timestamp.valueOf("2020-01-01 00:00:00");
    private static final Map<QueueStrategy, String> STRATEGIES = Map.of(QueueStrategy.MOST_IDLE, "AST_ROUTE_MOST_IDLE",
            QueueStrategy.ROUND_ROBIN, "AST_ROUTE_ROUND", QueueStrategy.LINEAR, "AST_ROUTE_LINEAR", QueueStrategy.FEWEST_CALLS, "AST_ROUTE_FEWEST",
            QueueStrategy.RING_ALL, "AST_ROUTE_RING_ALL", QueueStrategy.RANDOM, "AST_ROUTE_RANDOM");
    /** As the lab numbers them from 5021 on. */
    private static final List<QueueStrategy> ORDER = List.of(QueueStrategy.MOST_IDLE, QueueStrategy.ROUND_ROBIN, QueueStrategy.LINEAR,
            QueueStrategy.FEWEST_CALLS, QueueStrategy.RING_ALL, QueueStrategy.RANDOM);
    static final List<Agent> ALL = Stream.of("1001", "1002", "1003", "1005", "1006", "1007", "1008", "1009", "1010", "1011", "1012", "1013")
            .map(Agent::new).toList();

    /** @param extension of the phone */
    record Agent(String extension) {
        private static final Map<String, String> DEMO = Map.of("1001", "Liis Saar", "1002", "Peeter Mets", "1003", "Kadri Lepp");

        String login() {
            return "agent" + extension;
        }

        String name() {
            return DEMO.getOrDefault(extension, "Agent " + extension);
        }

        String party() {
            return DEMO.containsKey(extension) ? "AST_AGENT" + extension.substring(3) : "MANY_" + extension;
        }

        private int index() {
            return ALL.indexOf(this);
        }

        /** How long the phone rings: each for another time, so that it is known which one answers first. */
        Duration rings() {
            return Duration.ofMillis(300 + 50L * index());
        }

        boolean hangsUp() {
            return index() % 2 == 1;
        }

        /** By the number of the queue. */
        Map<Integer, Integer> penalties() {
            int own = index() / 4;
            return index() % 4 < 2 ? Map.of(own, 0) : Map.of(own, 0, (own + 1) % 3, 1);
        }
    }

    private TwelveAgents() {
    }

    static List<String> queues(QueueStrategy strategy) {
        return IntStream.rangeClosed(1, 3).mapToObj(i -> QUEUES + (ORDER.indexOf(strategy) + 1) + i).toList();
    }

    static List<RungReference.Queue> allQueues() {
        List<RungReference.Queue> all = new ArrayList<>();
        for (QueueStrategy strategy : ORDER) {
            for (int i = 0; i < 3; i++) {
                int number = i;
                all.add(new RungReference.Queue(queues(strategy).get(i), strategy, ALL.stream().filter(agent -> agent.penalties().containsKey(number))
                        .map(agent -> new RungReference.Member(agent.name(), agent.penalties().get(number))).toList()));
            }
        }
        return all;
    }

    /** Of the agents whose phones began to ring together, those who answer first: a busy machine is as late as two phones apart. */
    static Set<String> first(List<String> agents) {
        List<Agent> rung = ALL.stream().filter(agent -> agents.contains(agent.name())).toList();
        Duration least = rung.stream().map(Agent::rings).min(Duration::compareTo).orElse(Duration.ZERO);
        return rung.stream().filter(agent -> agent.rings().minus(least).toMillis() <= 100).map(Agent::name).collect(Collectors.toSet());
    }

    static Optional<String> partyOf(String name) {
        return ALL.stream().filter(agent -> agent.name().equals(name)).map(Agent::party).findFirst();
    }

    static void prepare(Database database, AsteriskLab lab, String dialplan) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        Map<String, Object> server = new HashMap<>("freepbx".equals(dialplan) ? Map.of("memberInterface", "Local/{name}@from-queue/n",
                "memberStateInterface", "hint:{name}@ext-local", "internalContext", "from-internal", "outboundContext", "from-internal",
                "claimContext", "ofbiz-claim", "waitingContext", "ofbiz-waiting") : Map.of());
        server.put("serverId", "DEMO_PBX");
        database.change("AsteriskServer", server);
        database.setting("defaultRegion", "EE");
        ALL.stream().filter(agent -> agent.party().startsWith("MANY_")).forEach(agent -> agent(database, agent));
        STRATEGIES.forEach((strategy, routing) -> {
            for (int i = 0; i < 3; i++) {
                group(database, queues(strategy).get(i), routing, i);
            }
        });
    }

    /** A user of their own, with their phone. */
    static void agent(Database database, Agent agent) {
        String password = database.row("UserLogin", "userLoginId", "agent1001").getString("currentPassword");
        database.create("Party", Map.of("partyId", agent.party(), "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", agent.party(), "firstName", "Agent", "lastName", agent.extension()));
        database.create("UserLogin", Map.of("userLoginId", agent.login(), "partyId", agent.party(), "currentPassword", password, "enabled", "Y",
                "requirePasswordChange", "N"));
        database.create("UserLoginSecurityGroup", Map.of("userLoginId", agent.login(), "groupId", "ASTERISK_AGENT", "fromDate", SINCE));
        database.create("AsteriskPeer", Map.of("peerId", "DEMO_" + agent.extension(), "serverId", "DEMO_PBX", "technology", "PJSIP",
                "peerName", agent.extension(), "peerTypeEnumId", "AST_EXTENSION", "partyId", agent.party(), "userLoginId", agent.login(),
                "callerIdNumber", agent.extension(), "enabled", "Y", "autoFilled", "N"));
    }

    private static void group(Database database, String queue, String routing, int number) {
        database.create("CallCenterGroup", Map.of("callCenterGroupId", queue, "groupName", "Queue " + queue, "serverId", "DEMO_PBX",
                "routingStrategyEnumId", routing, "answerWithinSeconds", WITHIN.toSeconds(), "enabled", "Y"));
        database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", queue, "entrySeqId", "00001",
                "entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", queue));
        ALL.stream().filter(agent -> agent.penalties().containsKey(number)).forEach(agent ->
                database.create("GroupMembership", Map.of("callCenterGroupId", queue, "partyId", agent.party(), "membershipRoleEnumId", "AST_AGENT",
                        "penalty", (long) agent.penalties().get(number), "fromDate", SINCE)));
    }
}

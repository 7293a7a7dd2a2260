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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.queues.QueueStrategy;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three agents in a queue for each strategy of a real Asterisk: who gets which call, and what OFBiz keeps of it, by the rules and the queue_log. */
abstract class QueueStrategies {

    /** Of the service level, as the group has it. */
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Map<String, String> AGENTS = Map.of("Liis Saar", "AST_AGENT1", "Peeter Mets", "AST_AGENT2", "Kadri Lepp", "AST_AGENT3");
    private static final List<String> QUEUES = List.of("5021", "5022", "5023", "5024", "5025", "5026");
    private static final List<String> LOGINS = List.of("agent1001", "agent1002", "agent1003");

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;
    private static AmiProbe pbx;
    private static boolean sharedLastCall;
    private static final List<WebUser> USERS = new ArrayList<>();

    @RegisterExtension
    private static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    static void start(AsteriskLab asterisk, boolean shared, Map<String, Object> serverFields) throws IOException {
        lab = asterisk;
        sharedLastCall = shared;
        host = Host.start(folder, database -> hasQueues(database, serverFields));
        AsteriskLab.Ami ami = lab.ami("everything");
        pbx = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        for (String login : LOGINS) {
            lab.phone(login.substring("agent".length())).answers();
            WebUser user = WebUser.logsIn(host.base(), login).opensConsole();
            user.asks("STATE", Map.of("state", "AVAILABLE"));
            USERS.add(user);
            for (String queue : QUEUES) {
                Await.untilTrue(() -> members(queue).size() == USERS.size(), () -> "queue " + queue + " has " + members(queue));
            }
        }
    }

    private static void hasQueues(Database database, Map<String, Object> serverFields) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        Map<String, Object> server = new HashMap<>(serverFields);
        server.put("serverId", "DEMO_PBX");
        database.change("AsteriskServer", server);
        database.setting("defaultRegion", "EE");
        Map.of("5021", "AST_ROUTE_MOST_IDLE", "5022", "AST_ROUTE_ROUND", "5023", "AST_ROUTE_LINEAR", "5024", "AST_ROUTE_FEWEST",
                "5025", "AST_ROUTE_RING_ALL", "5026", "AST_ROUTE_RANDOM")
                .forEach((queue, strategy) -> {
                    database.create("CallCenterGroup", Map.of("callCenterGroupId", queue, "groupName", "Queue " + queue, "serverId", "DEMO_PBX",
                            "routingStrategyEnumId", strategy, "answerWithinSeconds", WITHIN.toSeconds(), "enabled", "Y"));
                    database.create("CallCenterGroupEntry", Map.of("callCenterGroupId", queue, "entrySeqId", "00001",
                            "entryTypeEnumId", "AST_ENTRY_QUEUE", "queueName", queue));
                    AGENTS.values().forEach(party -> database.create("GroupMembership", Map.of("callCenterGroupId", queue, "partyId", party,
                            "membershipRoleEnumId", "AST_AGENT", "penalty", 0L, "fromDate", Timestamp.valueOf("2020-01-01 00:00:00"))));
                });
    }

    @AfterAll
    static void stop() throws IOException {
        USERS.forEach(WebUser::close);
        USERS.clear();
        if (pbx != null) {
            pbx.close();
        }
        if (host != null) {
            host.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"5021, MOST_IDLE", "5022, ROUND_ROBIN", "5023, LINEAR", "5024, FEWEST_CALLS", "5025, RING_ALL", "5026, RANDOM"})
    void callsGoToWhomTheRulesSayAndAreKeptAsTheQueueLogHasThem(String queue, QueueStrategy strategy) {
        USERS.forEach(WebUser::losesConsole); // a socket of theirs lasts half a minute
        USERS.forEach(WebUser::connects);
        allFree(queue, 0);
        // whom an agent talked to last, and how often, differs after these
        for (int talk = 1; talk <= 3; talk++) {
            String number = number(queue, talk);
            lab.caller(number).dialsAndHangsUp(queue, Duration.ofMillis(1_500L * talk));
            connected(queue, talk);
        }
        allFree(queue, 3);
        lab.caller(number(queue, 4)).dials(queue);
        connected(queue, 4);
        lab.endAllCalls();
        allFree(queue, 4);
        for (int i = 5; i <= 7; i++) {
            lab.caller(number(queue, i)).dials(queue);
            connected(queue, i);
        }
        lab.endAllCalls();
        allFree(queue, 7);
        pausedAndAbandoned(queue);

        List<StrategyReference.Given> given = new StrategyReference(strategy, List.of("Liis Saar", "Peeter Mets", "Kadri Lepp"),
                sharedLastCall).replay(QueueLog.of(lab.queueLog()), queue);
        assertThat(given.size(), is(7));
        assertThat(given.stream().filter(call -> !call.right()).toList(), is(empty()));
        keptAsTheLogHasThem(queue);
    }

    private static void pausedAndAbandoned(String queue) {
        USERS.forEach(user -> user.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_BREAK")));
        Await.untilTrue(() -> members(queue).stream().allMatch(member -> "1".equals(member.get("Paused"))), () -> "not paused: " + members(queue));
        lab.caller(number(queue, 8)).dialsAndHangsUp(queue, Duration.ofMillis(2_500));
        Await.untilTrue(() -> log(queue).count("ABANDON") == 1, () -> "not abandoned: " + log(queue));
        USERS.forEach(user -> user.asks("STATE", Map.of("state", "AVAILABLE")));
    }

    private static void keptAsTheLogHasThem(String queue) {
        long inTime = 0;
        long keptInTime = 0;
        for (QueueLog.Ended ended : log(queue).ended()) {
            GenericValue kept = host.database().await(row -> row.get("endDate") != null, "PhoneCall", "callerNumber", ended.caller());
            assertThat(ended.caller(), kept.getString("callCenterGroupId"), is(queue));
            assertThat(ended.caller(), Optional.ofNullable(kept.getString("agentPartyId")), is(Optional.ofNullable(AGENTS.get(ended.agent()))));
            assertThat(ended.caller(), "AST_ABANDONED".equals(kept.getString("outcomeEnumId")), is(!ended.answered()));
            // the log subtracts whole seconds, and ours are counted from when an event is read
            assertThat(ended.caller(), Math.abs(kept.getLong("waitSeconds") - ended.waited().toSeconds()), is(lessThanOrEqualTo(2L)));
            inTime += ended.answered() && ended.waited().compareTo(WITHIN) <= 0 ? 1 : 0;
            keptInTime += kept.get("agentPartyId") != null && kept.getLong("waitSeconds") <= WITHIN.toSeconds() ? 1 : 0;
        }
        assertThat("answered within the service level", keptInTime, is(inTime));
    }

    private static String number(String queue, int call) {
        return "372555" + queue.substring(2) + "0" + call;
    }

    /** The log has the agent a moment before the bridge has both: a call that ended in between would have been answered there only. */
    private static void connected(String queue, int calls) {
        Await.untilTrue(() -> log(queue).count("CONNECT") == calls, () -> "queue_log has " + log(queue));
        host.database().await(row -> row.get("answerDate") != null, "PhoneCall", "callerNumber", number(queue, calls));
    }

    private static void allFree(String queue, int calls) {
        Await.untilTrue(() -> log(queue).count("COMPLETECALLER", "COMPLETEAGENT") == calls, () -> "queue_log has " + log(queue));
        Await.untilTrue(() -> members(queue).stream().allMatch(member -> "1".equals(member.get("Status"))
                && "0".equals(member.get("Paused"))), () -> "not free: " + members(queue));
    }

    private static QueueLog log(String queue) {
        return QueueLog.of(lab.queueLog()).of(queue);
    }

    private static List<AmiProbe.Message> members(String queue) {
        try {
            String id = pbx.act("QueueStatus", "Queue", queue).get("ActionID");
            pbx.await(message -> message.isEvent("QueueStatusComplete") && message.get("ActionID").equals(id));
            Stream<AmiProbe.Message> heard = pbx.heard().stream();
            return heard.filter(message -> message.isEvent("QueueMember") && message.get("ActionID").equals(id)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

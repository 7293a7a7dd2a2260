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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * OFBiz in a process of its own is killed (kill -9) while agents are signed in, paused and in calls and callers wait, and is started again: no
 * call is lost, each is in the database once and as it was, and the queues have who is there, and nobody else.
 */
abstract class OfbizKilled {

    /** From the moment at which OFBiz is ready. */
    private static final Duration SETTLED = Duration.ofSeconds(5);
    private static final String SKILLED = QueueSite.SKILLED_QUEUE;
    /** Without a browser an agent stays a member for a minute. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;
    static QueueSite.Pbx used;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> used.lab());

    private AmiProbe pbx;
    private int runs;

    @AfterAll
    static void stop() {
        if (used != null) {
            used.lab().close();
        }
    }

    /** Of the process: data folder, port and login of the PBX, its recordings, the queue, and fields of the server by name. */
    public static void main(String[] arguments) throws IOException {
        AsteriskLab.Ami ami = new AsteriskLab.Ami(arguments[1], Integer.parseInt(arguments[2]), arguments[3], arguments[4]);
        Map<String, Object> fields = new HashMap<>();
        for (int i = 7; i < arguments.length; i += 2) {
            fields.put(arguments[i], arguments[i + 1]);
        }
        OwnProcess.runs(() -> Host.start(Path.of(arguments[0]), database -> prepare(database, ami, Path.of(arguments[5]), arguments[6], fields)));
    }

    private static void prepare(Database database, AsteriskLab.Ami ami, Path recordings, String queue, Map<String, Object> fields) {
        if (database.find("CallCenterGroup", "callCenterGroupId", "QUEUED").isEmpty()) {
            QueueSite.hasAQueue(database, ami, recordings, queue, fields);
        }
    }

    private OwnProcess starts() throws IOException {
        AsteriskLab.Ami ami = used.lab().ami();
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), ami.host(), String.valueOf(ami.port()), ami.user(), ami.secret(),
                used.lab().recordingsFolder().toString(), used.queue()));
        used.serverFields().forEach((name, value) -> arguments.addAll(List.of(name, value.toString())));
        return OwnProcess.start("ofbiz" + ++runs, List.of(), System.getProperty("java.class.path"), OfbizKilled.class, arguments);
    }

    @Test
    void noCallIsLostAndTheQueuesHaveWhoIsThere(TestReporter report) throws Exception {
        AsteriskLab lab = used.lab();
        AsteriskLab.Ami ami = lab.ami("everything");
        Stream.of("1001", "1002", "1003").forEach(phone -> lab.phone(phone).answers());
        try (AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            pbx = probe;
            try (OwnProcess first = starts()) {
                workAndKill(first);
            }
            whileOfbizIsAway();
            try (OwnProcess second = starts()) {
                afterTheKill(second, report);
                second.ends();
            }
        }
        try (Host host = Host.start(folder, Host::noPbx)) {
            eachCallIsKeptOnceAsItWas(host);
        }
    }

    /** Liis talks, and so does Kadri; Peeter is paused; two wait. */
    private void workAndKill(OwnProcess ofbiz) throws InterruptedException {
        try (WebUser liis = available(ofbiz, "agent1001"); WebUser peeter = available(ofbiz, "agent1002");
                WebUser kadri = available(ofbiz, "agent1003")) {
            isMember(used.queue(), "1001", Optional.empty());
            peeter.asks("STATE", Map.of("state", "PAUSED", "reason", "AST_PAUSE_LUNCH"));
            isMember(used.queue(), "1002", Optional.of("Lunch"));
            talks(liis, "3725557001", used.dialed());
            talks(kadri, "3725557002", SKILLED);
            isMember(used.queue(), "1001", Optional.of("Wrap-up"));
            for (String number : List.of("3725557003", "3725557004")) {
                used.lab().caller(number).dials(used.dialed());
                liis.sees("NC", offer -> number.equals(QueueSite.digits(offer)));
                Await.untilTrue(() -> line().contains(number), () -> "the line is " + line());
            }
            ofbiz.kill();
        }
    }

    /** The one whom Liis talks to hangs up, one who waits gives up, and another one comes; Kadri talks on. */
    private void whileOfbizIsAway() throws IOException {
        assertThat("they wait on", line(), is(List.of("3725557003", "3725557004")));
        hangsUp("3725557001");
        hangsUp("3725557003");
        used.lab().caller("3725557005").dials(used.dialed());
        Await.untilTrue(() -> line().equals(List.of("3725557004", "3725557005")), () -> "the line is " + line());
    }

    private void afterTheKill(OwnProcess ofbiz, TestReporter report) throws IOException {
        long ready = System.nanoTime();
        Instant back = Instant.now();
        try (WebUser liis = WebUser.logsIn(ofbiz.base(), "agent1001").opensConsole();
                WebUser peeter = WebUser.logsIn(ofbiz.base(), "agent1002").opensConsole()) {
            AmiProbe.Message resumed = pbx.await(event -> event.at().isAfter(back) && event.isEvent("QueueMemberPause")
                    && event.get("Interface").contains("1001") && event.get("Queue").equals(used.queue()) && "0".equals(event.get("Paused")));
            Duration settled = Duration.between(back, resumed.at());
            report.publishEntry("settled", "after " + settled.toMillis() + " ms, logins included");
            assertThat("the talk that ended meanwhile pauses her no longer", settled, lessThan(SETTLED));
            isMember(used.queue(), "1002", Optional.of("Lunch"));
            liis.sees("CALL", call -> talksTo(call, "3725557004"));
            isMember(used.queue(), "1001", Optional.of("Wrap-up"));
            assertThat("members", members(used.queue()), is(Map.of("1001", "Wrap-up", "1002", "Lunch")));
            peeter.asks("STATE", Map.of("state", "AVAILABLE"));
            peeter.sees("CALL", call -> talksTo(call, "3725557005"));
            Await.untilTrue(() -> line().isEmpty(), () -> "the line is " + line());

            used.lab().endAllCalls();
            peeter.await("AGENT", agent -> "WRAP_UP".equals(agent.path("state").asText()));
            assertThat(members(used.queue()).keySet(), is(Set.of("1001", "1002")));

            assertThat("who doesn't come back stays for a minute", members(SKILLED).keySet(), is(Set.of("1003")));
            Await.untilTrue(() -> since(ready).compareTo(GRACE.dividedBy(2)) > 0, () -> "half of the time");
            Await.untilTrue(() -> since(ready).compareTo(GRACE.minusSeconds(5)) > 0, () -> "most of the time");
            Await.untilTrue(() -> members(SKILLED).isEmpty(), () -> "a ghost: " + members(SKILLED));
        }
    }

    private static void eachCallIsKeptOnceAsItWas(Host host) {
        Map<String, String> kept = new TreeMap<>();
        for (int call = 7001; call <= 7005; call++) {
            String number = "372555" + call;
            GenericValue row = host.database().await(known -> known.get("endDate") != null, "PhoneCall", "callerNumber", number);
            kept.put(number, row.getString("outcomeEnumId") + ' ' + row.getString("agentPartyId"));
            assertThat(number, host.database().rows("PhoneCall", "callerNumber", number).size(), is(1));
        }
        assertThat(kept, is(new TreeMap<>(Map.of("3725557001", "AST_ANSWERED AST_AGENT1", "3725557002", "AST_ANSWERED AST_AGENT3",
                "3725557003", "AST_ABANDONED null", "3725557004", "AST_ANSWERED AST_AGENT1", "3725557005", "AST_ANSWERED AST_AGENT2"))));
        assertThat("all calls", host.database().rows("PhoneCall").stream().filter(row -> row.getString("callerNumber").startsWith("37255570"))
                .count(), is(5L));
    }

    private static WebUser available(OwnProcess ofbiz, String login) {
        WebUser agent = WebUser.logsIn(ofbiz.base(), login).opensConsole();
        agent.asks("STATE", Map.of("state", "AVAILABLE"));
        return agent;
    }

    private static void talks(WebUser agent, String number, String dialed) {
        used.lab().caller(number).dials(dialed);
        agent.sees("CALL", call -> talksTo(call, number));
    }

    private static boolean talksTo(JsonNode call, String number) {
        return "TALKING".equals(call.path("state").asText()) && call.path("party").path("number").asText().endsWith(number);
    }

    private void hangsUp(String number) throws IOException {
        String channel = pbx.await(event -> event.isEvent("QueueCallerJoin") && event.get("CallerIDNum").endsWith(number)).get("Channel");
        pbx.act("Hangup", "Channel", channel, "Cause", "16");
        pbx.await(event -> event.isEvent("Hangup") && event.get("Channel").equals(channel));
    }

    private void isMember(String queue, String phone, Optional<String> pause) {
        Await.untilTrue(() -> pause.orElse("").equals(members(queue).get(phone)), () -> "the queue says " + members(queue));
    }

    /** Reasons of their pauses, empty for none, by phone. */
    private Map<String, String> members(String queue) {
        return new QueueStatus(pbx).of(queue, "QueueMember").stream().collect(Collectors.toMap(member ->
                member.get("Location").replaceAll("^[A-Za-z]+/([0-9]+).*", "$1"), member -> member.get("PausedReason")));
    }

    private List<String> line() {
        return new QueueStatus(pbx).line(used.queue());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}

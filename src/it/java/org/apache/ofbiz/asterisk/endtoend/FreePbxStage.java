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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Phone;

/**
 * A PBX with a dialplan of FreePBX's shape, its team with their consoles, and their phones. What the component does it is asked for by HTTP and
 * WebSocket; what people do at their phones is done there, the digits that they press by a bare AMI client, which also stands for the PBX's own
 * machinery. One thread drives it.
 */
final class FreePbxStage implements AutoCloseable {

    /** How long a phone, a claim and a consulted colleague ring. */
    static final int RING_SECONDS = 3;
    static final String ANNA = "3725551234";
    static final String BAKERY = "3725550000";
    /** How long people talk when nothing else is said. */
    static final Duration TALK = Duration.ofMillis(2_000);

    private static final int WAV_HEADER = 44;

    private final AsteriskLab lab;
    private final Host host;
    private final FreePbxTeam team;
    private final Map<String, WebUser> users = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>(List.of("1001", "1002", "1003", "trunk"));
    private final WebUser supervisor;
    private AmiProbe driver;

    FreePbxStage(AsteriskLab lab, Host host, FreePbxTeam team) {
        this.lab = lab;
        this.host = host;
        this.team = team;
        team.members().forEach(member -> users.put(member.extension(), WebUser.logsIn(host.base(), member.login()).opensConsole()));
        supervisor = WebUser.logsIn(host.base(), "supervisor");
    }

    /** Every phone rings unanswered, customers answer, nothing is forwarded, and nobody remembers anything. */
    void begin() throws IOException {
        ami();
        for (String phone : changed) {
            if (phone.equals("trunk")) {
                lab.trunk().answers();
            } else if (phone.startsWith("CF/")) {
                act("DBDel", "Family", "CF", "Key", phone.substring(3));
            } else if (phone.startsWith("AMPUSER/")) {
                act("DBDel", "Family", phone, "Key", "ddial");
            } else if (phone.endsWith("-2")) {
                lab.secondDevice(phone.replace("-2", "")).unregisters();
            } else {
                lab.phone(phone).ringsForever();
            }
        }
        changed.clear();
        for (WebUser user : users.values()) {
            // the JDK's client ends a socket some 30 s after its handshake
            user.losesConsole();
            user.connects();
            user.forgets();
        }
    }

    private void ami() throws IOException {
        AsteriskLab.Ami everything = lab.ami("everything");
        driver = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret());
    }

    /** Waits until every channel is gone by itself. */
    void settle() {
        driver.await(message -> message.isEvent("Newchannel"));
        Await.untilTrue(() -> channels().isEmpty(), () -> "left: " + channels());
    }

    /** Ends what is left of a flow, and keeps its dialogue. */
    void end(Path folder, String name) throws IOException {
        driver.act("Logoff");
        driver.recording().save(folder, name);
        driver.close();
        lab.endAllCalls();
        Await.untilTrue(() -> channels().isEmpty(), () -> "left: " + channels());
    }

    List<String> channels() {
        return lab.channels().stream().map(message -> message.get("Channel")).toList();
    }

    FreePbxTeam team() {
        return team;
    }

    Host host() {
        return host;
    }

    AsteriskLab lab() {
        return lab;
    }

    /** The one at this extension, with a console. */
    WebUser user(String extension) {
        return users.get(extension);
    }

    Map<String, WebUser> users() {
        return users;
    }

    Phone.Extension phone(String extension) {
        changed.add(extension);
        return lab.phone(extension);
    }

    /** Gone again with the next flow. */
    Phone.Extension secondDevice(String extension) {
        changed.add(extension + "-2");
        return lab.secondDevice(extension);
    }

    Phone.Trunk trunk() {
        changed.add("trunk");
        return lab.trunk();
    }

    Phone.Caller anna() {
        return lab.caller(ANNA).named("Anna");
    }

    /** The extension is forwarded to this number by the PBX. */
    void forwards(String extension, String number) {
        changed.add("CF/" + extension);
        act("DBPut", "Family", "CF", "Key", extension, "Val", number);
    }

    /** Follow-me is switched on at this extension: a mobile rings with the desk phone. */
    void followMe(String extension) {
        String family = "AMPUSER/" + extension + "/followme";
        changed.add(family);
        act("DBPut", "Family", family, "Key", "ddial", "Val", "DIRECT");
    }

    AmiProbe.Message act(String action, String... headers) {
        try {
            AmiProbe.Message answer = driver.act(action, headers);
            assertThat(action + ": " + answer, answer.get("Response"), is("Success"));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first event of this name whose header holds the value, of this flow. */
    AmiProbe.Message event(String name, String header, String value) {
        return event(1, name, header, value);
    }

    AmiProbe.Message event(int nth, String name, String header, String value) {
        return driver.await(nth, message -> message.isEvent(name) && message.get(header).contains(value));
    }

    /** A phone is joined with somebody, for the n-th time. */
    void joined(int nth, String peer) {
        event(nth, "BridgeEnter", "Channel", "PJSIP/" + peer + "-");
    }

    void joined(String peer) {
        joined(1, peer);
    }

    /** Somebody presses these keys, in a call. */
    void presses(String peer, String keys) {
        String channel = channel(peer);
        for (String digit : keys.split("")) {
            act("PlayDTMF", "Channel", channel, "Digit", digit, "Duration", "80", "Receive", "true");
            passes(Duration.ofMillis(120));
        }
    }

    /** The newest channel of this peer. */
    String channel(String peer) {
        List<String> found = channels().stream().filter(name -> name.startsWith("PJSIP/" + peer + "-")).sorted().toList();
        if (found.isEmpty()) {
            throw new AssertionError(peer + " is in no call, there are " + channels());
        }
        return found.get(found.size() - 1);
    }

    /** Somebody puts the receiver down. */
    void hangsUp(String peer) {
        act("Hangup", "Channel", "/^PJSIP\\/" + peer + "-/");
    }

    /** What is offered to this user now. */
    String offered(String extension) {
        return user(extension).sees("NC", offer -> ours(offer) && !offer.hasNonNull("again")).path("callId").asText();
    }

    JsonNode claims(String extension, String callId) {
        return user(extension).asks("RD", Map.of("callId", callId));
    }

    /** A call as a supervisor's list has it. */
    JsonNode supervised(String callId) {
        for (JsonNode call : supervisor.get("/asterisk/control/pastCalls").path("calls")) {
            if (callId.equals(call.path("callId").asText())) {
                return call;
            }
        }
        return MissingNode.getInstance();
    }

    /** There is sound behind this address, for a supervisor. */
    boolean hears(String recordingUrl) {
        return supervisor.page(recordingUrl).length() > WAV_HEADER;
    }

    /** A message about a call of this PBX. */
    boolean ours(JsonNode message) {
        return message.path("callId").asText().startsWith(team.serverId() + ":");
    }

    /** People talk, or wait: nothing tells that time has passed. */
    static void passes(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void talks() {
        passes(TALK);
    }

    @Override
    public void close() {
        users.values().forEach(WebUser::close);
        supervisor.close();
    }
}

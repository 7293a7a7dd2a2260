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
package org.apache.ofbiz.asterisk.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.InCallSide;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.apache.ofbiz.asterisk.fixture.Tool;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/**
 * A real Asterisk, the host and a browser with a tone in place of a voice; the page phone 1101 of agent1001 reaches the PBX by a network that can
 * fail.
 *
 * @param network between the page's SIP and the PBX
 */
record PagePhoneHouse(AsteriskLab lab, TcpProxy network, Host host, Browser browser) implements AutoCloseable {

    static final String ANNA = "3725551234";
    static final String SERVICE_NUMBER = "5000";
    /** What the agent says, and what the phones of the lab say. */
    static final int AGENTS_TONE = 700;
    static final int CUSTOMERS_TONE = 1000;
    static final String SOUND_ADDRESS = "192.0.2.1";

    static PagePhoneHouse open(Path folder, Browser browser) throws IOException, InterruptedException {
        Tool.run("npm", "run", "--silent", "phone");
        hasAnAddress();
        AsteriskLab lab = AsteriskLab.startWithPagePhones();
        TcpProxy network = new TcpProxy(URI.create(lab.phoneSocket()).getPort());
        Host host = Host.start(folder.resolve("data"), database -> use(lab, network, database));
        return new PagePhoneHouse(lab, network, host, browser);
    }

    /** ICE leaves 127.0.0.1 out. Where there is no network, the loopback interface gets one more address. */
    static void hasAnAddress() throws IOException, InterruptedException {
        boolean there = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet4Address && !address.isLoopbackAddress());
        if (!there) {
            Tool.run("ip", "address", "add", SOUND_ADDRESS + "/32", "dev", "lo");
        }
    }

    private static void use(AsteriskLab lab, TcpProxy network, Database database) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        database.setting("recordOutCalls", "true");
        database.setting("callRecordingFilesLocation", lab.recordingsFolder().toString());
        phone(database, "1101", "agent1001", "AST_AGENT1");
        phone(database, "1102", "agent1002", "AST_AGENT2");
        database.create("AsteriskPhoneGateway", Map.of("serverId", "DEMO_PBX", "socketUrl", "wss://127.0.0.1:" + network.port() + "/ws",
                "dailyPasswords", "Y", "echoNumber", "*43"));
    }

    private static void phone(Database database, String name, String user, String partyId) {
        database.create("AsteriskPeer", Map.of("peerId", "PAGE_" + name, "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", name,
                "peerTypeEnumId", "AST_EXTENSION", "userLoginId", user, "partyId", partyId, "enabled", "Y", "autoFilled", "N"));
        database.create("AsteriskPagePhone", Map.of("peerId", "PAGE_" + name));
    }

    /** Nothing of the page's SIP and sound passes any more. Needs a network namespace whose only address is that of the sound. */
    void cutNetwork() throws IOException, InterruptedException {
        network.stall();
        Tool.run("sh", "-ec", "ip rule add pref 10 lookup local; ip rule del pref 0; ip rule add pref 5 to " + SOUND_ADDRESS
                + "/32 ipproto udp blackhole");
    }

    void healNetwork() throws IOException, InterruptedException {
        network.heal();
        Tool.run("sh", "-ec", "ip rule del pref 5; ip rule add pref 0 lookup local; ip rule del pref 10");
    }

    /** The agent of the page phone comes to work. */
    AgentPage comesToWork() {
        lab.trunk().answers();
        return comesToWork(browser, "agent1001", "PAGE_1101");
    }

    AgentPage comesToWork(Browser at, String user, String peerId) {
        AgentPage agent = new AgentPage(at, host.base()).startsWork(user);
        at.waitFor("the choice of the phone", driver -> {
            new Select(at.find(By.id("asterisk-extension"))).selectByValue(peerId);
            return true;
        });
        new PhoneInPage(at).is("READY");
        return agent;
    }

    /** Waits until a recording has what both say. */
    void bothAreRecorded() {
        Await.untilTrue(() -> recordings().stream().anyMatch(PagePhoneHouse::hasBothTones), () -> "recordings: " + recordings());
    }

    /** Does this, and waits until the recordings of the call have a second more of this tone: the customer's side hears who says it. */
    void isHeardFromNowOn(int hertz, Runnable deed) {
        double before = recorded(hertz);
        deed.run();
        Await.untilTrue(() -> recorded(hertz) >= before + 1, () -> before + " s before, " + recorded(hertz) + " s now in " + recordings());
    }

    /** For how long this tone is in the recordings so far, s. */
    private double recorded(int hertz) {
        return recordings().stream().mapToDouble(file -> {
            try {
                return Tone.seconds(file, hertz).get(0);
            } catch (IOException e) {
                return 0; // being written
            }
        }).sum();
    }

    void forgetsRecordings() {
        recordings().forEach(file -> file.toFile().delete());
    }

    private List<Path> recordings() {
        try (Stream<Path> files = Files.list(lab.recordingsFolder())) {
            return files.filter(file -> file.toString().endsWith(".wav")).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean hasBothTones(Path recording) {
        try {
            return Tone.seconds(recording, AGENTS_TONE, CUSTOMERS_TONE).stream().allMatch(heard -> heard >= 1);
        } catch (IOException e) {
            return false; // being written
        }
    }

    InCallSide pbx() {
        return new InCallSide("plain", host, lab, "DEMO_PBX", "5002", List.of("agent1001", "agent1002"));
    }

    /**
     * The call is one, with one row, and its timeline ends so. The PBX may call the phone that is back before it has hung up the one that went.
     */
    void hasOneCall(String callId, String told) {
        String linkedId = callId.substring(callId.indexOf(':') + 1);
        GenericValue call = host.database().await(row -> row.getTimestamp("endDate") != null, "PhoneCall", "serverId", "DEMO_PBX",
                "linkedId", linkedId);
        List<GenericValue> since = host.database().rows("PhoneCall").stream()
                .filter(row -> !row.getTimestamp("startDate").before(call.getTimestamp("startDate"))).toList();
        assertThat("calls since: " + since, since.size(), is(1));
        String timeline = host.database().rows("PhoneCallEvent", "phoneCallId", call.getString("phoneCallId")).stream()
                .sorted(Comparator.comparing(row -> row.getString("eventSeqId")))
                .map(row -> row.getString("eventTypeEnumId").substring("AST_EV_".length()))
                .filter(kind -> !"RECORDING".equals(kind)).collect(Collectors.joining(" "));
        assertThat(timeline.replace("RANG LEFT", "LEFT RANG"), endsWith(told));
    }

    @Override
    public void close() throws IOException {
        browser.close();
        host.close();
        network.close();
        lab.close();
    }
}

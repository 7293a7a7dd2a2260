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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.endtoend.FreePbxTeam;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.apache.ofbiz.asterisk.fixture.Tool;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/**
 * Phones in pages on a PBX of FreePBX's shape, set up as docs/guide-freepbx.md says: extensions with the settings that FreePBX writes for WebRTC,
 * and passwords that stay the same.
 */
@Tag("asterisk")
@Timeout(300)
class FreePbxPagePhoneIT {

    private static final String ANNA = "3725551234";
    private static final int AGENTS_TONE = 700;
    private static final int CUSTOMERS_TONE = 1000;

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static Host host;
    private static Browser browser;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    private AgentPage agent;
    private PhoneInPage phone;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Tool.run("npm", "run", "--silent", "phone");
        PagePhoneHouse.hasAnAddress();
        lab = AsteriskLab.startFreePbxWithPagePhones();
        host = Host.start(folder.resolve("data"), database -> {
            FreePbxTeam.FIRST.create(database, lab);
            extension(database, "1101", "agent1001", "AST_AGENT1");
            extension(database, "991002", "agent1002", "AST_AGENT2");
        });
        done("setAsteriskPhoneGateway", Map.of("serverId", "DEMO_PBX", "socketUrl", lab.phoneSocket(), "dailyPasswords", "N", "echoNumber", "*43"));
        done("setAsteriskPagePhone", Map.of("serverId", "DEMO_PBX", "peerName", "1101", "phoneSecret", lab.phoneSecret()));
        done("setAsteriskPagePhone", Map.of("serverId", "DEMO_PBX", "peerName", "991002", "phoneSecret", lab.phoneSecret()));
        browser = Browser.openWithMicrophone(Tone.write(folder.resolve("voice.wav"), AGENTS_TONE));
    }

    private static void extension(Database database, String name, String login, String partyId) {
        database.create("AsteriskPeer", Map.of("peerId", "PAGE_" + name, "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", name,
                "peerTypeEnumId", "AST_EXTENSION", "userLoginId", login, "partyId", partyId, "dialplanContext", "from-internal", "enabled", "Y",
                "autoFilled", "N"));
    }

    private static void done(String service, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(service + ": " + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (host != null) {
            host.close();
        }
        lab.close();
    }

    private void comesToWork(String login, String name) {
        lab.trunk().answers();
        agent = new AgentPage(browser, host.base()).startsWork(login);
        browser.waitFor("the choice of the phone", driver -> {
            new Select(browser.find(By.id("asterisk-extension"))).selectByValue("PAGE_" + name);
            return true;
        });
        phone = new PhoneInPage(browser);
        phone.is("READY");
    }

    @AfterEach
    void goesHome() {
        List<String> complaints = browser.complaints();
        agent.leaves();
        lab.endAllCalls();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }

    @ParameterizedTest
    @CsvSource({"agent1001, 1101, 6000007", "agent1002, 991002, 6000001"})
    void aClaimIsAnsweredByThePageAndBothHearEachOther(String login, String name, String dialed) throws IOException {
        comesToWork(login, name);
        lab.caller(ANNA).dials(dialed);
        agent.isOffered("Anna Kask");

        agent.answers("Anna Kask");

        phone.callIs("TALKING");
        agent.callWith("Anna Kask", "Talking");
        bothHearEachOther();
        agent.hangsUp();
        agent.callReads("Ended");
        phone.hasNoCall();
    }

    @ParameterizedTest
    @CsvSource({"agent1001, 1101", "agent1002, 991002"})
    void aClickToCallIsAnsweredByThePageAndBothHearEachOther(String login, String name) throws IOException {
        comesToWork(login, name);

        agent.dials("+372 555 0000");

        agent.callWith("Tartu Bakery", "Talking");
        phone.callIs("TALKING");
        bothHearEachOther();
        phone.hangsUp();
        agent.callReads("Ended");
        phone.is("READY");
    }

    /** The agent hears the customer, and what arrives at the trunk is both. */
    private void bothHearEachOther() throws IOException {
        phone.hears(CUSTOMERS_TONE);
        Path recording = lab.recordingsFolder().resolve("trunk.wav");
        Files.deleteIfExists(recording);
        AsteriskLab.Ami ami = lab.ami("everything");
        try (AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            probe.act("CoreShowChannels");
            probe.await(message -> message.isEvent("CoreShowChannelsComplete"));
            String trunk = probe.heard().stream().filter(message -> message.isEvent("CoreShowChannel")).map(message -> message.get("Channel"))
                    .filter(channel -> channel.startsWith("PJSIP/trunk-")).findFirst().orElseThrow();
            probe.act("MixMonitor", "Channel", trunk, "File", recording.toString());
            Await.untilTrue(() -> hasBothTones(recording), () -> "tones in " + recording);
            probe.act("StopMixMonitor", "Channel", trunk);
        }
    }

    private static boolean hasBothTones(Path recording) {
        try {
            return Files.exists(recording)
                    && Tone.seconds(recording, AGENTS_TONE, CUSTOMERS_TONE).stream().allMatch(heard -> heard >= 1);
        } catch (IOException e) {
            return false; // being written
        }
    }
}

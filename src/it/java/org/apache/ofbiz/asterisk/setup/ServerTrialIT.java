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
package org.apache.ofbiz.asterisk.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.LoggedProblems;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.push.AuditLog;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin types about a server is tried: what is missing is told, and what cannot be reached is not enabled. */
@Tag("embedded")
class ServerTrialIT {

    private static final PrintStream OUT = System.out;
    private static final List<String> LISTS = List.of("pbxHosts", "pbxPorts", "trustedCertificateRoots");
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static Host host;
    private static SimulatedPbx pbx;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        pbx = SimulatedPbx.start(0, data.resolve("recordings"));
        host = Host.start(data.resolve("host"), Host::noPbx);
    }

    @AfterAll
    static void stop() throws IOException {
        host.close();
        pbx.close();
    }

    private static Map<String, Object> server(String id, String claimContext, long port) {
        return new HashMap<>(Map.of("serverId", id, "host", "127.0.0.1", "port", port, "userName", pbx.user(), "secret", pbx.secret(),
                "internalContext", "internal", "outboundContext", "outbound", "claimContext", claimContext, "waitingContext", "waiting"));
    }

    private static List<?> warnings(Map<String, Object> result) {
        assertThat(result.toString(), result.get("responseMessage"), is("success"));
        return (List<?>) result.get("warnings");
    }

    @Test
    void nothingIsSaidOfADialplanThatHasAllContexts() {
        assertThat(warnings(host.run("createAsteriskServer", "admin", server("WHOLE", "claim", pbx.port()))), is(empty()));
    }

    @Test
    void aMissingContextIsNamedWithWhatToDo() {
        Map<String, Object> result = host.run("createAsteriskServer", "admin", server("LACKS", "no-such-context", pbx.port()));

        assertThat(warnings(result), hasSize(1));
        assertThat(result.get("successMessage").toString(), containsString("Claim context: no-such-context: missing in the dialplan"));
        assertThat(result.get("successMessage").toString(), containsString("extensions.conf"));
        assertThat("saved", host.database().rows("AsteriskServer", "serverId", "LACKS"), hasSize(1));
        result = host.run("updateAsteriskServer", "admin", server("LACKS", "claim", pbx.port()));
        assertThat("mended", warnings(result), is(empty()));
    }

    @Test
    void thePageShowsTheWarning() {
        WebClient admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
        Map<String, String> form = new HashMap<>();
        server("PAGE", "no-such-context", pbx.port()).forEach((field, value) -> form.put(field, value.toString()));

        String page = admin.postFrom(admin.get("/asterisk/control/EditServer").body(), "/asterisk/control/createServer", form).body();

        assertThat(page, containsString("no-such-context: missing in the dialplan"));
    }

    @Test
    void aPbxThatIsAwayIsNotEnabledAndTheAdminHearsWhatToDo() {
        Map<String, Object> away = server("AWAY", "claim", 1);
        Map<String, Object> refused = host.run("createAsteriskServer", "admin", with(away, "enabled", "Y"));
        assertThat(refused.get("errorMessage").toString(), allOf(containsString("only enable a server that OFBiz can connect to"),
                containsString("no response from this host and port"), containsString("Check the host and port")));
        assertThat(host.database().rows("AsteriskServer", "serverId", "AWAY"), is(empty()));

        assertThat(warnings(host.run("createAsteriskServer", "admin", away)).get(0).toString(), containsString("Saved as disabled"));
        assertThat(enabled("AWAY"), is("N"));
        assertThat(host.run("updateAsteriskServer", "admin", Map.of("serverId", "AWAY", "enabled", "Y")).get("responseMessage"), is("error"));
        assertThat(enabled("AWAY"), is("N"));
        assertThat(warnings(host.run("updateAsteriskServer", "admin", Map.of("serverId", "AWAY", "enabled", "Y", "enableUntested", "Y"))).get(0)
                .toString(), containsString("Saved, not tested"));
        assertThat(enabled("AWAY"), is("Y"));
        assertThat("what has nothing to do with reaching it can be changed",
                warnings(host.run("updateAsteriskServer", "admin", Map.of("serverId", "AWAY", "description", "In the cellar"))), hasSize(1));
        host.run("deleteAsteriskServer", "admin", Map.of("serverId", "AWAY"));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new HashMap<>(fields);
        more.put(name, value);
        return more;
    }

    private static String enabled(String serverId) {
        return host.database().rows("AsteriskServer", "serverId", serverId).get(0).getString("enabled");
    }

    private static Map<?, ?> trial(String user, Map<String, Object> typed) {
        Map<String, Object> result = host.run("tryAsteriskServer", user, typed);
        assertThat(result.toString(), result.get("responseMessage"), is("success"));
        return (Map<?, ?>) result.get("trial");
    }

    @Test
    void whatIsTypedIsTriedWithoutBeingSaved() {
        Map<?, ?> found = trial("admin", server("TYPED", "claim", pbx.port()));
        assertThat(found.toString(), found.get("reached"), is(true));
        assertThat(found.get("warnings"), is(List.of()));
        assertThat(found.toString(), not(containsString(pbx.secret())));
        assertThat(host.database().rows("AsteriskServer", "serverId", "TYPED"), is(empty()));

        Map<?, ?> refused = trial("admin", with(server("TYPED", "claim", pbx.port()), "secret", "another"));
        assertThat(refused.toString(), refused.get("reached"), is(false));
        assertThat(refused.get("remedy").toString(), containsString("Compare the AMI user and secret"));
    }

    @Test
    void theStoredSecretGoesOnlyWhereItWasEnteredFor() {
        warnings(host.run("createAsteriskServer", "admin", with(server("KEPT", "claim", pbx.port()), "enabled", "N")));
        Map<String, Object> typed = server("KEPT", "claim", pbx.port());
        typed.remove("secret");
        assertThat(trial("admin", typed).get("reached"), is(true));
        for (Map<String, Object> elsewhere : List.of(with(typed, "host", "localhost"), with(typed, "port", 1L))) {
            assertThat(host.run("tryAsteriskServer", "admin", elsewhere).get("errorMessage").toString(), containsString("AMI secret again"));
            assertThat(host.run("updateAsteriskServer", "admin", elsewhere).get("errorMessage").toString(), containsString("AMI secret again"));
        }
    }

    /** Where the file allows AMI ports only: the answer is one for whatever is there, comes at once, and nothing is connected to. */
    @Test
    @Tag("security")
    void aTrialTellsNothingOfHostsAndPortsThatTheFileDoesNotAllow() throws IOException {
        String before = System.getProperty("asterisk.pbxPorts", "");
        try (PbxPlayer open = PbxPlayer.stranger("", "")) {
            System.setProperty("asterisk.pbxPorts", "");
            Set<String> said = new HashSet<>();
            int tried = 0;
            for (String row : LISTS) {
                host.database().setting(row, "0.0.0.0/0, *.example, 1-65535");
                assertThat(host.run("changeAsteriskSetting", "admin", Map.of("settingName", row, "settingValue", "1-65535")).get("responseMessage"),
                        is("error"));
            }
            for (String useTls : List.of("N", "Y")) {
                for (Map<String, Object> typed : List.of(server("X", "claim", open.port()), server("X", "claim", 1),
                        server("X", "claim", pbx.port()),
                        with(server("X", "claim", 5038), "host", "169.254.169.254"), with(server("X", "claim", 5038), "host", "192.0.2.1"),
                        with(server("X", "claim", 5038), "host", "no-such-host.example"), with(server("X", "claim", 5038), "host", "2130706433"),
                        with(server("X", "claim", 22), "host", "localhost"))) {
                    Map<?, ?> trial = assertTimeout(AT_ONCE, () -> trial("admin", with(typed, "useTls", useTls)));
                    said.add(trial.toString());
                    said.add(assertTimeout(AT_ONCE, () -> trial("admin", with(typed, "certificateFingerprint", "AB".repeat(32)))).toString());
                    Map<String, Object> shown = assertTimeout(AT_ONCE, () -> host.run("fetchAsteriskServerCertificate", "admin",
                            Map.of("host", typed.get("host"), "port", typed.get("port"))));
                    assertThat(shown.get("errorMessage").toString(), containsString("pbxHosts and pbxPorts"));
                    Map<String, Object> saved = assertTimeout(AT_ONCE, () -> host.run("createAsteriskServer", "admin", with(typed, "enabled", "Y")));
                    assertThat(saved.get("errorMessage").toString(), containsString("pbxHosts and pbxPorts"));
                    tried += 4;
                }
            }
            assertThat(said.toString(), said, hasSize(1));
            assertThat(said.toString(), containsString("config/asterisk.properties"));
            assertThat("connections", open.connections(), is(0));
            OUT.println("security: trials: tried " + tried + ", held " + tried);
        } finally {
            System.setProperty("asterisk.pbxPorts", before);
            LISTS.forEach(key -> host.database().setting(key, ""));
        }
    }

    @Test
    void aHostThatTakesItsTimeDoesNotKeepTheAdmin() throws IOException {
        try (PbxPlayer silent = PbxPlayer.stranger("", "")) {
            Map<?, ?> found = assertTimeout(Duration.ofSeconds(20), () -> trial("admin", server("SLOW", "claim", silent.port())));
            assertThat(found.get("reached"), is(false));
            assertThat(found.get("text").toString(), containsString("isn't AMI or responds too slowly"));
        }
    }

    @Test
    void nobodyButAnAdminCanSearchTheNetwork() {
        for (String user : List.of("agent1001", "supervisor", "crmuser")) {
            assertThat(host.run("tryAsteriskServer", user, server("X", "claim", pbx.port())).get("responseMessage"), is("error"));
            assertThat(host.run("fetchAsteriskServerCertificate", user, Map.of("host", "127.0.0.1", "port", pbx.port())).get("responseMessage"),
                    is("error"));
        }
        WebClient agent = new WebClient(host.base());
        String console = agent.login("/asterisk", "agent1001", "ofbiz").body();
        assertThat(agent.postByScript(WebClient.meta(console, "csrf-token"), "/asterisk/control/tryServer", Map.of("host", "127.0.0.1",
                "userName", "u", "secret", "s")).statusCode(), is(403));
    }

    /** A refused service may answer with 200 and words; it is written down all the same. */
    @Test
    @Tag("security")
    void aRefusedServiceIsWrittenDownWithWhoWhatAndFromWhere() {
        WebClient agent = new WebClient(host.base());
        agent.login("/asterisk", "agent1001", "ofbiz");
        try (LoggedProblems log = LoggedProblems.withWarnings(AuditLog.class.getName())) {
            for (int i = 0; i < 50; i++) {
                host.run("deleteAsteriskServer", "agent1001", Map.of("serverId", "DEMO_PBX"));
            }
            host.run("findPhoneCalls", "agent1001", Map.of());
            List<String> refused = log.lines().stream().filter(line -> line.contains("AuditLog: refused: service ")).toList();
            assertThat("once a minute", refused, hasSize(1));
            assertThat(refused.get(0), allOf(containsString("deleteAsteriskServer"), containsString("agent1001 at 127.0.0.1"),
                    containsString("ASTERISK_ADMIN")));
        }
    }

    @Test
    void aHostWithoutTlsShowsNoCertificate() {
        assertThat(host.run("fetchAsteriskServerCertificate", "admin", Map.of("host", "127.0.0.1", "port", 1L)).get("errorMessage").toString(),
                containsString("no response from this host"));
    }

    @Test
    void aServerThatIsDisabledIsNotTried() {
        Map<String, Object> disabled = server("OFF", "no-such-context", pbx.port());
        disabled.put("enabled", "N");
        assertThat(warnings(host.run("createAsteriskServer", "admin", disabled)), is(empty()));
    }
}

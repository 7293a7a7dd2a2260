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
package org.apache.ofbiz.asterisk.health;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.HostWithPbx;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Page, service and request that tell how everything is: what they say of a running call center, and to whom. */
@Tag("embedded")
class DiagnosticsIT {

    private static final String AT = "/asterisk/control/";
    private static final String SECRET = "very-s3cret-word";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;
    private static HostWithPbx<SimulatedPbx> site;
    private static Host host;
    private static WebClient admin;

    @BeforeAll
    static void start() throws IOException {
        site = HostWithPbx.simulated(folder, database -> {
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "description", "<script>alert('x')</script>"));
            database.create("AsteriskServer", Map.of("serverId", "AWAY", "host", "127.0.0.1", "port", 1L, "userName", "u", "secret", SECRET,
                    "internalContext", "<b>bold</b>", "enabled", "Y"));
            database.create("AsteriskServer", Map.of("serverId", "OFF", "host", "127.0.0.1", "userName", "u", "secret", SECRET, "enabled", "N"));
        });
        host = site.host();
        admin = new WebClient(host.base());
        admin.login("/asterisk", "admin", "ofbiz");
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    private static JsonNode data() {
        HttpResponse<String> answer = admin.get(AT + "diagnosticsData");
        assertThat(answer.body(), answer.statusCode(), is(200));
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Optional<JsonNode> finding(JsonNode data, String key) {
        return each(data.get("sections")).flatMap(section -> each(section.get("findings")))
                .filter(finding -> finding.get("key").asText().equals(key)).findFirst();
    }

    private static JsonNode awaitState(String key, String state) {
        return Await.until(() -> finding(data(), key).filter(finding -> finding.get("state").asText().equals(state)), () ->
                key + " is " + finding(data(), key));
    }

    @Test
    void aServerThatIsThereIsToldWithItsFigures() throws IOException {
        awaitState("server-DEMO_PBX-CONNECTION", "OK");
        assertThat(awaitState("server-DEMO_PBX-VERSION", "OK").get("text").asText(), containsString("22"));
        awaitState("server-DEMO_PBX-ROUND_TRIP", "OK");
        awaitState("server-DEMO_PBX-CLOCK", "OK");
        assertThat(awaitState("server-DEMO_PBX-LOST", "OK").get("text").asText(), is("0"));
        assertThat(awaitState("server-DEMO_PBX-CONTEXT-AsteriskClaimContext", "OK").get("text").asText(), containsString("claim"));
        awaitState("server-DEMO_PBX-RECORDINGS", "ATTENTION");
        Files.createDirectories(folder.resolve("recordings"));
        awaitState("server-DEMO_PBX-RECORDINGS", "OK");
        assertThat(awaitState("server-DEMO_PBX-REGISTERED", "OK").get("text").asText(), is("3"));
        awaitState("records-NUMBER_INDEX", "OK");
        awaitState("records-JOURNAL_FILE", "OK");
        assertThat("nobody has called", awaitState("server-DEMO_PBX-RIGHT-CALL_EVENTS", "UNKNOWN").get("text").asText(),
                containsString("read = call"));
    }

    @Test
    void aServerThatIsAwayIsToldWithWhatToDoAndOneThatIsOffIsInOrder() {
        JsonNode away = awaitState("server-AWAY-CONNECTION", "WRONG");
        assertThat(away.get("text").asText(), containsString("no response from this host"));
        assertThat(away.get("remedy").asText(), containsString("host and port"));
        assertThat(data().get("state").asText(), is("WRONG"));
        awaitState("server-OFF-CONNECTION", "OK");
    }

    @Test
    void aContextThatThePbxLacksIsWrongUntilItIsMended() {
        host.database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "claimContext", "no-such-context"));
        host.run("reloadAsterisk", "admin", Map.of());
        JsonNode missing = awaitState("server-DEMO_PBX-CONTEXT-AsteriskClaimContext", "WRONG");
        assertThat(missing.get("remedy").asText(), containsString("[no-such-context]"));
        host.database().change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "claimContext", "claim"));
        host.run("reloadAsterisk", "admin", Map.of());
        awaitState("server-DEMO_PBX-CONTEXT-AsteriskClaimContext", "OK");
    }

    @Test
    void whatCameFromOutsideIsTextOnThePage() {
        String page = admin.get(AT + "diagnostics").body();
        assertThat(page, containsString("&lt;script&gt;alert("));
        assertThat(page, not(containsString("<script>alert(")));
        assertThat(page, not(containsString("<b>bold")));
    }

    @Test
    void noSecretAndNoCustomerIsToldAnywhere() {
        Map<String, Object> told = host.run("asteriskDiagnostics", "admin", Map.of());
        String support = (String) told.get("supportText");
        assertThat(support, containsString("Server DEMO_PBX"));
        for (String text : new String[] {admin.get(AT + "diagnostics").body(), admin.get(AT + "diagnosticsData").body(), told.toString()}) {
            assertThat(text, not(containsString(SECRET)));
            assertThat(text, not(containsString(site.pbx().secret())));
            assertThat(text, not(containsString("Anna Kask")));
        }
    }

    @Test
    void theTextForSupportIsEnglishWhateverTheUserReads() {
        admin.postFrom(admin.get(AT + "console").body(), AT + "setLocale", Map.of("newLocale", "de"));
        assertThat(data().get("supportText").asText(), containsString("Connection:"));
        assertThat(finding(data(), "server-DEMO_PBX-CONNECTION").orElseThrow().get("title").asText(), is("Verbindung"));
        admin.postFrom(admin.get(AT + "console").body(), AT + "setLocale", Map.of("newLocale", "en"));
    }

    @TestFactory
    Stream<DynamicTest> whoMayNotAdministerIsToldNothing() {
        return Stream.of("agent1001", "crmuser", "supervisor").map(login -> DynamicTest.dynamicTest(login, () -> {
            WebClient other = new WebClient(host.base());
            other.login("/asterisk", login, "ofbiz");
            HttpResponse<String> data = other.get(AT + "diagnosticsData");
            assertThat(data.statusCode(), is(403));
            assertThat(data.body(), not(containsString("DEMO_PBX")));
            for (String path : new String[] {"diagnostics", "console/diagnostics", "main/diagnostics"}) {
                assertThat(path, other.get(AT + path).body(), not(containsString("data-finding")));
            }
            Map<String, Object> service = host.run("asteriskDiagnostics", login, Map.of());
            assertThat(service.get("responseMessage"), is("error"));
            assertThat(service.toString(), not(containsString("DEMO_PBX")));
        }));
    }

    @Test
    void whoIsNotSignedInIsAskedToLogIn() {
        WebClient stranger = new WebClient(host.base());
        for (String path : new String[] {"diagnostics", "diagnosticsData"}) {
            String body = stranger.get(AT + path).body();
            assertThat(body, containsString("PASSWORD"));
            assertThat(body, not(containsString("DEMO_PBX")));
        }
    }
}

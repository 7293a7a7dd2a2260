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
package org.apache.ofbiz.asterisk.crm.voicemail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages as browsers get them while the PBX is offline: those of own mailboxes, and nothing else of the machine. */
@Tag("embedded")
class VoicemailFilesIT {

    private static final String LEFT_AT = "2026-11-29T09:00:00Z";
    private static final long ORIGTIME = 1_795_942_800L;

    @TempDir
    private static Path folder;
    private static Path root;
    private static Host host;
    private static Database database;
    private static WebClient liis;
    private static WebClient peeter;

    @BeforeAll
    static void start() throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("voicemail"));
        Host.voicemail(root);
        host = Host.start(folder.resolve("data"), rows -> {
            rows.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "host", "127.0.0.1", "port", 1L));
            rows.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "mailbox", "2000@default"));
            rows.change("AsteriskPeer", Map.of("peerId", "DEMO_1001", "mailbox", "1001@default"));
            rows.setting("defaultRegion", "EE");
        });
        database = host.database();
        liis = user("agent1001");
        peeter = user("agent1002");
        message("default/2000/INBOX", "group-1", "\"Somebody\" <+3725551234>");
        message("default/1001/INBOX", "own-1", "\"Bob\" <+15550100>");
        message("default/3000/INBOX", "other-1", "x");
    }

    @AfterAll
    static void stop() {
        host.close();
        System.clearProperty("asterisk.voicemailRoots");
    }

    private static WebClient user(String login) {
        WebClient user = new WebClient(host.base());
        user.login("/asterisk", login, "ofbiz");
        return user;
    }

    @Test
    void eachUserSeesTheMessagesOfOwnPhonesAndGroups() {
        String own = liis.get("/asterisk/control/voicemail").body();
        assertThat(own, containsString("\"messageId\":\"own-1\""));
        assertThat(own, containsString("\"messageId\":\"group-1\""));
        assertThat("by the contact that has the number", own, containsString("\"name\":\"Anna Kask\""));
        assertThat("as the PBX has it", own, containsString("\"name\":\"Bob\""));
        assertThat("the PBX is offline", own, containsString("\"fresh\":null"));
        assertThat(own.contains("other-1"), is(false));
        String ofGroup = peeter.get("/asterisk/control/voicemail").body();
        assertThat(ofGroup, containsString("\"messageId\":\"group-1\""));
        assertThat(ofGroup.contains("own-1"), is(false));
        String none = user("crmuser").get("/asterisk/control/voicemail").body();
        assertThat(none, containsString("\"boxes\":[]"));
    }

    @Test
    @Tag("security")
    void theSoundIsForThoseWhoseMailboxItIs() {
        HttpResponse<byte[]> sound = sound(liis, "P.DEMO_1001", "own-1", LEFT_AT);
        assertThat(sound.statusCode() + new String(sound.body(), StandardCharsets.UTF_8), is("200sound of own-1"));
        HttpResponse<byte[]> part = liis.ask("GET", path("G.SUPPORT", "group-1", LEFT_AT), Map.of("Range", "bytes=6-7"),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(part.statusCode() + new String(part.body(), StandardCharsets.UTF_8), is("206of"));

        Attacks attacks = new Attacks("voicemail of others");
        WebClient supervisor = user("supervisor");
        WebClient stranger = user("crmuser");
        for (String box : List.of("P.DEMO_1001", "G.SUPPORT", "G.NONE", "", "1001@default", "P.DEMO_1001'--", "P.", "../1001", "P.DEMO_TRUNK")) {
            for (String id : List.of("own-1", "other-1", "..", "own-1%00", "*", "")) {
                attacks.attack("agent of the group: " + box + " " + id, sound(peeter, box, id, LEFT_AT).statusCode() == 404);
                attacks.attack("who is in no group: " + box + " " + id, sound(stranger, box, id, LEFT_AT).statusCode() == 404);
                attacks.attack("supervisor of other groups: " + box + " " + id, sound(supervisor, box, id, LEFT_AT).statusCode() == 404);
            }
        }
        attacks.attack("another moment", sound(liis, "P.DEMO_1001", "own-1", "2026-11-29T09:00:01Z").statusCode() == 404);
        attacks.attack("another box", sound(liis, "G.SUPPORT", "own-1", LEFT_AT).statusCode() == 404);
        attacks.attack("nobody", !new WebClient(host.base()).ask("GET", path("P.DEMO_1001", "own-1", LEFT_AT), Map.of(),
                HttpResponse.BodyHandlers.ofString()).body().contains("sound of"));
        attacks.held();
        assertThat("each listening is logged, parts of one too", database.rows("AsteriskVoicemailAccess").stream()
                .map(row -> row.getString("userLoginId") + " " + row.getString("accessType") + " " + row.getString("mailbox") + " "
                        + row.getString("messageId")).sorted().toList(),
                is(List.of("agent1001 LISTENED 1001@default own-1", "agent1001 LISTENED 2000@default group-1")));
    }

    @Test
    @Tag("security")
    void nobodyChangesTheMessagesOfOthersAndNothingHappensWithoutThePbx() {
        Attacks attacks = new Attacks("changes of voicemail");
        for (String login : List.of("agent1002", "supervisor", "crmuser", "admin")) {
            attacks.attack(login, refusal(login, "P.DEMO_1001", "own-1", LEFT_AT, "DELETED").equals("NO_SUCH_MESSAGE"));
        }
        attacks.attack("another moment", refusal("agent1001", "P.DEMO_1001", "own-1", "2026-01-01T00:00:00Z", "HEARD").equals("NO_SUCH_MESSAGE"));
        attacks.attack("another change", refusal("agent1001", "P.DEMO_1001", "own-1", LEFT_AT, "FORWARDED").equals("VALUE_REFUSED"));
        attacks.attack("line breaks", refusal("agent1001", "P.DEMO_1001", "own-1\r\nAction: Logoff", LEFT_AT, "HEARD").equals("VALUE_REFUSED"));
        attacks.attack("the PBX is offline", refusal("agent1001", "P.DEMO_1001", "own-1", LEFT_AT, "DELETED").equals("PBX_AWAY"));
        attacks.held();
        assertThat(Files.exists(root.resolve("default/1001/INBOX/msg0000.txt")), is(true));
    }

    @Test
    @Tag("security")
    void rightsAreThoseOfNow() throws IOException {
        message("default/1003/INBOX", "now-1", "x");
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1003", "mailbox", "1003@default"));
        WebClient kadri = user("agent1003");
        assertThat(sound(kadri, "P.DEMO_1003", "now-1", LEFT_AT).statusCode(), is(200));
        assertThat(sound(kadri, "G.SUPPORT", "group-1", LEFT_AT).statusCode(), is(200));
        Map<String, Object> nobody = new HashMap<>(Map.of("peerId", "DEMO_1003"));
        nobody.put("partyId", null);
        nobody.put("userLoginId", null);
        Timestamp always = Timestamp.valueOf("2020-01-01 00:00:00");
        database.change("AsteriskPeer", nobody);
        database.change("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_AGENT3", "fromDate", always, "thruDate",
                Timestamp.valueOf("2021-01-01 00:00:00")));
        try {
            assertThat("the phone is somebody else's", sound(kadri, "P.DEMO_1003", "now-1", LEFT_AT).statusCode(), is(404));
            assertThat("no member any more", sound(kadri, "G.SUPPORT", "group-1", LEFT_AT).statusCode(), is(404));
        } finally {
            Map<String, Object> again = new HashMap<>(Map.of("callCenterGroupId", "SUPPORT", "partyId", "AST_AGENT3", "fromDate", always));
            again.put("thruDate", null);
            database.change("GroupMembership", again);
            database.change("AsteriskPeer", Map.of("peerId", "DEMO_1003", "partyId", "AST_AGENT3", "userLoginId", "agent1003"));
        }
    }

    @Test
    @Tag("security")
    void noRowMakesAFolderOneOfVoicemail() throws IOException {
        Path elsewhere = folder.toRealPath().resolve("elsewhere");
        database.setting("voicemailRoots", "DEMO_PBX=" + elsewhere);
        try {
            message(elsewhere, "default/2000/INBOX", "row-1", "x");
            assertThat(liis.get("/asterisk/control/voicemail").body().contains("row-1"), is(false));
        } finally {
            database.setting("voicemailRoots", "");
        }
    }

    @Test
    void aMessageJoinsTheOpenCallbackOfItsCustomerAndGroup() {
        assertThat(liis.get("/asterisk/control/voicemail").body().contains("\"callbackTaskId\":\""), is(false));
        Object task = host.run("requestAsteriskCallback", "agent1001", Map.of("number", "5551234", "callCenterGroupId", "SUPPORT"))
                .get("callbackTaskId");
        String listed = liis.get("/asterisk/control/voicemail").body();
        assertThat(listed, containsString("\"callbackTaskId\":\"" + task + "\""));
        assertThat("of the group's message only", listed.split("\"callbackTaskId\":\"", -1).length, is(2));
        host.run("closeAsteriskCallback", "agent1001", Map.of("callbackTaskId", task, "outcome", "REACHED"));
        assertThat(liis.get("/asterisk/control/voicemail").body().contains("\"callbackTaskId\":\""), is(false));
    }

    @Test
    void thePersonWhoLeftAMessageSeesThatItIsKept() {
        Map<String, Object> anna = host.run("findAsteriskPersonData", "admin", Map.of("number", "+372 5551234"));
        assertThat(anna.get("voicemailCount"), is(1L));
        assertThat(String.valueOf(anna.get("exportText")), containsString("2000@default"));
        assertThat(host.run("findAsteriskPersonData", "admin", Map.of("number", "+372 5559999")).get("voicemailCount"), is(0L));
    }

    private static String refusal(String login, String box, String id, String leftAt, String change) {
        return String.valueOf(host.run("changeAsteriskVoicemail", login, Map.of("boxId", box, "messageId", id, "leftAt", leftAt, "change", change))
                .get("refusalCode"));
    }

    private static HttpResponse<byte[]> sound(WebClient user, String box, String id, String leftAt) {
        return user.ask("GET", path(box, id, leftAt), Map.of(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String path(String box, String id, String leftAt) {
        return "/asterisk/control/voicemailSound?boxId=" + encoded(box) + "&messageId=" + encoded(id) + "&leftAt=" + encoded(leftAt);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void message(String box, String id, String caller) throws IOException {
        message(root, box, id, caller);
    }

    private static void message(Path below, String box, String id, String caller) throws IOException {
        Path place = Files.createDirectories(below.resolve(box));
        Files.writeString(place.resolve("msg0000.wav"), "sound of " + id);
        Files.writeString(place.resolve("msg0000.txt"),
                "[message]\ncallerid=" + caller + "\norigtime=" + ORIGTIME + "\nmsg_id=" + id + "\nduration=3\n");
    }
}

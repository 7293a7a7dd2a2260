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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers leave messages on a real Asterisk, and agents hear them by HTTP and WebSocket only. */
@Tag("asterisk")
class VoicemailOnAsteriskIT {

    private static final String MODULE = VoicemailOnAsteriskIT.class.getName();
    private static final String ANNA = "3725551234";
    private static final int TONE_HERTZ = 1000;
    /** Voicemail asks for messages of some length, and the phone needs a moment until it sends. */
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(6);

    @TempDir
    private Path folder;
    private AsteriskLab lab;
    private Host host;
    private WebUser liis;

    @AfterEach
    void stop() {
        if (liis != null) {
            liis.close();
        }
        if (host != null) {
            host.close();
        }
        if (lab != null) {
            lab.close();
        }
        System.clearProperty("asterisk.voicemailRoots");
    }

    @Test
    void aMessageIsCountedHeardMarkedDeletedAndRestored() throws IOException {
        lab = AsteriskLab.start();
        open("ofbiz-voicemail", this::plain);
        JsonNode first = message(leaves("5040", SHORT, 1));
        assertThat("the caller by their contact", first.path("name").asText(), is("Anna Kask"));
        assertThat(first.path("folder").asText(), is("INBOX"));
        assertThat((double) Duration.between(Instant.parse(first.path("leftAt").asText()), Instant.now()).abs().toSeconds(), lessThan(30.0));
        assertThat("seconds of the tone", seconds(first), greaterThan(1.5));
        JsonNode second = StreamSupport.stream(leaves("5040", LONG, 2).path("messages").spliterator(), false)
                .filter(message -> !id(message).equals(id(first))).findFirst().orElseThrow();

        changes(first, "HEARD", "");
        JsonNode heard = await(2, 1);
        assertThat(folderOf(heard, first), is("OLD"));
        assertThat("the second has the number of the first now", Files.exists(spool().resolve("default/2000/INBOX/msg0000.txt")), is(true));
        assertThat("and is heard still", seconds(second), greaterThan(seconds(first) + 1.5));
        assertThat("the same once more changes nothing", folderOf(await(2, 1), second), is("INBOX"));

        changes(second, "DELETED", "");
        assertThat(folderOf(await(2, 0), second), is("DELETED"));
        assertThat(Files.exists(spool().resolve("default/2000/INBOX/msg0000.txt")), is(false));
        changes(second, "RESTORED", "");
        assertThat(folderOf(await(2, 0), second), is("OLD"));
        assertThat("it is the one that was deleted", seconds(second), greaterThan(seconds(first) + 1.5));
        changes(first, "DELETED", "");
        assertThat(folderOf(await(2, 0), first), is("DELETED"));
        assertThat("who did what is kept", host.database().rows("AsteriskVoicemailAccess", "messageId", id(second)).stream()
                .map(row -> row.getString("accessType")).sorted().toList(), is(List.of("DELETED", "LISTENED", "RESTORED")));
    }

    @Test
    void aMessageThatWasDeletedSomeDaysAgoIsRemovedForGood() throws IOException {
        lab = AsteriskLab.start();
        open("ofbiz-voicemail", this::plain);
        JsonNode left = message(leaves("5040", SHORT, 1));
        changes(left, "DELETED", "");
        await(1, 0);
        assertThat(host.run("removeAsteriskDeletedVoicemail", "admin", Map.of()).get("removedCount"), is(0L));
        changes(left, "RESTORED", "");
        assertThat(host.run("removeAsteriskDeletedVoicemail", "admin", Map.of("keepDays", 0L)).get("removedCount"), is(0L));
        changes(left, "DELETED", "");
        assertThat("it can be restored for a month", folderOf(list(), left), is("DELETED"));
        Object hold = host.run("createAsteriskLegalHold", "admin", Map.of("partyId", "AST_ANNA", "reasonText", "court")).get("holdId");
        Map<String, Object> kept = host.run("removeAsteriskDeletedVoicemail", "admin", Map.of("keepDays", 0L));
        assertThat("under a legal hold", List.of(kept.get("removedCount"), kept.get("heldCount"), kept.get("failedCount")), is(List.of(0L, 1L, 0L)));
        host.run("releaseAsteriskLegalHold", "admin", Map.of("holdId", hold));
        assertThat(host.run("removeAsteriskDeletedVoicemail", "admin", Map.of("keepDays", 0L)).get("removedCount"), is(1L));
        await(0, 0);
        assertThat(Files.exists(spool().resolve("default/2000/Cust5/msg0000.wav")), is(false));
    }

    @Test
    void aMessageIsForwardedToAColleagueAndStays() throws IOException {
        lab = AsteriskLab.start();
        open("ofbiz-voicemail", database -> {
            plain(database);
            database.change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "mailbox", "1002@default"));
        });
        JsonNode left = message(leaves("5040", SHORT, 1));
        JsonNode targets = liis.get("/asterisk/control/voicemailTargets?boxId=G.SUPPORT").path("targets");
        assertThat(targets.findValuesAsText("name"), is(List.of("Liis Saar (1001)", "Peeter Mets (1002)")));
        try (WebUser peeter = WebUser.logsIn(host.base(), "agent1002").opensConsole()) {
            forwards(left, "P.DEMO_1002", "");
            peeter.await("VOICEMAIL", message -> true);
            Await.untilTrue(() -> peeter.get("/asterisk/control/voicemail").path("total").asInt() == 2, () -> "Peeter has no message");
            JsonNode copy = StreamSupport.stream(peeter.get("/asterisk/control/voicemail").path("messages").spliterator(), false)
                    .filter(message -> message.path("boxId").asText().equals("P.DEMO_1002")).findFirst().orElseThrow();
            assertThat(copy.path("name").asText() + " " + copy.path("folder").asText(), is("Anna Kask INBOX"));
            assertThat(seconds("agent1002", copy), greaterThan(1.5));
        }
        assertThat("it stays", folderOf(list(), left), is("INBOX"));
        assertThat(host.database().rows("AsteriskVoicemailAccess", "accessType", "FORWARDED").stream()
                .map(row -> row.getString("userLoginId") + " " + row.getString("targetMailbox")).toList(), is(List.of("agent1001 1002@default")));
        forwards(left, "G.SUPPORT", "TARGET_UNKNOWN");
        forwards(left, "P.NOBODY", "TARGET_UNKNOWN");
        changes(left, "DELETED", "");
        forwards(left, "P.DEMO_1002", "NO_SUCH_MESSAGE");
    }

    private void forwards(JsonNode message, String target, String refusal) {
        JsonNode answer = liis.post("/asterisk/control/forwardVoicemail", Map.of("boxId", message.path("boxId").asText(), "messageId", id(message),
                "leftAt", message.path("leftAt").asText(), "targetBoxId", target));
        assertThat(answer.toString(), answer.path("code").asText(), is(refusal));
    }

    @Test
    void oldMessagesGoByTheRuleOfTheirGroupUnlessAHoldKeepsThem() throws IOException {
        lab = AsteriskLab.start();
        open("ofbiz-voicemail", this::plain);
        leaves("5041", SHORT, 1);
        leaves("5040", SHORT, 2);
        weeksAgo("2000");
        weeksAgo("1001");
        Path ofGroup = spool().resolve("default/2000/INBOX/msg0000.wav");
        Path ofPhone = spool().resolve("default/1001/INBOX/msg0000.wav");
        rule("SUPPORT", "30");
        assertThat("a preview removes nothing", List.of(preview().get("voicemailCount"), Files.exists(ofGroup)), is(List.of(1L, true)));
        Object hold = done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "a court")).get("holdId");
        assertThat(List.of(preview().get("voicemailCount"), preview().get("heldCount")), is(List.of(0L, 1L)));
        assertThat(counts(done("runAsteriskRetention", Map.of())).get("heldCount"), is(1L));
        assertThat(Files.exists(ofGroup), is(true));
        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        assertThat(counts(done("runAsteriskRetention", Map.of())).get("voicemailCount"), is(1L));
        assertThat("the phone has no rule", List.of(Files.exists(ofGroup), Files.exists(ofPhone)), is(List.of(false, true)));
        rule("_NA_", "40");
        assertThat("not old enough", counts(done("runAsteriskRetention", Map.of())).get("voicemailCount"), is(0L));
        rule("_NA_", "30");
        assertThat(counts(done("runAsteriskRetention", Map.of())).get("voicemailCount"), is(1L));
        assertThat(Files.exists(ofPhone), is(false));
        await(0, 0);
        assertThat(host.database().rows("AsteriskVoicemailAccess", "accessType", "REMOVED").size(), is(2));
    }

    @Test
    void whoIsForgottenLeavesNoMessage() throws IOException {
        lab = AsteriskLab.start();
        open("ofbiz-voicemail", this::plain);
        leaves("5040", SHORT, 1);
        leaves("5041", SHORT, 2);
        Await.untilTrue(() -> host.database().rows("PhoneCall", "endDate", null).isEmpty(), () -> "calls go on");
        Object id = done("forgetAsteriskPerson", Map.of("partyId", "AST_ANNA", "callsDeleted", "Y", "confirmed", "Y")).get("erasureId");
        assertThat(List.of(host.database().row("AsteriskErasure", "erasureId", id).getLong("voicemailCount"),
                host.database().row("AsteriskErasure", "erasureId", id).getLong("voicemailKeptCount")), is(List.of(2L, 0L)));
        await(0, 0);
        try (Stream<Path> files = Files.walk(spool())) {
            assertThat(files.filter(file -> file.toString().endsWith(".wav") || file.toString().endsWith(".txt")).toList(), is(List.of()));
        }
    }

    /** As if the message of this mailbox had been left 35 days ago. */
    private void weeksAgo(String mailbox) throws IOException {
        Path text = spool().resolve("default/" + mailbox + "/INBOX/msg0000.txt");
        Files.writeString(text, Files.readString(text).replaceAll("(?m)^origtime=\\d+$",
                "origtime=" + Instant.now().minus(Duration.ofDays(35)).getEpochSecond()));
    }

    private void rule(String group, String days) {
        done("setAsteriskRetention", Map.of("callCenterGroupId", group, "dataKind", "VOICEMAIL", "keepDays", days));
    }

    private Map<?, ?> preview() {
        return counts(done("previewAsteriskRetention", Map.of()));
    }

    private static Map<?, ?> counts(Map<String, Object> result) {
        return (Map<?, ?>) result.get("counts");
    }

    private Map<String, Object> done(String service, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(service + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    @Test
    void withTheRightsOfTheGuideMessagesAreHeardButNotChanged() throws IOException {
        lab = AsteriskLab.start();
        open("ofbiz", this::plain);
        JsonNode left = message(leaves("5041", SHORT, 1));
        assertThat(left.path("boxId").asText(), is("P.DEMO_1001"));
        assertThat(seconds(left), greaterThan(1.5));
        changes(left, "DELETED", "VOICEMAIL_NOT_PERMITTED");
        assertThat(list().path("boxes").get(0).path("support").asText(), is("NOT_PERMITTED"));
        assertThat(folderOf(list(), left), is("INBOX"));
    }

    @Test
    void onAsterisk16MessagesAreHeardAndCounted() throws IOException {
        lab = AsteriskLab.startVersion("16");
        open("ofbiz-voicemail", this::plain);
        JsonNode left = message(leaves("5040", SHORT, 1));
        assertThat(seconds(left), greaterThan(1.5));
        changes(left, "HEARD", "VOICEMAIL_NOT_OFFERED");
        forwards(left, "P.DEMO_1001", "VOICEMAIL_NOT_OFFERED");
        weeksAgo("2000");
        rule("SUPPORT", "30");
        Map<?, ?> counts = counts(done("runAsteriskRetention", Map.of()));
        assertThat(List.of(counts.get("voicemailCount"), counts.get("failedCount")), is(List.of(0L, 1L)));
        assertThat(counts.get("problem").toString(), startsWith("2000@default "));
        assertThat(folderOf(await(1, 1), left), is("INBOX"));
    }

    @Test
    void withTheDialplanOfFreePbxTheMessageOfAPhoneIsItsOwners() throws IOException {
        lab = AsteriskLab.startFreePbx("22", 3);
        open("ofbiz-voicemail", database -> {
            FreePbxTeam.FIRST.create(database, lab);
            database.change("AsteriskPeer", Map.of("peerId", "DEMO_1001", "mailbox", "1001@default"));
        });
        JsonNode left = message(leaves("6000003", LONG, 1));
        assertThat(left.path("boxId").asText(), is("P.DEMO_1001"));
        assertThat(seconds(left), greaterThan(1.5));
        WebUser peeter = WebUser.logsIn(host.base(), "agent1002");
        assertThat("a colleague of the same group", peeter.get("/asterisk/control/voicemail").path("messages").size(), is(0));
        changes(left, "HEARD", "");
        assertThat(folderOf(await(1, 0), left), is("OLD"));
    }

    private void plain(Database database) {
        Host.pbx(database, lab.ami(), lab.recordingsFolder());
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "mailbox", "2000@default"));
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1001", "mailbox", "1001@default"));
    }

    private void open(String amiUser, Consumer<Database> prepare) throws IOException {
        Host.voicemail(spool());
        host = Host.start(folder.resolve("data"), database -> {
            prepare.accept(database);
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "userName", amiUser));
            database.setting("defaultRegion", "EE");
        });
        liis = WebUser.logsIn(host.base(), "agent1001").opensConsole();
        await(0, 0);
    }

    private Path spool() {
        return lab.recordingsFolder().resolveSibling("spool").resolve("voicemail");
    }

    /** Anna leaves a message; the list says so within a second after the PBX does. */
    private JsonNode leaves(String extension, Duration talk, int fresh) throws IOException {
        liis.forgets();
        AsteriskLab.Ami ami = lab.ami("everything");
        try (AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            lab.caller(ANNA).named("Anna").dialsAndHangsUp(extension, talk);
            AmiProbe.Message told = probe.await(message -> message.isEvent("MessageWaiting") && !message.get("New").isEmpty());
            liis.await("VOICEMAIL", message -> true);
            JsonNode list = await(fresh, fresh);
            long later = Duration.between(told.at(), Instant.now()).toMillis();
            Debug.logInfo("Voicemail at " + extension + " is listed " + later + " ms after the event of the PBX", MODULE);
            assertThat("ms after the event", later, lessThan(1_000L));
            return list;
        }
    }

    private JsonNode await(int messages, int fresh) {
        return Await.until(() -> Optional.of(list()).filter(list -> list.path("messages").size() == messages
                && list.path("total").asInt(-1) == fresh && !list.path("boxes").get(0).path("fresh").isNull()), () -> list().toPrettyString());
    }

    private JsonNode list() {
        return liis.get("/asterisk/control/voicemail");
    }

    private static JsonNode message(JsonNode list) {
        assertThat(list.toString(), list.path("messages").size(), is(1));
        return list.path("messages").get(0);
    }

    private static String id(JsonNode message) {
        return message.path("messageId").asText();
    }

    private static String folderOf(JsonNode list, JsonNode message) {
        return StreamSupport.stream(list.path("messages").spliterator(), false).filter(shown -> id(shown).equals(id(message))).findFirst()
                .map(shown -> shown.path("folder").asText()).orElse("none");
    }

    private void changes(JsonNode message, String change, String refusal) {
        JsonNode answer = liis.post("/asterisk/control/changeVoicemail", Map.of("boxId", message.path("boxId").asText(), "messageId", id(message),
                "leftAt", message.path("leftAt").asText(), "change", change));
        assertThat(answer.toString(), answer.path("code").asText(), is(refusal));
    }

    /** For how long the caller's tone is heard in the message that the browser gets. */
    private double seconds(JsonNode message) throws IOException {
        return seconds("agent1001", message);
    }

    private double seconds(String user, JsonNode message) throws IOException {
        WebClient browser = new WebClient(host.base());
        browser.login("/asterisk", user, "ofbiz");
        HttpResponse<byte[]> sound = browser.ask("GET", "/asterisk/control/voicemailSound?boxId=" + message.path("boxId").asText() + "&messageId="
                + id(message) + "&leftAt=" + message.path("leftAt").asText(), Map.of(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(sound.statusCode(), is(200));
        return Tone.seconds(Files.write(folder.resolve("message.wav"), sound.body()), TONE_HERTZ).get(0);
    }
}

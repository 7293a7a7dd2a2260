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
package org.apache.ofbiz.asterisk.crm.privacy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.crm.voicemail.MailboxNames;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Old data of calls are deleted by the rules, and nothing else; what is under a legal hold stays. */
@Tag("embedded")
class RetentionIT extends PrivacyTest {

    private static final Instant NOW = Instant.now();

    @BeforeAll
    static void addGroup() {
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y"));
    }

    @AfterEach
    void noCalls() throws GenericEntityException {
        noRules();
        for (String entity : List.of("AsteriskRecordingAccess", "PhoneCallEvent", "PhoneCall")) {
            for (GenericValue row : database.rows(entity)) {
                host.delegator().removeValue(row);
            }
        }
    }

    private static void noRules() {
        database.rows("AsteriskRetention").forEach(rule -> done("setAsteriskRetention", Map.of("callCenterGroupId",
                rule.getString("callCenterGroupId"), "dataKind", rule.getString("dataKind"))));
        database.rows("AsteriskLegalHold").stream().filter(hold -> hold.get("releasedDate") == null).forEach(hold ->
                done("releaseAsteriskLegalHold", Map.of("holdId", hold.getString("holdId"))));
    }

    private static Map<String, Object> done(String service, Map<String, ?> input) {
        Map<String, Object> result = host.run(service, "admin", input);
        assertThat(service + ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
        return result;
    }

    private static void rule(String group, RetentionRules.Kind kind, int days) {
        done("setAsteriskRetention", Map.of("callCenterGroupId", group, "dataKind", kind.name(), "keepDays", String.valueOf(days)));
    }

    /** A call of so many days ago with notes, a CommEvent, a recording in its file, and somebody who listened. */
    static Path call(Host host, Path folder, String id, String group, int daysAgo) throws IOException {
        Database rows = host.database();
        Timestamp start = Timestamp.from(NOW.minus(Duration.ofDays(daysAgo)));
        Path file = Files.writeString(folder.resolve(id + ".wav"), "sound");
        rows.create("DataResource", Map.of("dataResourceId", id, "dataResourceTypeId", "LOCAL_FILE", "objectInfo", file.toString()));
        rows.create("Content", Map.of("contentId", id, "dataResourceId", id, "contentName", id));
        rows.create("CommunicationEvent", Map.of("communicationEventId", id, "communicationEventTypeId", "PHONE_COMMUNICATION", "subject",
                "Call from Anna Kask (+3725551234)", "note", "Anna wants more", "messageId", id, "partyIdFrom", "AST_ANNA", "partyIdTo", "AST_AGENT1",
                "contactMechIdFrom", "AST_TEL_ANNA"));
        rows.create("CommEventContentAssoc", Map.of("communicationEventId", id, "contentId", id, "fromDate", start));
        Map<String, Object> call = new HashMap<>(Map.of("phoneCallId", id, "serverId", "DEMO_PBX", "linkedId", id, "directionEnumId", "AST_INBOUND",
                "startDate", start, "answerDate", start, "endDate", start, "outcomeEnumId", "AST_ANSWERED", "callerNumber", "+3725551234",
                "callerName", "Anna Kask"));
        call.putAll(Map.of("dialedNumber", "5000", "partyId", "AST_ANNA", "contactMechId", "AST_TEL_ANNA", "agentPartyId", "AST_AGENT1",
                "communicationEventId", id, "recordingContentId", id, "note", "Anna wants more", "subject", "About Anna", "talkSeconds", 60L));
        Optional.of(group).filter(given -> !given.isEmpty()).ifPresent(given -> call.put("callCenterGroupId", given));
        rows.create("PhoneCall", call);
        rows.create("PhoneCallEvent", Map.of("phoneCallId", id, "eventSeqId", "00001", "eventTypeEnumId", "AST_EV_STARTED", "detail", "+3725551234"));
        rows.create("AsteriskRecordingAccess", Map.of("accessId", id, "phoneCallId", id, "userLoginId", "admin", "accessType", "LISTENED"));
        return file;
    }

    private static Map<?, ?> counts(Map<String, Object> result) {
        return (Map<?, ?>) result.get("counts");
    }

    @Test
    void recordingsGoWithTheirFilesByTheRuleOfTheirGroup() throws IOException {
        Path old = call(host, recordings, "OLD", "SUPPORT", 40);
        Path converted = Files.writeString(recordings.resolve("OLD.mp3"), "the same in another format");
        Path fresh = call(host, recordings, "FRESH", "SUPPORT", 20);
        Path sales = call(host, recordings, "SALES", "SALES", 40);
        Path none = call(host, recordings, "NOGROUP", "", 40);
        rule("_NA_", RetentionRules.Kind.RECORDING, 30);
        rule("SALES", RetentionRules.Kind.RECORDING, 0);

        Map<String, Object> preview = done("previewAsteriskRetention", Map.of());
        assertThat(((List<?>) preview.get("due")).stream().map(each -> ((Map<?, ?>) each).get("phoneCallId")).sorted().toList(),
                is(List.of("NOGROUP", "OLD")));
        assertThat("a preview deletes nothing", Files.exists(old), is(true));

        assertThat(counts(done("runAsteriskRetention", Map.of())).get("recordingCount"), is(3L));
        assertThat(List.of(Files.exists(old), Files.exists(converted), Files.exists(none), Files.exists(fresh), Files.exists(sales)),
                is(List.of(false, false, false, true, true)));
        for (String entity : List.of("Content", "CommEventContentAssoc")) {
            assertThat(entity, database.find(entity, "contentId", "OLD"), is(Optional.empty()));
        }
        assertThat(database.find("DataResource", "dataResourceId", "OLD"), is(Optional.empty()));
        assertThat(database.find("AsteriskRecordingAccess", "phoneCallId", "OLD"), is(Optional.empty()));
        GenericValue call = database.row("PhoneCall", "phoneCallId", "OLD");
        assertThat(call.get("recordingContentId"), is(nullValue()));
        assertThat(call.getString("note"), is("Anna wants more"));
        assertThat("the quarter is counted again", database.rows("PhoneCallSumMark").isEmpty()
                && database.rows("PhoneCallSum", "recordedCount", 1L).isEmpty(), is(false));
    }

    @Test
    void customersAndNotesGoAndWhatReportsCountStays() throws IOException {
        call(host, recordings, "NOTED", "SUPPORT", 50);
        call(host, recordings, "WITHCUSTOMER", "SUPPORT", 100);
        database.create("AsteriskCallbackTask", Map.of("callbackTaskId", "OLDTASK", "callbackKeyId", "OLDKEY", "callCenterGroupId", "SUPPORT",
                "callBackKey", "+3725551234", "dialNumber", "+3725551234", "firstDate", Timestamp.from(NOW.minus(Duration.ofDays(99))),
                "lastDate", Timestamp.from(NOW.minus(Duration.ofDays(99)))));
        database.create("AsteriskCallbackKey", Map.of("callbackKeyId", "OLDKEY", "openTaskId", "OLDTASK"));
        rule("SUPPORT", RetentionRules.Kind.NOTE, 45);
        rule("SUPPORT", RetentionRules.Kind.CALL, 90);
        done("runAsteriskRetention", Map.of());

        GenericValue noted = database.row("PhoneCall", "phoneCallId", "NOTED");
        assertThat(noted.get("note"), is(nullValue()));
        assertThat(noted.getString("callerNumber"), is("+3725551234"));
        assertThat(database.row("CommunicationEvent", "communicationEventId", "NOTED").get("note"), is(nullValue()));
        GenericValue anonymous = database.row("PhoneCall", "phoneCallId", "WITHCUSTOMER");
        assertThat(anonymous.getAllFields().toString() + database.row("CommunicationEvent", "communicationEventId", "WITHCUSTOMER").getAllFields()
                + database.rows("PhoneCallEvent", "phoneCallId", "WITHCUSTOMER"), not(containsString("Anna")));
        assertThat(anonymous.toString() + database.rows("PhoneCallEvent", "phoneCallId", "WITHCUSTOMER"), not(containsString("5551234")));
        assertThat(anonymous.getString("partyId"), is(nullValue()));
        assertThat(anonymous.getLong("talkSeconds"), is(60L));
        assertThat(anonymous.getString("dialedNumber"), is("5000"));
        assertThat(anonymous.get("anonymizedDate"), is(notNullValue()));
        assertThat(database.rows("AsteriskCallbackTask", "callbackTaskId", "OLDTASK"), is(empty()));
        assertThat(database.rows("AsteriskCallbackKey", "callbackKeyId", "OLDKEY"), is(empty()));
        assertThat("nothing is left to do", counts(done("previewAsteriskRetention", Map.of())).get("doneCount"), is(0L));
    }

    @Test
    void aLegalHoldWinsAndABadRowStopsNothing() throws IOException {
        Path held = call(host, recordings, "HELD", "SUPPORT", 200);
        Path bad = call(host, recordings, "BAD", "SUPPORT", 201);
        Path good = call(host, recordings, "GOOD", "SUPPORT", 199);
        Path outside = Files.writeString(folder.toRealPath().resolve("outside.wav"), "nobody's recording");
        database.change("DataResource", Map.of("dataResourceId", "BAD", "objectInfo", outside.toString()));
        Path link = Files.createSymbolicLink(recordings.resolve("link.wav"), outside);
        call(host, recordings, "LINK", "SUPPORT", 198);
        database.change("DataResource", Map.of("dataResourceId", "LINK", "objectInfo", link.toString()));
        call(host, recordings, "SHARED", "SUPPORT", 197);
        database.change("DataResource", Map.of("dataResourceId", "SHARED", "objectInfo", held.toString()));
        String holdId = (String) done("createAsteriskLegalHold", Map.of("phoneCallId", "HELD", "reasonText", "court")).get("holdId");
        IntStream.range(0, 201).forEach(i -> database.create("AsteriskLegalHold", Map.of("holdId", "NEWER" + i, "phoneCallId", "ELSEWHERE" + i,
                "reasonText", "more than a page shows", "heldDate", Timestamp.valueOf("2099-01-01 00:00:00"))));
        rule("_NA_", RetentionRules.Kind.RECORDING, 150);

        Map<?, ?> counts = counts(done("runAsteriskRetention", Map.of()));
        assertThat(List.of(counts.get("heldCount"), counts.get("failedCount"), counts.get("recordingCount")), is(List.of(1L, 2L, 1L)));
        assertThat(List.of(Files.exists(held), Files.exists(outside), Files.exists(bad), Files.exists(good)), is(List.of(true, true, true, false)));
        assertThat(database.row("PhoneCall", "phoneCallId", "HELD").getString("recordingContentId"), is("HELD"));
        assertThat(database.row("PhoneCall", "phoneCallId", "BAD").getString("recordingContentId"), is("BAD"));
        GenericValue run = database.row("AsteriskRetentionRun", "heldCount", 1L, "failedCount", 2L);
        assertThat(run.getString("phase"), is("DONE"));
        assertThat(run.getString("problem"), containsString("recordingRoots"));

        done("releaseAsteriskLegalHold", Map.of("holdId", holdId));
        done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "court"));
        done("runAsteriskRetention", Map.of());
        assertThat("all calls of the contact are held", Files.exists(held), is(true));
        noRules();
        rule("_NA_", RetentionRules.Kind.RECORDING, 150);
        done("runAsteriskRetention", Map.of());
        assertThat(Files.exists(held), is(false));
        assertThat(database.rows("AsteriskLegalHold", "phoneCallId", "HELD"), hasSize(1));
    }

    /** Which of several with the number called isn't known, so the row names none. */
    @Test
    void callsOfANumberOfSeveralStayWhileOneOfThemIsHeld() throws IOException {
        Path file = call(host, recordings, "NOBODY", "SUPPORT", 200);
        ofNobody("NOBODY", "+3725551234");
        database.create("AsteriskCallbackTask", Map.of("callbackTaskId", "HELDTASK", "callbackKeyId", "HELDKEY", "callCenterGroupId", "SUPPORT",
                "callBackKey", "+3725551234", "dialNumber", "+3725551234", "firstDate", Timestamp.from(NOW.minus(Duration.ofDays(199))),
                "lastDate", Timestamp.from(NOW.minus(Duration.ofDays(199)))));
        rule("_NA_", RetentionRules.Kind.CALL, 150);
        Object hold = done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "court")).get("holdId");
        assertThat(counts(done("previewAsteriskRetention", Map.of())).get("heldCount"), is(1L));
        assertThat(counts(done("runAsteriskRetention", Map.of())).get("heldCount"), is(1L));
        assertThat(database.row("PhoneCall", "phoneCallId", "NOBODY").getString("callerNumber"), is("+3725551234"));
        assertThat(database.rows("AsteriskCallbackTask", "callbackTaskId", "HELDTASK"), hasSize(1));
        done("forgetAsteriskPerson", Map.of("number", "+3725551234", "confirmed", "Y", "callsDeleted", "Y"));
        assertThat("who asks by number only", Files.exists(file), is(true));
        assertThat("as much held as the calls", database.rows("AsteriskCallbackTask", "callbackTaskId", "HELDTASK"), hasSize(1));

        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        done("runAsteriskRetention", Map.of());
        assertThat(Files.exists(file), is(false));
        assertThat(database.rows("AsteriskCallbackTask", "callbackTaskId", "HELDTASK"), is(empty()));
    }

    private static void ofNobody(String phoneCallId, String number) {
        Map<String, Object> nobody = new HashMap<>(Map.of("phoneCallId", phoneCallId, "callerNumber", number));
        nobody.put("partyId", null);
        database.change("PhoneCall", nobody);
    }

    /** Some PBXs use the name of a file again, in another format, too. */
    @Test
    void aFileOfACallThatIsHeldByItsNumberStaysForAnotherCall() throws IOException {
        Path held = call(host, recordings, "NUMBERHELD", "SUPPORT", 10);
        ofNobody("NUMBERHELD", "003725551234");
        Path converted = Files.writeString(recordings.resolve("NUMBERHELD.mp3"), "the same in another format");
        for (String other : List.of("SAMEFILE", "SAMENAME")) {
            call(host, recordings, other, "SUPPORT", 200);
            database.change("PhoneCall", Map.of("phoneCallId", other, "partyId", "AST_BAKERY", "callerNumber", "+3725550000"));
        }
        database.change("DataResource", Map.of("dataResourceId", "SAMEFILE", "objectInfo", held.toString()));
        database.change("DataResource", Map.of("dataResourceId", "SAMENAME", "objectInfo", converted.toString()));
        rule("_NA_", RetentionRules.Kind.RECORDING, 150);
        done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "court"));

        assertThat(counts(done("runAsteriskRetention", Map.of())).get("failedCount"), is(0L));
        assertThat(database.row("PhoneCall", "phoneCallId", "SAMEFILE").get("recordingContentId"), is(nullValue()));
        assertThat(List.of(Files.exists(held), Files.exists(converted)), is(List.of(true, true)));
    }

    /** A message of 40 days ago in the mailbox of the group. */
    private static void message(Path spool, String from) throws IOException {
        Path inbox = Files.createDirectories(spool.resolve("default/2000/INBOX"));
        Files.writeString(inbox.resolve("msg0000.wav"), "sound");
        Files.writeString(inbox.resolve("msg0000.txt"), "[message]\norigmailbox=2000\ncallerid=" + from + "\norigtime="
                + NOW.minus(Duration.ofDays(40)).getEpochSecond() + "\nduration=5\nmsg_id=old-1\n");
    }

    private static List<?> messages() {
        Map<?, ?> counts = counts(done("previewAsteriskRetention", Map.of()));
        return List.of(counts.get("voicemailCount"), counts.get("heldCount"));
    }

    @Test
    void messagesOfWhoIsHeldStay() throws IOException {
        Path spool = Files.createDirectories(folder.toRealPath().resolve("spool"));
        Host.voicemail(spool);
        database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "Y"));
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "mailbox", "2000@default"));
        try {
            message(spool, "\"Somebody\" <+3725551234>");
            rule("SUPPORT", RetentionRules.Kind.VOICEMAIL, 30);
            assertThat("nobody is held", messages(), is(List.of(1L, 0L)));
            heldByNumber();
            heldByCall(spool);
            sharedMailbox();
            forwarding();
        } finally {
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "N"));
            System.clearProperty("asterisk.voicemailRoots");
        }
    }

    /** Callers with an ignored number are nobody, and so are contacts that are disabled: they are held all the same. */
    private static void heldByNumber() {
        database.create("AsteriskIgnoredNumber", Map.of("numberKey", "+3725551234"));
        database.change("Party", Map.of("partyId", "AST_ANNA", "statusId", "PARTY_DISABLED"));
        Object hold = done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "court")).get("holdId");
        assertThat(messages(), is(List.of(0L, 1L)));
        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        database.change("Party", Map.of("partyId", "AST_ANNA", "statusId", "PARTY_ENABLED"));
        assertThat(messages(), is(List.of(1L, 0L)));
    }

    /** A call with another number or none that was linked by hand, on a contact that is held. */
    private static void heldByCall(Path spool) throws IOException {
        message(spool, "");
        Timestamp then = Timestamp.from(NOW.minus(Duration.ofDays(40)));
        database.create("PhoneCall", Map.of("phoneCallId", "LINKED", "serverId", "DEMO_PBX", "linkedId", "LINKED", "directionEnumId", "AST_INBOUND",
                "startDate", then, "endDate", then, "partyId", "AST_BAKERY"));
        assertThat("no number, and nobody is held", messages(), is(List.of(1L, 0L)));
        Object hold = done("createAsteriskLegalHold", Map.of("partyId", "AST_BAKERY", "reasonText", "court")).get("holdId");
        assertThat("without a number", messages(), is(List.of(0L, 1L)));
        message(spool, "\"Somebody\" <+3725559999>");
        assertThat("the call had none", messages(), is(List.of(0L, 1L)));
        database.change("PhoneCall", Map.of("phoneCallId", "LINKED", "callerNumber", "+3725559999"));
        assertThat("of the same number", messages(), is(List.of(0L, 1L)));
        database.change("PhoneCall", Map.of("phoneCallId", "LINKED", "callerNumber", "+3725558888"));
        assertThat("of another number", messages(), is(List.of(1L, 0L)));
        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        message(spool, "");
        ofNobody("LINKED", "+3725551234");
        hold = done("createAsteriskLegalHold", Map.of("partyId", "AST_ANNA", "reasonText", "court")).get("holdId");
        assertThat("without a number, in a call of a number that is held", messages(), is(List.of(0L, 1L)));
        done("releaseAsteriskLegalHold", Map.of("holdId", hold));
        message(spool, "\"Somebody\" <+3725559999>");
    }

    /** What one of the owners keeps, none of them loses. */
    private static void sharedMailbox() {
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "mailbox", "2000@default"));
        rule("SALES", RetentionRules.Kind.VOICEMAIL, 0);
        assertThat("for ever", messages(), is(List.of(0L, 0L)));
        rule("SALES", RetentionRules.Kind.VOICEMAIL, 60);
        assertThat("longer", messages(), is(List.of(0L, 0L)));
        rule("SALES", RetentionRules.Kind.VOICEMAIL, 35);
        assertThat("old enough for both, once", messages(), is(List.of(1L, 0L)));
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1001", "mailbox", "2000@default"));
        assertThat("the phone has no rule", messages(), is(List.of(0L, 0L)));
    }

    /** Nobody would hear a message in a mailbox of a group that is off, of a phone that nobody has, or of a trunk. */
    private static void forwarding() {
        database.create("CallCenterGroup", Map.of("callCenterGroupId", "OFF", "groupName", "Off", "serverId", "DEMO_PBX", "enabled", "N",
                "mailbox", "3000@default"));
        database.create("AsteriskPeer", Map.of("peerId", "NOBODYS", "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "1099",
                "peerTypeEnumId", "AST_EXTENSION", "mailbox", "1099@default"));
        database.create("AsteriskPeer", Map.of("peerId", "LINE", "serverId", "DEMO_PBX", "technology", "PJSIP", "peerName", "line",
                "peerTypeEnumId", "AST_TRUNK", "partyId", "AST_AGENT1", "mailbox", "4000@default"));
        database.change("AsteriskPeer", Map.of("peerId", "DEMO_1002", "mailbox", "1002@default"));
        MailboxNames names = new MailboxNames(host.delegator());
        VoicemailBox box = new VoicemailBox("G.SUPPORT", "DEMO_PBX", Mailbox.read("2000@default").orElseThrow(), true, "Support");
        assertThat(names.beside(box).stream().map(target -> target.get("boxId")).toList(), is(List.of("P.DEMO_1002")));
        for (String other : List.of("G.OFF", "P.NOBODYS", "P.LINE")) {
            assertThat(other, names.beside(box, other), is(Optional.empty()));
        }
        assertThat(names.beside(box, "P.DEMO_1002").isPresent(), is(true));
    }

    @Test
    void thePageChangesRulesAndHoldsForWhoMay() throws IOException {
        call(host, recordings, "SHOWN", "SUPPORT", 400);
        WebClient admin = new WebClient(host.base());
        admin.login("asterisk", "admin", "ofbiz");
        String page = "/asterisk/control/privacy";
        String form = admin.get(page).body();
        admin.postFrom(form, "/asterisk/control/setRetention", Map.of("callCenterGroupId", "SUPPORT", "dataKind", "RECORDING", "keepDays", "365"));
        assertThat(admin.get(page).body(), containsString("SUPPORT-RECORDING"));
        assertThat(admin.get(page + "?preview=Y").body(), containsString("SHOWN.wav"));
        assertThat(admin.postFrom(form, "/asterisk/control/setRetention", Map.of("callCenterGroupId", "NONE", "dataKind", "RECORDING", "keepDays",
                "1")).body(), containsString("NONE"));
        admin.postFrom(form, "/asterisk/control/createLegalHold", Map.of("phoneCallId", "SHOWN", "reasonText", "claim 7"));
        assertThat(admin.get(page).body(), containsString("claim 7"));
        admin.postFrom(form, "/asterisk/control/startRetention", Map.of());
        database.await(run -> "DONE".equals(run.getString("phase")), "AsteriskRetentionRun", "userLoginId", "admin", "heldCount", 1L,
                "doneCount", 1L);
        assertThat(Files.exists(recordings.resolve("SHOWN.wav")), is(true));

        for (String user : List.of("supervisor", "agent1001", "crmuser")) {
            for (String service : List.of("previewAsteriskRetention", "runAsteriskRetention")) {
                assertThat(user + service, ServiceUtil.isError(host.run(service, user, Map.of())), is(true));
            }
        }
    }
}

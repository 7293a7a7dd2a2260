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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.acd.recording.Recordings;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.recordings.OpenedRecording;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizRecordings;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recordings that their customers object to: the files go, and nothing of them is found at the call, whenever the objection comes. */
@Tag("embedded")
class UnwantedRecordingsIT extends JournalTest {

    private final Peer agent = phone("1001");

    private PhoneCall talks(String id) {
        PhoneCall call = Calls.recordedInto("/var/spool/asterisk/monitor/" + id + ".wav", Calls.talks(Calls.rings(Calls.waiting(id), agent)));
        return tell(call);
    }

    private static PhoneCall refused(PhoneCall call, Consent why) {
        TimelineEntry entry = new TimelineEntry(Calls.START.plusSeconds(9), TimelineEntry.Kind.NOT_RECORDED, Optional.empty(), Optional.empty(),
                why.name());
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(), call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), call.endedAt(),
                call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(),
                Stream.concat(call.timeline().stream(), Stream.of(entry)).toList(), call.parts(), call.variables());
    }

    private static Path sound(String name) throws IOException {
        return Files.write(recordings().resolve(name), new byte[1_000]);
    }

    private static GenericValue ended(String id) {
        return database().await(call -> call.get("endDate") != null, "PhoneCall", "linkedId", id);
    }

    private static OfbizRecordings rules() {
        Settings settings = Settings.of(host().delegator());
        return OfbizRecordings.of(host().dispatcher(), settings, new Servers(host().delegator(), settings),
                new OfbizCallerDirectory(host().delegator(), settings), Clock.systemUTC());
    }

    @Test
    void whatIsFoundAfterTheCallIsDeletedInAllItsFormatsAndNotAttached() throws IOException {
        Path wav = sound("unwanted1.wav");
        Path mp3 = sound("unwanted1.mp3");
        tell(Calls.ends(refused(talks("unwanted1"), Consent.OBJECTED), Outcome.ANSWERED));

        Await.untilTrue(() -> !Files.exists(wav) && !Files.exists(mp3), () -> "still there");
        GenericValue row = ended("unwanted1");
        assertThat(row.get("recordingContentId") == null, is(true));
        assertThat(database().rows("PhoneCallEvent", "phoneCallId", row.getString("phoneCallId")).stream()
                .map(event -> event.getString("eventTypeEnumId") + ' ' + event.getString("detail")).toList(),
                hasItem("AST_EV_NOT_RECORDED OBJECTED"));
        WebClient admin = new WebClient(host().base());
        admin.login("/asterisk", "admin", "ofbiz");
        assertThat(admin.get("/asterisk/control/viewCall?phoneCallId=" + row.getString("phoneCallId")).body(),
                containsString("Not recorded: the customer objected by key"));
    }

    @Test
    void whatWasAttachedBeforeIsGoneFromTheCallAndNobodyCanHearIt() throws IOException {
        sound("unwanted2.wav");
        tell(Calls.ends(talks("unwanted2"), Outcome.ANSWERED));
        String contentId = database().await(call -> call.get("recordingContentId") != null, "PhoneCall", "linkedId", "unwanted2")
                .getString("recordingContentId");

        rules().discard(refused(Calls.talks(Calls.rings(Calls.waiting("unwanted2"), agent)), Consent.OBJECTED_TO_AGENT));

        assertThat(database().row("PhoneCall", "linkedId", "unwanted2").get("recordingContentId") == null, is(true));
        assertThat(new RecordingFiles(host().delegator(), Settings.of(host().delegator())).open(contentId), is(new OpenedRecording.Gone()));
        assertThat(database().find("Content", "contentId", contentId), is(Optional.empty()));
        assertThat(Files.exists(recordings().resolve("unwanted2.wav")), is(false));
    }

    @Test
    void underALegalHoldNothingIsDeletedAndNothingMoreIsAttached() throws IOException {
        PhoneCall call = talks("unwanted5");
        tell(call);
        String id = database().await(row -> row.get("startDate") != null, "PhoneCall", "linkedId", "unwanted5").getString("phoneCallId");
        Map<String, Object> held = host().run("createAsteriskLegalHold", "admin", Map.of("phoneCallId", id, "reasonText", "court"));
        assertThat(held.toString(), ServiceUtil.isSuccess(held), is(true));
        Path file = sound("unwanted5.wav");
        rules().discard(refused(call, Consent.OBJECTED_TO_AGENT));
        tell(Calls.ends(refused(call, Consent.OBJECTED_TO_AGENT), Outcome.ANSWERED));

        assertThat(ended("unwanted5").get("recordingContentId") == null, is(true));
        assertThat(Files.exists(file), is(true));
    }

    /** Which of them called isn't known, so the row names none. */
    @Test
    void aHoldOnOneOfSeveralContactsWithTheNumberKeepsTheFile() throws IOException {
        Map<String, Object> held = host().run("createAsteriskLegalHold", "admin", Map.of("partyId", "AST_ANNA", "reasonText", "court"));
        database().create("Party", Map.of("partyId", "TWIN", "partyTypeId", "PERSON"));
        database().create("Person", Map.of("partyId", "TWIN", "firstName", "Twin"));
        Map<String, Object> shared = Map.of("partyId", "TWIN", "contactMechId", "AST_TEL_ANNA", "fromDate", Timestamp.from(Instant.EPOCH));
        database().create("PartyContactMech", shared);
        try {
            PhoneCall call = talks("unwanted6");
            GenericValue row = database().await(its -> its.get("startDate") != null, "PhoneCall", "linkedId", "unwanted6");
            assertThat("the row names nobody", row.get("partyId") == null, is(true));
            Path file = sound("unwanted6.wav");
            rules().discard(refused(call, Consent.OBJECTED_TO_AGENT));
            assertThat("while they talk", Files.exists(file), is(true));

            rules().ban().delete(row.getString("phoneCallId"), call, file.toString());
            assertThat("after the call", Files.exists(file), is(true));
            host().run("releaseAsteriskLegalHold", "admin", Map.of("holdId", held.get("holdId")));
            rules().ban().delete(row.getString("phoneCallId"), call, file.toString());
            assertThat("no longer held", Files.exists(file), is(false));
        } finally {
            host().run("releaseAsteriskLegalHold", "admin", Map.of("holdId", held.get("holdId")));
            database().rows("PartyContactMech", "partyId", "TWIN").forEach(link -> remove(link));
        }
    }

    /** Ignored numbers and disabled contacts are nobody to whoever looks for the caller, and a number may be written in another way. */
    @Test
    void aHoldKeepsTheFileOfWhomTheDirectoryOfCallersDoesNotKnow() throws IOException {
        Map<String, Object> held = host().run("createAsteriskLegalHold", "admin", Map.of("partyId", "AST_ANNA", "reasonText", "court"));
        Map<String, Object> before = new HashMap<>(database().row("TelecomNumber", "contactMechId", "AST_TEL_ANNA").getAllFields());
        before.keySet().retainAll(List.of("contactMechId", "countryCode", "areaCode", "contactNumber"));
        try {
            database().create("AsteriskIgnoredNumber", Map.of("numberKey", "+3725551234"));
            keeps("unwanted12", "an ignored number");
            database().rows("AsteriskIgnoredNumber").forEach(UnwantedRecordingsIT::remove);
            database().change("Party", Map.of("partyId", "AST_ANNA", "statusId", "PARTY_DISABLED"));
            keeps("unwanted13", "a disabled contact");
            database().change("Party", Map.of("partyId", "AST_ANNA", "statusId", "PARTY_ENABLED"));
            database().change("PartyContactMech", link("thruDate", Timestamp.from(Instant.now().minusSeconds(60))));
            database().change("TelecomNumber", Map.of("contactMechId", "AST_TEL_ANNA", "countryCode", "", "areaCode", "", "contactNumber",
                    "+372 (5) 551-234"));
            keeps("unwanted14", "a number that was theirs, written otherwise");
        } finally {
            host().run("releaseAsteriskLegalHold", "admin", Map.of("holdId", held.get("holdId")));
            database().rows("AsteriskIgnoredNumber").forEach(UnwantedRecordingsIT::remove);
            database().change("Party", Map.of("partyId", "AST_ANNA", "statusId", "PARTY_ENABLED"));
            database().change("PartyContactMech", link("thruDate", null));
            database().change("TelecomNumber", before);
        }
    }

    private void keeps(String id, String why) throws IOException {
        PhoneCall call = talks(id);
        GenericValue row = database().await(its -> its.get("startDate") != null, "PhoneCall", "linkedId", id);
        Path file = sound(id + ".wav");
        rules().discard(refused(call, Consent.OBJECTED_TO_AGENT));
        rules().ban().delete(row.getString("phoneCallId"), call, file.toString());
        assertThat(why, Files.exists(file), is(true));
    }

    private static Map<String, Object> link(String field, Object value) {
        GenericValue link = database().rows("PartyContactMech", "partyId", "AST_ANNA", "contactMechId", "AST_TEL_ANNA").get(0);
        Map<String, Object> fields = new HashMap<>(Map.of("partyId", "AST_ANNA", "contactMechId", "AST_TEL_ANNA", "fromDate",
                link.getTimestamp("fromDate")));
        fields.put(field, value);
        return fields;
    }

    private static void remove(GenericValue row) {
        try {
            row.remove();
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsntSavedYetStaysUntilTheCallHasEnded() throws IOException {
        PhoneCall call = refused(Calls.recordedInto("/var/spool/asterisk/monitor/unwanted7.wav",
                Calls.talks(Calls.rings(Calls.waiting("unwanted7"), agent))), Consent.OBJECTED);
        Path file = sound("unwanted7.wav");
        rules().discard(call);
        assertThat("nobody knows whether it is held", Files.exists(file), is(true));

        tell(Calls.ends(tell(call), Outcome.ANSWERED));
        Await.untilTrue(() -> !Files.exists(file), () -> "still there");
    }

    /** Some PBXes name a recording after what comes again, such as the number or the day. */
    @Test
    void aFileThatAnotherCallHasIsNotLostToIt() throws IOException {
        Path file = sound("unwanted10.wav");
        tell(Calls.ends(talks("unwanted10"), Outcome.ANSWERED));
        GenericValue kept = database().await(row -> row.get("recordingContentId") != null, "PhoneCall", "linkedId", "unwanted10");
        Path mp3 = sound("unwanted10.mp3");

        PhoneCall same = tell(Calls.recordedInto("/var/spool/asterisk/monitor/unwanted10.wav",
                Calls.talks(Calls.rings(Calls.waiting("unwanted11"), agent))));
        String id = database().await(row -> row.get("startDate") != null, "PhoneCall", "linkedId", "unwanted11").getString("phoneCallId");
        PhoneCall objected = refused(same, Consent.OBJECTED_TO_AGENT);
        rules().discard(objected);
        rules().ban().delete(id, objected, mp3.toString());
        assertThat("unattached, of the same name", Files.exists(file) && Files.exists(mp3), is(true));

        database().change("PhoneCall", Map.of("phoneCallId", id, "recordingContentId", copied(kept.getString("recordingContentId"))));
        rules().discard(objected);
        assertThat("attached to both", Files.exists(file), is(true));
        assertThat(database().row("PhoneCall", "phoneCallId", id).get("recordingContentId") == null, is(true));
        assertThat(database().row("PhoneCall", "linkedId", "unwanted10").get("recordingContentId") == null, is(false));
    }

    private static String copied(String contentId) {
        String data = database().row("Content", "contentId", contentId).getString("dataResourceId");
        database().create("DataResource", Map.of("dataResourceId", "COPIED", "dataResourceTypeId", "LOCAL_FILE", "objectInfo",
                database().row("DataResource", "dataResourceId", data).getString("objectInfo")));
        database().create("Content", Map.of("contentId", "COPIED", "dataResourceId", "COPIED"));
        return "COPIED";
    }

    /** Whatever was missed while the call went on: its end decides. */
    @Test
    void aCallWithoutTheAnnouncementOfItsGroupIsNotKept() throws IOException {
        consent("ANNOUNCE");
        try {
            Path silent = sound("unwanted8.wav");
            tell(Calls.ends(talks("unwanted8"), Outcome.ANSWERED));
            Await.untilTrue(() -> !Files.exists(silent), () -> "still there");
            assertThat(ended("unwanted8").get("recordingContentId") == null, is(true));

            Path found = sound("unwanted9.wav");
            tell(Calls.ends(Calls.unseen(talks("unwanted9")), Outcome.ANSWERED));
            database().await(row -> row.get("recordingContentId") != null, "PhoneCall", "linkedId", "unwanted9");
            assertThat("found in the middle", Files.exists(found), is(true));
        } finally {
            consent("NONE");
        }
    }

    private static void consent(String mode) {
        Map<String, Object> stored = host().run("storeAsteriskGroupConsent", "admin", Map.of("callCenterGroupId", "SUPPORT", "consentMode", mode,
                "announcementSound", "custom/ask", "consentKey", "1"));
        assertThat(stored.toString(), ServiceUtil.isSuccess(stored), is(true));
    }

    @Test
    void aContactWhoObjectsIsNeverRecordedAndAStrangerIs() throws IOException {
        PhoneCall known = Calls.talks(Calls.rings(Calls.waiting("unwanted3"), agent));
        assertThat(rules().refusal(known), is(Optional.empty()));
        database().create("AsteriskRecordingObjection", Map.of("partyId", "AST_ANNA"));
        try {
            assertThat(rules().refusal(known), is(Optional.of(Consent.CONTACT_OBJECTS)));
            assertThat(rules().rule(known), is(Recordings.Rule.NEVER));
            Path file = sound("unwanted3.wav");
            tell(Calls.ends(talks("unwanted3"), Outcome.ANSWERED));
            Await.untilTrue(() -> !Files.exists(file), () -> "still there");
            assertThat(ended("unwanted3").get("recordingContentId") == null, is(true));
        } finally {
            database().rows("AsteriskRecordingObjection").forEach(row -> host().run("setAsteriskRecordingObjection", "admin",
                    Map.of("partyId", row.getString("partyId"), "objects", "N")));
        }
        assertThat(rules().refusal(known), is(Optional.empty()));
    }

    @Test
    void aGroupWithAnAnnouncementIsRecordedOnlyAfterIt() {
        PhoneCall silent = Calls.talks(Calls.rings(Calls.waiting("unwanted4"), agent));
        assertThat(host().run("storeAsteriskGroupConsent", "admin", Map.of("callCenterGroupId", "SUPPORT", "consentMode", "ASK",
                "announcementSound", "custom/ask", "consentKey", "1")).toString(), rules().refusal(silent), is(Optional.of(Consent.NO_KEY)));
        assertThat("found in the middle, it is left alone", rules().refusal(Calls.unseen(silent)), is(Optional.empty()));
        for (Map<String, String> wrong : List.of(Map.of("consentMode", "SOMETIMES"), Map.of("consentKey", "12"), Map.of("consentKey", "#"),
                Map.of("announcementSound", "a,b"), Map.of("announcementSound", "../etc\nx"), Map.of("announcementSound", ""))) {
            Map<String, Object> input = new HashMap<>(wrong);
            input.put("callCenterGroupId", "SUPPORT");
            assertThat(wrong.toString(), ServiceUtil.isError(host().run("storeAsteriskGroupConsent", "admin", input)),
                    is(true));
        }
        host().run("storeAsteriskGroupConsent", "admin", Map.of("callCenterGroupId", "SUPPORT", "consentMode", "NONE"));
        assertThat(rules().refusal(silent), is(not(Optional.of(Consent.NO_KEY))));
    }
}

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
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.recordings.OpenedRecording;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of a call: its row, its CommEvent with roles, its recording. */
@Tag("embedded")
@Tag("once")
class JournalIT extends JournalTest {

    private final Path recordings = recordings();
    private final Host host = host();
    private final Database database = database();
    private final Peer agent = phone("1001");

    @BeforeAll
    static void createSecondServer() {
        createServer("PBX2");
    }

    @Test
    void aClaimedCallIsKeptWithItsCommEventAndRecording() throws IOException {
        Files.write(recordings.resolve("in1.wav"), new byte[1000]);
        PhoneCall waits = Calls.waiting("in1");
        tell(waits);
        journal().withdrawn(new Withdrawal(waits.callId(), Withdrawal.Reason.CLAIMED, agent.owner()), List.of(), Optional.empty());
        PhoneCall talks = recorded(Calls.talks(Calls.rings(waits, agent)), "/var/spool/asterisk/monitor/in1.wav");
        tell(talks);
        tell(Calls.ends(talks, Outcome.ANSWERED));

        GenericValue row = database.await(call -> call.get("recordingContentId") != null, "PhoneCall", "linkedId", "in1");
        assertThat(row.getString("directionEnumId"), is("AST_INBOUND"));
        assertThat(row.getString("callCenterGroupId"), is("SUPPORT"));
        assertThat(row.getString("partyId"), is("AST_ANNA"));
        assertThat(row.getString("contactMechId"), is("AST_TEL_ANNA"));
        assertThat(row.getString("agentPartyId"), is("AST_AGENT1"));
        assertThat(row.getString("claimedByPartyId"), is("AST_AGENT1"));
        assertThat(row.get("claimDate"), is(not(nullValue())));
        assertThat(row.getLong("waitSeconds"), is(5L));
        assertThat(row.getLong("talkSeconds"), is(55L));
        assertThat(row.getString("outcomeEnumId"), is("AST_ANSWERED"));

        GenericValue event = database.await(e -> "COM_COMPLETE".equals(e.getString("statusId")), "CommunicationEvent", "messageId", "in1");
        assertThat(event.getString("communicationEventId"), is(row.getString("communicationEventId")));
        assertThat(event.getString("communicationEventTypeId"), is("PHONE_COMMUNICATION"));
        assertThat("OFBiz refuses a plus", event.getString("subject"), matchesPattern("Incoming call from .+ \\(\\d+\\)"));
        assertThat(event.getString("partyIdFrom"), is("AST_ANNA"));
        assertThat(event.getString("contactMechIdFrom"), is("AST_TEL_ANNA"));
        assertThat(event.getString("partyIdTo"), is("AST_AGENT1"));
        assertThat(event.getTimestamp("datetimeStarted"), is(Timestamp.from(talks.answeredAt().orElseThrow())));
        assertThat(event.getTimestamp("datetimeEnded"), is(Timestamp.from(Calls.START.plusSeconds(60))));
        assertThat(database.rows("CommunicationEventRole", "communicationEventId", event.getString("communicationEventId")).stream()
                .map(role -> role.getString("partyId") + ' ' + role.getString("roleTypeId")).toList(),
                containsInAnyOrder("AST_ANNA ORIGINATOR", "AST_AGENT1 ADDRESSEE"));

        String contentId = row.getString("recordingContentId");
        assertThat(database.row("CommEventContentAssoc", "contentId", contentId).get("communicationEventId"), is(row.get("communicationEventId")));
        GenericValue data = database.row("DataResource", "dataResourceId", database.row("Content", "contentId", contentId).get("dataResourceId"));
        assertThat(Path.of(data.getString("objectInfo")), is(recordings.resolve("in1.wav").toRealPath()));
        assertThat(data.getString("dataResourceTypeId"), is("LOCAL_FILE"));
        OpenedRecording opened = new RecordingFiles(host.delegator(), Settings.of(host.delegator())).open(contentId);
        try (RecordingFile file = ((OpenedRecording.Playable) opened).file()) {
            assertThat(file.length(), is(1000L));
        }
    }

    @Test
    void eachFileOfACallIsAttachedLateConvertedOrMoved() throws IOException {
        Path day = Files.createDirectories(recordings.resolve("2026/11/28"));
        Files.write(day.resolve("q-6000-+372 5551234-files1.wav"), new byte[1000]);
        Files.write(day.resolve("exten-1001-files1.mp3"), new byte[1100]);
        Path archive = Files.createDirectories(recordings.resolve("archive"));
        Files.write(archive.resolve("transfer-files1.WAV"), new byte[1200]);
        PhoneCall talks = recorded(Calls.talks(Calls.rings(Calls.waiting("files1"), agent)), String.join("\n",
                "/var/spool/asterisk/monitor/2026/11/28/q-6000-+372 5551234-files1.wav",
                "/var/spool/asterisk/monitor/2026/11/28/exten-1001-files1.wav",
                "/var/spool/asterisk/monitor/2026/11/28/transfer-files1.wav",
                "/var/spool/asterisk/monitor/2026/11/28/late-files1.wav"));
        tell(talks);
        tell(Calls.ends(talks, Outcome.ANSWERED));
        GenericValue row = database.await(call -> call.get("recordingContentId") != null, "PhoneCall", "linkedId", "files1");
        Files.write(day.resolve("late-files1.wav"), new byte[1300]);
        List<String> names = Await.until(() -> Optional.of(attachedTo(row)).filter(files -> files.size() == 4), () -> attachedTo(row).toString());
        assertThat(names, containsInAnyOrder("q-6000-+372 5551234-files1.wav", "exten-1001-files1.mp3", "transfer-files1.WAV", "late-files1.wav"));
    }

    private List<String> attachedTo(GenericValue call) {
        return database.rows("CommEventContentAssoc", "communicationEventId", call.get("communicationEventId")).stream()
                .map(row -> database.row("Content", "contentId", row.get("contentId")).getString("contentName")).toList();
    }

    @Test
    void anAbandonedCallHasARowAndNoCommEvent() {
        PhoneCall waits = Calls.waiting("in2");
        tell(waits);
        tell(Calls.ends(waits, Outcome.ABANDONED));
        GenericValue row = database.await(call -> call.get("endDate") != null, "PhoneCall", "linkedId", "in2");
        assertThat(row.getString("outcomeEnumId"), is("AST_ABANDONED"));
        assertThat(row.getLong("waitSeconds"), is(60L));
        assertThat(row.get("communicationEventId"), is(nullValue()));
    }

    @Test
    void aCallThatIsToldTwiceIsKeptOnce() {
        PhoneCall ended = Calls.ends(Calls.talks(Calls.rings(Calls.waiting("in3"), agent)), Outcome.ANSWERED);
        tell(ended);
        database.await(event -> "COM_COMPLETE".equals(event.getString("statusId")), "CommunicationEvent", "messageId", "in3");
        journal().close();
        openJournal();
        tell(ended);
        journal().close();
        assertThat(database.rows("PhoneCall", "linkedId", "in3").size(), is(1));
        assertThat(database.rows("CommunicationEvent", "messageId", "in3").size(), is(1));
    }

    @Test
    void twoServersMayHaveTheSameLinkedid() {
        PhoneCall first = Calls.ends(Calls.talks(Calls.rings(Calls.waiting("in4"), agent)), Outcome.ANSWERED);
        tell(first);
        database.await(event -> true, "CommunicationEvent", "messageId", "in4");
        tell(onServer("PBX2", first));
        GenericValue second = database.await(event -> true, "CommunicationEvent", "messageId", "PBX2:in4");
        GenericValue row = database.await(call -> call.get("communicationEventId") != null, "PhoneCall", "serverId", "PBX2", "linkedId", "in4");
        assertThat(row.getString("communicationEventId"), is(second.getString("communicationEventId")));
    }

    @Test
    void anOutgoingCallBelongsToTheCustomerThatTheUserChose() throws GenericEntityException {
        PhoneCall dials = Calls.outbound("out1", agent);
        PhoneCallRows.setCustomer(host.delegator(), dials.callId(), "AST_MARI", "AST_TEL_TAMM");
        PhoneCall rings = Calls.rings(dials, agent);
        tell(rings);
        tell(Calls.ends(Calls.talks(rings), Outcome.ANSWERED));
        GenericValue event = database.await(e -> "COM_COMPLETE".equals(e.getString("statusId")), "CommunicationEvent", "messageId", "out1");
        assertThat(event.getString("partyIdFrom"), is("AST_AGENT1"));
        assertThat(event.getString("partyIdTo"), is("AST_MARI"));
        assertThat(event.getString("contactMechIdTo"), is("AST_TEL_TAMM"));
        assertThat(database.rows("PhoneCall", "linkedId", "out1").size(), is(1));
    }

    @Test
    void aCallThatEndedWhileOfbizWasNotRunningIsClosedWithItsRecording() throws IOException {
        Files.write(recordings.resolve("in6.wav"), new byte[1000]);
        PhoneCall ended = Calls.talks(Calls.rings(Calls.waiting("in6"), agent));
        PhoneCall goesOn = Calls.talks(Calls.rings(Calls.waiting("in7"), agent));
        tell(ended);
        tell(goesOn);
        journal().close();
        openJournal();
        Channel caller = new Channel("PJSIP/trunk-00000001", "in7", "in7");
        journal().serverFound(ended.serverId(), new CallEvent.Resynchronised(Clock.systemUTC().instant(), List.of(new LiveChannel(
                caller, true, Party.UNKNOWN, "claim", "1001", Optional.empty(), "Dial"))));
        GenericValue row = database.await(call -> call.get("recordingContentId") != null, "PhoneCall", "linkedId", "in6");
        assertThat(row.getString("outcomeEnumId"), is("AST_ANSWERED"));
        assertThat("what was known stays", row.getString("agentPartyId"), is("AST_AGENT1"));
        assertThat("nobody saw the end", row.get("talkSeconds"), is(nullValue()));
        assertThat(database.rows("PhoneCallEvent", "phoneCallId", row.getString("phoneCallId")).stream()
                .map(event -> event.getString("eventTypeEnumId")).toList(), hasItems("AST_EV_UNSEEN", "AST_EV_ENDED"));
        database.await(event -> "COM_COMPLETE".equals(event.getString("statusId")), "CommunicationEvent", "messageId", "in6");
        assertThat(database.rows("PhoneCall", "linkedId", "in7").get(0).get("endDate"), is(nullValue()));
    }

    @Test
    void aCallFoundAfterARestartKeepsItsBeginning() {
        tell(Calls.waiting("in9"));
        Timestamp began = host.database().await(row -> row.get("callCenterGroupId") != null, "PhoneCall", "linkedId", "in9")
                .getTimestamp("startDate");
        assertThat(new OfbizNumbering(host.delegator(), Calls.waiting("in9").serverId()).groupOfKeptCall("in9"), is(Optional.of("SUPPORT")));

        tell(foundLater(Calls.ends(Calls.waiting("in9"), Outcome.ABANDONED)));

        GenericValue row = host.database().await(call -> call.get("endDate") != null, "PhoneCall", "linkedId", "in9");
        assertThat(row.getTimestamp("startDate"), is(began));
        assertThat("waited since it began, not since it was found", row.getLong("waitSeconds"),
                is((row.getTimestamp("endDate").getTime() - began.getTime()) / 1000));
    }

    @Test
    void aRecordingThatCameWhileOfbizWasNotRunningIsFound() throws IOException {
        PhoneCall ended = Calls.ends(Calls.talks(Calls.rings(Calls.waiting("in8"), agent)), Outcome.ANSWERED);
        tell(ended);
        host.database().await(event -> "COM_COMPLETE".equals(event.getString("statusId")), "CommunicationEvent", "messageId", "in8");
        journal().close();
        Files.write(recordings.resolve("in8.wav"), new byte[1000]);
        host.database().change("PhoneCall", Map.of("phoneCallId", host.database().row("PhoneCall", "linkedId", "in8").getString("phoneCallId"),
                "endDate", Timestamp.from(Clock.systemUTC().instant())));
        openJournal();
        journal().serverFound(ended.serverId(), new CallEvent.Resynchronised(Clock.systemUTC().instant(), List.of()));
        GenericValue row = host.database().await(call -> call.get("recordingContentId") != null, "PhoneCall", "linkedId", "in8");
        assertThat(row.getString("outcomeEnumId"), is("AST_ANSWERED"));
    }

    @Test
    void aCallOfStrangersIsNotKept() {
        tell(Calls.arriving("in5", Optional.empty()));
        journal().close();
        assertThat(database.rows("PhoneCall", "linkedId", "in5").size(), is(0));
    }

    private static PhoneCall foundLater(PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), "", call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt().plusSeconds(30), call.answeredAt(),
                call.endedAt(), call.recordingFile(), call.outcome(), call.hangupCause(), true, call.mergedInto(), call.timeline(), call.parts(),
                call.variables());
    }

    private static PhoneCall recorded(PhoneCall call, String file) {
        return copy(call, call.serverId(), Optional.of(file));
    }

    private static PhoneCall onServer(String serverId, PhoneCall call) {
        return copy(call, serverId, call.recordingFile());
    }

    private static PhoneCall copy(PhoneCall call, String serverId, Optional<String> recordingFile) {
        return new PhoneCall(serverId, call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(), call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), call.endedAt(),
                recordingFile, call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(), call.parts(),
                call.variables());
    }
}

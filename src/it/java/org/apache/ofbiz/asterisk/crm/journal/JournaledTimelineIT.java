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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener.Withdrawal;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of how a call went: its timeline, calls that became one, missed calls, and who somebody was at that moment. */
@Tag("embedded")
class JournaledTimelineIT extends JournalTest {

    private final Path recordings = recordings();
    private final Host host = host();
    private final Database database = database();
    private final Peer agent = phone("1001");
    private final Peer second = phone("1002");

    @Test
    void theTimelineIsKeptInOrderWithTheClaimAndTheHold() {
        PhoneCall waits = Calls.waiting("t1");
        tell(at(waits, moment(0, TimelineEntry.Kind.STARTED, "5000"), moment(1, TimelineEntry.Kind.WAITING, "")));
        journal().withdrawn(new Withdrawal(waits.callId(), Withdrawal.Reason.CLAIMED, agent.owner()), List.of(), Optional.empty());
        PhoneCall ended = at(Calls.ends(Calls.talks(Calls.rings(waits, agent)), Outcome.ANSWERED), moment(0, TimelineEntry.Kind.STARTED, "5000"),
                moment(1, TimelineEntry.Kind.WAITING, ""), by(3, TimelineEntry.Kind.ANSWERED, agent, Optional.empty()),
                        moment(5, TimelineEntry.Kind.CONNECTED, ""),
                by(10, TimelineEntry.Kind.HELD, agent, Optional.of(agent)), by(25, TimelineEntry.Kind.RESUMED, agent, Optional.of(agent)),
                moment(60, TimelineEntry.Kind.ENDED, "ANSWERED"));
        tell(ended);
        tell(ended);
        written();

        assertThat(events("t1").stream().map(row -> row.getString("eventTypeEnumId")).toList(), contains("AST_EV_STARTED", "AST_EV_WAITING",
                "AST_EV_ANSWERED", "AST_EV_CONNECTED", "AST_EV_HELD", "AST_EV_RESUMED", "AST_EV_ENDED", "AST_EV_CLAIMED"));
        GenericValue held = events("t1").get(4);
        assertThat("milliseconds and no more", held.getTimestamp("eventDate").getNanos() % 1_000_000, is(0));
        assertThat(held.getString("peerId"), is(agent.peerId()));
        assertThat(held.getString("partyId"), is("AST_AGENT1"));
        assertThat(held.getString("byPartyId"), is("AST_AGENT1"));
        assertThat(events("t1").get(7).getString("partyId"), is("AST_AGENT1"));
        assertThat(row("t1").getLong("holdSeconds"), is(15L));
    }

    @Test
    void whatWasSeenBeforeARestartStaysBeforeWhatIsSeenAfterIt() {
        tell(at(Calls.waiting("t2"), moment(0, TimelineEntry.Kind.STARTED, "5000"), moment(1, TimelineEntry.Kind.WAITING, "")));
        written();
        PhoneCall ends = Calls.ends(Calls.waiting("t2"), Outcome.ABANDONED);
        PhoneCall found = unseen(at(ends, moment(30, TimelineEntry.Kind.UNSEEN, ""), moment(30, TimelineEntry.Kind.STARTED, ""),
                moment(60, TimelineEntry.Kind.ENDED, "ABANDONED")));
        tell(found);
        tell(found);
        written();
        assertThat(events("t2").stream().map(row -> row.getString("eventTypeEnumId")).toList(),
                contains("AST_EV_STARTED", "AST_EV_WAITING", "AST_EV_UNSEEN", "AST_EV_ENDED"));
    }

    /** OFBiz, or the node that had its PBX, ended when the call had just begun. */
    @Test
    void aNumberThatIsFoundAfterARestartIsKeptWhereNoneWasKnownBefore() {
        PhoneCall dials = Calls.outbound("t3", agent);
        tell(dialing("", dials));
        written();
        tell(unseen(dials));
        written();
        assertThat(row("t3").getString("dialedNumber"), is(Calls.CUSTOMER));

        tell(unseen(dialing("1002", dials)));
        written();
        assertThat("truer than what could be seen", row("t3").getString("dialedNumber"), is(Calls.CUSTOMER));
    }

    /** The agent transferred the call before OFBiz, or the node that had its PBX, ended. */
    @Test
    void whoTalkedFirstStaysWhenTheCallIsFoundWithSomebodyElse() {
        PhoneCall waits = Calls.waiting("t4");
        tell(Calls.rings(waits, agent));
        written();
        tell(unseen(Calls.talks(Calls.rings(waits, agent))));
        written();
        assertThat("nobody talked before", row("t4").getString("agentPartyId"), is("AST_AGENT1"));

        tell(unseen(Calls.talks(Calls.rings(waits, second))));
        written();
        assertThat(row("t4").getString("agentPartyId") + ' ' + row("t4").getString("peerId"), is("AST_AGENT1 " + agent.peerId()));
    }

    private static PhoneCall dialing(String number, PhoneCall call) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), number, call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), call.legs(), call.startedAt(), call.answeredAt(), call.endedAt(),
                call.recordingFile(), call.outcome(), call.hangupCause(), call.unseen(), call.mergedInto(), call.timeline(), call.parts(),
                call.variables());
    }

    @Test
    void aCallThatBecamePartOfAnotherHasOneRowOneCommEventAndBothRecordings() throws IOException {
        Files.write(recordings.resolve("m1.wav"), new byte[1000]);
        Files.write(recordings.resolve("m2.wav"), new byte[2000]);
        PhoneCall customer = Calls.talks(Calls.rings(Calls.waiting("m1"), agent));
        PhoneCall consult = Calls.talks(Calls.rings(Calls.outbound("m2", agent), second));
        tell(at(customer, moment(0, TimelineEntry.Kind.STARTED, "5000")));
        journal().withdrawn(new Withdrawal(customer.callId(), Withdrawal.Reason.CLAIMED, agent.owner()), List.of(), Optional.empty());
        tell(at(consult, moment(20, TimelineEntry.Kind.STARTED, "1002")));
        written();
        assertThat("before", database.rows("CommunicationEvent", "messageId", "m1"), hasSize(1));
        assertThat("before", database.rows("CommunicationEvent", "messageId", "m2"), hasSize(1));

        PhoneCall absorbed = into(recorded(Calls.ends(customer, Outcome.ANSWERED), "m1.wav"), "m2");
        PhoneCall goesOn = at(consult, moment(0, TimelineEntry.Kind.STARTED, "5000"), moment(30, TimelineEntry.Kind.TRANSFERRED, "1002"));
        tell(absorbed);
        tell(goesOn);
        tell(absorbed);
        tell(customer); // late, and wrong by now
        journal().withdrawn(new Withdrawal(customer.callId(), Withdrawal.Reason.CLAIMED, second.owner()), List.of(), Optional.empty());
        tell(recorded(Calls.ends(goesOn, Outcome.ANSWERED), "m2.wav"));
        written();

        assertThat(database.rows("PhoneCall", "linkedId", "m1"), hasSize(0));
        GenericValue row = Await.until(() -> Optional.of(row("m2")).filter(one -> contents(one).size() == 2), () -> row("m2").toString());
        assertThat(row.getString("claimedByPartyId"), is("AST_AGENT2"));
        assertThat(database.rows("CommunicationEvent", "messageId", "m1"), hasSize(0));
        assertThat(database.rows("CommunicationEvent", "messageId", "m2"), hasSize(1));
        assertThat(database.rows("PhoneCallEvent", "phoneCallId", PhoneCallRows.idOf("PBX:m1")), hasSize(0));
        assertThat(events("m2").stream().map(event -> event.getString("eventTypeEnumId")).toList(),
                containsInAnyOrder("AST_EV_STARTED", "AST_EV_TRANSFERRED", "AST_EV_CLAIMED", "AST_EV_CLAIMED"));
        assertThat(row.getString("recordingContentId"), is(notNullValue()));
    }

    @Test
    void theCommEventOfTheAbsorbedCallIsTakenOverWhereTheOtherHasNone() {
        PhoneCall customer = Calls.talks(Calls.rings(Calls.waiting("m3"), agent));
        tell(customer);
        written();
        String event = row("m3").getString("communicationEventId");
        tell(into(Calls.ends(customer, Outcome.ANSWERED), "m4"));
        tell(Calls.ends(Calls.talks(Calls.rings(Calls.waiting("m4"), second)), Outcome.ANSWERED));
        written();
        assertThat(row("m4").getString("communicationEventId"), is(event));
        assertThat(database.row("CommunicationEvent", "communicationEventId", event).getString("messageId"), is("m4"));
        assertThat(database.row("CommunicationEvent", "communicationEventId", event).getString("statusId"), is("COM_COMPLETE"));
        assertThat(database.rows("PhoneCall", "linkedId", "m3"), hasSize(0));
    }

    @Test
    void aCallThatIsAbsorbedBeforeItWasWrittenLeavesNothing() {
        tell(into(Calls.ends(Calls.talks(Calls.rings(Calls.waiting("m5"), agent)), Outcome.ANSWERED), "m6"));
        tell(Calls.talks(Calls.rings(Calls.waiting("m6"), agent)));
        written();
        assertThat(database.rows("PhoneCall", "linkedId", "m5"), hasSize(0));
        assertThat(database.rows("PhoneCall", "linkedId", "m6"), hasSize(1));
    }

    @Test
    void aPhoneThatHasAnotherOwnerNowChangesNothingInThePast() {
        PhoneCall ended = at(Calls.ends(Calls.talks(Calls.rings(Calls.waiting("o1"), agent)), Outcome.ANSWERED),
                by(3, TimelineEntry.Kind.ANSWERED, agent, Optional.empty()));
        database.change("AsteriskPeer", Map.of("peerId", agent.peerId(), "partyId", "AST_AGENT2", "userLoginId", "agent1002"));
        try {
            tell(ended);
            written();
            assertThat(row("o1").getString("agentPartyId"), is("AST_AGENT1"));
            assertThat(events("o1").get(0).getString("partyId"), is("AST_AGENT1"));
            assertThat(database.row("CommunicationEvent", "messageId", "o1").getString("partyIdTo"), is("AST_AGENT1"));
        } finally {
            database.change("AsteriskPeer", Map.of("peerId", agent.peerId(), "partyId", "AST_AGENT1", "userLoginId", "agent1001"));
        }
    }

    @Test
    void aMissedCallHasAnOpenCommEventWhereTheSettingSaysSo() {
        database.setting("commEventForMissedCalls", "true");
        try {
            tell(Calls.waiting("c1"));
            written();
            assertThat("while it waits", row("c1").get("communicationEventId"), is(nullValue()));
            PhoneCall ended = Calls.ends(Calls.waiting("c1"), Outcome.ABANDONED);
            tell(ended);
            tell(ended);
            written();
        } finally {
            database.setting("commEventForMissedCalls", "false");
        }
        GenericValue event = database.row("CommunicationEvent", "messageId", "c1");
        assertThat(event.getString("statusId"), is("COM_ENTERED"));
        assertThat(event.getString("partyIdFrom"), is("AST_ANNA"));
        assertThat(event.getString("subject"), startsWith("Missed call from "));
        assertThat(event.get("datetimeEnded"), is(not(nullValue())));
        assertThat(row("c1").getString("communicationEventId"), is(event.getString("communicationEventId")));
    }

    @Test
    void thePageOfACallTellsItToThoseWhoMaySeeIt() {
        PhoneCall ended = at(Calls.ends(Calls.talks(Calls.rings(Calls.waiting("v1"), agent)), Outcome.ANSWERED),
                moment(0, TimelineEntry.Kind.STARTED, "<script>"), by(10, TimelineEntry.Kind.NOT_ANSWERED, second, Optional.of(agent)));
        tell(ended);
        written();
        String page = "/asterisk/control/viewCall?phoneCallId=" + row("v1").getString("phoneCallId");
        String shown = seenBy("agent1001", page);
        assertThat(shown, containsString("Call started"));
        assertThat(shown, containsString("&lt;script&gt;"));
        assertThat(shown, not(containsString("<script>&")));
        assertThat(shown, containsString("No answer"));
        assertThat(shown, containsString("(1002)"));
        assertThat(shown, containsString("0:10"));
        assertThat("a supervisor", seenBy("supervisor", page), containsString("Call started"));
        assertThat("nobody of the group", seenBy("crmuser", page), not(containsString("Call started")));
        assertThat("a call that is not there", seenBy("supervisor", page + "0"), containsString("Call not found"));
        assertThat(seenBy("agent1001", "/asterisk/control/pastCalls"), not(containsString("script")));
    }

    private String seenBy(String user, String page) {
        WebClient client = new WebClient(host.base());
        client.login("/asterisk", user, "ofbiz");
        return client.get(page).body();
    }

    private void written() {
        journal().awaitLeftOver(Duration.ofSeconds(20));
        assertThat("calls that wait", journal().waiting(), is(0));
    }

    private GenericValue row(String linkedId) {
        return database.row("PhoneCall", "linkedId", linkedId);
    }

    private List<GenericValue> events(String linkedId) {
        return new TimelineRows(host.delegator()).of(row(linkedId).getString("phoneCallId"));
    }

    private List<GenericValue> contents(GenericValue call) {
        return database.rows("CommEventContentAssoc", "communicationEventId", call.getString("communicationEventId"));
    }

    private static TimelineEntry moment(int second, TimelineEntry.Kind kind, String detail) {
        return new TimelineEntry(time(second), kind, Optional.empty(), Optional.empty(), detail);
    }

    private static TimelineEntry by(int second, TimelineEntry.Kind kind, Peer peer, Optional<Peer> by) {
        return new TimelineEntry(time(second), kind, Optional.of(peer), by, "");
    }

    private static Instant time(int second) {
        return Calls.START.plusSeconds(second).plusNanos(456_789); // no database keeps these in the same way
    }

    private static PhoneCall at(PhoneCall call, TimelineEntry... timeline) {
        return copy(call, call.recordingFile(), call.unseen(), call.mergedInto(), List.of(timeline));
    }

    private static PhoneCall recorded(PhoneCall call, String file) {
        return copy(call, Optional.of(file), call.unseen(), call.mergedInto(), call.timeline());
    }

    private static PhoneCall unseen(PhoneCall call) {
        return copy(call, call.recordingFile(), true, call.mergedInto(), call.timeline());
    }

    private static PhoneCall into(PhoneCall call, String linkedId) {
        return copy(call, call.recordingFile(), call.unseen(), Optional.of(linkedId), call.timeline());
    }

    private static PhoneCall copy(PhoneCall call, Optional<String> recordingFile, boolean unseen, Optional<String> mergedInto,
                                  List<TimelineEntry> timeline) {
        return new PhoneCall(call.serverId(), call.linkedId(), call.direction(), call.state(), call.caller(), call.dialedNumber(), call.groupId(),
                call.answeredBy(), call.originator(), call.trunk(), legs(call, timeline), call.startedAt(), call.answeredAt(), call.endedAt(),
                recordingFile, call.outcome(), call.hangupCause(), unseen, mergedInto, timeline, call.parts(), call.variables());
    }

    /** Those that have hung up did so at the end. */
    private static List<PhoneCall.Leg> legs(PhoneCall call, List<TimelineEntry> timeline) {
        return call.legs().stream().map(leg -> leg.alive() || timeline.isEmpty() ? leg : new PhoneCall.Leg(leg.channel(), leg.peer(), leg.side(),
                leg.startedAt(), leg.answeredAt(), Optional.of(timeline.get(timeline.size() - 1).at()), leg.result(), leg.cause())).toList();
    }
}

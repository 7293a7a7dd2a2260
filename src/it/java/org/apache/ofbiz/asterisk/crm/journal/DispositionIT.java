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
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.WrapUp;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.callers.EarlierCalls;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people write about calls reaches the CommEvent, whoever comes first; and what is kept of agents. */
@Tag("embedded")
class DispositionIT extends JournalTest {

    private final Host host = host();
    private final Database database = database();
    private final Peer phone = phone("1001");

    @Test
    void givenNoCommEventYetWhenSomebodyWritesThenTheOneThatBeginsHasIt() {
        PhoneCall rings = tell(Calls.rings(Calls.waiting("w1"), phone));
        tell(Calls.stopsRinging(rings, DialResult.NO_ANSWER, 19));
        GenericValue row = database.await(call -> call.get("callCenterGroupId") != null, "PhoneCall", "linkedId", "w1");
        database.change("PhoneCall", Map.of("phoneCallId", row.getString("phoneCallId"), "claimedByPartyId", "AST_AGENT1"));
        succeed("agent1001", Map.of("callId", "PBX:w1", "subject", "Two cakes", "note", "For Friday\nat noon", "reasonEnumId", "AST_WHY_ORDER"));
        assertThat(database.row("PhoneCall", "linkedId", "w1").get("communicationEventId"), is(nullValue()));

        PhoneCall talks = tell(Calls.talks(rings));
        tell(Calls.ends(talks, Outcome.ANSWERED));
        GenericValue event = database.await(e -> "COM_COMPLETE".equals(e.getString("statusId")), "CommunicationEvent", "messageId", "w1");
        assertThat(event.getString("subject"), is("Two cakes"));
        assertThat(event.getString("note"), is("For Friday\nat noon"));
        assertThat(event.getString("reasonEnumId"), is("AST_WHY_ORDER"));
    }

    @Test
    void givenACommEventWhenFieldsAreWrittenOneByOneThenEachKeepsTheOthersAndTheJournalOverwritesNone() {
        PhoneCall talks = answered("w2");
        succeed("agent1001", Map.of("callId", "PBX:w2", "note", "first"));
        succeed("agent1001", Map.of("callId", "PBX:w2", "subject", "A subject"));
        succeed("agent1001", Map.of("callId", "PBX:w2", "note", "second", "dispositionEnumId", "AST_DISP_SOLVED"));
        tell(Calls.ends(talks, Outcome.ANSWERED));
        GenericValue event = database.await(e -> "COM_COMPLETE".equals(e.getString("statusId")), "CommunicationEvent", "messageId", "w2");
        assertThat(event.getString("subject"), is("A subject"));
        assertThat(event.getString("note"), is("second"));
        GenericValue row = database.row("PhoneCall", "linkedId", "w2");
        assertThat(row.getString("dispositionEnumId"), is("AST_DISP_SOLVED"));
        assertThat(row.getString("writtenUpBy"), is("agent1001"));
        Map<String, Object> read = host.run("getCallWriteUp", "agent1001", Map.of("callId", "PBX:w2"));
        assertThat(read.get("note"), is("second"));
        assertThat(((List<?>) read.get("dispositions")).size(), is(6));
    }

    @Test
    void givenAccountCodesOfAGroupThenItsMembersChooseAmongThemUntilAnyMayBeEntered() {
        answered("w8");
        database.change("CallCenterGroup", Map.of("callCenterGroupId", "SUPPORT", "accountCodes", "4711 Building A, 4712"));
        Map<String, Object> read = host.run("getCallWriteUp", "agent1001", Map.of("callId", "PBX:w8"));
        assertThat(read.get("accountCodes"), is(List.of(Map.of("id", "4711", "name", "4711 Building A"), Map.of("id", "4712", "name", "4712"))));
        assertThat(read.get("freeAccountCodes"), is(false));
        succeed("agent1001", Map.of("callId", "PBX:w8", "accountCode", "4711"));
        assertThat(refused("agent1001", Map.of("callId", "PBX:w8", "accountCode", "4713")), containsString("must be one of your account codes"));
        assertThat(refused("supervisor", Map.of("callId", "PBX:w8", "accountCode", "4712")), containsString("must be one of your account codes"));

        database.setting("freeAccountCodes", "true");
        succeed("agent1001", Map.of("callId", "PBX:w8", "accountCode", "free-1"));
        for (String wrong : List.of("a b", "a;b", "a\nb", "a".repeat(21))) {
            assertThat(wrong, refused("agent1001", Map.of("callId", "PBX:w8", "accountCode", wrong)), containsString("Account code"));
        }
        List<?> found = (List<?>) host.run("findPhoneCalls", "agent1001", Map.of("accountCode", "free-1")).get("calls");
        assertThat(found.stream().map(call -> ((Map<?, ?>) call).get("accountCode")).toList(), is(List.of("free-1")));
        succeed("agent1001", Map.of("callId", "PBX:w8", "accountCode", ""));
        assertThat((List<?>) host.run("findPhoneCalls", "agent1001", Map.of("accountCode", "free-1")).get("calls"), is(List.of()));
        database.setting("freeAccountCodes", "false");
    }

    @Test
    void givenASubjectThatIsTakenAwayThenOursIsBack() {
        answered("w3");
        succeed("agent1001", Map.of("callId", "PBX:w3", "subject", "Mine"));
        succeed("agent1001", Map.of("callId", "PBX:w3", "subject", ""));
        assertThat(event("w3").getString("subject"), startsWith("Incoming call from"));
    }

    @Test
    void givenALongNoteThenAllOfItIsKeptAndInTheContentOfTheCommEventUntilItIsShort() {
        String half = "Wants the blue one, not the green one. ".repeat(128).trim();
        PhoneCall rings = tell(Calls.rings(Calls.waiting("w7"), phone));
        database.await(call -> true, "PhoneCall", "linkedId", "w7");
        GenericValue waiting = database.row("PhoneCall", "linkedId", "w7");
        database.change("PhoneCall", Map.of("phoneCallId", waiting.getString("phoneCallId"), "claimedByPartyId", "AST_AGENT1"));
        succeed("agent1001", Map.of("callId", "PBX:w7", "note", half));
        tell(Calls.ends(tell(Calls.talks(rings)), Outcome.ANSWERED));
        database.await(e -> half.equals(e.getString("content")), "CommunicationEvent", "messageId", "w7");

        String whole = half + "\n" + half;
        succeed("agent1001", Map.of("callId", "PBX:w7", "note", whole));
        assertThat(host.run("getCallWriteUp", "agent1001", Map.of("callId", "PBX:w7")).get("note"), is(whole));
        assertThat(event("w7").getString("content"), is(whole));
        assertThat(whole, startsWith(event("w7").getString("note")));
        succeed("agent1001", Map.of("callId", "PBX:w7", "subject", "Blue"));
        assertThat(event("w7").getString("content"), is(whole));

        succeed("agent1001", Map.of("callId", "PBX:w7", "note", "Blue"));
        assertThat(host.run("getCallWriteUp", "agent1001", Map.of("callId", "PBX:w7")).get("note"), is("Blue"));
        assertThat(event("w7").getString("note"), is("Blue"));
        assertThat(event("w7").get("content"), is(nullValue()));
    }

    @Test
    void givenHtmlThenItsMarksBecomeOthersAndNothingIsRefused() {
        answered("w4");
        succeed("agent1001", Map.of("callId", "PBX:w4", "subject", "<b>5 > 3</b> & 100%25", "note", "<script>alert(1)</script> R&amp;D 50%41"));
        GenericValue row = database.row("PhoneCall", "linkedId", "w4");
        assertThat(row.getString("note"), is("\u2039script\u203aalert(1)\u2039/script\u203a R& amp;D 50% 41"));
        assertThat(event("w4").getString("note"), is(row.getString("note")));
        assertThat(event("w4").getString("subject").contains("<"), is(false));
    }

    @Test
    void givenTextsThatAreTooLongOrNoChoicesThenTheyAreRefusedNamingTheField() {
        answered("w5");
        assertThat(refused("agent1001", Map.of("callId", "PBX:w5", "note", "x".repeat(10_001))), containsString("Note"));
        assertThat(refused("agent1001", Map.of("callId", "PBX:w5", "subject", "x".repeat(256))), containsString("Subject"));
        assertThat(refused("agent1001", Map.of("callId", "PBX:w5", "reasonEnumId", "AST_DISP_SOLVED")), containsString("Reason"));
        assertThat(database.row("PhoneCall", "linkedId", "w5").get("note"), is(nullValue()));
    }

    @Test
    void givenACallOfSomebodyElseThenOnlyASupervisorMayWriteAboutIt() {
        answered("w6");
        assertThat(refused("agent1002", Map.of("callId", "PBX:w6", "note", "mine")), is(notNullValue()));
        assertThat(refused("crmuser", Map.of("callId", "PBX:w6", "note", "mine")), is(notNullValue()));
        assertThat(ServiceUtil.isSuccess(host.run("getCallWriteUp", "agent1002", Map.of("callId", "PBX:w6"))), is(false));
        succeed("supervisor", Map.of("callId", "PBX:w6", "note", "checked"));
        assertThat(event("w6").getString("note"), is("checked"));
        assertThat(refused("supervisor", Map.of("callId", "PBX:none", "note", "x")), is(notNullValue()));
        assertThat(database.find("PhoneCall", "linkedId", "none"), is(Optional.empty()));
    }

    @Test
    void givenManyWordsWhileTheCallBeginsAndEndsThenTheLastOnesCount() {
        IntStream.range(0, 20).forEach(i -> {
            String linkedId = "w7-" + i;
            PhoneCall rings = tell(Calls.rings(Calls.waiting(linkedId), phone));
            GenericValue row = database.await(call -> true, "PhoneCall", "linkedId", linkedId);
            database.change("PhoneCall", Map.of("phoneCallId", row.getString("phoneCallId"), "claimedByPartyId", "AST_AGENT1"));
            PhoneCall talks = tell(Calls.talks(rings)); // the journal is at it, while we write
            succeed("agent1001", Map.of("callId", "PBX:" + linkedId, "note", "words " + i));
            tell(Calls.ends(talks, Outcome.ANSWERED));
        });
        IntStream.range(0, 20).forEach(i -> assertThat(database.await(e -> "COM_COMPLETE".equals(e.getString("statusId")), "CommunicationEvent",
                "messageId", "w7-" + i).getString("note"), is("words " + i)));
    }

    @Test
    void givenACallThatBecomesAPartOfAnotherThenWhatWasWrittenGoesOver() {
        answered("other");
        PhoneCall part = answered("w8");
        succeed("agent1001", Map.of("callId", "PBX:w8", "note", "goes over"));
        tell(Calls.absorbed(part));
        assertThat(database.await(row -> row.get("note") != null, "PhoneCall", "linkedId", "other").getString("note"), is("goes over"));
        assertThat(event("other").getString("note"), is("goes over"));
    }

    @Test
    void givenWhatAnAgentSaidThenTheNextRunOfOfbizKnowsIt() {
        OfbizAgentDirectory agentDirectory = new OfbizAgentDirectory(host.delegator(), Settings.of(host.delegator()));
        assertThat(agentDirectory.recall("agent1003"), is(Optional.empty()));
        Instant since = Instant.parse("2026-11-20T12:00:00Z");
        PauseReason lunch = agentDirectory.pauseReasons().stream().filter(reason -> reason.id().equals("AST_PAUSE_LUNCH")).findFirst().orElseThrow();
        WrapUp wrapUp = WrapUp.of("PBX:w9", agentDirectory.group("SUPPORT").orElseThrow(), since.plusSeconds(30));
        SavedAgent said = new SavedAgent(new AgentChoice(AgentChoice.Kind.PAUSED, Optional.of(lunch), since), Optional.of("DEMO_1003"),
                Optional.of(wrapUp), true);
        agentDirectory.keep("agent1003", said);
        assertThat(agentDirectory.recall("agent1003"), is(Optional.of(said)));
        SavedAgent later = new SavedAgent(new AgentChoice(AgentChoice.Kind.AVAILABLE, Optional.empty(), since), Optional.empty(),
                Optional.empty(), false);
        agentDirectory.keep("agent1003", later);
        assertThat(agentDirectory.recall("agent1003"), is(Optional.of(later)));
    }

    @Test
    void givenCallsBeforeThenTheyAreCountedAndTheLastIsTold() {
        database.create("Party", Map.of("partyId", "EARLIER"));
        IntStream.rangeClosed(1, 3).forEach(day -> database.create("PhoneCall", Map.of("phoneCallId", "EARLIER-" + day, "serverId", "PBX",
                "linkedId", "e" + day, "partyId", "EARLIER", "agentPartyId", "AST_AGENT2", "directionEnumId", "AST_INBOUND",
                "outcomeEnumId", "AST_ANSWERED", "startDate", Timestamp.valueOf("2026-11-0" + day + " 10:00:00"))));
        EarlierCalls earlier = new EarlierCalls(host.delegator());
        assertThat(earlier.with("EARLIER", "PBX:now").orElseThrow().count(), is(3L));
        assertThat(earlier.with("EARLIER", "PBX:now").orElseThrow().last().at(), is(Timestamp.valueOf("2026-11-03 10:00:00").toInstant()));
        assertThat(earlier.with("EARLIER", "PBX:now").orElseThrow().last().with(), is("Peeter Mets"));
        assertThat(earlier.with("AST_MARI", "PBX:now"), is(Optional.empty()));
    }

    @Test
    void givenMoreCallsBeforeThanAreCountedThenTheNewestIsTold() {
        database.create("Party", Map.of("partyId", "OFTEN"));
        Timestamp newest = Timestamp.valueOf("2026-10-07 10:00:00");
        IntStream.range(0, 350).forEach(number -> database.create("PhoneCall", Map.of("phoneCallId", "OFTEN-" + number, "serverId", "PBX",
                "linkedId", "o" + number, "partyId", "OFTEN", "directionEnumId", "AST_INBOUND", "outcomeEnumId", "AST_ANSWERED",
                "startDate", new Timestamp(newest.getTime() - (long) number * number * 1_000))));
        EarlierCalls earlier = new EarlierCalls(host.delegator());
        assertThat(earlier.with("OFTEN", "PBX:now").orElseThrow().count(), is((long) EarlierCall.MOST));
        assertThat(earlier.with("OFTEN", "PBX:now").orElseThrow().last().at(), is(newest.toInstant()));
    }

    private PhoneCall answered(String linkedId) {
        PhoneCall talks = tell(Calls.talks(Calls.rings(Calls.waiting(linkedId), phone)));
        database.await(call -> call.get("communicationEventId") != null, "PhoneCall", "linkedId", linkedId);
        return talks;
    }

    private GenericValue event(String linkedId) {
        return database.row("CommunicationEvent", "communicationEventId",
                database.row("PhoneCall", "linkedId", linkedId).getString("communicationEventId"));
    }

    private void succeed(String user, Map<String, ?> input) {
        Map<String, Object> result = host.run("saveCallWriteUp", user, input);
        assertThat(ServiceUtil.getErrorMessage(result), ServiceUtil.isSuccess(result), is(true));
    }

    /** What the user is told. */
    private String refused(String user, Map<String, ?> input) {
        Map<String, Object> result = host.run("saveCallWriteUp", user, input);
        assertThat(ServiceUtil.isSuccess(result), is(false));
        return ServiceUtil.getErrorMessage(result);
    }
}

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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.tracking.CallTracker;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose list a call stands in, what makes it a missed one, and what takes it off: recorded dialogues, kept on the embedded host. */
@Tag("embedded")
class MissedCallsIT {

    @TempDir
    private Path folder;
    private Host host;
    private Database database;
    private CallJournal journal;

    @BeforeEach
    void start() throws IOException {
        host = Host.start(folder, Host::noPbx);
        database = host.database();
        database.create("AsteriskServer", Map.of("serverId", "PBX", "enabled", "N"));
        journal = Journals.on(host, Optional.empty());
    }

    @AfterEach
    void stop() {
        journal.close();
        assertThat("calls refused", journal.queue().refused(), is(0L));
        host.close();
    }

    @Test
    void aCallThatRingsOutIsMissedByWhomItRangForUntilSomebodyCallsBack() throws Exception {
        happens("cases/rings_out");

        Map<?, ?> missed = missedOf("agent1001").get(0);
        assertThat(missed.get("missed"), is(true));
        assertThat(missed.get("outcome"), is("EXTENSION_NO_ANSWER"));
        assertThat("not theirs", missedOf("agent1002"), is(empty()));
        assertThat(missedOf("supervisor"), hasSize(1));
        assertThat("only calls of ours are not reached", found("supervisor", "NOT_REACHED"), is(empty()));

        Peer phone = new OfbizNumbering(host.delegator(), "DEMO_PBX").peer("PJSIP", "1002").orElseThrow();
        PhoneCall dialled = Calls.outbound("back", phone);
        tell(Calls.ends(Calls.rings(dialled, phone), Outcome.NO_ANSWER));
        assertThat("the customer did not answer", missedOf("agent1001"), hasSize(1));
        PhoneCall again = Calls.rings(Calls.outbound("again", phone), phone);
        tell(Calls.ends(Calls.talks(again), Outcome.ANSWERED));

        assertThat(missedOf("agent1001"), is(empty()));
        assertThat(missedOf("supervisor"), is(empty()));
        Map<?, ?> returned = found("agent1001", "").get(0);
        assertThat("it was missed all the same", returned.get("missed"), is(true));
        assertThat(returned.get("returnedAt"), is(notNullValue()));
    }

    @Test
    void aCallThatIsPutThroughStandsInBothListsAndNamesBoth() throws Exception {
        happens("cases/blind_transfer_recipient");

        for (String agent : List.of("agent1001", "agent1002")) {
            Map<?, ?> call = found(agent, "").get(0);
            assertThat(agent, call.get("agent"), is("Liis Saar, Peeter Mets"));
            assertThat(agent, call.get("missed"), is(false));
        }
        assertThat(found("agent1003", ""), is(empty()));
        Map<String, Object> ofSecond = new HashMap<>(Map.of("agentPartyId", "AST_AGENT2"));
        assertThat(calls("supervisor", ofSecond), hasSize(1));
        List<GenericValue> parts = new Participants(host.delegator()).of((String) found("supervisor", "").get(0).get("phoneCallId"));
        assertThat(parts.stream().filter(part -> "AST_PART_TALKED".equals(part.getString("partTypeEnumId")))
                .map(part -> part.getString("partyId")).toList(), contains("AST_AGENT1", "AST_AGENT2"));
    }

    @Test
    void whoWasPutThroughAndGivenUpThereIsMissed() throws Exception {
        happens("cases/transfer_into_second_queue_abandoned");

        List<Map<?, ?>> missed = missedOf("supervisor");
        assertThat(missed, hasSize(1));
        assertThat(missed.get(0).get("outcome"), is("ANSWERED"));
        List<GenericValue> parts = new Participants(host.delegator()).of((String) missed.get(0).get("phoneCallId"));
        assertThat(parts.stream().filter(part -> "Y".equals(part.getString("unanswered"))).map(part -> part.getString("outcomeEnumId")).toList(),
                hasItem("AST_ABANDONED"));
        assertThat(parts.stream().map(part -> part.getString("partyId")).toList(), not(empty()));
    }

    @Test
    void whoCouldNotBeRungHasTheCallAllTheSame() throws Exception {
        happens("freepbx/extension_not_registered");
        assertThat(missedOf("agent1002").stream().map(call -> call.get("outcome")).toList(), contains("EXTENSION_UNREGISTERED"));
        happens("freepbx/f3_callforward_mobile");

        assertThat("the customer has got through since", missedOf("agent1002"), is(empty()));
        assertThat(found("agent1002", "").stream().map(call -> call.get("outcome")).toList(),
                containsInAnyOrder("EXTENSION_UNREGISTERED", "FORWARDED"));
        assertThat("not theirs", found("agent1001", ""), is(empty()));
    }

    @Test
    void whoLeavesAMessageWaitsForNobodyMeanwhile() throws Exception {
        happens("freepbx/e1_voicemail");

        GenericValue row = database.row("PhoneCall", "phoneCallId", missedOf("agent1001").get(0).get("phoneCallId"));
        GenericValue rang = new Participants(host.delegator()).of(row.getString("phoneCallId")).get(0);
        assertThat(row.getString("outcomeEnumId"), is("AST_VOICEMAIL"));
        assertThat(rang.getString("partTypeEnumId"), is("AST_PART_CALLED"));
        assertThat(row.getLong("waitSeconds"), is(Duration.between(row.getTimestamp("startDate").toInstant(),
                rang.getTimestamp("thruDate").toInstant()).toSeconds()));
        assertThat("and was in the mailbox then", rang.getTimestamp("thruDate"), is(lessThan(row.getTimestamp("endDate"))));
    }

    @Test
    void aCallBetweenColleaguesStandsInBothListsAndNamesBoth() throws Exception {
        happens("22/8h_colleague_calls_colleague");

        for (String agent : List.of("agent1001", "agent1002")) {
            assertThat(agent, found(agent, "").stream().map(call -> call.get("agent")).toList(), contains("Liis Saar, Peeter Mets"));
        }
    }

    private void happens(String dialogue) throws Exception {
        CallTracker tracker = new CallTracker("DEMO_PBX", new OfbizNumbering(host.delegator(), "DEMO_PBX"));
        Path file = Path.of(MissedCallsIT.class.getResource("/dialogues/" + dialogue + ".ami").toURI());
        for (CallEvent event : Dialogue.of(file, Dialogue.Reader.LEAN).events()) {
            tracker.apply(event).forEach(call -> journal.callChanged(call, event));
        }
        written();
    }

    private void tell(PhoneCall call) {
        journal.callChanged(call, Calls.event());
        written();
    }

    private void written() {
        journal.awaitLeftOver(Duration.ofSeconds(20));
        assertThat("calls that wait", journal.waiting(), is(0));
    }

    private List<Map<?, ?>> missedOf(String user) {
        return found(user, "UNANSWERED");
    }

    private List<Map<?, ?>> found(String user, String outcome) {
        return calls(user, Map.of("outcome", outcome));
    }

    private List<Map<?, ?>> calls(String user, Map<String, Object> input) {
        return ((List<?>) host.run("findPhoneCalls", user, input).get("calls")).stream().<Map<?, ?>>map(call -> (Map<?, ?>) call).toList();
    }
}

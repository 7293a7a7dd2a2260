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
package org.apache.ofbiz.asterisk.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.endtoend.InCallSide;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Breakdown;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;

/**
 * Two agents at their consoles, one of them with two tabs, in Chromium, on a real Asterisk with SIP phones: what they see when
 * everything goes well, and when something does not.
 */
@Tag("asterisk")
class ConsoleOnAsteriskIT {

    private static final String ANNA = "3725551234";
    private static final String TAMM = "3725552222";
    private static final String BAKERY = "+372 555 0000";
    private static final String BAKERY_DIGITS = "3725550000";
    private static final String SERVICE_NUMBER = "5000";
    private static final Duration OUTAGE = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;
    private static TwoConsoles consoles;
    private static AsteriskLab lab;

    @RegisterExtension
    private static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    private AgentPage liis;
    private AgentPage peeter;

    @BeforeAll
    static void open() throws IOException {
        consoles = TwoConsoles.onPlainDialplan(folder);
        lab = consoles.lab();
    }

    @AfterAll
    static void close() throws IOException {
        if (consoles != null) {
            consoles.close();
        }
    }

    @BeforeEach
    void agentsComeToWork() {
        lab.trunk().answers();
        List.of("1001", "1002").forEach(extension -> lab.phone(extension).answers());
        liis = consoles.liisComes();
        peeter = consoles.peeterComes();
    }

    @AfterEach
    void agentsGoHome() {
        consoles.network().heal();
        List<String> complaints = consoles.complaints();
        Stream.of(liis, peeter).forEach(AgentPage::leaves);
        lab.endAllCalls();
        assertThat("errors in the browsers' consoles", complaints, is(empty()));
    }

    /** Does this in each of the three tabs. */
    private void everywhere(Consumer<AgentPage> look) {
        look.accept(liis.inTab(1));
        look.accept(liis.inTab(2));
        look.accept(peeter);
    }

    @Test
    void aCallerIsOfferedInEveryTabAndTalksWithWhoeverAnswersFirst() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Anna Kask"));
        String callId = peeter.callIdOf("Anna Kask");

        liis.inTab(2).answers("Anna Kask");

        liis.callWith("Anna Kask", "Talking");
        liis.isNotOffered("Anna Kask");
        liis.inTab(1).callWith("Anna Kask", "Talking");
        liis.isNotOffered("Anna Kask");
        peeter.offerReads("Anna Kask", "Answered by Liis Saar");
        liis.inTab(1).hangsUp();
        for (int tab : List.of(1, 2)) {
            liis.inTab(tab).callReads("Ended");
            liis.historyReads("Anna Kask", "Incoming");
        }
        GenericValue kept = consoles.kept(callId);
        assertThat(kept.getString("agentPartyId") + " talked with " + kept.getString("partyId"), is("AST_AGENT1 talked with AST_ANNA"));
    }

    @Test
    void anAgentCallsACustomerAndHangsUpInTheOtherTab() {
        liis.inTab(1).dials(BAKERY);
        liis.callWith("Tartu Bakery", "Talking");
        String callId = liis.callIdOf("Tartu Bakery");

        liis.inTab(2).callWith("Tartu Bakery", "Talking");
        liis.hangsUp();

        liis.callReads("Ended");
        liis.inTab(1).callReads("Ended");
        liis.historyReads("Tartu Bakery", "Outgoing");
        assertThat(consoles.kept(callId).getString("agentPartyId"), is("AST_AGENT1"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoAgentsHandleACallWithTheMouseOrTheKeyboardAlone(boolean keyboard) {
        InCallSide pbx = new InCallSide("plain", consoles.host(), lab, "DEMO_PBX", "5002", List.of("agent1001", "agent1002"));
        new CallInHand(consoles, liis, peeter, pbx).isHandled(keyboard);
    }

    @Test
    void anAgentReadsWhyTheCustomerWasNotReached() {
        lab.trunk().isBusy();
        liis.dials(BAKERY);
        liis.callReads("Busy");
        liis.inTab(1).callReads("Busy");
    }

    @Test
    void aLateClickReadsWhoTookTheCall() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Anna Kask"));
        liis.answers("Anna Kask");
        peeter.offerReads("Anna Kask", "Answered by Liis Saar");

        peeter.answersTooLate("Anna Kask");

        peeter.browser().sees(By.cssSelector(".ac-offer .ac-error"), "Liis Saar");
        liis.callWith("Anna Kask", "Talking");
        assertThat("Peeter has a call", peeter.browser().shows(By.cssSelector(".ac-call")), is(false));
    }

    @Test
    void aCallerWhoHangsUpIsTakenBackEverywhereAndCalledBackFromTheList() {
        lab.caller(ANNA).dialsAndHangsUp(SERVICE_NUMBER, Duration.ofSeconds(1));
        everywhere(agent -> agent.isOffered("Anna Kask"));
        everywhere(agent -> agent.offerReads("Anna Kask", "Abandoned"));
        everywhere(agent -> agent.historyReads("Anna Kask", "Incoming"));

        peeter.callsBack("Anna Kask");

        peeter.callWith("Anna Kask", "Talking");
    }

    @Test
    void aClaimThatThePhoneDoesNotAnswerIsOfferedAgainToEverybody() {
        lab.phone("1001").declines();
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        everywhere(agent -> agent.offerReads("Anna Kask", "Back in queue"));
        peeter.answers("Anna Kask");
        peeter.callWith("Anna Kask", "Talking");
    }

    @Test
    void aReloadInACallAndBeforeOneChangesNothing() {
        lab.caller(TAMM).dials(SERVICE_NUMBER);
        liis.isOffered("Tamm");
        liis.answers("Tamm");
        liis.callWith("Tamm", "Talking");
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");

        liis.reloads();

        liis.callWith("Tamm", "Talking");
        assertThat("cards", liis.browser().driver().findElements(By.cssSelector(".ac-call, .ac-offer")).size(), is(2));
        liis.offerReads("Anna Kask", "Support");
        liis.hangsUp();
        liis.callReads("Ended");
    }

    @Test
    void whatIsNotedInACallIsSeenInTheOtherTabAndKeptThroughAReloadAndWithTheCall() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        liis.callWith("Anna Kask", "Talking");
        String callId = liis.callIdOf("Anna Kask");

        liis.notes("Two cakes for Friday");

        liis.inTab(1).hasNoted("Two cakes for Friday");
        liis.reloads();
        liis.hasNoted("Two cakes for Friday");
        liis.hangsUp();
        liis.callReads("Ended");
        GenericValue call = consoles.kept(callId);
        consoles.host().database().await(event -> "Two cakes for Friday".equals(event.getString("note")), "CommunicationEvent",
                "communicationEventId", call.getString("communicationEventId"));
    }

    @Test
    void aSocketLostForTenSecondsComesBackWithTheTruth() {
        lab.caller(TAMM).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Tamm"));
        lab.caller(ANNA).dialsAndHangsUp(SERVICE_NUMBER, Duration.ofSeconds(5));
        everywhere(agent -> agent.isOffered("Anna Kask"));

        long lost = System.nanoTime();
        consoles.network().stall();
        liis.answers("Tamm");
        liis.callWith("Tamm", "Talking");
        liis.offerReads("Anna Kask", "Abandoned");
        liis.hangsUp();
        lab.caller(BAKERY_DIGITS).dials(SERVICE_NUMBER);
        liis.isOffered("Tartu Bakery");
        Await.untilTrue(() -> System.nanoTime() - lost > OUTAGE.toNanos(), () -> "ten seconds are not over");
        peeter.offerReads("Tamm", "Support"); // nobody could tell him
        consoles.network().heal();

        peeter.isOffered("Tartu Bakery");
        peeter.isNotOffered("Tamm");
        peeter.isNotOffered("Anna Kask");
        peeter.answers("Tartu Bakery");
        peeter.callWith("Tartu Bakery", "Talking");
    }

    @Test
    void ofbizIsRestartedWhileOneCallWaitsAndAnotherTalks() throws IOException {
        lab.caller(TAMM).dials(SERVICE_NUMBER);
        liis.isOffered("Tamm");
        liis.answers("Tamm");
        liis.callWith("Tamm", "Talking");
        String talking = liis.callIdOf("Tamm");
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Anna Kask"));

        int port = consoles.stopHost();
        everywhere(agent -> agent.linkReads("Reconnecting in"));
        consoles.startHost(port);

        everywhere(agent -> agent.isConnected()); // Tomcat keeps the sessions of who is logged in
        liis.inTab(1).callWith("Tamm", "Talking");
        everywhere(agent -> agent.isOffered("Anna Kask"));
        peeter.answers("Anna Kask");
        peeter.callWith("Anna Kask", "Talking");
        liis.offerReads("Anna Kask", "Answered by Peeter Mets");
        liis.hangsUp();
        liis.callReads("Ended");
        assertThat("what was refused for the token that the restart forgot", liis.browser().complaints().stream()
                .filter(complaint -> !complaint.contains("/hangupCall")).toList(), is(empty()));
        assertThat(consoles.kept(talking).getString("agentPartyId"), is("AST_AGENT1"));
    }

    @Test
    void thePbxIsKilledAndRestartedWhileOneCallWaitsAndAnotherTalks() {
        lab.caller(TAMM).dials(SERVICE_NUMBER);
        liis.isOffered("Tamm");
        liis.answers("Tamm");
        liis.callWith("Tamm", "Talking");
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Anna Kask"));

        Breakdown asterisk = new Breakdown(lab);
        asterisk.kill();
        asterisk.startAgain();

        liis.callReads("Ended");
        everywhere(agent -> agent.isNotOffered("Anna Kask"));
        lab.phone("1002").answers();
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Anna Kask"));
        peeter.answers("Anna Kask");
        peeter.callWith("Anna Kask", "Talking");
    }

    @Test
    void whoLogsOutInOneTabIsOfferedNothingInTheOthers() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        everywhere(agent -> agent.isOffered("Anna Kask"));

        liis.inTab(1).logsOutInAnotherTab();

        for (int tab : List.of(1, 2)) {
            liis.inTab(tab).linkReads("Your session has ended");
            liis.isOfferedNothing();
        }
        peeter.isOffered("Anna Kask");
    }

    @Test
    void whoMayNotSeeCallsIsToldSoAndOfferedNothing() {
        AgentPage stranger = new AgentPage(peeter.leaves(), consoles.host().base());
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");

        stranger.opensConsole();
        stranger.fillsInTheLogIn("stranger");

        stranger.browser().sees(By.tagName("body"), "have permission to use this application");
        assertThat("the console", stranger.browser().shows(By.id("asterisk-console")), is(false));
        String body = stranger.browser().driver().findElement(By.tagName("body")).getText();
        assertThat(body, body.contains("Anna Kask"), is(false));
    }
}

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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the AMI user may do, told from the list of commands and from what the PBX says to the others. */
class RightsCheckTest {

    private static final AmiSession.Limits LIMITS =
            new AmiSession.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private PbxPlayer pbx;
    private AmiSession session;

    @BeforeEach
    void givenASession() throws Exception {
        pbx = new PbxPlayer();
        session = new AmiSession(pbx.server(), TestRules.now(), LIMITS, new ConnectionMetrics(Clock.systemUTC()), (from, event) -> { });
        session.open();
        session.awaitBooted();
    }

    @AfterEach
    void end() throws IOException {
        session.abandon(ConnectionReason.other("closed"));
        pbx.close();
    }

    private void mayUse(String... actions) {
        pbx.answer("ListCommands", action -> {
            StringBuilder list = new StringBuilder("Response: Success\r\n");
            for (String name : actions) {
                list.append(name).append(": Does something.  (Priv: any,all)\r\n");
            }
            return list.toString();
        });
    }

    private void refuses(String... actions) {
        for (String name : actions) {
            pbx.answer(name, action -> "Response: Error\r\nMessage: Permission denied\r\n");
        }
    }

    @Test
    void whatIsListedIsGivenAndNotTried() {
        mayUse("Originate", "Redirect");
        ManagerRights rights = new RightsCheck(session).find();
        assertThat(rights.of(Feature.ORIGINATE), is(Grant.GIVEN));
        assertThat(rights.of(Feature.REDIRECT), is(Grant.GIVEN));
        assertThat("a channel that would ring", pbx.hasReceived("Originate"), is(false));
    }

    @Test
    void whatIsRefusedIsDeniedAndWhatNobodyKnowsIsNotOffered() {
        mayUse("Originate");
        refuses("Redirect");
        ManagerRights rights = new RightsCheck(session).find();
        assertThat(rights.of(Feature.REDIRECT), is(Grant.DENIED));
        assertThat(rights.of(Feature.QUEUES), is(Grant.NOT_OFFERED));
    }

    @Test
    void onePartOfAFeatureThatIsRefusedTakesItAwayAndOneThatThePbxLacksDoesNot() {
        mayUse("PJSIPShowEndpoints", "PJSIPShowEndpoint", "PJSIPShowRegistrationsOutbound", "CoreSettings", "CoreStatus");
        refuses("CoreShowChannels");
        ManagerRights rights = new RightsCheck(session).find();
        assertThat("without chan_sip", rights.of(Feature.PEERS), is(Grant.GIVEN));
        assertThat(rights.of(Feature.CHANNELS), is(Grant.DENIED));
    }

    @Test
    void whatIsOnlyListenedToIsUnknownButForTheStateOfThePbx() {
        mayUse();
        ManagerRights rights = new RightsCheck(session).find();
        assertThat(rights.of(Feature.STATE_EVENTS), is(Grant.GIVEN));
        assertThat(rights.of(Feature.CALL_EVENTS), is(Grant.UNKNOWN));
    }

    @Test
    void anotherAnswerProvesNothing() {
        mayUse();
        pbx.answer("Redirect", action -> "Response: Error\r\nMessage: Channel not specified\r\n");
        assertThat(new RightsCheck(session).find().of(Feature.REDIRECT), is(Grant.UNKNOWN));
    }

    @Test
    void withoutTheListNothingIsFoundOut() {
        assertThrows(CompletionException.class, () -> new RightsCheck(session).find());
    }
}

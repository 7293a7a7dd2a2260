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
package org.apache.ofbiz.asterisk.call.tracking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.junit.jupiter.api.Test;

/** Callers of whom only the PBX's account of the call tells what they wanted. */
class AccountedCallsTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void aCallerWhoLeavesNoMessageIsMissed() {
        pbx.callComesIn("5041", "3725551234").wantsToHangUp("trunk", 16);
        account("VoiceMail");
        pbx.hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.MISSED)));
        assertThat(pbx.call().missed(), is(true));
    }

    @Test
    void aBusyPbxTellsThatAfterTheEnd() {
        pbx.callComesIn("5041", "3725551234").wantsToHangUp("trunk", 16).hangsUp("trunk", 16);
        assertThat(pbx.call().missed(), is(false));

        account("VoiceMail");
        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.MISSED)));
        assertThat(pbx.call().missed(), is(true));
    }

    @Test
    void aCallerWhoHearsAnAnnouncementIsMissedByNobody() {
        pbx.callComesIn("5060", "3725551234").wantsToHangUp("trunk", 16);
        account("Playback");
        pbx.hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ANNOUNCEMENT)));
        assertThat(pbx.call().missed(), is(false));
    }

    /** A mailbox that nobody in particular has. */
    private void account(String application) {
        account(application, "2000@default,u");
    }

    private void account(String application, String data) {
        pbx.apply(new CallEvent.Accounted(pbx.now(), pbx.of("trunk").uniqueId(), "from-trunk", "5041", application, data));
    }

    private List<String> unanswered() {
        return pbx.call().unanswered().stream().map(part -> part.peer().map(Peer::name).orElse(part.place())).toList();
    }

    private void leavesAMessage(String box) {
        pbx.apply(new CallEvent.VoicemailLeft(pbx.now(), pbx.of("trunk"), box));
    }

    @Test
    void aMessageLeftWhereNobodyWasRungIsForWhoseMailboxItIsIn() {
        pbx.callComesIn("5041", "3725551234");
        leavesAMessage("1001@default");
        pbx.hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.VOICEMAIL)));
        assertThat(unanswered(), is(List.of("1001")));
    }

    @Test
    void soIsACallerWhoLeavesNone() {
        pbx.callComesIn("5041", "3725551234").wantsToHangUp("trunk", 16).hangsUp("trunk", 16);
        account("VoiceMail", "1001@default,u");

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.MISSED)));
        assertThat(unanswered(), is(List.of("1001")));
    }

    @Test
    void aGroupThatIsClosedIsToCallBackItself() {
        pbx.callComesIn("5000", "3725551234");
        leavesAMessage("1001@default");
        pbx.hangsUp("trunk", 16);

        assertThat(pbx.call().missed(), is(true));
        assertThat(unanswered(), is(List.of()));
    }

    @Test
    void aMessageLeftAfterATalkIsMissed() {
        pbx.callComesIn("5041", "3725551234").dials("trunk", "1001", "1001").picksUp("1001").talk("1001", "trunk").hangsUp("1001", 16);
        leavesAMessage("1002@default");
        pbx.hangsUp("trunk", 16);

        assertThat(pbx.call().outcome(), is(Optional.of(Outcome.ANSWERED)));
        assertThat(pbx.call().missed(), is(true));
        assertThat(unanswered(), is(List.of("1002")));
    }

    @Test
    void aMessageInTheMailboxOfAnotherIsForWhomThePhoneRang() {
        pbx.callComesIn("5041", "3725551234").dials("trunk", "1001", "1001").rings("1001").dialEnds("1001", DialResult.NO_ANSWER).hangsUp("1001", 16);
        leavesAMessage("1002@default");
        pbx.hangsUp("trunk", 16);

        assertThat(unanswered(), is(List.of("1001")));
    }

    @Test
    void aMessageInSomebodysMailboxAfterAWaitIsForTheGroup() {
        pbx.callComesIn("5041", "3725551234").joinsQueue("trunk", "support");
        pbx.apply(new CallEvent.QueueLeft(pbx.now(), pbx.of("trunk"), "support", ""));
        leavesAMessage("1001@default");
        pbx.hangsUp("trunk", 16);

        assertThat(unanswered(), is(List.of("support")));
    }
}

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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.junit.jupiter.api.Test;

/** How calls end that reached nobody, or whose end is told out of order. */
class CallEndingTest {

    private final TestPbx pbx = new TestPbx();

    private Optional<Outcome> outcome() {
        return pbx.call().outcome();
    }

    @Test
    void whoHearsAnAnnouncementOnlyMissesNobody() {
        pbx.callComesIn("5060", "3725551234").hangsUp("trunk", 16);

        assertThat(outcome(), is(Optional.of(Outcome.ANNOUNCEMENT)));
        assertThat(pbx.call().missed(), is(false));
        assertThat(pbx.call().parts(), is(empty()));
    }

    @Test
    void whoHangsUpInAMenuMissesNobody() {
        pbx.callComesIn("5061", "3725551234").wantsToHangUp("trunk", 0).hangsUp("trunk", 0);

        assertThat(outcome(), is(Optional.of(Outcome.ANNOUNCEMENT)));
        assertThat(pbx.call().missed(), is(false));
    }

    /** Its number is a call source of a group. */
    @Test
    void whoHangsUpAfterTheAnnouncementOfAGroupIsMissedByIt() {
        pbx.callComesIn("5000", "3725551234").wantsToHangUp("trunk", 0).hangsUp("trunk", 0);

        assertThat(outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().missed(), is(true));
    }

    /** A group that is closed, and a queue that lets nobody in: the PBX tells of neither. */
    @Test
    void whoHearsTheWholeAnnouncementOfAGroupIsMissedByItAsWell() {
        pbx.callComesIn("5000", "3725551234").hangsUp("trunk", 16);

        assertThat(outcome(), is(Optional.of(Outcome.ABANDONED)));
        assertThat(pbx.call().missed(), is(true));
    }

    /** As chan_sip does, which ends the caller's channel with that cause. */
    @Test
    void aCallerWhoHearsBusyHasBeenDeclinedWhereThePhoneDidSo() {
        pbx.callComesIn("5060", "3725551234").dials("trunk", "1001", "1001").rings("1001").dialEnds("1001", DialResult.BUSY).hangsUp("1001", 21)
                .hangsUp("trunk", 17);

        assertThat(outcome(), is(Optional.of(Outcome.EXTENSION_DECLINED)));
        assertThat(pbx.call().hangupCause(), is(21));
    }

    /** The prefix is what phones dial to get a line. */
    @Test
    void aPhoneForwardsToTheNumberWithoutWhatGetsALine() {
        TestPbx prefixed = pbxWithPrefix();
        prefixed.callComesIn("5060", "3725551234").dials("trunk", "1001", "1001").forwards("1001", "93725557700");
        assertThat(forwardedTo(prefixed), is("3725557700"));

        pbx.callComesIn("5060", "3725551234").dials("trunk", "1001", "1001").forwards("1001", "93725557700");
        assertThat("a number that begins so", forwardedTo(pbx), is("93725557700"));
        pbx.dials("trunk", "trunk", "3725557700");
        assertThat("as the line dials it", forwardedTo(pbx), is("3725557700"));
    }

    @Test
    void aPhoneForwardsToAColleague() {
        pbx.callComesIn("5060", "3725551234").dials("trunk", "1001", "1001").forwards("1001", "1002").dials("trunk", "1002", "1002");

        assertThat(forwardedTo(pbx), is("1002"));
    }

    private static TestPbx pbxWithPrefix() {
        return new TestPbx(new TestNumbering() {
            @Override
            public String outsidePrefix() {
                return "9";
            }
        });
    }

    private static String forwardedTo(TestPbx pbx) {
        return detailOf(TimelineEntry.Kind.FORWARDED, pbx);
    }

    private static String detailOf(TimelineEntry.Kind kind, TestPbx pbx) {
        return pbx.call().timeline().stream().filter(moment -> moment.kind() == kind).findFirst().orElseThrow().detail();
    }

    /** The same of where somebody is transferred to. */
    @Test
    void whoIsTransferredOutsideReachesTheNumberWithoutWhatGetsALine() {
        TestPbx prefixed = pbxWithPrefix();
        transferred(prefixed, "93725557700");
        assertThat(detailOf(TimelineEntry.Kind.TRANSFERRED, prefixed), is("3725557700"));

        transferred(pbx, "93725557700");
        assertThat("a number that begins so", detailOf(TimelineEntry.Kind.TRANSFERRED, pbx), is("93725557700"));
        pbx.dials("trunk", "trunk", "3725557700");
        assertThat("as the line dials it", detailOf(TimelineEntry.Kind.TRANSFERRED, pbx), is("3725557700"));
    }

    private static void transferred(TestPbx pbx, String extension) {
        pbx.callComesIn("5060", "3725551234").dials("trunk", "1001", "1001").picksUp("1001").talk("1001", "trunk");
        pbx.apply(new CallEvent.Transferred(pbx.now(), List.of(pbx.of("1001")), Optional.of(pbx.of("trunk")), Optional.empty(), extension));
    }

    @Test
    void whoIsRungAfterAnAnnouncementIsMissed() {
        pbx.callComesIn("5060", "3725551234").dials("trunk", "1001", "1001").rings("1001").wantsToHangUp("trunk", 0).hangsUp("1001", 16)
                .hangsUp("trunk", 0);

        assertThat(outcome(), is(Optional.of(Outcome.MISSED)));
        assertThat(pbx.call().missed(), is(true));
    }

    @Test
    void ofACallThatWasNotAnsweredNobodyHeardAnything() {
        pbx.channel("trunk", "in-1", "in-1", true, "3725551234", "from-trunk", "5060").wantsToHangUp("trunk", 0).hangsUp("trunk", 0);

        assertThat(outcome(), is(Optional.of(Outcome.MISSED)));
    }

    /** Another program asked for it; Asterisk 22 may answer after the phone's channel is gone. */
    @Test
    void theNumberOfADeclinedCallThatAnotherProgramWantedMayComeAfterItsEnd() {
        pbx.originateRings("1001", "c-1").wantsToHangUp("1001", 21).hangsUp("1001", 21);
        assertThat(pbx.call().dialedNumber(), is(""));
        assertThat(outcome(), is(Optional.of(Outcome.EXTENSION_DECLINED)));

        pbx.apply(new CallEvent.OriginateFailed(pbx.now(), "originate-a2", "PJSIP/1001", Party.UNKNOWN, "outbound",
                "3725550000", 0));
        assertThat(pbx.call().callId(), is("PBX:c-1"));
        assertThat(pbx.call().dialedNumber(), is("3725550000"));
        assertThat(outcome(), is(Optional.of(Outcome.EXTENSION_DECLINED)));
        assertThat(pbx.open(), is(empty()));
    }

    /** The answer to a call of ours that ended before comes in between. */
    @Test
    void aLateAnswerIsKeptForTheCallThatItIsOf() {
        pbx.originate("c-1", "1001", "3725551111").originateRings("1001", "c-1").wantsToHangUp("1001", 21).hangsUp("1001", 21);
        pbx.originateRings("1001", "c-2").wantsToHangUp("1001", 21).hangsUp("1001", 21);
        pbx.originateFailed("c-1", "1001", 0);
        assertThat("what was told of the other", pbx.call().callId() + pbx.call().dialedNumber(), is("PBX:c-2"));

        pbx.originateFailed("originate-a2", "1001", 0);
        assertThat(pbx.call().callId(), is("PBX:c-2"));
        assertThat(pbx.call().dialedNumber(), is("3725550000"));
        assertThat("no third call", pbx.told().stream().map(PhoneCall::callId).distinct().count(), is(2L));
    }
}

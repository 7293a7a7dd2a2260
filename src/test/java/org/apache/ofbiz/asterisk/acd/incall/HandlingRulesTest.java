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
package org.apache.ofbiz.asterisk.acd.incall;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.CallCommand.Kind;
import org.apache.ofbiz.asterisk.acd.CallControls.Consultation;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.recording.Recordings.Rule;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.junit.jupiter.api.Test;

/** What is offered while the channels of a call are where they are. */
class HandlingRulesTest {

    private static final Instant AT = Instant.parse("2026-11-20T15:14:00Z");
    private static final Channel CUSTOMER = new Channel("PJSIP/trunk-1", "c", "c");
    private static final Channel ANN = new Channel("PJSIP/1001-2", "a", "c");
    private static final Channel BOB = new Channel("PJSIP/1002-3", "b", "c");

    private final ChannelBoard board = new ChannelBoard();
    private final List<Leg> legs = new ArrayList<>(List.of(leg(CUSTOMER, Peer.Type.TRUNK, true), leg(ANN, Peer.Type.EXTENSION, true)));

    private Optional<String> group = Optional.empty();
    private final List<TimelineEntry> timeline = new ArrayList<>();

    private static Leg leg(Channel channel, Peer.Type side, boolean answered) {
        String name = channel.peerName();
        Peer peer = new Peer("P-" + name, "PBX", "PJSIP", name, side, side == Peer.Type.TRUNK ? Optional.empty()
                : Optional.of(new Person(name, "PARTY-" + name, "User " + name)), Optional.empty(), Optional.empty(), true);
        return new Leg(channel, Optional.of(peer), side, AT, answered ? Optional.of(AT) : Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    private CallControls controls() {
        return HandlingRules.controls(view(), Rule.ON_DEMAND);
    }

    private CallView view() {
        return CallView.of(call(), "1001", board);
    }

    private PhoneCall call() {
        return new PhoneCall("PBX", "c", PhoneCall.Direction.INBOUND, PhoneCall.State.TALKING, new Party("3725551234", ""), "5002",
                group, Optional.empty(), Optional.empty(), Optional.empty(), legs, AT, Optional.of(AT), Optional.empty(), Optional.empty(),
                Optional.empty(), 0, false, Optional.empty(), timeline, List.of(), Map.of());
    }

    private Optional<Refusal.Code> refusal(Kind kind, Rule rule) {
        return HandlingRules.refusal(kind, view(), rule).map(Refusal::code);
    }

    private void together(String bridge, Channel... channels) {
        for (Channel channel : channels) {
            board.heard(new CallEvent.BridgeEntered(AT, channel, bridge, true, ""));
        }
    }

    private void onHold(Channel channel, String bridge) {
        board.heard(new CallEvent.BridgeLeft(AT, channel, bridge));
        board.heard(new CallEvent.WaitingBegun(AT, channel, ChannelCommand.CONTEXT));
    }

    @Test
    void aPhoneRingsThatWasCalledAndHasNotAnswered() {
        assertThat("1001 has answered", RingingPhones.of(call(), "1001"::equals), is(Optional.empty()));

        legs.add(leg(BOB, Peer.Type.EXTENSION, false));

        assertThat(RingingPhones.of(call(), "1002"::equals).map(Leg::channel), is(Optional.of(BOB)));
        assertThat("the other phone", RingingPhones.of(call(), "1001"::equals), is(Optional.empty()));
    }

    @Test
    void aPhoneThatCallsDoesNotRing() {
        legs.clear();
        legs.add(leg(new Channel("PJSIP/1001-2", "a", "a"), Peer.Type.EXTENSION, false));
        legs.add(leg(new Channel("PJSIP/1002-3", "b", "a"), Peer.Type.EXTENSION, false));

        assertThat(RingingPhones.of(call(), any -> true).map(leg -> leg.channel().peerName()), is(Optional.of("1002")));
    }

    @Test
    void twoWhoTalkCanDoAllThatNeedsNobodyElse() {
        together("1", CUSTOMER, ANN);
        assertThat(controls().offered(), containsInAnyOrder(Kind.HOLD, Kind.TRANSFER, Kind.CONSULT, Kind.PARK, Kind.KEYS, Kind.RECORD, Kind.OBJECT,
                Kind.HANG_UP));
        assertThat(refusal(Kind.RESUME, Rule.ON_DEMAND), is(Optional.of(Refusal.Code.NOT_HELD)));
    }

    @Test
    void localChannelsBetweenThemMakeNoDifference() {
        Channel near = new Channel("Local/1001@from-queue-1;1", "l1", "c");
        Channel far = new Channel("Local/1001@from-queue-1;2", "l2", "c");
        together("1", CUSTOMER, near);
        together("2", far, ANN);
        assertThat(controls().offered(), hasItem(Kind.HOLD));
        assertThat(view().partner().map(Leg::channel), is(Optional.of(CUSTOMER)));
    }

    @Test
    void aHeldCallIsTakenBackNotHeldAgain() {
        together("1", CUSTOMER, ANN);
        onHold(CUSTOMER, "1");
        board.heard(new CallEvent.BridgeLeft(AT, ANN, "1"));
        assertThat(controls().held(), is(true));
        assertThat(controls().offered(), containsInAnyOrder(Kind.RESUME, Kind.TRANSFER, Kind.CONSULT, Kind.PARK, Kind.OBJECT, Kind.HANG_UP));
        assertThat(refusal(Kind.HOLD, Rule.ON_DEMAND), is(Optional.of(Refusal.Code.ALREADY_HELD)));
    }

    @Test
    void musicOfAQueueIsNoHold() {
        board.heard(new CallEvent.WaitingBegun(AT, CUSTOMER, "waiting"));
        assertThat(controls().held(), is(false));
    }

    @Test
    void aConsultationRingsThenTalksAndChangesPlaces() {
        together("1", CUSTOMER, ANN);
        onHold(CUSTOMER, "1");
        board.heard(new CallEvent.BridgeLeft(AT, ANN, "1"));
        legs.add(leg(BOB, Peer.Type.EXTENSION, false));
        assertThat(controls().consultation(), is(Optional.of(new Consultation("User 1002", Consultation.State.RINGING))));
        assertThat(controls().offered(), containsInAnyOrder(Kind.RESUME, Kind.COMPLETE, Kind.OBJECT, Kind.HANG_UP));

        legs.set(2, leg(BOB, Peer.Type.EXTENSION, true));
        together("2", ANN, BOB);
        assertThat(controls().consultation(), is(Optional.of(new Consultation("User 1002", Consultation.State.TALKING))));
        assertThat(controls().offered(), hasItem(Kind.SWAP));
        assertThat(controls().offered(), hasItem(Kind.CONFERENCE));
        assertThat(refusal(Kind.PARK, Rule.ON_DEMAND), is(Optional.of(Refusal.Code.CONSULTING)));

        onHold(BOB, "2");
        board.heard(new CallEvent.BridgeLeft(AT, ANN, "2"));
        together("3", ANN, CUSTOMER);
        assertThat(controls().consultation(), is(Optional.of(new Consultation("User 1002", Consultation.State.HELD))));
    }

    @Test
    void inAConferenceNobodyIsHeldOrSentAway() {
        legs.add(leg(BOB, Peer.Type.EXTENSION, true));
        for (Channel channel : List.of(CUSTOMER, ANN, BOB)) {
            board.heard(new CallEvent.BridgeEntered(AT, channel, "9", true, "ofbiz-c"));
        }
        assertThat(controls().conference(), is(true));
        assertThat(controls().offered(), containsInAnyOrder(Kind.KEYS, Kind.RECORD, Kind.OBJECT, Kind.HANG_UP));
        assertThat(refusal(Kind.HOLD, Rule.ON_DEMAND), is(Optional.of(Refusal.Code.IN_CONFERENCE)));
    }

    @Test
    void theRuleOfTheGroupDecidesOnTheRecording() {
        together("1", CUSTOMER, ANN);
        assertThat(refusal(Kind.RECORD, Rule.NEVER), is(Optional.of(Refusal.Code.RECORDING_RULE)));
        board.heard(new CallEvent.RecordingStarted(AT, CUSTOMER, Optional.empty()));
        assertThat(controls().recording(), is(CallControls.Recording.ON));
        assertThat(controls().offered(), hasItem(Kind.STOP_RECORDING));
        assertThat(refusal(Kind.STOP_RECORDING, Rule.ALWAYS), is(Optional.of(Refusal.Code.RECORDING_RULE)));
        assertThat(refusal(Kind.PAUSE_RECORDING, Rule.ALWAYS), is(Optional.empty()));
        board.recordingChanged("c", true, true);
        assertThat(controls().recording(), is(CallControls.Recording.PAUSED));
        assertThat(refusal(Kind.RESUME_RECORDING, Rule.ALWAYS), is(Optional.empty()));
        assertThat(controls().offered(), not(hasItem(Kind.RECORD)));
    }

    @Test
    void whatTheCustomerForbadeIsNotRecordedWhateverTheGroupSays() {
        together("1", CUSTOMER, ANN);
        assertThat("nothing is recorded anyway", refusal(Kind.OBJECT, Rule.NEVER), is(Optional.of(Refusal.Code.NOT_RECORDED)));
        timeline.add(new TimelineEntry(AT, TimelineEntry.Kind.NOT_RECORDED, Optional.empty(), Optional.empty(), Consent.OBJECTED.name()));
        assertThat(refusal(Kind.RECORD, Rule.ON_DEMAND), is(Optional.of(Refusal.Code.RECORDING_RULE)));
        assertThat(controls().recording(), is(CallControls.Recording.REFUSED));
        assertThat("once is enough", controls().offered(), not(hasItem(Kind.OBJECT)));
    }

    @Test
    void helpIsAskedOnceAtATimeAndOnlyWhereThereAreSupervisors() {
        together("1", CUSTOMER, ANN);
        assertThat("a call of no group", controls().offered(), not(hasItem(Kind.HELP)));
        group = Optional.of("SUPPORT");
        assertThat(controls().offered(), hasItem(Kind.HELP));
        assertThat(refusal(Kind.HELP_OVER, Rule.ON_DEMAND), is(Optional.of(Refusal.Code.NOT_DONE)));
        timeline.add(new TimelineEntry(AT, TimelineEntry.Kind.HELP_ASKED, Optional.empty(), Optional.empty(), ""));
        assertThat(controls().offered(), hasItem(Kind.HELP_OVER));
        assertThat(controls().offered(), not(hasItem(Kind.HELP)));
        timeline.add(new TimelineEntry(AT, TimelineEntry.Kind.HELP_ENDED, Optional.empty(), Optional.empty(), ""));
        assertThat(controls().offered(), hasItem(Kind.HELP));
    }

    @Test
    void whoIsNotInTheCallIsOfferedNothing() {
        together("1", CUSTOMER, ANN);
        assertThat(HandlingRules.controls(CallView.of(view().call(), "1003", board), Rule.ON_DEMAND).offered(), is(empty()));
    }

    @Test
    void aParkedChannelHasItsSpaceUntilItLeaves() {
        together("1", CUSTOMER, ANN);
        board.heard(new CallEvent.BridgeLeft(AT, CUSTOMER, "1"));
        board.heard(new CallEvent.Parked(AT, CUSTOMER, "PJSIP/1001", "701"));
        board.heard(new CallEvent.BridgeEntered(AT, CUSTOMER, "lot", false, ""));
        assertThat(board.find("c").orElseThrow().space(), is("701"));
        assertThat(board.with("c"), is(Set.of()));
        together("5", CUSTOMER, BOB);
        assertThat(board.find("c").orElseThrow().space(), is(""));
        board.heard(new CallEvent.HungUp(AT, CUSTOMER, 16, ""));
        assertThat(board.find("c"), is(Optional.empty()));
    }

    @Test
    void aMergeOfBridgesAndAListAfterAReconnectMoveEverybody() {
        together("1", CUSTOMER, ANN);
        together("2", BOB);
        board.heard(new CallEvent.BridgesMerged(AT, "2", "1"));
        assertThat(board.with("a"), is(Set.of("c", "b")));
        board.heard(new CallEvent.Resynchronised(AT, List.of(new LiveChannel(CUSTOMER, true, Party.UNKNOWN, ChannelCommand.CONTEXT,
                "hold", Optional.empty(), "MusicOnHold"))));
        assertThat(board.find("c").orElseThrow().onHold(), is(true));
        assertThat(board.find("a"), is(Optional.empty()));
    }
}

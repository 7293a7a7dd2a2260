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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.junit.jupiter.api.Test;

class EventTranslatorTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:14:00Z");
    private static final Channel TRUNK = new Channel("PJSIP/trunk-00000001", "1.1", "1.1");
    private static final Channel DESK = new Channel("PJSIP/1001-00000002", "1.2", "1.1");

    @Test
    void aWithheldNumberIsNone() {
        CallEvent event = translate("Event: Newchannel", "Channel: PJSIP/trunk-00000001", "ChannelState: 4", "CallerIDNum: anonymous",
                "CallerIDName: Anonymous", "Context: from-trunk", "Exten: 5000", "Uniqueid: 1.1", "Linkedid: 1.1").get();

        assertThat(event, is(new CallEvent.ChannelCreated(NOW, TRUNK, true, Party.UNKNOWN, "from-trunk", "5000")));
    }

    @Test
    void aUserEventKeepsItsOwnHeadersOnly() {
        CallEvent event = translate("Event: UserEvent", "Privilege: user,all", "Channel: PJSIP/trunk-00000001", "Uniqueid: 1.1", "Linkedid: 1.1",
                "UserEvent: SupportWanted", "Extension: 5000", "Language: en").get();

        assertThat(event, is(new CallEvent.UserEventRaised(NOW, TRUNK, "SupportWanted", Map.of("extension", "5000"))));
    }

    @Test
    void whatTheCustomerChoseIsToldByTheDialplanAndNothingElse() {
        assertThat(consent("objected"), is(Optional.of(Consent.OBJECTED)));
        assertThat(consent("no-key"), is(Optional.of(Consent.NO_KEY)));
        assertThat("OfbizConsent of somebody else", consent("CONTACT_OBJECTS"), is(Optional.empty()));
        assertThat(consent(""), is(Optional.empty()));
    }

    private static Optional<Consent> consent(String word) {
        CallEvent event = translate("Event: UserEvent", "Channel: PJSIP/trunk-00000001", "Uniqueid: 1.1", "Linkedid: 1.1",
                "UserEvent: OfbizConsent", "Consent: " + word).get();
        return event instanceof CallEvent.ConsentTold told ? Optional.of(told.consent()) : Optional.empty();
    }

    @Test
    void aFailedOriginateIsKnownByTheIdWeGave() {
        CallEvent event = translate("Event: OriginateResponse", "ActionID: a2", "Response: Failure", "Channel: PJSIP/1003", "Context: outbound",
                "Exten: 3725550000", "Reason: 0", "Uniqueid: ofbiz-1", "CallerIDNum: 1003").get();

        assertThat(event, is(new CallEvent.OriginateFailed(NOW, "ofbiz-1", "PJSIP/1003", new Party("1003", ""), "outbound", "3725550000", 0)));
    }

    @Test
    void aVariableIsNamedWithoutItsSignsOfInheritance() {
        CallEvent event = translate("Event: VarSet", "Channel: PJSIP/trunk-00000001", "Uniqueid: 1.1", "Linkedid: 1.1",
                "Variable: __ORDER_NUMBER", "Value: A-17").get();

        assertThat(event, is(new CallEvent.VariableSet(NOW, TRUNK, "ORDER_NUMBER", "A-17")));
        assertThat("of the whole PBX", translate("Event: VarSet", "Variable: GLOBAL", "Value: 1"), is(Optional.empty()));
    }

    @Test
    void helpersOfThePbxAreNobody() {
        assertThat(translate("Event: Newchannel", "Channel: Message/ast_msg_queue", "Uniqueid: 1.1"), is(Optional.empty()));
        assertThat(translate("Event: Newchannel", "Channel: CBAnn/room-00000001;1", "Uniqueid: 1.1"), is(Optional.empty()));
    }

    @Test
    void nobodyHearsAnybodyInAParkingLot() {
        CallEvent event = translate("Event: BridgeEnter", "BridgeUniqueid: b", "BridgeTechnology: holding_bridge", "Channel: PJSIP/trunk-00000001",
                "Uniqueid: 1.1", "Linkedid: 1.1").get();

        assertThat(event, is(new CallEvent.BridgeEntered(NOW, TRUNK, "b", false, "")));
    }

    @Test
    void whoTakesAPlaceInAConferenceIsToldToHaveJoinedIt() {
        CallEvent event = translate("Event: ConfbridgeJoin", "Conference: 8600", "BridgeUniqueid: b", "Channel: PJSIP/trunk-00000001",
                "Uniqueid: 1.1", "Linkedid: 1.1").get();

        assertThat(event, is(new CallEvent.BridgeEntered(NOW, TRUNK, "b", true, "8600")));
    }

    @Test
    void aTransferTellsWhoPutWhomThroughToWhom() {
        assertThat(translate("Event: BlindTransfer", "Result: Success", "TransfererChannel: PJSIP/1001-00000002", "TransfererUniqueid: 1.2",
                "TransfererLinkedid: 1.1", "TransfereeChannel: PJSIP/trunk-00000001", "TransfereeUniqueid: 1.1", "TransfereeLinkedid: 1.1",
                "Extension: 1002"), is(Optional.of(new CallEvent.Transferred(NOW, List.of(DESK), Optional.of(TRUNK), Optional.empty(), "1002"))));
        assertThat(translate("Event: AttendedTransfer", "Result: Success", "OrigTransfererChannel: PJSIP/1001-00000002",
                "OrigTransfererUniqueid: 1.2", "OrigTransfererLinkedid: 1.1", "SecondTransfererChannel: PJSIP/1001-00000002",
                "SecondTransfererUniqueid: 1.2", "SecondTransfererLinkedid: 1.1", "TransferTargetChannel: PJSIP/trunk-00000001",
                "TransferTargetUniqueid: 1.1", "TransferTargetLinkedid: 1.1", "TransferTargetExten: 1002"),
                is(Optional.of(new CallEvent.Transferred(NOW, List.of(DESK), Optional.empty(), Optional.of(TRUNK), "1002"))));
        assertThat(translate("Event: BlindTransfer", "Result: Fail", "TransfererChannel: PJSIP/1001-00000002", "TransfererUniqueid: 1.2"),
                is(Optional.empty()));
    }

    @Test
    void whoListensAndWhoIsListenedTo() {
        assertThat(translate("Event: ChanSpyStart", "SpyerChannel: PJSIP/1001-00000002", "SpyerUniqueid: 1.2", "SpyerLinkedid: 1.1",
                "SpyeeChannel: PJSIP/trunk-00000001", "SpyeeUniqueid: 1.1", "SpyeeLinkedid: 1.1"),
                is(Optional.of(new CallEvent.Overheard(NOW, DESK, TRUNK))));
    }

    @Test
    void aPhoneThatGivesItsChannelAwayKeepsItsName() {
        assertThat(translate("Event: Rename", "Channel: PJSIP/1001-00000002", "Newname: PJSIP/1001-00000002<MASQ>", "Uniqueid: 1.2"),
                is(Optional.of(new CallEvent.ChannelRenamed(NOW, "1.2", "PJSIP/1001-00000002"))));
        assertThat(translate("Event: Hangup", "Channel: PJSIP/1001-00000002<ZOMBIE>", "Uniqueid: 1.2", "Linkedid: 1.1", "Cause: 26"),
                is(Optional.of(new CallEvent.HungUp(NOW, DESK, 26, ""))));
    }

    @Test
    void eventsWithoutAChannelSayNothing() {
        assertThat(translate("Event: UserEvent", "UserEvent: Weather"), is(Optional.empty()));
        assertThat(translate("Event: Hangup"), is(Optional.empty()));
        assertThat(translate("Response: Success"), is(Optional.empty()));
    }

    private static Optional<CallEvent> translate(String... lines) {
        return EventTranslator.translate(new AmiMessage(List.of(lines)), NOW);
    }
}

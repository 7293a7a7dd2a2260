/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.Party;
import org.apache.ofbiz.asterisk.call.Channel;
import org.junit.jupiter.api.Test;

class EventTranslatorTest {

    private static final Instant NOW = Instant.parse("2026-11-20T15:14:00Z");
    private static final Channel TRUNK = new Channel("PJSIP/trunk-00000001", "1.1", "1.1");

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
    void aFailedOriginateIsKnownByTheIdWeGave() {
        CallEvent event = translate("Event: OriginateResponse", "ActionID: a2", "Response: Failure", "Channel: PJSIP/1003", "Context: outbound",
                "Exten: 3725550000", "Reason: 0", "Uniqueid: ofbiz-1", "CallerIDNum: 1003").get();

        assertThat(event, is(new CallEvent.OriginateFailed(NOW, "ofbiz-1", "PJSIP/1003", new Party("1003", ""), "outbound", "3725550000", 0)));
    }

    @Test
    void helpersOfThePbxAreNobody() {
        assertThat(translate("Event: Newchannel", "Channel: Message/ast_msg_queue", "Uniqueid: 1.1"), is(Optional.empty()));
        assertThat(translate("Event: Newchannel", "Channel: CBAnn/room-00000001;1", "Uniqueid: 1.1"), is(Optional.empty()));
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

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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.call.progress.Timeline;
import org.junit.jupiter.api.Test;

/** Calls that become one, phones that change places, and what is told of it. */
class BridgeHistoryTest {

    private final TestPbx pbx = new TestPbx();

    @Test
    void aPhoneThatTakesAnothersChannelHasAnsweredAndNotTheOther() {
        talksInbound();
        pbx.hangsUp("1002", 16).dials("trunk", "1001", "1001").rings("1001");
        Channel rung = pbx.of("1001");
        pbx.channel("1003", "picker", "picker", true, "1003", "internal", "*8").picksUp("1003");
        Channel picker = pbx.of("1003");

        pbx.apply(new CallEvent.ChannelRenamed(pbx.now(), rung.uniqueId(), picker.name()))
                .apply(new CallEvent.ChannelRenamed(pbx.now(), picker.uniqueId(), rung.name()))
                .apply(new CallEvent.HungUp(pbx.now(), new Channel(rung.name(), picker.uniqueId(), "picker"), 26, ""))
                .apply(new CallEvent.BridgeEntered(pbx.now(), pbx.of("trunk"), "b2", true, ""))
                .apply(new CallEvent.BridgeEntered(pbx.now(), new Channel(picker.name(), rung.uniqueId(), "in-1"), "b2", true, ""));

        assertThat(pbx.open(), hasSize(1));
        List<String> told = pbx.open().get(0).timeline().stream().map(Retelling::moment).toList();
        assertThat(told.subList(told.size() - 3, told.size()),
                contains("ANSWERED 1003", "NOT_ANSWERED 1001: CANCELLED", "CONNECTED 1003: 3725551234"));
    }

    @Test
    void twoWhoAreParkedInOneLotAreTwoCalls() {
        pbx.callComesIn("5000", "3725551234");
        Channel first = pbx.of("trunk");
        pbx.channel("trunk", "in-2", "in-2", true, "3725559999", "from-trunk", "5000");

        pbx.apply(new CallEvent.BridgeEntered(pbx.now(), first, "lot", false, ""))
                .apply(new CallEvent.BridgeEntered(pbx.now(), pbx.of("trunk"), "lot", false, ""));

        assertThat(pbx.open(), hasSize(2));
        assertThat(pbx.open().stream().map(PhoneCall::state).distinct().toList(), contains(State.HELD));
        assertThat(pbx.open().stream().noneMatch(call -> call.answeredAt().isPresent()), is(true));
    }

    @Test
    void aSupervisorWhomWeBringIsNoCallWhateverBecomesOfThemAndTheTimelineTellsHowTheyListen() {
        String id = Monitoring.channelId(Monitoring.Mode.WHISPER, "1");
        talksInbound();
        int before = pbx.open().size();
        pbx.originateRings("1003", id).picksUp("1003");
        pbx.apply(new CallEvent.Overheard(pbx.now(), pbx.of("1003"), pbx.of("1002")));
        assertThat(pbx.open().size(), is(before));
        assertThat(pbx.call().timeline().stream().filter(entry -> entry.kind() == TimelineEntry.Kind.LISTENED)
                .map(entry -> entry.peer().map(Peer::name).orElse("") + ' ' + entry.detail()).toList(), is(List.of("1003 WHISPER")));
        pbx.hangsUp("1003", 16).hangsUp("1002", 16).hangsUp("trunk", 16);
        assertThat(pbx.told().stream().map(PhoneCall::callId).filter(callId -> callId.contains(id)).toList(), is(List.of()));
        pbx.originateRings("1003", id + "0").originateFailed(id + "0", "1003", 3);
        assertThat("nobody answered", pbx.told().stream().map(PhoneCall::callId).filter(callId -> callId.contains(id)).toList(), is(List.of()));
        assertThat(pbx.open(), is(empty()));
    }

    @Test
    void whoeverListensOutlivesTheCallWithoutKeepingItOpen() {
        talksInbound();
        pbx.originateRings("1003", "ear").picksUp("1003").apply(new CallEvent.Overheard(pbx.now(), pbx.of("1003"), pbx.of("1002")));
        PhoneCall ears = pbx.told().stream().filter(call -> call.linkedId().equals("ear")).reduce((a, b) -> b).get();
        assertThat(ears.mergedInto(), is(Optional.of("in-1")));

        pbx.hangsUp("1002", 16).hangsUp("trunk", 16);
        int told = pbx.told().size();
        pbx.hangsUp("1003", 0);

        assertThat(pbx.open(), is(empty()));
        assertThat("nothing told of the listener's end", pbx.told(), hasSize(told));
        assertThat(pbx.call().legs().stream().map(leg -> leg.peer().get().name()).toList(), contains("trunk", "1002"));
        assertThat(pbx.call().answeredBy().get().name(), is("1002"));
    }

    @Test
    void theCallWithTheCustomerGoesOnThoughTheOtherIsOlder() {
        pbx.channel("1001", "old", "old", true, "1001", "internal", "1002").dials("1001", "1002", "1002").picksUp("1002").talk("1001", "1002");
        pbx.channel("1003", "new", "new", true, "1003", "internal", "93725550000").dials("1003", "trunk", "3725550000").picksUp("trunk");
        pbx.apply(new CallEvent.BridgeEntered(pbx.now(), pbx.of("trunk"), "b2", true, ""))
                .apply(new CallEvent.BridgeEntered(pbx.now(), pbx.of("1003"), "b2", true, ""));

        pbx.apply(new CallEvent.Transferred(pbx.now(), List.of(pbx.of("1003"), pbx.of("1002")), Optional.of(pbx.of("trunk")),
                Optional.of(pbx.of("1001")), ""));

        assertThat(pbx.open(), hasSize(1));
        PhoneCall goesOn = pbx.open().get(0);
        assertThat(goesOn.linkedId(), is("new"));
        assertThat(goesOn.direction(), is(Direction.OUTBOUND));
        assertThat(goesOn.customerNumber(), is("3725550000"));
        assertThat(goesOn.legs(), hasSize(4));
    }

    @Test
    void aTransferToTheOutsideLeavesAnInternalCallInternal() {
        pbx.channel("1001", "c-1", "c-1", true, "1001", "internal", "1002").dials("1001", "1002", "1002").picksUp("1002").talk("1001", "1002");

        pbx.dials("1001", "trunk", "3725550000").picksUp("trunk");

        assertThat(pbx.call().direction(), is(Direction.INTERNAL));
        assertThat(pbx.call().dialedNumber(), is("1002"));
    }

    @Test
    void holdsAddUp() {
        talksInbound();
        hold(true);
        hold(true);
        hold(false);
        hold(true);
        pbx.hangsUp("1002", 16).hangsUp("trunk", 16);

        assertThat("2 s until taken back, 2 s until the end", pbx.call().holdTime(), is(Duration.ofSeconds(4)));
        assertThat(pbx.call().talkTime().compareTo(pbx.call().holdTime()) > 0, is(true));
    }

    @Test
    void whoParksHoldsUntilSomebodyFetches() {
        talksInbound();
        pbx.apply(new CallEvent.Parked(pbx.now(), pbx.of("trunk"), "PJSIP/1002", "701"));
        pbx.channel("1003", "fetcher", "fetcher", true, "1003", "internal", "701")
                .apply(new CallEvent.Unparked(pbx.now(), pbx.of("trunk"), pbx.of("1003"), "701"));

        assertThat(pbx.open(), hasSize(1));
        assertThat(pbx.open().get(0).holdTime(), is(Duration.ofSeconds(2)));
    }

    @Test
    void aPhoneThatFetchesWasPickedUp() {
        fetches(true);
    }

    @Test
    void aPhoneThatFetchesWasPickedUpAlsoWhereThatIsReportedLater() {
        fetches(false);
    }

    private void fetches(boolean pickedUpFirst) {
        talksInbound();
        pbx.apply(new CallEvent.Parked(pbx.now(), pbx.of("trunk"), "PJSIP/1002", "701")).originateRings("1003", "fetcher");
        if (pickedUpFirst) {
            pbx.picksUp("1003");
        }
        pbx.apply(new CallEvent.Unparked(pbx.now(), pbx.of("trunk"), pbx.of("1003"), "701")).picksUp("1003");

        PhoneCall fetching = pbx.told().stream().filter(call -> call.linkedId().equals("fetcher")).reduce((one, later) -> later).orElseThrow();
        assertThat(fetching.mergedInto().isPresent(), is(true));
        assertThat(fetching.timeline().stream().map(TimelineEntry::kind).toList(), hasItem(TimelineEntry.Kind.ANSWERED));
        assertThat(pbx.open().get(0).timeline().stream().filter(entry -> entry.kind() == TimelineEntry.Kind.ANSWERED
                && entry.peer().filter(peer -> peer.name().equals("1003")).isPresent()).count(), is(1L));
    }

    @Test
    void aTimelineHasAnEnd() {
        talksInbound();
        for (int i = 0; i < 500; i++) {
            hold(i % 2 == 0);
        }
        pbx.hangsUp("1002", 16).hangsUp("trunk", 16);

        List<TimelineEntry> timeline = pbx.call().timeline();
        assertThat(timeline.size(), is(lessThanOrEqualTo(Timeline.MOST)));
        assertThat(timeline.get(0).kind(), is(TimelineEntry.Kind.STARTED));
        assertThat(timeline.get(timeline.size() - 1).kind(), is(TimelineEntry.Kind.ENDED));
    }

    @Test
    void aLocalChannelThatNobodyIsReachedByIsNobody() {
        talksInbound();
        Channel mobile = new Channel("Local/2001@mobile-00000001;1", "l1", "in-1");

        pbx.apply(new CallEvent.ChannelCreated(pbx.now(), mobile, false, Party.UNKNOWN, "internal", "2001"))
                .apply(new CallEvent.ChannelProgressed(pbx.now(), mobile, false));

        assertThat(pbx.open().get(0).legs(), hasSize(2));
        assertThat(pbx.open().get(0).state(), is(State.TALKING));
    }

    private void talksInbound() {
        pbx.callComesIn("5000", "3725551234").dials("trunk", "1002", "1002").picksUp("1002").talk("1002", "trunk");
    }

    private void hold(boolean on) {
        pbx.apply(new CallEvent.HoldChanged(pbx.now(), pbx.of("1002"), on));
    }
}

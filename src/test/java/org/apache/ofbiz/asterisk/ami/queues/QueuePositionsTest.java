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
package org.apache.ofbiz.asterisk.ami.queues;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.junit.jupiter.api.Test;

class QueuePositionsTest {

    private static final String ANNA = "PJSIP/trunk-00000001";

    private final QueuePositions places = new QueuePositions();

    private void hears(String event, String channel, String place) {
        String[] parts = place.split(",");
        places.heard(new AmiMessage(List.of("Event: " + event, "Channel: " + channel, "Context: " + parts[0], "Exten: " + parts[1],
                "Priority: " + parts[2])));
    }

    @Test
    void whoWaitsInAQueueIsSentBackToWhereItRuns() {
        hears("QueueCallerJoin", ANNA, "ext-queues,6000,12");

        assertThat(places.toTell(ANNA), is(Optional.of("ext-queues,6000,12")));
        assertThat("nobody else is", places.toTell("PJSIP/trunk-00000002"), is(Optional.empty()));
    }

    @Test
    void whoHasLeftTheQueueIsNotSentBackByALaterClaim() {
        hears("QueueCallerJoin", ANNA, "ext-queues,6000,12");
        places.toTell(ANNA);
        hears("QueueCallerLeave", ANNA, "ext-queues,6000,12");

        assertThat(places.toTell(ANNA), is(Optional.of("")));
        assertThat("once", places.toTell(ANNA), is(Optional.empty()));
    }

    @Test
    void whoIsGoneIsForgotten() {
        hears("QueueCallerJoin", ANNA, "ext-queues,6000,12");
        places.toTell(ANNA);
        hears("Hangup", ANNA, "ext-queues,6000,12");

        assertThat(places.toTell(ANNA), is(Optional.empty()));
    }

    @Test
    void whoWaitedBeforeWeConnectedIsKnownFromTheList() {
        places.listed(List.of(listed("PJSIP/trunk-00000009", "1764400000.19"), listed(ANNA, "1764400000.9"), new AmiMessage(List.of(
                "Channel: PJSIP/1001-00000003", "Context: internal", "Exten: 1002", "Priority: 1", "Application: Dial"))));

        assertThat(places.toTell(ANNA), is(Optional.of("ext-queues,6000,12")));
        assertThat(places.toTell("PJSIP/1001-00000003"), is(Optional.empty()));
        assertThat("in the order in which they came", places.keepLine("PJSIP/trunk-00000009"),
                contains(new QueuePositions.Caller("6000", ANNA, QueuePositions.FIRST)));
    }

    private static AmiMessage listed(String channel, String uniqueId) {
        return new AmiMessage(List.of("Channel: " + channel, "Context: ext-queues", "Exten: 6000", "Priority: 12", "Application: Queue",
                "ApplicationData: 6000,t,,", "Uniqueid: " + uniqueId));
    }

    @Test
    void whoIsClaimedReturnsBehindThoseBeforeAndBeforeThoseBehind() {
        joins("PJSIP/a-1", 1);
        joins("PJSIP/b-1", 2);
        joins("PJSIP/c-1", 3);
        joins("PJSIP/vip-1", 1);
        assertThat(changes("PJSIP/b-1"), contains("PJSIP/vip-1 100", "PJSIP/a-1 100"));
        hears("QueueCallerLeave", "PJSIP/b-1", "ext-queues,6000,12");
        joins("PJSIP/b-1", 3);
        assertThat("b has returned with priority", changes("PJSIP/a-1"), contains("PJSIP/b-1 0"));
        assertThat("the others have theirs", changes("PJSIP/c-1"), contains("PJSIP/b-1 100"));
    }

    @Test
    void whoHasLeftIsNotInLine() {
        joins("PJSIP/a-1", 1);
        joins("PJSIP/b-1", 2);
        joins("PJSIP/c-1", 3);
        hears("QueueCallerLeave", "PJSIP/a-1", "ext-queues,6000,12");
        assertThat(changes("PJSIP/c-1"), contains("PJSIP/b-1 100"));
        places.forget();
        joins("PJSIP/c-1", 1);
        assertThat(changes("PJSIP/c-1"), is(empty()));
    }

    private void joins(String channel, int position) {
        places.heard(new AmiMessage(List.of("Event: QueueCallerJoin", "Channel: " + channel, "Context: ext-queues", "Exten: 6000", "Priority: 12",
                "Queue: 6000", "Position: " + position)));
    }

    private List<String> changes(String claimed) {
        return places.keepLine(claimed).stream().map(caller -> caller.channelName() + " " + caller.priority()).toList();
    }

    @Test
    void aPlaceThatWouldMeanMoreToTheDialplanIsNotTaken() {
        hears("QueueCallerJoin", ANNA, "ext-queues,6000)}${SHELL(x),12");

        assertThat(places.toTell(ANNA), is(Optional.empty()));
    }
}

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
        places.listed(new AmiMessage(List.of("Channel: " + ANNA, "Context: ext-queues", "Exten: 6000", "Priority: 12", "Application: Queue")));
        places.listed(new AmiMessage(List.of("Channel: PJSIP/1001-00000003", "Context: internal", "Exten: 1002", "Priority: 1",
                "Application: Dial")));

        assertThat(places.toTell(ANNA), is(Optional.of("ext-queues,6000,12")));
        assertThat(places.toTell("PJSIP/1001-00000003"), is(Optional.empty()));
    }

    @Test
    void aPlaceThatWouldMeanMoreToTheDialplanIsNotTaken() {
        hears("QueueCallerJoin", ANNA, "ext-queues,6000)}${SHELL(x),12");

        assertThat(places.toTell(ANNA), is(Optional.empty()));
    }
}

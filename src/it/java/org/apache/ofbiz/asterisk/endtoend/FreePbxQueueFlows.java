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
package org.apache.ofbiz.asterisk.endtoend;

import static org.apache.ofbiz.asterisk.endtoend.ExpectedCall.inbound;
import static org.apache.ofbiz.asterisk.endtoend.ExpectedCall.outbound;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.KADRI;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.LIIS;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.PEETER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Calls that wait: in queues, and in the waiting context. */
final class FreePbxQueueFlows {

    /** Rings the phones 1001 and 1002 by Local channels, and is recorded. */
    static final String DID_QUEUE = "6000001";
    /** Rings the phones 1002 and 1003 themselves, in turn. */
    static final String DID_SECOND_QUEUE = "6000009";
    private static final String DID_QUEUE_GIVES_UP = "6000011";
    private static final String DID_QUEUE_THEN_VOICEMAIL = "6000012";
    private static final String DID_MENU = "6000010";
    private static final String DID_WAITING = "6000007";
    private static final String[] ALL = {"1001", "1002", "1003"};

    private FreePbxQueueFlows() {
    }

    static List<FreePbxFlow> all() {
        return Stream.of(bySomebodyElse(), claimed(), otherwise()).flatMap(List::stream).toList();
    }

    private static List<FreePbxFlow> bySomebodyElse() {
        return List.of(
                FreePbxFlow.of("queue, a member answers", stage -> {
                    stage.phone("1001").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_QUEUE);
                }, inbound("ANSWERED").by(LIIS).waited(0, 2).talked(1, 2).recorded(1).listedFor(ALL).console("1001", ".*TALKING ENDED/ANSWERED")
                        .console("1003", "NC OC/.*").told("QUEUED trunk", "ANSWERED 1001", "CONNECTED 1001", "ENDED")),
                FreePbxFlow.of("queue, abandoned", stage -> stage.anna().dialsAndHangsUp(DID_QUEUE, Duration.ofSeconds(2)),
                        inbound("ABANDONED").asMissed().waited(1, 3).listedFor(ALL).console("1003", "NC OC/ABANDONED")),
                FreePbxFlow.of("second queue, a member answers", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_SECOND_QUEUE);
                }, inbound("ANSWERED").by(PEETER).talked(1, 2).recorded(1).listedFor("1002", "1003")),
                FreePbxFlow.of("queue timeout", stage -> stage.anna().dials(DID_QUEUE_GIVES_UP),
                        inbound("QUEUE_TIMEOUT").asMissed().waited(3, 6).listedFor("1002", "1003")),
                FreePbxFlow.of("queue timeout, voicemail", stage -> stage.anna().dialsAndHangsUp(DID_QUEUE_THEN_VOICEMAIL, Duration.ofSeconds(8)),
                        inbound("VOICEMAIL").asMissed().waited(3, 6).listedFor("1002", "1003").console("1002", "(RINGING )?NC .*OC/.*")));
    }

    private static List<FreePbxFlow> claimed() {
        return List.of(
                FreePbxFlow.of("queue, claimed from the console", stage -> {
                    stage.phone("1003").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_QUEUE);
                    stage.claims("1003", stage.offered("1003"));
                }, inbound("ANSWERED").by(KADRI).talked(1, 2).recorded(1).listedFor(ALL).console("1003", "NC RINGING TALKING ENDED/ANSWERED")
                        .console("1001", ".*OC/CLAIMED.*")),
                FreePbxFlow.of("queue, claim declined", stage -> {
                    stage.phone("1003").declines();
                    stage.anna().dials(DID_QUEUE);
                    stage.claims("1003", stage.offered("1003"));
                    stage.event(2, "QueueCallerJoin", "Queue", "6000");
                    assertThat("back at its place", stage.event(2, "QueueCallerJoin", "Queue", "6000").get("Position"), is("1"));
                    stage.user("1002").sees("NC", offer -> stage.ours(offer) && offer.hasNonNull("again"));
                    stage.hangsUp("trunk");
                }, inbound("ABANDONED").asMissed().listedFor(ALL).console("1003", "NC RINGING .*ENDED/EXTENSION_DECLINED.*")),
                FreePbxFlow.of("waiting, claimed", stage -> {
                    stage.phone("1003").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_WAITING);
                    stage.claims("1003", stage.offered("1003"));
                }, inbound("ANSWERED").by(KADRI).talked(1, 2).recorded(1).listedFor(ALL).console("1003", "NC RINGING TALKING ENDED/ANSWERED")
                        .console("1001", "NC OC/CLAIMED").console("1002", "NC OC/CLAIMED")),
                FreePbxFlow.of("waiting, claimed, from chan_sip", stage -> {
                    stage.phone("1003").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().throughChanSip().dials(DID_WAITING);
                    stage.claims("1003", stage.offered("1003"));
                }, inbound("ANSWERED").by(KADRI).talked(1, 2).recorded(1).listedFor(ALL).console("1003", "NC RINGING TALKING ENDED/ANSWERED")
                        .console("1001", "NC OC/CLAIMED")),
                FreePbxFlow.of("waiting, claim not answered, waits again", stage -> {
                    stage.anna().dials(DID_WAITING);
                    stage.event("MusicOnHoldStart", "Context", "ofbiz-waiting");
                    stage.claims("1003", stage.offered("1003"));
                    stage.user("1002").sees("NC", offer -> stage.ours(offer) && offer.hasNonNull("again"));
                    stage.event(2, "MusicOnHoldStart", "Context", "ofbiz-waiting");
                    stage.hangsUp("trunk");
                }, inbound("ABANDONED").asMissed().waited(3, 5).listedFor(ALL).console("1003", "NC RINGING .*ENDED/EXTENSION_NO_ANSWER.*")));
    }

    private static List<FreePbxFlow> otherwise() {
        return List.of(
                FreePbxFlow.of("menu, then the queue", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_MENU);
                    FreePbxStage.passes(Duration.ofSeconds(1));
                    stage.presses("trunk", "1");
                }, inbound("ANSWERED").by(PEETER).talked(1, 2).recorded(1).listedFor(ALL)),
                FreePbxFlow.of("queue calls back", stage -> {
                    stage.phone("1001").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.act("Originate", "Channel", "Local/" + FreePbxStage.ANNA + "@from-internal/n", "Context", "ext-queues",
                            "Exten", "6000", "Priority", "1", "CallerID", FreePbxStage.ANNA, "Async", "true");
                }, outbound(FreePbxStage.ANNA, "ANSWERED").by(LIIS).talked(1, 2).recorded(1).listedFor(ALL)),
                FreePbxFlow.of("recording stops and continues in another file", stage -> {
                    stage.phone("1001").answers();
                    stage.anna().dials(DID_QUEUE);
                    stage.joined("1001");
                    FreePbxStage.talks();
                    String customer = stage.channel("trunk");
                    stage.act("StopMixMonitor", "Channel", customer);
                    FreePbxStage.talks();
                    stage.act("MixMonitor", "Channel", customer, "File", stage.lab().recordingsFolder().resolve("2026/11/28/q-6000-again-"
                            + System.nanoTime() + ".wav").toString(), "options", "b");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(LIIS).talked(4, 6).recorded(2).listedFor(ALL)));
    }
}

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
import static org.apache.ofbiz.asterisk.endtoend.ExpectedCall.internal;
import static org.apache.ofbiz.asterisk.endtoend.ExpectedCall.outbound;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls to and from telephones, without a queue. */
final class FreePbxPhoneFlows {

    static final String LIIS = "Liis Saar";
    static final String PEETER = "Peeter Mets";
    static final String KADRI = "Kadri Lepp";
    /** 1001, who has a mailbox. */
    static final String DID_1001 = "6000003";
    /** 1002, who has none. */
    static final String DID_1002 = "6000005";
    static final String DID_FOLLOW_ME = "6000004";
    static final String DID_RING_GROUP = "6000002";
    static final String DID_HUNT = "6000015";
    static final String DID_CONFERENCE = "6000006";
    static final String MOBILE = "3725557702";

    private FreePbxPhoneFlows() {
    }

    static List<FreePbxFlow> all() {
        return Stream.of(outgoing(), toOnePhone(), toSeveral(), elsewhere()).flatMap(List::stream).toList();
    }

    private static List<FreePbxFlow> outgoing() {
        return List.of(
                FreePbxFlow.of("desk phone dials out with prefix 9", stage ->
                        stage.phone("1001").dialsAndHangsUp("9" + FreePbxStage.BAKERY, FreePbxStage.TALK),
                        outbound(FreePbxStage.BAKERY, "ANSWERED").by(LIIS).talked(1, 2).recorded(1).listedFor("1001")
                                .console("1001", "(RINGING )?TALKING ENDED/ANSWERED").console("1002", "")),
                FreePbxFlow.of("desk phone dials out, busy", stage -> {
                    stage.trunk().isBusy();
                    stage.phone("1001").dials("9" + FreePbxStage.BAKERY);
                }, outbound(FreePbxStage.BAKERY, "BUSY").by(LIIS).listedFor("1001").console("1001", "ENDED/BUSY")),
                FreePbxFlow.of("click to call", stage -> {
                    stage.phone("1001").answers();
                    stage.user("1001").post("/asterisk/control/originateCall", Map.of("number", "+" + FreePbxStage.BAKERY));
                    stage.joined("trunk");
                    FreePbxStage.talks();
                    stage.hangsUp("1001");
                }, outbound("+" + FreePbxStage.BAKERY, "ANSWERED").by(LIIS).talked(1, 2).recorded(1).listedFor("1001")
                        .console("1001", "(RINGING )*TALKING ENDED/ANSWERED")),
                FreePbxFlow.of("click to call, own phone answers automatically", stage -> {
                    stage.phone("1003").answersWhenTold();
                    stage.user("1003").post("/asterisk/control/originateCall", Map.of("number", FreePbxStage.BAKERY));
                    stage.joined("trunk");
                    FreePbxStage.talks();
                    stage.hangsUp("1003");
                }, outbound(FreePbxStage.BAKERY, "ANSWERED").by(KADRI).talked(1, 2).recorded(1).listedFor("1003")),
                FreePbxFlow.of("click to call, own phone silent", stage ->
                        stage.user("1001").post("/asterisk/control/originateCall", Map.of("number", FreePbxStage.BAKERY)),
                        outbound(FreePbxStage.BAKERY, "EXTENSION_NO_ANSWER").by(LIIS).listedFor("1001")
                                .console("1001", "RINGING ENDED/EXTENSION_NO_ANSWER")));
    }

    private static List<FreePbxFlow> toOnePhone() {
        return List.of(
                FreePbxFlow.of("extension answers", stage -> {
                    stage.phone("1001").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_1001);
                }, inbound("ANSWERED").by(LIIS).waited(0, 2).talked(1, 2).listedFor("1001").console("1001", "RINGING TALKING ENDED/ANSWERED")
                        .console("1002", "").told("STARTED trunk", "RANG 1001", "ANSWERED 1001", "CONNECTED 1001", "ENDED")),
                FreePbxFlow.of("extension rings out", stage -> stage.anna().dials(DID_1002),
                        missedBy("1002", "EXTENSION_NO_ANSWER").waited(2, 4).told("RANG 1002", "NOT_ANSWERED 1002", "ENDED")),
                FreePbxFlow.of("extension busy", stage -> {
                    stage.phone("1002").isBusy();
                    stage.anna().dials(DID_1002);
                }, inbound("EXTENSION_BUSY").asMissed().listedFor("1002").console("1002", "(RINGING )?(ENDED/.*)?")),
                FreePbxFlow.of("extension declines", stage -> {
                    stage.phone("1002").declines();
                    stage.anna().dials(DID_1002);
                }, missedBy("1002", "EXTENSION_DECLINED")),
                FreePbxFlow.of("extension not registered", stage -> {
                    stage.phone("1002").unregisters();
                    stage.anna().dials(DID_1002);
                }, inbound("EXTENSION_UNREGISTERED").asMissed().listedFor("1002").console("1002", "")),
                FreePbxFlow.of("caller hangs up", stage -> stage.anna().dialsAndGivesUp(DID_1002, Duration.ofSeconds(1)),
                        // on a busy machine the console is told of both at once, as the newest state
                        missedBy("1002", "MISSED").waited(0, 2).console("1002", "(RINGING )?ENDED/.*").told("RANG 1002", "ENDED")),
                FreePbxFlow.of("voicemail", stage -> {
                    stage.anna().dialsAndHangsUp(DID_1001, Duration.ofSeconds(3));
                }, missedBy("1001", "VOICEMAIL")));
    }

    private static List<FreePbxFlow> toSeveral() {
        return List.of(
                FreePbxFlow.of("two devices on one extension", stage -> {
                    stage.secondDevice("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_1002);
                }, inbound("ANSWERED").by(PEETER).talked(1, 2).listedFor("1002").console("1002", "RINGING TALKING ENDED/ANSWERED")),
                FreePbxFlow.of("ring group", stage -> {
                    stage.trunk().ringsForever();
                    stage.phone("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_RING_GROUP);
                }, inbound("ANSWERED").by(PEETER).talked(1, 2).recorded(1).listedFor("1001", "1002")
                        .console("1002", "RINGING TALKING ENDED/ANSWERED").console("1001", "RINGING ENDED/.*")
                        .told("ANSWERED 1002", "CONNECTED 1002", "ENDED")),
                FreePbxFlow.of("ring group, no answer", stage -> {
                    stage.trunk().ringsForever();
                    stage.anna().dials(DID_RING_GROUP);
                }, inbound("EXTENSION_NO_ANSWER").asMissed().waited(2, 4).listedFor("1001", "1002").console("1001", "RINGING ENDED/.*")
                        .console("1002", "RINGING ENDED/.*")),
                FreePbxFlow.of("hunt", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_HUNT);
                }, inbound("ANSWERED").by(PEETER).waited(2, 3).talked(1, 2).listedFor("1001", "1002")
                        .console("1001", "RINGING ENDED/.*").console("1002", "RINGING TALKING ENDED/ANSWERED")
                        .told("RANG 1001", "NOT_ANSWERED 1001", "RANG 1002", "ANSWERED 1002")));
    }

    private static List<FreePbxFlow> elsewhere() {
        return List.of(
                FreePbxFlow.of("follow-me, desk phone answers", stage -> {
                    stage.followMe("1003");
                    stage.trunk().ringsForever();
                    stage.phone("1003").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_FOLLOW_ME);
                }, inbound("ANSWERED").by(KADRI).talked(1, 2).listedFor("1003").console("1003", "RINGING TALKING ENDED/ANSWERED")),
                FreePbxFlow.of("follow-me, mobile answers", stage -> {
                    stage.followMe("1003");
                    stage.trunk().answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_FOLLOW_ME);
                }, inbound("FORWARDED").talked(0, 2).listedFor("1003").console("1003", "RINGING ENDED/.*")),
                FreePbxFlow.of("forwarded to a mobile", stage -> {
                    stage.forwards("1002", MOBILE);
                    stage.trunk().answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.anna().dials(DID_1002);
                }, inbound("FORWARDED").talked(1, 2).listedFor("1002").console("1002", "")),
                FreePbxFlow.of("colleague calls colleague", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.phone("1001").dials("1002");
                }, internal("1002", "ANSWERED").talked(1, 2).listedFor("1001", "1002").console("1002", "RINGING TALKING ENDED/ANSWERED")),
                FreePbxFlow.of("feature code *97", stage -> stage.phone("1001").dials("*97"),
                        internal("*97", "ANSWERED").by(LIIS).listedFor("1001").console("1002", "")),
                FreePbxFlow.of("conference", stage -> {
                    stage.anna().dials(DID_CONFERENCE);
                    stage.event("ConfbridgeJoin", "Channel", "trunk");
                    stage.phone("1001").dials("8600");
                    stage.event("ConfbridgeJoin", "Channel", "1001");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                    stage.hangsUp("1001");
                }, inbound("ANSWERED").by(LIIS).talked(1, 2).listedFor("1001")),
                FreePbxFlow.of("paging", stage -> {
                    stage.phone("1001").answers();
                    stage.phone("1002").answers();
                    stage.phone("1003").dialsAndHangsUp("700", Duration.ofSeconds(2));
                }, internal("700", "ANSWERED").by(KADRI).talked(0, 2).listedFor("1003")));
    }

    private static ExpectedCall missedBy(String extension, String outcome) {
        return inbound(outcome).asMissed().listedFor(extension).console(extension, "RINGING ENDED/.*");
    }
}

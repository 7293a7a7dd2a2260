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
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.DID_1001;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.KADRI;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.LIIS;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxPhoneFlows.PEETER;
import static org.apache.ofbiz.asterisk.endtoend.FreePbxQueueFlows.DID_QUEUE;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What people do with a customer whom they talk to, and how a colleague gets at a call that rings elsewhere. */
final class FreePbxTransferFlows {

    private static final String TALKED = "RINGING TALKING ENDED/ANSWERED";

    private FreePbxTransferFlows() {
    }

    static List<FreePbxFlow> all() {
        return Stream.of(blind(), attended(), byColleagues()).flatMap(List::stream).toList();
    }

    private static List<FreePbxFlow> blind() {
        return List.of(
                FreePbxFlow.of("blind transfer by ##", stage -> {
                    stage.phone("1003").answersAndHangsUpAfter(FreePbxStage.TALK);
                    talks(stage, DID_1001);
                    stage.presses("1001", "##1003");
                }, both(KADRI).held(0, 2).listedFor("1001", "1003").console("1003", TALKED)
                        .console("1001", "RINGING TALKING (HELD (TALKING )?)?ENDED/.*")
                        .told("ANSWERED 1001", "CONNECTED 1001", "TRANSFERRED trunk", "RANG 1003", "CONNECTED 1003", "ENDED")),
                FreePbxFlow.of("blind transfer by ## to a forwarded colleague", stage -> {
                    stage.forwards("1002", FreePbxPhoneFlows.MOBILE);
                    talks(stage, DID_1001);
                    stage.presses("1001", "##1002");
                    stage.event("DialEnd", "DestChannel", "PJSIP/trunk-");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(LIIS).talked(3, 8).held(0, 2).listedFor("1001", "1002").console("1002", "")
                        .told("ANSWERED 1001", "CONNECTED 1001", "TRANSFERRED trunk", "ENDED")),
                FreePbxFlow.of("blind transfer by ## to a phone that isn't registered", stage -> {
                    stage.phone("1002").unregisters();
                    talks(stage, DID_1001);
                    stage.presses("1001", "##1002");
                    stage.event("Hangup", "Channel", "trunk");
                }, inbound("ANSWERED").asMissed().by(LIIS).talked(1, 4).held(0, 2).listedFor("1001", "1002").console("1002", "")
                        .told("ANSWERED 1001", "CONNECTED 1001", "TRANSFERRED trunk", "ENDED")),
                FreePbxFlow.of("queue, blind transfer by ##", stage -> {
                    stage.phone("1003").answersAndHangsUpAfter(FreePbxStage.TALK);
                    talks(stage, DID_QUEUE);
                    stage.presses("1001", "##1003");
                }, both(KADRI).held(0, 2).recorded(1).listedFor("1001", "1002", "1003").console("1003", "NC OC/.* " + TALKED)
                        .told("QUEUED trunk", "ANSWERED 1001", "TRANSFERRED trunk", "RANG 1003", "ENDED")),
                FreePbxFlow.of("blind transfer by the phone (REFER)", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FreePbxStage.TALK);
                    stage.phone("1001").answersAndTransfersTo("1002");
                    stage.anna().dials(DID_1001);
                }, inbound("ANSWERED").by(LIIS + ", " + PEETER).talked(1, 5).listedFor("1001", "1002").console("1002", TALKED)
                        .told("ANSWERED 1001", "CONNECTED 1001", "TRANSFERRED trunk", "RANG 1002", "ENDED")));
    }

    private static List<FreePbxFlow> attended() {
        return List.of(
                FreePbxFlow.of("attended transfer by *2", stage -> {
                    stage.phone("1003").answers();
                    talks(stage, DID_1001);
                    stage.presses("1001", "*21003");
                    stage.joined("1003");
                    FreePbxStage.talks();
                    stage.hangsUp("1001");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(LIIS + ", " + KADRI).talked(3, 9).held(1, 5).listedFor("1001", "1003").console("1003", TALKED)),
                FreePbxFlow.of("attended transfer by *2, colleague silent", stage -> {
                    talks(stage, DID_1001);
                    stage.presses("1001", "*21003");
                    stage.joined(3, "1001");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(LIIS).talked(5, 10).held(3, 6).listedFor("1001", "1003").console("1003", "RINGING ENDED/.*")),
                FreePbxFlow.of("attended transfer by the phone", stage -> {
                    stage.phone("1002").answers();
                    stage.phone("1001").answersAndJoinsWith("1002");
                    stage.anna().dials(DID_1001);
                    stage.event("AttendedTransfer", "Result", "Success");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(LIIS + ", " + PEETER).talked(2, 6).held(0, 2).listedFor("1001", "1002")
                        .console("1002", "(RINGING )?TALKING ENDED/ANSWERED")),
                FreePbxFlow.of("into the second queue, abandoned", stage -> {
                    talks(stage, DID_QUEUE);
                    stage.presses("1001", "##6001");
                    stage.event("QueueCallerJoin", "Queue", "6001");
                    FreePbxStage.passes(Duration.ofSeconds(3));
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").asMissed().by(LIIS).talked(2, 4).held(0, 2).recorded(1).listedFor("1001", "1002", "1003")
                        .console("1002", ".*NC.*OC/ABANDONED.*")));
    }

    private static List<FreePbxFlow> byColleagues() {
        return List.of(
                FreePbxFlow.of("picked up by *8", stage -> {
                    stage.anna().dials("6000005");
                    stage.event("DialState", "DestChannel", "PJSIP/1002");
                    stage.phone("1003").dials("*8");
                    stage.joined("1003");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(KADRI).talked(1, 2).listedFor("1002", "1003").console("1003", "(RINGING )?TALKING ENDED/ANSWERED")
                        .console("1002", "RINGING ENDED/.*")),
                FreePbxFlow.of("parked and retrieved", stage -> {
                    talks(stage, DID_1001);
                    stage.presses("1001", "##70");
                    String space = stage.event("ParkedCall", "ParkeeChannel", "trunk").get("ParkingSpace");
                    FreePbxStage.passes(Duration.ofSeconds(2));
                    stage.phone("1003").dials(space);
                    stage.event("UnParkedCall", "ParkeeChannel", "trunk");
                    FreePbxStage.talks();
                    stage.hangsUp("trunk");
                }, inbound("ANSWERED").by(LIIS + ", " + KADRI).talked(5, 9).held(2, 7).listedFor("1001", "1003")
                        .console("1003", "(RINGING )?TALKING ENDED/ANSWERED")
                        .told("ANSWERED 1001", "PARKED trunk", "RETRIEVED trunk", "ENDED")));
    }

    /** Anna talks to Liis. */
    private static void talks(FreePbxStage stage, String number) {
        stage.phone("1001").answers();
        stage.anna().dials(number);
        stage.joined("1001");
        FreePbxStage.talks();
    }

    private static ExpectedCall both(String second) {
        return inbound("ANSWERED").by(LIIS + ", " + second).talked(3, 8);
    }
}

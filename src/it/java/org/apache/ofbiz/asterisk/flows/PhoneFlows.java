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
package org.apache.ofbiz.asterisk.flows;

import java.util.List;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;

/** Group 8 of the recorded dialogues: what people do with their telephones, without any command to the PBX. */
final class PhoneFlows {

    private PhoneFlows() {
    }

    static List<Flow> all() {
        return List.of(
                Flow.of("8a_blind_transfer_by_phone", stage -> {
                    stage.phone("1002").answers();
                    stage.phone("1001").answersAndTransfersTo("1002");
                    stage.trunk().answers();
                    stage.click();
                    endOf(stage, "1002", "trunk");
                }),
                Flow.of("8b_attended_transfer_by_phone", stage -> {
                    stage.phone("1002").answers();
                    stage.phone("1001").answersAndJoinsWith("1002");
                    stage.trunk().answers();
                    stage.click();
                    stage.event("AttendedTransfer", "Result", "Success");
                    stage.does("Hangup", "Channel", "/^PJSIP\\/trunk/");
                }),
                Flow.of("8c_park_nobody_fetches", PhoneFlows::nobodyFetches),
                Flow.of("8d_picked_up_by_a_colleague", stage -> {
                    stage.phone("1001").ringsForever();
                    stage.customer().dials(IncomingFlows.DIRECT);
                    stage.await(State.RINGING);
                    stage.phone("1002").dials("*8");
                    endOf(stage, "1002", "trunk");
                }),
                Flow.of("8e_conference", PhoneFlows::conference),
                Flow.of("8f_forwarded_by_phone", stage -> {
                    stage.phone("1001").forwardsTo("1002");
                    stage.phone("1002").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.customer().dials(IncomingFlows.DIRECT);
                }),
                Flow.of("8g_forwarded_by_dialplan", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.phone("1001").dials("1009");
                }),
                Flow.of("8h_colleague_calls_colleague", stage -> {
                    stage.phone("1002").answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.phone("1001").dials("1002");
                }),
                Flow.of("8i_phone_dials_out", stage -> {
                    stage.trunk().answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.phone("1001").dials("9" + FlowStage.NUMBER);
                }),
                Flow.of("8j_blind_transfer_by_digits", stage -> {
                    InCallFlows.talk(stage);
                    for (String digit : "##1002".split("")) {
                        stage.does("PlayDTMF", "Channel", stage.channel("1001"), "Digit", digit, "Duration", "100", "Receive", "true");
                    }
                    endOf(stage, "1002", "trunk");
                }));
    }

    /** Once this phone is joined with somebody the PBX ends that one's line, whatever the component made of it. */
    private static void endOf(FlowStage stage, String joined, String line) throws Exception {
        String bridge = stage.event("BridgeEnter", "Channel", "PJSIP/" + joined).get("BridgeUniqueid");
        stage.driver().await(message -> message.isEvent("BridgeEnter") && message.get("BridgeUniqueid").equals(bridge)
                && message.get("Channel").contains("PJSIP/" + line));
        stage.does("Hangup", "Channel", "/^PJSIP\\/" + line + "/");
    }

    /** The phone that parked the customer is free again and rings for him after a second. */
    private static void nobodyFetches(FlowStage stage) throws Exception {
        InCallFlows.talk(stage);
        InCallFlows.park(stage, 1);
        stage.event("ParkedCallTimeOut", "ParkeeChannel", "trunk");
        stage.driver().await(2, message -> message.isEvent("BridgeEnter") && message.get("Channel").contains("PJSIP/1001"));
        stage.driver().await(3, message -> message.isEvent("BridgeEnter") && message.get("Channel").contains("PJSIP/trunk"));
        stage.does("Hangup", "Channel", "/^PJSIP\\/trunk/");
    }

    /** A customer is in a conference, and two colleagues join; the customer leaves first. */
    private static void conference(FlowStage stage) throws Exception {
        stage.customer().dials("5003");
        stage.event("ConfbridgeJoin", "Channel", "trunk");
        stage.phone("1001").dials("8600");
        stage.event("ConfbridgeJoin", "Channel", "1001");
        stage.phone("1002").dials("8600");
        stage.event("ConfbridgeJoin", "Channel", "1002");
        stage.does("Hangup", "Channel", "/^PJSIP\\/trunk/");
        stage.event("Hangup", "Channel", "trunk");
        stage.does("Hangup", "Channel", "/^PJSIP\\/1001/");
        stage.does("Hangup", "Channel", "/^PJSIP\\/1002/");
    }
}

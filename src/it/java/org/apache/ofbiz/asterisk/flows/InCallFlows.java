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

/** Groups 5 and 6 of the recorded dialogues: what people do while they talk, by commands of the PBX. */
final class InCallFlows {

    private InCallFlows() {
    }

    static List<Flow> all() {
        return List.of(
                Flow.of("5a_blind_transfer_ami", stage -> {
                    talk(stage);
                    stage.does("BlindTransfer", "Channel", stage.channel("1001"), "Context", "internal", "Exten", "1002");
                    stage.awaitTalk("trunk", "1002");
                    stage.hangUp("trunk");
                }),
                Flow.of("5c_attended_transfer_ami", stage -> {
                    talk(stage);
                    String transferer = stage.channel("1001");
                    stage.does("Atxfer", "Channel", transferer, "Context", "internal", "Exten", "1002");
                    stage.event("DialEnd", "DestChannel", "PJSIP/1002");
                    stage.driver().await(message -> message.isEvent("BridgeEnter") && message.get("Channel").contains("Local/1002@internal")
                            && message.get("Channel").endsWith(";2"));
                    stage.does("Hangup", "Channel", transferer);
                    stage.driver().await(message -> message.isEvent("LocalOptimizationEnd"));
                    stage.awaitTalk("trunk", "1002");
                    stage.hangUp("trunk");
                }),
                Flow.of("5e_hold_unhold", stage -> {
                    stage.phone("1001").answersAndHolds();
                    stage.trunk().answers();
                    stage.click();
                    stage.await(State.HELD);
                    stage.event("Unhold", "Channel", "1001");
                    stage.hangUp("trunk");
                }),
                Flow.of("5f_park_retrieve", stage -> {
                    talk(stage);
                    String space = park(stage, 20);
                    stage.act("ParkedCalls");
                    stage.originate("Channel", "PJSIP/1002", "Context", "parkedcalls", "Exten", space, "Variable", "-", "Async", "true");
                    stage.driver().await(message -> message.isEvent("UnParkedCall"));
                    stage.awaitTalk("trunk", "1002");
                    stage.hangUp("trunk");
                }),
                Flow.of("5h_supervise_chanspy", stage -> {
                    stage.phone("1003").answers();
                    talk(stage);
                    stage.act("Originate", "Channel", "PJSIP/1003", "Application", "ChanSpy", "Data", stage.channel("1001") + ",qE", "Timeout",
                            "9000", "CallerID", "Spy <1001>", "Async", "true");
                    stage.driver().await(message -> message.isEvent("ChanSpyStart"));
                    stage.hangUp("trunk");
                }),
                Flow.of("6a_dtmf_vars_userevent", InCallFlows::digitsAndVariables));
    }

    /** 1001 talks to a customer whom he called; 1002 would answer. */
    static void talk(FlowStage stage) throws Exception {
        stage.phone("1002").answers();
        ClickFlows.bothAnswer(stage);
        stage.click();
        stage.await(State.TALKING);
    }

    /** @return where the customer is parked; after so many seconds the phone of 1001 rings for him again */
    static String park(FlowStage stage, int seconds) throws Exception {
        stage.act("Park", "Channel", stage.channel("trunk"), "TimeoutChannel", stage.channel("1001"), "Parkinglot", "default", "Timeout",
                "" + seconds * 1000);
        return stage.driver().await(message -> message.isEvent("ParkedCall")).get("ParkingSpace");
    }

    private static void digitsAndVariables(FlowStage stage) throws Exception {
        talk(stage);
        String user = stage.channel("1001");
        String customer = stage.channel("trunk");
        stage.does("Setvar", "Channel", user, "Variable", "CRM_CASE", "Value", "case 7; \u00fc: x");
        stage.does("Getvar", "Channel", user, "Variable", "CHANNEL(linkedid)");
        stage.act("Getvar", "Channel", user, "Variable", "NOSUCH");
        for (String digit : List.of("1", "2", "#")) {
            stage.does("PlayDTMF", "Channel", user, "Digit", digit, "Duration", "150", "Receive", "true");
        }
        stage.does("PlayDTMF", "Channel", customer, "Digit", "5");
        stage.driver().await(3, message -> message.isEvent("DTMFEnd"));
        stage.does("UserEvent", "UserEvent", "CrmNote", "Channel", user, "Text", "hello: world");
        stage.does("Setvar", "Channel", user, "Variable", "CDR(userfield)", "Value", "crm-42");
        stage.hangUp("trunk");
    }
}

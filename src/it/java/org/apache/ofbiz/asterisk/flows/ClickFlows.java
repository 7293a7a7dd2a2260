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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;

/** Groups 1 and 2 of the recorded dialogues: click to call, and how it can fail. */
final class ClickFlows {

    private ClickFlows() {
    }

    static List<Flow> all() {
        return List.of(
                Flow.of("1a_click_to_call_answer", stage -> {
                    stage.phone("1001").answers();
                    stage.trunk().answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.click();
                }),
                Flow.of("1b_click_to_call_hangup_by_ami", stage -> {
                    bothAnswer(stage);
                    stage.click();
                    stage.await(State.TALKING);
                    stage.hangUp("1001");
                }),
                Flow.of("1c_click_to_call_sync", stage -> {
                    stage.phone("1001").answers();
                    stage.trunk().answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    assertThat(stage.originate().get("Response"), is("Success"));
                }),
                Flow.of("1e_click_to_call_record_control", ClickFlows::recordControl),
                Flow.of("1f_click_to_call_earlymedia_local", stage -> {
                    stage.phone("1001").answers();
                    stage.trunk().answersAndHangsUpAfter(FlowStage.SHORT_TALK);
                    stage.originate("Channel", "Local/1001@internal/n", "Async", "true");
                }),
                Flow.of("2a_agent_no_answer", stage -> {
                    stage.phone("1001").ringsForever();
                    stage.click("1001", Duration.ofSeconds(1));
                }),
                Flow.of("2b_agent_unregistered", stage -> {
                    stage.phone("1003").unregisters();
                    stage.originate("Channel", "PJSIP/1003", "Async", "true");
                    assertThat(stage.originate("Channel", "PJSIP/1003").get("Response"), is("Error"));
                }),
                Flow.of("2c_agent_busy", stage -> {
                    stage.phone("1001").isBusy();
                    stage.click();
                }),
                Flow.of("2d_agent_declines", stage -> {
                    stage.phone("1001").declines();
                    stage.click();
                }),
                Flow.of("2e_callee_busy", stage -> {
                    stage.phone("1001").answers();
                    stage.trunk().isBusy();
                    stage.click();
                }),
                Flow.of("2f_callee_404", stage -> {
                    stage.phone("1001").answers();
                    stage.trunk().knowsNoSuchNumber();
                    stage.click();
                }),
                Flow.of("2g_callee_503", stage -> {
                    stage.phone("1001").answers();
                    stage.trunk().isCongested();
                    stage.click();
                }),
                Flow.of("2i_foreign_call_trunks_down", ClickFlows::foreignCallWithoutTrunks),
                Flow.of("2j_bad_requests", ClickFlows::badRequests),
                Flow.of("2k_channelid_on_failure_and_duplicate", ClickFlows::usedChannelId));
    }

    private static void foreignCallWithoutTrunks(FlowStage stage) throws IOException {
        stage.phone("1001").answers();
        stage.phone("1003").unregisters();
        stage.originate("Context", "outbound-down", "Async", "true");
    }

    static void bothAnswer(FlowStage stage) {
        stage.phone("1001").answers();
        stage.trunk().answers();
    }

    private static void recordControl(FlowStage stage) throws Exception {
        bothAnswer(stage);
        stage.click();
        stage.await(State.TALKING);
        String channel = stage.channel("1001");
        stage.does("MixMonitor", "Channel", channel, "File", stage.recording("manual"), "options", "b");
        stage.does("MixMonitorMute", "Channel", channel, "Direction", "both", "State", "1");
        stage.does("MixMonitorMute", "Channel", channel, "Direction", "both", "State", "0");
        stage.does("StopMixMonitor", "Channel", channel);
        stage.hangUp("1001");
    }

    /** Each asynchronous, and again such that the PBX answers when it knows how it went. */
    private static void badRequests(FlowStage stage) throws Exception {
        stage.phone("1001").answers();
        List<String[]> requests = List.of(new String[] {"Exten", "nosuch"}, new String[] {"Context", "nosuchctx"},
                new String[] {"Channel", "PJSIP/9999"}, new String[] {"Channel", "PJSIP"}, new String[] {"Channel", "NOTECH/1"},
                new String[] {"Channel", ""});
        for (String[] request : requests) {
            stage.originate(request[0], request[1], "Async", "true");
            assertThat(String.join(" ", request), stage.originate(request).get("Response"), is("Error"));
        }
        stage.act("NoSuchAction");
        stage.act("Hangup", "Channel", "PJSIP/1001-deadbeef");
        stage.act("Originate", "Channel", "PJSIP/1001");
        stage.driver().await(2, message -> message.isEvent("OriginateResponse"));
    }

    private static void usedChannelId(FlowStage stage) throws Exception {
        String id = "crm-" + UUID.randomUUID();
        stage.phone("1002").answers();
        stage.trunk().answers();
        stage.phone("1001").isBusy();
        stage.originate("Async", "true", "ChannelId", id, "OtherChannelId", id + "-2");
        stage.event("Hangup", "Uniqueid", id);
        stage.phone("1001").answers();
        stage.originate("Async", "true", "ChannelId", id);
        stage.await(State.TALKING);
        stage.originate("Async", "true", "ChannelId", id, "Channel", "PJSIP/1002");
        stage.event("OriginateResponse", "Channel", "PJSIP/1002");
        stage.hangUp("trunk");
    }
}

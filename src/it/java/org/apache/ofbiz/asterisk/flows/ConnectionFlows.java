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
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.State;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/** Group 7 of the recorded dialogues: what happens to connections. */
final class ConnectionFlows {

    private static final String CLICK_TO_CALL = "1a_click_to_call_answer";
    private static final ConnectPolicy ONCE = new ConnectPolicy(0, Duration.ZERO, Duration.ZERO, ConnectPolicy.UNCHANGED_PAUSE);

    private ConnectionFlows() {
    }

    static List<Flow> all() {
        return List.of(
                Flow.checked("7a_inventory_lists", ConnectionFlows::inventory),
                Flow.checked("7b_register_unregister", ConnectionFlows::registers),
                new Flow("7c_eventfilter_action", CLICK_TO_CALL, ConnectionFlows::filters),
                new Flow("7e_modulereload_and_shutdown", "1b_click_to_call_hangup_by_ami", ConnectionFlows::reloads),
                Flow.checked("7f_login_errors", stage -> {
                    AsteriskLab.Ami ami = stage.lab().ami();
                    refused(new AsteriskLab.Ami(ami.host(), ami.port(), ami.user(), "wrong"));
                    refused(new AsteriskLab.Ami(ami.host(), ami.port(), "nobody", "x"));
                    stage.event("ChallengeResponseFailed", "Service", "AMI");
                    stage.event("InvalidAccountID", "AccountID", "nobody");
                }),
                Flow.checked("7f_login_errors_app_wrong", stage -> refusedBeforeAndAfter(stage, stage.lab().ami().user(), "wrong")),
                Flow.checked("7f_login_errors_nobody_x", stage -> refusedBeforeAndAfter(stage, "nobody", "x")),
                Flow.checked("7f_readonly_user", ConnectionFlows::mayOnlyRead),
                new Flow("7g_lean_user", CLICK_TO_CALL, ConnectionFlows::someoneElsesCall),
                new Flow("7g_lean_user_with_eventfilter", CLICK_TO_CALL, ConnectionFlows::filteredByThePbx),
                Flow.checked("7z_shutdown", ConnectionFlows::shutdown));
    }

    private static void inventory(FlowStage stage) throws Exception {
        for (String list : List.of("CoreShowChannels", "PJSIPShowEndpoints", "PJSIPShowAors", "DeviceStateList", "ExtensionStateList", "QueueStatus",
                "Parkinglots", "BridgeList")) {
            stage.does(list);
        }
        assertThat(stage.act("Command", "Command", "nosuch command").get("Response"), is("Error"));
        for (Witness witness : stage.witnesses()) {
            Await.untilTrue(() -> witness.peers().size() >= 4, () -> witness + " listed " + witness.peers());
            assertThat(witness.peers().stream().map(peer -> peer.technology() + "/" + peer.name() + " " + peer.type()).toList(),
                    hasItems("PJSIP/1001 EXTENSION", "PJSIP/1002 EXTENSION", "PJSIP/1003 EXTENSION", "PJSIP/trunk TRUNK"));
        }
    }

    private static void registers(FlowStage stage) throws Exception {
        List<Instant> since = since(stage);
        stage.phone("1003").unregisters();
        stage.phone("1003").answers();
        stage.driver().await(message -> message.isEvent("ContactStatus") && message.get("URI").contains("1003@")
                && !message.get("ContactStatus").equals("Removed"));
        int before = stage.driver().heard().size();
        stage.phone("1003").unregisters();
        Await.untilTrue(() -> stage.driver().heard().stream().skip(before).anyMatch(message -> message.get("ContactStatus").equals("Removed")), () ->
                "nobody told that 1003 is gone");
        stage.settle();
        assertThat("still the same connections", since(stage), is(since));
        stage.witnesses().forEach(witness -> assertThat("no call", witness.calls(), is(empty())));
    }

    /** A filter of one session leaves the others alone. */
    private static void filters(FlowStage stage) throws Exception {
        stage.does("Filter", "Operation", "Add", "Filter", "Event: Hangup");
        stage.does("Filter", "Operation", "Add", "Filter", "!Channel: .*trunk.*");
        answered(stage);
        stage.click();
        stage.event("Hangup", "Channel", "1001");
        Set<String> heard = stage.driver().heard().stream().map(message -> message.get("Event")).collect(Collectors.toSet());
        assertThat(heard, not(hasItems("DialBegin")));
    }

    private static void reloads(FlowStage stage) throws Exception {
        List<Instant> since = since(stage);
        ClickFlows.bothAnswer(stage);
        stage.click();
        stage.await(State.TALKING);
        stage.does("Reload", "Module", "app_queue");
        stage.does("Reload");
        stage.driver().await(2, message -> message.isEvent("Reload"));
        stage.hangUp("1001");
        stage.settle();
        assertThat("still the same connections", since(stage), is(since));
    }

    private static List<Instant> since(FlowStage stage) {
        return stage.witnesses().stream().map(witness -> witness.connection().state().since()).toList();
    }

    private static void refused(AsteriskLab.Ami ami) {
        try (Witness refused = Witness.begin(ami, ONCE)) {
            Await.untilTrue(() -> refused.connection().state().phase() == ConnectionState.Phase.GAVE_UP, () ->
                    refused.connection().state().toString());
            assertThat(refused.connection().state().words(), containsString("rejected the login of user " + ami.user()));
        }
    }

    /** As a bare client sees it: nothing is answered before the log-in, and the PBX closes the connection after a bad one. */
    private static void refusedBeforeAndAfter(FlowStage stage, String user, String secret) throws Exception {
        AsteriskLab.Ami ami = stage.lab().ami();
        try (AmiProbe stranger = AmiProbe.connect(ami.host(), ami.port())) {
            assertThat(stranger.act("Ping").get("Message"), containsString("Permission denied"));
            assertThat(stranger.act("Login", "Username", user, "Secret", secret).get("Message"), containsString("Authentication failed"));
        }
        refused(new AsteriskLab.Ami(ami.host(), ami.port(), user, secret));
    }

    /** Who may not even ask which channels there are cannot follow calls: that is no connection, and the reason is told. */
    private static void mayOnlyRead(FlowStage stage) throws Exception {
        try (Witness reader = Witness.begin(stage.lab().ami("reader"), ONCE)) {
            Await.untilTrue(() -> reader.connection().state().phase() == ConnectionState.Phase.GAVE_UP, () -> reader.connection().state().toString());
            assertThat(reader.connection().state().words(), containsString("did not list its channels"));
            PbxCommands.Result result = reader.connection().commands().originate(new PbxCommands.Originate("flow-reader", "PJSIP/1001",
                    "internal", "1002",
                    "1001", "Desk 1001", Duration.ofSeconds(5), Map.of())).toCompletableFuture().get();
            assertThat(result.failure().map(PbxCommands.Failure::kind), is(Optional.of(PbxCommands.Failure.Kind.PBX_AWAY)));
        }
    }

    private static void answered(FlowStage stage) {
        stage.phone("1001").answers();
        stage.trunk().answersAndHangsUpAfter(FlowStage.SHORT_TALK);
    }

    private static void someoneElsesCall(FlowStage stage) throws Exception {
        answered(stage);
        stage.originate("Async", "true");
    }

    /** What manager.conf filters for the component's user does not come, and is not missed. */
    private static void filteredByThePbx(FlowStage stage) throws Exception {
        AsteriskLab.Ami ami = stage.lab().ami();
        try (AmiProbe lean = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret())) {
            answered(stage);
            stage.click();
            AmiProbe.Message hangup = stage.event("Hangup", "Channel", "1001");
            lean.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(hangup.get("Uniqueid")));
            Set<String> kinds = lean.heard().stream().map(message -> message.get("Event")).collect(Collectors.toSet());
            assertThat(kinds.stream().filter(kind -> kind.startsWith("RTCP") || kind.equals("TestEvent")).toList(), is(empty()));
            assertThat("less is told", stage.driver().heard().size(), is(greaterThan(lean.heard().size())));
        }
    }

    /** The PBX stops while two talk: the call is over, and the connection says that it is gone. */
    private static void shutdown(FlowStage stage) throws Exception {
        try (FlowStage own = FlowStage.start()) {
            own.begin();
            ClickFlows.bothAnswer(own);
            own.click();
            own.await(State.TALKING);
            own.driver().send("Action: Command\r\nActionID: stop\r\nCommand: core stop now\r\n\r\n");
            for (Witness witness : own.witnesses()) {
                PhoneCall end = witness.await(PhoneCall::ended);
                assertThat(end.toString(), end.outcome(), is(Optional.of(Outcome.ANSWERED)));
                assertThat(witness.calls().size(), is(1));
                Await.untilTrue(() -> !witness.connection().state().connected(), () -> witness.connection().state().toString());
            }
        }
    }
}

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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * One PBX and its agents, for tests of calls in hand: what an agent asks for is asked by the service, and what the PBX then shows is read by a
 * bare AMI client of its own.
 *
 * @param direct  number that rings 1001
 * @param serverId its server
 * @param agents  logins of 1001, 1002 and 1003
 */
public record InCallSide(String name, Host host, AsteriskLab lab, String serverId, String direct, List<String> agents) {

    /** A channel as the PBX lists it. */
    public record Shown(String channel, String context, String application, String data, String bridge) {
    }

    @Override
    public String toString() {
        return name;
    }

    String agent(int extension) {
        return agents.get(extension - 1001);
    }

    /** @return code of the refusal; {@code done}, followed by the parking space where there is one */
    public String does(int extension, String callId, String action, String... detail) {
        Map<String, Object> input = new HashMap<>(Map.of("callId", callId, "action", action));
        if (detail.length > 0) {
            input.put("KEYS".equals(action) ? "keys" : "target", detail[0]);
        }
        Map<String, Object> result = host.run("controlCall", agent(extension), input);
        return ServiceUtil.isSuccess(result) ? "done" + Optional.ofNullable(result.get("space")).map(space -> " " + space).orElse("")
                : String.valueOf(result.get("refusalCode"));
    }

    /** Says what a call is charged to. @return code of the refusal, or {@code done} */
    String charges(int extension, String callId, String accountCode) {
        Map<String, Object> result = host.run("saveCallWriteUp", agent(extension), Map.of("callId", callId, "accountCode", accountCode));
        return ServiceUtil.isSuccess(result) ? "done" : String.valueOf(result.get("refusalCode"));
    }

    /** @return code of the refusal; {@code done} where there was none */
    String supervises(int extension, String callId, String action) {
        Map<String, Object> result = host.run("superviseAsteriskCall", agent(extension), Map.of("callId", callId, "action", action));
        return ServiceUtil.isSuccess(result) ? "done" : String.valueOf(result.get("refusalCode"));
    }

    /** A customer calls 1001, who answers. @return callId */
    String talks(String number) {
        lab.phone("1001").answers();
        lab.caller(number).dials(direct);
        String callId = awaitControls(1001, controls -> controls.offered().contains(CallCommand.Kind.HOLD)).callId();
        Await.untilTrue(() -> CallCenter.of(host.delegator()).orElseThrow().liveCalls().find(callId) // told after the controls
                .filter(call -> call.state() == PhoneCall.State.TALKING).isPresent(), () -> "nobody talks: " + shown());
        return callId;
    }

    /** The first call of the agent's that can be handled so. */
    public CallControls awaitControls(int extension, Predicate<CallControls> wanted) {
        return Await.until(() -> controls(extension).stream().filter(wanted).findFirst(), () -> controls(extension) + " " + shown());
    }

    List<CallControls> controls(int extension) {
        return CallCenter.of(host.delegator()).orElseThrow().distributor().handling().controls(agent(extension));
    }

    /** The account codes of all channels. */
    Set<String> accounts() {
        return lab.channels().stream().map(message -> message.get("AccountCode")).collect(Collectors.toSet());
    }

    public List<Shown> shown() {
        return lab.channels().stream().map(message -> new Shown(message.get("Channel"), message.get("Context"), message.get("Application"),
                message.get("ApplicationData"), message.get("BridgeId"))).filter(channel -> !channel.channel().startsWith("Local/")).toList();
    }

    /** The phones in each bridge of two and more, e.g. {@code [1001, trunk]}. */
    public Set<Set<String>> together() {
        return shown().stream().filter(channel -> !channel.bridge().isEmpty()).collect(Collectors.groupingBy(Shown::bridge))
                .values().stream().filter(bridge -> bridge.size() > 1)
                .map(bridge -> bridge.stream().map(channel -> channel.channel().replaceFirst("^[^/]*/", "").replaceFirst("-[^-]*$", ""))
                        .collect(Collectors.toSet())).collect(Collectors.toSet());
    }

    public void awaitTogether(Set<String> phones) {
        Await.untilTrue(() -> together().contains(phones), () -> "the PBX shows " + shown());
    }

    /** How many hear the music of a hold. */
    public long held() {
        return shown().stream().filter(channel -> channel.context().equals("ofbiz-control") && channel.application().equals("MusicOnHold")).count();
    }

    public void awaitNobody() {
        Await.untilTrue(() -> shown().isEmpty(), () -> "left: " + shown());
    }

    boolean isThere(String phone) {
        return shown().stream().anyMatch(channel -> channel.channel().contains("/" + phone + "-"));
    }

    public void awaitGone(String phone) {
        Await.untilTrue(() -> !isThere(phone), () -> phone + " is still there: " + shown());
    }

    /** As if the PBX hung up the channel of this phone. */
    void hangUpPhone(String phone) {
        String channel = shown().stream().map(Shown::channel).filter(name -> name.contains("/" + phone + "-")).findFirst().orElseThrow();
        AsteriskLab.Ami everything = lab.ami("everything");
        try (AmiProbe probe = AmiProbe.connect(everything.host(), everything.port(), everything.user(), everything.secret())) {
            probe.act("Hangup", "Channel", channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is kept of the call, once it has ended. */
    GenericValue ended(String callId) {
        String[] ids = callId.split(":", 2);
        return host.database().await(row -> row.get("endDate") != null, "PhoneCall", "serverId", ids[0], "linkedId", ids[1]);
    }

    /** What happened in a call that is kept. */
    List<String> kinds(GenericValue kept) {
        return host.database().rows("PhoneCallEvent", "phoneCallId", kept.get("phoneCallId")).stream()
                .map(row -> row.getString("eventTypeEnumId")).toList();
    }

    /** The parties who took part so, one after the other. */
    List<String> parts(GenericValue kept, String kind) {
        return host.database().rows("PhoneCallParticipant", "phoneCallId", kept.get("phoneCallId"), "partTypeEnumId", kind).stream()
                .sorted((one, other) -> one.getTimestamp("fromDate").compareTo(other.getTimestamp("fromDate")))
                .map(row -> row.getString("partyId")).toList();
    }

    String partyOf(int extension) {
        return (serverId.equals("OLD_PBX") ? "OLD_AGENT" : "AST_AGENT") + (extension - 1000);
    }

    void endAll() {
        lab.endAllCalls();
        awaitNobody();
        Await.untilTrue(() -> controls(1001).isEmpty() && controls(1002).isEmpty(), () -> "still in a call: " + controls(1001) + controls(1002));
    }
}

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
package org.apache.ofbiz.asterisk.web;

import java.io.IOException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.service.ServiceUtil;

/** The requests about what is written of calls (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class AgentRequests {

    /** Names in JSON of what getCallWriteUp answers. */
    private static final Map<String, String> WRITE_UP = Map.of("callId", "callId", "subject", "subject", "note", "note", "reason", "reasonEnumId",
            "disposition", "dispositionEnumId", "accountCode", "accountCode", "reasons", "reasons", "dispositions", "dispositions",
            "accountCodes", "accountCodes");

    private AgentRequests() {
    }

    /** GET callWriteUp: what was written about a call, what can be chosen, and the call as pastCalls has it. */
    public static String callWriteUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> result = page.run("getCallWriteUp", "callId");
        if (!ServiceUtil.isSuccess(result)) {
            return page.answer(result);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", true);
        answer.put("freeAccountCodes", result.get("freeAccountCodes"));
        WRITE_UP.forEach((name, field) -> answer.put(name, result.get(field)));
        Optional<Map<String, Object>> call = new CallHistory(page.delegator(), CallCenter.settings(page.delegator()))
                .call(PhoneCallRows.idOf((String) result.get("callId")), page.viewer());
        answer.put("timeline", call.map(AgentRequests::timeline).orElse(List.of()));
        answer.put("call", call.map(AgentRequests::withoutEvents).orElse(null));
        return page.write(HttpServletResponse.SC_OK, answer);
    }

    /** What happened in the call, in its order, with times as in the rest of the answer. */
    private static List<Map<String, Object>> timeline(Map<String, Object> call) {
        return ((List<?>) call.get("events")).stream().map(each -> {
            Map<String, Object> event = new LinkedHashMap<>();
            Map<?, ?> told = (Map<?, ?>) each;
            told.forEach((name, value) -> event.put((String) name, value instanceof Timestamp at ? at.toInstant().toString() : value));
            return event;
        }).toList();
    }

    private static Map<String, Object> withoutEvents(Map<String, Object> call) {
        call.remove("events");
        return call;
    }

    /** POST saveCallWriteUp: the fields that are given, and no others; answers as originateCall does. */
    public static String saveCallWriteUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("saveCallWriteUp", "callId", "subject", "note", "reasonEnumId", "dispositionEnumId", "accountCode"), "callId");
    }

    /** POST setAgentPin: number and PIN for the sign-in at a phone; answers as originateCall does. */
    public static String setAgentPin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("setAsteriskAgentPin", "agentNumber", "pin"));
    }

    /** POST workAt: where the user's phone is today; answers as originateCall does. */
    public static String workAt(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("setAsteriskAgentPlace", "number", "zone", "takeOver"));
    }

    /** POST openPagePhone: with what the user's phone in the page registers, as {@code account}. Nobody keeps the answer. */
    public static String openPagePhone(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        response.setHeader("Cache-Control", "no-store");
        return page.answer(page.run("openAsteriskPagePhone", "peerId"), "account");
    }

    /** POST leavePagePhone: the page goes while its phone {@code peerId} talks. */
    public static String leavePagePhone(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("leaveAsteriskPagePhone", "peerId"), "callId");
    }

    /** POST takeUpPagePhone: the phone {@code peerId} is registered, and takes up the {@code callId} that was kept for it. */
    public static String takeUpPagePhone(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("takeUpAsteriskPagePhone", "peerId", "inCall"), "callId");
    }

    /** POST keepPagePhoneQuality: what the call {@code callId} sounded like at the phone {@code peerId}. */
    public static String keepPagePhoneQuality(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("keepAsteriskCallQuality", "peerId", "callId", "soundSeconds", "score", "worstScore", "lostPerMille",
                "jitterMillis", "roundTripMillis"));
    }

    /** POST correctParty: this call, of {@code callId} or {@code phoneCallId}, is with that party. */
    public static String correctParty(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> result = page.run("correctCallParty", "callId", "phoneCallId", "partyId", "addContactMech", "thisCallOnly");
        if (ServiceUtil.isSuccess(result)) {
            tellOf(page, result, page.parameter("partyId").filter(any -> "Y".equals(page.parameter("thisCallOnly").orElse(""))));
        }
        return page.answer(result, "phoneCallId");
    }

    /**
     * POST createContactForCall: a new contact with the caller's number; the call, of {@code callId} or {@code phoneCallId}, is with it.
     * Answers {@code owners} with the code NUMBER_TAKEN.
     */
    public static String createContactForCall(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> created = page.run("createAsteriskContactForNumber", "firstName", "lastName", "number", "createAnyway");
        if (!ServiceUtil.isSuccess(created)) {
            return page.answerWith(created, "owners");
        }
        Map<String, Object> link = new HashMap<>(Map.of("partyId", created.get("partyId"), "thisCallOnly", "Y"));
        List.of("callId", "phoneCallId").forEach(name -> page.parameter(name).ifPresent(value -> link.put(name, value)));
        Map<String, Object> linked = page.run("correctCallParty", link);
        created.put("linked", ServiceUtil.isSuccess(linked)); // the contact is there, and the next call finds it
        tellOf(page, linked, Optional.of((String) created.get("partyId")));
        return page.answer(created, "partyId", "linked");
    }

    /** Of the call that was changed, or that the user is in: who may change one call shows nobody a party in another. */
    private static void tellOf(PageRequest page, Map<String, Object> changed, Optional<String> onlyParty) {
        CallCenter.of(page.delegator()).map(CallCenter::distributor).ifPresent(distributor -> page.parameter("callId")
                .filter(callId -> PhoneCallRows.idOf(callId).equals(changed.get("phoneCallId")) || distributor.part(callId, page.user()).takesPart())
                .ifPresent(callId -> distributor.callerCorrected(callId, onlyParty)));
    }
}

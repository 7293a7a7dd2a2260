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
import java.util.LinkedHashMap;
import java.util.Map;
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
            "disposition", "dispositionEnumId", "reasons", "reasons", "dispositions", "dispositions");

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
        WRITE_UP.forEach((name, field) -> answer.put(name, result.get(field)));
        answer.put("call", new CallHistory(page.delegator(), CallCenter.settings(page.delegator()))
                .call(PhoneCallRows.idOf((String) result.get("callId")), page.viewer()).map(AgentRequests::withoutEvents).orElse(null));
        return page.write(HttpServletResponse.SC_OK, answer);
    }

    private static Map<String, Object> withoutEvents(Map<String, Object> call) {
        call.remove("events");
        return call;
    }

    /** POST saveCallWriteUp: the fields that are given, and no others; answers as originateCall does. */
    public static String saveCallWriteUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("saveCallWriteUp", "callId", "subject", "note", "reasonEnumId", "dispositionEnumId"), "callId");
    }

    /** POST correctParty: this call is with that party. */
    public static String correctParty(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> result = page.run("correctCallParty", "callId", "partyId", "addContactMech");
        if (ServiceUtil.isSuccess(result)) {
            page.parameter("callId").ifPresent(callId -> CallCenter.of(page.delegator())
                    .ifPresent(callCenter -> callCenter.distributor().callerCorrected(callId)));
        }
        return page.answer(result, "phoneCallId");
    }
}

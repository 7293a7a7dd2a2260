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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;
import org.apache.ofbiz.service.ServiceUtil;

/** The requests of the customer card (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class CustomerRequests {

    private CustomerRequests() {
    }

    /** GET customerCard: what OFBiz knows of the customer {@code partyId}, as far as the user may see it. */
    public static String customerCard(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        if (!page.may("_VIEW")) {
            return page.answerNotPermitted();
        }
        return page.answer(page.run("getAsteriskCustomerCard", "partyId"), "partyId", "parts", "actions", "objects");
    }

    /** POST createCustomerNote: {@code note} about {@code partyId}. */
    public static String createCustomerNote(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("createAsteriskCustomerNote", "partyId", "note"), "noteId");
    }

    /** POST setRecordingObjection: calls with {@code partyId} are not recorded, or are again; {@code objects} is Y or N. */
    public static String setRecordingObjection(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("setAsteriskRecordingObjection", "partyId", "objects"));
    }

    /** POST createFollowUp: a task with the customer; {@code startDate} is a moment as {@code 2026-03-31T21:00:00Z}. */
    public static String createFollowUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> input = new HashMap<>();
        List.of("partyId", "callId", "subject", "description").forEach(name -> page.parameter(name).ifPresent(value -> input.put(name, value)));
        try {
            page.parameter("startDate").filter(text -> !text.isBlank())
                    .ifPresent(text -> input.put("startDate", Timestamp.from(CallFilter.withinReason(Instant.parse(text)))));
        } catch (DateTimeException e) {
            Map<String, Object> refused = ServiceUtil.returnError(page.words("AsteriskHistoryNoDay"));
            refused.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
            return page.answer(refused);
        }
        return page.answer(page.run("createAsteriskFollowUp", input), "workEffortId");
    }
}

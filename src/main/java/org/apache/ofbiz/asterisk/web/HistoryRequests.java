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
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvTable;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.service.ServiceUtil;

/** The requests about calls of the past (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class HistoryRequests {

    private static final List<String> FIELDS = List.of("direction", "outcome", "agentPartyId", "partyId", "accountCode", "text", "after");

    /** Columns of exportCalls, named as pastCalls names them. */
    private static final List<String> EXPORTED = List.of("startedAt", "answeredAt", "endedAt", "direction", "number", "name", "agent", "outcome",
            "talkSeconds", "accountCode", "returnedAt");
    /** A page that is searched for words may hold few calls. */
    private static final int MOST_PAGES = 50;

    private HistoryRequests() {
    }

    /**
     * GET pastCalls: one page of calls, as findPhoneCalls tells them. {@code from} and {@code thru} are moments as
     * {@code 2026-03-31T21:00:00Z}: when a day begins, the user's browser knows. Without {@code from} the calls since ever, without
     * {@code thru} up to now.
     */
    public static String pastCalls(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        if (!page.may("_VIEW")) {
            return page.answerNotPermitted();
        }
        Optional<Map<String, Object>> input = filter(page);
        return input.isEmpty() ? page.answer(refused(page.words("AsteriskHistoryNoDay")))
                : page.answer(page.run("findPhoneCalls", input.get()), "calls", "next", "lookedBackTo");
    }

    /** GET exportCalls: the calls of the same filter as comma-separated text, the newest first, 5,000 at most. */
    public static String exportCalls(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        if (!page.may("_VIEW")) {
            return page.answerNotPermitted();
        }
        Optional<Map<String, Object>> wanted = filter(page);
        Map<String, Object> found = wanted.isEmpty() ? refused(page.words("AsteriskHistoryNoDay")) : ServiceUtil.returnSuccess();
        Map<String, Object> input = new HashMap<>(wanted.orElse(Map.of()));
        List<CsvTable.Row> lines = new ArrayList<>();
        input.put("size", (long) CallHistory.LONGEST_PAGE);
        for (int pages = 0; ServiceUtil.isSuccess(found) && pages < MOST_PAGES && (pages == 0 || found.get("next") != null); pages++) {
            found = page.run("findPhoneCalls", input);
            for (Object call : (List<?>) found.getOrDefault("calls", List.of())) {
                lines.add(line(lines.size(), (Map<?, ?>) call));
            }
            input.put("after", found.get("next"));
        }
        if (!ServiceUtil.isSuccess(found)) {
            return page.answer(found);
        }
        byte[] bytes = new CsvTable(EXPORTED, lines).write().getBytes(StandardCharsets.UTF_8);
        new FileAnswer("calls.csv", "text/csv;charset=UTF-8").write(response, bytes);
        return PageRequest.SUCCESS;
    }

    private static CsvTable.Row line(int number, Map<?, ?> call) {
        return new CsvTable.Row(number, EXPORTED.stream().filter(column -> call.get(column) != null)
                .collect(Collectors.toMap(column -> column, column -> String.valueOf(call.get(column)))));
    }

    /** What findPhoneCalls is asked; empty where a day is none. */
    private static Optional<Map<String, Object>> filter(PageRequest page) {
        Map<String, Object> input = new HashMap<>();
        FIELDS.forEach(name -> page.parameter(name).ifPresent(value -> input.put(name, value)));
        try {
            moment(page, "from").ifPresent(from -> input.put("fromDate", from));
            moment(page, "thru").ifPresent(thru -> input.put("thruDate", thru));
            return Optional.of(input);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** GET callAgents: who of us takes part in the calls that the user may see. */
    public static String callAgents(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        if (!page.may("_VIEW")) {
            return page.answerNotPermitted();
        }
        List<Map<String, String>> agents = new CallHistory(page.delegator(), CallCenter.settings(page.delegator())).agents(page.viewer());
        return page.write(HttpServletResponse.SC_OK, Map.of("ok", true, "agents", agents));
    }

    private static Optional<Timestamp> moment(PageRequest page, String name) {
        return page.parameter(name).filter(text -> !text.isBlank()).map(text -> Timestamp.from(CallFilter.withinReason(Instant.parse(text))));
    }

    private static Map<String, Object> refused(String words) {
        Map<String, Object> result = ServiceUtil.returnError(words);
        result.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
        return result;
    }
}

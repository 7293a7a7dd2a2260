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
package org.apache.ofbiz.asterisk.web.scoring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvTable;
import org.apache.ofbiz.asterisk.crm.reports.PlainSheet;
import org.apache.ofbiz.asterisk.crm.scoring.ScoreReport;
import org.apache.ofbiz.asterisk.web.FileAnswer;
import org.apache.ofbiz.asterisk.web.ServiceRun;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;

/** The requests about scores (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class ScoreRequests {

    private static final String LABELS = "AsteriskUiLabels";
    private static final String SUCCESS = "success";
    private static final String ERROR = "error";
    private static final String ANSWER = "answer_";
    private static final int MOST_ANSWERS = 100;

    private ScoreRequests() {
    }

    /** POST storeScoreSheet: {@code phoneCallId}, and {@code answer_} with the id of each question. */
    public static String storeSheet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> answers = new HashMap<>();
        Collections.list(request.getParameterNames()).stream().filter(name -> name.startsWith(ANSWER)).limit(MOST_ANSWERS)
                .forEach(name -> answers.put(name.substring(ANSWER.length()), request.getParameter(name)));
        Map<String, Object> input = new HashMap<>(Map.of("answers", answers));
        parameter(request, "phoneCallId").ifPresent(id -> input.put("phoneCallId", id));
        Map<String, Object> result = ServiceRun.of(request).run("storeAsteriskScoreSheet", input);
        if (ServiceUtil.isSuccess(result)) {
            request.setAttribute("_EVENT_MESSAGE_", result.get(ModelService.SUCCESS_MESSAGE));
            return SUCCESS;
        }
        request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(result));
        return ERROR;
    }

    /** GET exportScoreReport: averages as a file; {@code fileType} is CSV or XLSX, the other parameters are those of the service. */
    public static String export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> input = new HashMap<>(Map.of("timeZone", UtilHttp.getTimeZone(request)));
        List.of("by", "fromDay", "thruDay", "callCenterGroupId").forEach(name -> parameter(request, name).filter(value -> !value.isBlank())
                .ifPresent(value -> input.put(name, value)));
        Map<String, Object> result = ServiceRun.of(request).run("getAsteriskScoreReport", input);
        boolean sheet = "XLSX".equals(parameter(request, "fileType").orElse(""));
        if (!ServiceUtil.isSuccess(result) || !sheet && !"CSV".equals(parameter(request, "fileType").orElse(""))) {
            response.sendError(ServiceUtil.isSuccess(result) ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
            return ERROR;
        }
        byte[] bytes = file(result, sheet, UtilHttp.getLocale(request));
        String name = "scores-" + result.get("fromDay") + '-' + result.get("thruDay") + '.';
        FileAnswer file = sheet ? new FileAnswer(name + "xlsx", PlainSheet.MIME_TYPE) : new FileAnswer(name + "csv", "text/csv;charset=UTF-8");
        file.write(response, bytes);
        return SUCCESS;
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name));
    }

    private static byte[] file(Map<String, Object> report, boolean sheet, Locale locale) {
        List<String> titles = List.of(text("AsteriskScoreBy_" + report.get("by"), locale), text("AsteriskScored", locale),
                text("AsteriskScoreAverage", locale));
        List<?> lines = (List<?>) report.get("lines");
        if (sheet) {
            return PlainSheet.write(titles.get(0), titles, lines.stream().map(ScoreReport.Line.class::cast)
                    .map(line -> List.<Object>of(line.name(), line.scored(), line.average())).toList());
        }
        List<CsvTable.Row> rows = new ArrayList<>();
        lines.stream().map(ScoreReport.Line.class::cast).forEach(line -> {
            Map<String, String> cells = new LinkedHashMap<>();
            cells.put(titles.get(0), line.name());
            cells.put(titles.get(1), String.valueOf(line.scored()));
            cells.put(titles.get(2), String.format(Locale.ROOT, "%.2f", line.average()));
            rows.add(new CsvTable.Row(rows.size() + 2L, cells));
        });
        return new CsvTable(titles, rows).write().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String label, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, locale);
    }
}

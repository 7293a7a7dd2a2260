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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.crm.reports.ReportFile;
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest;
import org.apache.ofbiz.asterisk.crm.reports.ReportTable;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.service.ServiceUtil;

/** The requests about reports (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class ReportRequests {

    private ReportRequests() {
    }

    /** GET exportCallReport: a report as a file; {@code fileType} is CSV or XLSX, the other parameters are those of the service. */
    public static String export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> input = new HashMap<>(Map.of("timeZone", UtilHttp.getTimeZone(request)));
        ReportRequest.FIELDS.forEach(name -> page.parameter(name).filter(value -> !value.isBlank()).ifPresent(value -> input.put(name, value)));
        Map<String, Object> result = page.run("getAsteriskCallReport", input);
        if (!ServiceUtil.isSuccess(result)) {
            boolean refused = Refusal.Code.VALUE_REFUSED.name().equals(result.get("refusalCode"));
            response.sendError(refused ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_FORBIDDEN);
            return PageRequest.ERROR;
        }
        Optional<ReportFile> type = Arrays.stream(ReportFile.values())
                .filter(known -> known.name().equals(page.parameter("fileType").orElse(""))).findFirst();
        if (type.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return PageRequest.ERROR;
        }
        byte[] bytes = type.get().write((ReportTable) result.get("table"));
        new FileAnswer("calls-" + result.get("fromDay") + '-' + result.get("thruDay") + '.' + type.get().suffix(), type.get().mimeType())
                .write(response, bytes);
        return PageRequest.SUCCESS;
    }
}

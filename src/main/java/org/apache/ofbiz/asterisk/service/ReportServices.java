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
package org.apache.ofbiz.asterisk.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.reports.CallReports;
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest;
import org.apache.ofbiz.asterisk.crm.reports.ReportRights;
import org.apache.ofbiz.asterisk.crm.reports.ReportTable;
import org.apache.ofbiz.asterisk.crm.reports.ReportWriter;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about reports (servicedef/services.xml). Permissions are checked by their definitions, groups here. */
public final class ReportServices {

    private static final String MODULE = ReportServices.class.getName();

    private ReportServices() {
    }

    /** Service getAsteriskCallReport. */
    public static Map<String, Object> report(DispatchContext dctx, Map<String, ? extends Object> context) {
        Optional<Set<String>> visible = ReportRights.groups(dctx.getDelegator(), dctx.getSecurity(), (GenericValue) context.get("userLogin"));
        InputCheck check = InputCheck.of(context);
        Optional<ReportRequest> request = ReportRequest.read(context, check, visible);
        if (request.isEmpty()) {
            Map<String, Object> refused = ServiceUtil.returnError(check.problems());
            refused.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
            return refused;
        }
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        CallReports.Made made = new CallReports(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()))
                .make(request.get().query(), request.get().formula());
        ReportWriter writer = new ReportWriter(dctx.getDelegator(), request.get(), locale);
        ReportTable table = writer.table(made);
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("table", table);
        result.put("first", table.first());
        result.put("columns", table.columns().stream().map(column -> Map.of("name", column.figure().name(), "title", column.title(),
                "unit", column.figure().unit().name())).toList());
        result.put("lines", table.lines().stream().map(line -> line(line, table, writer)).toList());
        result.put("total", line(table.total(), table, writer));
        result.put("formulas", writer.formulas(made));
        result.put("outdated", (long) made.outdated());
        result.put("fromDay", request.get().firstDay().toString());
        result.put("thruDay", request.get().lastDay().toString());
        return result;
    }

    private static Map<String, Object> line(ReportTable.Line line, ReportTable table, ReportWriter writer) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            OptionalDouble figure = line.figures().get(i);
            Map<String, Object> cell = new LinkedHashMap<>();
            cell.put("text", writer.text(table.columns().get(i).figure().unit(), figure));
            cell.put("value", figure.isPresent() ? figure.getAsDouble() : null);
            cells.add(cell);
        }
        return Map.of("key", line.key(), "label", line.label(), "cells", cells);
    }

    /** Service rebuildAsteriskCallSums. */
    public static Map<String, Object> rebuildSums(DispatchContext dctx, Map<String, ? extends Object> context) {
        Optional<CallCenter> callCenter = CallCenter.of(dctx.getDelegator());
        if (callCenter.isEmpty()) {
            return ServiceUtil.returnError(Objects.toString(Refusal.Code.FAILED));
        }
        try {
            callCenter.get().background().sums().rebuild();
            return ServiceUtil.returnSuccess();
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't mark the sums of calls", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }
}

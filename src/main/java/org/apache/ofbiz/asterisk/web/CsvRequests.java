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
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvKind;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvTable;
import org.apache.ofbiz.asterisk.crm.admin.csv.RowImport;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Events of the page that brings rows in and takes them out. What a file holds is checked first and shown; it waits in the session until
 * anyone who sent it says yes, so that what is taken over is what was shown.
 */
public final class CsvRequests {

    private static final String MODULE = CsvRequests.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final int IMPORT_SECONDS = 600;
    private static final String WAITING = "asteriskRowsToImport";

    private CsvRequests() {
    }

    /** A checked table. @param id tells it from another that was sent since */
    private record Waiting(String id, String rowKind, String csv) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Says what would become of each row of the file or text that was sent. */
    public static String check(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> sent = uploaded(request);
        Object file = sent.get("csvFile");
        Object csv = file instanceof ByteBuffer bytes && bytes.hasRemaining() ? file : sent.getOrDefault("csvText", "");
        Map<String, Object> result = run(request, Map.of("rowKind", String.valueOf(sent.getOrDefault("rowKind", "")), "csv", csv, "checkOnly", "Y"));
        if (ServiceUtil.isSuccess(result) && Long.valueOf(0).equals(result.get("refusedCount"))) {
            String text = csv instanceof ByteBuffer bytes ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString() : csv.toString();
            Waiting waiting = new Waiting(UUID.randomUUID().toString(), sent.get("rowKind").toString(), text);
            request.getSession().setAttribute(WAITING, waiting);
            request.setAttribute("importId", waiting.id());
        }
        return told(request, result);
    }

    /** Takes over what {@link #check} has shown. */
    public static String apply(HttpServletRequest request, HttpServletResponse response) {
        Object kept = request.getSession().getAttribute(WAITING);
        if (!(kept instanceof Waiting waiting) || !waiting.id().equals(request.getParameter("importId"))) {
            request.setAttribute("_ERROR_MESSAGE_", words(request, "AsteriskCsvNotThere"));
            return "error";
        }
        String outcome = told(request, run(request, Map.of("rowKind", waiting.rowKind(), "csv", waiting.csv())));
        if (outcome.equals("success")) {
            request.getSession().removeAttribute(WAITING);
        }
        return outcome;
    }

    private static Map<String, Object> run(HttpServletRequest request, Map<String, Object> input) {
        try {
            return dispatcher(request).runSync("importAsteriskRows", input(request, input), IMPORT_SECONDS, true);
        } catch (GenericServiceException e) {
            Debug.logWarning("Rows weren't imported: " + e.getMessage(), MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    private static Map<String, Object> input(HttpServletRequest request, Map<String, Object> input) {
        Map<String, Object> context = new HashMap<>(input);
        context.put("userLogin", request.getSession().getAttribute("userLogin"));
        context.put("locale", UtilHttp.getLocale(request));
        context.put("timeZone", UtilHttp.getTimeZone(request));
        return context;
    }

    private static String told(HttpServletRequest request, Map<String, Object> result) {
        if (!ServiceUtil.isSuccess(result)) {
            request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(result));
            return "error";
        }
        request.setAttribute("_EVENT_MESSAGE_", result.get("successMessage"));
        request.setAttribute("outcomes", result.get("outcomes"));
        request.setAttribute("outcomeCount", result.get("outcomeCount"));
        return "success";
    }

    /** Fields and files of a form with files, also those that OFBiz has read before the event; a file is a ByteBuffer. */
    static Map<String, Object> uploaded(HttpServletRequest request) {
        Map<String, Object> fields = new HashMap<>(UtilHttp.getParameterMap(request));
        if (request.getAttribute("multiPartMap") instanceof Map<?, ?> read && !read.isEmpty()) {
            read.forEach((name, value) -> fields.put(String.valueOf(name), value));
        } else { // OFBiz reads no body of a request that has parameters in its address, as the token against forged requests is
            fields.putAll(UtilHttp.getMultiPartParameterMap(request));
        }
        return fields;
    }

    /** All rows of a kind as a file. */
    public static String export(HttpServletRequest request, HttpServletResponse response) throws IOException, GenericServiceException,
            GenericEntityException {
        Optional<CsvKind> kind = CsvKind.of(Optional.ofNullable(request.getParameter("rowKind")).orElse(""));
        Map<String, Object> may = dispatcher(request).runSync("asteriskAdminPermission", input(request, Map.of("mainAction", "VIEW")));
        if (kind.isEmpty() || !Boolean.TRUE.equals(may.get("hasPermission"))) {
            response.sendError(kind.isEmpty() ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_FORBIDDEN);
            return "error";
        }
        CsvTable table = new RowImport(kind.get(), dispatcher(request), input(request, Map.of())).export();
        byte[] bytes = table.write().getBytes(StandardCharsets.UTF_8);
        new FileAnswer(kind.get().name().toLowerCase(Locale.ROOT) + ".csv", "text/csv;charset=UTF-8").write(response, bytes);
        return "success";
    }

    private static String words(HttpServletRequest request, String label) {
        return UtilProperties.getMessage(LABELS, label, UtilHttp.getLocale(request));
    }

    private static LocalDispatcher dispatcher(HttpServletRequest request) {
        return (LocalDispatcher) request.getServletContext().getAttribute("dispatcher");
    }
}

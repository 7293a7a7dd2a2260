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

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.HealthReport;
import org.apache.ofbiz.asterisk.center.PbxLinks;
import org.apache.ofbiz.asterisk.health.HealthCheck;
import org.apache.ofbiz.asterisk.health.HealthMessages;
import org.apache.ofbiz.asterisk.health.metrics.PrometheusText;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceAuthException;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * The services asteriskDiagnostics, asteriskNodes and asteriskMetrics, and the request that answers the first as JSON.
 * Permissions are checked by their definitions.
 */
public final class DiagnosticsServices {

    private static final String MODULE = DiagnosticsServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String SERVICE = "asteriskDiagnostics";
    private static final List<String> TOLD = List.of("at", "state", "summary", "sections", "supportText");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.systemUTC();

    private DiagnosticsServices() {
    }

    /** Service asteriskDiagnostics. */
    public static Map<String, Object> diagnose(DispatchContext dctx, Map<String, ? extends Object> context) {
        Instant now = CLOCK.instant();
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        ZoneId zone = context.get("timeZone") instanceof TimeZone given ? given.toZoneId() : ZoneId.systemDefault();
        try {
            HealthCheck diagnosis = new HealthReport(dctx.getDelegator()).take(now);
            HealthMessages words = new HealthMessages(locale, zone);
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("at", now.truncatedTo(ChronoUnit.SECONDS).toString());
            result.put("state", diagnosis.worst().name());
            result.put("summary", words.summary(diagnosis));
            result.put("sections", words.sections(diagnosis));
            result.put("supportText", new HealthMessages(Locale.ENGLISH, ZoneOffset.UTC).plainText(diagnosis, now.truncatedTo(ChronoUnit.SECONDS)));
            return result;
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't read the system status", MODULE);
            return ServiceUtil.returnError(UtilProperties.getMessage(LABELS, "AsteriskDiagnosisFailed", locale));
        }
    }

    /** Service asteriskNodes. */
    public static Map<String, Object> nodes(DispatchContext dctx, Map<String, ? extends Object> context) {
        Optional<CallCenter> running = CallCenter.of(dctx.getDelegator());
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("ready", running.filter(CallCenter::ready).isPresent());
        result.put("several", running.filter(callCenter -> callCenter.leases().several()).isPresent());
        result.put("nodes", running.stream().flatMap(callCenter -> callCenter.leases().nodes().stream()).map(node -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("name", node.name());
            told.put("self", node.self());
            told.put("alive", node.alive());
            told.put("servers", node.serverIds());
            return told;
        }).toList());
        result.put("pbxs", running.map(callCenter -> pbxs(callCenter.links())).orElse(List.of()));
        return result;
    }

    private static List<Map<String, Object>> pbxs(PbxLinks links) {
        Map<String, ConnectionState> states = links.status();
        return links.standbys().entrySet().stream().map(server -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("server", server.getKey());
            told.put("used", server.getValue().used().name());
            told.put("connected", Optional.ofNullable(states.get(server.getKey())).filter(ConnectionState::connected).isPresent());
            server.getValue().otherReachable().ifPresent(there -> told.put("otherReachable", there));
            return told;
        }).toList();
    }

    /** Service asteriskMetrics. */
    public static Map<String, Object> metrics(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("text", PrometheusText.write(new HealthReport(dctx.getDelegator()).metrics(CLOCK.instant())));
        return result;
    }

    /** GET diagnosticsData: what the service says; 403 for who may not see it, 500 when it failed, both with a message. */
    public static String data(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Locale locale = UtilHttp.getLocale(request);
        Map<String, Object> context = new HashMap<>();
        context.put("userLogin", request.getSession().getAttribute("userLogin"));
        context.put("locale", locale);
        context.put("timeZone", UtilHttp.getTimeZone(request));
        try {
            Map<String, Object> result = ((LocalDispatcher) request.getAttribute("dispatcher")).runSync(SERVICE, context);
            if (ServiceUtil.isSuccess(result)) {
                Map<String, Object> answer = new LinkedHashMap<>();
                TOLD.forEach(name -> answer.put(name, result.get(name)));
                return write(response, HttpServletResponse.SC_OK, answer);
            }
            return write(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, Map.of("message", ServiceUtil.getErrorMessage(result)));
        } catch (ServiceAuthException refused) {
            return write(response, HttpServletResponse.SC_FORBIDDEN, message("AsteriskNoPermission", locale));
        } catch (GenericServiceException e) {
            Debug.logError(e, "Couldn't read the system status", MODULE);
            return write(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, message("AsteriskDiagnosisFailed", locale));
        }
    }

    private static Map<String, Object> message(String label, Locale locale) {
        return Map.of("message", UtilProperties.getMessage(LABELS, label, locale));
    }

    private static String write(HttpServletResponse response, int status, Map<String, Object> answer) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        JSON.writeValue(response.getOutputStream(), answer);
        return "success";
    }
}

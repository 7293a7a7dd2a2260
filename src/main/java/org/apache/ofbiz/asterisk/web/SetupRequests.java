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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceAuthException;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Requests of wizard, servers and test calls that OFBiz's own handlers cannot run: forms with a row for each phone or member, and what
 * scripts ask, which is answered in JSON. Permissions are checked by the services.
 */
public final class SetupRequests {

    private static final String MODULE = SetupRequests.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String SUCCESS = "success";
    private static final String ERROR = "error";

    private SetupRequests() {
    }

    /** POST enableWizardServer: switches a server on that is ready by now. */
    public static String enable(HttpServletRequest request, HttpServletResponse response) {
        return change(request, "updateAsteriskServer", Map.of("serverId", text(request, "serverId"), "enabled", "Y"));
    }

    /** POST assignWizardPhones: {@code assign} names each phone that is to be given, {@code login_PEER} its user. */
    public static String assignPhones(HttpServletRequest request, HttpServletResponse response) {
        Map<String, String> assignments = new LinkedHashMap<>();
        values(request, "assign").forEach(peerId -> assignments.put(peerId, text(request, "login_" + peerId)));
        if (assignments.values().stream().anyMatch(String::isEmpty)) {
            return refuse(request, UtilProperties.getMessage(LABELS, "AsteriskErrorNoLogin", UtilHttp.getLocale(request)));
        }
        return change(request, "assignAsteriskPeersToUsers", Map.of("assignments", assignments));
    }

    /** POST createWizardGroup: {@code member} names each party that belongs to it. */
    public static String createGroup(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> input = new HashMap<>(UtilHttp.getParameterMap(request));
        input.put("memberPartyIds", values(request, "member"));
        return change(request, "createCallCenterGroupWithMembers", input);
    }

    /** POST startAsteriskTestCall. */
    public static String startAsteriskTestCall(HttpServletRequest request, HttpServletResponse response) {
        return testCall(request, "startAsteriskTestCall");
    }

    /** POST expectAsteriskTestCall. */
    public static String expectAsteriskTestCall(HttpServletRequest request, HttpServletResponse response) {
        return testCall(request, "expectAsteriskTestCall");
    }

    /** Goes back to where it was asked for. */
    private static String testCall(HttpServletRequest request, String service) {
        String outcome = change(request, service, UtilHttp.getParameterMap(request));
        return outcome.equals(SUCCESS) ? text(request, "page").equals("diagnostics") ? "diagnostics" : "wizard" : outcome;
    }

    /** POST tryServer: what a trial of the typed fields finds. */
    public static String tryServer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(request, response, "tryAsteriskServer", List.of("trial"));
    }

    /** POST serverCertificate: the certificate that the typed address shows. */
    public static String certificate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(request, response, "fetchAsteriskServerCertificate", List.of("certificate"));
    }

    /** GET wizardProgress. */
    public static String progress(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(request, response, "asteriskWizardProgress", List.of("mark", "done"));
    }

    /** GET testCallData. */
    public static String testCall(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(request, response, "getAsteriskTestCall", List.of("direction", "text", "steps"));
    }

    private static String change(HttpServletRequest request, String service, Map<String, ?> input) {
        try {
            Map<String, Object> result = run(request, service, input);
            if (ServiceUtil.isSuccess(result)) {
                Optional.ofNullable(result.get(ModelService.SUCCESS_MESSAGE)).ifPresent(words -> request.setAttribute("_EVENT_MESSAGE_", words));
                return SUCCESS;
            }
            return refuse(request, ServiceUtil.getErrorMessage(result));
        } catch (GenericServiceException e) {
            Debug.logWarning(service + " was rejected: " + e.getMessage(), MODULE);
            return refuse(request, e.getMessage());
        }
    }

    private static String refuse(HttpServletRequest request, String words) {
        request.setAttribute("_ERROR_MESSAGE_", words);
        return ERROR;
    }

    private static String answer(HttpServletRequest request, HttpServletResponse response, String service, List<String> told) throws IOException {
        PageRequest page = new PageRequest(request, response);
        try {
            Map<String, Object> result = run(request, service, UtilHttp.getParameterMap(request));
            if (!ServiceUtil.isSuccess(result)) {
                return page.write(HttpServletResponse.SC_OK, Map.of("ok", false, "message", ServiceUtil.getErrorMessage(result)));
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("ok", true);
            told.forEach(name -> answer.put(name, result.get(name)));
            return page.write(HttpServletResponse.SC_OK, answer);
        } catch (ServiceAuthException refused) {
            return page.write(HttpServletResponse.SC_FORBIDDEN, Map.of("ok", false, "message", page.words("AsteriskNoPermission")));
        } catch (GenericServiceException e) {
            return page.write(HttpServletResponse.SC_OK, Map.of("ok", false, "message", String.valueOf(e.getMessage())));
        }
    }

    /** Outside the transaction in which OFBiz runs an event: that would be open while a PBX takes its time. */
    private static Map<String, Object> run(HttpServletRequest request, String service, Map<String, ?> input) throws GenericServiceException {
        LocalDispatcher dispatcher = (LocalDispatcher) request.getAttribute("dispatcher");
        DispatchContext dctx = dispatcher.getDispatchContext();
        Map<String, Object> context = dctx.makeValidContext(service, ModelService.IN_PARAM, input);
        context.put("userLogin", request.getSession().getAttribute("userLogin"));
        context.put("locale", UtilHttp.getLocale(request));
        context.put("timeZone", UtilHttp.getTimeZone(request));
        try {
            var ofEvent = TransactionUtil.suspend(); // the namespace of its type is OFBiz's affair
            try {
                return dispatcher.runSync(service, context);
            } finally {
                TransactionUtil.resume(ofEvent);
            }
        } catch (GenericTransactionException e) {
            throw new GenericServiceException(e.getMessage(), e);
        }
    }

    private static String text(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).map(String::strip).orElse("");
    }

    private static List<String> values(HttpServletRequest request, String name) {
        return Arrays.asList(Optional.ofNullable(request.getParameterValues(name)).orElse(new String[0]));
    }
}

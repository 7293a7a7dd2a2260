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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.recordings.OpenedRecording;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingLog;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.web.recordings.RecordingAnswer;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.webapp.control.ExternalLoginKeysManager;

/** The requests about calls, of console and pages (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class CallRequests {

    private static final String MODULE = CallRequests.class.getName();
    private static final String[] OF_ORIGINATE = {"number", "contactMechId", "partyId", "extension", "accountCode", "outboundService"};

    private CallRequests() {
    }

    /** POST originateCall: answers {@code {"ok":true,"callId":...}} or {@code {"ok":false,"code":...,"message":...}}. */
    public static String originate(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("originateCall", OF_ORIGINATE), "callId");
    }

    /** POST hangupCall: answers as originateCall does. */
    public static String hangup(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("hangupCall", "callId"), "callId");
    }

    /** POST redirectCall: answers as originateCall does. */
    public static String redirect(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("redirectCall", "callId", "target"), "callId");
    }

    /**
     * POST callNumber: as originateCall, from a plain form, here or in another application; what went wrong is shown above the console.
     * Answers {@code party} where the form names one, to go back to their profile.
     */
    public static String callNumber(HttpServletRequest request, HttpServletResponse response) {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> result = page.run("originateCall", OF_ORIGINATE);
        if (ServiceUtil.isError(result)) {
            return page.error(ServiceUtil.getErrorMessage(result));
        }
        return page.parameter("partyId").filter(partyId -> !partyId.isBlank()).isPresent() ? "party" : PageRequest.SUCCESS;
    }

    /** GET numberIndexState: the fields of getAsteriskNumberIndexState. */
    public static String numberIndexState(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        Map<String, Object> result = page.run("getAsteriskNumberIndexState");
        return ServiceUtil.isSuccess(result) ? page.write(HttpServletResponse.SC_OK, result.entrySet().stream()
                .filter(field -> !(field.getValue() instanceof Timestamp) && field.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))) : page.answerNotPermitted();
    }

    /** GET openParty: goes to the profile of a party, signed in there too. */
    public static String openParty(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        String partyId = request.getParameter("partyId");
        if (partyId == null || !page.may("_VIEW")) {
            return page.error(page.words("AsteriskNoPermission"));
        }
        Settings settings = CallCenter.settings(page.delegator());
        String url = new OfbizCallerDirectory(page.delegator(), settings).party(partyId, settings.get(Settings.PARTY_PROFILE_URL)).url();
        response.sendRedirect(PageUrls.isPath(url) ? withLoginKey(url, request) : url);
        return PageRequest.SUCCESS;
    }

    /**
     * GET and HEAD recording: the sound of one call, or a part of it, for anyone who may see the call. With {@code download=Y} as a file, for those
     * with ASTERISK_DOWNLOAD. Who got it is logged before.
     */
    public static String recording(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!List.of("GET", "HEAD").contains(request.getMethod())) { // OFBiz takes HEAD for a request of every method only
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return PageRequest.ERROR;
        }
        PageRequest page = new PageRequest(request, response);
        Delegator delegator = page.delegator();
        Settings settings = CallCenter.settings(delegator);
        OpenedRecording recording = page.may("_VIEW")
                ? new CallHistory(delegator, settings).recording(page.parameter("phoneCallId").orElse(""), page.viewer())
                        .map(new RecordingFiles(delegator, settings)::open).orElseGet(OpenedRecording.Gone::new)
                : new OpenedRecording.Gone();
        if (recording instanceof OpenedRecording.Locked locked) {
            return RecordingAnswer.locked(locked, request, response);
        }
        if (!(recording instanceof OpenedRecording.Playable sound)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return PageRequest.ERROR;
        }
        try (RecordingFile file = sound.file()) {
            if (!logged(page, request.getMethod())) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return PageRequest.ERROR;
            }
            if (isDownload(page)) {
                response.setHeader("Content-Disposition", "attachment");
            }
            RecordingAnswer.write(file, request, response);
        } catch (IOException e) {
            if (!RecordingAnswer.isGone(e)) {
                throw e;
            }
        }
        return PageRequest.SUCCESS;
    }

    private static boolean isDownload(PageRequest page) {
        return page.parameter("download").isPresent();
    }

    /** False where the user may not have it that way, or nobody would know of it. */
    private static boolean logged(PageRequest page, String method) {
        boolean download = isDownload(page);
        if (download && !page.may("_DOWNLOAD")) {
            return false;
        }
        try {
            if (!"HEAD".equals(method)) {
                new RecordingLog(page.delegator(), Clock.systemUTC()).add(page.parameter("phoneCallId").orElse(""), page.user().userLoginId(),
                        download ? RecordingLog.Access.DOWNLOADED : RecordingLog.Access.LISTENED);
            }
            return true;
        } catch (GenericEntityException e) {
            Debug.logError(e, "A recording isn't played, since who listens to it can't be logged", MODULE);
            return false;
        }
    }

    private static String withLoginKey(String url, HttpServletRequest request) {
        String key = ExternalLoginKeysManager.getExternalLoginKey(request);
        return key == null || key.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + "externalLoginKey=" + key;
    }
}

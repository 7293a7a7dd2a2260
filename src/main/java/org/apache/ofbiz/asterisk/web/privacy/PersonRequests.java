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
package org.apache.ofbiz.asterisk.web.privacy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.recordings.OpenedRecording;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingLog;
import org.apache.ofbiz.asterisk.web.FileAnswer;
import org.apache.ofbiz.asterisk.web.ServiceRun;
import org.apache.ofbiz.asterisk.web.recordings.RecordingAnswer;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;

/** Events of the page about the data of a person. The services check permissions. */
public final class PersonRequests {

    private PersonRequests() {
    }

    /** All that is kept of a person as one file. Who gets recordings with it is logged before they are sent. */
    public static String export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        GenericValue userLogin = (GenericValue) request.getSession().getAttribute("userLogin");
        Map<String, Object> input = new HashMap<>();
        for (String field : List.of("partyId", "number")) {
            Optional.ofNullable(request.getParameter(field)).filter(value -> !value.isBlank()).ifPresent(value -> input.put(field, value));
        }
        Map<String, Object> found = ServiceRun.of(request).run("findAsteriskPersonData", input);
        if (!ServiceUtil.isSuccess(found)) {
            request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(found));
            return "error";
        }
        new FileAnswer("person.zip", "application/zip").begin(response);
        try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream())) {
            zip.putNextEntry(new ZipEntry("data.json"));
            zip.write(found.get("exportText").toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            for (Object each : (List<?>) found.get("recordings")) {
                add(zip, (Delegator) request.getAttribute("delegator"), (Map<?, ?>) each, userLogin.getString("userLoginId"),
                        UtilHttp.getLocale(request));
            }
        }
        return "success";
    }

    private static void add(ZipOutputStream zip, Delegator delegator, Map<?, ?> recording, String userLoginId, Locale locale)
            throws IOException {
        String contentId = recording.get("contentId").toString();
        OpenedRecording opened = new RecordingFiles(delegator, CallCenter.settings(delegator)).open(contentId);
        String name = "recordings/" + recording.get("phoneCallId") + '-' + contentId;
        if (opened instanceof OpenedRecording.Locked locked) {
            addText(zip, name, locked, locale);
        }
        if (!(opened instanceof OpenedRecording.Playable sound)) {
            return;
        }
        try (RecordingFile file = sound.file()) {
            if (!isReadable(file)) {
                addText(zip, name, new OpenedRecording.Locked("", OpenedRecording.Reason.DAMAGED), locale);
                return;
            }
            new RecordingLog(delegator, Clock.systemUTC()).add(recording.get("phoneCallId").toString(), userLoginId, RecordingLog.Access.DOWNLOADED);
            String format = file.mimeType().substring(file.mimeType().indexOf('/') + 1);
            zip.putNextEntry(new ZipEntry(name + '.' + format));
            file.copyTo(zip, 0, file.length());
            zip.closeEntry();
        } catch (GenericEntityException e) {
            throw new IOException("The access to a recording can't be logged", e);
        }
    }

    /** Why a recording isn't in the file, under its name. */
    private static void addText(ZipOutputStream zip, String name, OpenedRecording.Locked locked, Locale locale) throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".txt"));
        zip.write(RecordingAnswer.words(locked, locale).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** Whether it can be read to its end: what has begun to be sent can't be left out any more. */
    private static boolean isReadable(RecordingFile file) {
        try {
            file.copyTo(OutputStream.nullOutputStream(), 0, file.length());
            return true;
        } catch (IOException e) {
            Debug.logWarning("A recording can't be read: " + e, PersonRequests.class.getName());
            return false;
        }
    }
}

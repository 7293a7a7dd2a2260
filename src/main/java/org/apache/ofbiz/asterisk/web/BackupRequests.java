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
import java.util.Map;
import java.util.UUID;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.crm.admin.backup.Backup;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Events of the page that takes the configuration out and brings it in. A file is checked first and shown; it waits in the session until
 * anyone who sent it says yes, so that what is taken over is what was shown. The passphrase doesn't wait: it is asked for again.
 */
public final class BackupRequests {

    private static final String WAITING = "asteriskBackupToImport";
    private static final String PASSPHRASE = "passphrase";
    private static final String ERROR = "error";

    private BackupRequests() {
    }

    /** A checked file. @param id tells it from another that was sent since */
    private record Waiting(String id, String backup) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The configuration as a file. */
    public static String export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> result = run(request, "exportAsteriskBackup", Map.of(PASSPHRASE, sent(request, PASSPHRASE)));
        if (!ServiceUtil.isSuccess(result)) {
            request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(result));
            return ERROR;
        }
        byte[] bytes = result.get("backup").toString().getBytes(StandardCharsets.UTF_8);
        new FileAnswer("asterisk-backup.json", "application/json;charset=UTF-8").write(response, bytes);
        return "success";
    }

    /** Says what would become of each row of the file that was sent. */
    public static String check(HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> sent = CsvRequests.uploaded(request);
        Object file = sent.get("backupFile");
        if (!(file instanceof ByteBuffer bytes) || !bytes.hasRemaining() || bytes.remaining() > Backup.LONGEST) {
            request.setAttribute("_ERROR_MESSAGE_", UtilProperties.getMessage("AsteriskUiLabels", "AsteriskBackupTooLarge",
                    Map.of("detail", String.valueOf(Backup.LONGEST / 1_000_000)), UtilHttp.getLocale(request)));
            return ERROR;
        }
        String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        Map<String, Object> result = run(request, "importAsteriskBackup", Map.of("backup", text, "checkOnly", "Y",
                PASSPHRASE, String.valueOf(sent.getOrDefault(PASSPHRASE, ""))));
        if (ServiceUtil.isSuccess(result) && Long.valueOf(0).equals(result.get("refusedCount"))) {
            Waiting waiting = new Waiting(UUID.randomUUID().toString(), text);
            request.getSession().setAttribute(WAITING, waiting);
            request.setAttribute("importId", waiting.id());
        }
        return told(request, result);
    }

    /** Takes over what {@link #check} has shown. */
    public static String apply(HttpServletRequest request, HttpServletResponse response) {
        Object kept = request.getSession().getAttribute(WAITING);
        if (!(kept instanceof Waiting waiting) || !waiting.id().equals(request.getParameter("importId"))) {
            request.setAttribute("_ERROR_MESSAGE_", UtilProperties.getMessage("AsteriskUiLabels", "AsteriskCsvNotThere",
                    UtilHttp.getLocale(request)));
            return ERROR;
        }
        String outcome = told(request, run(request, "importAsteriskBackup", Map.of("backup", waiting.backup(), PASSPHRASE,
                sent(request, PASSPHRASE))));
        if (outcome.equals("success")) {
            request.getSession().removeAttribute(WAITING);
        }
        return outcome;
    }

    private static String sent(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }

    private static Map<String, Object> run(HttpServletRequest request, String service, Map<String, Object> input) {
        LocalDispatcher dispatcher = (LocalDispatcher) request.getServletContext().getAttribute("dispatcher");
        GenericValue userLogin = (GenericValue) request.getSession().getAttribute("userLogin");
        return new ServiceRun(dispatcher, userLogin, UtilHttp.getLocale(request)).run(service, input);
    }

    private static String told(HttpServletRequest request, Map<String, Object> result) {
        if (!ServiceUtil.isSuccess(result)) {
            request.setAttribute("_ERROR_MESSAGE_", ServiceUtil.getErrorMessage(result));
            return ERROR;
        }
        request.setAttribute("_EVENT_MESSAGE_", result.get("successMessage"));
        request.setAttribute("outcomes", result.get("outcomes"));
        return "success";
    }
}

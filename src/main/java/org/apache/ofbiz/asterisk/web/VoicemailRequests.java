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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.voicemail.Voicemail;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailLog;
import org.apache.ofbiz.asterisk.web.recordings.RecordingAnswer;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;

/** The requests of voicemail (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class VoicemailRequests {

    private static final String MODULE = VoicemailRequests.class.getName();

    private VoicemailRequests() {
    }

    /** GET voicemail: the mailboxes that the user may hear, and their messages. */
    public static String voicemail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.may("_VIEW") ? page.answer(page.run("findAsteriskVoicemail"), "boxes", "messages", "total") : page.answerNotPermitted();
    }

    /** POST changeVoicemail: marks a message as heard, deletes or restores it. */
    public static String change(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("changeAsteriskVoicemail", "boxId", "messageId", "leftAt", "change"));
    }

    /** GET voicemailTargets: to whom a message of a mailbox can be forwarded. */
    public static String targets(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("findAsteriskVoicemailTargets", "boxId"), "targets");
    }

    /** POST forwardVoicemail: copies a message into another mailbox. */
    public static String forward(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("forwardAsteriskVoicemail", "boxId", "messageId", "leftAt", "targetBoxId"));
    }

    /** GET and HEAD voicemailSound: the sound of one message, or a part of it. Who got it is logged before. */
    public static String sound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!List.of("GET", "HEAD").contains(request.getMethod())) { // OFBiz takes HEAD for a request of every method only
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return PageRequest.ERROR;
        }
        PageRequest page = new PageRequest(request, response);
        Settings settings = CallCenter.settings(page.delegator());
        Voicemail voicemail = new Voicemail(page.delegator(), settings, new OfbizCallerDirectory(page.delegator(), settings));
        String messageId = page.parameter("messageId").orElse("");
        Optional<VoicemailBox> box = page.may("_VIEW") ? voicemail.box(page.user(), page.parameter("boxId").orElse("")) : Optional.empty();
        Optional<RecordingFile> sound = box.flatMap(its -> voicemail.sound(its, messageId, page.parameter("leftAt").orElse("")));
        if (sound.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return PageRequest.ERROR;
        }
        try (RecordingFile file = sound.get()) {
            if (!"HEAD".equals(request.getMethod()) && !logged(page, box.get(), messageId)) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return PageRequest.ERROR;
            }
            RecordingAnswer.write(file, request, response);
        } catch (IOException e) {
            if (!RecordingAnswer.isGone(e)) {
                throw e;
            }
        }
        return PageRequest.SUCCESS;
    }

    /** False where nobody would know of it. */
    private static boolean logged(PageRequest page, VoicemailBox box, String messageId) {
        try {
            new VoicemailLog(page.delegator(), Clock.systemUTC()).add(new VoicemailLog.Entry(box, messageId, page.user().userLoginId(),
                    VoicemailLog.Access.LISTENED));
            return true;
        } catch (GenericEntityException e) {
            Debug.logError(e, "A message isn't played, since who listens to it can't be logged", MODULE);
            return false;
        }
    }
}

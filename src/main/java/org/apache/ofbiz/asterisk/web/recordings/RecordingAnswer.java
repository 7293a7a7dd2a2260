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
package org.apache.ofbiz.asterisk.web.recordings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.crm.recordings.OpenedRecording;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;

/** Answers a request with a recording, or with the part of it that is asked for, so that players can seek. Stateless. */
public final class RecordingAnswer {

    private static final String MODULE = RecordingAnswer.class.getName();

    private RecordingAnswer() {
    }

    /** Writes status, headers and, but for HEAD, sound; the file stays open. */
    public static void write(RecordingFile file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String etag = '"' + file.tag() + '"';
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", etag);
        response.setDateHeader("Last-Modified", file.modified().toEpochMilli());
        boolean head = "HEAD".equals(request.getMethod());
        ByteRange range = head ? new ByteRange.Whole() : ByteRange.asked(header(request, "Range"), header(request, "If-Range"), etag,
                file.modified(), file.length());
        if (range instanceof ByteRange.Unsatisfiable) {
            response.setHeader("Content-Range", "bytes */" + file.length());
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setContentLength(0);
            return;
        }
        long first = 0;
        long count = file.length();
        if (range instanceof ByteRange.Part part) {
            first = part.first();
            count = part.last() - part.first() + 1;
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + part.first() + '-' + part.last() + '/' + file.length());
        }
        response.setContentType(file.mimeType());
        response.setContentLengthLong(count);
        if (!head) {
            file.copyTo(new Listener(response.getOutputStream()), first, count);
        }
    }

    /** Says why a recording that is there isn't played. @return the event's outcome */
    public static String locked(OpenedRecording.Locked why, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "private, no-store");
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        response.setContentType("text/plain; charset=UTF-8");
        if (!"HEAD".equals(request.getMethod())) {
            response.getWriter().write(words(why, UtilHttp.getLocale(request)));
        }
        return "success";
    }

    /** Why a recording that is there isn't played. */
    public static String words(OpenedRecording.Locked why, Locale locale) {
        return UtilProperties.getMessage("AsteriskUiLabels", "AsteriskRecordingLocked_" + why.reason(), Map.of("key", why.keyId()), locale);
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** A player that seeks goes away in the middle of an answer: no failure of anybody's. */
    public static boolean isGone(IOException e) {
        if (e instanceof GoneException) {
            Debug.logVerbose("A player disconnected: " + e.getMessage(), MODULE);
            return true;
        }
        return false;
    }

    /** Tells writing that failed from reading that did. */
    private static final class Listener extends OutputStream {
        private final OutputStream out;

        Listener(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            try {
                out.write(bytes, offset, count);
            } catch (IOException e) {
                throw new GoneException(e);
            }
        }
    }

    private static final class GoneException extends IOException {
        private static final long serialVersionUID = 1L;

        GoneException(IOException cause) {
            super(cause);
        }
    }
}

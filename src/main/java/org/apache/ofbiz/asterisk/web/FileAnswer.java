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
import javax.servlet.http.HttpServletResponse;

/**
 * A file that a request answers with, for the user to save: a browser neither shows it nor guesses what it is, and no cache keeps it.
 *
 * @param name     offered for saving; no quotes or line breaks
 * @param mimeType with the encoding of a text
 */
public record FileAnswer(String name, String mimeType) {

    public void write(HttpServletResponse response, byte[] bytes) throws IOException {
        begin(response);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** For a file of a length that isn't known yet; the caller writes it. */
    public void begin(HttpServletResponse response) {
        response.setContentType(mimeType);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + '"');
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}

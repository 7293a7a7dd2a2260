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

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * What a browser may load into pages of the call center. Everything comes from this server; nothing of it is framed by others, no form goes
 * elsewhere, no plug-in runs. Scripts and styles within a page are allowed, and so is eval: OFBiz's themes put both into every page around
 * ours, and have no nonce to give them. What the policy still stops is what a stolen page would need: foreign scripts, and places to send to.
 */
final class ContentPolicy {

    /** OFBiz's default theme is compiled in the browser, which fails as a whole where the sheet of its font isn't fetched. */
    private static final String POLICY = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data: blob:; font-src 'self' data: https://fonts.gstatic.com; media-src 'self' blob:;"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; worker-src 'self' blob:;"
            + " connect-src 'self' https://fonts.googleapis.com";
    /** Phones in pages of ours use the microphone; nothing else is used, and no page within a page may. */
    private static final String PERMISSIONS = "microphone=(self), camera=(), geolocation=(), display-capture=()";
    /** Older browsers do not count a socket to the own host as 'self'. */
    private static final Pattern PLAIN_HOST = Pattern.compile("[A-Za-z0-9.\\-]{1,253}(?::\\d{1,5})?");

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-]{1,253}(?::\\d{1,5})?");

    private ContentPolicy() {
    }

    /**
     * @param phoneOrigins where phones in pages reach their PBX: scheme, host and port each
     * @param frameOrigins whose pages the console may show within itself
     */
    static void apply(HttpServletRequest request, HttpServletResponse response, Set<String> phoneOrigins, Collection<String> frameOrigins) {
        String host = request.getHeader("Host");
        String sockets = host != null && PLAIN_HOST.matcher(host).matches() ? " " + (request.isSecure() ? "wss://" : "ws://") + host : "";
        String phones = phoneOrigins.stream().map(origin -> " " + origin).collect(Collectors.joining());
        String frames = frameOrigins.stream().filter(origin -> ORIGIN.matcher(origin).matches()).map(origin -> " " + origin)
                .collect(Collectors.joining());
        response.setHeader("Content-Security-Policy", POLICY + sockets + phones + (frames.isEmpty() ? "" : "; frame-src 'self'" + frames));
        response.setHeader("Permissions-Policy", PERMISSIONS);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}

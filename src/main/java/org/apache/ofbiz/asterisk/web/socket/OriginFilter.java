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
package org.apache.ofbiz.asterisk.web.socket;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Refuses, before the upgrade, a handshake that a page of another origin asks for: browsers send cookies along with it, no matter whose
 * page it is. Only the server's own origin (scheme, host and port as this request has them) and those an admin allows may; a
 * missing Origin is refused too, since every browser sends one. Thread-safe.
 */
public final class OriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Set<String>> allowed;

    OriginFilter(Supplier<Set<String>> allowed) {
        this.allowed = allowed;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        if (origin != null && (isOwn(origin, request.getScheme(), host) || allowed.get().contains(origin))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** Whether an origin is that of the server itself, under the name that it is asked by. */
    public static boolean isOwn(String origin, String scheme, String host) {
        return host != null && withPort(origin).equals(withPort(scheme + "://" + host));
    }

    /** Origins leave out the port that their scheme implies; so may Host. */
    private static String withPort(String origin) {
        String text = origin.toLowerCase(Locale.ROOT);
        boolean hasPort = text.lastIndexOf(':') > Math.max(text.indexOf("://"), text.lastIndexOf(']'));
        if (hasPort) {
            return text;
        }
        return text + (text.startsWith("https:") ? ":443" : ":80");
    }
}

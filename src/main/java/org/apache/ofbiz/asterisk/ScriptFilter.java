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
package org.apache.ofbiz.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Sends the browser's modules without their comments, a third of what they weigh, since the island's go to every back-office page. Lines
 * keep their numbers. Thread-safe.
 */
public final class ScriptFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Script> scripts = new ConcurrentHashMap<>();

    private record Script(long modified, byte[] bytes) { }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Optional<Script> script = request.getServletPath().endsWith(".js") ? script(request.getServletPath()) : Optional.empty();
        if (script.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setDateHeader("Last-Modified", script.get().modified());
        if (request.getDateHeader("If-Modified-Since") / 1000 >= script.get().modified() / 1000) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("text/javascript;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(script.get().bytes().length);
        response.getOutputStream().write(script.get().bytes());
    }

    private Optional<Script> script(String path) throws IOException {
        URL resource = getServletContext().getResource(path);
        if (resource == null) {
            return Optional.empty();
        }
        URLConnection connection = resource.openConnection();
        try (InputStream in = connection.getInputStream()) {
            long modified = connection.getLastModified();
            Script known = scripts.get(path);
            if (known == null || known.modified() != modified) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                known = new Script(modified, withoutComments(text).getBytes(StandardCharsets.UTF_8));
                scripts.put(path, known);
            }
            return Optional.of(known);
        }
    }

    /** Leaves out comments that stand at the beginning of a line, as all of ours do; what is in a text or behind code stays. */
    static String withoutComments(String text) {
        boolean[] inside = {false};
        return text.lines().map(line -> code(line, inside)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String code(String line, boolean[] inside) {
        String start = line.stripLeading();
        if (!inside[0] && start.startsWith("//")) {
            return "";
        }
        if (!inside[0] && !start.startsWith("/*")) {
            return line.stripTrailing();
        }
        int end = start.indexOf("*/", inside[0] ? 0 : 2);
        inside[0] = end < 0;
        return end < 0 ? "" : start.substring(end + 2).strip();
    }
}

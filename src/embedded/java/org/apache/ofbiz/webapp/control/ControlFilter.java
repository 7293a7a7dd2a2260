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
package org.apache.ofbiz.webapp.control;

import java.io.IOException;
import java.util.List;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Lets through only what the webapp names in allowedPaths; everything else goes to redirectPath or gets an error code. */
@SuppressWarnings("serial")
public class ControlFilter extends HttpFilter {

    public static final int DEFAULT_HTTP_ERROR_CODE = 403;

    private List<String> allowedPaths = List.of(); // set once by init, like the next two
    private String redirectPath = "";
    private int errorCode = DEFAULT_HTTP_ERROR_CODE;

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        String allowed = config.getInitParameter("allowedPaths");
        allowedPaths = allowed == null ? List.of() : List.of(allowed.split(":"));
        redirectPath = config.getInitParameter("redirectPath") == null ? "" : config.getInitParameter("redirectPath");
        String code = config.getInitParameter("errorCode");
        errorCode = code == null ? DEFAULT_HTTP_ERROR_CODE : Integer.parseInt(code);
    }

    @Override
    public void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (allowedPaths.isEmpty() || allowedPaths.stream().anyMatch(allowed -> isBelow(path, allowed))) {
            chain.doFilter(request, response);
        } else if (redirectPath.isEmpty()) {
            response.sendError(errorCode);
        } else {
            response.sendRedirect(redirectPath.contains("://") ? redirectPath : request.getContextPath() + redirectPath);
        }
    }

    private static boolean isBelow(String path, String allowed) {
        return path.equals(allowed) || path.startsWith(allowed.endsWith("/") ? allowed : allowed + "/");
    }
}

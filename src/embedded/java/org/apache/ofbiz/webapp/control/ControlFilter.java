/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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

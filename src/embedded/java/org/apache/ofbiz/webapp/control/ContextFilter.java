/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.webapp.control;

import java.io.IOException;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/** Hands the engines of the webapp to each request. */
public class ContextFilter implements Filter {

    private ServletContext context; // set once by init

    @Override
    public void init(FilterConfig config) throws ServletException {
        context = config.getServletContext();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        request.setCharacterEncoding("UTF-8");
        for (String name : new String[] {"delegator", "dispatcher", "security"}) {
            request.setAttribute(name, context.getAttribute(name));
        }
        request.setAttribute("servletContext", context);
        chain.doFilter(request, response);
    }

    @Override
    public void destroy() { }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.webapp.control;

import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionListener;
import org.apache.ofbiz.embedded.web.HostWeb;

/** Takes back what a session has lent when it ends. */
public class LoginEventListener implements HttpSessionListener {

    @Override
    public void sessionCreated(HttpSessionEvent event) { }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        if (event.getSession().getAttribute(ExternalLoginKeysManager.KEY) instanceof String key) {
            HostWeb.of(event.getSession().getServletContext()).loginKeys().end(key);
        }
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import java.util.Optional;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import org.apache.ofbiz.asterisk.push.EndpointInstaller;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.DelegatorFactory;

/**
 * Puts the WebSocket endpoint into the web application. No field, parameter or supertype here is of the WebSocket library, so that this
 * class loads without it: a listener that does not load would stop all of OFBiz.
 */
public class AsteriskWebappListener implements ServletContextListener {

    private static final String MODULE = AsteriskWebappListener.class.getName();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            EndpointInstaller.install(context, () -> hub(context));
        } catch (LinkageError e) {
            Debug.logError(e, "No calls are pushed to browsers: the WebSocket library (tomcat-websocket) is missing", MODULE);
        } catch (RuntimeException e) {
            Debug.logError(e, "No calls are pushed to browsers", MODULE);
        }
    }

    private static Optional<PushHub> hub(ServletContext context) {
        Object delegator = context.getAttribute("delegator");
        return CallCenter.of(delegator instanceof Delegator known ? known : DelegatorFactory.getDelegator("default")).map(CallCenter::push);
    }
}

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

import java.util.Optional;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.web.socket.EndpointInstaller;
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
            Debug.logError(e, "Browsers don't receive calls because the WebSocket library (tomcat-websocket) is missing", MODULE);
        } catch (RuntimeException e) {
            Debug.logError(e, "Browsers don't receive calls", MODULE);
        }
    }

    private static Optional<PushHub> hub(ServletContext context) {
        Object delegator = context.getAttribute("delegator");
        return CallCenter.of(delegator instanceof Delegator known ? known : DelegatorFactory.getDelegator("default")).map(CallCenter::push);
    }
}

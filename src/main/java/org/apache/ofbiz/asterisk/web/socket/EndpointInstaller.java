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

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.servlet.DispatcherType;
import javax.servlet.ServletContext;
import javax.websocket.DeploymentException;
import javax.websocket.server.ServerContainer;
import javax.websocket.server.ServerEndpointConfig;
import org.apache.ofbiz.asterisk.push.PushHub;

/** Puts the endpoint into a web application, without annotation scanning, which OFBiz switches off. */
public final class EndpointInstaller {

    /** Within the web application. */
    public static final String PATH = "/ws/callcenter";

    private EndpointInstaller() {
    }

    /**
     * To be called while the web application starts, from a ServletContextListener that web.xml names.
     *
     * @param hub the hub of the moment: asked again for each browser, so it may come later and change
     * @throws IllegalStateException when the server has no WebSocket library, or refuses the endpoint
     */
    public static void install(ServletContext context, Supplier<Optional<PushHub>> hub) {
        if (!(context.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer server)) {
            throw new IllegalStateException("this server has no WebSocket container (tomcat-websocket)");
        }
        context.addFilter("asteriskOrigin", new OriginFilter(() -> hub.get().map(present -> present.settings().allowedOrigins()).orElse(Set.of())))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/ws/*");
        context.addListener(new SessionWatch(hub));
        try {
            server.addEndpoint(ServerEndpointConfig.Builder.create(CallCenterEndpoint.class, PATH)
                    .configurator(new Handshake(() -> new CallCenterEndpoint(hub))).build());
        } catch (DeploymentException e) {
            throw new IllegalStateException("the WebSocket endpoint was refused", e);
        }
    }
}

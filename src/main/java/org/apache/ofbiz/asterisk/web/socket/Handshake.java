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

import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpSession;
import javax.websocket.Endpoint;
import javax.websocket.EndpointConfig;
import javax.websocket.HandshakeResponse;
import javax.websocket.server.HandshakeRequest;
import javax.websocket.server.ServerEndpointConfig;

/**
 * Carries the HTTP session from the handshake to the endpoint, and gives each socket an endpoint of its own. The Origin was checked
 * by {@link OriginFilter} before.
 */
final class Handshake extends ServerEndpointConfig.Configurator {

    private static final String HTTP_SESSION = Handshake.class.getName() + ".session";

    private final Supplier<Endpoint> endpoints;

    Handshake(Supplier<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        if (request.getHttpSession() instanceof HttpSession session) {
            config.getUserProperties().put(HTTP_SESSION, session);
        } else {
            config.getUserProperties().remove(HTTP_SESSION);
        }
    }

    /** The HTTP session that came with the handshake of this socket. */
    static Optional<HttpSession> httpSession(EndpointConfig config) {
        return Optional.ofNullable((HttpSession) config.getUserProperties().get(HTTP_SESSION));
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(endpoints.get());
    }
}

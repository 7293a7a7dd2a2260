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
package org.apache.ofbiz.asterisk.push;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.websocket.Endpoint;
import javax.websocket.EndpointConfig;
import javax.websocket.Session;
import javax.websocket.server.ServerEndpointConfig;
import org.apache.catalina.LifecycleException;
import org.apache.ofbiz.asterisk.fixture.BareTomcat;

/** A bare Tomcat whose sockets are all sent the same text, one after the other, without waiting. */
final class BroadcastServer implements AutoCloseable {

    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sending = new AtomicInteger();
    private final BareTomcat tomcat;

    BroadcastServer() throws IOException, LifecycleException {
        Set<Session> opened = sessions;
        ServerEndpointConfig.Configurator members = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(new Member(opened));
            }
        };
        tomcat = BareTomcat.with(ServerEndpointConfig.Builder.create(Member.class, "/broadcast").configurator(members).build());
    }

    void broadcast(String text) {
        sending.set(sessions.size());
        sessions.forEach(session -> session.getAsyncRemote().sendText(text, result -> sending.decrementAndGet()));
    }

    /** Whether Tomcat is done with the last text, and takes another one. */
    boolean isIdle() {
        return sending.get() == 0;
    }

    String url() {
        return "http://127.0.0.1:" + tomcat.port();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.close();
    }

    private static final class Member extends Endpoint {
        private final Set<Session> sessions;

        Member(Set<Session> sessions) {
            this.sessions = sessions;
        }

        @Override
        public void onOpen(Session socket, EndpointConfig config) {
            sessions.add(socket);
        }
    }
}

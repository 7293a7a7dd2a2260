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
package org.apache.ofbiz.asterisk.browser;

import java.io.IOException;
import javax.websocket.Endpoint;
import javax.websocket.EndpointConfig;
import javax.websocket.MessageHandler;
import javax.websocket.Session;
import javax.websocket.server.ServerEndpointConfig;
import org.apache.catalina.LifecycleException;
import org.apache.ofbiz.asterisk.fixture.BareTomcat;

/** A WebSocket of the same Tomcat as OFBiz's that sends back what comes, and does nothing else. */
final class EchoServer implements AutoCloseable {

    private final BareTomcat tomcat;

    EchoServer() throws IOException, LifecycleException {
        tomcat = BareTomcat.with(ServerEndpointConfig.Builder.create(Echo.class, "/echo").build());
    }

    String url() {
        return "ws://127.0.0.1:" + tomcat.port() + "/echo";
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.close();
    }

    /** Made by Tomcat, one for each socket. */
    public static final class Echo extends Endpoint {
        @Override
        public void onOpen(Session socket, EndpointConfig config) {
            socket.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> socket.getAsyncRemote().sendText(text));
        }
    }
}

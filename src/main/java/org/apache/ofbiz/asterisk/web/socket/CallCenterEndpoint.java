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

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpSession;
import javax.websocket.Endpoint;
import javax.websocket.EndpointConfig;
import javax.websocket.MessageHandler;
import javax.websocket.PongMessage;
import javax.websocket.Session;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.push.PushSession;
import org.apache.ofbiz.asterisk.push.PushSettings;
import org.apache.ofbiz.asterisk.push.Wire;
import org.apache.ofbiz.base.util.Debug;

/** One WebSocket of a browser. Lets it in or turns it away, and hands what comes to the hub. */
public final class CallCenterEndpoint extends Endpoint {

    private static final String MODULE = CallCenterEndpoint.class.getName();
    /** Tomcat's name for how long a close may wait for a browser that does not read. */
    private static final String BLOCKING_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final long CLOSE_TIMEOUT_MILLIS = 2_000;
    private static final long SEND_TIMEOUT_MILLIS = 10_000;

    private final Supplier<Optional<PushHub>> hubs;
    private volatile Optional<PushHub> hub = Optional.empty();
    private volatile Optional<PushSession> browser = Optional.empty();

    CallCenterEndpoint(Supplier<Optional<PushHub>> hubs) {
        this.hubs = hubs;
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        socket.setMaxTextMessageBufferSize(PushSettings.LONGEST_MESSAGE);
        socket.setMaxBinaryMessageBufferSize(PushSettings.LONGEST_MESSAGE);
        socket.setMaxIdleTimeout(0);
        socket.getUserProperties().put(BLOCKING_SEND_TIMEOUT, CLOSE_TIMEOUT_MILLIS);
        socket.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MILLIS);
        Wire wire = new SocketWire(socket);
        hub = hubs.get();
        hub.ifPresentOrElse(present -> enter(present, socket, wire, Handshake.httpSession(config)), () -> wire.close(CloseReason.TRY_AGAIN_LATER));
    }

    private void enter(PushHub present, Session socket, Wire wire, Optional<HttpSession> httpSession) {
        PushHub.Admission admission = present.admit(httpSession);
        if (admission.authenticated().isEmpty()) {
            present.refuse(wire, httpSession, admission.refusal().orElseThrow(), Locale.getDefault());
            return;
        }
        PushSession session = present.opened(admission.authenticated().get(), wire);
        browser = Optional.of(session);
        socket.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> {
            present.heard(session);
            session.received(text);
        });
        socket.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> session.receivedBinary());
        socket.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>) pong -> {
            present.heard(session);
            session.receivedPong();
        });
        // the HTTP session may have ended after it was asked and before the socket was known
        if (!present.isSignedIn(httpSession)) {
            session.close(CloseReason.NOT_SIGNED_IN);
        }
    }

    @Override
    public void onClose(Session socket, javax.websocket.CloseReason reason) {
        hub.ifPresent(present -> browser.ifPresent(present::closed));
    }

    @Override
    public void onError(Session socket, Throwable failure) {
        // a browser that went away, or sent what is no WebSocket: onClose follows
        if (Debug.verboseOn()) {
            Debug.logVerbose(failure, "Socket " + socket.getId(), MODULE);
        }
    }
}

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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import javax.websocket.Session;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.apache.ofbiz.asterisk.push.Wire;
import org.apache.ofbiz.base.util.Debug;

/** A socket of the WebSocket library. */
final class SocketWire implements Wire {

    private static final String MODULE = SocketWire.class.getName();

    private final Session socket;

    SocketWire(Session socket) {
        this.socket = socket;
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
        try {
            socket.getAsyncRemote().sendText(text, result -> done.accept(result.isOK()));
        } catch (RuntimeException e) { // of a socket that is closed meanwhile: Tomcat's close and this send may even meet in one buffer
            if (Debug.verboseOn()) {
                Debug.logVerbose(e, "Sending to socket " + socket.getId(), MODULE);
            }
            done.accept(false);
        }
    }

    @Override
    public void ping(Consumer<Boolean> done) {
        boolean sent;
        try {
            socket.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
            sent = true;
        } catch (IOException | RuntimeException e) {
            sent = false;
        }
        done.accept(sent);
    }

    @Override
    public void close(CloseReason reason) {
        try {
            socket.close(new javax.websocket.CloseReason(javax.websocket.CloseReason.CloseCodes.getCloseCode(reason.code()), reason.name()));
        } catch (IOException | RuntimeException e) {
            Debug.logVerbose(e, "Closing socket " + socket.getId(), MODULE); // gone already
        }
    }
}

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
package org.apache.ofbiz.asterisk.ami.wire;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.ofbiz.base.util.Debug;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * The socket that asterisk-java reads and writes. It keeps the events to itself and hands them to our own reader of events, so
 * that asterisk-java, whose queue discards what it cannot hold, sees the banner and the responses only. {@code readLine} is called by
 * asterisk-java's reader thread, which does nothing else.
 */
final class AmiSocket implements SocketConnectionFacade {

    private static final String MODULE = AmiSocket.class.getName();

    private final Socket socket;
    private final AmiMessageReader in;
    private final Writer out;
    private final ConnectionMetrics figures;
    private final Consumer<AmiMessage> events;
    private final Consumer<ConnectionReason> lost;
    private final WireLog log;
    private final Queue<String> responseLines = new ArrayDeque<>();
    private volatile String greeting = "";

    /**
     * @param events takes every event, on the reader thread
     * @param lost   is told once why nothing more will come, on the reader thread
     */
    AmiSocket(Socket socket, ConnectionMetrics figures, Consumer<AmiMessage> events, Consumer<ConnectionReason> lost,
              WireLog log) throws IOException {
        this.socket = socket;
        this.in = new AmiMessageReader(socket.getInputStream(), Subscription.UNWANTED, figures);
        this.out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
        this.figures = figures;
        this.events = events;
        this.lost = lost;
        this.log = log;
    }

    /** Which events are passed over from now on. */
    void passOver(EventNames unwanted) {
        in.passOver(unwanted);
    }

    @Override
    public String readLine() throws IOException {
        try {
            while (responseLines.isEmpty()) {
                Optional<AmiMessage> message = in.next();
                if (message.isEmpty()) {
                    lost.accept(ConnectionReason.of(ConnectionReason.Code.CLOSED_BY_PBX));
                    return null;
                }
                received(message.get());
            }
            return responseLines.remove();
        } catch (IOException e) {
            lost.accept(ConnectionReason.of(e));
            throw e;
        }
    }

    private void received(AmiMessage message) {
        log.received(message);
        if (!message.event().isEmpty()) {
            tell(message);
        } else if (message.has("Response") || message.isBanner()) {
            greeting = message.isBanner() ? message.lines().get(0) : greeting;
            responseLines.addAll(message.lines());
            responseLines.add("");
        } else {
            figures.unreadable(1);
        }
    }

    /** The line with which the PBX greeted; empty before it did. */
    String greeting() {
        return greeting;
    }

    /** Whatever one event does to anyone who takes it, the next one is read. */
    private void tell(AmiMessage event) {
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            figures.lost(1);
            Debug.logError(e, "Couldn't process event: " + event.event(), MODULE);
        }
    }

    @Override
    public void write(String text) throws IOException {
        log.sent(text);
        out.write(text);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public InetAddress getRemoteAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getRemotePort() {
        return socket.getPort();
    }
}

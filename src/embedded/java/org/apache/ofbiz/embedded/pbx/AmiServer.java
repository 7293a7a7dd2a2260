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
package org.apache.ofbiz.embedded.pbx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.base.util.Debug;

/** Listens on loopback and keeps a session for each client. Thread-safe. */
final class AmiServer implements AutoCloseable {

    private static final String MODULE = AmiServer.class.getName();

    private final ServerSocket socket;
    private final Set<ManagerSession> sessions = ConcurrentHashMap.newKeySet();
    private final ManagerSession.Door door;

    /**
     * @param port 0 for any free one
     * @param door what a session needs of the PBX
     * @throws IOException when the port is taken
     */
    AmiServer(int port, ManagerSession.Door door) throws IOException {
        this.socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.door = door;
    }

    int port() {
        return socket.getLocalPort();
    }

    void start() {
        Thread thread = new Thread(this::accept, "pbx-ami");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true); // as Asterisk does: else an answer waits 40 ms for the client's delayed acknowledgement
                ManagerSession session = new ManagerSession(client, door, sessions::remove);
                sessions.add(session);
                session.start();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    Debug.logWarning("The simulated PBX could not take a connection: " + e.getMessage(), MODULE);
                }
            }
        }
    }

    /** Sends an event to all who are logged in. */
    void tell(PbxMessage event) {
        sessions.forEach(session -> session.tell(event));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        sessions.forEach(ManagerSession::finish);
    }
}

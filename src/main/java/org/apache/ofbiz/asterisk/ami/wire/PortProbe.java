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

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.call.PbxServer;

/** Finds out what speaks on a port that should speak AMI and does not. Sends no more than an empty line and the start of a TLS handshake. */
final class PortProbe {

    private static final int LONGEST_GREETING = 64;

    private PortProbe() {
    }

    /**
     * @param wait for each of the answers, three at most
     * @return what is wrong, in words for an admin; empty when nothing tells
     */
    static Optional<ConnectionFailure> what(PbxServer server, AllowedAddresses allowed, Duration wait) {
        String greeting = greeting(server, allowed, wait);
        if (greeting.startsWith(AmiMessage.BANNER)) {
            return server.useTls() ? Optional.of(new ConnectionFailure(ConnectionFault.NO_TLS_THERE,
                    ConnectionReason.of(Code.NO_TLS_THERE))) : Optional.empty();
        }
        if (greeting.startsWith("SSH-")) {
            return Optional.of(other(ConnectionReason.of(Code.OTHER_PROTOCOL, "protocol", "SSH")));
        }
        if (greeting.startsWith("HTTP/") || greeting.regionMatches(true, 0, "<html", 0, 5)) {
            return Optional.of(other(ConnectionReason.of(Code.OTHER_PROTOCOL, "protocol", "HTTP")));
        }
        if (!server.useTls() && greeting.isEmpty() && speaksTls(server, allowed, wait)) {
            return Optional.of(new ConnectionFailure(ConnectionFault.TLS_THERE, ConnectionReason.of(Code.TLS_THERE)));
        }
        return server.useTls() && !greeting.isEmpty() ? Optional.of(other(ConnectionReason.of(Code.OTHER_SERVICE))) : Optional.empty();
    }

    private static ConnectionFailure other(ConnectionReason reason) {
        return new ConnectionFailure(ConnectionFault.OTHER_PROTOCOL, reason);
    }

    /** What is said first, or else to an empty line; empty when nothing is. A web server waits for a request, however bad. */
    private static String greeting(PbxServer server, AllowedAddresses allowed, Duration wait) {
        int half = (int) Math.max(1, wait.toMillis() / 2);
        try (Socket socket = new Socket()) {
            socket.connect(allowed.resolve(server.host(), server.port()), half);
            socket.setSoTimeout(half);
            String first = read(socket.getInputStream());
            if (!first.isEmpty()) {
                return first;
            }
            socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return read(socket.getInputStream());
        } catch (IOException nothingSaid) {
            return "";
        }
    }

    private static String read(InputStream in) {
        try {
            byte[] bytes = new byte[LONGEST_GREETING];
            int length = in.read(bytes);
            return length <= 0 ? "" : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        } catch (IOException silent) {
            return "";
        }
    }

    private static boolean speaksTls(PbxServer server, AllowedAddresses allowed, Duration wait) {
        try {
            PresentedCertificate.of(server.host(), server.port(), allowed, wait);
            return true;
        } catch (IOException no) {
            return false;
        }
    }
}

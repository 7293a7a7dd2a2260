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
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.ofbiz.asterisk.call.PbxServer;

/** Opens the TCP or TLS connection to a server, with time limits on every wait. */
final class PbxSockets {

    private PbxSockets() {
    }

    /**
     * @param readTimeout longest silence before a read fails
     * @throws IOException if the host is not allowed or cannot be reached in time, or its certificate is not the one to accept
     */
    static Socket open(PbxServer server, ConnectionRules rules, Duration connectTimeout, Duration readTimeout) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) readTimeout.toMillis());
            plain.connect(rules.addresses().resolve(server.host(), server.port()), (int) connectTimeout.toMillis());
            return server.useTls() ? encrypted(plain, server, rules.certificates()) : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, PbxServer server, TrustFolders certificates) throws IOException {
        SSLSocket socket = (SSLSocket) context(server, certificates).getSocketFactory().createSocket(plain, server.host(), server.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(PbxServer server, TrustFolders certificates) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {PbxTrust.of(server, certificates)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConnectionFailure(ConnectionFault.AWAY,
                    ConnectionReason.of(ConnectionReason.Code.TLS_UNAVAILABLE, "detail", String.valueOf(e.getMessage())), e);
        }
    }
}

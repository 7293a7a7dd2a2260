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
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;

/**
 * The certificate that a PBX shows, for an admin to compare with what the PBX itself says before it is trusted.
 *
 * @param fingerprint SHA-256, as openssl and keytool write it
 * @param subject     whom it names
 * @param issuer      who signed it
 */
public record PresentedCertificate(String fingerprint, String subject, String issuer, Instant validFrom, Instant validUntil) {

    /**
     * Asks for it. Nothing is sent but the handshake, so no secret can go to anyone who answers. Waits, for the time-out at most twice.
     *
     * @throws ConnectionFailure the host is not allowed, nothing answers there, or what answers does not speak TLS
     */
    public static PresentedCertificate of(String host, int port, AllowedAddresses allowed, Duration timeout) throws IOException {
        Watcher watcher = new Watcher();
        try (Socket plain = new Socket()) {
            plain.setSoTimeout((int) timeout.toMillis());
            plain.connect(allowed.resolve(host, port), (int) timeout.toMillis());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {watcher}, null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                socket.startHandshake();
            }
        } catch (IOException e) {
            if (watcher.shown == null) {
                throw new ConnectionFailure(ConnectionFailure.faultOf(e), ConnectionReason.of(e), e);
            }
        } catch (GeneralSecurityException e) {
            throw new ConnectionFailure(ConnectionFault.AWAY,
                    ConnectionReason.of(Code.TLS_UNAVAILABLE, "detail", String.valueOf(e.getMessage())), e);
        }
        return of(watcher.shown);
    }

    private static PresentedCertificate of(X509Certificate certificate) throws IOException {
        try {
            return new PresentedCertificate(PbxTrust.fingerprint(certificate), certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(), certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            throw new ConnectionFailure(ConnectionFault.CERTIFICATE,
                    ConnectionReason.of(Code.CERTIFICATE_UNREADABLE, "detail", String.valueOf(e.getMessage())), e);
        }
    }

    /** Keeps the certificate and ends the handshake: trust is decided by {@link PbxTrust}, never here. */
    private static final class Watcher extends ServerTrustManager {

        private X509Certificate shown;

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            shown = chain[0];
            throw new CertificateException("only looked at");
        }
    }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.base.util.Debug;

/**
 * Which certificate a PBX may show, and what is said to an admin when it shows another: what it is, what was expected, what to do.
 * Thread-safe.
 */
public final class PbxTrust {

    private static final String MODULE = PbxTrust.class.getName();
    private static final long LARGEST_FILE = 1 << 20;

    private PbxTrust() {
    }

    /** @throws IOException if the file of trusted certificates cannot be read */
    static X509ExtendedTrustManager of(PbxServer server, TrustFolders folders) throws IOException, GeneralSecurityException {
        if (server.certificateFingerprint().isPresent()) {
            return new Pinned(server.certificateFingerprint().get());
        }
        Optional<KeyStore> own = server.trustedCertificates().isPresent() ? Optional.of(read(server.trustedCertificates().get(), folders))
                : Optional.empty();
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(own.orElse(null));
        return new Signed((X509ExtendedTrustManager) factory.getTrustManagers()[0], server);
    }

    private static KeyStore read(String file, TrustFolders folders) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        if (!folders.hold(file)) {
            throw new ConnectionFailure(ConnectionFault.CERTIFICATE, ConnectionReason.of(Code.CERTIFICATE_FOLDER, "file", file));
        }
        Optional<Path> path = folders.find(file);
        // one answer for what is missing, secret, endless or something else, so that an admin's page cannot be used to look around
        if (path.isPresent() && Files.isRegularFile(path.get()) && Files.size(path.get()) <= LARGEST_FILE) {
            try (InputStream in = Files.newInputStream(path.get())) {
                Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
                for (Certificate certificate : certificates) {
                    store.setCertificateEntry("trusted-" + store.size(), certificate);
                }
            } catch (IOException | CertificateException | RuntimeException e) {
                Debug.logInfo("Couldn't read the trusted certificates file " + file + ": " + e, MODULE);
            }
        }
        if (store.size() == 0) {
            throw new ConnectionFailure(ConnectionFault.CERTIFICATE, ConnectionReason.of(Code.CERTIFICATE_FILE, "file", file));
        }
        return store;
    }

    /** As openssl and keytool write it. */
    public static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static String plain(String fingerprint) {
        return fingerprint.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
    }

    /** Its subject, end and fingerprint, for the message. */
    private static Map<String, Object> described(X509Certificate certificate) throws CertificateException {
        return new HashMap<>(Map.of("subject", certificate.getSubjectX500Principal().getName(), "until", certificate.getNotAfter().toInstant(),
                "shown", fingerprint(certificate)));
    }

    /** A certificate that is not accepted, and why. */
    static final class DistrustedException extends CertificateException implements ConnectionReason.Holder {
        private static final long serialVersionUID = 1L;

        private final transient ConnectionReason reason;

        DistrustedException(ConnectionReason reason) {
            super(reason.text());
            this.reason = reason;
        }

        @Override
        public ConnectionReason reason() {
            return reason;
        }
    }

    /** Accepts the one certificate whose SHA-256 an admin wrote down, no matter who signed it, whatever host it names and how old it is. */
    private static final class Pinned extends ServerTrustManager {

        private final String expected;

        Pinned(String expected) {
            this.expected = expected;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            String shown = fingerprint(chain[0]);
            if (!plain(shown).equals(plain(expected))) {
                Map<String, Object> values = described(chain[0]);
                values.put("expected", expected);
                throw new DistrustedException(new ConnectionReason(Code.CERTIFICATE_DIFFERENT, values));
            }
        }
    }

    /** Accepts what is signed by somebody trusted, is valid today and names the host. */
    private static final class Signed extends ServerTrustManager {

        private final X509ExtendedTrustManager judge;
        private final PbxServer server;

        Signed(X509ExtendedTrustManager judge, PbxServer server) {
            this.judge = judge;
            this.server = server;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
            try {
                judge.checkServerTrusted(chain, authType, socket);
                // Java trusts a certificate that is itself in the file without end
                chain[0].checkValidity();
            } catch (CertificateException e) {
                throw (CertificateException) new DistrustedException(reason(chain[0], e)).initCause(e);
            }
        }

        private ConnectionReason reason(X509Certificate shown, CertificateException refusal) throws CertificateException {
            Map<String, Object> values = described(shown);
            try {
                shown.checkValidity();
            } catch (CertificateExpiredException e) {
                return new ConnectionReason(Code.CERTIFICATE_EXPIRED, values);
            } catch (CertificateNotYetValidException e) {
                return new ConnectionReason(Code.CERTIFICATE_NOT_YET, values);
            }
            String why = String.valueOf(refusal.getMessage());
            if (why.contains("name") && why.contains("found") || why.contains("matching")) {
                values.put("host", server.host());
                return new ConnectionReason(Code.CERTIFICATE_HOST, values);
            }
            return new ConnectionReason(Code.CERTIFICATE_ISSUER, values);
        }
    }
}

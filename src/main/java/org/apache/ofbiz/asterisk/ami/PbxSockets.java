/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.ofbiz.asterisk.call.PbxServer;

/** Opens the TCP or TLS connection to a server, with time limits on every wait. */
final class PbxSockets {

    private PbxSockets() {
    }

    /**
     * @param readTimeout longest silence before a read fails
     * @throws IOException if the host cannot be reached in time, or its certificate is not the one to accept
     */
    static Socket open(PbxServer server, Duration connectTimeout, Duration readTimeout) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout((int) readTimeout.toMillis());
            plain.connect(new InetSocketAddress(server.host(), server.port()), (int) connectTimeout.toMillis());
            return server.useTls() ? encrypted(plain, server) : plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket plain, PbxServer server) throws IOException {
        SSLSocket socket = (SSLSocket) context(server).getSocketFactory().createSocket(plain, server.host(), server.port(), true);
        if (server.certificateFingerprint().isEmpty()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(PbxServer server) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager[] trust = server.certificateFingerprint().map(pin -> new TrustManager[] {new Pinned(pin)}).orElse(null);
            context.init(null, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available: " + e.getMessage(), e);
        }
    }

    /** Accepts the one certificate whose SHA-256 an admin wrote down, whoever signed it and whatever host it names. */
    private static final class Pinned implements X509TrustManager {

        private final String fingerprint;

        Pinned(String fingerprint) {
            this.fingerprint = fingerprint.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            String shown = sha256(chain[0]);
            if (!shown.equals(fingerprint)) {
                throw new CertificateException("the certificate shown has the fingerprint " + shown + ", not the one to accept");
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this side is never a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }

        private static String sha256(X509Certificate certificate) throws CertificateException {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new CertificateException(e);
            }
        }
    }
}

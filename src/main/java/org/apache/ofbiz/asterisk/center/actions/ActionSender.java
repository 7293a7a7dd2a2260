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
package org.apache.ofbiz.asterisk.center.actions;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.ofbiz.asterisk.ami.wire.AllowedAddresses;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFailure;
import org.apache.ofbiz.base.util.Debug;

/**
 * Sends what an action says, to allowed targets only: the address that was checked is the one that is connected to, and redirects are not
 * followed. Thread-safe; waits for at most {@link #CONNECT} and twice {@link #READ}.
 */
final class ActionSender {

    static final Duration CONNECT = Duration.ofSeconds(5);
    static final Duration READ = Duration.ofSeconds(10);
    private static final String MODULE = ActionSender.class.getName();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_STATUS = 200;
    private static final int LARGEST_DATAGRAM = 1_400;

    /** Runs a service; throws what went wrong. */
    @FunctionalInterface
    interface Services {
        void run(String name, Map<String, String> parameters) throws FailedException;
    }

    /** Why something was not sent, in plain words. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** Whether another attempt can do better. */
        private final boolean passing;

        FailedException(String message, boolean passing) {
            super(message);
            this.passing = passing;
        }

        boolean isPassing() {
            return passing;
        }
    }

    private final Supplier<AllowedAddresses> addresses;
    private final Supplier<Set<String>> services;
    private final Services runner;
    private final ActionPages pages;
    private final Clock clock;

    /** @param services names of those that may be run */
    ActionSender(Supplier<AllowedAddresses> addresses, Supplier<Set<String>> services, Services runner, ActionPages pages, Clock clock) {
        this.addresses = addresses;
        this.services = services;
        this.runner = runner;
        this.pages = pages;
        this.clock = clock;
    }

    void send(Delivery delivery) throws FailedException {
        CallAction action = delivery.action();
        try {
            switch (action.kind()) {
            case WEBHOOK -> post(delivery);
            case TCP -> tcp(action, delivery.values());
            case UDP -> udp(action, delivery.values());
            case SERVICE -> service(action, delivery.values());
            case PAGE, PANEL -> page(delivery);
            default -> throw new IllegalArgumentException(action.kind().name());
            }
        } catch (ConnectionFailure refused) {
            throw new FailedException("The target isn't allowed by actionHosts and actionPorts.", false);
        } catch (IOException e) {
            throw new FailedException(e.getClass().getSimpleName() + ": " + e.getMessage(), true);
        }
    }

    private void page(Delivery delivery) throws FailedException {
        Optional<String> problem = pages.open(delivery);
        if (problem.isPresent()) {
            throw new FailedException(problem.get(), false);
        }
    }

    private void service(CallAction action, Map<String, String> values) throws FailedException {
        if (!services.get().contains(action.target())) {
            throw new FailedException("The service isn't allowed by actionServices.", false);
        }
        runner.run(action.target(), ActionText.inert(ActionText.parameters(action.parameters(), values)));
    }

    private void tcp(CallAction action, Map<String, String> values) throws IOException, FailedException {
        ActionText.HostPort target = hostPort(action);
        byte[] message = (ActionText.message(action.parameters(), values) + "\n").getBytes(action.charset());
        try (Socket socket = connect(target.host(), target.port())) {
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
        }
    }

    private void udp(CallAction action, Map<String, String> values) throws IOException, FailedException {
        ActionText.HostPort target = hostPort(action);
        byte[] message = ActionText.message(action.parameters(), values).getBytes(action.charset());
        if (message.length > LARGEST_DATAGRAM) {
            throw new FailedException("The message is longer than " + LARGEST_DATAGRAM + " bytes.", false);
        }
        InetSocketAddress address = addresses.get().resolve(target.host(), target.port());
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(message, message.length, address));
        }
    }

    private static ActionText.HostPort hostPort(CallAction action) throws FailedException {
        return ActionText.hostPort(action.target()).orElseThrow(() -> new FailedException("The target isn't host:port.", false));
    }

    private Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) READ.toMillis());
            socket.connect(addresses.get().resolve(host, port), (int) CONNECT.toMillis());
            closeAfter(socket, READ.multipliedBy(2));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** However slowly a target answers: each byte of a TLS record may take {@link #READ}, and a record has thousands. */
    static void closeAfter(Socket socket, Duration time) {
        CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                Debug.logVerbose("A socket to the target of a call action wasn't closed: " + e.getMessage(), MODULE);
            }
        });
    }

    private void post(Delivery delivery) throws IOException, FailedException {
        CallAction action = delivery.action();
        URI url = ActionText.url(action.target(), delivery.values())
                .orElseThrow(() -> new FailedException("The target isn't an http(s) URL.", false));
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        byte[] body = body(delivery);
        try (Socket plain = connect(url.getHost().replaceAll("[\\[\\]]", ""), port);
                Socket socket = tls ? encrypted(plain, url.getHost(), port) : plain) {
            OutputStream out = socket.getOutputStream();
            out.write(head(url, delivery, body).getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            int status = status(new BufferedInputStream(socket.getInputStream()), READ);
            if (status < 200 || status > 299) {
                throw new FailedException("The target answered " + status + ".", status >= 500 || status == 408 || status == 429);
            }
        }
    }

    static Socket encrypted(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] body(Delivery delivery) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", delivery.id());
        body.put("event", delivery.action().turn().name());
        body.put("call", delivery.values());
        body.put("parameters", ActionText.parameters(delivery.action().parameters(), delivery.values()));
        return JSON.writeValueAsBytes(body);
    }

    private String head(URI url, Delivery delivery, byte[] body) {
        String path = (url.getRawPath().isEmpty() ? "/" : url.getRawPath()) + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: OFBiz-Asterisk\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\nX-Asterisk-Delivery: " + delivery.id() + "\r\n");
        delivery.action().secret().ifPresent(secret -> {
            long timestamp = clock.instant().getEpochSecond();
            head.append("X-Asterisk-Timestamp: ").append(timestamp).append("\r\nX-Asterisk-Signature: v1=")
                    .append(signature(secret, timestamp, body)).append("\r\n");
        });
        return head.append("\r\n").toString();
    }

    /** HMAC-SHA256 of the timestamp, a dot and the body, in hexadecimal. */
    static String signature(String secret, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param longest for the whole of the line, or byte by byte a target could hold the thread for half an hour */
    static int status(InputStream in, Duration longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long began = System.nanoTime();
        int next = in.read();
        while (next != '\n' && next >= 0 && line.size() < LONGEST_STATUS) {
            if (System.nanoTime() - began > longest.toNanos()) {
                throw new SocketTimeoutException("the answer takes too long");
            }
            line.write(next);
            next = in.read();
        }
        String[] words = line.toString(StandardCharsets.US_ASCII).strip().split(" ");
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5][0-9]{2}")) {
            throw new IOException("no answer in HTTP");
        }
        return Integer.parseInt(words[1]);
    }
}

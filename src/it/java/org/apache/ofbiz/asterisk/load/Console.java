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
package org.apache.ofbiz.asterisk.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.WebClient;

/**
 * An agent's console as the server knows it: a login and a socket, which notes when each call was offered first. Its own reader of frames,
 * since a library's would use more of the machine than what is measured. Thread-safe.
 */
public final class Console implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int ABNORMAL = 1006;
    private static final String AVAILABLE = "{\"type\":\"STATE\",\"id\":\"s\",\"state\":\"AVAILABLE\"}";
    private static final long COMES_BACK_NANOS = 500_000_000;

    private final Map<String, Long> offeredAt = new ConcurrentHashMap<>();
    private final Map<String, Long> completeAt = new ConcurrentHashMap<>();
    private final AtomicInteger withdrawn = new AtomicInteger();
    private final CompletableFuture<Void> welcomed = new CompletableFuture<>();
    private final Consumer<String> listener;
    private final URI base;
    private final String sessionId;
    private volatile Socket socket;
    private volatile int closeCode;
    private volatile boolean comesBack;
    private volatile boolean left;
    /** Whether it has just another socket. Of the reader. */
    private boolean returned;

    /** Logs in, connects and goes available. */
    Console(URI base, String login) {
        this(base, login, message -> { });
    }

    /** @param listener gets each message, on the reader's thread */
    public Console(URI base, String login, Consumer<String> listener) {
        this.listener = listener;
        this.base = base;
        WebClient browser = new WebClient(base);
        browser.get("/asterisk/control/main");
        browser.login("/asterisk", login, "ofbiz");
        sessionId = browser.sessionId("/asterisk");
        try {
            connect();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread reader = new Thread(this::run, "console-" + login);
        reader.setDaemon(true);
        reader.start();
        welcomed.orTimeout(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        asks(AVAILABLE);
    }

    private void connect() throws IOException {
        socket = new Socket(base.getHost(), base.getPort());
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(("GET /asterisk/ws/callcenter HTTP/1.1\r\nHost: " + base.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="
                + "\r\nOrigin: " + base + "\r\nCookie: JSESSIONID=" + sessionId + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** From now on it opens another socket half a second after the server has closed one, as the console does, and is available again. */
    public void comesBack() {
        comesBack = true;
    }

    /** @param message at most 125 bytes of ASCII */
    public void asks(String message) {
        try {
            send(TEXT, message.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When a call was offered here first, in nanoseconds; by callId. */
    Map<String, Long> offeredAt() {
        return offeredAt;
    }

    /** When an offer that names earlier calls came first, in nanoseconds; by callId. */
    Map<String, Long> completeAt() {
        return completeAt;
    }

    /** How many offers were closed here. */
    int withdrawn() {
        return withdrawn.get();
    }

    /** 0 while the socket is open. */
    public int closeCode() {
        return closeCode;
    }

    private void run() {
        read();
        while (comesBack && !left) {
            LockSupport.parkNanos(COMES_BACK_NANOS);
            returned = true;
            try {
                connect();
                closeCode = 0;
                read();
            } catch (IOException nobodyThere) {
                closeCode = ABNORMAL;
            }
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            skipAnswer(in);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (closeCode == 0) {
                int first = in.readUnsignedByte();
                byte[] payload = new byte[length(in)];
                in.readFully(payload);
                switch (first & 0x0f) {
                case CLOSE -> closeCode = payload.length < 2 ? ABNORMAL : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                case PING -> send(PONG, payload);
                case PONG -> { }
                default -> message.writeBytes(payload);
                }
                if ((first & FINAL) != 0 && (first & 0x0f) < CLOSE) {
                    heard(message.toString(StandardCharsets.UTF_8));
                    message.reset();
                }
            }
        } catch (IOException e) {
            closeCode = closeCode == 0 ? ABNORMAL : closeCode;
        }
    }

    private static void skipAnswer(DataInputStream in) throws IOException {
        int line = 0;
        int empty = 0;
        while (empty == 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no answer to the handshake");
            }
            if (next == '\n') {
                empty = line == 0 ? 1 : 0;
                line = 0;
            } else if (next != '\r') {
                line++;
            }
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        return length == 126 ? in.readUnsignedShort() : length == 127 ? Math.toIntExact(in.readLong()) : length;
    }

    /** At most 125 bytes, with a mask of zeros. */
    private synchronized void send(int kind, byte[] payload) throws IOException {
        byte[] frame = new byte[payload.length + 6];
        frame[0] = (byte) (FINAL | kind);
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        OutputStream out = socket.getOutputStream();
        out.write(frame);
        out.flush();
    }

    private void heard(String message) {
        long now = System.nanoTime();
        listener.accept(message);
        if (message.startsWith("{\"type\":\"NC\"")) {
            String callId = callId(message);
            offeredAt.putIfAbsent(callId, now);
            if (!message.contains("\"earlier\":null")) {
                completeAt.putIfAbsent(callId, now);
            }
        } else if (message.startsWith("{\"type\":\"OC\"")) {
            withdrawn.incrementAndGet();
        } else if (message.startsWith("{\"type\":\"HELLO\"")) {
            welcomed.complete(null);
            if (returned) {
                returned = false;
                asks(AVAILABLE);
            }
        }
    }

    private static String callId(String message) {
        String name = "\"callId\":\"";
        int from = message.indexOf(name) + name.length();
        return message.substring(from, message.indexOf('"', from));
    }

    @Override
    public void close() {
        left = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

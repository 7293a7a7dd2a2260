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
package org.apache.ofbiz.asterisk.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thousand sockets on one thread, which costs the server's machine as little as reading can. Counts the messages by their beginning, and
 * keeps when the last one came. The counts can be read by any thread.
 */
final class ManyBrowsers implements AutoCloseable {

    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: ([^;]+)");
    private static final int BEGINNING = 16;

    private final Selector selector = Selector.open();
    private final List<SocketChannel> sockets = new ArrayList<>();
    private final AtomicLong offers = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong closed = new AtomicLong();
    private final Thread reader = new Thread(this::read, "many-browsers");
    private volatile long handshakeNanos;
    /** 0 until the first message. */
    private volatile long firstNanos;
    private volatile long lastNanos;
    private volatile boolean over;

    ManyBrowsers() throws IOException {
        reader.setDaemon(true);
    }

    /** Logs in where a page is named, and opens the socket; call {@link #start} when all are open. */
    void open(URI server, String loginPage, String path) throws IOException {
        SocketChannel socket = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
        String cookie = "";
        if (!loginPage.isEmpty()) {
            Matcher found = COOKIE.matcher(ask(socket, server, loginPage, ""));
            cookie = found.find() ? "Cookie: " + found.group(1) + "\r\n" : "";
        }
        handshakeNanos = System.nanoTime();
        String answer = ask(socket, server, path, cookie + "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: " + server
                + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        if (!answer.startsWith("HTTP/1.1 101")) {
            throw new IOException(answer);
        }
        sockets.add(socket);
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ, new Frames());
    }

    private static String ask(SocketChannel socket, URI server, String path, String headers) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers + "\r\n";
        socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        StringBuilder answer = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (answer.indexOf("\r\n\r\n") < 0) {
            one.clear();
            if (socket.read(one) < 0) {
                throw new IOException("closed after " + answer);
            }
            answer.append((char) one.get(0));
        }
        return answer.toString();
    }

    void start() {
        reader.start();
    }

    /** NC messages that came. */
    long offers() {
        return offers.get();
    }

    /** Text messages that came. */
    long messages() {
        return messages.get();
    }

    /** Bytes of text that came. */
    long bytes() {
        return bytes.get();
    }

    /** Sockets that the server has closed. */
    long closed() {
        return closed.get();
    }

    /** When the last socket's handshake began, as {@link System#nanoTime}. */
    long handshakeNanos() {
        return handshakeNanos;
    }

    /** When the first message was complete, as {@link System#nanoTime}. */
    long firstNanos() {
        return firstNanos;
    }

    /** When the last message was complete, as {@link System#nanoTime}. */
    long lastNanos() {
        return lastNanos;
    }

    long threadId() {
        return reader.getId();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
        try {
            while (!over) {
                selector.select(key -> read(key, buffer), 100);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) {
        buffer.clear();
        try {
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                throw new IOException("closed");
            }
        } catch (IOException e) {
            closed.incrementAndGet();
            key.cancel();
            return;
        }
        buffer.flip();
        Frames frames = (Frames) key.attachment();
        frames.take(buffer);
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (SocketChannel socket : sockets) {
            socket.close();
        }
        selector.close();
    }

    /** Splits the bytes of one socket into messages. Servers send without a mask. */
    private final class Frames {
        private final byte[] head = new byte[10];
        private int headBytes;
        private long left;
        private boolean inBody;
        private final byte[] beginning = new byte[BEGINNING];
        private int known;

        void take(ByteBuffer buffer) {
            while (buffer.hasRemaining()) {
                if (inBody) {
                    body(buffer);
                } else {
                    head[headBytes++] = buffer.get();
                    if (headBytes >= 2 && headBytes == 2 + more()) {
                        begin();
                    }
                }
            }
        }

        private int more() {
            int length = head[1] & 127;
            return length == 126 ? 2 : length == 127 ? 8 : 0;
        }

        private void begin() {
            left = head[1] & 127;
            if (more() > 0) {
                left = 0;
                for (int i = 2; i < headBytes; i++) {
                    left = left << 8 | head[i] & 255;
                }
            }
            inBody = true;
            if (left == 0) {
                end();
            }
        }

        private void body(ByteBuffer buffer) {
            int length = (int) Math.min(left, buffer.remaining());
            if (isText()) {
                for (int i = 0; i < length && known < BEGINNING; i++) {
                    beginning[known++] = buffer.get(buffer.position() + i);
                }
                bytes.addAndGet(length);
            }
            buffer.position(buffer.position() + length);
            left -= length;
            if (left == 0) {
                end();
            }
        }

        private boolean isText() {
            return (head[0] & 15) <= 1;
        }

        private void end() {
            if (isText() && head[0] < 0) {
                lastNanos = System.nanoTime();
                firstNanos = firstNanos == 0 ? lastNanos : firstNanos;
                if (new String(beginning, 0, known, StandardCharsets.US_ASCII).startsWith("{\"type\":\"NC\"")) {
                    offers.incrementAndGet();
                }
                known = 0;
                messages.incrementAndGet();
            }
            inBody = false;
            headBytes = 0;
        }
    }
}

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
package org.apache.ofbiz.asterisk.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.fixture.Heard;

/**
 * A bare AMI client for tests: says what it is told and remembers every message that came. Its reader has a thread of its own;
 * all methods may be called from any thread.
 */
public final class AmiProbe implements AutoCloseable {

    /**
     * One message; a header that came twice keeps its first value, one that did not come is the empty string.
     *
     * @param at when it was read here
     */
    public record Message(Map<String, String> headers, Instant at) {
        public String get(String header) {
            return headers.getOrDefault(header, "");
        }

        public boolean isEvent(String name) {
            return get("Event").equals(name);
        }
    }

    private final Socket socket;
    private final Heard<Message> heard = new Heard<>();
    private final AtomicInteger actions = new AtomicInteger();
    private final AmiRecording recording = new AmiRecording();

    private AmiProbe(Socket socket) {
        this.socket = socket;
    }

    /** Connects and logs in. */
    public static AmiProbe connect(String host, int port, String user, String secret) throws IOException {
        AmiProbe probe = connect(host, port);
        probe.act("Login", "Username", user, "Secret", secret);
        probe.await(message -> message.isEvent("FullyBooted"));
        return probe;
    }

    /** Connects and says nothing. */
    public static AmiProbe connect(String host, int port) throws IOException {
        AmiProbe probe = new AmiProbe(new Socket(host, port));
        Thread reader = new Thread(probe::read, "ami-probe");
        reader.setDaemon(true);
        reader.start();
        return probe;
    }

    /**
     * Sends an action and waits for its response.
     * @param headers names and values in turn
     */
    public Message act(String action, String... headers) throws IOException {
        String id = "probe-" + actions.incrementAndGet();
        StringBuilder text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        send(text.append("\r\n").toString());
        return await(message -> message.get("ActionID").equals(id) && !message.get("Response").isEmpty() && message.get("Event").isEmpty());
    }

    /** Sends this text as it is, e.g. several actions at once. */
    public void send(String text) throws IOException {
        recording.sent(text);
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** The whole dialogue so far. */
    public AmiRecording recording() {
        return recording;
    }

    /** The first message of all that came or will come that is wanted. */
    public Message await(Predicate<Message> wanted) {
        return heard.await(wanted);
    }

    /** The n-th message of all that came or will come that is wanted, counted from 1. */
    public Message await(int nth, Predicate<Message> wanted) {
        return heard.await(nth, wanted);
    }

    public List<Message> heard() {
        return heard.all();
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(recording.listening(socket.getInputStream()), StandardCharsets.UTF_8))) {
            recording.banner(in.readLine());
            Map<String, String> headers = new LinkedHashMap<>();
            List<List<String>> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).trim());
                    lines.add(List.of(line.substring(0, colon), line.substring(colon + 1).trim()));
                } else if (!headers.isEmpty()) {
                    recording.received(List.copyOf(lines));
                    lines.clear();
                    heard.add(new Message(Map.copyOf(headers), Instant.now()));
                    headers.clear();
                }
            }
        } catch (IOException closed) {
            // a test that still waits for something says what is missing
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

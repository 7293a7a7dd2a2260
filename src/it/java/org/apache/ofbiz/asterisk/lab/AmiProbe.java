/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A bare AMI client for tests: says what it is told and remembers every message that came. Its reader has a thread of its own;
 * all methods may be called from any thread.
 */
public final class AmiProbe implements AutoCloseable {

    /** One message; a header that came twice keeps its first value, one that did not come is the empty string. */
    public record Message(Map<String, String> headers) {
        public String get(String header) {
            return headers.getOrDefault(header, "");
        }

        public boolean isEvent(String name) {
            return get("Event").equals(name);
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Socket socket;
    /** Guarded by itself; waited on for more. */
    private final List<Message> heard = new ArrayList<>();
    private int actions;

    private AmiProbe(Socket socket) {
        this.socket = socket;
    }

    /** Connects and logs in. */
    public static AmiProbe connect(String host, int port, String user, String secret) throws IOException {
        AmiProbe probe = new AmiProbe(new Socket(host, port));
        Thread reader = new Thread(probe::read, "ami-probe");
        reader.setDaemon(true);
        reader.start();
        probe.act("Login", "Username", user, "Secret", secret);
        probe.await(message -> message.isEvent("FullyBooted"));
        return probe;
    }

    /**
     * Sends an action and waits for its response.
     * @param headers names and values in turn
     */
    public Message act(String action, String... headers) throws IOException {
        String id;
        synchronized (heard) {
            id = "probe-" + ++actions;
        }
        StringBuilder text = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return await(message -> message.get("ActionID").equals(id) && !message.get("Response").isEmpty());
    }

    /** The first message of all that came or will come that is wanted. */
    public Message await(Predicate<Message> wanted) {
        return await(1, wanted);
    }

    /**
     * The n-th message of all that came or will come that is wanted.
     * @throws AssertionError when it does not come within 15 s, with the names of the events that came instead
     */
    public Message await(int nth, Predicate<Message> wanted) {
        Instant deadline = Instant.now().plus(PATIENCE);
        synchronized (heard) {
            while (true) {
                Optional<Message> found = heard.stream().filter(wanted).skip(nth - 1L).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = Duration.between(Instant.now(), deadline).toMillis();
                if (left <= 0) {
                    throw new AssertionError("not heard within " + PATIENCE + ", but "
                            + heard.stream().map(message -> message.get("Event") + message.get("Response")).toList());
                }
                waitForMore(left);
            }
        }
    }

    public List<Message> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    private void waitForMore(long millis) {
        try {
            heard.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            in.readLine();
            Map<String, String> headers = new LinkedHashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).trim());
                } else if (!headers.isEmpty()) {
                    remember(new Message(Map.copyOf(headers)));
                    headers.clear();
                }
            }
        } catch (IOException closed) {
            // a test that still waits for something says what is missing
        }
    }

    private void remember(Message message) {
        synchronized (heard) {
            heard.add(message);
            heard.notifyAll();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

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
package org.apache.ofbiz.embedded.pbx;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * One AMI connection. One thread reads actions and hands them to the {@link PbxEventLoop}, one writes what is queued, so a slow client
 * holds up nobody. {@link #tell} and {@link #finish} may be called from any thread; the log-in state changes on the timeline only.
 */
final class ManagerSession {

    /** What a session needs of the PBX behind it. */
    interface Door {
        PbxEventLoop eventLoop();

        String user();

        String secret();

        void act(PbxMessage action, Consumer<PbxMessage> reply);

        PbxMessage fullyBooted();
    }

    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 128;
    private static final String GOODBYE = "";

    private final Socket socket;
    private final Door door;
    private final Consumer<ManagerSession> closed;
    private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>();
    private String challenge = "";
    private volatile boolean loggedIn;
    private volatile boolean wantsEvents;

    ManagerSession(Socket socket, Door door, Consumer<ManagerSession> closed) {
        this.socket = socket;
        this.door = door;
        this.closed = closed;
    }

    void start() {
        outbox.add("Asterisk Call Manager/11.0.0\r\n");
        thread("pbx-ami-reader", this::read);
        thread("pbx-ami-writer", this::write);
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Queues an event for a client who is logged in and wants events. */
    void tell(PbxMessage event) {
        if (loggedIn && wantsEvents) {
            send(event);
        }
    }

    private void send(PbxMessage message) {
        outbox.add(message.wire());
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            PbxMessage action = new PbxMessage();
            int headers = 0;
            for (String line = line(in); line != null && headers <= MOST_HEADERS; line = line(in)) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers++;
                    action.with(line.substring(0, colon).trim(), line.substring(colon + 1).trim());
                } else if (headers > 0) {
                    PbxMessage complete = action;
                    door.eventLoop().run(() -> act(complete));
                    action = new PbxMessage();
                    headers = 0;
                }
            }
        } catch (IOException gone) {
            // the client went away, which is its right
        } finally {
            close();
        }
    }

    /** @return null at the end of the stream */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (bytes.size() >= LONGEST_LINE) {
                throw new IOException("line too long");
            }
            if (next != 0) {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private void write() {
        try (OutputStream out = socket.getOutputStream()) {
            for (String text = outbox.take(); !text.equals(GOODBYE); text = outbox.take()) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException gone) {
            // the reader notices too
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    private void act(PbxMessage action) {
        switch (action.get("Action").toLowerCase(Locale.ROOT)) {
        case "login" -> login(action);
        case "logoff" -> {
            send(answer(action, "Goodbye").with("Message", "Thanks for all the fish."));
            finish();
        }
        case "challenge" -> {
            challenge = String.valueOf(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
            send(answer(action, "Success").with("Challenge", challenge));
        }
        case "events" -> {
            wantsEvents = !action.get("EventMask").equalsIgnoreCase("off");
            send(answer(action, "Success").with("Events", wantsEvents ? "On" : "Off"));
        }
        default -> {
            if (loggedIn) {
                door.act(action, this::send);
            } else {
                send(answer(action, "Error").with("Message", "Permission denied"));
            }
        }
        }
    }

    private static PbxMessage answer(PbxMessage action, String result) {
        PbxMessage message = new PbxMessage().with("Response", result);
        return action.get("ActionID").isEmpty() ? message : message.with("ActionID", action.get("ActionID"));
    }

    private void login(PbxMessage action) {
        boolean byKey = action.get("AuthType").equalsIgnoreCase("MD5");
        String given = byKey ? action.get("Key") : action.get("Secret");
        String expected = byKey ? md5(challenge + door.secret()) : door.secret();
        boolean right = action.get("Username").equals(door.user()) && !(byKey && challenge.isEmpty())
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
        if (!right) {
            send(answer(action, "Error").with("Message", "Authentication failed"));
            finish();
            return;
        }
        send(answer(action, "Success").with("Message", "Authentication accepted"));
        loggedIn = true;
        wantsEvents = !action.get("Events").equalsIgnoreCase("off");
        send(door.fullyBooted());
    }

    private static String md5(String text) {
        try {
            // AMI's own challenge is MD5; this PBX listens on loopback only
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Closes the connection when all that is queued is written. */
    void finish() {
        outbox.add(GOODBYE);
    }

    private void close() {
        finish();
        closed.accept(this);
        try {
            socket.close();
        } catch (IOException e) {
            // it is as closed as it gets
        }
    }
}

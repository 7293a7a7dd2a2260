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
package org.apache.ofbiz.asterisk.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks just enough AMI on a loopback port to be logged in to and asked; notes when an Originate arrives, and
 * tells that the phone could not be rung. Says what it is told to. Thread-safe. */
public final class RefusingPbx implements AutoCloseable {

    private static final Map<String, String> LISTS = Map.of("CoreShowChannels", "CoreShowChannelsComplete", "BridgeList", "BridgeListComplete",
            "PJSIPShowEndpoints", "EndpointListComplete", "PJSIPShowContacts", "ContactListComplete", "QueueStatus", "QueueStatusComplete",
            "DeviceStateList", "DeviceStateListComplete", "ExtensionStateList", "ExtensionStateListComplete", "ShowDialPlan",
            "ShowDialPlanComplete");

    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Long> originates = new LinkedBlockingQueue<>();
    /** To whoever logged in last. */
    private volatile OutputStream loggedIn = OutputStream.nullOutputStream();

    public RefusingPbx() throws IOException {
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "refusing-pbx");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Sends this text, in one write, to whoever is logged in. */
    public void says(String events) throws IOException {
        say(loggedIn, events);
    }

    /** When the next Originate arrived, as {@link System#nanoTime}. */
    long arrived() {
        try {
            Long at = originates.poll(10, TimeUnit.SECONDS);
            if (at == null) {
                throw new IllegalStateException("no Originate arrived");
            }
            return at;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                daemon(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = client.getOutputStream();
            say(out, "Asterisk Call Manager/11.0.0\r\n");
            Map<String, String> action = new HashMap<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    action.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
                } else if (!action.isEmpty()) {
                    if ("Originate".equalsIgnoreCase(action.get("action"))) {
                        originates.add(System.nanoTime());
                    }
                    say(out, answer(action));
                    if ("Login".equalsIgnoreCase(action.get("action"))) {
                        loggedIn = out;
                    }
                    action.clear();
                }
            }
        } catch (IOException closed) {
            // the component has gone
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        synchronized (out) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static String answer(Map<String, String> action) {
        String name = action.getOrDefault("action", "");
        String id = "ActionID: " + action.getOrDefault("actionid", "") + "\r\n";
        return switch (name.toLowerCase(Locale.ROOT)) {
        case "challenge" -> "Response: Success\r\n" + id + "Challenge: 4711\r\n\r\n";
        case "login" -> "Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\nEvent: FullyBooted\r\nPrivilege: system,all\r\n"
                + "Status: Fully Booted\r\n\r\n";
        case "coresettings" -> "Response: Success\r\n" + id + "AMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n\r\n";
        case "ping" -> "Response: Success\r\n" + id + "Ping: Pong\r\n\r\n";
        case "originate" -> "Response: Success\r\n" + id + "Message: Originate successfully queued\r\n\r\nEvent: OriginateResponse\r\n"
                + "Privilege: call,all\r\n" + id + "Response: Failure\r\nChannel: " + action.get("channel") + "\r\nContext: "
                + action.get("context") + "\r\nExten: " + action.get("exten") + "\r\nReason: 0\r\nUniqueid: " + action.get("channelid")
                + "\r\nCallerIDNum: 1001\r\nCallerIDName: 1001\r\n\r\n";
        default -> LISTS.entrySet().stream().filter(list -> list.getKey().equalsIgnoreCase(name)).findFirst()
                .map(list -> "Response: Success\r\nEventList: start\r\n" + id + "\r\nEvent: " + list.getValue() + "\r\nEventList: Complete\r\n"
                        + "ListItems: 0\r\n" + id + "\r\n")
                .orElse("Response: Error\r\n" + id + "Message: Invalid/unknown command: " + name + "\r\n\r\n");
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

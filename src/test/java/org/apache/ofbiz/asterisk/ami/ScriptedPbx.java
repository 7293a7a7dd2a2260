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
package org.apache.ofbiz.asterisk.ami;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessageReader;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxServer;

/** Speaks AMI on a loopback port as a script says: enough to log in and be listed, all else by {@link #answer}. */
final class ScriptedPbx implements AutoCloseable {

    static {
        allowAnyPort();
    }

    private final ServerSocket listener;
    private final Map<String, Function<AmiMessage, String>> script = new ConcurrentHashMap<>();
    private final BlockingQueue<AmiMessage> actions = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> logins = new LinkedBlockingQueue<>();
    private volatile Socket client;
    private volatile boolean frozen;

    ScriptedPbx() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    ScriptedPbx(ServerSocket listener) {
        this.listener = listener;
        answer("Challenge", action -> "Response: Success\r\nChallenge: 4711\r\n");
        answer("Login", action -> "Response: Success\r\nMessage: Authentication accepted\r\n");
        answer("CoreSettings", action -> "Response: Success\r\nAMIversion: 11.0.0\r\nAsteriskVersion: 22.10.1\r\n");
        answer("CoreShowChannels", action -> list(action, "", "CoreShowChannelsComplete"));
        answer("Ping", action -> "Response: Success\r\nPing: Pong\r\n");
        daemon(this::accept);
    }

    /** It listens on whatever port is free. */
    static void allowAnyPort() {
        System.setProperty("asterisk.pbxPorts", "1-65535");
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-pbx");
        thread.setDaemon(true);
        thread.start();
    }

    /** The same behind TLS, with the certificate of {@code tls/pbx.p12}. */
    static ScriptedPbx withTls() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = ScriptedPbx.class.getResourceAsStream("/tls/pbx.p12")) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new ScriptedPbx(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    PbxServer server() {
        return new PbxServer("PBX", "127.0.0.1", listener.getLocalPort(), false, Optional.empty(), "app", "app-secret",
                new Numbering.Contexts("internal", "outbound", "claim", "waiting"), "/rec");
    }

    /** What to say to an action from now on, without ActionID and without the empty line; null for nothing. */
    ScriptedPbx answer(String action, Function<AmiMessage, String> response) {
        script.put(action, response);
        return this;
    }

    /** A list answer: response, the given events, and the event that ends it. */
    static String list(AmiMessage action, String events, String complete) {
        String id = "ActionID: " + action.get("ActionID") + "\r\n";
        return "Response: Success\r\nEventList: start\r\n" + id + "\r\n" + events.replace("$ID", id)
                + "Event: " + complete + "\r\nEventList: Complete\r\n";
    }

    /** Sends text as it is. */
    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        OutputStream out = client.getOutputStream();
        synchronized (this) {
            out.write(bytes);
            out.flush();
        }
    }

    /** The next action of this name. */
    AmiMessage received(String action) throws InterruptedException {
        while (true) {
            AmiMessage next = actions.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + action + " arrived");
            }
            if (action.equals(next.get("Action"))) {
                return next;
            }
        }
    }

    /** Whether an action of this name waits to be looked at. */
    boolean hasReceived(String action) {
        return actions.stream().anyMatch(message -> action.equals(message.get("Action")));
    }

    /** Waits for the next log-in. */
    void awaitLogin() throws InterruptedException {
        if (logins.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("nobody logged in");
        }
    }

    /** Still there, but says nothing any more. */
    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
    }

    /** Closes the connection as a PBX that stops. */
    void drop() throws IOException {
        client.close();
    }

    /** Says this and then nothing more on this connection, as a PBX that stops in good order. */
    void sayLast(String text) throws IOException {
        synchronized (this) {
            say(text);
            client.shutdownOutput();
        }
    }

    /** As {@link #say}, for a thread that may still be at it when the test is over. */
    void sayUnlessGone(String text) {
        try {
            say(text);
        } catch (IOException gone) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (client != null) {
            client.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                client = socket;
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            say("Asterisk Call Manager/11.0.0\r\n");
            AmiMessageReader in = new AmiMessageReader(socket.getInputStream());
            for (Optional<AmiMessage> action = in.next(); action.isPresent(); action = in.next()) {
                actions.add(action.get());
                if (!frozen) {
                    reply(action.get());
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void reply(AmiMessage action) throws IOException {
        String name = action.get("Action");
        String response = script.getOrDefault(name, unknown -> "Response: Error\r\nMessage: Invalid/unknown command: " + name + "\r\n").apply(action);
        if (response != null) {
            say(response + "ActionID: " + action.get("ActionID") + "\r\n\r\n");
        }
        if ("Login".equals(name) && response != null && response.contains("accepted")) {
            say("Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n");
            logins.add(client);
        }
    }
}

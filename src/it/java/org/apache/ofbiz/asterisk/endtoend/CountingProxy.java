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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.fixture.TcpProxy;

/** Between nodes and a PBX: keeps which actions came on which connection. Thread-safe. */
final class CountingProxy implements AutoCloseable {

    private static final Pattern ACTION = Pattern.compile("(?im)^action: *(\\w+)");
    private static final Pattern CHANNEL = Pattern.compile("(?im)^channel: *(\\S+)");
    private static final Pattern CONTEXT = Pattern.compile("(?im)^context: *(\\S+)");
    private static final Pattern EXTENSION = Pattern.compile("(?im)^exten: *(\\S+)");
    private static final String END = "\r\n\r\n";

    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final TcpProxy proxy;

    CountingProxy(int serverPort) throws IOException {
        this(serverPort, "127.0.0.1", 0);
    }

    /** At an address of one node. @param port 0 for any that is free */
    CountingProxy(int serverPort, String address, int port) throws IOException {
        proxy = new TcpProxy(serverPort, address, port, () -> {
            Connection connection = new Connection();
            connections.add(connection);
            return connection;
        });
    }

    /** Who was sent where: extension@context. */
    record Redirect(String channel, String target) {
    }

    /** One connection of a node. */
    static final class Connection implements TcpProxy.Ear {
        private final List<String> actions = new ArrayList<>();
        private final List<Redirect> redirected = new ArrayList<>();
        private final StringBuilder unfinished = new StringBuilder();
        private volatile boolean open = true;

        boolean isOpen() {
            return open;
        }

        synchronized int size() {
            return actions.size();
        }

        synchronized List<String> after(int former) {
            return List.copyOf(actions.subList(former, actions.size()));
        }

        private synchronized List<Redirect> redirects() {
            return List.copyOf(redirected);
        }

        private synchronized int redirectCount() {
            return redirected.size();
        }

        @Override
        public void said(String text) {
            unfinished.append(text);
            int whole = unfinished.lastIndexOf(END);
            if (whole >= 0) {
                for (String message : unfinished.substring(0, whole).split(END)) {
                    Matcher action = ACTION.matcher(message);
                    if (action.find()) {
                        note(action.group(1), message);
                    }
                }
                unfinished.delete(0, whole + END.length());
            }
        }

        private synchronized void note(String action, String message) {
            Matcher channel = CHANNEL.matcher(message);
            if (action.equalsIgnoreCase("Redirect") && channel.find()) {
                redirected.add(new Redirect(channel.group(1), first(EXTENSION, message) + '@' + first(CONTEXT, message)));
            }
            actions.add(action);
        }

        private static String first(Pattern header, String message) {
            Matcher found = header.matcher(message);
            return found.find() ? found.group(1) : "";
        }

        @Override
        public void over() {
            open = false;
        }
    }

    /** Channels that were sent somewhere, one for each Redirect. */
    List<String> redirects() {
        return allRedirects().stream().map(Redirect::channel).toList();
    }

    List<Redirect> allRedirects() {
        return connections.stream().flatMap(connection -> connection.redirects().stream()).toList();
    }

    /** How many of them. */
    int redirected() {
        return connections.stream().mapToInt(Connection::redirectCount).sum();
    }

    /** Whether a node has logged in, and read what there is. */
    boolean isConnected() {
        return connections.stream().anyMatch(connection -> connection.isOpen() && connection.after(0).contains("CoreShowChannels"));
    }

    /** The network between this node and the PBX: nothing passes. */
    void stall() {
        proxy.stall();
    }

    void heal() {
        proxy.heal();
    }

    int port() {
        return proxy.port();
    }

    List<Connection> connections() {
        return List.copyOf(connections);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}

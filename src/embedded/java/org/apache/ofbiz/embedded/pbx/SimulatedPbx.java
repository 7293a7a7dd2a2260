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

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A telephone system that exists only in this process: speaks AMI on loopback as a real Asterisk 22 does to a user with the rights that the
 * admin guide asks for, has phones 1001 to 1003 and a trunk to customers, and writes recordings. See README.md here for what it can do and
 * what not. Thread-safe.
 */
public final class SimulatedPbx implements AutoCloseable {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String USER = "ofbiz";

    private final PbxEventLoop eventLoop;
    private final Exchange exchange;
    private final ActiveCalls calls = new ActiveCalls();
    private final AmiServer server;
    private final String secret;

    private SimulatedPbx(int port, Path recordings, PbxEventLoop eventLoop, String secret) throws IOException {
        this.secret = secret;
        this.eventLoop = eventLoop;
        this.exchange = new Exchange(eventLoop, recordings, this::tell);
        this.server = new AmiServer(port, new Behind(new ActionHandler(exchange, calls)));
        server.start();
    }

    /**
     * Starts it in real time.
     * @param port where AMI listens on 127.0.0.1; 0 for any free port
     * @param recordings the folder of the recordings; made when it is needed
     * @throws IOException when the port is taken
     */
    public static SimulatedPbx start(int port, Path recordings) throws IOException {
        return start(port, recordings, new RealTimeEventLoop());
    }

    static SimulatedPbx start(int port, Path recordings, PbxEventLoop eventLoop) throws IOException {
        return new SimulatedPbx(port, recordings, eventLoop, newSecret());
    }

    /** As {@link #start(int, Path)}, with the AMI secret of another one: its standby, or the same one after a restart. */
    public static SimulatedPbx startLike(SimulatedPbx other, int port, Path recordings) throws IOException {
        return new SimulatedPbx(port, recordings, new RealTimeEventLoop(), other.secret);
    }

    public int port() {
        return server.port();
    }

    public String user() {
        return USER;
    }

    /** The AMI secret, new for every PBX but those that are started like another. */
    public String secret() {
        return secret;
    }

    /** From the next call on, the phone of this extension (1001 to 1003) or of this customer's number behaves like that. */
    public void behaves(String number, PhoneBehaviour behaviour) {
        eventLoop.run(() -> exchange.behaves(number, behaviour));
    }

    /** From now on it has so many phones instead of three: 1001 and those that follow. To be said before a client lists them. */
    public void hasPhones(int count) {
        eventLoop.run(() -> exchange.hasPhones(count));
    }

    /** From now on a phone of ours that is in a call rings all the same. */
    public void phonesTakeManyCalls() {
        eventLoop.run(exchange::takesManyCalls);
    }

    /** From the next answer on, customers end conversations after this time (20 s before), unless somebody else does. */
    public void customersTalkFor(Duration length) {
        eventLoop.run(() -> exchange.talksFor(length));
    }

    /**
     * A customer calls. He waits with music until somebody claims the call, at most two minutes.
     * @param callerNumber may be empty: a withheld number
     * @param dialled the service number, for instance 5000
     */
    public void placeIncomingCall(String callerNumber, String callerName, String dialled) {
        CallerId caller = new CallerId(clean(callerNumber), clean(callerName));
        String exten = clean(dialled);
        eventLoop.run(() -> {
            SimulatedChannel channel = exchange.newChannel(Endpoint.TRUNK, "", "").orElseThrow();
            channel.caller(caller);
            new IncomingCall(exchange, calls, channel).arrive(exten);
        });
    }

    /** Whoever calls from this number, or was called there, hangs up. Nothing happens when nobody does. */
    public void customerHangsUp(String number) {
        eventLoop.run(() -> calls.all().forEach(call -> call.customer()
                .filter(customer -> customer.caller().number().equals(clean(number))).ifPresent(call::hangUp)));
    }

    private static String clean(String value) {
        return CONTROL.matcher(value).replaceAll("").trim();
    }

    private static String newSecret() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void tell(PbxMessage event) {
        server.tell(event);
    }

    /** Goes off like a real one: says so, then closes every connection. */
    @Override
    public void close() throws IOException {
        eventLoop.close();
        tell(PbxMessage.event("Shutdown", "system").with("Shutdown", "Cleanly").with("Restart", "False"));
        server.close();
    }

    /** The side that sessions see. */
    private final class Behind implements ManagerSession.Door {
        private final ActionHandler actions;

        Behind(ActionHandler actions) {
            this.actions = actions;
        }

        @Override
        public PbxEventLoop eventLoop() {
            return eventLoop;
        }

        @Override
        public String user() {
            return USER;
        }

        @Override
        public String secret() {
            return secret;
        }

        @Override
        public void act(PbxMessage action, Consumer<PbxMessage> reply) {
            actions.act(action, reply);
        }

        @Override
        public PbxMessage fullyBooted() {
            long uptime = Duration.between(exchange.started(), eventLoop.now()).toSeconds();
            return PbxMessage.event("FullyBooted", "system").with("Uptime", uptime).with("LastReload", uptime).with("Status", "Fully Booted");
        }
    }
}

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

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.PeerListing;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.base.util.Debug;

/**
 * Follows the phones and lines of one server: lists them after each login, when the PBX says that it has loaded its configuration again,
 * and when an admin asks; keeps how each of them is. One list is made at a time, on a thread of its own: anyone who takes it may write it to a
 * database. Thread-safe.
 */
final class PeerWatch {

    private static final String MODULE = PeerWatch.class.getName();

    private final PbxServer server;
    private final PeerListing.Sink sink;
    private final PeerStates states = new PeerStates();
    /** Lists that were asked for and are not made. */
    private final AtomicInteger wanted = new AtomicInteger();
    /** Whom to ask: the login that the last list was asked for. */
    private final AtomicReference<AmiSession> latest = new AtomicReference<>();
    private volatile boolean listed;

    PeerWatch(PbxServer server, PeerListing.Sink sink) {
        this.server = server;
        this.sink = sink;
    }

    PeerStates states() {
        return states;
    }

    /** Whether all that was asked for since the login has been listed and taken. */
    boolean complete() {
        return listed && wanted.get() == 0;
    }

    /** The connection is lost, and nothing is known any more. */
    void forget() {
        listed = false;
        states.forget();
    }

    /** On the reader thread. */
    void happened(AmiSession session, AmiMessage event) {
        if ("Reload".equals(event.event()) && mayChangePeers(event.get("Module"))) {
            list(session);
        } else {
            PeerStateTranslator.happened(event, states);
        }
    }

    private static boolean mayChangePeers(String module) {
        return "All".equalsIgnoreCase(module) || module.startsWith("res_pjsip") || module.startsWith("chan_");
    }

    /** Asks for a list; returns at once. Lists that are asked for while one is made become one. */
    void list(AmiSession session) {
        latest.set(session);
        if (wanted.getAndIncrement() == 0) {
            Thread thread = new Thread(this::listAll, "asterisk-peers-" + server.serverId());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void listAll() {
        int asked;
        do {
            asked = wanted.get();
            AmiSession session = latest.get();
            try {
                PeerListing listing = new PeerLister(session, server.contexts().internal(), states).list();
                if (!session.lost().isDone()) {
                    sink.peersListed(server.serverId(), listing);
                }
            } catch (RuntimeException e) {
                Debug.logError(e, "Couldn't discover the extensions and trunks of Asterisk server " + server, MODULE);
            }
            listed = !session.lost().isDone();
        } while (!wanted.compareAndSet(asked, 0));
    }
}

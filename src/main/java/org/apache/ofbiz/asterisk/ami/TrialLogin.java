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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFailure;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.asteriskjava.manager.action.OriginateAction;

/**
 * One login of its own, to find out what an admin has to know of a server before it is used: whether it can be reached and logged in to,
 * what its AMI user may do, and what its dialplan has. Rights count from the login on, so a connection that stands cannot tell what a
 * changed manager.conf gives; this one can.
 */
public final class TrialLogin {

    /** A channel that no PBX can make: asking for it rings nobody, and tells whether this user hears of calls. */
    static final String NO_CHANNEL = "OFBizTrial/none";

    /** An admin waits for it. A PBX that speaks answers in milliseconds. */
    private static final AmiSession.Limits LIMITS =
            new AmiSession.Limits(Duration.ofSeconds(3), Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofMillis(1500));
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
    /** Of one context; more is nothing to choose from. */
    private static final int MOST_EXTENSIONS = 200;

    private final PbxServer server;
    private final ConnectionRules rules;
    private final String probe = "trial-" + UUID.randomUUID();
    private final CountDownLatch heard = new CountDownLatch(1);

    private TrialLogin(PbxServer server, ConnectionRules rules) {
        this.server = server;
        this.rules = rules;
    }

    /**
     * What was found.
     *
     * @param failure  why nothing more is known; empty when the login came about
     * @param fault    the kind of that failure
     * @param rights   empty when the PBX did not tell
     * @param contexts extensions of each context of the dialplan, in the order of their names; empty when the user may not read it
     */
    public record Found(Optional<ConnectionReason> failure, Optional<ConnectionFault> fault, String asteriskVersion,
                        Optional<ManagerRights> rights, Map<String, List<String>> contexts) {

        static Found failed(ConnectionFault fault, ConnectionReason why) {
            return new Found(Optional.of(why), Optional.of(fault), "", Optional.empty(), Map.of());
        }
    }

    /** Logs in, looks and leaves. Waits for the PBX, 10 s at most; never throws. Thread-safe. */
    public static Found run(PbxServer server, ConnectionRules rules) {
        Optional<Failure> unsafe = SafeValues.checkText("userName", server.userName());
        return unsafe.isPresent() ? Found.failed(ConnectionFault.LOG_IN, ConnectionReason.other(unsafe.get().detail()))
                : new TrialLogin(server, rules).run();
    }

    private Found run() {
        AmiSession session = new AmiSession(server, rules, LIMITS, new ConnectionMetrics(Clock.systemUTC()), this::received);
        CompletableFuture<Void> tooLate = new CompletableFuture<>();
        tooLate.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).thenRun(() -> session.abandon(ConnectionReason.of(Code.NOT_AMI)));
        try {
            session.open();
            session.awaitBooted();
            Optional<ManagerRights> rights = rights(session);
            return new Found(Optional.empty(), Optional.empty(), session.versionText(), rights, contexts(session));
        } catch (IOException e) {
            if (tooLate.isDone() && !(e instanceof ConnectionFailure)) {
                // whatever the socket says once it was closed for that
                return Found.failed(ConnectionFault.AWAY, ConnectionReason.of(Code.NOT_AMI));
            }
            return Found.failed(ConnectionFailure.faultOf(e), ConnectionReason.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Found.failed(ConnectionFault.AWAY, ConnectionReason.of(Code.INTERRUPTED));
        } finally {
            tooLate.cancel(false);
            session.abandon(ConnectionReason.of(Code.CLOSED));
        }
    }

    private void received(AmiSession from, AmiMessage event) {
        if ("OriginateResponse".equals(event.event()) && event.get("ActionID").endsWith(probe)) {
            heard.countDown();
        }
    }

    private Optional<ManagerRights> rights(AmiSession session) throws InterruptedException {
        try {
            ManagerRights asked = new RightsCheck(session).find();
            Map<Feature, Grant> grants = new EnumMap<>(asked.grants());
            if (asked.of(Feature.ORIGINATE) == Grant.GIVEN) {
                grants.put(Feature.CALL_EVENTS, hearsOfCalls(session) ? Grant.GIVEN : Grant.DENIED);
            }
            return Optional.of(new ManagerRights(grants));
        } catch (CompletionException silent) {
            return Optional.empty();
        }
    }

    /** The answer to an Originate is an event of the class call, also where no channel came about. */
    private boolean hearsOfCalls(AmiSession session) throws InterruptedException {
        OriginateAction action = new OriginateAction();
        action.setActionId(probe);
        action.setChannel(NO_CHANNEL);
        action.setApplication("NoOp");
        action.setTimeout(1000L);
        action.setAsync(true);
        session.send(action);
        return heard.await(HEARD_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Map<String, List<String>> contexts(AmiSession session) {
        Map<String, List<String>> contexts = new TreeMap<>();
        try {
            for (AmiMessage item : session.list(PlainAction.showDialplan(Optional.empty(), Optional.empty())).join()) {
                List<String> extensions = contexts.computeIfAbsent(item.get("Context"), name -> new ArrayList<>());
                String extension = item.get("Extension");
                if (!extension.isEmpty() && extensions.size() < MOST_EXTENSIONS && !extensions.contains(extension)) {
                    extensions.add(extension);
                }
            }
        } catch (CompletionException refused) {
            return Map.of();
        }
        contexts.remove("");
        return contexts;
    }
}

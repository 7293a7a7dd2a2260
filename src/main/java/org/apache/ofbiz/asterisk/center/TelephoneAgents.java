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
package org.apache.ofbiz.asterisk.center;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.AgentPins;
import org.apache.ofbiz.asterisk.crm.directory.SeatRows;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.push.OfbizAccess;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Agents who sign in and out at a phone: the dialplan asks for number and PIN, raises a UserEvent, and plays what the variable
 * {@code OFBIZ_RESULT} says then. Which phone it is says the channel, never the caller ID. An agent who signed in so needs no browser. Thread-safe.
 */
final class TelephoneAgents {

    /** UserEvents of the dialplan. */
    static final String SIGN_IN = "OfbizSignIn";
    static final String SIGN_OUT = "OfbizSignOut";

    private static final String SESSION = "telephone ";

    private final CallDistributor distributor;
    private final PbxLinks links;
    private final AgentDirectory.PhoneSeats seats;
    private final AgentPins pins;
    private final UserDirectory users;
    private final Predicate<String> mayBeAgent;
    private final DirectCalls directCalls;
    private final Executor workers;
    private final ErrorReporter problems;
    /** Logins of those who signed in at a phone. Guarded by its own lock. */
    private final Set<String> signedIn = new HashSet<>();

    /** @param mayBeAgent whether a login has the permission to take calls; looks up */
    TelephoneAgents(CallDistributor distributor, PbxLinks links, AgentDirectory.PhoneSeats seats, AgentPins pins, UserDirectory users,
                    Predicate<String> mayBeAgent, Executor workers, ErrorReporter problems) {
        this.distributor = distributor;
        this.links = links;
        this.seats = seats;
        this.pins = pins;
        this.users = users;
        this.mayBeAgent = mayBeAgent;
        this.directCalls = new DirectCalls(distributor, links, pins, workers, problems);
        this.workers = workers;
        this.problems = problems;
    }

    static TelephoneAgents of(Delegator delegator, LocalDispatcher dispatcher, CallDistributor distributor, PbxLinks links, Executor workers,
                              ErrorReporter problems) {
        Security security = dispatcher.getDispatchContext().getSecurity();
        return new TelephoneAgents(distributor, links, new SeatRows(delegator), new AgentPins(delegator), new UserDirectory(delegator),
                login -> OfbizAccess.mayBeAgent(delegator, security, login), workers, problems);
    }

    /** Returns at once. */
    void heard(String serverId, CallEvent event) {
        directCalls.heard(serverId, event);
        if (event instanceof CallEvent.UserEventRaised raised && List.of(SIGN_IN, SIGN_OUT).contains(raised.name())) {
            CompletableFuture
                    .supplyAsync(() -> raised.name().equals(SIGN_IN) ? signIn(serverId, raised) : signOut(serverId, raised.channel()), workers)
                    .thenCompose(result -> result).exceptionally(failure -> {
                        problems.report("signing in or out by telephone", failure);
                        return "failed";
                    }).thenAccept(result -> tell(serverId, raised.channel(), result));
        }
    }

    private void tell(String serverId, Channel channel, String result) {
        links.commands(serverId).ifPresent(pbx -> pbx.act(new ChannelCommand.SetVariable(channel.name(), ChannelCommand.Variable.RESULT, result)));
    }

    private Optional<Peer> phone(String serverId, Channel channel) {
        Optional<Numbering> numbering = links.numbering(serverId);
        return numbering.flatMap(known -> channel.peerNames().stream().flatMap(name -> known.peer(channel.technology(), name).stream()).findFirst())
                .filter(peer -> peer.type() == Peer.Type.EXTENSION && peer.enabled());
    }

    private CompletionStage<String> signIn(String serverId, CallEvent.UserEventRaised raised) {
        Optional<Peer> phone = phone(serverId, raised.channel());
        if (phone.isEmpty()) {
            return CompletableFuture.completedFuture("wrong");
        }
        Optional<Person> user = pins.verify(raised.headers().getOrDefault("agent", ""), raised.headers().getOrDefault("pin", ""),
                phone.get().peerId()).filter(known -> mayBeAgent.test(known.userLoginId()));
        if (user.isEmpty()) {
            return CompletableFuture.completedFuture("wrong");
        }
        return distributor.agents().signInAt(user.get(), phone.get()).thenApply(answer -> {
            if (answer.refusal().isPresent()) {
                return answer.refusal().get().code() == Refusal.Code.PHONE_TAKEN ? "taken" : "failed";
            }
            isThere(user.get());
            return "in";
        });
    }

    private void isThere(Person user) {
        synchronized (signedIn) {
            signedIn.add(user.userLoginId());
        }
        distributor.signIn(SESSION + user.userLoginId(), user);
    }

    private CompletionStage<String> signOut(String serverId, Channel channel) {
        Optional<Peer> phone = phone(serverId, channel);
        Optional<Agent> agent = phone.flatMap(peer -> distributor.agentsHere().stream()
                .filter(known -> known.choice().kind() != AgentChoice.Kind.SIGNED_OUT)
                .filter(known -> known.phones().current().filter(own -> own.peerId().equals(peer.peerId())).isPresent()).findFirst());
        return agent.flatMap(known -> users.withLogin(known.userLoginId())).map(user -> leaves(user).thenApply(left -> "out"))
                .orElseGet(() -> CompletableFuture.completedFuture("none"));
    }

    private CompletionStage<Void> leaves(Person user) {
        return distributor.agents().choose(user, AgentChoice.Kind.SIGNED_OUT, Optional.empty()).thenAcceptAsync(answer -> {
            seats.leave(user.userLoginId());
            links.phonesChanged();
            synchronized (signedIn) {
                signedIn.remove(user.userLoginId());
            }
            distributor.signOut(SESSION + user.userLoginId());
        }, workers);
    }

    private void signOutQuietly(Person user) {
        leaves(user).whenComplete((left, failure) -> Optional.ofNullable(failure)
                .ifPresent(cause -> problems.report("signing out who signed in by telephone", cause)));
    }

    /** Who signed in before OFBiz was stopped is there again; whose day is over, or who may take no calls now, is signed out. Looks up. */
    void settle() {
        try {
            Set<String> now = seats.byTelephone().stream().filter(mayBeAgent).collect(Collectors.toSet());
            Set<String> known;
            synchronized (signedIn) {
                known = Set.copyOf(signedIn);
            }
            now.stream().filter(login -> !known.contains(login)).flatMap(login -> users.withLogin(login).stream()).forEach(this::isThere);
            known.stream().filter(login -> !now.contains(login)).flatMap(login -> users.withLogin(login).stream()).forEach(this::signOutQuietly);
        } catch (RuntimeException e) {
            problems.report("looking who signed in by telephone", e);
        }
    }
}

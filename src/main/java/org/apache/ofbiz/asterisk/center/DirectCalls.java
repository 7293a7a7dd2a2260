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

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.ChannelCommand.Variable;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.AgentPins;

/**
 * Calls to an agent by agent number, from any phone of the PBX: the dialplan raises a UserEvent, and dials what it is told then, the phone at
 * which the agent works now. Thread-safe.
 */
final class DirectCalls {

    /** UserEvent of the dialplan. */
    static final String CALL = "OfbizCallAgent";

    /** What the variable {@code OFBIZ_RESULT} says. */
    private enum Result {
        /** Dial the target as phones do. */
        CALL,
        /** Dial the target by a channel that says whose phone it is. */
        ELSEWHERE,
        /** The agent has no phone that can be rung. */
        AWAY,
        /** No such agent. */
        NONE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the dialplan is to dial; empty variables for nowhere. */
    private record Way(Result result, Map<Variable, String> variables) {
        static Way none(Result result) {
            return new Way(result, Map.of());
        }
    }

    private final CallDistributor distributor;
    private final PbxLinks links;
    private final AgentPins pins;
    private final Executor workers;
    private final ErrorReporter problems;

    DirectCalls(CallDistributor distributor, PbxLinks links, AgentPins pins, Executor workers, ErrorReporter problems) {
        this.distributor = distributor;
        this.links = links;
        this.pins = pins;
        this.workers = workers;
        this.problems = problems;
    }

    /** Returns at once. */
    void heard(String serverId, CallEvent event) {
        if (event instanceof CallEvent.UserEventRaised raised && raised.name().equals(CALL)) {
            CompletableFuture.supplyAsync(() -> way(serverId, raised), workers)
                    .thenCompose(way -> tell(serverId, raised.channel(), way))
                    .exceptionally(failure -> {
                        problems.report("calling an agent by number", failure);
                        return PbxCommands.Result.SUCCESS;
                    });
        }
    }

    private Way way(String serverId, CallEvent.UserEventRaised raised) {
        Optional<Numbering> numbering = links.numbering(serverId);
        boolean fromPhone = numbering.filter(known -> isPhone(known, raised.channel())).isPresent();
        Optional<Person> agent = fromPhone ? pins.owner(raised.headers().getOrDefault("agent", "")) : Optional.empty();
        return agent.isEmpty() ? Way.none(Result.NONE) : distributor.reachedAt(agent.get(), serverId)
                .flatMap(phone -> to(phone, numbering.orElseThrow().contexts())).orElseGet(() -> Way.none(Result.AWAY));
    }

    private static boolean isPhone(Numbering numbering, Channel channel) {
        return channel.peerNames().stream().flatMap(name -> numbering.peer(channel.technology(), name).stream())
                .anyMatch(peer -> peer.type() == Peer.Type.EXTENSION && peer.enabled());
    }

    private static Optional<Way> to(Peer phone, Numbering.Contexts contexts) {
        int at = phone.name().indexOf('@');
        return phone.isPlace() ? Optional.of(new Way(Result.ELSEWHERE, Map.of(Variable.TARGET, phone.name().substring(0, at),
                Variable.CONTEXT, phone.name().substring(at + 1))))
                : phone.number().filter(number -> !contexts.internal().isBlank()).map(number -> new Way(Result.CALL, Map.of(
                Variable.TARGET, number, Variable.CONTEXT, contexts.internal())));
    }

    /** The result comes last: the dialplan waits for it. */
    private CompletionStage<PbxCommands.Result> tell(String serverId, Channel channel, Way way) {
        CompletionStage<PbxCommands.Result> told = CompletableFuture.completedFuture(PbxCommands.Result.SUCCESS);
        for (Map.Entry<Variable, String> variable : way.variables().entrySet()) {
            told = told.thenCompose(done -> set(serverId, channel, variable.getKey(), variable.getValue()));
        }
        return told.thenCompose(done -> set(serverId, channel, Variable.RESULT, done.ok() ? way.result().text() : Result.AWAY.text()));
    }

    private CompletionStage<PbxCommands.Result> set(String serverId, Channel channel, Variable variable, String value) {
        return links.commands(serverId).map(pbx -> pbx.act(new ChannelCommand.SetVariable(channel.name(), variable, value)))
                .orElseGet(() -> CompletableFuture.completedFuture(PbxCommands.Result.SUCCESS));
    }
}

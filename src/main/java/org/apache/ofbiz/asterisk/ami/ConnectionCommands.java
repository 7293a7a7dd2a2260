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

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.ami.queues.QueuePositions;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;

/** Commands to a server, each checked before it is sent, and refused while the server isn't connected. Thread-safe. */
final class ConnectionCommands implements PbxCommands {

    private static final int REASON_REFUSED = -1;

    private final CommandQueue commands;
    private final Dialplan dialplan;
    private final QueuePositions queuePlaces;
    private final Supplier<ConnectionState> state;
    private final Consumer<CallEvent> sink;
    private final Clock clock;

    /** @param sink takes the announcement of our own Originates and transfers; must not wait */
    ConnectionCommands(CommandQueue commands, Dialplan dialplan, QueuePositions queuePlaces, Supplier<ConnectionState> state,
                       Consumer<CallEvent> sink, Clock clock) {
        this.commands = commands;
        this.dialplan = dialplan;
        this.queuePlaces = queuePlaces;
        this.state = state;
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Result> originate(Originate request) {
        Optional<Failure> refused = refusal(SafeValues.check(request));
        if (refused.isPresent()) {
            return refused(refused.get());
        }
        Party caller = new Party(request.callerIdNumber(), request.callerIdName());
        sink.accept(new CallEvent.OriginateRequested(clock.instant(), request.channelId(), request.extension(), caller, request.context(),
                request.number(), request.placedFor()));
        return commands.send(Actions.originate(request)).thenApply(result -> {
            if (!result.ok()) {
                sink.accept(new CallEvent.OriginateFailed(clock.instant(), request.channelId(), request.extension(), caller,
                        request.context(), request.number(), REASON_REFUSED));
            }
            return result;
        });
    }

    @Override
    public CompletionStage<Result> redirect(Redirect request) {
        Optional<Failure> refused = refusal(SafeValues.check(request));
        if (refused.isPresent()) {
            return refused(refused.get());
        }
        // what the PBX refuses costs places in the queue, not the claim
        queuePlaces.keepLine(request.channelName()).forEach(caller -> commands.send(Actions.priority(caller)));
        queuePlaces.toTell(request.channelName()).ifPresent(place ->
                commands.send(Actions.setVariable(request.channelName(), QueuePositions.VARIABLE, place)));
        return dialplan.redirect(request);
    }

    @Override
    public CompletionStage<Result> hangup(String channelName) {
        Optional<Failure> refused = refusal(SafeValues.checkChannelName(channelName));
        return refused.isPresent() ? refused(refused.get()) : commands.send(Actions.hangup(channelName));
    }

    @Override
    public CompletionStage<Result> startRecording(String channelName, String file) {
        Optional<Failure> refused = refusal(SafeValues.checkRecording(channelName, file));
        return refused.isPresent() ? refused(refused.get()) : commands.send(Actions.startRecording(channelName, file));
    }

    @Override
    public CompletionStage<Result> act(ChannelCommand command) {
        Optional<Failure> refused = refusal(SafeValues.check(command));
        return refused.isPresent() ? refused(refused.get()) : dialplan.act(command);
    }

    @Override
    public CompletionStage<Result> monitor(Monitoring request) {
        Optional<Failure> refused = refusal(SafeValues.check(request));
        return refused.isPresent() ? refused(refused.get()) : commands.send(Actions.monitor(request));
    }

    @Override
    public void putThrough(CallEvent.Transferred transfer) {
        sink.accept(transfer);
    }

    @Override
    public void consent(CallEvent.ConsentTold told) {
        sink.accept(told);
    }

    @Override
    public void help(CallEvent.HelpAsked asked) {
        sink.accept(asked);
    }

    @Override
    public CompletionStage<Map<String, Presence>> contexts(Collection<String> names) {
        return dialplan.contexts(names);
    }

    private Optional<Failure> refusal(Optional<Failure> unsafe) {
        return unsafe.isPresent() || state.get().connected() ? unsafe : Optional.of(new Failure(Failure.Kind.PBX_AWAY, state.get().words()));
    }

    private static CompletionStage<Result> refused(Failure failure) {
        return CompletableFuture.completedFuture(new Result(Optional.of(failure)));
    }
}

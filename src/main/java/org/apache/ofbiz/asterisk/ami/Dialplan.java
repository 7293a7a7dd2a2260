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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.Numbering.Contexts;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.base.util.Debug;

/**
 * What a PBX's dialplan has, asked by ShowDialPlan each time again: {@code dialplan reload} tells no AMI client (seen on Asterisk 16 and
 * 22), and the answer takes a millisecond. Asterisk itself compares an extension with its patterns and follows includes. The AMI user
 * needs write=reporting; without it, everything is {@link Presence#UNKNOWN}. Never blocks; thread-safe.
 */
final class Dialplan {

    private static final String MODULE = Dialplan.class.getName();
    private static final String NO_CONTEXT = "Did not find context";
    private static final String NO_EXTENSION = "Did not find extension";
    /** Where a call that is sent to an extension begins. */
    private static final String FIRST = "1";

    private final CommandQueue commands;

    Dialplan(CommandQueue commands) {
        this.commands = commands;
    }

    /** Completes exceptionally when the PBX is offline or silent. */
    CompletableFuture<Presence> find(String context, Optional<String> extension) {
        if (SafeValues.checkPlace(context, extension).isPresent()) {
            return CompletableFuture.completedFuture(Presence.UNKNOWN);
        }
        return show(context, extension).thenCompose(answer -> {
            if (answer.refused().startsWith(NO_CONTEXT)) {
                return CompletableFuture.completedFuture(Presence.MISSING);
            }
            boolean begins = answer.items().stream().anyMatch(item -> FIRST.equals(item.get("Priority")));
            if (begins || extension.isEmpty() && answer.refused().isEmpty()) {
                return CompletableFuture.completedFuture(Presence.THERE);
            }
            boolean missing = extension.isPresent() && (answer.refused().isEmpty() || answer.refused().startsWith(NO_EXTENSION));
            return missing ? unlessSwitched(context) : CompletableFuture.completedFuture(Presence.UNKNOWN);
        });
    }

    /** A switch looks extensions up elsewhere, e.g. in a database, which ShowDialPlan does not tell. */
    private CompletableFuture<Presence> unlessSwitched(String context) {
        return show(context, Optional.empty()).thenApply(all -> all.refused().isEmpty()
                && all.items().stream().noneMatch(item -> item.has("Switch") || item.has("IncludeContext")) ? Presence.MISSING : Presence.UNKNOWN);
    }

    /** All of these, by name. Never completes exceptionally. */
    CompletableFuture<Map<String, Presence>> contexts(Collection<String> names) {
        Map<String, CompletableFuture<Presence>> asked = new LinkedHashMap<>();
        names.stream().filter(name -> !name.isBlank()).forEach(name -> asked.put(name,
                find(name, Optional.empty()).exceptionally(away -> Presence.UNKNOWN)));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<String, Presence> found = new LinkedHashMap<>();
            asked.forEach((name, presence) -> found.put(name, presence.join()));
            return found;
        });
    }

    /** Sends the channel, unless it is known that it would fall out of the dialplan. */
    CompletableFuture<Result> redirect(Redirect request) {
        return ifThere(request.context(), request.extension(), () -> send(request));
    }

    /** Where a place of the dialplan is needed, not without it. */
    CompletableFuture<Result> act(ChannelCommand command) {
        Supplier<CompletableFuture<Result>> work = () -> commands.send(command.dispatch(new ChannelActions()));
        return command instanceof ChannelCommand.Send send ? ifThere(ChannelCommand.CONTEXT, send.place().extension(), work) : work.get();
    }

    /** Does it, unless it is known that the dialplan has no such place. */
    private CompletableFuture<Result> ifThere(String context, String extension, Supplier<CompletableFuture<Result>> work) {
        return find(context, Optional.of(extension)).handle((presence, failure) -> {
            if (failure != null) {
                return CompletableFuture.completedFuture(CommandQueue.failed(failure));
            }
            return presence == Presence.MISSING
                    ? CompletableFuture.completedFuture(Result.failed(Failure.Kind.NO_SUCH_EXTENSION, extension + "@" + context))
                    : work.get();
        }).thenCompose(result -> result);
    }

    /** A caller who cannot be given a place before the others is sent all the same. */
    private CompletableFuture<Result> send(Redirect request) {
        // the PBX carries out what one connection asks in its order
        request.variables().forEach((name, value) -> commands.send(Actions.setVariable(request.channelName(), name, value)));
        if (!request.firstInQueue()) {
            return commands.send(Actions.redirect(request));
        }
        return commands.send(Actions.firstInQueue(request.channelName())).handle((result, failure) -> commands.send(Actions.redirect(request)))
                .thenCompose(result -> result);
    }

    /** Tells the log which contexts of the server's row are missing. */
    void report(String serverId, Contexts configured) {
        contexts(configured.all()).thenAccept(found -> found.forEach((name, presence) -> {
            if (presence == Presence.MISSING) {
                Debug.logWarning("The dialplan of Asterisk server " + serverId + " has no context [" + name + "]. Add it to extensions.conf, or"
                        + " enter another context in the server settings. No callers are sent there until then", MODULE);
            }
        }));
    }

    private CompletableFuture<Answer> show(String context, Optional<String> extension) {
        return commands.list(PlainAction.showDialplan(Optional.of(context), extension)).handle((items, failure) -> {
            if (failure == null) {
                return CompletableFuture.completedFuture(new Answer(items, ""));
            }
            Throwable cause = CommandQueue.cause(failure);
            return cause instanceof AmiSession.Refused refused ? CompletableFuture.completedFuture(new Answer(List.of(), refused.getMessage()))
                    : CompletableFuture.<Answer>failedFuture(cause);
        }).thenCompose(answer -> answer);
    }

    /** @param refused the PBX's words; empty where it answered with a list */
    private record Answer(List<AmiMessage> items, String refused) {
    }
}

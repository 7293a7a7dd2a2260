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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.ami.queues.QueueTranslator;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.apache.ofbiz.base.util.Debug;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.QueueMemberRingInUseAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.action.QueuePenaltyAction;
import org.asteriskjava.manager.action.QueueRemoveAction;
import org.asteriskjava.manager.action.QueueStatusAction;

/**
 * The members of the queues of one server: lists them after each login and when the PBX has loaded its queues again, follows their changes,
 * and changes them. Thread-safe; nothing waits.
 */
public final class QueueWatch implements QueueCommands {

    private static final String MODULE = QueueWatch.class.getName();
    /** A thousand agents in a hundred queues. */
    private static final int MOST_MEMBERS = 100_000;

    private final String serverId;
    private final CommandQueue commands;
    private final Object gate = new Object();
    private Consumer<QueueEvent> sink = event -> { };
    private Object listing = new Object();
    private boolean listingNow;
    private volatile boolean missing;
    /** What happened while the list was on its way. Each event tells the whole member, so that telling it again does no harm. */
    private List<QueueEvent> meanwhile = new ArrayList<>();

    QueueWatch(String serverId, CommandQueue commands) {
        this.serverId = serverId;
        this.commands = commands;
    }

    /** @param listener told in order, under a lock; must return at once */
    public void listen(Consumer<QueueEvent> listener) {
        synchronized (gate) {
            sink = listener;
        }
    }

    /** On the reader thread. */
    void heard(AmiSession session, AmiMessage message) {
        if ("Reload".equals(message.event()) && mayChangeQueues(message.get("Module"))) {
            list(session);
            return;
        }
        if (message.event().startsWith("QueueMember") || message.event().startsWith("Agent")) {
            QueueTranslator.translate(message).ifPresent(event -> {
                synchronized (gate) {
                    if (listingNow && meanwhile.size() >= MOST_MEMBERS) {
                        missing = true; // more than any PBX tells: it is asked once more
                    } else if (listingNow) {
                        meanwhile.add(event);
                    } else {
                        sink.accept(event);
                    }
                }
            });
        }
    }

    private static boolean mayChangeQueues(String module) {
        return "All".equalsIgnoreCase(module) || module.startsWith("app_queue");
    }

    /** Asks for all members; a list that is asked for later replaces one that isn't there yet. */
    void list(AmiSession session) {
        Object mine = new Object();
        missing = false;
        synchronized (gate) {
            listing = mine;
            listingNow = true;
            meanwhile = new ArrayList<>();
        }
        session.list(new QueueStatusAction(), MOST_MEMBERS).whenComplete((items, failure) -> {
            if (failure == null) {
                listed(mine, items);
            } else if (CommandQueue.cause(failure) instanceof AmiSession.Refused) {
                listed(mine, List.of()); // a PBX without app_queue has no members, either
            } else {
                String why = ConnectionReason.of(CommandQueue.cause(failure)).text();
                Debug.logInfo("Asterisk server " + serverId + " didn't list its queues: " + why, MODULE);
                missing = true;
            }
        });
    }

    /** Asks again for a list that didn't come. */
    void listMissing(AmiSession session) {
        if (missing) {
            list(session);
        }
    }

    private void listed(Object mine, List<AmiMessage> items) {
        List<QueueMember> members = items.stream().flatMap(item -> QueueTranslator.listed(item).stream()).toList();
        synchronized (gate) {
            if (mine == listing) {
                sink.accept(new QueueEvent.Listed(members));
                meanwhile.forEach(sink);
                meanwhile = new ArrayList<>();
                listingNow = false;
            }
        }
    }

    /** The connection is closed. */
    void forget() {
        synchronized (gate) {
            listing = new Object();
            listingNow = true; // nothing that comes late from the old connection is told
            meanwhile = new ArrayList<>();
            sink.accept(new QueueEvent.Disconnected());
        }
    }

    /** Tells that the connection is closed, and nothing after that: who listens may hear the next connection already when the thread of this ends. */
    void close() {
        forget();
        listen(event -> { });
    }

    @Override
    public CompletionStage<Result> add(NewMember member) {
        QueueAddAction action = new QueueAddAction(member.key().queue(), member.key().device(), member.penalty());
        action.setMemberName(member.name());
        action.setStateInterface(member.stateDevice());
        action.setPaused(member.pauseReason().isPresent());
        member.pauseReason().ifPresent(action::setReason);
        return send(action, SafeValues.check(member));
    }

    @Override
    public CompletionStage<Result> remove(QueueKey key) {
        return send(new QueueRemoveAction(key.queue(), key.device()), SafeValues.check(key));
    }

    @Override
    public CompletionStage<Result> pause(QueueKey key, Optional<String> reason) {
        QueuePauseAction action = new QueuePauseAction(key.device(), key.queue(), reason.isPresent());
        reason.ifPresent(action::setReason);
        return send(action, SafeValues.check(key).or(() -> reason.flatMap(SafeValues::checkReason)));
    }

    @Override
    public CompletionStage<Result> penalty(QueueKey key, int penalty) {
        return send(new QueuePenaltyAction(key.device(), penalty, key.queue()), SafeValues.check(key));
    }

    @Override
    public CompletionStage<Result> ringInUse(QueueKey key, boolean rings) {
        QueueMemberRingInUseAction action = new QueueMemberRingInUseAction();
        action.setInterface(key.device());
        action.setQueue(key.queue());
        action.setRingInUse(rings);
        return send(action, SafeValues.check(key));
    }

    private CompletionStage<Result> send(ManagerAction action, Optional<Failure> unsafe) {
        return unsafe.<CompletionStage<Result>>map(failure -> CompletableFuture.completedFuture(new Result(Optional.of(failure))))
                .orElseGet(() -> commands.send(action));
    }
}

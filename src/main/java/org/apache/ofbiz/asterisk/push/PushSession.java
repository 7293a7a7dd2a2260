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
package org.apache.ofbiz.asterisk.push;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.push.relay.RelayedText;
import org.apache.ofbiz.asterisk.push.request.ClientRequest;
import org.apache.ofbiz.asterisk.push.request.ClientRequestReader;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimer;
import org.apache.ofbiz.base.util.Debug;

/**
 * One browser: reads what it asks, has the call distributor do it, and answers. Requests come from one thread at a time, answers and news from
 * any.
 */
public final class PushSession {

    private static final String MODULE = PushSession.class.getName();
    /** Permission to place and claim calls. */
    private static final String AGENT = "_AGENT";

    /** Holds nothing of a session. */
    private static final ClientRequestReader READER = new ClientRequestReader();

    private final String id;
    private final AuthenticatedUser authenticated;
    private final Outbox outbox;
    private final CallControl distributor;
    private final MessageWriter messages;
    private final RateLimiter gate;
    private final ScreenPopTimer pops;
    private final Supplier<Access> access;
    private final Access atFirst;
    private final long openedMillis;
    /** Hears of what was refused, and why. */
    private volatile BiConsumer<String, String> refusals = (what, why) -> { };
    private volatile Function<PushSession, CompletionStage<Boolean>> wallboard = session -> CompletableFuture.completedFuture(false);
    /** When the browser was last heard of, ms since 1970. */
    private volatile long heardNanos = System.nanoTime();
    /** Groups of the user when they connected. */
    private volatile Set<String> groupIds = Set.of();
    private volatile Set<String> supervised = Set.of();
    /** The node that has the user's calls; empty for this one. */
    private volatile Optional<String> host = Optional.empty();
    /** Whether the browser is connected to another node. */
    private volatile boolean guest;
    private volatile Consumer<String> relay = text -> { };
    private final AtomicBoolean greeted = new AtomicBoolean();
    /** The HTTP session whose end closes this socket; a login can give it another id. */
    private volatile String httpSessionId;

    PushSession(String id, AuthenticatedUser authenticated, Outbox outbox, CallControl distributor, MessageWriter messages, RateLimiter gate,
                ScreenPopTimer pops, Supplier<Access> access, long nowMillis) {
        this.id = id;
        this.authenticated = authenticated;
        this.outbox = outbox;
        this.distributor = distributor;
        this.messages = messages;
        this.gate = gate;
        this.pops = pops;
        this.access = access;
        this.atFirst = access.get();
        this.openedMillis = nowMillis;
        this.httpSessionId = authenticated.httpSessionId();
    }

    /** From now on. */
    void tellRefusals(BiConsumer<String, String> listener) {
        refusals = listener;
    }

    /** @param watch answers whether the user may watch the wallboard, and tells it where they may */
    void watchesWith(Function<PushSession, CompletionStage<Boolean>> watch) {
        wallboard = watch;
    }

    /** @param asks gets requests where another node serves the browser */
    void servedBy(Optional<String> node, boolean isGuest, Consumer<String> asks) {
        host = node;
        guest = isGuest;
        relay = asks;
    }

    Optional<String> host() {
        return host;
    }

    boolean isGuest() {
        return guest;
    }

    /** What the node that serves this browser has for it. Nothing is sent before HELLO; another HELLO may follow. */
    void relayed(String text, boolean hello) {
        if (hello && greeted.compareAndSet(false, true)) {
            outbox.open(text);
            return;
        }
        RelayedText.about(text).ifPresentOrElse(about -> outbox.news(new Outbox.News(about, () -> text)), () -> outbox.answer(text));
    }

    /** By which this node knows the browser. */
    public String id() {
        return id;
    }

    AuthenticatedUser authenticated() {
        return authenticated;
    }

    ScreenPopTimer pops() {
        return pops;
    }

    Person person() {
        return authenticated.person();
    }

    String httpSessionId() {
        return httpSessionId;
    }

    void httpSessionRenamed(String newId) {
        httpSessionId = newId;
    }

    /** @return whether that is news */
    boolean memberOf(Set<String> groups, Set<String> supervisedGroups) {
        boolean same = groups.equals(groupIds) && supervisedGroups.equals(supervised);
        groupIds = groups;
        supervised = supervisedGroups;
        return !same;
    }

    /** Those of the user's groups that the user supervises. */
    Set<String> supervised() {
        return supervised;
    }

    Set<String> groupIds() {
        return groupIds;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Whether there was no sign of life for longer than this. */
    boolean silentFor(Duration time) {
        return System.nanoTime() - heardNanos > time.toNanos();
    }

    /** Any sign of life. */
    void heard() {
        heardNanos = System.nanoTime();
    }

    /** When the socket was opened, ms since 1970. */
    long openedMillis() {
        return openedMillis;
    }

    boolean isOpen() {
        return outbox.isOpen();
    }

    /** Whether the user may still do all that they might when they connected. */
    boolean keepsRights() {
        return keeps(access.get());
    }

    /** As {@link #keepsRights}, where the user's rights are known. */
    boolean keeps(Access now) {
        return now.view() && !now.isLessThan(atFirst);
    }

    /** A sign of life that asks nothing counts, too: nobody needs many. */
    public void receivedPong() {
        if (!gate.pass()) {
            tooMany();
        }
    }

    private void tooMany() {
        refusals.accept("socket", CloseReason.TOO_MANY_MESSAGES.name());
        close(CloseReason.TOO_MANY_MESSAGES);
    }

    public void received(String text) {
        if (!gate.pass()) {
            tooMany();
            return;
        }
        if (!keepsRights()) {
            close(CloseReason.RIGHTS_CHANGED);
            return;
        }
        if (Debug.verboseOn()) {
            Debug.logVerbose("<< " + id + " " + text, MODULE);
        }
        try {
            ClientRequest request = READER.read(text);
            if (host.isPresent() && !(request instanceof ClientRequest.Alive)) {
                relay.accept(text);
            } else {
                request.dispatch(new Requests());
            }
        } catch (ClientRequest.Malformed e) {
            answer(messages.error(e.id(), e.code(), e.getMessage(), authenticated.locale()));
        }
    }

    /** Binary messages are none of the protocol. */
    public void receivedBinary() {
        if (gate.pass()) {
            answer(messages.error(Optional.empty(), "BAD_MESSAGE", "binary", authenticated.locale()));
        } else {
            tooMany();
        }
    }

    /** What each kind of request does. */
    private final class Requests implements ClientRequest.Handler {

        @Override
        public void alive(ClientRequest.Alive request) {
            answer(messages.ok(request.id()));
        }

        @Override
        public void shown(ClientRequest.Shown request) {
            request.cards().forEach(card -> pops.shown(card.callId(), card.ago()));
            answer(messages.ok(request.id()));
        }

        @Override
        public void getUrl(ClientRequest.GetUrl request) {
            answerWhenDone(request.id(), distributor.lookUp(person(), request.callId(), request.number(), request.partyId())
                    .thenApply(found -> found.caller().isPresent() ? messages.url(request.id(), found.callId(), found.caller().get())
                            : refusal(request.id(), found.refusal())));
        }

        @Override
        public void claim(ClientRequest.Claim request) {
            ofAgent(request, () -> distributor.claim(request.callId(), person(), Optional.of(id), request.extension()));
        }

        @Override
        public void setState(ClientRequest.SetState request) {
            ofAgent(request, () -> distributor.agents().choose(person(), request.state(), request.reason(), request.group()));
        }

        @Override
        public void useExtension(ClientRequest.UseExtension request) {
            ofAgent(request, () -> distributor.agents().useExtension(person(), request.extension()));
        }

        @Override
        public void wrapUpRequest(ClientRequest.WrapUpRequest request) {
            ofAgent(request, () -> request.extend() ? distributor.agents().extendWrapUp(person(), request.callId())
                    : distributor.agents().endWrapUp(person(), request.callId()));
        }

        @Override
        public void control(ClientRequest.Control request) {
            if (mayBeAgent(request)) {
                answerWhenDone(request.id(), distributor.handling().handle(request.command(), person())
                        .thenApply(handled -> handled.refusal().isEmpty() ? messages.handled(request.id(), handled.space())
                                : refusal(request.id(), handled.refusal())));
            }
        }

        @Override
        public void listParked(ClientRequest.ListParked request) {
            if (mayBeAgent(request)) {
                answerWhenDone(request.id(), distributor.handling().parked(person()).thenApply(calls -> messages.parked(request.id(), calls)));
            }
        }

        @Override
        public void watch(ClientRequest.Watch request) {
            answerWhenDone(request.id(), wallboard.apply(PushSession.this).thenApply(may -> {
                if (!may) {
                    refusals.accept("socket Watch", Code.NOT_PERMITTED.name());
                }
                return may ? messages.ok(request.id()) : refusal(request.id(), Optional.of(new Refusal(Code.NOT_PERMITTED, "ASTERISK_SUPERVISOR")));
            }));
        }

        private void ofAgent(ClientRequest request, Supplier<CompletionStage<Answer>> work) {
            if (mayBeAgent(request)) {
                answerWhenDone(request.id(), work.get()
                        .thenApply(done -> done.refusal().isEmpty() ? messages.ok(request.id()) : refusal(request.id(), done.refusal())));
            }
        }

        private boolean mayBeAgent(ClientRequest request) {
            boolean agent = isAgent();
            if (!agent) {
                refusals.accept("socket " + request.getClass().getSimpleName(), Code.NOT_PERMITTED.name());
                answer(refusal(request.id(), Optional.of(new Refusal(Code.NOT_PERMITTED, "ASTERISK" + AGENT))));
            }
            return agent;
        }
    }

    /** Whether the user may see the calls and agents of all groups. */
    boolean supervisesAll() {
        return access.get().supervisor();
    }

    /** Whether the user may say of themselves that they take calls. */
    boolean isAgent() {
        return access.get().agent();
    }

    private void answerWhenDone(JsonNode re, CompletionStage<String> answer) {
        answer.whenComplete((message, failure) -> {
            if (failure != null) {
                Debug.logError(failure, "Couldn't answer a request of " + person().userLoginId(), MODULE);
            }
            answer(failure == null ? message : refusal(re, Optional.empty()));
        });
    }

    private String refusal(JsonNode re, Optional<Refusal> refusal) {
        return messages.refused(re, refusal.orElseGet(() -> new Refusal(Code.FAILED, "")), authenticated.locale());
    }

    private void answer(String message) {
        outbox.answer(message);
    }

    /** Says why, where the user should know, and closes. */
    public void close(CloseReason reason) {
        outbox.close(reason, messages.lastWords(reason, authenticated.locale()));
    }
}

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
package org.apache.ofbiz.asterisk.center.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.service.LocalDispatcher;

/** Services that other nodes run for users of this one, and this one for users of others. Thread-safe. */
public final class NodeServices {

    private static final String MODULE = NodeServices.class.getName();
    private static final int THREADS = 8;
    private static final int MOST = 1_000;
    /** Characters of a field that go in one frame. */
    private static final int AT_ONCE = 16 << 10;
    /** A node that doesn't answer soon isn't reached: who reads gets what the others have. */
    private static final Duration READING = Duration.ofSeconds(3);

    private final OtherNodes nodes;
    private final NodeRoutes routes;
    private final ServiceRunner runner;
    private final ServiceAsks asks = new ServiceAsks();
    private final ThreadLocal<Boolean> serving = ThreadLocal.withInitial(() -> false);
    private final ExecutorService work = RelayThreads.pool(THREADS, MOST, "asterisk-nodes-service");

    NodeServices(LocalDispatcher dispatcher, OtherNodes nodes, NodeRoutes routes) {
        this.runner = new ServiceRunner(dispatcher);
        this.nodes = nodes;
        this.routes = routes;
    }

    /**
     * Has the node run a service that has the call, or else the calls of a user. Empty where that is this node.
     *
     * @param userLoginId who asks
     * @param whose       the user whose calls these are
     * @param attributes  of the service
     */
    public Optional<CompletionStage<ServiceAnswer>> ask(String service, String userLoginId, String whose, Map<String, String> attributes,
                                                        Locale locale) {
        if (serving.get()) {
            return Optional.empty();
        }
        Optional<String> callId = Optional.ofNullable(attributes.get("callId"));
        Optional<String> node = callId.isPresent() ? callId.flatMap(routes::ofCall) : routes.host(whose);
        return node.map(nodeId -> asks.ask(nodeId, fields(service, userLoginId, attributes, locale), ServiceAsks.LONGEST,
                frame -> nodes.add(nodeId, frame)));
    }

    private static Map<String, String> fields(String service, String userLoginId, Map<String, String> attributes, Locale locale) {
        Map<String, String> fields = new HashMap<>(Map.of(Frame.SERVICE, service, Frame.USER, userLoginId, Frame.LOCALE, locale.toLanguageTag()));
        attributes.forEach((name, value) -> fields.put(Frame.ATTRIBUTE + name, value));
        return fields;
    }

    /** Whether this thread runs a service for a user of another node, which is about what this node has. */
    public boolean isServing() {
        return serving.get();
    }

    /**
     * Has all other nodes find something of their own, or the one that has the call, where one is named. Waits for at most {@link #READING}.
     *
     * @param userLoginId who asks: each node finds what that user may see
     */
    public NodeAnswers askAll(String service, String userLoginId, Map<String, String> attributes, Locale locale) {
        Optional<String> callId = Optional.ofNullable(attributes.get("callId"));
        Set<String> wanted = serving.get() ? Set.of() : callId.map(id -> routes.holderOf(id).map(Set::of).orElse(Set.of()))
                .orElseGet(routes::othersWithServers);
        Map<String, String> fields = fields(service, userLoginId, attributes, locale);
        Map<String, CompletableFuture<ServiceAnswer>> asked = new HashMap<>();
        wanted.stream().filter(routes::reaches).forEach(nodeId -> asked.put(nodeId, asks.ask(nodeId, fields, READING,
                frame -> nodes.add(nodeId, frame))));
        Map<String, Map<String, String>> found = new HashMap<>();
        asked.forEach((nodeId, answer) -> {
            ServiceAnswer all = answer.join(); // has its own end
            if (all.refusal().isEmpty()) {
                found.put(nodeId, all.attributes());
            }
        });
        return NodeAnswers.of(found, wanted, routes.connected());
    }

    /** Another node asks. */
    void serve(OtherNode node, Frame ask) {
        try {
            work.execute(() -> {
                serving.set(true);
                try {
                    answer(node, ask, runner.run(ask));
                } finally {
                    serving.remove();
                }
            });
        } catch (RejectedExecutionException e) {
            Debug.logWarning("Too many requests of other OFBiz nodes", MODULE);
            answer(node, ask, Map.of(Frame.CODE, Refusal.Code.TOO_MANY_REQUESTS.name()));
        }
    }

    private void answer(OtherNode node, Frame ask, Map<String, String> fields) {
        String id = ask.get(Frame.ASK);
        Map<String, String> answer = new HashMap<>();
        fields.forEach((name, value) -> {
            int from = 0;
            while (value.length() - from > AT_ONCE) {
                int to = from + AT_ONCE - (Character.isHighSurrogate(value.charAt(from + AT_ONCE - 1)) ? 1 : 0);
                nodes.add(node.nodeId(), new Frame(Frame.Kind.PART, Map.of(Frame.ASK, id, Frame.NAME, name, Frame.TEXT, value.substring(from, to))));
                from = to;
            }
            answer.put(name, value.substring(from));
        });
        answer.put(Frame.ASK, id);
        nodes.add(node.nodeId(), new Frame(Frame.Kind.DONE, answer));
    }

    void part(OtherNode node, Frame part) {
        asks.part(node.nodeId(), part);
    }

    /** Another node has answered. */
    void answered(OtherNode node, Frame done) {
        asks.answered(node.nodeId(), done);
    }

    /** What that node has answered may be lost. */
    void forget(String nodeId) {
        asks.forget(nodeId);
    }

    void close() {
        work.shutdownNow();
    }
}

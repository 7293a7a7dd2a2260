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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All other nodes that were ever heard of, and what is to be sent to them. Thread-safe. */
final class OtherNodes {

    private final String self;
    private final Supplier<List<Frame>> news;
    private final Map<String, OtherNode> nodes = new ConcurrentHashMap<>();
    /** Those that weren't told of something, since they were dead. */
    private final Set<String> passed = ConcurrentHashMap.newKeySet();
    private volatile Optional<SharedRows> shared = Optional.empty();
    private volatile boolean listens;
    private final BlockingQueue<OtherNode> toSend = new LinkedBlockingQueue<>();

    /** @param news with which each stream begins */
    OtherNodes(String self, Supplier<List<Frame>> news) {
        this.self = self;
        this.news = news;
    }

    /** Each stream begins with these, too. */
    void share(SharedRows rows) {
        shared = Optional.of(rows);
    }

    Optional<SharedRows> shared() {
        return shared;
    }

    Collection<OtherNode> all() {
        return nodes.values();
    }

    Optional<OtherNode> find(String nodeId) {
        return Optional.ofNullable(nodes.get(nodeId));
    }

    /** Begins a stream to those of them that aren't known yet. */
    void greet(Set<String> nodeIds) {
        nodeIds.forEach(nodeId -> nodes.computeIfAbsent(nodeId, unknown -> {
            OtherNode node = new OtherNode(unknown, self);
            restart(node);
            return node;
        }));
    }

    void restart(OtherNode node) {
        node.restart(() -> Stream.of(news.get().stream(), shared.filter(any -> node.takesRows()).stream()
                .flatMap(rows -> rows.whole().stream()).map(OtherNodes::frame), ofEvents(node)).flatMap(frames -> frames).toList());
        wake(node);
    }

    private Stream<Frame> ofEvents(OtherNode node) {
        Stream<Frame> asks = listens && node.takesEvents() ? Stream.of(new Frame(Frame.Kind.LISTEN, Map.of())) : Stream.empty();
        return node.isListening() ? Stream.concat(asks, Stream.of(new Frame(Frame.Kind.EVENTS, Map.of()))) : asks;
    }

    /** Whether somebody listens on this node to events of all; each stream begins with that, too. */
    void listen(boolean whether) {
        listens = whether;
        Frame frame = new Frame(whether ? Frame.Kind.LISTEN : Frame.Kind.UNLISTEN, Map.of());
        nodes.values().stream().filter(OtherNode::takesEvents).forEach(node -> add(node.nodeId(), frame));
    }

    /** Something is to be sent there. */
    void wake(OtherNode node) {
        if (node.queue()) {
            toSend.add(node);
        }
    }

    void beat(OtherNode node) {
        node.beatIsDue();
        wake(node);
    }

    /** @return whether it will be sent; if not, everything is told to that node again */
    boolean add(String nodeId, Frame frame) {
        OtherNode node = nodes.get(nodeId);
        if (node == null) {
            return false;
        }
        boolean added = node.add(frame);
        if (added) {
            wake(node);
        } else {
            restart(node);
        }
        return added;
    }

    private static Frame frame(String rows) {
        return new Frame(Frame.Kind.ROWS, Map.of(Frame.TEXT, rows));
    }

    /** For all that live. Another one begins again with everything when it lives again. @param alive ids of nodes */
    void addRows(Set<String> alive, String rows) {
        Frame frame = frame(rows);
        nodes.forEach((nodeId, node) -> {
            if (!alive.contains(nodeId)) {
                passed.add(nodeId);
            } else if (passed.remove(nodeId)) {
                restart(node);
            } else if (node.takesRows()) {
                add(nodeId, frame);
            }
        });
    }

    /** Waits for one to which something is to be sent. */
    OtherNode take() throws InterruptedException {
        return toSend.take();
    }
}

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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;

/**
 * Events of other nodes for listeners of this one, and those of this one for theirs. A node is told only while somebody listens there, or did within
 * the last minutes, so that a listener that comes back goes on where it was. Where events of a node may be missing, {@link LiveEvent.Type#RESET} is
 * among them: when it begins to tell them, again or for the first time, and when it's gone. Thread-safe.
 */
public final class NodeEvents {

    /** How long events go on coming in after the last listener. */
    static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OtherNodes nodes;
    private final NodeRoutes routes;
    private final LongSupplier nanoTime;
    private final LiveEvents all = new LiveEvents(LiveEvents.CAPACITY, Clock.systemUTC());

    // guarded by this
    private boolean listens;
    private long wantedNanos;
    /** Ids of the nodes whose events come in. */
    private final Set<String> begun = new HashSet<>();

    NodeEvents(OtherNodes nodes, NodeRoutes routes, LongSupplier nanoTime) {
        this.nodes = nodes;
        this.routes = routes;
        this.nanoTime = nanoTime;
    }

    /** Those of this node, and of other nodes, while somebody listens. */
    public LiveEvents all() {
        return all;
    }

    /** @param own events of this node, from now on */
    public void follow(LiveEvents own) {
        own.follow(event -> {
            all.repeat(event);
            tell(event);
        });
    }

    private void tell(LiveEvent event) {
        List<OtherNode> listeners = nodes.all().stream().filter(OtherNode::isListening).toList();
        if (!listeners.isEmpty()) {
            Frame frame = new Frame(Frame.Kind.EVENT, Map.of(Frame.TEXT, text(event)));
            listeners.forEach(node -> nodes.add(node.nodeId(), frame));
        }
    }

    /** Somebody listens here now: events of other nodes are to come in. */
    public synchronized void wanted() {
        wantedNanos = nanoTime.getAsLong();
        if (!listens) {
            listens = true;
            nodes.listen(true);
        }
    }

    /** Waits until those of all nodes that can be reached come in, a moment at most. */
    public synchronized void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<String> telling = routes.tellingEvents();
        long left = PATIENCE.toMillis();
        while (left > 0 && !begun.containsAll(telling)) {
            try {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whose events come in. */
    public synchronized BoardScope scope() {
        return begun.containsAll(routes.others()) ? BoardScope.ALL : routes.connected() ? BoardScope.SOME : BoardScope.OWN;
    }

    /** Now and then: nobody has listened for long. */
    synchronized void look() {
        if (listens && nanoTime.getAsLong() - wantedNanos > KEPT.toNanos()) {
            listens = false;
            begun.clear();
            nodes.listen(false);
        }
    }

    /** What another node says of events. */
    void take(OtherNode node, Frame frame) {
        switch (frame.kind()) {
        case LISTEN -> {
            node.listens(true); // an event that goes before EVENTS isn't taken there
            nodes.add(node.nodeId(), new Frame(Frame.Kind.EVENTS, Map.of()));
        }
        case UNLISTEN -> node.listens(false);
        case EVENTS -> begins(node.nodeId());
        default -> heard(node.nodeId(), frame);
        }
    }

    private synchronized void begins(String nodeId) {
        if (listens) {
            begun.add(nodeId);
            all.lost();
            notifyAll();
        }
    }

    private void heard(String nodeId, Frame frame) {
        LiveEvent event = event(frame.get(Frame.TEXT));
        synchronized (this) {
            if (begun.contains(nodeId)) {
                all.repeat(event);
            }
        }
    }

    /** The node begins a stream: what it told before may not be all. {@link Frame.Kind#EVENTS} follows. */
    synchronized void restarts(String nodeId) {
        begun.remove(nodeId);
    }

    /** The node is dead, or can't be reached. */
    synchronized void isGone(String nodeId) {
        if (begun.remove(nodeId)) {
            all.lost();
        }
    }

    private static String text(LiveEvent event) {
        ObjectNode json = JSON.createObjectNode().put("at", event.at().toString()).put("t", event.type().name());
        event.callId().ifPresent(callId -> json.put("c", callId));
        event.groupId().ifPresent(groupId -> json.put("g", groupId));
        json.set("u", JSON.valueToTree(event.users()));
        json.set("d", JSON.valueToTree(event.data()));
        return json.toString();
    }

    /** @throws IllegalArgumentException for what is no such text */
    @SuppressWarnings("unchecked")
    private static LiveEvent event(String text) {
        try {
            Map<String, Object> json = JSON.readValue(text, Map.class);
            return new LiveEvent(0, Instant.parse((String) json.get("at")), LiveEvent.Type.valueOf((String) json.get("t")),
                    Optional.ofNullable((String) json.get("c")), Optional.ofNullable((String) json.get("g")),
                    Set.copyOf((Collection<String>) json.get("u")), (Map<String, Object>) json.get("d"));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("This is no event", e);
        }
    }
}

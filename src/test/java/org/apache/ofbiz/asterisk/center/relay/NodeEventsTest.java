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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent.Type;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that tell each other events, unless a message is lost. */
class NodeEventsTest {

    private final Node talks = new Node("a1", "b2");
    private final Node listens = new Node("b2", "a1");
    private long nanos;

    /** One of them, and how it knows the other one. */
    private final class Node {
        private final String otherId;
        private final OtherNodes nodes;
        private final NodeEvents events;
        private final LiveEvents own = new LiveEvents(100, Clock.systemUTC());
        private final LiveEvents all;

        Node(String id, String otherId) {
            this.otherId = otherId;
            this.nodes = new OtherNodes(id, List::of);
            ServerLeases leases = ServerLeases.of(null, false, Set::of);
            this.events = new NodeEvents(nodes, new NodeRoutes(leases, null, new NoBroker(), nodes), this::now);
            this.all = events.all();
            events.follow(own);
            nodes.greet(Set.of(otherId));
        }

        private long now() {
            return nanos;
        }

        private OtherNode other() {
            return nodes.find(otherId).orElseThrow();
        }

        private void arrives(NodeMessage message) {
            NodeLink.Verdict verdict = other().arrived(message, nanos);
            if (verdict == NodeLink.Verdict.DROP) {
                return;
            }
            if (other().learns(message) | other().misses(message)) {
                nodes.restart(other());
            }
            if (verdict == NodeLink.Verdict.LOST) {
                nodes.beat(other());
                return;
            }
            message.frames().forEach(frame -> {
                switch (frame.kind()) {
                case START -> {
                    events.restarts(otherId);
                    other().began();
                }
                case READY -> other().isReady();
                default -> events.take(other(), frame);
                }
            });
        }

        private void happens(String callId, Type type) {
            own.add(type, Optional.of(callId), Optional.of("SUPPORT"), Set.of("ann"), Map.of("agent", "ann", "wait", 7L, "missed", false,
                    "variables", Map.of("ORDER", "12")));
        }

        private List<String> told() {
            return all.after(0, 100).stream().map(event -> event.callId().map(id -> id + ' ').orElse("") + event.type().wireName()).toList();
        }
    }

    private static final class NoBroker implements Broker {

        @Override
        public void connect(BiConsumer<String, String> listener) {
            // the test carries the messages
        }

        @Override
        public boolean connected() {
            return true;
        }

        @Override
        public void send(String nodeId, String text, String seal) {
            // the test carries the messages
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Messages that this node has for the other one now. */
    private static List<NodeMessage> has(Node node) {
        List<NodeMessage> messages = new ArrayList<>();
        for (Optional<NodeMessage> next = node.other().poll(); next.isPresent(); next = node.other().poll()) {
            messages.add(NodeMessage.read(next.get().text()).orElseThrow());
        }
        return messages;
    }

    /** Until nothing is left to say. */
    private void both() {
        for (int i = 0; i < 5; i++) {
            has(talks).forEach(listens::arrives);
            has(listens).forEach(talks::arrives);
        }
    }

    private List<Frame.Kind> sent() {
        return has(talks).stream().flatMap(message -> message.frames().stream()).map(Frame::kind).toList();
    }

    @BeforeEach
    void theyHearEachOther() {
        List.of(talks, listens).forEach(node -> node.nodes.beat(node.other()));
        both();
    }

    @Test
    void nothingIsSentWhileNobodyListensElsewhere() {
        talks.happens("P:1", Type.CALL_STARTED);
        assertThat(sent(), is(empty()));
        assertThat("its own listeners have it", talks.told(), is(List.of("P:1 call.started")));
        talks.events.wanted();
        both();
        talks.happens("P:1", Type.CALL_ENDED);
        assertThat("nor is it for listeners of this node", sent(), is(empty()));
    }

    @Test
    void aListeningNodeHasAllEventsOnceInTheirOrderAsTheyWere() {
        listens.events.wanted();
        both();
        assertThat("from here on", listens.told(), is(List.of("reset")));
        talks.happens("P:1", Type.CALL_STARTED);
        listens.happens("Q:1", Type.CALL_STARTED);
        talks.happens("P:1", Type.CALL_ENDED);
        has(talks).forEach(message -> {
            listens.arrives(message);
            listens.arrives(message);
        });
        assertThat(listens.told(), is(List.of("reset", "Q:1 call.started", "P:1 call.started", "P:1 call.ended")));
        LiveEvent there = talks.own.after(0, 1).get(0);
        LiveEvent here = listens.all.after(2, 1).get(0);
        assertThat(here.at() + " " + here.groupId() + here.users() + new TreeMap<>(here.data()),
                is(there.at() + " " + there.groupId() + there.users() + new TreeMap<>(there.data())));
        assertThat("the other node's events are for listeners, not for call actions",
                listens.own.after(0, 100).stream().map(event -> event.callId().orElse("")).toList(), is(List.of("Q:1")));
    }

    @Test
    void whenAMessageIsLostListenersAreToReadAgainAndEventsGoOn() {
        listens.events.wanted();
        both();
        talks.happens("P:1", Type.CALL_STARTED);
        has(talks); // lost
        talks.happens("P:2", Type.CALL_STARTED);
        both();
        talks.happens("P:3", Type.CALL_STARTED);
        both();
        assertThat(listens.told(), is(List.of("reset", "reset", "P:3 call.started")));
    }

    @Test
    void whenTheOtherNodeIsGoneListenersAreToReadAgain() {
        listens.events.wanted();
        both();
        talks.happens("P:1", Type.CALL_STARTED);
        both();
        listens.events.isGone("a1");
        listens.events.isGone("a1");
        assertThat(listens.told(), is(List.of("reset", "P:1 call.started", "reset")));
    }

    @Test
    void longAfterTheLastListenerNothingIsSentAndWhoComesBackIsToReadAgain() {
        listens.events.wanted();
        both();
        nanos += NodeEvents.KEPT.toNanos();
        listens.events.look();
        talks.happens("P:1", Type.CALL_STARTED);
        both();
        assertThat("who comes back soon has missed nothing", listens.told(), is(List.of("reset", "P:1 call.started")));
        nanos += Duration.ofSeconds(1).toNanos();
        listens.events.look();
        both();
        talks.happens("P:2", Type.CALL_STARTED);
        assertThat(sent(), is(empty()));
        listens.events.wanted();
        both();
        talks.happens("P:3", Type.CALL_STARTED);
        both();
        assertThat(listens.told(), is(List.of("reset", "P:1 call.started", "reset", "P:3 call.started")));
    }
}

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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.push.relay.Guest;

/** Another node, as this one knows it: what waits to be sent there, and the browsers of this one that it serves. Thread-safe. */
final class OtherNode {

    /** Seven beats. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(3_500);
    /** What waits beyond this isn't worth sending: everything is told again. */
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 500;
    /** Brokers treat larger messages apart. */
    private static final int CHARACTERS_AT_ONCE = 32 << 10;

    private final String nodeId;
    private final String self;

    // guarded by this
    private final NodeLink link = new NodeLink();
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private final Map<String, Relayed> relayed = new HashMap<>();
    private boolean queued;
    private boolean beatDue;
    /** When it was heard of last, and when both heard each other. */
    private Optional<Long> heardNanos = Optional.empty();
    private Optional<Long> upNanos = Optional.empty();
    /** Whether {@link #upNanos} is that of a stream that was asked for again, and not whole yet. */
    private boolean awaited;
    /** The stream of this node that the other one hears. */
    private long heardThere;
    private boolean ready;
    private boolean takesRows;
    private boolean takesEvents;
    private boolean listening;
    /** Nothing of the other node counts here, until it begins a stream. */
    private boolean cut = true;

    OtherNode(String nodeId, String self) {
        this.nodeId = nodeId;
        this.self = self;
    }

    /** @param turn rises each time that the other node is told of the browser, so that nothing older is sent to it */
    private record Relayed(Guest guest, long turn) {
    }

    String nodeId() {
        return nodeId;
    }

    /** Begins a stream, with how everything is, and all browsers of this node that the other one serves. @param news asked within */
    synchronized void restart(Supplier<List<Frame>> news) {
        link.restart();
        waiting.clear();
        waiting.add(new Frame(Frame.Kind.START, Map.of()));
        waiting.addAll(news.get());
        waiting.add(new Frame(Frame.Kind.READY, Map.of()));
        openAll();
    }

    /** @return false where too much waits: then {@link #restart} */
    synchronized boolean add(Frame frame) {
        return waiting.size() < MOST_WAITING && waiting.add(frame);
    }

    synchronized void beatIsDue() {
        beatDue = true;
    }

    /** @return whether it has to be put among those to which something is to be sent: it isn't there yet */
    synchronized boolean queue() {
        boolean before = queued;
        queued = true;
        return !before;
    }

    /** The next message that is to be sent; empty for none. */
    synchronized Optional<NodeMessage> poll() {
        queued = false;
        if (link.stream() == 0) {
            return Optional.empty();
        }
        if (beatDue) {
            beatDue = false;
            return Optional.of(new NodeMessage(self, nodeId, link.stream(), link.sent(), link.nextBeat(), link.whole(), link.lost(),
                    NodeMessage.Takes.ALL, List.of()));
        }
        List<Frame> frames = new ArrayList<>();
        int characters = 0;
        while (!waiting.isEmpty() && frames.size() < MOST_AT_ONCE && (frames.isEmpty() || characters + waiting.peek().size() < CHARACTERS_AT_ONCE)) {
            characters += waiting.peek().size();
            frames.add(waiting.poll());
        }
        return frames.isEmpty() ? Optional.empty() : Optional.of(new NodeMessage(self, nodeId, link.stream(), link.next(), 0, 0, 0,
                NodeMessage.Takes.ALL, frames));
    }

    /** Judges a message that has arrived. */
    synchronized NodeLink.Verdict arrived(NodeMessage message, long nowNanos) {
        NodeLink.Verdict verdict = message.isBeat() ? link.beats(message.beat(), message.stream(), message.number())
                : link.receives(message.stream(), message.number());
        if (verdict != NodeLink.Verdict.DROP) {
            heardNanos = Optional.of(nowNanos);
            if (message.isBeat()) {
                heardThere = message.whole();
            }
            if (isUp()) {
                upNanos = Optional.of(nowNanos);
                awaited = false;
            } else if (misses(message) && upNanos.isPresent() && !awaited) { // it hears this node: browsers wait for the stream instead of leaving
                upNanos = Optional.of(nowNanos);
                awaited = true;
            }
        }
        return verdict;
    }

    private boolean isUp() {
        return ready && !cut && link.whole() > 0 && heardThere == link.stream();
    }

    /** @return whether the other node takes rows or events, and that is news: then the stream is to begin again, with what it is to have */
    synchronized boolean learns(NodeMessage message) {
        boolean news = message.takes().rows() && !takesRows || message.takes().events() && !takesEvents;
        takesRows |= message.takes().rows();
        takesEvents |= message.takes().events();
        return news;
    }

    /** Whether it can be asked for its events. */
    synchronized boolean takesEvents() {
        return takesEvents;
    }

    /** Whether somebody listens there, so that it is told events of this node. */
    synchronized boolean isListening() {
        return listening;
    }

    synchronized void listens(boolean whether) {
        listening = whether;
    }

    /** Whether it can be told {@link Frame.Kind#ROWS}. */
    synchronized boolean takesRows() {
        return takesRows;
    }

    /** Whether the other node misses something of the stream that is sent to it now. */
    synchronized boolean misses(NodeMessage message) {
        return message.isBeat() && message.lost() > 0 && message.lost() == link.stream();
    }

    /** Whether both hear each other, or did a moment ago: a stream that begins again doesn't send browsers away. */
    synchronized boolean up(long nowNanos) {
        return !cut && upNanos.filter(last -> nowNanos - last < SILENCE_NANOS).isPresent();
    }

    /** Whether it hasn't been heard of for too long, and that isn't dealt with yet. */
    synchronized boolean fellSilent(long nowNanos) {
        return !cut && heardNanos.filter(last -> nowNanos - last < SILENCE_NANOS).isEmpty();
    }

    /** Nothing that the other node has said counts any longer. */
    synchronized void cut() {
        cut = true;
        ready = false;
        heardThere = 0;
        link.giveUp();
    }

    /** The other node begins a stream: what it has said of browsers of this node is over, and it is asked again. */
    synchronized void began() {
        cut = false;
        ready = false;
        listening = false;
        openAll();
    }

    synchronized void isReady() {
        ready = true;
    }

    synchronized void relay(Guest guest) {
        relayed.put(guest.sessionId(), new Relayed(guest, 0));
        open(guest.sessionId());
    }

    private void openAll() {
        List.copyOf(relayed.keySet()).forEach(this::open);
    }

    private void open(String sessionId) {
        Relayed next = relayed.computeIfPresent(sessionId, (id, before) -> new Relayed(before.guest(), before.turn() + 1));
        Guest guest = next.guest();
        waiting.add(new Frame(Frame.Kind.OPEN, Map.of(Frame.SESSION, sessionId, Frame.TURN, String.valueOf(next.turn()), Frame.USER,
                guest.userLoginId(), Frame.HTTP_SESSION, guest.httpSessionId(), Frame.LOCALE, guest.locale().toLanguageTag())));
    }

    /** The browser says something. @return whether the other node serves it */
    synchronized boolean says(String sessionId, String text) {
        Optional<Relayed> browser = Optional.ofNullable(relayed.get(sessionId));
        browser.ifPresent(known -> waiting.add(new Frame(Frame.Kind.SAYS,
                Map.of(Frame.SESSION, sessionId, Frame.TURN, String.valueOf(known.turn()), Frame.TEXT, text))));
        return browser.isPresent();
    }

    /** @return whether the other node served it */
    synchronized boolean closed(String sessionId) {
        Optional<Relayed> browser = Optional.ofNullable(relayed.remove(sessionId));
        browser.ifPresent(known -> waiting.add(new Frame(Frame.Kind.GONE,
                Map.of(Frame.SESSION, sessionId, Frame.TURN, String.valueOf(known.turn())))));
        return browser.isPresent();
    }

    /** Whether what the other node says of this browser is about how it was told of it last. */
    synchronized boolean isTurn(String sessionId, long turn) {
        return Optional.ofNullable(relayed.get(sessionId)).filter(browser -> browser.turn() == turn).isPresent();
    }

    /** An HTTP session of this node has another id, by the names that the other node knows. */
    synchronized void renamed(String oldId, String newId) {
        relayed.replaceAll((sessionId, browser) -> browser.guest().httpSessionId().equals(oldId) ? new Relayed(new Guest(sessionId,
                browser.guest().userLoginId(), newId, browser.guest().locale()), browser.turn()) : browser);
    }

    /** How many browsers of this node it serves. */
    synchronized int relayed() {
        return relayed.size();
    }
}

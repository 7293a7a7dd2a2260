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

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.apache.ofbiz.asterisk.center.relay.Broker.BrokerUnavailableException;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.push.relay.Elsewhere;
import org.apache.ofbiz.asterisk.push.relay.Guest;
import org.apache.ofbiz.asterisk.push.relay.SessionNews;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Browsers of all nodes are served by the node that has their user's calls. Each user has one such node: the one that holds the lease of the server
 * of the user's phones. Claims, states of agents, limits and rights are decided there, as with one node. Thread-safe.
 */
public final class Relays implements Elsewhere, AutoCloseable {

    private static final String MODULE = Relays.class.getName();
    private static final long LOOK_MILLIS = 500;
    private static final int GUEST_THREADS = 4;
    private static final int MOST_GUEST_TASKS = 100_000;
    private static final int STOP_SECONDS = 2;

    private final Parts parts;
    private final String self;
    private final Broker broker;
    private final Guests guests;
    private final OtherNodes nodes;
    private final NodeRoutes routes;
    private final NodeServices services;
    private final NodeEvents events;
    private final NodeNews news;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> RelayThreads.daemon(task, "asterisk-nodes"));
    private final ExecutorService sender = Executors.newSingleThreadExecutor(task -> RelayThreads.daemon(task, "asterisk-nodes-send"));
    private final ExecutorService guestWork = RelayThreads.pool(GUEST_THREADS, MOST_GUEST_TASKS, "asterisk-nodes-guest");
    private final SerialExecutor newsOrder;
    private final BrokerAttempts attempts = new BrokerAttempts(task -> RelayThreads.daemon(task, "asterisk-nodes-connect").start(), System::nanoTime);
    /** Whether other nodes hear all again once the broker is connected. Of the thread of looks. */
    private boolean greets = true;
    private volatile Optional<MessageSeal> seal = Optional.empty();
    private volatile String problem = "";
    private final AtomicBoolean warned = new AtomicBoolean();

    /** What it is made of. */
    public record Parts(Delegator delegator, LocalDispatcher dispatcher, ServerLeases leases, Roster roster, PushHub push, ErrorReporter problems) {
    }

    /** With several nodes and a broker; else empty, at no cost. @param jmsService name in serviceengine.xml, or empty */
    public static Optional<Relays> of(Parts parts, String jmsService) {
        return parts.leases().several() && !jmsService.isEmpty() ? Optional.of(new Relays(parts, new JmsBroker(jmsService, parts.leases().selfId())))
                : Optional.empty();
    }

    Relays(Parts parts, Broker broker) {
        this.parts = parts;
        this.self = parts.leases().selfId();
        this.broker = broker;
        this.nodes = new OtherNodes(self, () -> parts.push().httpSessions().locked().stream()
                .flatMap(lock -> NewsFrames.of(lock, UnaryOperator.identity()).stream()).toList());
        this.guests = new Guests(parts.push(), new UserDirectory(parts.delegator())::withLogin, guestWork, parts.problems(), nodes::add);
        this.routes = new NodeRoutes(parts.leases(), parts.roster(), broker, nodes);
        this.services = new NodeServices(parts.dispatcher(), nodes, routes);
        this.events = new NodeEvents(nodes, routes, System::nanoTime);
        this.news = new NodeNews(nodes, events);
        this.newsOrder = new SerialExecutor(guestWork, parts.problems());
    }

    /** Each node is to have these rows of all others. Before {@link #start}. */
    public void share(SharedRows rows) {
        nodes.share(rows);
    }

    /** Tells all other nodes. @param rows that {@link SharedRows#whole} already has */
    public void tellRows(String rows) {
        nodes.addRows(parts.leases().others(), rows);
    }

    public void start() {
        parts.push().relayedBy(this);
        sender.execute(this::send);
        looks.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Connects, sees which nodes there are, and tells them that this one lives. */
    private void look() {
        try {
            connect();
            Set<String> alive = parts.leases().others();
            if (broker.connected()) {
                nodes.greet(alive);
            }
            long now = System.nanoTime();
            nodes.all().forEach(node -> {
                if (!alive.contains(node.nodeId())) {
                    cut(node);
                    parts.push().httpSessions().heardOf(new SessionNews.NodeGone(node.nodeId()));
                    return;
                }
                nodes.beat(node);
                if (node.fellSilent(now)) {
                    cut(node);
                }
            });
            events.look();
            parts.push().moveToHosts();
        } catch (RuntimeException e) {
            parts.problems().report("looking after the messages between OFBiz nodes", e);
        }
    }

    private void connect() {
        if (!broker.connected()) {
            greets = true;
            nodes.all().forEach(this::cut);
            attempts.look(() -> unreachable("no answer within " + BrokerAttempts.PATIENCE.toSeconds() + " s"), this::attempt);
        } else if (greets) {
            greets = false;
            problem = "";
            Debug.logInfo("Connected to the message broker of the OFBiz nodes", MODULE);
            nodes.all().forEach(nodes::restart);
        }
    }

    /** On a thread of its own, which may wait for long. */
    private void attempt(BooleanSupplier current) {
        try {
            if (seal.isEmpty()) {
                seal = Optional.of(new MessageSeal(NodeSecret.of(parts.delegator())));
            }
            broker.connect(this::arrived);
            looks.execute(this::look);
        } catch (BrokerUnavailableException | RuntimeException | LinkageError e) {
            if (current.getAsBoolean() && !broker.connected() && !looks.isShutdown()) {
                unreachable(Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName()));
            }
        }
    }

    private void unreachable(String why) {
        if (!why.equals(problem)) {
            problem = why;
            Debug.logWarning("Can't reach the message broker of the OFBiz nodes: " + why, MODULE);
        }
    }

    private void cut(OtherNode node) {
        node.cut();
        over(node);
        news.isGone(node);
    }

    private void over(OtherNode node) {
        guests.forget(node.nodeId());
        services.forget(node.nodeId());
    }

    private void send() {
        while (!sender.isShutdown()) {
            try {
                OtherNode node = nodes.take();
                for (Optional<NodeMessage> next = node.poll(); next.isPresent(); next = node.poll()) {
                    transmit(next.get());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                parts.problems().report("sending to another OFBiz node", e);
            }
        }
    }

    /** What can't be sent is lost: its number is missing then. */
    private void transmit(NodeMessage message) {
        String text = message.text();
        seal.ifPresent(known -> {
            try {
                broker.send(message.to(), text, known.of(text));
            } catch (BrokerUnavailableException e) {
                Debug.logVerbose("A message to another OFBiz node is lost: " + e.getMessage(), MODULE);
            }
        });
    }

    /** Of the broker's thread. */
    private void arrived(String text, String stamp) {
        if (text.length() > NodeMessage.LONGEST || seal.filter(known -> known.fits(text, stamp)).isEmpty()) {
            if (!warned.getAndSet(true)) {
                Debug.logWarning("Messages that no OFBiz node of this database has sent are ignored", MODULE);
            }
            return;
        }
        NodeMessage.read(text).filter(message -> message.to().equals(self)).ifPresent(message ->
                nodes.find(message.from()).ifPresent(node -> arrived(node, message)));
    }

    private void arrived(OtherNode node, NodeMessage message) {
        NodeLink.Verdict verdict = node.arrived(message, System.nanoTime());
        if (verdict == NodeLink.Verdict.DROP) {
            return;
        }
        if (node.learns(message) | node.misses(message)) {
            nodes.restart(node);
        }
        if (verdict == NodeLink.Verdict.LOST) {
            Debug.logInfo("Something that node " + node.nodeId() + " has sent is missing; all is asked for again", MODULE);
            nodes.beat(node);
        } else {
            message.frames().forEach(frame -> handle(node, frame));
        }
    }

    private void handle(OtherNode node, Frame frame) {
        try {
            take(node, frame);
        } catch (RuntimeException e) {
            parts.problems().report("what another OFBiz node says: " + frame.kind(), e);
        }
    }

    private void take(OtherNode node, Frame frame) {
        switch (frame.kind()) {
        case START -> {
            over(node);
            news.begins(node);
            node.began();
            nodes.wake(node);
        }
        case READY -> {
            node.isReady();
            news.isComplete(node);
        }
        case ROWS -> news.rows(node, frame);
        case OPEN, SAYS, GONE -> guests.handle(node.nodeId(), frame);
        case TOLD -> ifCurrent(node, frame, sessionId -> parts.push().relayed(sessionId, frame.get(Frame.TEXT), frame.find(Frame.SINCE).isPresent()));
        case CLOSED -> ifCurrent(node, frame, sessionId -> parts.push().closeRelayed(sessionId, CloseReason.valueOf(frame.get(Frame.CODE))));
        case LISTEN, UNLISTEN, EVENTS, EVENT -> events.take(node, frame);
        case ASK -> services.serve(node, frame);
        case PART -> services.part(node, frame);
        case DONE -> services.answered(node, frame);
        case LOCKED -> {
            SessionNews lock = NewsFrames.of(frame);
            newsOrder.add(() -> parts.push().httpSessions().heardOf(lock)); // which looks up
            newsOrder.go();
        }
        default -> parts.push().httpSessions().heardOf(NewsFrames.of(frame));
        }
    }

    private static void ifCurrent(OtherNode node, Frame frame, Consumer<String> work) {
        String sessionId = frame.get(Frame.SESSION);
        if (node.isTurn(sessionId, frame.number(Frame.TURN))) {
            work.accept(sessionId);
        }
    }

    @Override
    public Optional<String> host(String userLoginId) {
        return routes.host(userLoginId);
    }

    /** Whether consoles work here although this node serves no server: a node that does can be reached. */
    public boolean reachesHolder() {
        return routes.reachesHolder();
    }

    @Override
    public void opened(Guest guest, String host) {
        nodes.find(host).ifPresent(node -> {
            node.relay(new Guest(guest.sessionId(), guest.userLoginId(), hidden(guest.httpSessionId()), guest.locale()));
            nodes.wake(node);
        });
    }

    /** Ids of HTTP sessions don't leave the node. */
    private String hidden(String httpSessionId) {
        return seal.map(known -> known.nameOf(self, httpSessionId)).orElse("");
    }

    @Override
    public void says(String sessionId, String text) {
        nodes.all().stream().filter(node -> node.says(sessionId, text)).forEach(nodes::wake);
    }

    @Override
    public void closed(String sessionId) {
        nodes.all().stream().filter(node -> node.closed(sessionId)).forEach(nodes::wake);
    }

    @Override
    public void tell(SessionNews news) {
        if (news instanceof SessionNews.Renamed renamed) {
            nodes.all().forEach(node -> node.renamed(hidden(renamed.oldId()), hidden(renamed.newId())));
        }
        NewsFrames.of(news, this::hidden).ifPresent(frame -> nodes.all().forEach(node -> nodes.add(node.nodeId(), frame)));
    }

    /** Events of all nodes. */
    public NodeEvents events() {
        return events;
    }

    /** What other nodes do for users of this one. */
    public NodeServices services() {
        return services;
    }

    /** Whether rows go between this node and all others that live. From memory. */
    public boolean sharesWithAll() {
        return routes.sharesWithAll();
    }

    /** Whether the broker is connected. From memory. */
    public boolean connected() {
        return broker.connected();
    }

    /** From memory. */
    public BrokerState state() {
        long now = System.nanoTime();
        return new BrokerState(true, broker.connected(), problem, (int) nodes.all().stream().filter(node -> node.up(now)).count(),
                parts.leases().others().size(), nodes.all().stream().mapToInt(OtherNode::relayed).sum(), guests.size());
    }

    @Override
    public void close() {
        looks.shutdownNow();
        sender.shutdownNow();
        guests.close();
        guestWork.shutdownNow();
        services.close();
        try {
            looks.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        broker.close();
    }
}

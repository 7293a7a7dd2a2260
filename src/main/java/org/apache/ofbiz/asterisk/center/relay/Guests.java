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

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.push.AuthenticatedUser;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.push.PushSession;

/**
 * Browsers of other nodes that this one serves. Of a user, the other node's word is the login alone: who they are and what they may do is read
 * here, from the database, and watched as for browsers of this node. Thread-safe.
 */
final class Guests {

    private final PushHub push;
    private final Function<String, Optional<Person>> persons;
    private final Executor workers;
    private final ErrorReporter problems;
    /** Takes a frame for a node. */
    private final BiPredicate<String, Frame> to;
    private final Map<Key, Browser> browsers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param persons finds users by their login; looks up */
    Guests(PushHub push, Function<String, Optional<Person>> persons, Executor workers, ErrorReporter problems, BiPredicate<String, Frame> to) {
        this.push = push;
        this.persons = persons;
        this.workers = workers;
        this.problems = problems;
        this.to = to;
    }

    private record Key(String nodeId, String sessionId) {
    }

    /** What is done for one browser is done in order. */
    private static final class Browser {
        private final String turn;
        private final SerialExecutor order;
        /** Of {@code order}. */
        private Optional<PushSession> session = Optional.empty();
        private boolean over;

        Browser(String turn, SerialExecutor order) {
            this.turn = turn;
            this.order = order;
        }
    }

    int size() {
        return browsers.size();
    }

    void handle(String nodeId, Frame frame) {
        Key key = new Key(nodeId, frame.get(Frame.SESSION));
        String turn = frame.get(Frame.TURN);
        if (frame.kind() == Frame.Kind.OPEN) {
            Browser browser = new Browser(turn, new SerialExecutor(workers, problems));
            Optional.ofNullable(browsers.put(key, browser)).ifPresent(this::leave);
            inOrder(browser, () -> open(key, browser, frame));
            return;
        }
        Optional.ofNullable(browsers.get(key)).filter(browser -> browser.turn.equals(turn)).ifPresent(browser -> {
            if (frame.kind() == Frame.Kind.GONE) {
                browsers.remove(key, browser);
                leave(browser);
            } else {
                String text = frame.get(Frame.TEXT);
                inOrder(browser, () -> browser.session.ifPresent(session -> session.received(text)));
            }
        });
    }

    private void inOrder(Browser browser, Runnable task) {
        if (closed) {
            return; // the hub has closed all sessions
        }
        browser.order.add(task);
        browser.order.go();
    }

    /** Nothing that browsers say or hear is passed on any longer. */
    void close() {
        closed = true;
    }

    /** Of {@code order}. */
    private void open(Key key, Browser browser, Frame frame) {
        if (browser.over) {
            return;
        }
        try {
            open(key, browser, frame.get(Frame.USER), frame.get(Frame.HTTP_SESSION), Locale.forLanguageTag(frame.get(Frame.LOCALE)));
        } catch (RuntimeException e) { // as without a database: the browser comes back, where it would wait in vain
            turnAway(key, browser, CloseReason.GOING_AWAY);
            throw e;
        }
    }

    private void open(Key key, Browser browser, String user, String httpSession, Locale locale) {
        Optional<Person> person = persons.apply(user);
        Optional<CloseReason> refusal = person.isEmpty() ? Optional.of(CloseReason.NOT_SIGNED_IN) : push.refusal(user, httpSession);
        if (refusal.isPresent()) {
            push.audit().refusedTo(user, "socket of node " + key.nodeId(), refusal.get().name());
            turnAway(key, browser, refusal.get());
            return;
        }
        GuestWire wire = new GuestWire(key.sessionId(), browser.turn, told -> to.test(key.nodeId(), told), () -> {
            browsers.remove(key, browser);
            leave(browser);
        });
        AuthenticatedUser authenticated = new AuthenticatedUser(person.get(), locale, httpSession);
        browser.session = Optional.of(push.guest(authenticated, wire));
    }

    private void turnAway(Key key, Browser browser, CloseReason reason) {
        to.test(key.nodeId(), GuestWire.closing(key.sessionId(), browser.turn, reason));
        browsers.remove(key, browser);
    }

    private void leave(Browser browser) {
        inOrder(browser, () -> {
            if (!browser.over) {
                browser.over = true;
                browser.session.ifPresent(push::closed);
            }
        });
    }

    /** All that this node knows of browsers of that node is out of date. */
    void forget(String nodeId) {
        browsers.keySet().stream().filter(key -> key.nodeId().equals(nodeId)).forEach(key ->
                Optional.ofNullable(browsers.remove(key)).ifPresent(this::leave));
    }
}

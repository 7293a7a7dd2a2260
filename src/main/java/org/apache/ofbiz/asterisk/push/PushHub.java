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

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.push.relay.Elsewhere;
import org.apache.ofbiz.asterisk.push.relay.Guest;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimer;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;
import org.apache.ofbiz.base.util.Debug;

/** All browsers that are connected: who is let in, and until when. Knows nothing of sockets: a {@link Wire} stands for one. Thread-safe. */
public final class PushHub implements AutoCloseable {

    private static final String MODULE = PushHub.class.getName();
    private static final int MOVED_AT_ONCE = 200;

    private final CallControl distributor;
    /** Asked again each time, so that what an admin changes takes effect without a restart. */
    private final Supplier<PushSettings> settings;
    private final MessageWriter messages;
    private final Clock clock;
    /** Closes sockets, which blocks for a while where the other end does not read; so not the call distributor's workers. */
    private final ExecutorService closers;
    private final SessionIndex sessions = new SessionIndex();
    private final AtomicLong slowClosed = new AtomicLong();
    private final ScheduledExecutorService timers;
    /** Receives each browser that has got HELLO: the session and its user. */
    private volatile BiConsumer<String, String> arrivals = (sessionId, userLoginId) -> { };
    /** From {@link #start} on. */
    private volatile List<ScheduledFuture<?>> regular = List.of();
    private final ScreenPopTimes popTimes = new ScreenPopTimes();
    private final AccessWatch access;
    private final BoardPush board;
    private final AuditLog audit;
    private final BrowserNews news;
    private final HttpSessions httpSessions;
    private final AtomicReference<Elsewhere> elsewhere = new AtomicReference<>(Elsewhere.NOWHERE);

    /**
     * @param access the rights of users, asked every few seconds
     * @param timers for keep-alives; nothing that blocks is run on it
     */
    public PushHub(CallControl distributor, Authenticator authenticator, AccessSource access, Messages words, Supplier<PushSettings> settings,
                   ScheduledExecutorService timers, Clock clock) {
        this.distributor = distributor;
        this.settings = settings;
        this.messages = new MessageWriter(words);
        this.board = new BoardPush(sessions, words);
        this.closers = Outbox.closers();
        this.clock = clock;
        this.audit = new AuditLog(clock);
        this.timers = timers;
        this.access = new AccessWatch(access, sessions::users);
        this.news = new BrowserNews(sessions, this.access, messages, popTimes);
        this.httpSessions = new HttpSessions(sessions, distributor, authenticator, elsewhere::get);
    }

    /** Begins to keep sockets alive and to watch the rights of their users. */
    public void start() {
        long every = settings.get().pingEvery().toMillis();
        access.start(settings.get().limits().rightsEvery(), this::closeWithoutRights);
        long look = Math.max(1, settings.get().limits().drainWithin().toMillis() / Outbox.LOOKS);
        regular = List.of(timers.scheduleAtFixedRate(this::keepAlive, every, every, TimeUnit.MILLISECONDS),
                timers.scheduleWithFixedDelay(() -> sessions.all().forEach(session -> session.outbox().look()), look, look, TimeUnit.MILLISECONDS));
    }

    public PushSettings settings() {
        return settings.get();
    }

    /** How many browsers are connected. */
    public int size() {
        return sessions.size();
    }

    /** Those who have a browser connected now. */
    public Set<Person> present() {
        return sessions.all().stream().map(PushSession::person).collect(Collectors.toUnmodifiableSet());
    }

    /** How many were closed because they did not read what was sent, since the start. */
    public long slowClosed() {
        return slowClosed.get();
    }

    /** How long calls take to the screens of agents; is to hear of calls before the call distributor does. */
    public ScreenPopTimes popTimes() {
        return popTimes;
    }

    /** Tells browsers what changes; is to hear of it from the call distributor. */
    public BrowserNews news() {
        return news;
    }

    /** Who belongs to the HTTP session, and may see the console; or why this browser is turned away. */
    public Admission admit(Optional<HttpSession> session) {
        Optional<AuthenticatedUser> authenticated = httpSessions.user(session);
        if (authenticated.isEmpty()) {
            return Admission.refused(CloseReason.NOT_SIGNED_IN);
        }
        return refusal(authenticated.get().person().userLoginId(), authenticated.get().httpSessionId()).map(Admission::refused)
                .orElseGet(() -> new Admission(authenticated, Optional.empty()));
    }

    /** Why this user is turned away; empty if not. Looks up. */
    public Optional<CloseReason> refusal(String userLoginId, String httpSessionId) {
        Access may = access.now(userLoginId);
        if (!may.signedIn()) {
            return Optional.of(CloseReason.NOT_SIGNED_IN);
        }
        if (httpSessions.isLocked(userLoginId, httpSessionId)) {
            return Optional.of(CloseReason.LOCKED);
        }
        return may.view() ? Optional.empty() : Optional.of(CloseReason.NOT_PERMITTED);
    }

    /** From now on browsers of users whose calls another node has are served by that one. */
    public void relayedBy(Elsewhere others) {
        elsewhere.set(others);
    }

    /** What happens to the HTTP sessions of users. */
    public HttpSessions httpSessions() {
        return httpSessions;
    }

    /** Whether somebody is signed in in the HTTP session, whatever they may do. */
    public boolean isSignedIn(Optional<HttpSession> session) {
        return httpSessions.user(session).isPresent();
    }

    /** Either let in or turned away. */
    public record Admission(Optional<AuthenticatedUser> authenticated, Optional<CloseReason> refusal) {
        static Admission refused(CloseReason reason) {
            return new Admission(Optional.empty(), Optional.of(reason));
        }
    }

    /** Where it is written down who was refused what. */
    public AuditLog audit() {
        return audit;
    }

    /** Turns a browser away. */
    public void refuse(Wire wire, Optional<HttpSession> httpSession, CloseReason reason, Locale locale) {
        audit.refusedTo(httpSessions.user(httpSession).map(authenticated -> authenticated.person().userLoginId()).orElse("nobody"),
                "socket", reason.name());
        Outbox outbox = new Outbox(wire, settings.get().outboxLimit(), closers);
        outbox.close(reason, messages.lastWords(reason, locale));
    }

    /** A browser has connected. It is signed in with the call distributor before HELLO is made, and HELLO goes first, so nothing falls between. */
    public PushSession opened(AuthenticatedUser authenticated, Wire wire) {
        return opened(authenticated, wire, elsewhere.get().host(authenticated.person().userLoginId()), false);
    }

    /** As {@link #opened}, for a browser that is connected to another node: it is served here. */
    public PushSession guest(AuthenticatedUser authenticated, Wire wire) {
        return opened(authenticated, wire, Optional.empty(), true);
    }

    private PushSession opened(AuthenticatedUser authenticated, Wire wire, Optional<String> host, boolean guest) {
        String id = UUID.randomUUID().toString();
        Outbox outbox = new Outbox(wire, settings.get().outboxLimit(), closers);
        Supplier<Access> rights = () -> access.of(authenticated.person().userLoginId());
        PushSession session = new PushSession(id, authenticated, outbox, distributor, messages,
                new RateLimiter(settings.get().messagesPerSecond(), clock), new ScreenPopTimer(popTimes, clock), rights, clock.millis());
        session.watchesWith(board::watch);
        session.servedBy(host, guest, text -> elsewhere.get().says(id, text));
        session.tellRefusals((what, why) -> audit.refusedTo(authenticated.person().userLoginId(), what, why));
        sessions.add(session);
        if (httpSessions.isLocked(authenticated.person().userLoginId(), authenticated.httpSessionId())) {
            session.close(CloseReason.LOCKED); // since it was admitted
        }
        sessions.tooMany(session, settings.get().limits()).forEach(oldest -> oldest.close(CloseReason.TOO_MANY_SOCKETS));
        if (settings.get().uniqueUserSession()) {
            sessions.of(authenticated.person().userLoginId()).stream()
                    .filter(other -> !other.httpSessionId().equals(authenticated.httpSessionId()))
                    .forEach(other -> other.close(CloseReason.SESSION_REPLACED));
        }
        if (host.isPresent()) {
            elsewhere.get().opened(new Guest(id, authenticated.person().userLoginId(), session.httpSessionId(), authenticated.locale()), host.get());
            return session;
        }
        try {
            CallControl.Present present = distributor.signIn(id, authenticated.person());
            session.memberOf(ids(present.groups(), membership -> true), ids(present.groups(), Roster.Membership::isSupervisor));
            outbox.open(messages.hello(present, session.isAgent(), authenticated.locale()));
            if (session.isAgent()) {
                news.welcome(session, distributor.handling().controls(authenticated.person().userLoginId()));
            } else if (present.agent().choice().kind() != AgentChoice.Kind.SIGNED_OUT) { // no queue of the PBX calls who may take no calls
                distributor.agents().choose(authenticated.person(), AgentChoice.Kind.SIGNED_OUT, Optional.empty());
            }
            news.welcomeHours(session);
            arrivals.accept(id, authenticated.person().userLoginId());
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't connect " + authenticated.person().userLoginId() + " to the call center", MODULE);
            session.close(CloseReason.FAILED);
        }
        return session;
    }

    /** Groups or members have changed: who has left a group hears no more of it, and who no longer supervises it not whom its members talk with. */
    public void directoryChanged(Roster known) {
        sessions.all().stream().filter(session -> session.host().isEmpty()).forEach(session -> {
            String user = session.person().userLoginId();
            List<Roster.Membership> now = known.memberships(user);
            if (session.memberOf(ids(now, membership -> true), ids(now, Roster.Membership::isSupervisor))) {
                arrivals.accept(session.id(), user);
            }
        });
    }

    private static Set<String> ids(Collection<Roster.Membership> memberships, Predicate<Roster.Membership> which) {
        return memberships.stream().filter(which).map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    /** @param listener told of each browser that connects: the session and its user; must not block */
    public void whenOpened(BiConsumer<String, String> listener) {
        arrivals = listener;
    }

    /** What browsers with the wallboard see. */
    public BoardPush board() {
        return board;
    }

    public void closed(PushSession session) {
        sessions.remove(session);
        session.outbox().closed();
        if (session.outbox().fellBehind()) {
            slowClosed.incrementAndGet();
        }
        if (session.host().isPresent()) {
            elsewhere.get().closed(session.id());
        } else {
            distributor.signOut(session.id());
        }
    }

    /** What the node that serves this browser has for it. @param hello whether it begins with how everything is now */
    public void relayed(String sessionId, String text, boolean hello) {
        sessions.withId(sessionId).ifPresent(session -> session.relayed(text, hello));
    }

    /** The node that serves this browser doesn't any longer. */
    public void closeRelayed(String sessionId, CloseReason reason) {
        sessions.withId(sessionId).ifPresent(session -> session.close(reason));
    }

    /** Browsers whose calls another node has than when they connected come back, some at a time, and are served by that one. */
    public void moveToHosts() {
        sessions.all().stream().filter(session -> !session.isGuest() && session.isOpen()
                && !session.host().equals(elsewhere.get().host(session.person().userLoginId()))).limit(MOVED_AT_ONCE)
                .forEach(session -> session.close(CloseReason.GOING_AWAY));
    }

    /** A row has changed that rights may hang on: all are read again within a second. */
    public void rightsChanged() {
        access.changed();
    }

    /** What a user may do now, read again where they seem not to be signed in: they may have logged in this moment. May wait for the database. */
    public Access access(String userLoginId) {
        Access known = access.of(userLoginId);
        return known.signedIn() ? known : access.now(userLoginId);
    }

    private void closeWithoutRights() {
        sessions.all().stream().filter(session -> session.isOpen() && !session.keepsRights())
                .forEach(session -> audit.refusedTo(session.person().userLoginId(), "socket", CloseReason.RIGHTS_CHANGED.name()));
        close(CloseReason.RIGHTS_CHANGED, session -> !session.keepsRights());
    }

    private void close(CloseReason reason, Predicate<PushSession> which) {
        sessions.all().stream().filter(which).forEach(session -> session.close(reason));
    }

    private void keepAlive() {
        Duration longest = settings.get().pingEvery().multipliedBy(5).dividedBy(2);
        for (PushSession session : sessions.all()) {
            if (session.isGuest()) {
                continue; // the node to which it is connected looks after it
            }
            if (session.silentFor(longest)) {
                session.close(CloseReason.SILENT);
            } else {
                session.outbox().ping();
            }
        }
    }

    public void heard(PushSession session) {
        session.heard();
    }

    /** Ends all sockets; browsers come back automatically. */
    @Override
    public void close() {
        regular.forEach(task -> task.cancel(false));
        access.close();
        close(CloseReason.GOING_AWAY, session -> true);
        closers.shutdown();
    }
}

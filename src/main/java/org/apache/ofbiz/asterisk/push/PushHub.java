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
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.acd.agents.TeamMember;
import org.apache.ofbiz.asterisk.acd.queues.QueueStanding;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.push.Outbox.Broadcast;
import org.apache.ofbiz.base.util.Debug;

/**
 * All browsers that are connected, and what each is told. Knows nothing of sockets: a {@link Wire} stands for one. Thread-safe;
 * telling never blocks.
 */
public final class PushHub implements AcdListener, AutoCloseable {

    private static final String MODULE = PushHub.class.getName();
    /** NC and OC say how one offer stands, CALL how one call does: a claimer hears both that it failed and that the call waits again. */
    private static final String OFFER = "offer ";
    private static final String CALL = "call ";
    private static final String CONTROLS = "controls ";
    private static final String AGENT = "agent";
    private static final String EXTENSIONS = "extensions";
    private static final String PBX = "pbx";
    private static final String HISTORY = "history";
    private static final String TEAM = "team";

    private final CallControl distributor;
    private final Authenticator authenticator;
    /** Asked again each time, so that what an admin changes takes effect without a restart. */
    private final Supplier<PushSettings> settings;
    private final MessageWriter messages;
    private final Clock clock;
    /** Closes sockets, which blocks for a while where the other end does not read; so not the call distributor's workers. */
    private final ExecutorService closers;
    private final SessionIndex sessions = new SessionIndex();
    private final AtomicLong slowClosed = new AtomicLong();
    private final AtomicLong teamChanges = new AtomicLong();
    private final ScheduledExecutorService timers;
    /** Receives each browser that has got HELLO: the session and its user. */
    private volatile BiConsumer<String, String> arrivals = (sessionId, userLoginId) -> { };
    /** From {@link #start} on. */
    private volatile List<ScheduledFuture<?>> regular = List.of();
    private final ScreenPopTimes popTimes = new ScreenPopTimes();
    private final AccessWatch access;
    private final AuditLog audit;
    private volatile Function<String, List<QueueStanding>> standings = user -> List.of();

    /**
     * @param access the rights of users, asked every few seconds
     * @param timers for keep-alives; nothing that blocks is run on it
     */
    public PushHub(CallControl distributor, Authenticator authenticator, AccessSource access, Messages words, Supplier<PushSettings> settings,
                   ScheduledExecutorService timers, Clock clock) {
        this.distributor = distributor;
        this.authenticator = authenticator;
        this.settings = settings;
        this.messages = new MessageWriter(words);
        this.closers = Outbox.closers();
        this.clock = clock;
        this.audit = new AuditLog(clock);
        this.timers = timers;
        this.access = new AccessWatch(access, sessions::users);
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

    /** Who belongs to the HTTP session, and may see the console; or why this browser is turned away. */
    public Admission admit(Optional<HttpSession> session) {
        Optional<AuthenticatedUser> authenticated = session.flatMap(authenticator::of);
        if (authenticated.isEmpty()) {
            return Admission.refused(CloseReason.NOT_SIGNED_IN);
        }
        Access may = access.now(authenticated.get().person().userLoginId());
        if (!may.signedIn()) {
            return Admission.refused(CloseReason.NOT_SIGNED_IN);
        }
        return may.view() ? new Admission(authenticated, Optional.empty()) : Admission.refused(CloseReason.NOT_PERMITTED);
    }

    /** Whether somebody is signed in in the HTTP session, whatever they may do. */
    public boolean isSignedIn(Optional<HttpSession> session) {
        return session.flatMap(authenticator::of).isPresent();
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
        audit.refusedTo(httpSession.flatMap(authenticator::of).map(authenticated -> authenticated.person().userLoginId()).orElse("nobody"),
                "socket", reason.name());
        Outbox outbox = new Outbox(wire, settings.get().outboxLimit(), closers);
        outbox.close(reason, messages.lastWords(reason, locale));
    }

    /** A browser has connected. It is signed in with the call distributor before HELLO is made, and HELLO goes first, so nothing falls between. */
    public PushSession opened(AuthenticatedUser authenticated, Wire wire) {
        String id = UUID.randomUUID().toString();
        Outbox outbox = new Outbox(wire, settings.get().outboxLimit(), closers);
        Supplier<Access> rights = () -> access.of(authenticated.person().userLoginId());
        PushSession session = new PushSession(id, authenticated, outbox, distributor, messages,
                new RateLimiter(settings.get().messagesPerSecond(), clock), new ScreenPopTimer(popTimes, clock), rights, clock.millis());
        session.tellRefusals((what, why) -> audit.refusedTo(authenticated.person().userLoginId(), what, why));
        sessions.add(session);
        sessions.tooMany(session, settings.get().limits()).forEach(oldest -> oldest.close(CloseReason.TOO_MANY_SOCKETS));
        if (settings.get().uniqueUserSession()) {
            sessions.of(authenticated.person().userLoginId()).stream()
                    .filter(other -> !other.httpSessionId().equals(authenticated.httpSessionId()))
                    .forEach(other -> other.close(CloseReason.SESSION_REPLACED));
        }
        try {
            CallControl.Present present = distributor.signIn(id, authenticated.person());
            session.memberOf(ids(present, membership -> true), ids(present, AgentDirectory.Membership::isSupervisor));
            outbox.open(messages.hello(present, session.isAgent(), authenticated.locale()));
            if (session.isAgent()) {
                Stream.of(authenticated.person().userLoginId()).filter(user -> !standings.apply(user).isEmpty())
                        .forEach(user -> outbox.news(queues(user).in(authenticated.locale())));
                distributor.handling().controls(authenticated.person().userLoginId())
                        .forEach(controls -> outbox.news(controls(controls).in(authenticated.locale())));
            }
            arrivals.accept(id, authenticated.person().userLoginId());
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't connect " + authenticated.person().userLoginId() + " to the call center", MODULE);
            session.close(CloseReason.FAILED);
        }
        return session;
    }

    private static Set<String> ids(CallControl.Present present, Predicate<AgentDirectory.Membership> which) {
        return present.groups().stream().filter(which).map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    /** @param listener told of each browser that connects: the session and its user; must not block */
    public void whenOpened(BiConsumer<String, String> listener) {
        arrivals = listener;
    }

    /** All colleagues of a user, for a browser that has connected. */
    public void team(String sessionId, List<TeamMember> members) {
        sessions.withId(sessionId).filter(PushSession::keepsRights).ifPresent(session -> {
            Locale locale = session.authenticated().locale();
            Set<String> supervised = session.supervised();
            session.outbox().news(new Outbox.News(TEAM, () -> messages.team(members, true, supervised, locale)));
        });
    }

    /** States of colleagues have changed: each is told to those who share a group with them. */
    public void teamChanged(List<TeamMember> members) {
        String about = TEAM + ' ' + teamChanges.incrementAndGet(); // none replaces another, which may tell of others
        Map<List<Set<String>>, Optional<Broadcast>> byAudience = new HashMap<>();
        sessions.all().stream().filter(PushSession::keepsRights).forEach(session -> byAudience
                .computeIfAbsent(List.of(session.groupIds(), session.supervised()),
                        any -> of(about, members, session.groupIds(), session.supervised()))
                .ifPresent(broadcast -> session.outbox().news(broadcast.in(session.authenticated().locale()))));
    }

    private Optional<Broadcast> of(String about, List<TeamMember> members, Set<String> groupIds, Set<String> supervised) {
        List<TeamMember> seen = members.stream().filter(member -> !Collections.disjoint(groupIds, member.groupIds())).toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Broadcast(about, locale -> messages.team(seen, false, supervised, locale)));
    }

    public void closed(PushSession session) {
        sessions.remove(session);
        session.outbox().closed();
        if (session.outbox().fellBehind()) {
            slowClosed.incrementAndGet();
        }
        distributor.signOut(session.id());
    }

    /** The HTTP session has ended, or nobody is signed in there any longer: its sockets go, too. */
    public void httpSessionEnded(String httpSessionId) {
        close(CloseReason.NOT_SIGNED_IN, session -> session.httpSessionId().equals(httpSessionId));
    }

    public void httpSessionRenamed(String oldId, String newId) {
        sessions.all().stream().filter(session -> session.httpSessionId().equals(oldId)).forEach(session -> session.httpSessionRenamed(newId));
    }

    /** Somebody else is signed in in this HTTP session now: sockets of anyone who was before go. */
    public void userChanged(HttpSession httpSession) {
        Optional<String> user = authenticator.of(httpSession).map(authenticated -> authenticated.person().userLoginId());
        close(CloseReason.NOT_SIGNED_IN, session -> session.httpSessionId().equals(httpSession.getId())
                && !user.equals(Optional.of(session.person().userLoginId())));
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
        long oldest = clock.millis() - settings.get().pingEvery().toMillis() * 5 / 2;
        for (PushSession session : sessions.all()) {
            if (session.heardMillis() < oldest) {
                session.close(CloseReason.SILENT);
            } else {
                session.outbox().ping();
            }
        }
    }

    public void heard(PushSession session) {
        session.heard(clock.millis());
    }

    @Override
    public void offered(Offer offer, List<String> userLoginIds) {
        Optional<ScreenPopTimer.Offered> first = popTimes.firstOffer(offer.callId(), offer.group().groupId())
                .map(reached -> new ScreenPopTimer.Offered(offer.callId(), reached));
        tell(new Broadcast(OFFER + offer.callId(), locale -> messages.offered(offer, locale)), userLoginIds, session -> {
            first.ifPresent(session.pops()::offered);
            return true;
        });
    }

    @Override
    public void offerChanged(Offer offer, List<String> userLoginIds) {
        tell(new Broadcast(OFFER + offer.callId(), locale -> messages.offered(offer, locale)), userLoginIds, session -> true);
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
        String except = exceptSession.orElse("");
        tell(new Broadcast(OFFER + withdrawal.callId(), locale -> messages.withdrawn(withdrawal)), userLoginIds,
                session -> !session.id().equals(except));
    }

    @Override
    public void callChanged(UserCall call, String userLoginId) {
        tell(new Broadcast(CALL + call.call().callId(), locale -> messages.call(call, locale)), List.of(userLoginId), session -> true);
    }

    @Override
    public void controlsChanged(CallControls controls, String userLoginId) {
        tell(controls(controls), List.of(userLoginId), PushSession::isAgent);
    }

    private Broadcast controls(CallControls controls) {
        return new Broadcast(CONTROLS + controls.callId(), locale -> messages.controls(controls));
    }

    /** @param of from memory: how the user is in the queues of the PBX; read when it is sent, so that nothing older follows what is newer */
    public void followQueues(Function<String, List<QueueStanding>> of) {
        standings = of;
    }

    /** How this user is in the queues of the PBX has changed. */
    public void queuesChanged(String userLoginId) {
        tell(queues(userLoginId), List.of(userLoginId), PushSession::isAgent);
    }

    private Broadcast queues(String userLoginId) {
        return new Broadcast("queues", locale -> messages.queues(standings.apply(userLoginId)));
    }

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        tell(new Broadcast(AGENT, locale -> messages.agent(agent, locale)), List.of(userLoginId), PushSession::isAgent);
    }

    @Override
    public void extensionsChanged(List<Extension> extensions, Optional<Peer> current, String userLoginId) {
        tell(new Broadcast(EXTENSIONS, locale -> messages.extensions(extensions, current)), List.of(userLoginId), session -> true);
    }

    @Override
    public void pbxChanged(boolean connected, List<String> userLoginIds) {
        tell(new Broadcast(PBX, locale -> messages.pbx(connected)), userLoginIds, session -> true);
    }

    /**
     * Calls were saved that members of these groups and these parties may see in their call history; members of no group see those of all
     * groups or their own, so they are told, too.
     */
    public void historyChanged(Set<String> groupIds, Set<String> partyIds) {
        Broadcast saved = new Broadcast(HISTORY, locale -> messages.saved());
        sessions.all().stream().filter(PushSession::keepsRights)
                .filter(session -> session.groupIds().isEmpty() || partyIds.contains(session.person().partyId())
                        || session.groupIds().stream().anyMatch(groupIds::contains))
                .forEach(session -> session.outbox().news(saved.in(session.authenticated().locale())));
    }

    /** Rights are looked up once per user, texts made once per language. */
    private void tell(Broadcast broadcast, Collection<String> users, Predicate<PushSession> which) {
        for (String user : users) {
            List<PushSession> own = sessions.of(user);
            if (!own.isEmpty()) {
                Access rights = access.of(user);
                own.stream().filter(session -> session.keeps(rights) && which.test(session))
                        .forEach(session -> session.outbox().news(broadcast.in(session.authenticated().locale())));
            }
        }
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

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

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallControls;
import org.apache.ofbiz.asterisk.acd.Extension;
import org.apache.ofbiz.asterisk.acd.agents.TeamMember;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours;
import org.apache.ofbiz.asterisk.acd.queues.QueueStanding;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.push.Outbox.Broadcast;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimer;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;

/** Sends what changes to the browsers of the users who may see it. Thread-safe; sending never blocks. */
public final class BrowserNews implements AcdListener {

    /** NC and OC say how one offer stands, CALL how one call does: a claimer hears both that it failed and that the call waits again. */
    private static final String OFFER = "offer ";
    private static final String CALL = "call ";
    private static final String CONTROLS = "controls ";
    private static final String AGENT = "agent";
    private static final String EXTENSIONS = "extensions";
    private static final String PBX = "pbx";
    private static final String HISTORY = "history";
    private static final String CALLBACKS = "callbacks";
    private static final String VOICEMAIL = "voicemail";
    private static final String MESSAGE = "message ";
    private static final String OPEN = "open ";
    private static final String TEAM = "team";
    private static final String HOURS = "hours";

    private final SessionIndex sessions;
    private final AccessWatch access;
    private final MessageWriter messages;
    private final ScreenPopTimes popTimes;
    private final AtomicLong teamChanges = new AtomicLong();
    private final AtomicLong messageCount = new AtomicLong();
    private volatile Function<String, List<QueueStanding>> standings = user -> List.of();

    private volatile Supplier<Map<String, OpeningHours.State>> hours = Map::of;

    BrowserNews(SessionIndex sessions, AccessWatch access, MessageWriter messages, ScreenPopTimes popTimes) {
        this.sessions = sessions;
        this.access = access;
        this.messages = messages;
        this.popTimes = popTimes;
    }

    /** An agent's browser has just got HELLO: how the user is in the queues of the PBX, and what they can do in their calls. */
    void welcome(PushSession session, Collection<CallControls> inProgress) {
        Locale locale = session.authenticated().locale();
        String user = session.person().userLoginId();
        if (!standings.apply(user).isEmpty()) {
            session.outbox().news(queues(user).in(locale));
        }
        inProgress.forEach(calls -> session.outbox().news(controls(calls).in(locale)));
    }

    /** @param now from memory: whether groups are open, by groupId */
    public void followHours(Supplier<Map<String, OpeningHours.State>> now) {
        hours = now;
    }

    /** A browser has just got HELLO: whether the groups of its user are open. */
    void welcomeHours(PushSession session) {
        Map<String, OpeningHours.State> own = of(session, hours.get());
        if (!own.isEmpty()) {
            session.outbox().news(new Outbox.News(HOURS, () -> messages.hours(own)));
        }
    }

    /** Groups have opened or closed, or their hours were changed: members are told of all their groups. */
    public void hoursChanged(Map<String, OpeningHours.State> now) {
        sessions.all().stream().filter(session -> !session.groupIds().isEmpty() && session.keepsRights()).forEach(session -> {
            Map<String, OpeningHours.State> own = of(session, now);
            session.outbox().news(new Outbox.News(HOURS, () -> messages.hours(own)));
        });
    }

    private static Map<String, OpeningHours.State> of(PushSession session, Map<String, OpeningHours.State> all) {
        Map<String, OpeningHours.State> own = new TreeMap<>(all);
        own.keySet().retainAll(session.groupIds());
        return own;
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

    /**
     * Somebody has a text for this user. @param text in a language
     *
     * @return whether a browser of the user is there to show it
     */
    public boolean message(String userLoginId, String from, Function<Locale, String> text) {
        Instant at = Instant.now();
        tell(new Broadcast(MESSAGE + messageCount.incrementAndGet(), locale -> messages.message(from, text.apply(locale), at)), List.of(userLoginId),
                session -> true);
        return !sessions.of(userLoginId).isEmpty();
    }

    /** An admin wants the user to see a page about a call. @param panel within the console; else in a tab */
    public void open(String userLoginId, String callId, String url, boolean panel) {
        tell(new Broadcast(OPEN + messageCount.incrementAndGet(), locale -> messages.open(callId, url, panel)), List.of(userLoginId),
                PushSession::isAgent);
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
        tellThoseWhoSee(new Broadcast(HISTORY, locale -> messages.saved()), groupIds, partyIds);
    }

    /** Callbacks of these groups and these parties have changed; told to the same as the call history. */
    public void callbacksChanged(Set<String> groupIds, Set<String> partyIds) {
        tellThoseWhoSee(new Broadcast(CALLBACKS, locale -> messages.callbacks()), groupIds, partyIds);
        historyChanged(groupIds, partyIds); // rows of missed calls show what became of them
    }

    /** Mailboxes of these groups and these parties have changed; told to the same as the call history. */
    public void voicemailChanged(Set<String> groupIds, Set<String> partyIds) {
        tellThoseWhoSee(new Broadcast(VOICEMAIL, locale -> messages.voicemail()), groupIds, partyIds);
    }

    private void tellThoseWhoSee(Broadcast news, Set<String> groupIds, Set<String> partyIds) {
        sessions.all().stream().filter(session -> session.host().isEmpty() && session.keepsRights())
                .filter(session -> session.groupIds().isEmpty() || partyIds.contains(session.person().partyId())
                        || session.groupIds().stream().anyMatch(groupIds::contains))
                .forEach(session -> session.outbox().news(news.in(session.authenticated().locale())));
    }

    /** Rights are looked up once per user, texts made once per language. */
    private void tell(Broadcast broadcast, Collection<String> users, Predicate<PushSession> which) {
        for (String user : users) {
            List<PushSession> own = sessions.of(user);
            if (!own.isEmpty()) {
                Access rights = access.of(user);
                own.stream().filter(session -> session.keeps(rights) && which.test(session)
                                && (session.host().isEmpty() || broadcast.about().startsWith(MESSAGE)))
                        .forEach(session -> session.outbox().news(broadcast.in(session.authenticated().locale())));
            }
        }
    }
}

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
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.servlet.http.HttpSession;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.push.lock.PageLocks;
import org.apache.ofbiz.asterisk.push.relay.Elsewhere;
import org.apache.ofbiz.asterisk.push.relay.SessionNews;

/**
 * What happens to the HTTP sessions of users, on this node or another: their pages are locked and unlocked, they end, they get another id.
 * Sockets follow them. Thread-safe.
 */
public final class HttpSessions {

    /** With it begins the name of what keeps a user here whose pages are locked. */
    private static final String LOCKED = "locked ";

    private final SessionIndex sockets;
    private final CallControl distributor;
    private final Authenticator authenticator;
    private final Supplier<Elsewhere> elsewhere;
    private final PageLocks locks = new PageLocks();

    HttpSessions(SessionIndex sockets, CallControl distributor, Authenticator authenticator, Supplier<Elsewhere> elsewhere) {
        this.sockets = sockets;
        this.distributor = distributor;
        this.authenticator = authenticator;
        this.elsewhere = elsewhere;
    }

    /** Who is signed in in the HTTP session, whatever they may do. */
    Optional<AuthenticatedUser> user(Optional<HttpSession> session) {
        return session.flatMap(authenticator::of);
    }

    /**
     * The user is paused since then: their pages are locked until the password is given there. Who had pages open stays here meanwhile.
     */
    public void lock(String userLoginId, Instant since) {
        if (locked(userLoginId, since)) {
            elsewhere.get().tell(new SessionNews.Locked(userLoginId, since));
        }
    }

    private boolean locked(String userLoginId, Instant since) {
        List<PushSession> open = sockets.of(userLoginId).stream().filter(PushSession::isOpen).toList();
        boolean fresh = locks.lock(userLoginId, since, open.stream().map(PushSession::httpSessionId).collect(Collectors.toUnmodifiableSet()));
        if (fresh) {
            open.stream().filter(session -> session.host().isEmpty()).findFirst()
                    .ifPresent(session -> distributor.signIn(LOCKED + userLoginId, session.person()));
            sockets.of(userLoginId).forEach(session -> session.close(CloseReason.LOCKED));
        }
        return fresh;
    }

    /** All locks that hold, for a node that doesn't know them yet. */
    public List<SessionNews.Locked> locked() {
        return locks.all().entrySet().stream().map(lock -> new SessionNews.Locked(lock.getKey(), lock.getValue())).toList();
    }

    /** Whether pages of the user in this HTTP session are locked. */
    public boolean isLocked(String userLoginId, String httpSessionId) {
        return locks.isLocked(userLoginId, httpSessionId);
    }

    /** Opens the pages of the user in this HTTP session where the check of the password says so. */
    public boolean unlock(String userLoginId, String httpSessionId, BooleanSupplier check) {
        boolean opens = locks.alone(userLoginId, check);
        if (opens) {
            tellAll(new SessionNews.Unlocked(userLoginId, httpSessionId));
        }
        return opens;
    }

    /** The user has logged out of a locked page. */
    public void leaves(String userLoginId) {
        tellAll(new SessionNews.Left(userLoginId));
    }

    /** The HTTP session has ended, or nobody is signed in there any longer: its sockets go, too. */
    public void ended(String httpSessionId) {
        tellAll(new SessionNews.Ended(httpSessionId));
    }

    /** A login has given the HTTP session another id. */
    public void renamed(String oldId, String newId) {
        tellAll(new SessionNews.Renamed(oldId, newId));
    }

    /** Somebody else is signed in in this HTTP session now: sockets of anyone who was before go. */
    public void userChanged(HttpSession httpSession) {
        Optional<String> user = user(Optional.of(httpSession)).map(authenticated -> authenticated.person().userLoginId());
        socketsOf(httpSession.getId()).stream().filter(session -> !user.equals(Optional.of(session.person().userLoginId())))
                .forEach(session -> session.close(CloseReason.NOT_SIGNED_IN));
    }

    private void tellAll(SessionNews news) {
        heardOf(news);
        elsewhere.get().tell(news);
    }

    /** Something has happened on another node. Looks up. */
    public void heardOf(SessionNews news) {
        news.dispatch(new Happened());
    }

    private List<PushSession> socketsOf(String httpSessionId) {
        return sockets.all().stream().filter(session -> session.httpSessionId().equals(httpSessionId)).toList();
    }

    /** What each kind of news does here. */
    private final class Happened implements SessionNews.Handler {

        @Override
        public void locked(SessionNews.Locked news) {
            HttpSessions.this.locked(news.userLoginId(), news.since());
        }

        @Override
        public void unlocked(SessionNews.Unlocked news) {
            locks.unlock(news.userLoginId(), news.httpSessionId());
            letGo(news.userLoginId()); // the browser is back in a moment
        }

        @Override
        public void left(SessionNews.Left news) {
            locks.loggedOut(news.userLoginId());
            letGo(news.userLoginId());
        }

        @Override
        public void ended(SessionNews.Ended news) {
            socketsOf(news.httpSessionId()).forEach(session -> session.close(CloseReason.NOT_SIGNED_IN));
            locks.ended(news.httpSessionId()).forEach(this::letGo);
        }

        @Override
        public void renamed(SessionNews.Renamed news) {
            locks.renamed(news.oldId(), news.newId());
            socketsOf(news.oldId()).forEach(session -> session.httpSessionRenamed(news.newId()));
        }

        @Override
        public void nodeGone(SessionNews.NodeGone news) {
            locks.endedAll(news.nodeId() + '/').forEach(this::letGo);
        }

        private void letGo(String userLoginId) {
            distributor.signOut(LOCKED + userLoginId);
        }
    }
}

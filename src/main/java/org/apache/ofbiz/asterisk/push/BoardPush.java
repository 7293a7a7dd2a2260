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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.board.BoardAudience;
import org.apache.ofbiz.asterisk.acd.board.BoardChange;
import org.apache.ofbiz.asterisk.push.Outbox.Broadcast;
import org.apache.ofbiz.asterisk.push.board.BoardWriter;

/**
 * Tells browsers that show the wallboard what changes there. What a change means is found out once for all who may see the same, and written once
 * for each language of theirs, however many watch. Thread-safe; telling never blocks.
 */
public final class BoardPush {

    private static final String BOARD = "wallboard";

    private final SessionIndex sessions;
    private final BoardWriter writer;
    private final AtomicLong changes = new AtomicLong();
    /** Who watches, by session: what they may see of what they were told. */
    private final Map<String, BoardAudience> watching = new ConcurrentHashMap<>();
    private volatile Function<String, Set<String>> supervised = user -> Set.of();
    /** Receives the session that is to be shown the wallboard, and whether that was possible. */
    private volatile BiConsumer<String, CompletableFuture<Boolean>> source = (session, shown) -> shown.complete(false);

    BoardPush(SessionIndex sessions, Messages words) {
        this.sessions = sessions;
        this.writer = new BoardWriter((reason, locale) -> words.enumeration(reason.id(), reason.description(), locale));
    }

    /**
     * From now on browsers can watch.
     *
     * @param supervisedBy groups that a user supervises now, from memory
     * @param show         calls {@link #show} with the session and completes with what that returns; must not block
     */
    public void serve(Function<String, Set<String>> supervisedBy, BiConsumer<String, CompletableFuture<Boolean>> show) {
        supervised = supervisedBy;
        source = show;
    }

    /** A browser wants to watch. Completes with whether its user may. */
    CompletionStage<Boolean> watch(PushSession session) {
        CompletableFuture<Boolean> shown = new CompletableFuture<>();
        source.accept(session.id(), shown);
        return shown;
    }

    /** The browser is told all, and from now on each change. @return whether its user may see anything of it */
    public boolean show(String sessionId, Supplier<BoardChange> whole) {
        Optional<PushSession> session = sessions.withId(sessionId).filter(PushSession::keepsRights);
        BoardAudience audience = session.map(this::audience).orElse(BoardAudience.NOBODY);
        if (!audience.isAnybody()) {
            return false;
        }
        watching.put(sessionId, audience);
        tellAll(session.orElseThrow(), whole.get(), audience);
        return true;
    }

    private void tellAll(PushSession session, BoardChange whole, BoardAudience audience) {
        Locale locale = session.authenticated().locale();
        session.outbox().news(new Outbox.News(about(), () -> writer.write(whole.seenBy(audience), locale)));
    }

    private String about() {
        return BOARD + ' ' + changes.incrementAndGet(); // none replaces another, which may tell of other rows
    }

    /** What the user may see now: rights and memberships can have changed since they began to watch. */
    private BoardAudience audience(PushSession session) {
        return session.supervisesAll() ? BoardAudience.EVERYTHING
                : new BoardAudience(false, supervised.apply(session.person().userLoginId()));
    }

    /** Something changed. @param whole all of it, for those who may see more or less than before */
    public void changed(BoardChange change, Supplier<BoardChange> whole) {
        Map<BoardAudience, Optional<Broadcast>> byAudience = new HashMap<>();
        watching.forEach((sessionId, before) -> {
            Optional<PushSession> session = sessions.withId(sessionId).filter(PushSession::keepsRights);
            if (session.isEmpty()) {
                watching.remove(sessionId);
                return;
            }
            BoardAudience now = audience(session.get());
            if (!now.equals(before)) {
                watching.put(sessionId, now);
                tellAll(session.get(), whole.get(), now);
            } else {
                byAudience.computeIfAbsent(now, audience -> of(change, audience))
                        .ifPresent(broadcast -> session.get().outbox().news(broadcast.in(session.get().authenticated().locale())));
            }
        });
    }

    private Optional<Broadcast> of(BoardChange change, BoardAudience audience) {
        BoardChange.Seen seen = change.seenBy(audience);
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Broadcast(about(), locale -> writer.write(seen, locale)));
    }

    /** How many browsers watch. */
    public int watchers() {
        watching.keySet().removeIf(sessionId -> sessions.withId(sessionId).isEmpty());
        return watching.size();
    }
}

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
package org.apache.ofbiz.asterisk.center.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.board.BoardGroup;
import org.apache.ofbiz.asterisk.acd.board.CallFigure;
import org.apache.ofbiz.asterisk.acd.board.ServiceRule;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.push.Messages;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WallboardTest {

    private static final String GROUP = "SUPPORT";
    private static final Clock CLOCK = Clock.fixed(Calls.START, ZoneOffset.UTC);

    private final ScheduledExecutorService timers = new ScheduledThreadPoolExecutor(1);
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Database database = new Database();
    private final PushHub push = new PushHub(null, null, null, new NoWords(), null, timers, CLOCK);
    private final Wallboard board = new Wallboard(new BoardSources(database,
            database::groups, user -> Optional.empty(), user -> Optional.empty(),
            new AgentTalks(), database, UnaryOperator::identity, group -> true),
            new BoardNodes(false, Set::of, () -> true, Optional.empty()), turn -> { }, push.board(),
            new SerialExecutor(Runnable::run, (what, cause) -> problems.add(cause.getMessage())), timers, CLOCK);

    @AfterEach
    void close() {
        board.close();
        push.close();
        timers.shutdownNow();
    }

    @Test
    void whatIsHeardWhileTheDatabaseIsSilentIsShownWhenItAnswers() {
        database.silence("members", 2);
        board.start();
        board.callChanged(Calls.waiting("c1"), null);
        untilWaiting(1);
        assertThat("told once", problems, contains("no answer: members"));

        database.silence("groups", 1);
        board.callChanged(Calls.ends(Calls.waiting("c1"), Outcome.ABANDONED), null);
        board.allChanged();
        untilWaiting(0);
        assertThat("told again, as it had answered", problems.size(), is(2));
    }

    @Test
    void callsOfTodayAreReadAsSoonAsTheDatabaseAnswers() {
        database.silence("calls", 2);
        board.start();
        Await.untilTrue(() -> board.groups().stream().anyMatch(group -> group.today().answered() == 1), () -> "figures: " + board.groups());
        assertThat(problems, contains("no answer: calls"));
    }

    private void untilWaiting(int callers) {
        Await.untilTrue(() -> board.groups().stream().anyMatch(group -> group.waiting() == callers), () -> "groups: " + board.groups());
    }

    /** Has one group and a call of today that was answered; doesn't answer as often as it is said. */
    private static final class Database implements Roster, BoardSources.Saved {

        private final Map<String, AtomicInteger> silent = Map.of("groups", new AtomicInteger(), "members", new AtomicInteger(),
                "calls", new AtomicInteger());

        void silence(String what, int times) {
            silent.get(what).set(times);
        }

        private void answer(String what) {
            if (silent.get(what).getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("no answer: " + what);
            }
        }

        List<BoardGroup> groups() {
            answer("groups");
            return List.of(new BoardGroup(GROUP, "Support", "PBX", ServiceRule.USUAL, List.of()));
        }

        @Override
        public Optional<Group> group(String groupId) {
            return Optional.empty();
        }

        @Override
        public List<String> members(String groupId) {
            answer("members");
            return List.of("agent1001");
        }

        @Override
        public List<Membership> memberships(String userLoginId) {
            return List.of();
        }

        @Override
        public List<Peer> extensions(String userLoginId) {
            return List.of();
        }

        @Override
        public void read(Instant from, Instant until, Consumer<CallFigure> each) {
            answer("calls");
            each.accept(new CallFigure("PBX:saved", Optional.of(GROUP), Calls.START.minusSeconds(60), Optional.of(CallFigure.Result.ANSWERED),
                    Duration.ofSeconds(5), Duration.ofSeconds(30), Map.of()));
        }
    }

    private static final class NoWords implements Messages {

        @Override
        public String refusal(String code, String detail, Locale locale) {
            return code;
        }

        @Override
        public String outcome(Outcome outcome, Locale locale) {
            return outcome.name();
        }

        @Override
        public String pbxLost(Locale locale) {
            return "";
        }

        @Override
        public String enumeration(String enumId, String description, Locale locale) {
            return enumId;
        }
    }
}

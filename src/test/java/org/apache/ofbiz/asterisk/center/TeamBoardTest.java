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
package org.apache.ofbiz.asterisk.center;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.TeamMember;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.junit.jupiter.api.Test;

class TeamBoardTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final List<List<String>> told = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final TeamBoard board = board();

    private TeamBoard board() {
        BrowserNews browsers = mock(BrowserNews.class);
        doAnswer(call -> {
            List<TeamMember> members = call.getArgument(0);
            return told.add(members.stream().map(TeamMember::partyId).toList());
        }).when(browsers).teamChanged(any());
        ScheduledExecutorService timers = mock(ScheduledExecutorService.class);
        when(timers.schedule(any(Runnable.class), anyLong(), eq(TimeUnit.MILLISECONDS))).then(call -> {
            later.add(call.getArgument(0));
            return null;
        });
        Roster roster = mock(Roster.class);
        when(roster.memberships(anyString())).thenReturn(List.of());
        when(roster.extensions(anyString())).thenReturn(List.of());
        return new TeamBoard(roster, user -> Optional.of(new Person(user, user, user)), user -> Optional.empty(), browsers,
                new SerialExecutor(Runnable::run, (doing, error) -> {
                    throw new AssertionError(doing, error);
                }), timers);
    }

    private void changes(String user) {
        board.agentChanged(new AgentState(AgentState.Status.AVAILABLE, NOW, AgentChoice.available(NOW), Optional.empty()), user);
    }

    private void timePasses() {
        later.remove().run();
    }

    @Test
    void aChangeIsToldAtOnce() {
        changes("liis");
        assertThat(told, contains(List.of("liis")));
    }

    @Test
    void changesRightAfterAnotherAreToldTogetherAndEachUserOnce() {
        changes("liis");
        changes("peeter");
        changes("kadri");
        changes("peeter");
        assertThat(told, contains(List.of("liis")));
        timePasses();
        assertThat(told.get(1), containsInAnyOrder("peeter", "kadri"));
        assertThat(told.size(), is(2));
    }

    @Test
    void afterAQuietMomentTheNextChangeIsToldAtOnceAgain() {
        changes("liis");
        timePasses();
        assertThat("no timer runs while nothing changes", later, empty());
        changes("peeter");
        assertThat(told, contains(List.of("liis"), List.of("peeter")));
    }
}

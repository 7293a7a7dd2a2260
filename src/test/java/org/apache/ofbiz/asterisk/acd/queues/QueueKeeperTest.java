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
package org.apache.ofbiz.asterisk.acd.queues;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that an earlier run of OFBiz has left in queues are removed a while after the PBX has listed them, and nobody else is. */
class QueueKeeperTest {

    private static final QueueKey KEY = new QueueKey("support", "PJSIP/1001");

    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final QueueCommands pbx = mock(QueueCommands.class, call -> {
        sent.add(call.getMethod().getName() + " " + call.getArgument(0));
        return CompletableFuture.completedFuture(Result.SUCCESS);
    });
    private boolean signedIn = true;
    private QueueKeeper keeper;

    @BeforeEach
    void ofbizStarts() {
        ScheduledExecutorService timers = mock(ScheduledExecutorService.class, withSettings().stubOnly());
        when(timers.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            due.add(call.getArgument(0));
            return null;
        });
        keeper = new QueueKeeper(this::roster, new Nobody(), serverId -> Optional.of(pbx),
                new TaskScheduler(AcdThreads.of(Runnable::run, timers), (what, cause) -> { }), (what, cause) -> { });
        keeper.rosterChanged();
    }

    /** No console is open. */
    private static final class Nobody implements QueueKeeper.Agents {

        @Override
        public List<Agent> here() {
            return List.of();
        }

        @Override
        public CompletionStage<?> adopt(Adoption adoption) {
            return CompletableFuture.completedFuture(true);
        }
    }

    private QueueRoster roster() {
        Peer phone = new Peer("PEER-1001", "PBX", "PJSIP", "1001", Peer.Type.EXTENSION, Optional.empty(), Optional.empty(), Optional.empty(), true);
        return new QueueRoster(List.of(new QueueRoster.Assignment("liis", "Liis", "SUPPORT", "PBX", "support", 0, false, List.of(phone), signedIn)),
                Map.of());
    }

    private void listed() {
        keeper.heard("PBX", new QueueEvent.Listed(List.of(new QueueMember(KEY.queue(), KEY.device(), "Liis", KEY.device(),
                QueueMember.Origin.DYNAMIC, 0, Optional.empty(), QueueMember.Status.NOT_INUSE))));
    }

    private void timePasses() {
        List<Runnable> ripe = List.copyOf(due);
        due.clear();
        ripe.forEach(Runnable::run);
    }

    @Test
    void theTimeForThoseWhoReturnBeginsWhenThePbxHasListedItsMembers() {
        timePasses();
        listed();
        assertThat("may be back", sent, is(empty()));
        timePasses();
        assertThat(sent, contains("remove " + KEY));
    }

    @Test
    void whoLeftBeforeAndSignedInByPhoneSinceStays() {
        listed();
        signedIn = false;
        timePasses();
        assertThat(sent, is(empty()));
    }

    @Test
    void onlyTheFirstListOfAServerIsWhatAnEarlierRunLeft() {
        listed();
        timePasses();
        sent.clear();
        keeper.heard("PBX", new QueueEvent.MemberRemoved(KEY));
        keeper.heard("PBX", new QueueEvent.Disconnected());
        listed();
        timePasses();
        assertThat(sent, is(empty()));
    }
}

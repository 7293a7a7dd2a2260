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

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.apache.ofbiz.asterisk.call.queues.QueueMember.Origin;
import org.junit.jupiter.api.Test;

/** What a pause that somebody begins or ends on the PBX is for an agent of two queues. */
class GroupPausesTest {

    private static final QueueKey SUPPORT = new QueueKey("support", "PJSIP/1001");
    private static final QueueKey SALES = new QueueKey("sales", "PJSIP/1001");
    private static final Optional<WantedMember.Pause> AVAILABLE = Optional.empty();
    private static final Optional<WantedMember.Pause> IN_ALL = Optional.of(WantedMember.Pause.inAll("smoke"));
    private static final Optional<WantedMember.Pause> IN_GROUP = Optional.of(WantedMember.Pause.inGroup("smoke"));
    private static final Optional<WantedMember.Pause> WRAP_UP = Optional.of(WantedMember.Pause.wrapUp("Wrap-up"));
    private static final ServerQueues.Decision NOTHING = new ServerQueues.Decision(List.of(), List.of());
    private static final Adoption PAUSED = new Adoption("liis", AgentChoice.Kind.PAUSED, Optional.of("smoke"));
    private static final Adoption RESUMED = new Adoption("liis", Optional.of("GROUP"), true, AgentChoice.Kind.AVAILABLE, Optional.empty());

    private final ServerQueues queues = new ServerQueues();

    @Test
    void aPauseOnThePbxInOneOfSeveralQueuesIsOneInItsGroup() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, AVAILABLE));
        Adoption inSales = new Adoption("liis", Optional.of("sales group"), false, AgentChoice.Kind.PAUSED, Optional.of("smoke"));

        assertThat(queues.happened(changed(SALES, 0, "smoke")).adoptions(), contains(inSales));
        want(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, IN_GROUP));
        assertThat(queues.adopted(inSales), is(NOTHING));
        assertThat(queues.happened(changed(SALES, 0, null)).adoptions(),
                contains(new Adoption("liis", Optional.of("sales group"), false, AgentChoice.Kind.AVAILABLE, Optional.empty())));
    }

    @Test
    void aPauseOnThePbxInAllQueuesIsThatOfTheAgent() {
        listed();
        joined(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, AVAILABLE));

        Adoption first = queues.happened(changed(SALES, 0, "smoke")).adoptions().get(0);
        assertThat("one after the other", queues.happened(changed(SUPPORT, 0, "smoke")).adoptions(), is(empty()));
        want(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, IN_GROUP));
        assertThat(queues.adopted(first).adoptions(), contains(PAUSED));
        want(member(SUPPORT, 0, IN_ALL), member(SALES, 0, IN_ALL));
        assertThat(queues.adopted(PAUSED), is(NOTHING));
    }

    @Test
    void thePauseInAllEndsWithThoseInSingleGroupsWhereThePbxEndsThem() {
        listed();
        joined(member(SUPPORT, 0, IN_ALL), member(SALES, 0, IN_ALL));

        queues.happened(changed(SUPPORT, 0, null));
        Adoption first = queues.happened(changed(SALES, 0, null)).adoptions().stream().findFirst().orElse(RESUMED);
        want(member(SUPPORT, 0, AVAILABLE), member(SALES, 0, IN_GROUP));
        assertThat("the pause in sales was behind the one in all", queues.adopted(first).adoptions(),
                contains(new Adoption("liis", Optional.of("sales group"), false, AgentChoice.Kind.AVAILABLE, Optional.empty())));
    }

    @Test
    void inWrapUpAPauseOnThePbxInOneQueueIsNotOneInAll() {
        listed();
        joined(member(SUPPORT, 0, WRAP_UP), member(SALES, 0, WRAP_UP));

        assertThat(queues.happened(changed(SALES, 0, "smoke")).adoptions(),
                contains(new Adoption("liis", Optional.of("sales group"), false, AgentChoice.Kind.PAUSED, Optional.of("smoke"))));
    }

    @Test
    void aPauseForAnotherReasonInTheOtherQueueStaysOneOfItsOwn() {
        listed();
        joined(member(SUPPORT, 0, Optional.of(WantedMember.Pause.inGroup("Training"))), member(SALES, 0, AVAILABLE));

        assertThat(queues.happened(changed(SALES, 0, "smoke")).adoptions(),
                contains(new Adoption("liis", Optional.of("sales group"), false, AgentChoice.Kind.PAUSED, Optional.of("smoke"))));
    }

    private List<QueueStep> want(WantedMember... members) {
        return queues.want(Stream.of(members).collect(Collectors.toMap(WantedMember::key, member -> member)));
    }

    private List<QueueStep> listed(QueueMember... members) {
        return queues.happened(new QueueEvent.Listed(List.of(members))).steps();
    }

    private void joined(WantedMember... members) {
        List<QueueStep> steps = want(members);
        Stream.of(members).forEach(member -> queues.happened(changed(member.key(), member.penalty(), member.pauseReason().orElse(null))));
        taken(steps);
    }

    private List<QueueStep> taken(List<QueueStep> steps) {
        return steps.stream().flatMap(step -> queues.answered(step, Result.SUCCESS).stream()).toList();
    }

    private static WantedMember member(QueueKey key, int penalty, Optional<WantedMember.Pause> pause) {
        return new WantedMember("liis", key.equals(SALES) ? "sales group" : "GROUP", key, "Liis Saar", "PJSIP/1001", penalty, pause);
    }

    private static QueueEvent changed(QueueKey key, int penalty, String pauseReason) {
        return new QueueEvent.MemberChanged(reported(key, Origin.DYNAMIC, penalty, pauseReason));
    }

    /** @param pauseReason null of one who isn't paused */
    private static QueueMember reported(QueueKey key, Origin origin, int penalty, String pauseReason) {
        return new QueueMember(key.queue(), key.device(), "Liis Saar", key.device(), origin, penalty, Optional.ofNullable(pauseReason),
                QueueMember.Status.NOT_INUSE);
    }
}

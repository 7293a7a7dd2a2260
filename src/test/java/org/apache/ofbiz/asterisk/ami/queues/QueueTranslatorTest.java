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
package org.apache.ofbiz.asterisk.ami.queues;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.apache.ofbiz.asterisk.call.queues.QueueMember;
import org.junit.jupiter.api.Test;

/** Members of queues as Asterisk 16 and 22 told of them. */
class QueueTranslatorTest {

    private static final QueueKey MEMBER = new QueueKey("support", "PJSIP/1001");

    @Test
    void aPauseAndItsReasonAreReadFromBothVersions() throws IOException {
        for (String version : List.of("16", "22")) {
            List<Optional<String>> pauses = new ArrayList<>();
            for (QueueMember member : members(version, "4b_queue_pause")) {
                if (pauses.isEmpty() || !pauses.get(pauses.size() - 1).equals(member.pauseReason())) {
                    pauses.add(member.pauseReason());
                }
            }
            assertThat(version, pauses, contains(Optional.empty(), Optional.of("lunch"), Optional.empty()));
        }
    }

    @Test
    void addedRenamedAndRemovedMembersAreOneKey() throws IOException {
        for (String version : List.of("16", "22")) {
            List<QueueMember> members = members(version, "4d_queue_errors_and_status");
            assertThat(version, members, is(not(empty())));
            assertThat(version, members.stream().map(QueueMember::key).distinct().toList(), contains(MEMBER));
            assertThat(version, members.stream().map(QueueMember::penalty).distinct().toList(), contains(0, 3));
            assertThat(version, members.get(0).origin(), is(QueueMember.Origin.DYNAMIC));
            assertThat(version, events(version, "4d_queue_errors_and_status"), hasItem(new QueueEvent.MemberRemoved(MEMBER)));
        }
    }

    @Test
    void aListedMemberIsTheOneOfTheEvents() throws IOException {
        for (String version : List.of("16", "22")) {
            List<QueueMember> listed = messages(version, "4d_queue_errors_and_status")
                    .flatMap(message -> QueueTranslator.listed(message).stream()).toList();
            List<QueueMember> told = members(version, "4d_queue_errors_and_status");
            QueueMember last = told.get(told.size() - 1);
            assertThat("the list doesn't say whether they are rung in a call", listed.get(0).ringInUse(), is(Optional.empty()));
            assertThat(version, listed.stream().map(member -> member.after(last)).toList(), contains(last));
        }
    }

    @Test
    void whatNamesNoMemberIsNone() {
        assertThat(QueueTranslator.translate(new AmiMessage(List.of("Event: QueueMemberStatus", "Queue: support"))), is(Optional.empty()));
        QueueMember odd = ((QueueEvent.MemberChanged) QueueTranslator.translate(new AmiMessage(List.of("Event: QueueMemberStatus", "Queue: support",
                "Interface: PJSIP/1001", "Status: 99", "Penalty: -4", "Paused: yes", "Membership: ?"))).orElseThrow()).member();
        assertThat(odd.status(), is(QueueMember.Status.UNKNOWN));
        assertThat(odd.penalty(), is(0));
        assertThat(odd.stateDevice(), is("PJSIP/1001"));
        assertThat("what nobody knows is left alone", odd.origin(), is(QueueMember.Origin.STATIC));
    }

    private static List<QueueMember> members(String version, String dialogue) throws IOException {
        return events(version, dialogue).stream().filter(QueueEvent.MemberChanged.class::isInstance)
                .map(event -> ((QueueEvent.MemberChanged) event).member()).toList();
    }

    private static List<QueueEvent> events(String version, String dialogue) throws IOException {
        return messages(version, dialogue).flatMap(message -> QueueTranslator.translate(message).stream()).toList();
    }

    private static Stream<AmiMessage> messages(String version, String dialogue) throws IOException {
        String text = Files.readString(Path.of("src/test/resources/dialogues", version, dialogue + ".ami")).replace("\r", "");
        return Arrays.stream(text.split("\n\n")).filter(message -> message.contains("Event: "))
                .map(message -> new AmiMessage(List.of(message.split("\n"))));
    }
}

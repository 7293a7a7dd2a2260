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
package org.apache.ofbiz.asterisk.ami.voicemail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.call.voicemail.MessageCount;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands.Support;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.Test;

class MailboxWatchTest {

    private static final Mailbox BOX = new Mailbox("2000", "default");

    private final List<String> sent = new ArrayList<>();
    private final List<CompletableFuture<ManagerResponse>> answers = new ArrayList<>();
    private final List<Optional<Mailbox>> told = new ArrayList<>();
    private final MailboxWatch watch = new MailboxWatch((action, headers) -> {
        sent.add(action + " " + new TreeMap<>(headers));
        answers.add(new CompletableFuture<>());
        return answers.get(answers.size() - 1);
    });

    @Test
    void countsAreAskedOnceAndThenFollowed() {
        watch.listen(told::add);
        CompletableFuture<Optional<MessageCount>> count = count();
        answers.get(0).complete(answer("Success", "", Map.of("newmessages", "1", "oldmessages", "4", "urgmessages", "2")));
        assertThat("urgent ones are new ones", count.join(), is(Optional.of(new MessageCount(3, 4))));
        watch.heard(waiting("New: 5", "Old: 0"));
        assertThat(count().join(), is(Optional.of(new MessageCount(5, 0))));
        assertThat(sent, is(List.of("MailboxCount {Mailbox=2000@default}")));
        assertThat(told, is(List.of(Optional.of(BOX))));
    }

    @Test
    void anAnswerThatIsOlderThanAnEventIsNotKept() {
        CompletableFuture<Optional<MessageCount>> count = count();
        watch.heard(waiting("New: 1", "Old: 0"));
        answers.get(0).complete(answer("Success", "", Map.of("newmessages", "0", "oldmessages", "0", "urgmessages", "0")));
        count.join();
        assertThat(count().join(), is(Optional.of(new MessageCount(1, 0))));
    }

    @Test
    void anEventWithoutCountsMakesTheNextQuestionAskAgain() {
        watch.heard(waiting("New: 1", "Old: 0"));
        watch.heard(waiting("Waiting: 1"));
        count();
        assertThat(sent.size(), is(1));
    }

    @Test
    void anotherLoginKnowsNothingAndSaysThatAllMayHaveChanged() {
        watch.listen(told::add);
        watch.heard(waiting("New: 1", "Old: 0"));
        watch.connected();
        count();
        assertThat(sent.size(), is(1));
        assertThat(told.get(1), is(Optional.empty()));
    }

    @Test
    void whatThePbxDoesNotTellIsEmpty() {
        for (ManagerResponse answer : List.of(answer("Error", "Permission denied", Map.of()), answer("Success", "", Map.of()),
                answer("Success", "", Map.of("newmessages", "many", "oldmessages", "-1")))) {
            CompletableFuture<Optional<MessageCount>> count = count();
            answers.get(answers.size() - 1).complete(answer);
            assertThat(count.join(), is(Optional.empty()));
        }
        CompletableFuture<Optional<MessageCount>> count = count();
        answers.get(3).completeExceptionally(new IOException("not connected"));
        assertThat(count.join(), is(Optional.empty()));
    }

    @Test
    void whatThePbxCanDoIsFoundOutWithoutDoingIt() {
        Map<String, Support> words = Map.of("Permission denied", Support.NOT_PERMITTED, "Invalid/unknown command: VoicemailMove. Use Action: "
                + "ListCommands to show available commands.", Support.NOT_OFFERED, "Mailbox not specified, required", Support.GIVEN);
        words.forEach((said, support) -> {
            watch.forget();
            CompletableFuture<Support> found = watch.support().toCompletableFuture();
            answers.get(answers.size() - 1).complete(answer("Error", said, Map.of()));
            assertThat(said, found.join(), is(support));
        });
        assertThat(sent.get(0), is("VoicemailMove {}"));
    }

    @Test
    void aMessageIsMovedByItsId() {
        CompletableFuture<Result> moved = move("17-1");
        answers.get(0).complete(answer("Success", "", Map.of()));
        assertThat(moved.join().ok(), is(true));
        assertThat(sent, is(List.of("VoicemailMove {Context=default, Folder=INBOX, ID=17-1, Mailbox=2000, ToFolder=Cust5}")));
        CompletableFuture<Result> gone = move("17-2");
        answers.get(1).complete(answer("Error", "Message move failed", Map.of()));
        assertThat(gone.join().failure().map(Failure::kind), is(Optional.of(Failure.Kind.REFUSED)));
    }

    @Test
    void aMessageIsRemovedByItsId() {
        CompletableFuture<Result> removed = watch.remove(BOX, MessageFolder.DELETED, "17-1").toCompletableFuture();
        answers.get(0).complete(answer("Success", "", Map.of()));
        assertThat(removed.join().ok(), is(true));
        assertThat(sent, is(List.of("VoicemailRemove {Context=default, Folder=Cust5, ID=17-1, Mailbox=2000}")));
    }

    @Test
    void nothingElseReachesThePbxWithAnId() {
        for (String id : List.of("", "1\r\nAction: Logoff", "a b", "x".repeat(81), "\0", "1,2")) {
            assertThat(id, move(id).join().failure().map(Failure::kind), is(Optional.of(Failure.Kind.INVALID_VALUE)));
        }
        assertThat(sent, is(List.of()));
    }

    @Test
    void aMailboxIsNumberAndContextAndNothingElse() {
        assertThat(Mailbox.read("2000@default"), is(Optional.of(BOX)));
        for (String text : List.of("", "2000", "@", "2000@", "@default", "../x@default", "2000@..", "2000@a/b", "2000@default\r\n", "2000 @default",
                "2000@a@b", "x".repeat(41) + "@default", "*97@default", ".@default")) {
            assertThat(text, Mailbox.read(text), is(Optional.empty()));
        }
    }

    private CompletableFuture<Optional<MessageCount>> count() {
        return watch.count(BOX).toCompletableFuture();
    }

    private CompletableFuture<Result> move(String id) {
        return watch.move(BOX, MessageFolder.INBOX, id, MessageFolder.DELETED).toCompletableFuture();
    }

    private static AmiMessage waiting(String... headers) {
        List<String> lines = new ArrayList<>(List.of("Event: MessageWaiting", "Mailbox: 2000@default"));
        lines.addAll(List.of(headers));
        return new AmiMessage(lines);
    }

    private static ManagerResponse answer(String response, String message, Map<String, Object> attributes) {
        ManagerResponse answer = new ManagerResponse();
        answer.setResponse(response);
        answer.setMessage(message);
        answer.setAttributes(new HashMap<>(attributes));
        return answer;
    }
}

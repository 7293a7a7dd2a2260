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
package org.apache.ofbiz.asterisk.crm.voicemail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoicemailFilesTest {

    private static final Mailbox BOX = new Mailbox("2000", "default");

    @TempDir
    private Path folder;
    private Path root;
    private VoicemailFiles files;

    @BeforeEach
    void spool() throws IOException {
        root = Files.createDirectories(folder.resolve("voicemail"));
        files = new VoicemailFiles(List.of(root));
    }

    @Test
    void listsTheMessagesOfAllFoldersTheNewestFirst() throws IOException {
        message(MessageFolder.INBOX, 0, "a", 100);
        message(MessageFolder.INBOX, 1, "b", 300);
        message(MessageFolder.OLD, 0, "c", 200);
        message(MessageFolder.DELETED, 0, "d", 50);
        Files.createDirectories(box().resolve("Family"));
        Files.writeString(box().resolve("INBOX/msg0002.wav"), "being recorded");
        Files.writeString(box().resolve("INBOX/msg2.txt"), text("e", 1));
        assertThat(files.list(BOX).orElseThrow().stream().map(message -> message.text().messageId() + message.folder()).toList(),
                is(List.of("bINBOX", "cOLD", "aINBOX", "dDELETED")));
    }

    @Test
    void aMailboxWithoutMessagesIsEmptyAndOneOfAnotherMachineIsUnknown() {
        assertThat(files.list(BOX), is(Optional.of(List.of())));
        assertThat(new VoicemailFiles(List.of(folder.resolve("gone"))).list(BOX), is(Optional.empty()));
        assertThat(new VoicemailFiles(List.of()).list(BOX), is(Optional.empty()));
    }

    @Test
    void opensTheSoundByTheIdOfTheMessageAndTheMomentItWasLeft() throws IOException {
        message(MessageFolder.INBOX, 0, "a", 100);
        message(MessageFolder.OLD, 0, "b", 200);
        assertThat(heard("a", 100), is("sound of a"));
        assertThat(heard("b", 200), is("sound of b"));
        assertThat("another message with that id", heard("a", 101), is("nothing"));
        assertThat(heard("c", 100), is("nothing"));
    }

    @Test
    void whenThePbxRenumbersTheMessageIsFoundUnderItsNewNumber() throws IOException {
        message(MessageFolder.INBOX, 0, "a", 100);
        message(MessageFolder.INBOX, 1, "b", 200);
        AtomicInteger opened = new AtomicInteger();
        files = new VoicemailFiles(List.of(root), (file, roots) -> {
            if (opened.getAndIncrement() == 0) { // somebody deletes a, a message comes, and b's files are those of c
                delete(0);
                move(1, 0);
                write(1, "c", 300);
            }
            return RecordingFile.open(file, roots);
        });
        assertThat(heard("b", 200), is("sound of b"));
        assertThat("what was opened first was that of c", opened.get() > 1, is(true));
    }

    @Test
    void whenTheMessageIsDeletedMeanwhileNobodyHearsAnother() throws IOException {
        message(MessageFolder.INBOX, 0, "a", 100);
        files = new VoicemailFiles(List.of(root), (file, roots) -> {
            delete(0);
            write(0, "c", 300);
            return RecordingFile.open(file, roots);
        });
        assertThat(heard("a", 100), is("nothing"));
    }

    @Test
    void whileThePbxMovesTheSoundBeforeTheTextNobodyHearsAnother() throws IOException {
        message(MessageFolder.INBOX, 1, "b", 200);
        Files.move(box().resolve("INBOX/msg0001.wav"), box().resolve("INBOX/msg0000.wav"));
        assertThat("its text is to follow", heard("b", 200), is("nothing"));
    }

    @Test
    void linksLeadNowhere() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/INBOX"));
        Files.writeString(elsewhere.resolve("msg0000.txt"), text("s", 100));
        Files.writeString(elsewhere.resolve("msg0000.wav"), "secret");
        Files.createDirectories(root.resolve("default"));
        Files.createSymbolicLink(root.resolve("default/2000"), elsewhere.getParent());
        assertThat("a mailbox", files.list(BOX), is(Optional.empty()));
        Files.delete(root.resolve("default/2000"));

        Files.createDirectories(box());
        Files.createSymbolicLink(box().resolve("INBOX"), elsewhere);
        assertThat("a folder", files.list(BOX), is(Optional.empty()));
        Files.delete(box().resolve("INBOX"));

        Files.createDirectories(box().resolve("INBOX"));
        Files.createSymbolicLink(box().resolve("INBOX/msg0000.txt"), elsewhere.resolve("msg0000.txt"));
        assertThat("a text", files.list(BOX), is(Optional.of(List.of())));
        message(MessageFolder.INBOX, 1, "a", 100);
        Files.delete(box().resolve("INBOX/msg0001.wav"));
        Files.createSymbolicLink(box().resolve("INBOX/msg0001.wav"), elsewhere.resolve("msg0000.wav"));
        assertThat("a sound", heard("a", 100), is("nothing"));
    }

    @Test
    void whatIsNoFileOfAMessageIsNotRead() throws IOException {
        Files.createDirectories(box().resolve("INBOX/msg0000.txt"));
        Files.createDirectories(box().resolve("INBOX"));
        Files.writeString(box().resolve("INBOX/msg0001.txt"), text("large", 1) + "x".repeat(MessageText.MOST_BYTES));
        Files.writeString(box().resolve("INBOX/msg0002.txt"), text("fine", 1));
        assertThat(files.list(BOX).orElseThrow().stream().map(message -> message.text().messageId()).toList(), is(List.of("fine")));
    }

    private String heard(String id, int leftAt) throws IOException {
        Optional<RecordingFile> sound = files.open(BOX, id, Instant.ofEpochSecond(leftAt).toString());
        if (sound.isEmpty()) {
            return "nothing";
        }
        try (RecordingFile file = sound.get()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            file.copyTo(bytes, 0, file.length());
            return bytes.toString();
        }
    }

    private Path box() {
        return root.resolve("default/2000");
    }

    private void message(MessageFolder kept, int index, String id, int leftAt) throws IOException {
        Path place = Files.createDirectories(box().resolve(kept.pbxName()));
        Files.writeString(place.resolve(String.format("msg%04d.wav", index)), "sound of " + id);
        Files.writeString(place.resolve(String.format("msg%04d.txt", index)), text(id, leftAt));
    }

    private void write(int index, String id, int leftAt) {
        try {
            message(MessageFolder.INBOX, index, id, leftAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(int index) {
        for (String extension : List.of("txt", "wav")) {
            file(index, extension).toFile().delete();
        }
    }

    private void move(int from, int to) {
        for (String extension : List.of("wav", "txt")) {
            file(from, extension).toFile().renameTo(file(to, extension).toFile());
        }
    }

    private Path file(int index, String extension) {
        return box().resolve(String.format("INBOX/msg%04d.%s", index, extension));
    }

    private static String text(String id, int leftAt) {
        return "[message]\ncallerid=\"Anna\" <372555>\norigtime=" + leftAt + "\nmsg_id=" + id + "\nduration=3\n";
    }
}

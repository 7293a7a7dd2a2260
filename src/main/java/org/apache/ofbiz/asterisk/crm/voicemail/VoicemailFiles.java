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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;

/**
 * The messages of one server as app_voicemail keeps them, {@code ROOT/CONTEXT/MAILBOX/FOLDER/msgNNNN.txt} with the sound beside it. Nothing is
 * ever written. Folders are opened one after the other from the root without following a link; no part of a path comes from a request. Immutable,
 * thread-safe.
 */
public final class VoicemailFiles {

    /** Asterisk numbers up to 9,999 messages in a folder; a hundred is its default. */
    private static final int MOST_MESSAGES = 2_000;
    /** Asterisk may renumber the messages at any moment, but not so often. */
    private static final int ATTEMPTS = 5;
    private static final Pattern TEXT = Pattern.compile("msg([0-9]{4})\\.txt");
    private static final List<String> SOUNDS = List.of("wav", "WAV", "mp3", "ogg");

    private final List<Path> roots;
    private final BiFunction<Path, RecordingRoots, Optional<RecordingFile>> opening;

    /** @param roots absolute */
    VoicemailFiles(List<Path> roots) {
        this(roots, RecordingFile::open);
    }

    /** @param opening opens a sound below these roots */
    VoicemailFiles(List<Path> roots, BiFunction<Path, RecordingRoots, Optional<RecordingFile>> opening) {
        this.roots = List.copyOf(roots);
        this.opening = opening;
    }

    /**
     * The messages of a mailbox, the newest first.
     *
     * @return empty where this machine doesn't have them, or may not read them; an empty list where there are none
     */
    public Optional<List<VoicemailMessage>> list(Mailbox mailbox) {
        return roots.stream().flatMap(root -> list(root, mailbox).stream()).findFirst();
    }

    private static Optional<List<VoicemailMessage>> list(Path root, Mailbox mailbox) {
        List<VoicemailMessage> messages = new ArrayList<>();
        for (MessageFolder folder : MessageFolder.values()) {
            try (Opened opened = Opened.of(root, List.of(mailbox.context(), mailbox.number(), folder.pbxName()))) {
                messages.addAll(opened.messages(folder));
            } catch (NoSuchFileException e) {
                if (!Files.isReadable(root)) {
                    return Optional.empty();
                }
            } catch (IOException | DirectoryIteratorException e) {
                return Optional.empty(); // a link, or not for us
            }
        }
        messages.sort(Comparator.comparing((VoicemailMessage message) -> message.text().leftAt()).reversed()
                .thenComparing(message -> message.text().messageId()));
        return Optional.of(messages);
    }

    /** The message with this id that was left at this moment, wherever it is now. */
    public Optional<VoicemailMessage> find(Mailbox mailbox, String messageId, String leftAt) {
        return list(mailbox).stream().flatMap(List::stream).filter(message -> message.is(messageId, leftAt)).findFirst();
    }

    /**
     * Opens the sound of a message, to be closed. When its files were given to another message meanwhile, it is looked for again: the text is read
     * once more when the sound is open, and app_voicemail moves a text after its sound.
     */
    public Optional<RecordingFile> open(Mailbox mailbox, String messageId, String leftAt) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<VoicemailMessage> message = find(mailbox, messageId, leftAt);
            if (message.isEmpty()) {
                return Optional.empty();
            }
            Optional<RecordingFile> sound = roots.stream().flatMap(root -> open(root, mailbox, message.get()).stream()).findFirst();
            if (sound.isPresent()) {
                return sound;
            }
        }
        return Optional.empty();
    }

    private Optional<RecordingFile> open(Path root, Mailbox mailbox, VoicemailMessage message) {
        Path folder = RecordingRoots.real(root).resolve(mailbox.context()).resolve(mailbox.number()).resolve(message.folder().pbxName());
        RecordingRoots allowed = new RecordingRoots(List.of(root));
        Optional<RecordingFile> sound = SOUNDS.stream()
                .flatMap(extension -> opening.apply(folder.resolve(name(message.index(), extension)), allowed).stream()).findFirst();
        if (sound.isPresent() && !isStill(root, mailbox, message)) {
            try {
                sound.get().close();
            } catch (IOException nothingWasRead) {
                return Optional.empty();
            }
            return Optional.empty();
        }
        return sound;
    }

    private static boolean isStill(Path root, Mailbox mailbox, VoicemailMessage message) {
        try (Opened opened = Opened.of(root, List.of(mailbox.context(), mailbox.number(), message.folder().pbxName()))) {
            return opened.text(Path.of(name(message.index(), "txt"))).filter(message::isSameAs).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(int index, String extension) {
        return String.format("msg%04d.%s", index, extension);
    }

    /** An open folder, and those above it. */
    private static final class Opened implements AutoCloseable {

        private final List<DirectoryStream<Path>> folders = new ArrayList<>();

        /** @throws NoSuchFileException where a folder isn't there */
        static Opened of(Path root, List<String> names) throws IOException {
            Opened opened = new Opened();
            try {
                opened.folders.add(Files.newDirectoryStream(RecordingRoots.real(root)));
                for (String name : names) {
                    opened.folders.add(opened.innermost().newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
                }
                return opened;
            } catch (IOException e) {
                opened.close();
                throw e;
            }
        }

        private SecureDirectoryStream<Path> innermost() throws IOException {
            if (folders.get(folders.size() - 1) instanceof SecureDirectoryStream<Path> secure) {
                return secure;
            }
            throw new AccessDeniedException("this file system can't be read without following links");
        }

        List<VoicemailMessage> messages(MessageFolder folder) throws IOException {
            List<VoicemailMessage> messages = new ArrayList<>();
            for (Path file : innermost()) {
                Matcher name = TEXT.matcher(file.getFileName().toString());
                if (name.matches() && messages.size() < MOST_MESSAGES) {
                    text(file.getFileName()).ifPresent(text -> messages.add(new VoicemailMessage(text, folder, Integer.parseInt(name.group(1)))));
                }
            }
            return messages;
        }

        /** What a text file says; empty for what is none, or is being written. */
        Optional<MessageText> text(Path name) throws IOException {
            BasicFileAttributes file;
            try {
                file = innermost().getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
                if (!file.isRegularFile() || file.size() > MessageText.MOST_BYTES) {
                    return Optional.empty();
                }
                try (SeekableByteChannel channel = innermost().newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                    ByteBuffer bytes = ByteBuffer.allocate(MessageText.MOST_BYTES);
                    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                        continue; // a file may come in parts
                    }
                    return MessageText.read(new String(Arrays.copyOf(bytes.array(), bytes.position()), StandardCharsets.UTF_8));
                }
            } catch (NoSuchFileException movedMeanwhile) {
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            for (int i = folders.size() - 1; i >= 0; i--) {
                folders.get(i).close();
            }
        }
    }
}

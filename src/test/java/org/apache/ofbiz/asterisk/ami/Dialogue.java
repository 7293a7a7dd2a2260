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
package org.apache.ofbiz.asterisk.ami;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessageReader;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.LiveChannel;

/** A recorded AMI dialogue, read by the very reader and translator that read a live connection. */
public final class Dialogue {

    private static final Instant START = Instant.parse("2026-11-20T15:14:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Step> steps;

    /** Which classes of events the AMI user may read. */
    public enum Reader {
        EVERYTHING(Set.of()),
        LEAN(Set.of("system", "call", "agent", "user", "cdr", "reporting"));

        private final Set<String> classes;

        Reader(Set<String> classes) {
            this.classes = classes;
        }

        boolean mayRead(AmiMessage message) {
            return classes.isEmpty() || Arrays.stream(message.get("Privilege").split(",")).anyMatch(classes::contains);
        }
    }

    /** An event, with the channels that the PBX has when it tells it. */
    public record Step(CallEvent event, List<LiveChannel> channels) {
    }

    private Dialogue(List<Step> steps) {
        this.steps = steps;
    }

    /** Events of the dialogue, each a millisecond after the other. */
    public static List<CallEvent> events(String version, String name, Reader reader) throws IOException {
        return of(version, name, reader).events();
    }

    /** One of the test's resources. */
    public static Dialogue of(String version, String name, Reader reader) throws IOException {
        URL file = Objects.requireNonNull(Dialogue.class.getResource("/dialogues/" + version + "/" + name + ".ami"), version + "/" + name);
        try {
            return of(Path.of(file.toURI()), reader);
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** @param file {@code .ami} as the PBX sent it, or {@code .jsonl} with the messages of both sides */
    public static Dialogue of(Path file, Reader reader) throws IOException {
        List<Step> steps = new ArrayList<>();
        Truth truth = new Truth();
        Instant at = START;
        for (AmiMessage message : file.toString().endsWith(".jsonl") ? ofJson(file) : ofBytes(file)) {
            at = at.plusMillis(1);
            truth.hears(message);
            if (reader.mayRead(message)) {
                // as on a server none of whose call sources names a variable
                EventTranslator.translate(message, at).filter(event -> !(event instanceof CallEvent.VariableSet))
                        .ifPresent(event -> steps.add(new Step(event, truth.channels())));
            }
        }
        return new Dialogue(steps);
    }

    public List<CallEvent> events() {
        return steps.stream().map(Step::event).toList();
    }

    public List<Step> steps() {
        return steps;
    }

    private static List<AmiMessage> ofBytes(Path file) throws IOException {
        List<AmiMessage> messages = new ArrayList<>();
        AmiMessageReader reader = new AmiMessageReader(new ByteArrayInputStream(Files.readAllBytes(file)));
        for (Optional<AmiMessage> message = reader.next(); message.isPresent(); message = reader.next()) {
            messages.add(message.get());
        }
        return messages;
    }

    private static List<AmiMessage> ofJson(Path file) throws IOException {
        List<AmiMessage> messages = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode entry = line.isBlank() ? JSON.createObjectNode() : JSON.readTree(line);
            if ("in".equals(entry.path("dir").asText())) {
                List<String> headers = new ArrayList<>();
                entry.path("msg").forEach(pair -> headers.add(pair.path(0).asText() + ": " + pair.path(1).asText()));
                messages.add(new AmiMessage(headers));
            }
        }
        return messages;
    }
}

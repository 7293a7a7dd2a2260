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
package org.apache.ofbiz.asterisk.call.tracking;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;

/**
 * A recorded dialogue as one reader sees it: one of the test's resources, or a file of the folder that the system property
 * {@code dialogues} names.
 *
 * @param group version of Asterisk, or the folder: {@code cases} on a dialplan like the lab's, {@code freepbx} on one of FreePBX's shape
 */
record Recording(String group, String name, Dialogue.Reader reader, Dialogue dialogue, List<Path> expectations) {

    private static final List<String> FOLDERS = List.of("22", "16", "cases", "freepbx");

    /** Dialogues of calls; group 7 of the resources is about connections. */
    static List<Recording> all() throws IOException, URISyntaxException {
        List<Recording> all = new ArrayList<>();
        for (String version : FOLDERS) {
            for (Path file : files(resources(version), ".ami")) {
                String name = name(file);
                Path expected = resources("expected");
                if (!name.startsWith("7")) {
                    all.addAll(both(version, file, List.of(expected.resolve(name + "." + version + ".json"), expected.resolve(name + ".json"))));
                }
            }
        }
        String more = System.getProperty("dialogues", "");
        for (Path file : more.isEmpty() ? List.<Path>of() : files(Path.of(more), ".ami", ".jsonl")) {
            all.addAll(both(file.getParent().getFileName() + "", file, List.of(file.resolveSibling(name(file) + ".json"))));
        }
        return all;
    }

    private static List<Recording> both(String group, Path file, List<Path> expectations) throws IOException {
        List<Recording> both = new ArrayList<>();
        for (Dialogue.Reader reader : Dialogue.Reader.values()) {
            both.add(new Recording(group, name(file), reader, Dialogue.of(file, reader), expectations));
        }
        return both;
    }

    /** What a tracker tells of these events, on the PBX of this recording. */
    Retelling retell(List<? extends CallEvent> events) {
        return new Retelling("freepbx".equals(group) ? new FreePbxNumbering() : new TestNumbering(), events);
    }

    List<CallEvent> events() {
        return dialogue.events();
    }

    /** The story as a person tells it; empty where nobody has written it down. */
    Optional<String> expected() throws IOException {
        for (Path file : expectations) {
            if (Files.exists(file)) {
                return Optional.of(Files.readString(file));
            }
        }
        return Optional.empty();
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.(ami|jsonl)$", "");
    }

    private static Path resources(String name) throws URISyntaxException {
        return Path.of(Recording.class.getResource("/dialogues/" + name).toURI());
    }

    @Override
    public String toString() {
        return name + ", Asterisk " + group + ", " + reader;
    }
}

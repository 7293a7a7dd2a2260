/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Each recorded dialogue, of both versions, read as a user who may read everything and as the lean user of the admin guide,
 * is retold as {@code dialogues/expected} says. A story that differs by version has a file for each.
 */
@Tag("replay")
class ReplayTest {

    private static final List<String> VERSIONS = List.of("22", "16");

    @TestFactory
    Stream<DynamicTest> everyDialogueIsRetoldAsExpected() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String version : VERSIONS) {
            for (String dialogue : dialogues(version)) {
                for (Dialogue.Reader reader : Dialogue.Reader.values()) {
                    tests.add(dynamicTest(dialogue + ", Asterisk " + version + ", " + reader, () -> retold(version, dialogue, reader)));
                }
            }
        }
        assertThat("dialogues found", tests.size(), greaterThan(100));
        return tests.stream();
    }

    private static void retold(String version, String dialogue, Dialogue.Reader reader) throws Exception {
        List<CallEvent> events = Dialogue.events(version, dialogue, reader);

        Retelling retelling = new Retelling(new TestNumbering(), events);

        assertThat(retelling.text(), is(expected(version, dialogue)));
        assertThat("still open", retelling.open(), Matchers.is(empty()));
        for (List<PhoneCall> story : retelling.snapshots()) {
            assertThat("told as ended", story.stream().filter(PhoneCall::ended).count(), is(1L));
            assertThat("nothing after the end", story.get(story.size() - 1).ended(), is(true));
        }
    }

    /** Dialogues of calls; group 7 is about connections. */
    private static List<String> dialogues(String version) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder(version))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".ami") && !name.startsWith("7"))
                    .map(name -> name.substring(0, name.length() - ".ami".length()))
                    .sorted().toList();
        }
    }

    private static String expected(String version, String dialogue) throws IOException, URISyntaxException {
        Path ofVersion = folder("expected").resolve(dialogue + "." + version + ".txt");
        return Files.readString(Files.exists(ofVersion) ? ofVersion : folder("expected").resolve(dialogue + ".txt"));
    }

    private static Path folder(String name) throws URISyntaxException {
        return Path.of(ReplayTest.class.getResource("/dialogues/" + name).toURI());
    }
}

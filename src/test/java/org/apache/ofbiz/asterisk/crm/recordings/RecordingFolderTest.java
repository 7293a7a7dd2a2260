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
package org.apache.ofbiz.asterisk.crm.recordings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFolderTest {

    @TempDir
    private Path around;
    private RecordingFolder folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Path path = Files.createDirectories(around.resolve("recordings")).toRealPath();
        folder = new RecordingFolder(path, new RecordingRoots(List.of(path)));
        Files.writeString(around.resolve("secret.wav"), "not a recording");
    }

    @Test
    void theReportedFileIsFoundByItsNameWhereverThePbxHasIt() throws IOException {
        Path file = Files.createFile(folder.path().resolve("17000.1.wav"));
        assertThat(folder.find("/var/spool/asterisk/monitor/17000.1.wav", List.of()), is(List.of(file)));
        assertThat(folder.find("C:\\recordings\\17000.1.wav", List.of()), is(List.of(file)));
    }

    @Test
    void aFileNamedAfterAChannelIsFoundWhenNothingWasReported() throws IOException {
        Path file = Files.createFile(folder.path().resolve("17000.2.mp3"));
        assertThat(folder.find("", List.of("17000.1", "17000.2")), is(List.of(file)));
        assertThat(folder.find("", List.of("17000")), is(List.of()));
    }

    @Test
    @Tag("security")
    void nothingOutsideTheFolderIsFound() throws IOException {
        Files.createSymbolicLink(folder.path().resolve("link.wav"), around.resolve("secret.wav"));
        Files.createDirectory(folder.path().resolve("folder.wav"));
        Attacks attacks = new Attacks("names of recordings that a PBX tells");
        for (String told : List.of("../secret.wav", around.resolve("secret.wav").toString(), "link.wav", "folder.wav", "..")) {
            attacks.attack(told, folder.find(told, List.of("../secret", "link", "*", "..", "{a,b}")).isEmpty());
        }
        attacks.held();
    }

    @Test
    void aFolderThatIsNotThereHasNoRecordings() {
        RecordingFolder nowhere = new RecordingFolder(around.resolve("nowhere"), new RecordingRoots(List.of(around)));
        assertThat(nowhere.find("a.wav", List.of("a")), is(List.of()));
    }

    @Test
    void theLongestCommonTailOfTheToldPathDecides() throws IOException {
        Path inDay = sound("2026/11/28/q-6000-+3725551234-1700000000.12.wav");
        sound("q-6000-+3725551234-1700000000.12.wav");
        sound("2026/11/27/q-6000-+3725551234-1700000000.12.wav");
        assertThat(folder.find("/var/spool/asterisk/monitor/2026/11/28/q-6000-+3725551234-1700000000.12.wav", List.of()), is(List.of(inDay)));
        assertThat(folder.find("/x/../../2026/11/28/q-6000-+3725551234-1700000000.12.wav", List.of()), is(List.of(inDay)));
    }

    @Test
    void anyNameIsFineOnceItIsInside() throws IOException {
        for (String name : List.of("a b.wav", "*.wav", "{a,b}.wav", "\u00fcber [1].wav", "back\\slash.wav", "-rf.wav", "a;b,c.wav", "..a.wav",
                "a\tb.wav", "%2e%2e.wav", "$(x).wav", "~.wav", "name.with.dots.wav")) {
            Path file = sound(name);
            assertThat(name, folder.find("/pbx/monitor/" + name, List.of()), is(List.of(file)));
        }
        assertThat(folder.find("/pbx/monitor/a\0b.wav", List.of()), is(List.of()));
    }

    @Test
    void aFileInAnotherFormatIsTheSameRecording() throws IOException {
        for (String extension : List.of("wav", "WAV", "wav49", "gsm", "mp3", "MP3", "ogg", "opus")) {
            Path file = sound("day/in-" + extension + "." + extension);
            assertThat(folder.find("/pbx/monitor/day/in-" + extension + ".sln", List.of()), is(List.of(file)));
            assertThat(folder.find("/pbx/monitor/day/in-" + extension + ".wav", List.of()), is(List.of(file)));
        }
        Path told = sound("both.wav");
        sound("both.mp3");
        assertThat(folder.find("/pbx/both.wav", List.of()), is(List.of(told)));
    }

    @Test
    void aFileThatWasMovedIsFoundAnywhereInTheFolder() throws IOException {
        Path moved = sound("archive/2026/q3/out-1700000000.5.mp3");
        assertThat(folder.find("/pbx/2026/11/28/out-1700000000.5.wav", List.of()), is(List.of()));
        assertThat(folder.search("/pbx/2026/11/28/out-1700000000.5.wav", List.of(), Duration.ofSeconds(10)), is(List.of(moved)));
        assertThat("no path was told", folder.search("", List.of("1700000000.5"), Duration.ofSeconds(10)), is(List.of(moved)));
        List<String> parts = List.of("1700000000", "700000000.5", "00000000.5");
        assertThat("part of a longer id", folder.search("", parts, Duration.ofSeconds(10)), is(List.of()));
    }

    @Test
    @Tag("security")
    void nothingOutsideIsFoundByTails() throws IOException {
        Files.createSymbolicLink(folder.path().resolve("up"), around);
        Attacks attacks = new Attacks("tails of paths that a PBX tells");
        for (String told : List.of("/pbx/up/secret.wav", "/pbx/../secret.wav", "/pbx/up/secret.mp3")) {
            attacks.attack(told, folder.find(told, List.of()).isEmpty());
        }
        attacks.attack("search", folder.search("/pbx/secret.wav", List.of(), Duration.ofSeconds(10)).isEmpty());
        attacks.held();
    }

    private Path sound(String name) throws IOException {
        Path file = folder.path().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "sound");
    }

    @Test
    void aChannelsFileLiesInTheFolder() {
        assertThat(folder.fileFor("ofbiz-1"), is(Optional.of(folder.path().resolve("ofbiz-1.wav"))));
        assertThat(folder.fileFor("../ofbiz-1"), is(Optional.empty()));
    }
}

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
package org.apache.ofbiz.asterisk.crm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
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
        assertThat(folder.find("/var/spool/asterisk/monitor/17000.1.wav", List.of()), is(Optional.of(file)));
        assertThat(folder.find("C:\\recordings\\17000.1.wav", List.of()), is(Optional.of(file)));
    }

    @Test
    void aFileNamedAfterAChannelIsFoundWhenNothingWasReported() throws IOException {
        Path file = Files.createFile(folder.path().resolve("17000.2.mp3"));
        assertThat(folder.find("", List.of("17000.1", "17000.2")), is(Optional.of(file)));
        assertThat(folder.find("", List.of("17000")), is(Optional.empty()));
    }

    @Test
    void nothingOutsideTheFolderIsFound() throws IOException {
        Files.createSymbolicLink(folder.path().resolve("link.wav"), around.resolve("secret.wav"));
        Files.createDirectory(folder.path().resolve("folder.wav"));
        assertThat(folder.find("../secret.wav", List.of("../secret")), is(Optional.empty()));
        assertThat(folder.find(around.resolve("secret.wav").toString(), List.of()), is(Optional.empty()));
        assertThat(folder.find("link.wav", List.of("link")), is(Optional.empty()));
        assertThat(folder.find("folder.wav", List.of()), is(Optional.empty()));
        assertThat(folder.find("..", List.of("*", "..", "{a,b}")), is(Optional.empty()));
    }

    @Test
    void aFolderThatIsNotThereHasNoRecordings() {
        RecordingFolder nowhere = new RecordingFolder(around.resolve("nowhere"), new RecordingRoots(List.of(around)));
        assertThat(nowhere.find("a.wav", List.of("a")), is(Optional.empty()));
    }

    @Test
    void aChannelsFileLiesInTheFolder() {
        assertThat(folder.fileFor("ofbiz-1"), is(Optional.of(folder.path().resolve("ofbiz-1.wav"))));
        assertThat(folder.fileFor("../ofbiz-1"), is(Optional.empty()));
    }
}

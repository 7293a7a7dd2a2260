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
package org.apache.ofbiz.asterisk.crm.recordings.encryption;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys.Fault;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys.Faulty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingKeysTest {

    @TempDir
    private Path folder;

    private Path file(String text, String permissions) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "key", ""), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static RecordingKeys read(String... entries) {
        return RecordingKeys.read(List.of(entries), Map.of("KEY", KeysOfTests.text(1) + "\n", "EMPTY", " ")::get, file -> file.endsWith("x.wav"));
    }

    private static Fault fault(String entry) {
        RecordingKeys keys = read(entry);
        assertThat(entry, keys.current(), is(Optional.empty()));
        return keys.faults().get(0).fault();
    }

    @Test
    void theFirstKeyEncryptsAndAllOfThemOpen() throws IOException {
        RecordingKeys keys = read("new=file:" + file(KeysOfTests.text(2), "rw-------"), "old=env:KEY",
                "older=file:" + file(KeysOfTests.text(3) + "\n", "r--------"));
        assertThat(keys.faults(), is(List.of()));
        assertThat(keys.current().map(RecordingKey::id), is(Optional.of("new")));
        assertThat(keys.key("old").isPresent() && keys.key("older").isPresent(), is(true));
        assertThat(keys.key("other").isPresent(), is(false));
        RecordingKeys ended = read("none", "old=env:KEY");
        assertThat(ended.current().isPresent(), is(false));
        assertThat(ended.key("old").isPresent() && ended.faults().isEmpty(), is(true));
        assertThat("an earlier one never takes the place of the first", read("new=env:NOWHERE", "old=env:KEY").current(), is(Optional.empty()));
    }

    @Test
    void whatIsNoKeyIsToldAndNotUsed() throws IOException {
        assertThat(fault("key"), is(Fault.ENTRY));
        assertThat(fault("a b=env:KEY"), is(Fault.ENTRY));
        assertThat(fault("k".repeat(21) + "=env:KEY"), is(Fault.ENTRY));
        assertThat(fault("k=http:KEY"), is(Fault.ENTRY));
        assertThat(fault("k=env:NOWHERE"), is(Fault.MISSING));
        assertThat(fault("k=env:EMPTY"), is(Fault.MISSING));
        assertThat(fault("k=file:" + folder.resolve("gone")), is(Fault.MISSING));
        assertThat(fault("k=file:" + folder), is(Fault.NO_FILE));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file(KeysOfTests.text(1), "rw-------"));
        assertThat(fault("k=file:" + link), is(Fault.NO_FILE));
        assertThat(fault("k=file:" + Files.writeString(folder.resolve("x.wav"), KeysOfTests.text(1))), is(Fault.AMONG_RECORDINGS));
        for (String permissions : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
            assertThat(permissions, fault("k=file:" + file(KeysOfTests.text(1), permissions)), is(Fault.READABLE));
        }
        assertThat(fault("k=file:" + file("", "rw-------")), is(Fault.LENGTH));
        assertThat(fault("k=file:" + file("no base64!", "rw-------")), is(Fault.LENGTH));
        assertThat(fault("k=file:" + file(KeysOfTests.text(1).substring(4), "rw-------")), is(Fault.LENGTH));
        assertThat(fault("k=file:" + file("A".repeat(1_000), "rw-------")), is(Fault.LENGTH));
        assertThat(fault("k=file:" + file(Base64.getEncoder().encodeToString(new byte[32]), "rw-------")), is(Fault.WEAK));
        RecordingKeys twice = read("k=env:KEY", "k=env:EMPTY", "oops");
        assertThat(twice.faults(), is(List.of(new Faulty("k", Fault.TWICE), new Faulty("3", Fault.ENTRY))));
    }

    @Test
    void noTextTellsTheSecret() {
        RecordingKey key = KeysOfTests.of("a=7").current().orElseThrow();
        RecordingKeys faulty = read("k=env:" + KeysOfTests.text(7).substring(2));
        for (String text : List.of(key.toString(), key.fingerprint(), faulty.faults().toString())) {
            assertThat(text, not(containsString(KeysOfTests.text(7).substring(2, 12))));
        }
        assertThat(key.fingerprint(), is(KeysOfTests.of("b=7").current().orElseThrow().fingerprint()));
        assertThat(key.fingerprint(), not(is(KeysOfTests.of("a=8").current().orElseThrow().fingerprint())));
    }
}

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

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoicemailRootsTest {

    private static final List<String> ENTRIES = List.of("/var/spool/asterisk/voicemail", "BRANCH=/mnt/branch/voicemail");

    @Test
    void theOnlyServerHasAllFoldersThatNameNone() {
        assertThat(VoicemailRoots.of(ENTRIES, true).of("MAIN"), is(List.of(Path.of("/var/spool/asterisk/voicemail"))));
    }

    @Test
    void ofSeveralServersEachHasItsOwnFolderOnly() {
        VoicemailRoots roots = VoicemailRoots.of(ENTRIES, false);
        assertThat("mailboxes of another server could have the same names", roots.of("MAIN"), is(List.of()));
        assertThat(roots.of("BRANCH"), is(List.of(Path.of("/mnt/branch/voicemail"))));
    }

    @Test
    void aServerWithAFolderOfItsOwnHasNoOther() {
        assertThat(VoicemailRoots.of(ENTRIES, true).of("BRANCH"), is(List.of(Path.of("/mnt/branch/voicemail"))));
    }
}

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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.Test;

/** What is recorded of callers who are moved, on a real Asterisk. */
interface RecordingFlows {

    /** Where sound begins, after the header, which changes at the end. */
    int HEADER = 44;
    int SECOND = 16_000;

    WorkplaceFlows.Scene scene();

    @Test
    default void aCallerWhoIsSentToAColleagueIsRecordedAllTheWay() throws IOException {
        WorkplaceFlows.Scene scene = scene();
        String callId = scene.talksTo(scene.liis(), "3725551234");
        Path file = scene.lab().recordingsFolder().resolve(callId.substring(callId.indexOf(':') + 1) + ".wav");
        Await.untilTrue(() -> file.toFile().length() > 2 * SECOND, () -> "the first talk is not written: " + file.toFile().length());
        byte[] first = firstSecond(file);
        JsonNode sent = scene.liis().post("/asterisk/control/redirectCall", Map.of("callId", callId, "target", "1003"));
        assertThat(sent.toString(), sent.path("ok").asBoolean(), is(true));
        scene.kadri().call(callId, "TALKING");
        scene.ends(scene.kadri(), callId);

        Kept kept = Kept.recordedCall(scene.host().database(), callId);
        assertThat("who answered", kept.field("agentPartyId"), is("AST_AGENT1"));
        assertThat("the first talk is still there", Arrays.equals(firstSecond(kept.recording()), first), is(true));
        assertThat(kept.recordedSeconds(), closeTo(kept.talkedSeconds(), AsteriskLab.LATE_SOUND));
    }

    private static byte[] firstSecond(Path recording) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(recording), HEADER, HEADER + SECOND);
    }
}

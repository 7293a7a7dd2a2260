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
package org.apache.ofbiz.asterisk.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.ofbiz.asterisk.endtoend.InCallSide;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two agents at their consoles in Chromium, on a real Asterisk with a dialplan of FreePBX's shape. */
@Tag("asterisk")
class FreePbxConsoleIT {

    /** Leads to the waiting context, where no phone rings before a claim. */
    private static final String WAITING = "6000007";
    private static final String DIRECT = "6000003";
    private static final String TAMM = "Jaan Tamm";

    @TempDir
    private static Path folder;
    private static TwoConsoles consoles;

    @RegisterExtension
    private static final LabEvidence EVIDENCE = new LabEvidence(() -> consoles.lab());

    @BeforeAll
    static void open() throws IOException {
        consoles = TwoConsoles.onFreePbx(folder);
    }

    @AfterAll
    static void close() throws IOException {
        if (consoles != null) {
            consoles.close();
        }
    }

    @Test
    void twoAgentsAnswerAWaitingCallAndHandleAnotherOne() {
        consoles.lab().trunk().answers();
        List.of("1001", "1002").forEach(extension -> consoles.lab().phone(extension).answers());
        AgentPage liis = consoles.liisComes();
        AgentPage peeter = consoles.peeterComes();

        consoles.lab().caller("3725552222").dials(WAITING);
        peeter.isOffered(TAMM);
        liis.isOffered(TAMM);
        String callId = peeter.callIdOf(TAMM);
        peeter.answers(TAMM);
        peeter.callWith(TAMM, "Talking");
        liis.offerReads(TAMM, "Answered by Peeter Mets");
        peeter.hangsUp();
        peeter.callReads("Ended");
        assertThat(consoles.kept(callId).getString("agentPartyId"), is("AST_AGENT2"));

        InCallSide pbx = new InCallSide("FreePBX", consoles.host(), consoles.lab(), "DEMO_PBX", DIRECT, List.of("agent1001", "agent1002"));
        new CallInHand(consoles, liis, peeter, pbx).isHandled(false);
        assertThat("errors in the browsers' consoles", consoles.complaints(), is(empty()));
    }
}

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
package org.apache.ofbiz.asterisk.crm.journal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.SimulatedCalls;

/**
 * A process for {@link JournalCrashIT} to kill: the component on a host, and calls without end through a tracker of its own. Says
 * {@code ended LINKEDID} or {@code talks LINKEDID} as soon as the journal, and then the next listener, was told of it.
 */
final class HostUnderLoad {

    private HostUnderLoad() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out; // a line is one write, so the kill cuts none
        Host host = Host.start(Path.of(arguments[0]), Host::noPbx);
        CallJournal journal = CallCenter.of(host.delegator()).orElseThrow().journal();
        try (CallThread calls = new CallThread("DEMO_PBX", new OfbizNumbering(host.delegator(), "DEMO_PBX"), (what, cause) ->
                out.println("problem " + what + ": " + cause))) {
            calls.addListener(journal);
            calls.addListener((call, event) -> {
                if (call.ended()) {
                    out.println("ended " + call.linkedId());
                } else if (call.answeredAt().isPresent() && call.linkedId().startsWith("open")) {
                    out.println("talks " + call.linkedId());
                }
            });
            calls.start();
            for (int i = 0; i < Integer.MAX_VALUE; i++) {
                SimulatedCalls.beginning("open" + i, "1002", Instant.now()).forEach(calls);
                SimulatedCalls.answered("call" + i, "1001", Instant.now()).forEach(calls);
                while (calls.backlog() > 200) {
                    Thread.onSpinWait();
                }
            }
        }
        new CountDownLatch(1).await();
    }
}

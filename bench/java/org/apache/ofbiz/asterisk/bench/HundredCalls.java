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
package org.apache.ofbiz.asterisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.ofbiz.asterisk.lab.LoadRun;

/**
 * A hundred calls per second on a real Asterisk for a minute, each bridged for two seconds, kept by the whole component on Derby. The
 * harness {@code calls}; the system properties {@code rate} (calls per second) and {@code seconds} change the load.
 */
public final class HundredCalls {

    private HundredCalls() {
    }

    /** Runs, prints, and throws when a call was lost or kept twice. */
    public static void main(String[] arguments) throws IOException {
        int rate = Integer.getInteger("rate", 100);
        Duration length = Duration.ofSeconds(Integer.getInteger("seconds", 60));
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "calls-");
        LoadRun.Figures found = LoadRun.run(data, rate, length, Duration.ofSeconds(2));
        int placed = found.load().placed();
        new Table("calls", rate + " calls per second for " + length.toSeconds() + " s on a real Asterisk, journal on Derby", "figure", "value")
                .row("calls placed by SIPp", placed)
                .row("calls that went well there", found.load().succeeded())
                .row("calls tracked to their end", found.tracked())
                .row("PhoneCall rows", found.rows())
                .row("calls with exactly one row, ended and answered", found.keptOnce())
                .row("CommunicationEvents", found.commEvents())
                .row("lost messages, snapshots and rows", found.lost())
                .row("AMI messages received", found.events())
                .row("AMI messages per second", (double) found.events() / found.took().toSeconds())
                .row("longest queue of the journal", found.mostWaiting())
                .row("empty after the last hang-up, s", found.drained().toMillis() / 1000.0)
                .row("CPU of the component with Derby, of one core", share(found.ourCpu(), found))
                .row("CPU of Asterisk, of one core", share(found.itsCpu(), found))
                .row("CPU of the component / CPU of Asterisk", (double) found.ourCpu().toMillis() / Math.max(1, found.itsCpu().toMillis()))
                .print();
        if (found.load().failed() > 0 || placed != rate * length.toSeconds()) {
            throw new IllegalStateException("the load itself did not go well: " + found.load());
        }
        if (found.tracked() != placed || found.rows() != placed || found.keptOnce() != placed || found.lost() != 0) {
            throw new IllegalStateException("not every call is kept exactly once: " + found);
        }
    }

    private static double share(Duration cpu, LoadRun.Figures found) {
        return (double) cpu.toMillis() / found.took().plus(found.drained()).toMillis();
    }
}

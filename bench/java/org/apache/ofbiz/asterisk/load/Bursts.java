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
package org.apache.ofbiz.asterisk.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.ofbiz.asterisk.bench.Table;

/** How long the offers of a thousand callers who arrive at once take to twenty consoles. The harness {@code bursts}. */
public final class Bursts {

    private static final int CONSOLES = 20;
    /** The first ones warm up. */
    private static final int[] CALLERS = {100, 200, 200, 1_000, 1_000, 1_000, 1_000};

    private Bursts() {
    }

    /** Runs, prints, and exits with 1 when an offer is missing or a console was closed. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "bursts-");
        boolean good = true;
        Table table = new Table("bursts", "Callers who arrive at once, " + CONSOLES + " consoles; the goal is 1.0 s for the last of 1,000", "callers",
                "offers", "missing", "consoles closed", "p50", "p99", "last", "CPU per caller, consoles included");
        try (LoadSite site = LoadSite.start(folder, CONSOLES, 0)) {
            List<Console> consoles = site.open(CONSOLES);
            for (int i = 0; i < CALLERS.length && good; i++) {
                Burst burst = Burst.run(site, consoles, CALLERS[i]);
                long[] nanos = burst.nanos().length == 0 ? new long[] {0} : burst.nanos();
                table.row(CALLERS[i], burst.nanos().length, burst.missing(), burst.closed(), Table.time(Table.percentile(nanos, 0.5)),
                        Table.time(Table.percentile(nanos, 0.99)), Table.time(burst.last()),
                        Table.time((double) burst.cpuNanos() / CALLERS[i]));
                good = burst.missing() == 0 && burst.closed() == 0;
            }
        }
        table.print();
        System.exit(good ? 0 : 1);
    }
}

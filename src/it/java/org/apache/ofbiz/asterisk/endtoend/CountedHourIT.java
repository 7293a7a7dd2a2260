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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An hour of three queues of a real Asterisk within a minute: the wallboard is watched meanwhile, and afterwards everything is counted again. */
@Tag("asterisk")
class CountedHourIT {

    @TempDir
    private static Path folder;
    private static AsteriskLab lab;
    private static CountedSite site;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    @BeforeAll
    static void calls() throws Exception {
        lab = AsteriskLab.startForCounting(3);
        site = new CountedSite(lab, folder);
        CompletableFuture<Void> hour = CompletableFuture.runAsync(site::run);
        List<BoardWatch.Sample> samples;
        try (WebUser supervisor = WebUser.logsIn(site.host().base(), "supervisor").opensConsole();
                BoardWatch watch = new BoardWatch(lab, supervisor)) {
            samples = watch.until(hour);
        }
        Files.write(Path.of("target", "wallboard-hour.log"), samples.stream().map(Object::toString).toList());
        WallboardHour.of(samples);
        ReportsRecount.of(site);
        Files.writeString(Path.of("target", "reports-recount.log"), site.toString());
    }

    @AfterAll
    static void stop() throws IOException {
        if (site != null) {
            site.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Nested
    class Watched extends WallboardHour {
    }

    @Nested
    class Recounted extends ReportsRecount {
    }
}

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
package org.apache.ofbiz.asterisk.lab;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty calls per second on a real Asterisk, each kept exactly once; the harness {@code calls} of bench/ does the same with a hundred. */
@Tag("load")
class LoadIT {

    @TempDir
    private Path folder;

    @Test
    void everyCallIsKeptOnce() throws IOException {
        int rate = 20;
        Duration length = Duration.ofSeconds(10);
        LoadRun.Figures found = LoadRun.run(folder, rate, length, Duration.ofSeconds(2));
        int placed = rate * (int) length.toSeconds();
        assertThat(found.toString(), found.load(), is(new AsteriskLab.Load(placed, placed, 0)));
        assertThat(found.toString(), found.tracked(), is(placed));
        assertThat(found.toString(), found.rows(), is(placed));
        assertThat(found.toString(), found.keptOnce(), is(placed));
        assertThat(found.toString(), found.commEvents(), is(placed));
        assertThat(found.toString(), found.lost(), is(0L));
    }
}

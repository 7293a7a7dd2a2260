/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
@Tag("asterisk")
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

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.lab;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The stories on the simulated PBX. */
@Tag("embedded")
class CallsOnSimulatedPbxIT extends CallsOnAPbx {

    @TempDir
    private static Path folder;
    private static Stage stage;

    @BeforeAll
    static void startPbx() throws IOException {
        stage = new SimulatedStage(folder.resolve("recordings"));
    }

    @AfterAll
    static void stopPbx() throws Exception {
        stage.close();
    }

    @Override
    Stage stage() {
        return stage;
    }
}

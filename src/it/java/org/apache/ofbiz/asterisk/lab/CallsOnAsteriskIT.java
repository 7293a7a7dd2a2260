/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.lab;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The stories on a real Asterisk. */
@Tag("asterisk")
class CallsOnAsteriskIT extends CallsOnAPbx {

    private static Stage stage;

    @BeforeAll
    static void startAsterisk() {
        stage = new LabStage();
    }

    @AfterAll
    static void stopAsterisk() throws Exception {
        stage.close();
    }

    @Override
    Stage stage() {
        return stage;
    }
}

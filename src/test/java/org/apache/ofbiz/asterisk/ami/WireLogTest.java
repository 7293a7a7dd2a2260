/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;

class WireLogTest {

    @Test
    void masksWhatLogsIn() {
        String line = new WireLog("PBX").line(">>", "action: Login | username: app | key: 5f4dcc3b | secret: app-secret | events: on");

        assertThat(line, is("PBX >> action: Login | username: app | key: *** | secret: *** | events: on"));
    }
}

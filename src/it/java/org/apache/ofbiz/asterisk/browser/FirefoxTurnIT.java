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

import java.io.IOException;
import java.nio.file.Path;
import org.apache.ofbiz.asterisk.fixture.Tool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The same with Firefox. */
@Tag("phones")
class FirefoxTurnIT extends PagePhoneTurnIT {

    @Override
    Browser opens(Path somewhere) throws IOException {
        return Firefox.openWithMicrophone(PagePhoneHouse.AGENTS_TONE);
    }

    /** Not a test: Firefox can't be told to take the certificate of a TURN server that nobody has signed. */
    @Override
    void soundPassesByTheTurnServerWithTls() {
    }

    @BeforeAll
    static void leadSomewhere() throws IOException, InterruptedException {
        Tool.run("sh", "-ec", Firefox.WAY_OUT);
    }
}

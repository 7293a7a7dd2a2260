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

import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.ANNA;
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.CUSTOMERS_TONE;
import static org.apache.ofbiz.asterisk.browser.PagePhoneHouse.SERVICE_NUMBER;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.ofbiz.asterisk.fixture.Tone;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.LabEvidence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a phone in the page: a real Asterisk, a host, and a browser in which Liis is at work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PagePhoneTest {

    @TempDir
    private static Path folder;
    static PagePhoneHouse house;
    static AsteriskLab lab;
    static Browser browser;

    @RegisterExtension
    static final LabEvidence EVIDENCE = new LabEvidence(() -> lab);

    AgentPage liis;
    PhoneInPage phone;

    @BeforeAll
    void openTheHouse() throws IOException, InterruptedException {
        house = PagePhoneHouse.open(folder, opens(folder));
        lab = house.lab();
        browser = house.browser();
    }

    /** The browser that Liis works with. @param somewhere for its files */
    Browser opens(Path somewhere) throws IOException {
        return Browser.openWithMicrophone(Tone.write(somewhere.resolve("voice.wav"), PagePhoneHouse.AGENTS_TONE));
    }

    @AfterAll
    void closeTheHouse() throws IOException {
        if (house != null) {
            house.close();
        }
    }

    @BeforeEach
    void agentComesToWork() {
        liis = house.comesToWork();
        phone = new PhoneInPage(browser);
    }

    /** The call of Anna, claimed by Liis and answered by the page, which hears her. */
    void claims() {
        lab.caller(ANNA).dials(SERVICE_NUMBER);
        liis.isOffered("Anna Kask");
        liis.answers("Anna Kask");
        phone.callIs("TALKING");
        liis.callWith("Anna Kask", "Talking");
        phone.hears(CUSTOMERS_TONE);
    }

    /** Ends everything, of a browser that had nothing to complain of. */
    void goesHome() {
        List<String> complaints = browser.complaints();
        liis.leaves();
        lab.endAllCalls();
        assertThat("errors in the browser's console", complaints, is(empty()));
    }
}

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
package org.apache.ofbiz.embedded.pbx;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AmiProbe.Message;
import org.apache.ofbiz.embedded.EmbeddedHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the page "Telephone network" a person plays the customers of the simulated PBX. */
@Tag("embedded")
class NetworkPageIT {

    private static final String PLACE_CALL = "/telephone/control/placeCall";

    @TempDir
    private static Path folder;
    private static SimulatedPbx pbx;
    private static EmbeddedHost host;

    private final WebClient browser = new WebClient(URI.create("http://127.0.0.1:" + host.port()));

    @BeforeAll
    static void startHost() throws IOException {
        pbx = SimulatedPbx.start(0, folder.resolve("recordings"));
        // the page needs nothing of the component that it lets people try
        List<Path> all = EmbeddedHost.componentFolders(Path.of(""));
        host = EmbeddedHost.start(EmbeddedHost.Config.of(folder.resolve("data")).withComponentFolders(all.subList(0, all.size() - 1))
                .withAttributes(Map.of(SimulatedPbx.class.getName(), pbx)));
    }

    @AfterAll
    static void stopHost() throws IOException {
        if (host != null) {
            host.close();
        }
        pbx.close();
    }

    @Test
    void aCustomerCallsAndHangsUp() throws Exception {
        try (AmiProbe probe = AmiProbe.connect("127.0.0.1", pbx.port(), pbx.user(), pbx.secret())) {
            String network = logIn();
            // when
            String page = browser.postFrom(network, PLACE_CALL, Map.of("number", "3725551234", "name", "Anna Kask")).body();
            // then
            Message arrival = probe.await(message -> message.isEvent("Newchannel"));
            assertThat(arrival.get("CallerIDNum"), equalTo("3725551234"));
            assertThat(arrival.get("CallerIDName"), equalTo("Anna Kask"));
            assertThat(page, containsString("3725551234 is on its way"));
            // when
            browser.postFrom(page, "/telephone/control/hangUp", Map.of("number", "3725551234"));
            // then
            probe.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        }
    }

    @Test
    void aNumberWithAnythingButDigitsIsRefused() {
        String page = browser.postFrom(logIn(), PLACE_CALL, Map.of("number", "<script>1", "name", "")).body();
        assertThat(page, containsString("up to 20 digits"));
        assertThat(page, not(containsString("<script>1")));
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        logIn();
        assertThat(browser.post(PLACE_CALL, Map.of("number", "3725551234", "name", "")).statusCode(), equalTo(403));
    }

    @Test
    void nobodyCallsWithoutBeingSignedIn() {
        assertThat(browser.post(PLACE_CALL, Map.of("number", "3725551234", "name", "")).body(), containsString("PASSWORD"));
    }

    private String logIn() {
        return browser.login("/telephone", "admin", "ofbiz").body();
    }
}

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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionHealth;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState.Phase;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestCertificate;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS on real sockets, with certificates made for each case by the JDK's keytool. */
class TlsTest {

    private static final ConnectPolicy ONCE = new ConnectPolicy(0, Duration.ofMillis(20), Duration.ofMillis(50), ConnectPolicy.UNCHANGED_PAUSE);
    private static final String HERE = "SAN=dns:localhost,ip:127.0.0.1";

    private static final Map<String, TestCertificate> CERTIFICATES = new HashMap<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificates() throws Exception {
        System.setProperty("asterisk.trustedCertificateRoots", folder.toString());
        make("good", HERE, "-validity", "30");
        make("renewed", HERE, "-validity", "30");
        make("elsewhere", "SAN=dns:pbx.example.com", "-validity", "30");
        make("expired", HERE, "-startdate", "-10d", "-validity", "5");
    }

    @Test
    void aCertificateOfTheFileIsAccepted() throws Exception {
        assertThat(phase("good", Optional.empty(), Optional.of("good.pem")).state().phase(), is(Phase.CONNECTED));
    }

    @Test
    void aPinnedCertificateIsAcceptedWhateverItNames() throws Exception {
        assertThat(phase("good", Optional.of(fingerprint("good")), Optional.empty()).state().phase(), is(Phase.CONNECTED));
        assertThat(phase("elsewhere", Optional.of(fingerprint("elsewhere").toLowerCase().replace(":", "")), Optional.empty()).state().phase(),
                is(Phase.CONNECTED));
    }

    @Test
    void aChangedCertificateIsAnErrorThatSaysSo() throws Exception {
        assertThat(words("renewed", Optional.of(fingerprint("good")), Optional.empty()), allOf(containsString("different certificate"),
                containsString("Expected " + fingerprint("good")), containsString("received " + fingerprint("renewed")),
                containsString("enter the new fingerprint")));
    }

    @Test
    void aCertificateSignedByNobodyTrustedIsRefused() throws Exception {
        assertThat(words("good", Optional.empty(), Optional.empty()), allOf(containsString("not signed by a trusted issuer"),
                containsString(fingerprint("good"))));
        assertThat(words("renewed", Optional.empty(), Optional.of("good.pem")), containsString("not signed by a trusted issuer"));
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        assertThat(words("elsewhere", Optional.empty(), Optional.of("elsewhere.pem")), containsString("isn't valid for the host 127.0.0.1"));
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        assertThat(words("expired", Optional.empty(), Optional.of("expired.pem")), containsString("has expired"));
    }

    @Test
    void aFileThatHoldsNoCertificateIsSaidToBeNone() throws Exception {
        Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        assertThat(words("good", Optional.empty(), Optional.of("missing.pem")), allOf(containsString("missing.pem"),
                containsString("can't be read")));
        assertThat(words("good", Optional.empty(), Optional.of("empty.pem")), containsString("empty.pem"));
    }

    private static String words(String certificate, Optional<String> pin, Optional<String> file) throws Exception {
        ConnectionHealth health = phase(certificate, pin, file);
        assertThat(health.state().phase(), is(Phase.GAVE_UP));
        return health.state().words();
    }

    private static ConnectionHealth phase(String certificate, Optional<String> pin, Optional<String> file) throws Exception {
        try (PbxPlayer pbx = new PbxPlayer(CERTIFICATES.get(certificate).listen())) {
            PbxServer plain = pbx.server();
            PbxServer server = new PbxServer("PBX", plain.host(), plain.port(), true, pin, file.map(name -> folder.resolve(name).toString()),
                    plain.userName(), plain.secret(), plain.contexts(), "/rec");
            try (AsteriskConnection connection = new AsteriskConnection(server, TestRules::now,
                    ONCE, event -> { }, (id, peers) -> { }, EventSink.PATIENT,
                    Clock.systemUTC())) {
                connection.start();
                Await.untilTrue(() -> connection.state().phase() == Phase.CONNECTED || connection.state().phase() == Phase.GAVE_UP, () ->
                        "still " + connection.state());
                return connection.health();
            }
        }
    }

    private static String fingerprint(String certificate) {
        return CERTIFICATES.get(certificate).fingerprint();
    }

    private static void make(String name, String extension, String... validity) throws Exception {
        List<String> options = new ArrayList<>(List.of("-ext", extension));
        options.addAll(List.of(validity));
        CERTIFICATES.put(name, TestCertificate.make(folder, name, options.toArray(String[]::new)));
    }
}

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
package org.apache.ofbiz.asterisk.crm.ldap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.LdapServer;
import org.apache.ofbiz.asterisk.fixture.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People of a real OpenLDAP server. */
@Tag("embedded")
class LdapDirectoryIT {

    private static LdapServer server;
    private static SSLContext before;
    private static ExecutorService threads;

    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, String> texts = new HashMap<>(Map.of("ldapServers", server.url(), "ldapBaseDn", LdapServer.BASE,
            "ldapBindUser", LdapServer.USER, "defaultRegion", "EE", "ldapTimeoutSeconds", "10"));
    private String secret = LdapServer.SECRET;
    private final LdapDirectory directory = new LdapDirectory(new Settings(texts::get), () -> secret, threads, nanos::get);

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "localhost", "-ext", "san=dns:localhost", "-keyalg", "RSA");
        before = SSLContext.getDefault();
        SSLContext.setDefault(certificate.trusting());
        threads = Executors.newFixedThreadPool(2);
        server = LdapServer.start(folder, certificate);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        SSLContext.setDefault(before);
        server.close();
    }

    private List<LdapDirectory.Person> find(String text) throws Exception {
        return directory.find(text).get(60, TimeUnit.SECONDS);
    }

    private List<String> names(String text) throws Exception {
        return find(text).stream().map(LdapDirectory.Person::name).toList();
    }

    private String failure(String text) {
        return assertThrows(ExecutionException.class, () -> find(text)).getCause().getMessage();
    }

    @Test
    void somebodyIsFoundByTheBeginningOfAnyNameWithTitleAndNumbers() throws Exception {
        LdapDirectory.Person helmi = find("\u00f5un hel").get(0);
        assertThat(helmi.name() + ", " + helmi.detail(), is("Helmi \u00d5un, Buyer"));
        assertThat(helmi.numbers(), is(List.of(new LdapDirectory.Person.Number("+3725550101", "+372 5550 101"),
                new LdapDirectory.Person.Number("+3725550102", "+372 5550 102"))));
        assertThat("not in the middle of a word", names("elmi"), is(empty()));
        assertThat("nobody without a number", names("nora"), is(empty()));
    }

    @Test
    void somebodyIsFoundByPartOfANumberHoweverItIsWritten() throws Exception {
        assertThat(names("0555 12"), is(List.of("Anna Kask")));
        assertThat(names("+372-555/1234"), is(List.of("Anna Kask")));
        assertThat(find("550102").get(0).numbers(), is(List.of(new LdapDirectory.Person.Number("+3725550102", "+372 5550 102"))));
        assertThat(names("99"), is(empty()));
    }

    @Test
    void whatIsTypedIsNeverPartOfTheFilter() throws Exception {
        for (String text : List.of("*", "**", "a*", "kask)(cn=*", "*)(objectClass=*", "kask*", "\\2a", "kask\0", "(((", "x)(|(cn=*)")) {
            assertThat(text, names(text), is(empty()));
        }
        assertThat(names("Star"), is(List.of("Star * (Ltd)")));
        assertThat(names("(Ltd)"), is(List.of("Star * (Ltd)")));
    }

    @Test
    void moreThanAnybodyReadsIsNeitherSentNorShown() throws Exception {
        assertThat(LdapServer.MANY > 100, is(true));
        assertThat(find("mari").size(), is(8));
    }

    @Test
    void theDirectoryIsOffUntilAServerIsSet() throws Exception {
        texts.remove("ldapServers");
        assertThat(directory.isOn(), is(false));
        assertThat(names("anna"), is(empty()));
    }

    @Test
    void theConnectionIsEncryptedAndTheCertificateMustBeThisHosts() throws Exception {
        texts.put("ldapServers", server.tlsUrl());
        assertThat(names("anna"), is(List.of("Anna Kask")));
        texts.put("ldapServers", server.tlsUrlOfAnotherName());
        assertThat(failure("anna"), containsString("No subject alternative names matching IP address 127.0.0.1 found"));
        texts.put("ldapServers", server.url().replace("localhost", "127.0.0.1"));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(failure("anna"), containsString("hostname of the server '127.0.0.1' does not match"));
    }

    @Test
    void aWrongPasswordIsSaidAndTheServerIsLeftAloneForAWhile() throws Exception {
        secret = "wrong";
        assertThat(failure("anna"), containsString("error code 49"));
        secret = LdapServer.SECRET;
        assertThat("left alone", names("anna"), is(empty()));
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        assertThat(names("anna"), is(List.of("Anna Kask")));
        assertThat(directory.check("wrong").get(60, TimeUnit.SECONDS), containsString("error code 49"));
        assertThat(directory.check(LdapServer.SECRET).get(60, TimeUnit.SECONDS), is(""));
    }

    @Test
    void aServerThatStaysSilentIsGivenUpAndTheNextOneAsked() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            texts.put("ldapTimeoutSeconds", "1");
            texts.put("ldapServers", "ldap://127.0.0.1:" + silent.getLocalPort());
            assertThat(failure("anna"), not(is("")));
            nanos.addAndGet(Duration.ofSeconds(31).toNanos());
            texts.put("ldapTimeoutSeconds", "10");
            texts.put("ldapServers", "ldap://localhost:1, " + server.url());
            assertThat(names("anna"), is(List.of("Anna Kask")));
        }
    }

    @Test
    void nobodyIsAskedTwiceForTheSame() throws Exception {
        assertThat(find("anna"), is(find("anna")));
        assertThat(directory.find("anna").isDone(), is(true));
    }
}

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
package org.apache.ofbiz.embedded;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class HostPagesIT {

    private static final String SIGNED_OUT = "name=\"loginform\"";
    private static EmbeddedHost host;

    private final WebClient browser = client();

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = EmbeddedHost.start(EmbeddedHost.Config.of(data));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static WebClient client() {
        return new WebClient(URI.create("http://127.0.0.1:" + host.port()));
    }

    private String signedIn(String webapp) {
        return browser.login(webapp, "agent1001", "ofbiz").body();
    }

    @Test
    void givenNobodySignedInWhenAPageIsAskedForThenTheLoginPageComesAndAfterItThatPage() {
        assertThat(browser.get("/partymgr/control/viewprofile?partyId=AST_ANNA").body(), containsString(SIGNED_OUT));

        HttpResponse<String> after = browser.login("/partymgr", "agent1001", "ofbiz");

        assertThat(after.uri().toString(), endsWith("/partymgr/control/viewprofile?partyId=AST_ANNA"));
        assertThat(after.body(), allOf(containsString("Anna Kask"), containsString("555 1234"), containsString("/asterisk/js/island/loader.js")));
    }

    @Test
    void theAddressOfTheHostAloneLeadsToTheLogIn() {
        HttpResponse<String> page = browser.get("/");
        assertThat(page.statusCode(), is(200));
        assertThat(page.body(), containsString(SIGNED_OUT));
    }

    @Test
    void theReadmeNamesEveryLoginOfTheDemoData() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        for (var login : host.delegator().findList("UserLogin", null, null, List.of("userLoginId"), null, false)) {
            String name = login.getString("userLoginId");
            if (client().login("/partymgr", name, "ofbiz").body().contains("name=\"external-login-key\"")) {
                assertThat(readme, containsString("`" + name + "`"));
            }
        }
        assertThat(signedIn("/partymgr"), containsString("name=\"external-login-key\""));
    }

    /** With the list of types that OFBiz's own connectors compress. */
    @Test
    void givenABrowserThatUnpacksThenScriptsStylesAndLabelsAreCompressed() {
        for (String path : List.of("/js/island/island.js", "/css/island.css", "/control/uiLabels?language=fr")) {
            HttpResponse<byte[]> answer = browser.ask("GET", "/asterisk" + path, Map.of("Accept-Encoding", "gzip"),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(path, answer.headers().firstValue("Content-Encoding").orElse("none"), is("gzip"));
        }
    }

    @Test
    void givenAWrongPasswordThenTheUserIsToldAndStaysSignedOut() {
        assertThat(browser.login("/partymgr", "agent1001", "wrong").body(), allOf(containsString(SIGNED_OUT), containsString("role=\"alert\"")));
        assertThat(browser.get("/partymgr/control/main").body(), containsString(SIGNED_OUT));
    }

    @Test
    void whenAUserSignsInThenTheSessionGetsANewId() {
        browser.get("/partymgr/control/main");
        String before = browser.sessionId("/partymgr");

        signedIn("/partymgr");

        assertThat(before, not(emptyString()));
        assertThat(browser.sessionId("/partymgr"), not(is(before)));
    }

    @Test
    void theSessionCookieIsKeptFromScriptsAndOtherSites() {
        String cookie = browser.get("/partymgr/control/main").headers().firstValue("Set-Cookie").orElse("");

        assertThat(cookie, allOf(containsString("Path=/partymgr"), containsString("HttpOnly"), containsString("SameSite=Strict")));
    }

    @Test
    void givenNoTokenWhenAFormIsPostedThenItIsRefused() {
        String page = signedIn("/partymgr");
        Map<String, String> form = Map.of("firstName", "Uku", "lastName", "Token", "contactNumber", "372 5557777");

        assertThat(browser.post("/partymgr/control/createPerson", form).statusCode(), is(403));
        assertThat(browser.get("/partymgr/control/findparty?searchText=Token").body(), not(containsString("Uku Token")));

        HttpResponse<String> accepted = browser.postFrom(page, "/partymgr/control/createPerson", form);
        assertThat(accepted.body(), allOf(containsString("Uku Token"), containsString("372 5557777")));
    }

    @Test
    void whatAUserWroteIsShownAsTextNotAsMarkup() {
        String page = signedIn("/partymgr");

        String profile = browser.postFrom(page, "/partymgr/control/createPerson",
                Map.of("firstName", "<img src=x onerror=alert(1)>", "lastName", "\"><b>")).body();

        assertThat(profile, allOf(not(containsString("<img src=x")), not(containsString("<b>"))));
        assertThat(browser.get("/partymgr/control/findparty?searchText=%22%3E%3Cscript%3Ealert(1)").body(), not(containsString("<script>alert")));
    }

    @Test
    void aRequestThatChangesSomethingTakesNoGet() {
        signedIn("/partymgr");

        assertThat(browser.get("/partymgr/control/createPerson?firstName=A&lastName=B").statusCode(), is(405));
    }

    @Test
    void givenAnExternalLoginKeyWhenAnotherWebappIsOpenedThenTheUserIsSignedInThere() {
        String key = WebClient.meta(signedIn("/partymgr"), "external-login-key");
        WebClient other = client();

        assertThat(other.get("/asterisk/control/main").body(), containsString(SIGNED_OUT));
        assertThat(other.get("/asterisk/control/main?externalLoginKey=" + key).body(), not(containsString(SIGNED_OUT)));
    }

    @Test
    void givenItsOwnerMovedOnThenAnExternalLoginKeyOpensNothing() {
        String key = WebClient.meta(signedIn("/partymgr"), "external-login-key");
        browser.get("/partymgr/control/findparty");

        assertThat(client().get("/asterisk/control/main?externalLoginKey=" + key).body(), containsString(SIGNED_OUT));
    }

    @Test
    void afterLogoutTheSessionAndItsKeyAreWorthNothing() {
        String page = signedIn("/partymgr");
        String key = WebClient.meta(page, "external-login-key");

        browser.postFrom(page, "/partymgr/control/logout", Map.of());

        assertThat(browser.get("/partymgr/control/main").body(), containsString(SIGNED_OUT));
        assertThat(browser.get("/partymgr/control/main?externalLoginKey=" + key).body(), containsString(SIGNED_OUT));
    }

    @Test
    void givenAUserWithoutTheWebappsPermissionThenTheLoginIsRefused() throws Exception {
        var delegator = host.delegator();
        var template = delegator.findOne("UserLogin", false, "userLoginId", "agent1001");
        delegator.createOrStore(delegator.makeValue("UserLogin", "userLoginId", "stranger", "enabled", "Y",
                "currentPassword", template.getString("currentPassword")));

        String answer = browser.login("/partymgr", "stranger", "ofbiz").body();

        assertThat(answer, allOf(containsString(SIGNED_OUT), containsString("have permission to use this application")));
    }

    @Test
    void givenARecordingThenOnlyWhoMaySeePartiesHearsIt(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("call.wav"), "RIFF sound");
        var delegator = host.delegator();
        delegator.createOrStore(delegator.makeValue("DataResource", "dataResourceId", "IT_SOUND", "dataResourceTypeId", "LOCAL_FILE",
                "objectInfo", file.toString(), "mimeTypeId", "audio/wav"));
        delegator.createOrStore(delegator.makeValue("Content", "contentId", "IT_SOUND", "dataResourceId", "IT_SOUND"));

        assertThat(browser.get("/partymgr/control/stream?contentId=IT_SOUND").body(), containsString(SIGNED_OUT));
        signedIn("/partymgr");
        HttpResponse<String> heard = browser.get("/partymgr/control/stream?contentId=IT_SOUND");

        assertThat(heard.body(), is("RIFF sound"));
        assertThat(heard.headers().firstValue("Content-Type").orElse(""), containsString("audio/wav"));
    }

    @Test
    void givenAFormOfWidgetsWhenItIsSentThenTheServiceBehindItRuns() throws Exception {
        browser.login("/asterisk", "admin", "ofbiz");
        String form = browser.get("/asterisk/control/EditServer?serverId=DEMO_PBX").body();
        assertThat(form, allOf(containsString("action=\"/asterisk/control/updateServer\""), containsString("value=\"Demo PBX\"")));

        browser.postFrom(form, "/asterisk/control/updateServer",
                Map.of("serverId", "DEMO_PBX", "description", "Attic PBX", "host", "127.0.0.1", "userName", "ofbiz"));

        assertThat(host.delegator().findOne("AsteriskServer", false, "serverId", "DEMO_PBX").getString("description"), is("Attic PBX"));
    }

    @Test
    void theUsersLanguageIsSpoken() {
        String page = browser.get("/partymgr/control/main").body();

        assertThat(browser.postFrom(page, "/partymgr/control/setLocale", Map.of("newLocale", "de")).body(), containsString("Passwort"));
    }

    @Test
    void anUnknownRequestAndAPathOutsideTheAllowedOnes() {
        signedIn("/partymgr");

        assertThat(browser.get("/partymgr/control/nosuchrequest").statusCode(), is(404));
        assertThat(browser.get("/partymgr/WEB-INF/web.xml").body(), not(containsString("<web-app")));
        assertThat(browser.get("/partymgr/control/stream?contentId=..%2F..%2Fetc%2Fpasswd").statusCode(), is(404));
    }
}

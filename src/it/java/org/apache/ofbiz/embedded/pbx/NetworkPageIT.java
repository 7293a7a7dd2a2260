/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.pbx;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf-token\" content=\"([^\"]*)\"");

    @TempDir
    private static Path folder;
    private static SimulatedPbx pbx;
    private static EmbeddedHost host;

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    private String token = "";

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
            logIn();
            // when
            String page = post("placeCall", Map.of("number", "3725551234", "name", "Anna Kask", "csrf", token)).body();
            // then
            Message arrival = probe.await(message -> message.isEvent("Newchannel"));
            assertThat(arrival.get("CallerIDNum"), equalTo("3725551234"));
            assertThat(arrival.get("CallerIDName"), equalTo("Anna Kask"));
            assertThat(page, containsString("3725551234 is on its way"));
            // when
            post("hangUp", Map.of("number", "3725551234", "csrf", token));
            // then
            probe.await(message -> message.isEvent("Hangup") && message.get("Uniqueid").equals(arrival.get("Uniqueid")));
        }
    }

    @Test
    void aNumberWithAnythingButDigitsIsRefused() throws Exception {
        logIn();
        String page = post("placeCall", Map.of("number", "<script>1", "name", "", "csrf", token)).body();
        assertThat(page, containsString("up to 20 digits"));
        assertThat(page, not(containsString("<script>1")));
    }

    @Test
    void aFormFromElsewhereIsRefused() throws Exception {
        logIn();
        assertThat(post("placeCall", Map.of("number", "3725551234", "name", "")).statusCode(), equalTo(403));
    }

    @Test
    void nobodyCallsWithoutBeingSignedIn() throws Exception {
        assertThat(post("placeCall", Map.of("number", "3725551234", "name", "")).body(), containsString("PASSWORD"));
    }

    private void logIn() throws Exception {
        remember(browser.send(HttpRequest.newBuilder(address("main")).build(), HttpResponse.BodyHandlers.ofString()));
        post("login", Map.of("USERNAME", "admin", "PASSWORD", "ofbiz"));
    }

    private HttpResponse<String> post(String request, Map<String, String> fields) throws Exception {
        String form = fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return remember(browser.send(HttpRequest.newBuilder(address(request)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> remember(HttpResponse<String> answer) {
        Matcher found = TOKEN.matcher(answer.body());
        token = found.find() ? found.group(1) : token;
        return answer;
    }

    private static URI address(String request) {
        return URI.create("http://127.0.0.1:" + host.port() + "/telephone/control/" + request);
    }
}

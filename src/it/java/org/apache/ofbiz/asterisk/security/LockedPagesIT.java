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
package org.apache.ofbiz.asterisk.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A paused agent is away; whoever comes to the desk gets nothing without the password. */
@Tag("security")
class LockedPagesIT extends AttackTest {

    private static final String AGENT = "agent1002";
    private static final String OTHER = "agent1001";
    private static final int LOCKED = 4423;
    private static final int WITHIN_SECONDS = 30;
    private static final int REFUSED = 423;
    private static final Set<String> WAYS_OUT = Set.of("locked", "unlockPages", "leaveLockedPages", "logout", "islandState");
    private static final Map<String, String> AS_PERSON = Map.of("Accept", "text/html");
    private static final String UNLOCK = "/asterisk/control/unlockPages";
    private static final String CONSOLE = "id=\"asterisk-console\"";
    private static final String LOCKED_PAGE = "id=\"asterisk-locked\"";

    @BeforeEach
    void locksOnPause() {
        target().database().setting("lockOnPause", "true");
    }

    @AfterEach
    void dontLock() {
        target().database().change("Person", Map.of("partyId", "AST_AGENT2", "firstName", "Peeter"));
        target().database().setting("lockOnPause", "false");
    }

    @Test
    void allRequestsAndSocketsAreRefusedUntilThePasswordIsGiven() {
        Attacks attacks = new Attacks("a locked page");
        target().database().change("Person", Map.of("partyId", "AST_AGENT2", "firstName", "<i>Peeter</i>"));
        try (Intruder agent = target().user(AGENT).opensSocket(); Intruder second = target().user(AGENT).opensSocket()) {
            pauses(agent);
            attacks.attack("the socket closes", agent.closedWith(WITHIN_SECONDS) == LOCKED);
            attacks.attack("and that of another browser", second.closedWith(WITHIN_SECONDS) == LOCKED);
            for (Requests.Entry request : Requests.all()) {
                if (!WAYS_OUT.contains(request.uri())) {
                    attacks.attack("by script: " + request.uri(), agent.browser().postByScript(agent.token(), request.path(),
                            Map.of("state", "AVAILABLE", "number", "1001")).statusCode() == REFUSED);
                    attacks.attack("GET " + request.uri(), get(agent, request.path(), Map.of()).statusCode() == REFUSED);
                    attacks.attack("page " + request.uri(), get(agent, request.path(), AS_PERSON).body().contains(LOCKED_PAGE));
                }
            }
            for (String path : List.of("", "/", "/main", "/locked/viewCall", "/locked/console", "/logout/console", "/x/../console", "//console",
                    "/locked;x/console", "/%6cocked/main", "/unlockPages/main")) {
                String body = get(agent, "/asterisk/control" + path, AS_PERSON).body();
                attacks.attack("path " + path, !body.contains("id=\"asterisk-console\"") && !body.contains("asterisk-call"));
            }
            attacks.attack("another socket", agent.opensInVain(WITHIN_SECONDS) == LOCKED);
            String island = get(agent, "/asterisk/control/islandState", Map.of()).body().replace(" ", "");
            attacks.attack("the island: " + island, island.contains("\"may\":false"));
            attacks.attack("still paused", state().equals("PAUSED"));
            attacks.attack("markup in a name", !get(agent, "/asterisk/control/locked", AS_PERSON).body().contains("<i>Peeter"));
            wrongPasswords(agent, attacks);
            agent.browser().postByScript(agent.token(), UNLOCK, Map.of("PASSWORD", "ofbiz"));
            attacks.attack("open again", get(agent, "/asterisk/control/console", AS_PERSON).body().contains("id=\"asterisk-console\""));
            attacks.attack("the other browser is still locked", get(second, "/asterisk/control/console", AS_PERSON).body().contains(LOCKED_PAGE));
            Await.untilTrue(() -> state().equals("AVAILABLE"), () -> "the agent is " + state());
        }
        attacks.held();
    }

    /** Of OFBiz's own: after three failures, the login is disabled for a while. */
    private static void wrongPasswords(Intruder agent, Attacks attacks) {
        for (String password : List.of("", "x".repeat(300))) {
            attacks.attack("password of " + password.length(), stays(agent, password));
        }
        attacks.attack("a wrong one, not repeated on the page", stays(agent, "<b>1</b>"));
        attacks.attack("counted", target().database().row("UserLogin", "userLoginId", AGENT).getLong("successiveFailedLogins") == 1L);
    }

    private static boolean stays(Intruder agent, String password) {
        String body = agent.browser().postByScript(agent.token(), UNLOCK, Map.of("PASSWORD", password)).body();
        return body.contains(LOCKED_PAGE) && !body.contains("<b>1</b>");
    }

    @Test
    void manyGuessesAtOnceHaveNoMoreTriesThanOneAfterAnother() {
        Attacks attacks = new Attacks("guesses at once");
        target().database().change("UserLogin", Map.of("userLoginId", OTHER, "successiveFailedLogins", 0L));
        try (Intruder agent = target().user(OTHER).opensSocket()) {
            pauses(agent);
            agent.closedWith(WITHIN_SECONDS);
            ExecutorService threads = Executors.newFixedThreadPool(30);
            List<CompletableFuture<String>> guesses = IntStream.range(0, 30).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                    agent.browser().postByScript(agent.token(), UNLOCK, Map.of("PASSWORD", "guess" + i)).body(), threads)).toList();
            guesses.forEach(guess -> attacks.attack("a guess", !guess.join().contains(CONSOLE)));
            threads.shutdown();
            GenericValue login = target().database().row("UserLogin", "userLoginId", OTHER);
            attacks.attack("counted " + login.get("successiveFailedLogins"), login.getLong("successiveFailedLogins") == 3L);
            attacks.attack("disabled", "N".equals(login.getString("enabled")));
            agent.browser().postByScript(agent.token(), UNLOCK, Map.of("PASSWORD", "ofbiz"));
            attacks.attack("the right one after that", !get(agent, "/asterisk/control/console", AS_PERSON).body().contains(CONSOLE));
        } finally {
            target().database().change("UserLogin", Map.of("userLoginId", OTHER, "successiveFailedLogins", 0L, "enabled", "Y"));
        }
        attacks.held();
    }

    @Test
    void anotherAgentTakesThePlace() {
        try (Intruder agent = target().user(AGENT).opensSocket()) {
            pauses(agent);
            assertThat(agent.closedWith(WITHIN_SECONDS), is(LOCKED));
            agent.browser().postByScript(agent.token(), "/asterisk/control/leaveLockedPages", Map.of());
            Await.untilTrue(() -> state().equals("SIGNED_OUT"), () -> "the agent is " + state());
            agent.browser().login("/asterisk", "agent1003", "ofbiz");
            assertThat(get(agent, "/asterisk/control/console", AS_PERSON).body(), containsString("id=\"asterisk-console\""));
        }
        try (Intruder back = target().user(AGENT)) {
            assertThat("the password was given", get(back, "/asterisk/control/console", AS_PERSON).body(), not(containsString(LOCKED_PAGE)));
        }
    }

    private static void pauses(Intruder agent) {
        agent.asks("{\"type\":\"STATE\",\"id\":\"a\",\"state\":\"AVAILABLE\"}", "a");
        agent.sends("{\"type\":\"STATE\",\"id\":\"p\",\"state\":\"PAUSED\",\"reason\":\"AST_PAUSE_LUNCH\"}"); // the lock may come before the answer
    }

    private static String state() {
        return String.valueOf(target().host().run("getAsteriskAgentState", AGENT, Map.of()).get("state"));
    }

    private static HttpResponse<String> get(Intruder agent, String path, Map<String, String> headers) {
        return agent.browser().ask("GET", path, headers, HttpResponse.BodyHandlers.ofString());
    }
}

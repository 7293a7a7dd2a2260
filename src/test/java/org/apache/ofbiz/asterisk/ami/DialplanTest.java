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
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A caller is sent only where the dialplan goes on. */
class DialplanTest {

    private static final AmiSession.Limits QUICK =
            new AmiSession.Limits(Duration.ofMillis(800), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(5));
    private static final String STEP = "Event: ListDialplan\r\n$IDContext: claim\r\nExtension: _1XXX\r\nPriority: 1\r\nApplication: Dial\r\n\r\n";
    private static final String HINT = "Event: ListDialplan\r\n$IDContext: claim\r\nExtension: 1002\r\nPriority: hint\r\nApplication: x\r\n\r\n";
    private static final String SWITCH = "Event: ListDialplan\r\n$IDContext: claim\r\nSwitch: Realtime/claim@extensions\r\n\r\n";
    private static final String INCLUDE = "Event: ListDialplan\r\n$IDContext: claim\r\nIncludeContext: others\r\n\r\n";
    private static final String NO_CONTEXT = "Did not find context claim";
    private static final String NO_EXTENSION = "Did not find extension 1002@claim";
    private static final String DENIED = "Permission denied";

    /** @param extension answer to the question for the extension, events or words of refusal; {@code context} to that for the context */
    private record Case(String what, String extension, String context, boolean sent) {
    }

    @TestFactory
    Stream<DynamicTest> aRedirectGoesOutUnlessItsPlaceIsKnownToBeMissing() {
        return Stream.of(
                new Case("the extension fits a pattern", STEP, "", true),
                new Case("there is no such context", NO_CONTEXT, NO_CONTEXT, false),
                new Case("there is no such extension", NO_EXTENSION, STEP, false),
                new Case("the extension has a hint and nothing to do", HINT, HINT, false),
                new Case("a switch may know the extension", NO_EXTENSION, SWITCH, true),
                new Case("an included context may know it", NO_EXTENSION, INCLUDE, true),
                new Case("the AMI user may not look", DENIED, DENIED, true),
                new Case("the PBX has no such action", "Invalid/unknown command: ShowDialPlan.", "", true))
                .map(each -> dynamicTest(each.what, () -> redirects(each)));
    }

    private static void redirects(Case each) throws Exception {
        try (PbxPlayer pbx = dialplan(each.extension, each.context); AsteriskConnection connection = connected(pbx)) {
            Result result = connection.commands().redirect(new Redirect("PJSIP/trunk-00000001", "claim", "1002")).toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);

            assertThat(result, is(each.sent ? Result.SUCCESS : Result.failed(Failure.Kind.NO_SUCH_EXTENSION, "1002@claim")));
            assertThat("sent", pbx.hasReceived("Redirect"), is(each.sent));
        }
    }

    @Test
    void nothingIsSentToAPbxThatDoesNotAnswerTheQuestion() throws Exception {
        try (PbxPlayer pbx = dialplan(STEP, STEP); AsteriskConnection connection = connected(pbx)) {
            pbx.answer("ShowDialPlan", action -> null);

            Result result = connection.commands().redirect(new Redirect("PJSIP/trunk-00000001", "claim", "1002")).toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);

            assertThat(result.failure().map(Failure::kind), is(Optional.of(Failure.Kind.TIMEOUT)));
            assertThat("sent", pbx.hasReceived("Redirect"), is(false));
        }
    }

    @Test
    void contextsAreThereMissingOrUnknown() throws Exception {
        try (PbxPlayer pbx = new PbxPlayer().answer("Redirect", action -> "Response: Success\r\n");
                AsteriskConnection connection = connected(pbx)) {
            pbx.answer("ShowDialPlan", action -> switch (action.get("Context")) {
            case "waiting" -> PbxPlayer.list(action, STEP, "ShowDialPlanComplete");
            case "secret" -> refusal(DENIED);
            default -> refusal("Did not find context " + action.get("Context"));
            });

            List<String> names = List.of("waiting", "claim", "", "secret", "two\r\nlines");
            Map<String, Presence> found = connection.commands().contexts(names).toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);

            assertThat(found, is(Map.of("waiting", Presence.THERE, "claim", Presence.MISSING, "secret", Presence.UNKNOWN,
                    "two\r\nlines", Presence.UNKNOWN)));
        }
    }

    @Test
    void nothingIsKnownOfAPbxThatIsAway() throws Exception {
        PbxPlayer pbx = new PbxPlayer();
        pbx.close();
        try (AsteriskConnection connection = new AsteriskConnection(pbx.server(), TestRules::now,
                ConnectPolicy.DEFAULT, event -> { }, (server, peers) -> { })) {
            assertThat(connection.commands().contexts(List.of("claim")).toCompletableFuture().get(5, TimeUnit.SECONDS),
                    is(Map.of("claim", Presence.UNKNOWN)));
        }
    }

    private static PbxPlayer dialplan(String extension, String context) throws IOException {
        return new PbxPlayer().answer("Redirect", action -> "Response: Success\r\n").answer("ShowDialPlan", action -> {
            String answer = action.has("Extension") ? extension : context;
            return answer.startsWith("Event") ? PbxPlayer.list(action, answer, "ShowDialPlanComplete") : refusal(answer);
        });
    }

    private static String refusal(String words) {
        return "Response: Error\r\nMessage: " + words + "\r\n";
    }

    private static AsteriskConnection connected(PbxPlayer pbx) throws InterruptedException {
        CountDownLatch listed = new CountDownLatch(1);
        AsteriskConnection connection = new AsteriskConnection(pbx.server(), TestRules::now, ConnectPolicy.DEFAULT,
                event -> { }, (server, peers) -> listed.countDown(), QUICK, Clock.systemUTC());
        connection.start();
        if (!listed.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("not connected: " + connection.state());
        }
        return connection;
    }
}

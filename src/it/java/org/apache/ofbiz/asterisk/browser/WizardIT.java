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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Phone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;

/** From a component that was just installed to a call in each direction on a real Asterisk, through the pages of the wizard only. */
@Tag("asterisk")
class WizardIT extends WizardTest {

    private static final By NEXT = By.id("aw-next");
    private static final By VERDICT = By.cssSelector(".aw-verdict");
    /** The class that each user of lab/config/manager.conf lacks, with the feature that it takes and the line that brings it back. */
    private static final Map<String, List<String>> LACKING = Map.of(
            "lacks-write-originate", List.of("ORIGINATE", "write = system,call,originate,reporting,agent"),
            "lacks-write-call", List.of("REDIRECT", "write = system,call,originate,reporting,agent"),
            "lacks-write-system", List.of("PEERS", "write = system,call,originate,reporting,agent"),
            "lacks-write-reporting", List.of("DIALPLAN", "write = system,call,originate,reporting,agent"),
            "lacks-read-system", List.of("STATE_EVENTS", "read = system,call,agent,user,cdr,reporting"),
            "lacks-read-call", List.of("CALL_EVENTS", "read = system,call,agent,user,cdr,reporting"));
    private static final Map<String, String> PLACES = Map.of("internalContext", "internal", "outboundContext", "outbound", "claimContext", "claim",
            "waitingContext", "waiting");

    @BeforeAll
    static void startPbx() {
        use(AsteriskLab.start());
    }

    @Test
    void fromNothingToACallInEachDirection() throws Exception {
        lab().phone("1001").answers();
        lab().trunk().answersAndHangsUpAfter(Duration.ofSeconds(2));
        colleague();
        AgentPage admin = new AgentPage(browser(), host().base());

        // given: no server, so the list of servers leads to the wizard
        browser().goTo(host().base().resolve("/asterisk/control/FindServer").toString());
        admin.logsIn("admin");
        browser().find(By.cssSelector("a.buttontext[href*='wizard']")).click();

        // when: the address is right, and the PBX does not have the proposed secret yet
        type("host", "127.0.0.1");
        type("port", String.valueOf(lab().ami().port()));
        assertThat(value("secret"), matchesPattern("[0-9a-f]{48}"));
        browser().sees(By.id("aw-section"), "permit = 127.0.0.1/255.255.255.255");
        picture(admin, "wizard-address");
        browser().find(SAVE).click();
        // then: it says what to compare, and the wrong server is off
        browser().sees(VERDICT, "rejected the login");
        browser().sees(VERDICT, "section [ofbiz] in manager.conf");
        assertThat("a stored secret is never shown", value("secret"), is(""));
        assertThat(server().getString("enabled"), is("N"));

        // when: the secret is that of manager.conf
        type("secret", lab().ami().secret());
        browser().find(SAVE).click();
        browser().find(done(1));
        goToStep(2);
        browser().sees(VERDICT, "All checks passed");
        assertThat(server().getString("enabled"), is("Y"));
        browser().find(NEXT).click();

        contextsThatWereFoundAreProposed(admin);
        phonesAreAssigned(admin);
        aGroupIsMade(admin);
        outgoing(admin);
        incoming(admin);
        goToStep(6);
        browser().sees(By.id("aw-finished"), "both directions");
        assertThat(browser().driver().findElements(By.cssSelector(".aw-steps [data-done=true]")), hasSize(6));
        assertThat("errors in the browser's console", browser().complaints(), is(empty()));
    }

    private static void contextsThatWereFoundAreProposed(AgentPage admin) throws Exception {
        browser().find(By.name("claimContext"));
        PLACES.forEach((field, name) -> assertThat(value(field), is(name)));
        picture(admin, "wizard-contexts");
        browser().find(SAVE).click();
        browser().find(done(3));
    }

    /** They were listed, and one is proposed by the name that it shows. */
    private static void phonesAreAssigned(AgentPage admin) throws Exception {
        goToStep(4);
        browser().find(By.cssSelector("[data-phone='1003']"));
        assertThat(browser().find(login("1002")).getDomProperty("value"), is("liis"));
        browser().find(login("1001")).sendKeys("admin");
        picture(admin, "wizard-phones");
        browser().find(SAVE).click();
        browser().sees(By.id("aw-assigned"), "1001");
        browser().sees(By.id("aw-assigned"), "1002: Agent 1002 (liis)");
        browser().find(NEXT).click();
    }

    /** For the number of the line; it is told who may not claim. */
    private static void aGroupIsMade(AgentPage admin) throws Exception {
        type("groupName", "Support");
        assertThat(value("dialplanContext"), is("from-trunk"));
        type("extension", "5000");
        browser().sees(By.id("asterisk-wizard"), "ASTERISK_AGENT");
        picture(admin, "wizard-group");
        browser().find(SAVE).click();
        browser().sees(By.id("aw-groups"), "Support: 5000 (from-trunk)");
        browser().find(NEXT).click();
    }

    private static void outgoing(AgentPage admin) throws Exception {
        type("number", "+3725550000");
        browser().find(By.id("aw-test-start")).click();
        for (String done : List.of("OWN_PHONE_ANSWERED", "NUMBER_ANSWERED", "TALKED", "ENDED", "KEPT", "RECORDED")) {
            ticked(done);
        }
        picture(admin, "wizard-outgoing");
        assertThat(host().database().rows("PhoneCall", "directionEnumId", "AST_OUTBOUND", "outcomeEnumId", "AST_ANSWERED"), hasSize(1));
    }

    private static void incoming(AgentPage admin) throws Exception {
        goToStep(6);
        browser().find(By.id("aw-test-expect")).click();
        browser().find(step("HEARD"));
        String wizard = browser().driver().getWindowHandle();
        browser().driver().switchTo().newWindow(WindowType.TAB);
        admin.opensConsole();
        admin.isConnected();
        Phone customer = lab().caller("3725559999").dials("5000");
        admin.isOffered("3725559999");
        admin.answers("3725559999");
        admin.callReads("Talking");
        admin.hangsUp();
        browser().driver().close();
        browser().driver().switchTo().window(wizard);
        for (String done : List.of("OFFERED", "CLAIMED", "PHONE_ANSWERED", "TALKED", "ENDED", "KEPT")) {
            ticked(done);
        }
        picture(admin, "wizard-incoming");
        customer.close();
    }

    /** Every right that is missing is found, each with its line; and what was typed is not kept. */
    @TestFactory
    Stream<DynamicTest> aMissingRightIsFoundWithTheLineThatBringsIt() {
        return LACKING.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
            String serverId = saved(each.getKey(), Map.of());
            Map<?, ?> wizard = wizard(serverId, "2");
            List<?> rights = (List<?>) ((Map<?, ?>) wizard.get("trial")).get("rights");
            Map<?, ?> right = (Map<?, ?>) rights.stream().filter(found -> each.getValue().get(0).equals(((Map<?, ?>) found).get("feature")))
                    .findFirst().orElseThrow(() -> new AssertionError(each.getKey() + " lacks " + rights));
            assertThat(right.get("line"), is(each.getValue().get(1)));
            assertThat(right.get("remedy").toString(), containsString("section [" + each.getKey() + "]"));
            assertThat(((Map<?, ?>) wizard.get("lines")).get("section").toString(), containsString("[" + each.getKey() + "]\n"));
            assertThat(wizard.toString(), not(containsString(lab().ami().secret())));
            host().run("deleteAsteriskServer", "admin", Map.of("serverId", serverId));
        }));
    }

    /** Every context that is missing is found, with the lines for both kinds of PBX. */
    @TestFactory
    Stream<DynamicTest> aMissingContextIsFoundWithItsLines() {
        return PLACES.keySet().stream().sorted().map(field -> DynamicTest.dynamicTest(field, () -> {
            Map<String, String> names = new HashMap<>(PLACES);
            names.put(field, "not-there");
            String serverId = saved("ofbiz", names);
            Map<?, ?> wizard = wizard(serverId, "3");
            List<?> missing = ((List<?>) wizard.get("places")).stream().filter(place -> "MISSING".equals(((Map<?, ?>) place).get("state")))
                    .map(place -> ((Map<?, ?>) place).get("field")).toList();
            assertThat(missing, is(List.of(field)));
            List<String> lines = ((List<?>) wizard.get("variants")).stream().map(variant -> ((Map<?, ?>) variant).get("lines").toString()).toList();
            assertThat(lines, hasSize(2));
            lines.forEach(each -> assertThat(each, containsString("[not-there]\nexten => ")));
            assertThat(wizard.get("contexts").toString(), containsString("from-trunk"));
            host().run("deleteAsteriskServer", "admin", Map.of("serverId", serverId));
        }));
    }

    /** Kept switched off, so that nothing else connects. */
    private static String saved(String user, Map<String, String> contexts) {
        Map<String, Object> fields = new HashMap<>(contexts);
        fields.putAll(Map.of("host", "127.0.0.1", "port", (long) lab().ami().port(), "userName", user, "secret", lab().ami().secret(),
                "enabled", "N"));
        Map<String, Object> created = host().run("createAsteriskServer", "admin", fields);
        assertThat(created.toString(), created.get("responseMessage"), is("success"));
        return created.get("serverId").toString();
    }

    private static Map<?, ?> wizard(String serverId, String step) {
        Map<String, Object> result = host().run("asteriskWizard", "admin", Map.of("serverId", serverId, "step", step));
        assertThat(result.toString(), result.get("responseMessage"), is("success"));
        return (Map<?, ?>) result.get("wizard");
    }

    /** Somebody whose name the phone 1002 shows. */
    private static void colleague() {
        host().database().create("Party", Map.of("partyId", "LIIS", "partyTypeId", "PERSON"));
        host().database().create("Person", Map.of("partyId", "LIIS", "firstName", "Agent", "lastName", "1002"));
        host().database().create("UserLogin", Map.of("userLoginId", "liis", "partyId", "LIIS", "enabled", "Y"));
    }

    private static By step(String name) {
        return By.cssSelector("[data-step='" + name + "']");
    }

    private static void ticked(String name) {
        browser().find(By.cssSelector("[data-step='" + name + "'][data-state='DONE']"));
    }
}

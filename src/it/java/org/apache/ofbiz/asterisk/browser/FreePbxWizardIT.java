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
import static org.hamcrest.Matchers.is;

import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The wizard on a PBX of FreePBX's shape: what it proposes, what it asks for, and which files and pages it names. Takes the guide's pictures. */
@Tag("asterisk")
class FreePbxWizardIT extends WizardTest {


    @BeforeAll
    static void startPbx() {
        use(AsteriskLab.startFreePbx("22", 3));
    }

    @Test
    void anAdminOfFreePbxIsToldWhatGoesWhere() throws Exception {
        lab().phone("1001").answers();
        browser().goTo(host().base().resolve("/asterisk/control/wizard").toString());
        AgentPage admin = new AgentPage(browser(), host().base());
        admin.logsIn("admin");

        // when: the address is entered
        type("host", "127.0.0.1");
        type("port", String.valueOf(lab().ami().port()));
        type("secret", lab().ami().secret());
        // then: the file that FreePBX leaves alone is named, and the page that holds the rest
        browser().sees(By.id("asterisk-wizard"), "manager_custom.conf");
        browser().find(By.cssSelector("details summary")).click();
        browser().sees(By.id("asterisk-wizard"), "Advanced Settings");
        picture(admin, "freepbx-address");
        browser().find(SAVE).click();
        browser().find(done(1));

        // when: the contexts come
        goToStep(3);
        // then: FreePBX's own are proposed, and the prefix of the outbound route is asked for
        assertThat(value("internalContext"), is("from-internal"));
        assertThat(value("outboundContext"), is("from-internal"));
        assertThat(value("claimContext"), is("ofbiz-claim"));
        assertThat(value("waitingContext"), is("ofbiz-waiting"));
        type("outsidePrefix", "9");
        browser().sees(By.id("asterisk-wizard"), "Outbound Routes");
        picture(admin, "freepbx-contexts");
        browser().find(SAVE).click();
        browser().find(done(3));
        assertThat(server().getString("outsidePrefix"), is("9"));

        // when: a context is missing
        goToStep(3);
        type("claimContext", "my-claim");
        browser().find(SAVE).click();
        Await.untilTrue(() -> "my-claim".equals(server().getString("claimContext")), () -> server().toString());
        goToStep(3);
        browser().find(By.cssSelector("[data-context=claimContext][data-state=MISSING]"));
        // then: the lines for FreePBX stand first
        WebElement lines = browser().find(By.cssSelector("[data-variant=FREEPBX][open]"));
        assertThat(lines.getText(), containsString("/etc/asterisk/extensions_custom.conf"));
        assertThat(lines.getText(), containsString("PJSIP_DIAL_CONTACTS"));
        assertThat(lines.getText(), containsString("Goto(${OFBIZ_QUEUE})"));
        picture(admin, "freepbx-lines");
        type("claimContext", "ofbiz-claim");
        browser().find(SAVE).click();
        browser().find(done(3));

        aQueueIsChosen(admin);
        assertThat("errors in the browser's console", browser().complaints(), is(empty()));
    }

    private static void aQueueIsChosen(AgentPage admin) throws Exception {
        goToStep(4);
        browser().seesNoMore(By.id("aw-listing"));
        browser().find(login("1001")).sendKeys("admin");
        browser().find(SAVE).click();
        browser().sees(By.id("aw-assigned"), "1001");
        goToStep(5);
        type("groupName", "Support");
        browser().find(By.cssSelector("[value=AST_ENTRY_QUEUE]")).click();
        assertThat("the queues of the dialplan are proposed",
                browser().driver().findElements(By.cssSelector("#aw-queues option[value='6000']")).size(), is(1));
        type("queueName", "6000");
        picture(admin, "freepbx-group");
        browser().find(SAVE).click();
        browser().sees(By.id("aw-groups"), "Support: 6000");
        assertThat(host().database().row("CallCenterGroupEntry", "queueName", "6000").getString("entryTypeEnumId"), is("AST_ENTRY_QUEUE"));
    }
}

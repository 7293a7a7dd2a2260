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

import static org.apache.ofbiz.asterisk.fixture.Await.untilTrue;

import java.util.Set;
import org.apache.ofbiz.asterisk.endtoend.InCallSide;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/**
 * What an agent does with a call in the console, with the mouse or with the keyboard alone: Tab, Enter and the shortcuts. After each step the PBX
 * itself is asked whether it is so.
 */
final class CallButtons {

    private static final String CURRENT = ".ac-call[data-current=true] ";

    private final AgentPage agent;
    private final InCallSide pbx;
    private final boolean keyboard;

    CallButtons(AgentPage agent, InCallSide pbx, boolean keyboard) {
        this.agent = agent;
        this.pbx = pbx;
        this.keyboard = keyboard;
    }

    /** Holds the call and resumes it. */
    void holdsAndResumes(Set<String> talking) {
        pressesControl("HOLD", "o");
        isOffered("RESUME");
        agent.callReads("On hold");
        untilTrue(() -> pbx.held() == 1, () -> "held on the PBX: " + pbx.shown());
        pressesControl("RESUME", "o");
        isOffered("HOLD");
        pbx.awaitTogether(talking);
    }

    /** Sends keys to the other end. */
    void sendsKeys(String keys) {
        pressesControl("KEYS", "k");
        browser().find(By.cssSelector(".ac-keypad"));
        for (String key : keys.split("")) {
            if (keyboard) {
                browser().presses(key);
            } else {
                browser().waitFor("key " + key, driver -> driver.findElements(By.cssSelector(".ac-keypad-keys button")).stream()
                        .filter(button -> button.getText().equals(key)).findFirst().orElse(null)).click();
            }
        }
        browser().sees(By.cssSelector(".ac-keys"), keys);
        browser().presses(Keys.ESCAPE);
        browser().seesNoMore(By.cssSelector(".ac-keypad"));
    }

    /** Records the call, pauses and resumes the recording, and stops it. */
    void records() {
        pressesControl("RECORD", "");
        isOffered("PAUSE_RECORDING");
        pressesControl("PAUSE_RECORDING", "");
        browser().sees(By.cssSelector(CURRENT + ".ac-control-state"), "paused");
        pressesControl("RESUME_RECORDING", "");
        isOffered("PAUSE_RECORDING");
        pressesControl("STOP_RECORDING", "");
        isOffered("RECORD");
    }

    /** The customer objects to being recorded. */
    void objects() {
        pressesControl("OBJECT", "");
        browser().sees(By.cssSelector(CURRENT + ".ac-control-state"), "Recording not allowed");
    }

    /** Transfers the call without asking there first. */
    void transfersTo(String target) {
        pressesControl("TRANSFER", "t");
        browser().find(By.id("asterisk-transfer-to"));
        browser().presses(target);
        if (keyboard) {
            browser().presses(Keys.ENTER);
        } else {
            browser().find(By.cssSelector(".ac-transfer .ac-primary")).click();
        }
    }

    /** Puts the caller on hold and talks with somebody else. */
    void consults(String target, Set<String> talking) {
        pressesControl("TRANSFER", "t");
        browser().find(By.id("asterisk-transfer-to"));
        browser().presses(target);
        presses(".ac-transfer .ac-consult");
        isOffered("COMPLETE");
        pbx.awaitTogether(talking);
        untilTrue(() -> pbx.held() == 1, () -> "the caller isn't on hold: " + pbx.shown());
    }

    void parks() {
        pressesControl("PARK", "g");
        agent.callReads("Ended");
        browser().find(By.cssSelector(".ac-parked-call"));
    }

    void fetches() {
        presses(".ac-parked-call button");
        browser().seesNoMore(By.cssSelector(".ac-parked-call"));
    }

    /** Takes the call of a customer from the phone 1001 of a colleague, where it rings, to one's own. */
    void picksUp(String number, String colleague, Set<String> talking) {
        String button = ".ac-member [aria-label='Pick up the call of " + colleague + "']";
        pbx.lab().phone("1001").ringsForever();
        pbx.lab().caller(number).dials(pbx.direct());
        presses(button);
        browser().seesNoMore(By.cssSelector(button));
        pbx.awaitTogether(talking);
    }

    void hangsUp() {
        if (keyboard) {
            pressesAlt("h");
        } else {
            presses(CURRENT + ".ac-hangup");
        }
    }

    /** @param shortcut with Alt; empty where there is none, so that the Tab key leads to the button */
    void pressesControl(String action, String shortcut) {
        isOffered(action);
        if (keyboard && !shortcut.isEmpty()) {
            pressesAlt(shortcut);
        } else {
            presses(CURRENT + "[data-action=" + action + "]");
        }
    }

    private void pressesAlt(String letter) {
        new Actions(browser().driver()).keyDown(Keys.ALT).sendKeys(letter).keyUp(Keys.ALT).perform();
    }

    private void presses(String button) {
        String usable = button + ":not([hidden], :disabled)";
        if (keyboard) {
            agent.tabsTo(usable);
            browser().presses(Keys.ENTER);
        } else {
            browser().find(By.cssSelector(usable)).click();
        }
    }

    void isOffered(String action) {
        browser().waitFor(action + " on the card", driver -> driver.findElements(By.cssSelector(CURRENT + "[data-action=" + action + "]")).stream()
                .filter(WebElement::isDisplayed).anyMatch(WebElement::isEnabled));
    }

    private Browser browser() {
        return agent.browser();
    }
}

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

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** A tab of a browser with a page of OFBiz, and the island on it, in the words of somebody who looks over the user's shoulder. */
final class Island {

    private static final By CRM = By.cssSelector("a[href*='/partymgr/control/main?externalLoginKey=']");
    private final Browser browser;
    private final URI base;
    private final String tab;

    private Island(Browser browser, URI base) {
        this.browser = browser;
        this.base = base;
        this.tab = browser.driver().getWindowHandle();
    }

    /** Opens a new tab with this page of the CRM, as a user does who is signed in at the page that is open now. */
    static Island open(Browser browser, URI base, String page) {
        return open(browser, base, page, () -> { });
    }

    /** @param prepare run in the new tab before it shows a page */
    static Island open(Browser browser, URI base, String page, Runnable prepare) {
        String crm = browser.find(CRM).getDomProperty("href");
        browser.driver().switchTo().newWindow(WindowType.TAB);
        prepare.run();
        browser.goTo(crm);
        Island island = new Island(browser, base);
        island.opens(page);
        return island;
    }

    /** The user looks at this tab. */
    Island front() {
        browser.driver().switchTo().window(tab);
        return this;
    }

    void opens(String page) {
        browser.goTo(base.resolve(page).toString());
    }

    void reloads() {
        browser.driver().navigate().refresh();
    }

    void shows(String... words) {
        browser.waitFor("island with " + List.of(words), driver -> shown()
                .filter(island -> List.of(words).stream().allMatch(island.getText()::contains)).isPresent());
    }

    void showsNoMore(String words) {
        browser.waitFor("no island with " + words, driver -> shown().filter(island -> island.getText().contains(words)).isEmpty());
    }

    boolean isThere() {
        return shown().isPresent();
    }

    /** What stays where it is: while the window grows, a click would go to what has come in its place. */
    void press(String selector) {
        WebElement pressed = find(selector);
        browser.driver().executeScript("""
                const place = () => JSON.stringify(arguments[0].getBoundingClientRect());
                return new Promise((resolve) => {
                  const look = (before) => place() === before ? resolve() : requestAnimationFrame(look.bind(null, place()));
                  look('');
                });""", pressed);
        pressed.click();
    }

    WebElement find(String selector) {
        return browser.waitFor(selector + " of the island", driver -> root()
                .flatMap(root -> root.findElements(By.cssSelector(selector)).stream().filter(WebElement::isDisplayed).findFirst()).orElse(null));
    }

    /** Visible or not. */
    List<WebElement> all(String selector) {
        return root().map(root -> root.findElements(By.cssSelector(selector))).orElse(List.of());
    }

    Rectangle place() {
        return find(".island").getRect();
    }

    /** What a screen reader was told last. */
    String spoken() {
        return root().map(root -> root.findElement(By.cssSelector(".spoken")).getDomProperty("textContent")).orElse("");
    }

    /** Counts what the bell plays from now on. */
    void listens() {
        browser.driver().executeScript("""
                window.rings = 0;
                const create = AudioContext.prototype.createOscillator;
                AudioContext.prototype.createOscillator = function () { window.rings += 1; return create.call(this); };
                """);
    }

    boolean rang() {
        return (Long) browser.driver().executeScript("return window.rings") > 0;
    }

    private Optional<WebElement> shown() {
        return root().flatMap(root -> root.findElements(By.cssSelector(".island")).stream().filter(WebElement::isDisplayed).findFirst());
    }

    private Optional<SearchContext> root() {
        return browser.driver().findElements(By.id("asterisk-island")).stream().findFirst().map(WebElement::getShadowRoot);
    }
}

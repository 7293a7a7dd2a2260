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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless browser of its own, with a new profile: Chromium unless a test opens a {@link Firefox}. Not thread-safe. */
abstract class Browser implements AutoCloseable {

    private static final String REPLACED = "Node with given id does not belong to the document";
    /** How long a page looks for something by itself before it is asked again: a page that follows is asked soon. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final RemoteWebDriver driver;
    private final List<String> tabs = new ArrayList<>();

    Browser(RemoteWebDriver driver) {
        this.driver = driver;
        driver.manage().timeouts().pageLoadTimeout(Await.PATIENCE);
        tabs.add(driver.getWindowHandle());
    }

    static Browser open() throws IOException {
        return Chromium.open();
    }

    /** As users have it, with notifications; to measure, too. */
    static Browser openWhole() throws IOException {
        return Chromium.openWhole();
    }

    /** A browser whose microphone is this sound, over and over, and that allows it unasked. @param sound a WAV file */
    static Browser openWithMicrophone(Path sound) throws IOException {
        return Chromium.openWithMicrophone(sound);
    }

    RemoteWebDriver driver() {
        return driver;
    }

    /** A command of the DevTools protocol, which only Chromium has. */
    abstract Map<String, Object> command(String name, Map<String, Object> parameters);

    abstract void forgetsSession();

    /** Errors of scripts and of the content security policy since the last time of asking. */
    abstract List<String> complaints();

    /** Ends the browser. */
    @Override
    public abstract void close() throws IOException;

    /** Presses keys where the focus is. An element's own {@code sendKeys} would take the focus from a shadow tree before it gives it back. */
    void presses(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** What has the keyboard's focus, in a shadow tree, too. */
    WebElement focused() {
        return focused("*");
    }

    /** As {@link #focused()}, null unless it is such an element. */
    WebElement focused(String selector) {
        return (WebElement) driver.executeScript("""
                let element = document.activeElement;
                while (element.shadowRoot?.activeElement) {
                  element = element.shadowRoot.activeElement;
                }
                return element?.matches(arguments[0]) ? element : null;""", selector);
    }

    /** Opens one more tab, in which everything goes on. */
    void opensTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        tabs.add(driver.getWindowHandle());
    }

    /** Goes on in another tab. @param number from 1, in the order of opening */
    void inTab(int number) {
        driver.switchTo().window(tabs.get(number - 1));
    }

    /** A tab that lacks what newer browsers have, from its next page on. */
    void lacks(String name) {
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "delete globalThis." + name));
    }

    void goTo(String url) {
        driver.get(url);
    }

    /** The visible element, once it is there. */
    WebElement find(By what) {
        return waitFor("visible " + what, browser -> ShadowTrees.shown(what, List.of(), AT_ONCE, browser).orElse(null));
    }

    boolean shows(By what) {
        return ShadowTrees.shown(what, List.of(), Duration.ZERO, driver).isPresent();
    }

    /** The visible element that has these texts somewhere, once there is one. */
    WebElement sees(By what, String... texts) {
        return waitFor(what + " with " + List.of(texts),
                browser -> ShadowTrees.shown(what, List.of(texts), AT_ONCE, browser).orElse(null));
    }

    /** The first visible element that has these texts somewhere. */
    Optional<WebElement> reading(By what, String... texts) {
        return ShadowTrees.shown(what, List.of(texts), Duration.ZERO, driver);
    }

    /** Waits until no visible element has all these texts. */
    void seesNoMore(By what, String... texts) {
        waitFor("no " + what + (texts.length == 0 ? "" : " with " + List.of(texts)),
                browser -> ShadowTrees.isGone(what, List.of(texts), AT_ONCE, browser));
    }

    /** Waits until the condition gives something other than null and false. */
    <T> T waitFor(String what, Function<RemoteWebDriver, T> condition) {
        try {
            return new WebDriverWait(driver, Await.PATIENCE, Duration.ofMillis(50)).ignoring(StaleElementReferenceException.class)
                    .withMessage(what).until(ignored -> whileThere(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for " + what + "; the page reads:\n" + driver.executeScript("""
                    return [document.body, ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot?.querySelector('.console'))]
                      .map((part) => part?.innerText ?? '').join('\\n')"""), e);
        }
    }

    /** Of an element that the page has just replaced, ChromeDriver says that it's stale, or in rare moments only what the browser said. */
    private <T> T whileThere(Function<RemoteWebDriver, T> condition) {
        try {
            return condition.apply(driver);
        } catch (WebDriverException e) {
            if (String.valueOf(e.getMessage()).contains(REPLACED)) {
                throw new StaleElementReferenceException(REPLACED, e);
            }
            throw e;
        }
    }

    /** Leaves the page, closes other tabs, and forgets its session and what it looked like. */
    void forgets() {
        for (; tabs.size() > 1; tabs.remove(tabs.size() - 1)) {
            inTab(tabs.size());
            driver.close();
        }
        inTab(1);
        forgetsSession();
        driver.get("about:blank");
    }

    /** Makes the page as narrow as a phone's, which a window cannot be. */
    void screenWidth(int pixels) {
        screen(pixels, 800);
    }

    void screen(int width, int height) {
        command("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param scheme {@code light} or {@code dark}, as if the user's system were set so; transitions are off, so that colours are final */
    void colours(String scheme) {
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme), Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** @param look as {@link #colours}, or {@code forced} for the high contrast that a system can force on pages */
    void look(String look) {
        boolean forced = look.equals("forced");
        command("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", forced ? "light" : look), Map.of("name", "prefers-reduced-motion", "value", "reduce"),
                Map.of("name", "forced-colors", "value", forced ? "active" : "none"))));
    }
}

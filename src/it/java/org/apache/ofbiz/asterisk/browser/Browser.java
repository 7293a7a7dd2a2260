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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.openqa.selenium.By;
import org.openqa.selenium.DetachedShadowRootException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.NoSuchShadowRootException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One headless Chromium of its own, with a new profile; Debian's browser and driver, nothing is downloaded. Not thread-safe. */
final class Browser implements AutoCloseable {

    private static final String REPLACED = "Node with given id does not belong to the document";
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    /** A network that a test took away, and the icon that every browser asks for. */
    private static final Pattern CAUSED_BY_TESTS = Pattern.compile("net::ERR_|favicon\\.ico");
    private static final List<String> QUIET_AND_ALONE = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--lang=en");

    private final Path profile;
    private final ChromeDriver driver;
    private final List<String> tabs = new ArrayList<>();

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
        tabs.add(driver.getWindowHandle());
    }

    static Browser open() throws IOException {
        return open(List.of());
    }

    /** A browser whose microphone is this sound, over and over, and that allows it unasked. @param sound a WAV file */
    static Browser openWithMicrophone(Path sound) throws IOException {
        return open(List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--use-file-for-fake-audio-capture=" + sound,
                "--allow-loopback-in-peer-connection", "--disable-features=WebRtcHideLocalIpsWithMdns", "--ignore-certificate-errors",
                "--autoplay-policy=no-user-gesture-required"));
    }

    private static Browser open(List<String> more) throws IOException {
        Path profile = Files.createTempDirectory("console-browser");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM).addArguments(QUIET_AND_ALONE).addArguments(more)
                .addArguments("--user-data-dir=" + profile, "--window-size=1440,900");
        options.setAcceptInsecureCerts(true);
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort().build();
        ChromeDriver driver = new IntoShadows(service, options);
        driver.manage().timeouts().pageLoadTimeout(Await.PATIENCE);
        return new Browser(profile, driver);
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Finds what is in the shadow trees of console and wallboard, too. */
    private static final class IntoShadows extends ChromeDriver {

        IntoShadows(ChromeDriverService service, ChromeOptions options) {
            super(service, options);
        }

        @Override
        public List<WebElement> findElements(By what) {
            List<WebElement> found = new ArrayList<>(super.findElements(what));
            css(((By.Remotable) what).getRemoteParameters()).ifPresent(css -> {
                for (WebElement host : super.findElements(By.cssSelector("#asterisk-console, #asterisk-wallboard"))) {
                    found.addAll(inShadowOf(host, css));
                }
            });
            return found;
        }

        @Override
        public WebElement findElement(By what) {
            return findElements(what).stream().findFirst().orElseThrow(() -> new NoSuchElementException(what.toString()));
        }

        private static List<WebElement> inShadowOf(WebElement host, By css) {
            try {
                return host.getShadowRoot().findElements(css);
            } catch (NoSuchShadowRootException | DetachedShadowRootException e) {
                return List.of(); // a page that is only just coming or going
            }
        }

        /** In a shadow tree the driver knows no other locators. */
        private static Optional<By> css(By.Remotable.Parameters locator) {
            String value = String.valueOf(locator.value());
            return switch (locator.using()) {
            case "css selector", "tag name" -> Optional.of(By.cssSelector(value));
            case "id", "name" -> Optional.of(By.cssSelector("[" + locator.using() + "='" + value + "']"));
            default -> Optional.empty();
            };
        }
    }

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
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "delete globalThis." + name));
    }

    void goTo(String url) {
        driver.get(url);
    }

    /** The visible element, once it is there. */
    WebElement find(By what) {
        return waitFor("visible " + what, browser -> browser.findElements(what).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
    }

    boolean shows(By what) {
        return driver.findElements(what).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Waits until the visible element has this text somewhere. */
    void sees(By what, String text) {
        waitFor(what + " with '" + text + "'", browser -> browser.findElements(what).stream()
                .anyMatch(element -> element.isDisplayed() && element.getText().contains(text)));
    }

    void seesNoMore(By what) {
        waitFor("no " + what, browser -> browser.findElements(what).stream().noneMatch(WebElement::isDisplayed));
    }

    /** Waits until the condition gives something other than null and false. */
    <T> T waitFor(String what, Function<ChromeDriver, T> condition) {
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
    private <T> T whileThere(Function<ChromeDriver, T> condition) {
        try {
            return condition.apply(driver);
        } catch (WebDriverException e) {
            if (String.valueOf(e.getMessage()).contains(REPLACED)) {
                throw new StaleElementReferenceException(REPLACED, e);
            }
            throw e;
        }
    }

    /** Leaves the page, closes other tabs, and forgets its session and how wide it was. */
    void forgets() {
        for (; tabs.size() > 1; tabs.remove(tabs.size() - 1)) {
            inTab(tabs.size());
            driver.close();
        }
        inTab(1);
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        driver.get("about:blank");
    }

    /** Errors of scripts and of the content security policy since the last time of asking. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(LogEntry::getMessage).filter(message -> !CAUSED_BY_TESTS.matcher(message).find()).toList();
    }

    /** Makes the page as narrow as a phone's, which a window cannot be. */
    void screenWidth(int pixels) {
        screen(pixels, 800);
    }

    void screen(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param scheme {@code light} or {@code dark}, as if the user's system were set so; transitions are off, so that colours are final */
    void colours(String scheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme), Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** @param look as {@link #colours}, or {@code forced} for the high contrast that a system can force on pages */
    void look(String look) {
        boolean forced = look.equals("forced");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", forced ? "light" : look), Map.of("name", "prefers-reduced-motion", "value", "reduce"),
                Map.of("name", "forced-colors", "value", forced ? "active" : "none"))));
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.CapabilityType;

/** Debian's Chromium and its driver; nothing is downloaded. Not thread-safe. */
final class Chromium extends Browser {

    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final File WHOLE = new File("/usr/bin/chromium");
    /** The same engine without a desktop around it, which takes much less of the processor. It has no notifications. */
    private static final File SHELL = new File("/usr/bin/chromium-headless-shell");
    private static final String SHELL_FOR_DRIVER = "chrome-headless-shell";
    /** A network that a test took away, and the icon that every browser asks for. */
    private static final Pattern CAUSED_BY_TESTS = Pattern.compile("net::ERR_|favicon\\.ico");
    private static final List<String> QUIET_AND_ALONE = List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--lang=en");

    private final Path profile;
    private final ChromeDriver driver;

    private Chromium(Path profile, ChromeDriver driver) {
        super(driver);
        this.profile = profile;
        this.driver = driver;
    }

    static Chromium openWithMicrophone(Path sound) throws IOException {
        return open(WHOLE, List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + sound, "--allow-loopback-in-peer-connection",
                "--disable-features=WebRtcHideLocalIpsWithMdns", "--ignore-certificate-errors", "--autoplay-policy=no-user-gesture-required"));
    }

    static Chromium open() throws IOException {
        return open(SHELL.exists() ? SHELL : WHOLE, List.of());
    }

    static Chromium openWhole() throws IOException {
        return open(WHOLE, List.of());
    }

    private static Chromium open(File binary, List<String> more) throws IOException {
        Path profile = Files.createTempDirectory("console-browser");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        ChromeOptions options = new ChromeOptions().setBinary(binary).addArguments(QUIET_AND_ALONE).addArguments(more)
                .addArguments("--user-data-dir=" + profile, "--window-size=1440,900");
        if (binary.equals(SHELL)) {
            options.setCapability(CapabilityType.BROWSER_NAME, SHELL_FOR_DRIVER); // it opens no page of its own, and the driver must know
        }
        options.setAcceptInsecureCerts(true);
        options.setCapability("goog:loggingPrefs", logging);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort().build();
        return new Chromium(profile, new IntoShadows(service, options));
    }

    /** Selenium's driver, which sees into shadow trees. */
    private static final class IntoShadows extends ChromeDriver {

        IntoShadows(ChromeDriverService service, ChromeOptions options) {
            super(service, options);
        }

        @Override
        public List<WebElement> findElements(By what) {
            return ShadowTrees.find(what, this, super::findElements);
        }

        @Override
        public WebElement findElement(By what) {
            return findElements(what).stream().findFirst().orElseThrow(() -> new NoSuchElementException(what.toString()));
        }
    }

    @Override
    Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    @Override
    void forgetsSession() {
        command("Network.clearBrowserCookies", Map.of());
        command("Emulation.clearDeviceMetricsOverride", Map.of());
        command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    @Override
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(LogEntry::getMessage).filter(message -> !CAUSED_BY_TESTS.matcher(message).find()).toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}

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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.openqa.selenium.By;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.ImmutableCapabilities;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.RemoteWebDriver;

/** One headless Firefox of its own, of Debian's package firefox-esr, with a new profile. Not thread-safe. */
final class Firefox extends Browser {

    /** Firefox takes no part in calls where there is no way to other networks. A shell command. */
    static final String WAY_OUT = "ip route show default | grep -q . || ip route add default dev lo src " + PagePhoneHouse.SOUND_ADDRESS;

    private static final String PROGRAM = "/usr/bin/firefox-esr";
    private static final Capabilities NONE = new ImmutableCapabilities();
    private static final Pattern ERROR = Pattern.compile("^JavaScript error: http|^console\\.error|Content-Security-Policy:");
    /** A network that a test took away, and what Firefox would like to load for itself. */
    private static final Pattern CAUSED_BY_TESTS = Pattern.compile("RSLoader|NetworkError|can.t establish a connection|was interrupted");

    private final Process process;
    private final Marionette marionette;
    private final Path folder;
    /** Lines of the log that were read. */
    private long read;

    private Firefox(Path folder, Process process, Marionette marionette) {
        super(new Driver(marionette));
        this.folder = folder;
        this.process = process;
        this.marionette = marionette;
    }

    /** A Firefox whose microphone is this tone, and that allows it unasked. @param hertz of the tone */
    static Firefox openWithMicrophone(int hertz) throws IOException {
        Path folder = Files.createTempDirectory("console-firefox");
        Path profile = Files.createDirectory(folder.resolve("profile"));
        Files.writeString(profile.resolve("user.js"), preferences(hertz).entrySet().stream()
                .map(preference -> "user_pref(\"" + preference.getKey() + "\", " + preference.getValue() + ");\n").collect(Collectors.joining()));
        ProcessBuilder firefox = new ProcessBuilder(PROGRAM, "--headless", "--marionette", "--no-remote", "--profile", profile.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        firefox.environment().putAll(Map.of("HOME", folder.toString(), "MOZ_HEADLESS_WIDTH", "1440", "MOZ_HEADLESS_HEIGHT", "900", "LANG",
                "C.UTF-8"));
        Process process = firefox.start();
        process.getOutputStream().close();
        try {
            return new Firefox(folder, process, Await.until(() -> connected(profile), () -> "no Firefox: " + log(folder)));
        } catch (AssertionError | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Map<String, Object> preferences(int hertz) {
        return Map.ofEntries(Map.entry("marionette.port", 0),
                Map.entry("media.navigator.streams.fake", true), Map.entry("media.navigator.permission.disabled", true),
                Map.entry("media.navigator.audio.fake_frequency", hertz), Map.entry("media.autoplay.default", 0),
                // as where both are not on one machine: addresses are those of the network
                Map.entry("media.peerconnection.ice.obfuscate_host_addresses", false), Map.entry("media.peerconnection.ice.loopback", true),
                // where loopback is all there is, it would make no connection
                Map.entry("network.manage-offline-status", false),
                Map.entry("browser.dom.window.dump.enabled", true), Map.entry("devtools.console.stdout.content", true),
                Map.entry("intl.accept_languages", "\"en\""), Map.entry("network.captive-portal-service.enabled", false),
                Map.entry("network.connectivity-service.enabled", false), Map.entry("app.update.enabled", false),
                Map.entry("datareporting.policy.dataSubmissionEnabled", false), Map.entry("toolkit.telemetry.unified", false),
                Map.entry("browser.safebrowsing.update.enabled", false),
                Map.entry("browser.shell.checkDefaultBrowser", false), Map.entry("browser.startup.page", 0));
    }

    /** It writes its port down once it listens. */
    private static Optional<Marionette> connected(Path profile) {
        try {
            return Optional.of(new Marionette(Integer.parseInt(Files.readString(profile.resolve("MarionetteActivePort")).strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Selenium's driver, which sees into shadow trees. */
    private static final class Driver extends RemoteWebDriver {

        Driver(CommandExecutor firefox) {
            super(firefox, NONE);
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
        throw new UnsupportedOperationException(name);
    }

    @Override
    void forgetsSession() {
        driver().manage().deleteAllCookies();
    }

    @Override
    List<String> complaints() {
        List<String> all = log(folder).lines().toList();
        List<String> since = all.subList((int) read, all.size());
        read = all.size();
        return since.stream().filter(line -> ERROR.matcher(line).find() && !CAUSED_BY_TESTS.matcher(line).find()).toList();
    }

    @Override
    public void close() throws IOException {
        try {
            driver().quit();
        } finally {
            marionette.close();
            process.destroyForcibly().onExit().join();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}

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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Holds a page, as it is now, against WCAG 2.2 AA by axe-core: in light and in dark, wide and narrow. */
final class Axe {

    private static final Path SCRIPT = Path.of("node_modules/axe-core/axe.min.js");
    private static final String CHECK = """
            const done = arguments[arguments.length - 1];
            axe.run(arguments[0], { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
                .then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + ': ' + node.html))),
                    (failure) => done(['axe failed: ' + failure]));
            """;

    private Axe() {
    }

    static void holds(Browser browser) throws IOException {
        holds(browser, "#asterisk-console");
    }

    /** @param part selects the element that holds what is ours on the page */
    static void holds(Browser browser, String part) throws IOException {
        browser.driver().executeScript(Files.readString(SCRIPT));
        for (String scheme : List.of("light", "dark")) {
            browser.colours(scheme);
            for (int width : List.of(1200, 320)) {
                browser.screenWidth(width);
                assertThat(scheme + " at " + width, (List<?>) browser.driver().executeAsyncScript(CHECK, part), is(empty()));
                assertThat("scrolls sideways at " + width, browser.driver().executeScript(
                        "const page = document.querySelector(arguments[0]); return page.scrollWidth > page.clientWidth", part), is(false));
            }
        }
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.colours("light");
    }
}

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

import java.util.List;
import java.util.Map;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * How long the renderings of the console take: its scripts, styles and layout, without painting. The console asks for its frames by
 * requestAnimationFrame only; who measures asks by {@code bareFrame}, and is not counted. What is done in one frame is one rendering.
 */
final class Renderings {

    private static final String WATCH = """
            window.renderings = [];
            window.bareFrame = window.requestAnimationFrame.bind(window);
            window.requestAnimationFrame = (task) => window.bareFrame((time) => {
              const began = performance.now();
              task(time);
              document.getElementById('asterisk-console')?.shadowRoot?.querySelector('.console')?.getBoundingClientRect();
              document.documentElement.getBoundingClientRect();
              const took = performance.now() - began;
              const last = window.renderings.at(-1);
              if (last?.time === time) {
                last.took += took;
              } else {
                window.renderings.push({ time, at: performance.timeOrigin + began, took });
              }
            });
            """;

    private Renderings() {
    }

    /** Watches the pages that the browser opens from now on. */
    static void watch(Browser browser) {
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    }

    /** Forgets those so far. */
    static void forget(RemoteWebDriver page) {
        page.executeScript("window.renderings.length = 0");
    }

    /** Those that began in this time, each in ms. @param from ms since 1970, as {@code to} */
    static double[] between(RemoteWebDriver page, double from, double to) {
        List<?> found = (List<?>) page.executeScript("return window.renderings.filter(({ at }) => at >= arguments[0] && at < arguments[1])"
                + ".map(({ took }) => took)", from, to);
        return found.stream().mapToDouble(time -> ((Number) time).doubleValue()).toArray();
    }
}

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
import java.util.Optional;
import java.util.function.Function;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.remote.RemoteWebDriver;

/** Finds what is in the shadow trees of console and wallboard, too. The page is asked once, since tests ask often. */
final class ShadowTrees {

    private static final String EVERYWHERE = """
            const trees = [...document.querySelectorAll('#asterisk-console, #asterisk-wallboard')].map((host) => host.shadowRoot);
            const found = [document, ...trees].flatMap((tree) => [...tree?.querySelectorAll(arguments[0]) ?? []]);
            """;
    /** What of spaces and the size of letters is seen, is as style sheets say. */
    private static final String THAT_MAY_READ = """
            const plain = (text) => text.replaceAll(/[\\s\\u200b\\u200e\\u200f]+/g, '').toLowerCase();
            return found.filter((one) => plain(one.textContent).includes(plain(arguments[1])));""";

    private ShadowTrees() {
    }

    /** @param outside finds by other locators than CSS, which a shadow tree doesn't have */
    static List<WebElement> find(By what, JavascriptExecutor page, Function<By, List<WebElement>> outside) {
        return css(what).map(css -> elements(page.executeScript(EVERYWHERE + "return found;", css))).orElseGet(() -> outside.apply(what));
    }

    /** Those that have this text somewhere, whether it is visible or not. */
    static List<WebElement> thatMayRead(By what, String text, RemoteWebDriver page) {
        return css(what).map(css -> elements(page.executeScript(EVERYWHERE + THAT_MAY_READ, css, text))).orElseGet(() -> page.findElements(what));
    }

    @SuppressWarnings("unchecked")
    private static List<WebElement> elements(Object found) {
        return (List<WebElement>) found;
    }

    private static Optional<String> css(By what) {
        By.Remotable.Parameters locator = ((By.Remotable) what).getRemoteParameters();
        String value = String.valueOf(locator.value());
        return switch (locator.using()) {
        case "css selector", "tag name" -> Optional.of(value);
        case "id", "name" -> Optional.of("[" + locator.using() + "='" + value + "']");
        default -> Optional.empty();
        };
    }
}

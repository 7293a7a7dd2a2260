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

import java.time.Duration;
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
            const find = (css) => [document, ...[...document.querySelectorAll('#asterisk-console, #asterisk-wallboard')]
              .map((host) => host.shadowRoot)].flatMap((tree) => [...tree?.querySelectorAll(css) ?? []]);
            """;
    /** What of spaces and the size of letters is seen, is as style sheets say. */
    private static final String THAT_MAY_READ = """
            const plain = (text) => text.replaceAll(/[\\s\\u200b\\u200e\\u200f]+/g, '').toLowerCase();
            const mayRead = (one, texts) => texts.length === 0 || ((all) => texts.every((text) => all.includes(plain(text))))(plain(one.textContent));
            """;
    /**
     * As WebDriver says whether an element is displayed, and what its text is, but without a command for each of the elements: its size or that
     * of what is in it, what covers nothing of it, and what it is cut off by; what can be scrolled into view is displayed.
     */
    private static final String THAT_IS_SHOWN = """
            const sized = (one) => {
              const box = one.getBoundingClientRect();
              return box.width > 0 && box.height > 0 || getComputedStyle(one).overflow !== 'hidden' && [...one.childNodes].some((part) =>
                part.nodeType === Node.TEXT_NODE || part.nodeType === Node.ELEMENT_NODE && sized(part));
            };
            const scrolls = (style) => [style.overflowX, style.overflowY].some((overflow) => ['auto', 'scroll'].includes(overflow));
            const beyond = (overflow, from, to, start, end) => ['hidden', 'clip'].includes(overflow) && (to <= start || from >= end);
            const cutOff = (one) => {
              let box = one.getBoundingClientRect();
              let { position } = getComputedStyle(one);
              for (let up = one; position !== 'fixed';) {
                up = up.parentElement ?? up.getRootNode().host;
                if (!up || up === document.body) {
                  return false;
                }
                const style = getComputedStyle(up);
                if (position !== 'absolute' || style.position !== 'static') {
                  const frame = up.getBoundingClientRect();
                  if (beyond(style.overflowX, box.left, box.right, frame.left, frame.right)
                      || beyond(style.overflowY, box.top, box.bottom, frame.top, frame.bottom)) {
                    return true;
                  }
                  box = scrolls(style) ? frame : box;
                  position = style.position;
                }
              }
              return false;
            };
            const shown = (one) => one.matches('option, optgroup') ? shown(one.closest('select'))
              : one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && sized(one) && !cutOff(one);
            const reads = (one, texts) => texts.length === 0 || ((all) => texts.every((text) => all.includes(text)))(one.innerText
              .replaceAll(/[\\u200b\\u200e\\u200f]/g, '').replaceAll(/[ \\t\\u00a0]+/g, ' ').replaceAll(/ ?\\n[ \\n]*/g, '\\n'));
            """;
    /** Looks again and again, for a while; asks of every poll would take more of the processor than what they ask for. */
    private static final String LOOKING = """
            const [css, texts, wanted, limit] = arguments;
            const end = performance.now() + limit;
            return new Promise((resolve, reject) => {
              const look = () => {
                try {
                  const one = find(css).find((each) => mayRead(each, texts) && shown(each) && reads(each, texts));
                  if (Boolean(one) === wanted) {
                    resolve(one ?? true);
                  } else if (performance.now() >= end) {
                    resolve(null);
                  } else {
                    setTimeout(look, 40);
                  }
                } catch (failure) {
                  reject(failure);
                }
              };
              look();
            });""";

    private ShadowTrees() {
    }

    /** @param outside finds by other locators than CSS, which a shadow tree doesn't have */
    static List<WebElement> find(By what, JavascriptExecutor page, Function<By, List<WebElement>> outside) {
        return css(what).map(css -> elements(page.executeScript(EVERYWHERE + "return find(arguments[0]);", css)))
                .orElseGet(() -> outside.apply(what));
    }

    /** Those that have this text somewhere, whether it is visible or not. */
    static List<WebElement> thatMayRead(By what, String text, RemoteWebDriver page) {
        return css(what).map(css -> elements(page.executeScript(EVERYWHERE + THAT_MAY_READ
                + "return find(arguments[0]).filter((one) => mayRead(one, [arguments[1]]));", css, text))).orElseGet(() -> page.findElements(what));
    }

    /** The first visible element that has all these texts, once there is one. @param patience how long the page may look for it */
    static Optional<WebElement> shown(By what, List<String> texts, Duration patience, RemoteWebDriver page) {
        return css(what).map(css -> Optional.ofNullable((WebElement) look(css, texts, true, patience, page)))
                .orElseGet(() -> page.findElements(what).stream().filter(WebElement::isDisplayed)
                        .filter(one -> texts.stream().allMatch(text -> one.getText().contains(text))).findFirst());
    }

    /** Whether the page shows no such element with all these texts any more. @param patience how long the page may look */
    static boolean isGone(By what, List<String> texts, Duration patience, RemoteWebDriver page) {
        return css(what).map(css -> look(css, texts, false, patience, page) != null)
                .orElseGet(() -> shown(what, texts, patience, page).isEmpty());
    }

    private static Object look(String css, List<String> texts, boolean wanted, Duration patience, RemoteWebDriver page) {
        return page.executeScript(EVERYWHERE + THAT_MAY_READ + THAT_IS_SHOWN + LOOKING, css, texts, wanted, patience.toMillis());
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

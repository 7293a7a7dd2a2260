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
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

/**
 * What is in view of the agent's page at each size of the window, in light and dark colors. For src/build/pictures each state is taken in German,
 * too, and held against WCAG 2.2 AA.
 */
final class DesktopView {

    /** Rings in vain. */
    private static final String SILENT = "3725550092";
    private static final String CARDS = ".ac-call[data-current=true], .ac-idle";
    private static final String OFFERS = ".ac-offer, .ac-waiting > h2";
    /** In view where the notes are beside the customer. */
    private static final String NOTE = ".ac-write-up textarea";
    /** Widths of the layouts, that of a small phone, and 1440 pixels zoomed to 200 %. */
    private static final List<List<Integer>> WINDOWS = List.of(List.of(1440, 900), List.of(1024, 768), List.of(375, 812), List.of(320, 640),
            List.of(720, 450));
    /** The elements that are shown but not wholly inside the window and what scrolls around them. */
    private static final String OUT_OF_VIEW = """
            const root = document.getElementById('asterisk-console').shadowRoot;
            const inside = (box, frame) => box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
            return [...root.querySelectorAll(arguments[0])].filter((one) => one.checkVisibility()).filter((one) => {
              const box = one.getBoundingClientRect();
              const frames = [];
              for (let up = one.parentElement; up; up = up.parentElement) {
                if (getComputedStyle(up).overflowY !== 'visible') {
                  frames.push(up.getBoundingClientRect());
                }
              }
              return box.height === 0 || !inside(box, { top: 0, bottom: innerHeight }) || !frames.every((frame) => inside(box, frame));
            }).map((one) => one.className + ': ' + one.innerText + JSON.stringify(one.getBoundingClientRect()));""";

    /** The parts of the page that cover one another. */
    private static final String COVERED = """
            const root = document.getElementById('asterisk-console').shadowRoot;
            const parts = [...root.querySelectorAll('.ac-grid section[data-part]')].filter((one) => one.checkVisibility() && one.offsetHeight > 0);
            const overlap = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]) > 2;
            const covers = (a, b) => overlap(a, b, 'left', 'right') && overlap(a, b, 'top', 'bottom');
            const box = (one) => one.getBoundingClientRect();
            return parts.flatMap((one, i) => parts.slice(i + 1).filter((other) => covers(box(one), box(other)))
              .map((other) => one.dataset.part + JSON.stringify(box(one)) + other.dataset.part + JSON.stringify(box(other))));""";

    private final Browser browser;
    private final AgentPage agent;

    DesktopView(Browser browser, AgentPage agent) {
        this.browser = browser;
        this.agent = agent;
    }

    /** For the guide: this at each size, in light and dark colors. */
    void takePictures(String name) throws IOException {
        if (!AgentPage.PICTURES) {
            return;
        }
        for (String colours : List.of("light", "dark")) {
            browser.colours(colours);
            for (List<Integer> window : WINDOWS) {
                browser.screen(window.get(0), window.get(1));
                agent.takesPicture(name + "-" + window.get(0) + "-" + colours);
            }
        }
        browser.colours("light");
        browser.screen(1440, 900);
    }

    void isInView(String state) throws IOException {
        for (String colours : List.of("light", "dark")) {
            browser.colours(colours);
            for (List<Integer> window : WINDOWS) {
                browser.screen(window.get(0), window.get(1));
                String where = state + " at " + window + ", " + colours;
                String seen = CARDS + ", " + OFFERS + (window.get(0) > 960 ? ", " + NOTE : "");
                browser.waitFor("calls in view, " + where, driver -> ((List<?>) driver.executeScript(OUT_OF_VIEW, seen)).isEmpty());
                browser.waitFor("parts beside each other, " + where, driver -> ((List<?>) driver.executeScript(COVERED)).isEmpty());
                browser.waitFor("a page that doesn't scroll, " + where, driver -> driver.executeScript("""
                        const page = document.scrollingElement;
                        return page.scrollHeight <= innerHeight + 1 && page.scrollWidth <= innerWidth;"""));
                agent.takesPicture("desktop-" + state + "-" + window.get(0) + "-" + colours);
            }
        }
        browser.colours("light");
        browser.screen(1440, 900);
        inPictures(state);
    }

    /** A call that nobody answers rings for 30 s: long enough for pictures, not for a test of every window on a busy machine. */
    void ringsInPictures() throws IOException {
        if (AgentPage.PICTURES) {
            agent.dials(SILENT);
            agent.callReads("Ringing");
            inPictures("ringing");
            agent.hangsUp();
            browser.find(By.cssSelector(".ac-dismiss:not([hidden])")).click();
        }
    }

    /** One sheet of a state for the guide: its rows are light, dark and German, its columns the widths. */
    void inPictures(String state) throws IOException {
        if (!AgentPage.PICTURES) {
            return;
        }
        PictureSheet sheet = new PictureSheet();
        for (String look : List.of("light", "dark", "de")) {
            if (look.equals("de")) {
                agent.speaks("de");
                agent.isConnected();
            }
            browser.colours(look.equals("dark") ? "dark" : "light");
            for (List<Integer> window : WINDOWS.subList(0, 3)) {
                browser.screen(window.get(0), window.get(1));
                browser.waitFor("calls in view", driver -> ((List<?>) driver.executeScript(OUT_OF_VIEW, CARDS + ", " + OFFERS)).isEmpty());
                sheet.add(browser.driver().getScreenshotAs(OutputType.BYTES));
            }
            sheet.endRow();
        }
        sheet.write("state-" + state);
        agent.speaks("en");
        agent.isConnected();
        Axe.holds(browser);
        browser.screen(1440, 900);
    }
}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Gathers what can't be read or pressed on a page, in each size of its window, so that one run names all of it: words that are cut, leave their box
 * or lie over others, small buttons, sideways scrolling, and words of another language. Not thread-safe.
 */
final class Legibility {

    /** Wide, narrow, a phone, and 1440 pixels zoomed to 200 %. */
    static final List<List<Integer>> WINDOWS = List.of(List.of(1440, 900), List.of(1024, 768), List.of(720, 450), List.of(375, 812));
    /** Tables of an admin's pages, whose columns belong beside each other. */
    private static final String MAY_SCROLL = ".screenlet-body > .table, .ar-scroll";
    private static final Path SCRIPT = Path.of("src/test/js/legibility.js");
    /** Frames that a page may take to arrange itself in a window that has changed. */
    private static final int FRAMES = 20;
    /** From these widths on, all columns are side by side, and the history is a tab. */
    private static final int WIDE = 1180;
    private static final int NARROW = 760;
    /** Asks in each frame until nothing is found, or what is found stays for some frames. */
    private static final String ASK = """
            const [selector, mayBeCut, mayScroll, tab, frames, done] = arguments;
            const page = document.querySelector(selector).shadowRoot?.querySelector('.console');
            if (page && tab) { Object.assign(page.dataset, tab); }
            let left = frames;
            const frame = () => requestAnimationFrame(() => setTimeout(look));
            const look = () => {
              left -= 1;
              const found = left >= frames - 2 ? null : findIllegible(window, selector, mayBeCut, mayScroll);
              if (found && (left <= 0 || found.faults.length === 0)) { done([found.faults, found.texts]); } else { frame(); }
            };
            frame();
            """;

    private final Browser browser;
    private final String part;
    private final String mayBeCut;
    private final ShownWords words;
    private final String script;
    private final List<String> faults = new ArrayList<>();
    private List<List<Integer>> windows = WINDOWS;

    /**
     * @param part     selects the element that holds what is ours on the page
     * @param mayBeCut selects what may end in an ellipsis where its whole text is in a title
     */
    Legibility(Browser browser, String part, String mayBeCut, ShownWords words) throws IOException {
        this.browser = browser;
        this.part = part;
        this.mayBeCut = mayBeCut;
        this.words = words;
        this.script = Files.readString(SCRIPT).replace("export function", "function") + ASK;
    }

    /** Looks at these windows only. */
    Legibility at(List<List<Integer>> some) {
        windows = some;
        return this;
    }

    /** Looks at what the page shows now. */
    void look(String state) throws IOException {
        look(state, Map.of());
    }

    /** As {@link #look(String)}, where a small window shows the call history. */
    void lookAtHistory(String state) throws IOException {
        look(state, Map.of("tab", "history", "work", "history"));
    }

    /** As {@link #look(String)}, where a phone shows the dial field and the team. */
    void lookAtTeam(String state) throws IOException {
        look(state, Map.of("tab", "team"));
    }

    /** Looks at all that the console shows now, also at the tabs of a small window. */
    void lookEverywhere(String state) throws IOException {
        look(state);
        lookAtHistory(state);
        lookAtTeam(state);
        look(state, Map.of("tab", "waiting"));
    }

    private void look(String state, Map<String, String> tab) throws IOException {
        for (List<Integer> window : windows) {
            if (tab.isEmpty() || window.get(0) < (tab.containsKey("work") ? WIDE : NARROW)) {
                browser.screen(window.get(0), window.get(1));
                ask(state, window, tab);
            }
        }
        browser.driver().executeScript("Object.assign(document.querySelector(arguments[0]).shadowRoot?.querySelector('.console')?.dataset ?? {}, "
                + "{ tab: 'call', work: 'customer' })", part);
        browser.screen(1440, 900);
    }

    private void ask(String state, List<Integer> window, Map<String, String> tab) throws IOException {
        List<?> found = (List<?>) browser.driver().executeAsyncScript(script, part, mayBeCut, MAY_SCROLL, tab, FRAMES);
        String where = state + " at " + window.get(0) + (tab.isEmpty() ? "" : " " + tab.values()) + ", " + words.language() + ": ";
        List<String> all = new ArrayList<>(((List<?>) found.get(0)).stream().map(String::valueOf).toList());
        all.addAll(words.faultsOf(((List<?>) found.get(1)).stream().map(String::valueOf).toList()));
        all.forEach(fault -> faults.add(where + fault));
        picture(state, window, tab);
    }

    private void picture(String state, List<Integer> window, Map<String, String> tab) throws IOException {
        String name = "legible-" + words.language() + "-" + state + "-" + window.get(0) + String.join("", new TreeSet<>(tab.values()));
        new AgentPage(browser, null).takesPicture(name.replace(' ', '-'));
    }

    /** What was found so far. */
    List<String> faults() {
        return faults;
    }
}

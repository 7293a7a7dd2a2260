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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * What fifty callers at once do to the frames of the console. Beside it, in the same browser, a page that has nothing but an animation and as many
 * changes: what the machine can do, as Chromium draws in software here.
 */
final class ManyCallers {

    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 5;
    private static final double FRAME_MILLIS = 1000 / 60.0;
    private static final double EVER = 1e15;
    private static final String ANNA = "3725551234";
    /** Threads that do less in the second aren't told. */
    private static final double LITTLE_MILLIS = 15;

    private static final String COUNT_CHANGES = """
            const counted = { changes: 0, renderings: window.renderings.length };
            window.counted = counted;
            window.counting = new MutationObserver((changes) => { counted.changes += changes.length; });
            window.counting.observe(document.getElementById('asterisk-console').shadowRoot,
              { childList: true, characterData: true, attributes: true, subtree: true });
            """;

    /** Its rows are as high as those of the console; each change has another text. */
    private static final String BARE_PAGE = """
            document.body.innerHTML = `<style>@keyframes turn { to { transform: rotate(360deg); } }
              body { font: 14px sans-serif; } #dot { width: 32px; height: 32px; background: #888; animation: turn 1s linear infinite; }
              li { height: 40px; width: 600px; contain: strict; }</style><div id="dot"></div><ul>${'<li></li>'.repeat(12)}</ul>`;
            const rows = [...document.querySelectorAll('li')];
            window.change = (changes, renderings) => {
              let left = renderings;
              const render = () => {
                for (let i = 0; i < changes / renderings; i += 1) { rows[i % rows.length].textContent = `${left} ${i} Anna Kask`; }
                left -= 1;
              };
              const timer = setInterval(() => { requestAnimationFrame(render); if (left <= 1) { clearInterval(timer); } }, 1000 / renderings);
            };
            """;

    private final RemoteWebDriver page;
    private final PbxPlayer pbx;
    private final Supplier<String> nextCall;
    private final Table table = new Table("pop-many", AT_ONCE + " callers at once, " + ROUNDS + " times", "what", "frames/s", "longest frame",
            "frames/s / bare page", "last card painted after", "renderings", "their scripts, styles and layout: p50", "longest", "over 16.7 ms");

    ManyCallers(RemoteWebDriver page, PbxPlayer pbx, Supplier<String> nextCall) {
        this.page = page;
        this.pbx = pbx;
        this.nextCall = nextCall;
    }

    void measure() throws Exception {
        page.executeScript(COUNT_CHANGES);
        round(); // the first time the scripts are compiled
        page.executeScript("window.counting.disconnect()");
        long changes = ((Number) page.executeScript("return window.counted.changes")).longValue();
        int renderings = Math.max(1, Renderings.between(page, 0, EVER).length);
        double idle = bare("nothing but an animation", 0, 1, () -> { });
        double same = bare("an animation, and as many changes (" + changes + " in " + renderings + " frames)", changes, renderings, () -> { });
        double beside = bare("the same, while fifty callers arrive and the console is in another tab", changes, renderings, () -> {
            List<String> calls = calls();
            arrive(calls);
            PageTimes.pause(1_000);
            leave(calls);
        });
        PageFrames nothing = framesWhile(() -> PageTimes.pause(4_000));
        row("nobody waits, nothing moves: four seconds", new PageFrames[] {nothing}, idle, "", new double[][] {Renderings.between(page, 0, EVER)});
        rounds("", same, beside);
        traced();
        giveWay();
        round(); // those who wait for a processor now are woken once
        rounds("the server gives way, ", same, beside);
        table.print();
    }

    /**
     * From now on, server, PBX and this harness, which are one process, take a processor only when the browser doesn't want it: agents have a
     * machine of their own.
     */
    private static void giveWay() throws Exception {
        // threads may end meanwhile
        long id = ProcessHandle.current().pid();
        String command = "renice -n 19 -p $(ls /proc/" + id + "/task) > /dev/null 2>&1; test $(ps -o ni= -p " + id + ") = 19";
        if (new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("the priority of the server couldn't be set");
        }
    }

    private void rounds(String how, double same, double beside) throws Exception {
        Round[] rounds = new Round[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round();
        }
        double[] last = Arrays.stream(rounds).mapToDouble(Round::last).sorted().toArray();
        row(how + "they arrive: the first second", Arrays.stream(rounds).map(Round::arriving).toArray(PageFrames[]::new), beside,
                PageTimes.millis(last[ROUNDS / 2]), Arrays.stream(rounds).map(Round::arrivalWork).toArray(double[][]::new));
        row(how + "they wait, the times count on: three seconds", Arrays.stream(rounds).map(Round::waiting).toArray(PageFrames[]::new), same, "",
                Arrays.stream(rounds).map(Round::waitingWork).toArray(double[][]::new));
    }

    /**
     * @param last        when the last row was painted, ms after the events
     * @param arriving    of the second of their arrival
     * @param waiting     of the three in which their waiting times count on
     */
    private record Round(double last, PageFrames arriving, PageFrames waiting, double[] arrivalWork, double[] waitingWork) { }

    private Round round() throws Exception {
        List<String> calls = calls();
        double[] written = new double[1];
        PageFrames frames = framesWhile(() -> {
            written[0] = PageTimes.now();
            arrive(calls);
            PageTimes.pause(4_000);
        });
        double second = written[0] + 1_000;
        Round round = new Round(paintedLast(calls) - written[0], frames.between(written[0], second), frames.between(second, EVER),
                Renderings.between(page, written[0], second), Renderings.between(page, second, EVER));
        leave(calls);
        return round;
    }

    /** What Chromium's threads do in the second of arrival; not one of the rounds, as tracing takes time, too. */
    private void traced() throws Exception {
        List<String> calls = calls();
        BrowserTrace trace = new BrowserTrace(page);
        arrive(calls);
        PageTimes.pause(1_000);
        Map<String, Map<String, Double>> threads = trace.end();
        Table busy = new Table("pop-trace", "The second of arrival, by Chromium's tracing", "thread", "ms of each");
        threads.forEach((thread, times) -> {
            if (times.get("busy") >= LITTLE_MILLIS) {
                busy.row(thread, times.entrySet().stream().filter(part -> part.getValue() >= 1).map(part -> part.getKey() + " "
                        + Math.round(part.getValue())).collect(Collectors.joining(", ")));
            }
        });
        leave(calls);
        busy.print();
    }

    private double bare(String what, long changes, int renderings, Deed meanwhile) throws Exception {
        String console = page.getWindowHandle();
        page.switchTo().newWindow(WindowType.TAB);
        page.executeScript(BARE_PAGE);
        PageTimes.pause(500);
        double[] rates = new double[ROUNDS];
        double longest = 0;
        for (int i = 0; i < ROUNDS; i++) {
            double began = PageTimes.now();
            PageFrames.start(page);
            if (changes > 0) {
                page.executeScript("window.change(arguments[0], arguments[1])", changes, renderings);
            }
            meanwhile.run();
            PageTimes.pause(Math.max(0, began + 1_000 - PageTimes.now()));
            PageFrames frames = PageFrames.stop(page).between(began, began + 1_000);
            rates[i] = frames.perSecond();
            longest = Math.max(longest, frames.longest());
        }
        page.close();
        page.switchTo().window(console);
        Arrays.sort(rates);
        table.row("bare page: " + what, rates[ROUNDS / 2], PageTimes.millis(longest), 1.0, "", "", "", "", "");
        return rates[ROUNDS / 2];
    }

    private List<String> calls() {
        return IntStream.range(0, AT_ONCE).mapToObj(i -> nextCall.get()).toList();
    }

    private void arrive(List<String> calls) throws IOException {
        pbx.say(calls.stream().map(call -> TrunkEvents.incoming(call, ANNA)).collect(Collectors.joining()));
    }

    private void leave(List<String> calls) throws IOException {
        pbx.say(calls.stream().map(call -> TrunkEvents.hangup(call, ANNA)).collect(Collectors.joining()));
        Await.untilTrue(() -> Boolean.TRUE.equals(page.executeScript(
                "return !document.getElementById('asterisk-console')?.shadowRoot.querySelector('.ac-offer')")), () -> "offers are left");
    }

    private interface Deed {
        void run() throws IOException;
    }

    private PageFrames framesWhile(Deed deed) throws IOException {
        Renderings.forget(page);
        PageFrames.start(page);
        deed.run();
        return PageFrames.stop(page);
    }

    /** When the last of the rows was painted; there is no room for all callers, and the heading counts them. */
    private double paintedLast(List<String> calls) {
        String counted = String.valueOf(page.executeScript(
                "return document.getElementById('asterisk-console').shadowRoot.querySelector('[data-part=\"offers\"] h2 .ac-chip').textContent"));
        if (!counted.equals(String.valueOf(calls.size()))) {
            throw new IllegalStateException(calls.size() + " callers wait, and the page counts " + counted);
        }
        Map<?, ?> painted = (Map<?, ?>) page.executeScript("return window.pop.painted");
        return calls.stream().map(call -> painted.get("DEMO_PBX:" + call)).filter(Objects::nonNull).mapToDouble(at -> ((Number) at).doubleValue())
                .max().orElseThrow();
    }

    private void row(String what, PageFrames[] rounds, double bare, String painted, double[][] work) {
        double[] rates = Arrays.stream(rounds).mapToDouble(PageFrames::perSecond).sorted().toArray();
        double[] all = Arrays.stream(work).flatMapToDouble(Arrays::stream).sorted().toArray();
        double rate = rates[rates.length / 2];
        table.row(what, rate, PageTimes.millis(Arrays.stream(rounds).mapToDouble(PageFrames::longest).max().orElseThrow()), rate / bare, painted,
                (double) all.length / rounds.length, PageTimes.millis(all, 0.5), PageTimes.millis(all, 1),
                Arrays.stream(all).filter(time -> time > FRAME_MILLIS).count() + " of " + all.length);
    }
}

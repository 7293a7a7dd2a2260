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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;

import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.RefusedCalls;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * From the bytes of a PBX's event to the card on an agent's screen, in Chromium on the same machine and clock, and what fifty callers
 * at once do to the page's frames. Beside it, in the same page, a bare WebSocket's round trip.
 */
public final class ScreenPop {

    private static final int WARM_UP = 40;
    private static final int CALLS = 200;
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 5;
    private static final double FRAME_MILLIS = 1000 / 60.0;
    private static final double EVER = 1e15;
    private static final String ANNA = "3725551234";

    /**
     * Watches the console without touching it. The console changes its page in the frame that is about to be drawn, so a card counts as
     * painted when the next one begins. Times are ms since 1970 with fractions, by the machine's clock.
     */
    private static final String WATCH = """
            const done = arguments[arguments.length - 1];
            const now = () => performance.timeOrigin + performance.now();
            const pop = { inPage: {}, painted: {}, frames: [], watchFrames: false };
            window.pop = pop;
            const list = document.getElementById('asterisk-console').shadowRoot.querySelector('[data-part="offers"] ul');
            new MutationObserver((changes) => changes.flatMap((change) => [...change.addedNodes]).forEach((card) => {
              const call = card.dataset.call;
              pop.inPage[call] ??= now();
              window.bareFrame(() => { pop.painted[call] ??= now(); });
            })).observe(list, { childList: true });
            const frame = (at) => { pop.frames.push(at); if (pop.watchFrames) { window.bareFrame(frame); } };
            pop.startFrames = () => { pop.frames = []; pop.watchFrames = true; window.bareFrame(frame); };
            pop.stopFrames = () => { pop.watchFrames = false; return pop.frames.map((at) => performance.timeOrigin + at); };
            const echo = new WebSocket(arguments[0]);
            pop.echo = () => new Promise((heard) => {
              const sent = performance.now();
              echo.onmessage = () => heard(performance.now() - sent);
              echo.send('{"type":"NC","callId":"DEMO_PBX:1700000000.1"}');
            });
            echo.onopen = () => done(true);
            """;

    private final RemoteWebDriver page;
    private final PbxPlayer pbx;
    private final ScreenPopTimes told;
    private final SplittableRandom random = new SplittableRandom(4711);
    private int lastCall;

    private ScreenPop(RemoteWebDriver page, PbxPlayer pbx, ScreenPopTimes told) {
        this.page = page;
        this.pbx = pbx;
        this.told = told;
    }

    /** Runs, prints, and throws when a card did not come. @param arguments parts to measure: one (call after the other), many; none for all */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "pop-");
        try (PbxPlayer pbx = RefusedCalls.start(); EchoServer echo = new EchoServer(); Browser browser = Browser.open();
                Host host = Host.start(data, database -> Host.pbx(database, new AsteriskLab.Ami("127.0.0.1", pbx.port(), "ofbiz", "secret"), data))) {
            CallCenter component = CallCenter.of(host.delegator()).orElseThrow();
            Await.untilTrue(() -> component.links().status().values().stream().allMatch(state -> state.connected()), () -> component.links()
                    .status().toString());
            // the page's own policy lets it connect to no other server
            browser.command("Page.setBypassCSP", Map.of("enabled", true));
            Renderings.watch(browser);
            new AgentPage(browser, host.base()).startsWork("agent1001");
            browser.driver().executeAsyncScript(WATCH, echo.url());
            ScreenPop harness = new ScreenPop(browser.driver(), pbx, component.push().popTimes());
            List<String> parts = arguments.length == 0 ? List.of("one", "many") : List.of(arguments);
            if (parts.contains("one")) {
                harness.oneByOne();
            }
            if (parts.contains("many")) {
                harness.manyAtOnce();
            }
        }
    }

    private void oneByOne() throws IOException {
        double[] echo = new double[CALLS];
        double[] inPage = new double[CALLS];
        double[] painted = new double[CALLS];
        for (int i = -WARM_UP; i < CALLS; i++) {
            String call = nextCall();
            double trip = number(page.executeAsyncScript("window.pop.echo().then(arguments[0])"));
            pause(100, 200);
            double written = PageTimes.now();
            pbx.say(TrunkEvents.incoming(call, ANNA));
            pause(150, 250); // the page is not asked anything meanwhile
            double cardPainted = time("painted", call);
            if (i >= 0) {
                echo[i] = trip;
                inPage[i] = time("inPage", call) - written;
                painted[i] = cardPainted - written;
            }
            pbx.say(TrunkEvents.hangup(call, ANNA));
        }
        List.of(echo, inPage, painted).forEach(Arrays::sort);
        Table table = new Table("pop", "From the event to the card, " + CALLS + " calls, one after the other", "what", "p50", "p95", "longest",
                "p50 / round trip", "p95 / round trip");
        row(table, "round trip of a bare WebSocket", echo, echo);
        row(table, "event written until the card is in the page", inPage, echo);
        row(table, "event written until the card is painted", painted, echo);
        ScreenPopTimes.Summary own = Await.until(() -> told.summary().filter(summary -> summary.calls() == CALLS + WARM_UP), () ->
                "the console told " + told.summary());
        table.row("event read until painted, as the diagnostics page says", PageTimes.millis(own.half().toMillis()),
                PageTimes.millis(own.most().toMillis()), "",
                own.half().toMillis() / PageTimes.at(echo, 0.5), own.most().toMillis() / PageTimes.at(echo, 0.95));
        table.print();
    }

    private static void row(Table table, String what, double[] times, double[] beside) {
        table.row(what, PageTimes.millis(times, 0.5), PageTimes.millis(times, 0.95), PageTimes.millis(times, 1),
                PageTimes.at(times, 0.5) / PageTimes.at(beside, 0.5), PageTimes.at(times, 0.95) / PageTimes.at(beside, 0.95));
    }

    private void manyAtOnce() throws IOException {
        Table table = new Table("pop-many", AT_ONCE + " callers at once, " + ROUNDS + " times", "what", "frames/s", "longest frame",
                "last card painted after", "renderings", "their scripts, styles and layout: p50", "longest", "over 16.7 ms",
                "CPU of Chromium");
        double[] cpu = new double[ROUNDS];
        double before = processorMillis();
        double[] frames = framesWhile(() -> { }, 4_000);
        row(table, "nobody waits, nothing moves: four seconds", new Frames[] {Frames.between(frames, 0, Double.MAX_VALUE)}, "",
                new double[][] {Renderings.between(page, 0, EVER)}, PageTimes.millis(processorMillis() - before));
        double[] last = new double[ROUNDS];
        Frames[] arriving = new Frames[ROUNDS];
        Frames[] waiting = new Frames[ROUNDS];
        double[][] arrivalWork = new double[ROUNDS][];
        double[][] waitingWork = new double[ROUNDS][];
        for (int round = 0; round < ROUNDS; round++) {
            List<String> calls = IntStream.range(0, AT_ONCE).mapToObj(i -> nextCall()).toList();
            double[] written = new double[1];
            before = processorMillis();
            frames = framesWhile(() -> {
                written[0] = PageTimes.now();
                pbx.say(calls.stream().map(call -> TrunkEvents.incoming(call, ANNA)).collect(Collectors.joining()));
            }, 4_000);
            cpu[round] = processorMillis() - before;
            last[round] = paintedLast(calls) - written[0];
            // the second of their arrival, and the three in which their waiting times count on
            arriving[round] = Frames.between(frames, written[0], written[0] + 1_000);
            waiting[round] = Frames.between(frames, written[0] + 1_000, Double.MAX_VALUE);
            arrivalWork[round] = Renderings.between(page, written[0], written[0] + 1_000);
            waitingWork[round] = Renderings.between(page, written[0] + 1_000, EVER);
            pbx.say(calls.stream().map(call -> TrunkEvents.hangup(call, ANNA)).collect(Collectors.joining()));
            Await.untilTrue(() -> Boolean.TRUE.equals(page.executeScript(
                    "return !document.getElementById('asterisk-console').shadowRoot.querySelector('.ac-offer')")), () -> "offers are left");
        }
        Arrays.sort(last);
        Arrays.sort(cpu);
        row(table, "they arrive: the first second", arriving, PageTimes.millis(last[ROUNDS / 2]), arrivalWork, "");
        row(table, "they wait, the times count on: three seconds", waiting, "", waitingWork, PageTimes.millis(cpu[ROUNDS / 2]) + " in all four");
        table.print();
    }

    /** When the last of the rows was painted; there is no room for all callers, and the heading counts them. */
    private double paintedLast(List<String> calls) {
        String counted = String.valueOf(page.executeScript(
                "return document.getElementById('asterisk-console').shadowRoot.querySelector('[data-part=\"offers\"] h2 .ac-chip').textContent"));
        if (!counted.equals(String.valueOf(calls.size()))) {
            throw new IllegalStateException(calls.size() + " callers wait, and the page counts " + counted);
        }
        Map<?, ?> painted = (Map<?, ?>) page.executeScript("return window.pop.painted");
        return calls.stream().map(call -> painted.get("DEMO_PBX:" + call)).filter(Objects::nonNull).mapToDouble(ScreenPop::number).max()
                .orElseThrow();
    }

    /** Of all processes of the browser so far. */
    private static double processorMillis() {
        return ProcessHandle.current().descendants().filter(process -> process.info().command().orElse("").contains("chromium"))
                .mapToDouble(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis()).sum();
    }

    private static void row(Table table, String what, Frames[] rounds, String painted, double[][] work, String cpu) {
        double[] rates = Arrays.stream(rounds).mapToDouble(Frames::perSecond).sorted().toArray();
        double[] all = Arrays.stream(work).flatMapToDouble(Arrays::stream).sorted().toArray();
        table.row(what, rates[rates.length / 2], PageTimes.millis(Arrays.stream(rounds).mapToDouble(Frames::longest).max().orElseThrow()), painted,
                (double) all.length / rounds.length, PageTimes.millis(all, 0.5), PageTimes.millis(all, 1),
                Arrays.stream(all).filter(time -> time > FRAME_MILLIS).count() + " of " + all.length, cpu);
    }

    /** Frames of the page, by when each began. */
    private record Frames(double perSecond, double longest) {

        static Frames between(double[] frames, double from, double to) {
            double[] chosen = Arrays.stream(frames).filter(at -> at >= from && at < to).toArray();
            if (chosen.length < 2) {
                throw new IllegalStateException("no frames");
            }
            double longest = IntStream.range(1, chosen.length).mapToDouble(i -> chosen[i] - chosen[i - 1]).max().orElseThrow();
            return new Frames((chosen.length - 1) * 1000 / (chosen[chosen.length - 1] - chosen[0]), longest);
        }
    }

    private interface Deed {
        void run() throws IOException;
    }

    private double[] framesWhile(Deed deed, long millis) throws IOException {
        Renderings.forget(page);
        page.executeScript("window.pop.startFrames()");
        deed.run();
        pause(millis, millis + 1);
        List<?> frames = (List<?>) page.executeScript("return window.pop.stopFrames()");
        return frames.stream().mapToDouble(ScreenPop::number).toArray();
    }

    /** When the card of this call was where {@code what} says; waits for it. */
    private double time(String what, String call) {
        String asked = "return window.pop[arguments[0]][arguments[1]] ?? null";
        return Await.until(() -> Optional.ofNullable(page.executeScript(asked, what, "DEMO_PBX:" + call))
                .map(ScreenPop::number), () -> "no card of " + call + " " + what);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    /** Long enough to be out of step with the page's frames. */
    private void pause(long atLeast, long below) {
        PageTimes.pause(random.nextDouble(atLeast, below));
    }

    private String nextCall() {
        return "1700000000." + ++lastCall;
    }

}

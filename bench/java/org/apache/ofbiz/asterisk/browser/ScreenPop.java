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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

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
 * From the bytes of a PBX's event to the card on an agent's screen, in Chromium on the same machine and clock, and what many callers
 * at once do to the page's frames. Beside it, in the same page, a bare WebSocket's round trip.
 */
public final class ScreenPop {

    private static final int WARM_UP = 40;
    private static final int CALLS = 200;
    private static final String ANNA = "3725551234";

    /**
     * Watches the console without touching it. The console changes its page in the frame that is about to be drawn, so a card counts as
     * painted when the next one begins. Times are ms since 1970 with fractions, by the machine's clock.
     */
    private static final String WATCH = """
            const done = arguments[arguments.length - 1];
            const now = () => performance.timeOrigin + performance.now();
            const pop = { inPage: {}, painted: {} };
            window.pop = pop;
            const list = document.getElementById('asterisk-console').shadowRoot.querySelector('[data-part="offers"] ul');
            new MutationObserver((changes) => changes.flatMap((change) => [...change.addedNodes]).forEach((card) => {
              const call = card.dataset.call;
              pop.inPage[call] ??= now();
              window.bareFrame(() => { pop.painted[call] ??= now(); });
            })).observe(list, { childList: true });
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
    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "pop-");
        try (PbxPlayer pbx = RefusedCalls.start(); EchoServer echo = new EchoServer(); Browser browser = Browser.openWhole();
                Host host = Host.start(data, database -> Host.pbx(database, new AsteriskLab.Ami("127.0.0.1", pbx.port(), "ofbiz", "secret"), data))) {
            CallCenter component = CallCenter.of(host.delegator()).orElseThrow();
            host.awaitConnected();
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
                new ManyCallers(browser.driver(), pbx, harness::nextCall).measure();
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

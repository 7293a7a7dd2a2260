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
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.crm.numbers.MillionParties;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.RefusedCalls;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * The customer card among a million parties on Derby, beside the same among a thousand: how long the server looks it up, and how long it takes from
 * the PBX's event until Chromium has painted it. Each call is of another customer, whom nobody has looked up before. The harness {@code card}.
 */
public final class CardHarness {

    private static final int FEW = 1_000;
    private static final int WARM_UP = 200;
    private static final int LOOKS = 2_000;
    private static final int BUSY_LOOKS = 200;
    private static final int CALLS = 100;
    private static final int FIRST_CALLS = 10;
    /** Longer than an answer about a customer is shared. */
    private static final long APART_MS = 3_300;

    /**
     * When the row of a waiting call was in the page and painted, and when the card of its customer was, ms since 1970 by the machine's clock. The
     * console changes its page in the frame that is about to be drawn, so what is there counts as painted when the next one begins.
     */
    private static final String WATCH = """
            const root = document.getElementById('asterisk-console').shadowRoot;
            const now = () => performance.timeOrigin + performance.now();
            const seen = { rows: {}, cards: {}, asked: {}, answered: {} };
            window.seen = seen;
            performance.setResourceTimingBufferSize(10_000);
            new PerformanceObserver((list) => list.getEntries().filter(({ name }) => name.includes('/customerCard?')).forEach((entry) => {
              const party = new URL(entry.name).searchParams.get('partyId');
              seen.asked[party] ??= performance.timeOrigin + entry.startTime;
              seen.answered[party] ??= performance.timeOrigin + entry.responseEnd;
            })).observe({ type: 'resource' });
            const note = (times, key) => { times[key] = 0; requestAnimationFrame(() => { times[key] = now(); }); };
            new MutationObserver(() => {
              [...root.querySelectorAll('.ac-offer')].map((row) => row.dataset.call).filter((call) => !(call in seen.rows))
                .forEach((call) => note(seen.rows, call));
              const card = root.querySelector('.ac-customer');
              if (card.dataset.loaded === 'true' && card.checkVisibility() && !(card.dataset.party in seen.cards)) {
                note(seen.cards, card.dataset.party);
              }
            }).observe(root, { childList: true, subtree: true, attributes: true });
            """;

    private final Host host;
    private final RemoteWebDriver page;
    private final PbxPlayer pbx;
    private final SplittableRandom random = new SplittableRandom(4711);
    private final Table lookUps = new Table("card", "The customer card, looked up by the server", "parties", "customers", "p50", "p95", "p99",
            "longest");
    private final Table pops = new Table("card-pop", "From the PBX's event to the painted customer card, " + CALLS + " calls of as many customers",
            "parties", "painted", "p50", "p95", "longest");
    private int lastCall;

    private CardHarness(Host host, RemoteWebDriver page, PbxPlayer pbx) {
        this.host = host;
        this.page = page;
        this.pbx = pbx;
    }

    /** Runs, prints, and throws when a card lacks what the customer has. */
    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench").toAbsolutePath()), "card-");
        PbxPlayer.allowAnyPort();
        try (PbxPlayer pbx = RefusedCalls.start(); Browser browser = Browser.openWhole();
                Host host = Host.start(data, database -> Host.pbx(database, new AsteriskLab.Ami("127.0.0.1", pbx.port(), "ofbiz", "secret"), data));
                Connection connection = DriverManager.getConnection("jdbc:derby:" + data.resolve("derby"))) {
            connection.setAutoCommit(false);
            host.awaitConnected();
            Await.untilTrue(() -> host.database().find("AsteriskNumberIndexState").filter(state -> state.get("endDate") != null).isPresent(), () ->
                    "the numbers of the demo data are not indexed");
            MillionParties parties = new MillionParties(host.delegator(), connection);
            parties.load(0, FEW);
            new AgentPage(browser, host.base()).startsWork("agent1001");
            CardHarness harness = new CardHarness(host, browser.driver(), pbx);
            harness.page.executeScript(WATCH);
            harness.measure(FEW);
            long began = System.nanoTime();
            parties.load(FEW, MillionParties.PARTIES);
            harness.lookUps.row(MillionParties.PARTIES, "loaded once", Table.time(System.nanoTime() - began), "", "", "");
            harness.measure(MillionParties.PARTIES);
            harness.lookUps.print();
            harness.pops.print();
        } finally {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private void measure(int parties) throws IOException {
        lookUps(parties, "any", LOOKS, i -> !MillionParties.isBusy(i));
        lookUps(parties, "with " + MillionParties.BUSY_ROWS + " orders, invoices, requests, contacts, notes", BUSY_LOOKS, MillionParties::isBusy);
        pops(parties);
    }

    private void lookUps(int parties, String which, int looks, IntPredicate wanted) {
        double[] times = new double[looks];
        for (int i = -WARM_UP; i < looks; i++) {
            int party = customer(parties, wanted);
            long began = System.nanoTime();
            Map<String, Object> answer = host.run("getAsteriskCustomerCard", "agent1001", Map.of("partyId", MillionParties.party(party)));
            long took = System.nanoTime() - began;
            check(party, answer);
            if (i >= 0) {
                times[i] = took;
            }
        }
        Arrays.sort(times);
        lookUps.row(parties, which, Table.time(PageTimes.at(times, 0.5)), Table.time(PageTimes.at(times, 0.95)),
                Table.time(PageTimes.at(times, 0.99)), Table.time(PageTimes.at(times, 1)));
    }

    private int customer(int parties, IntPredicate wanted) {
        for (int i = random.nextInt(parties);; i = (i + 1) % parties) {
            if (wanted.test(i)) {
                return i;
            }
        }
    }

    private static void check(int party, Map<String, Object> answer) {
        Map<String, Map<String, Object>> parts = UtilGenerics.cast(answer.get("parts"));
        boolean whole = parts != null && parts.size() == 7 && parts.values().stream().noneMatch(part -> part.containsKey("failed"));
        if (!whole || ((List<?>) parts.get("ORDERS").get("rows")).isEmpty() == MillionParties.hasOrder(party)) {
            throw new IllegalStateException("the card of " + MillionParties.party(party) + " is " + answer);
        }
    }

    private void pops(int parties) throws IOException {
        double[] rows = new double[CALLS];
        double[] cards = new double[CALLS];
        double[] asked = new double[CALLS];
        double[] answers = new double[CALLS];
        double[] paints = new double[CALLS];
        PageTimes.pause(APART_MS);
        for (int i = -FIRST_CALLS; i < CALLS; i++) {
            // few customers would come again while the page knows them: each is the next one
            int party = parties == FEW ? (i + FIRST_CALLS) * 7 : FEW + random.nextInt(parties - FEW);
            String call = "1700000000." + ++lastCall;
            double written = PageTimes.now();
            pbx.say(TrunkEvents.incoming(call, MillionParties.caller(party)));
            double card = time("cards", MillionParties.party(party)) - written;
            if (i >= 0) {
                rows[i] = time("rows", "DEMO_PBX:" + call) - written;
                cards[i] = card;
                asked[i] = time("asked", MillionParties.party(party)) - written;
                answers[i] = time("answered", MillionParties.party(party)) - written - asked[i];
                paints[i] = card - asked[i] - answers[i];
            }
            pbx.say(TrunkEvents.hangup(call, MillionParties.caller(party)));
            Await.untilTrue(() -> Boolean.TRUE.equals(page.executeScript(
                    "return !document.getElementById('asterisk-console').shadowRoot.querySelector('.ac-offer:not(.ac-over)')")), () ->
                    "the offer is left");
            PageTimes.pause(random.nextLong(100, 200));
        }
        double[] later = IntStream.range(0, CALLS).mapToDouble(i -> cards[i] - rows[i]).toArray();
        row(parties, "the row of the call", rows);
        row(parties, "the customer card", cards);
        row(parties, "the card after the row", later);
        row(parties, "of the card: until the page asks for it", asked);
        row(parties, "its request", answers);
        row(parties, "drawing it, with two frames", paints);
    }

    private void row(int parties, String what, double[] times) {
        Arrays.sort(times);
        pops.row(parties, what, PageTimes.millis(times, 0.5), PageTimes.millis(times, 0.95), PageTimes.millis(times, 1));
    }

    private double time(String what, String key) {
        return Await.until(() -> Optional.ofNullable((Number) page.executeScript("return window.seen[arguments[0]][arguments[1]] || null", what, key))
                .map(Number::doubleValue), () -> what + " has no " + key);
    }
}

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
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.RefusedCalls;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.openqa.selenium.By;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * The console in Chromium: its first paint, the customer card of a new call, what a change costs while 12 calls wait and 200 colleagues are shown,
 * and its memory over a day of 8 hours told in minutes. The harness {@code desktop}.
 */
public final class DesktopHarness {

    private static final int LOADS = 15;
    private static final int CARDS = 30;
    private static final int COLLEAGUES = 200;
    private static final int WAITING = 12;
    private static final int CHANGES = 200;
    private static final int HOURS = 8;
    private static final double EVER = 1e15;
    private static final int CALLS_AN_HOUR = 60;
    private static final int STATES_AN_HOUR = 400;
    /** Longer than an answer about a customer is shared. */
    private static final long APART_MS = 3_300;
    private static final String ANNA = "3725551234";

    private static final String WATCH_CARD = """
            const root = document.getElementById('asterisk-console').shadowRoot;
            const now = () => performance.timeOrigin + performance.now();
            window.cards = {};
            new MutationObserver(() => {
              const call = root.querySelector('.ac-offer')?.dataset.call;
              if (call && !window.cards[call] && root.querySelector('.ac-customer .ac-card-link')?.checkVisibility()) {
                requestAnimationFrame(() => { window.cards[call] ??= now(); });
              }
            }).observe(root, { childList: true, subtree: true, attributes: true });
            """;

    private final RemoteWebDriver page;
    private final AgentPage agent;
    private final PbxPlayer pbx;
    private final CallControl distributor;
    private final Table tableOfChanges = new Table("desktop-changes", WAITING + " calls wait, " + COLLEAGUES
            + " colleagues are shown: scripts, styles and layout of a rendering", "what", "renderings", "p50", "p95", "longest", "over 16 ms");
    private int lastCall;

    private DesktopHarness(AgentPage agent, PbxPlayer pbx, CallControl distributor) {
        this.page = agent.browser().driver();
        this.agent = agent;
        this.pbx = pbx;
        this.distributor = distributor;
    }

    /** Runs and prints. @param arguments parts to measure: paint, card, changes, memory; none for all */
    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "desktop-");
        PbxPlayer.allowAnyPort();
        try (PbxPlayer pbx = RefusedCalls.start(); Browser browser = Browser.openWhole(); Host host = Host.start(data, database -> {
            Host.pbx(database, new AsteriskLab.Ami("127.0.0.1", pbx.port(), "ofbiz", "secret"), data);
            IntStream.range(0, COLLEAGUES).forEach(number -> colleague(database, number));
        })) {
            CallCenter component = CallCenter.of(host.delegator()).orElseThrow();
            host.awaitConnected();
            Renderings.watch(browser);
            DesktopHarness harness = new DesktopHarness(new AgentPage(browser, host.base()).startsWork("agent1001"), pbx, component.distributor());
            List<String> parts = arguments.length == 0 ? List.of("paint", "card", "changes", "memory") : List.of(arguments);
            for (String part : parts) {
                harness.measure(part);
            }
        }
    }

    private void measure(String part) throws Exception {
        switch (part) {
        case "paint" -> firstPaint();
        case "card" -> customerCard();
        case "changes" -> changes();
        default -> day();
        }
    }

    private static void colleague(Database database, int number) {
        String party = "DESK_" + number;
        Timestamp since = Timestamp.from(Instant.EPOCH);
        database.create("Party", Map.of("partyId", party, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
        database.create("Person", Map.of("partyId", party, "firstName", "Colleague", "lastName", "No " + number));
        database.create("UserLogin", Map.of("userLoginId", "desk" + number, "partyId", party, "enabled", "Y"));
        database.create("GroupMembership", Map.of("callCenterGroupId", "SUPPORT", "partyId", party, "fromDate", since,
                "membershipRoleEnumId", "AST_AGENT", "penalty", 0L));
    }

    private void firstPaint() {
        Table table = new Table("desktop-paint", "First paint of the console, " + LOADS + " loads", "cache", "p50", "longest");
        for (boolean cached : List.of(false, true)) {
            double[] times = new double[LOADS];
            for (int i = 0; i < LOADS; i++) {
                agent.browser().command("Network.setCacheDisabled", Map.of("cacheDisabled", !cached));
                agent.reloads();
                String asked = "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
                times[i] = number(Await.until(() -> Optional.ofNullable(page.executeScript(asked)), () -> "no paint"));
            }
            Arrays.sort(times);
            table.row(cached ? "scripts and styles in the cache" : "empty", PageTimes.millis(times, 0.5), PageTimes.millis(times, 1));
        }
        table.print();
    }

    private void customerCard() throws IOException {
        page.executeScript(WATCH_CARD);
        double[] times = new double[CARDS];
        for (int i = 0; i < CARDS; i++) {
            PageTimes.pause(APART_MS);
            String call = nextCall();
            double written = PageTimes.now();
            pbx.say(TrunkEvents.incoming(call, ANNA));
            String asked = "return window.cards[arguments[0]] ?? null";
            times[i] = number(Await.until(() -> Optional.ofNullable(page.executeScript(asked, "DEMO_PBX:" + call)), () -> "no card of " + call))
                    - written;
            end(List.of(call));
        }
        Arrays.sort(times);
        new Table("desktop-card", "From the PBX's event to the painted customer card, looked up anew for each of " + CARDS + " calls", "p50", "p95",
                "longest").row(PageTimes.millis(times, 0.5), PageTimes.millis(times, 0.95), PageTimes.millis(times, 1)).print();
    }

    private void changes() throws Exception {
        List<Person> team = team();
        List<String> calls = IntStream.range(0, WAITING).mapToObj(i -> nextCall()).toList();
        pbx.say(calls.stream().map(call -> TrunkEvents.incoming(call, ANNA)).collect(Collectors.joining()));
        agent.browser().sees(By.cssSelector(".ac-queues, [data-part=queues]"), String.valueOf(WAITING));
        Await.untilTrue(() -> shown(".ac-member") >= COLLEAGUES, () -> shown(".ac-member") + " colleagues");
        Renderings.forget(page);
        for (int i = 0; i < CHANGES; i++) {
            Person person = team.get(i % COLLEAGUES);
            distributor.agents().choose(person, AgentChoice.Kind.PAUSED, Optional.of("AST_PAUSE_LUNCH")).toCompletableFuture().join();
            PageTimes.pause(50);
        }
        row("colleagues go to lunch one after the other");
        for (int i = 0; i < CHANGES; i++) {
            String call = nextCall();
            pbx.say(TrunkEvents.incoming(call, ANNA));
            PageTimes.pause(60);
            pbx.say(TrunkEvents.hangup(call, ANNA));
            PageTimes.pause(60);
        }
        row("a 13th call comes and goes");
        PageTimes.pause(1_000);
        Renderings.forget(page);
        PageTimes.pause(10_000);
        row("nothing happens, times count on");
        tableOfChanges.print();
        end(calls);
    }

    /** All colleagues, signed in. */
    private List<Person> team() {
        List<Person> team = IntStream.range(0, COLLEAGUES).mapToObj(i -> new Person("desk" + i, "DESK_" + i, "Colleague No " + i)).toList();
        team.forEach(person -> distributor.signIn("S-" + person.userLoginId(), person));
        return team;
    }

    private void row(String what) {
        double[] times = Arrays.stream(Renderings.between(page, 0, EVER)).sorted().toArray();
        Renderings.forget(page);
        tableOfChanges.row(what, times.length, PageTimes.millis(times, 0.5), PageTimes.millis(times, 0.95), PageTimes.millis(times, 1),
                Arrays.stream(times).filter(time -> time >= 16).count());
    }

    private void day() throws Exception {
        Table table = new Table("desktop-memory", "Memory of the tab: a day of " + HOURS + " hours, each with " + CALLS_AN_HOUR + " calls and "
                + STATES_AN_HOUR + " changes of colleagues", "hour", "heap of scripts", "elements", "listeners");
        List<Person> team = team();
        for (int hour = 0; hour <= HOURS; hour++) {
            for (int i = 0; i < (hour == 0 ? 1 : CALLS_AN_HOUR); i++) {
                String call = nextCall();
                pbx.say(TrunkEvents.incoming(call, ANNA));
                PageTimes.pause(80);
                pbx.say(TrunkEvents.hangup(call, ANNA));
                for (int j = 0; j < STATES_AN_HOUR / CALLS_AN_HOUR; j++) {
                    AgentChoice.Kind kind = (i + j + hour) % 2 == 0 ? AgentChoice.Kind.AVAILABLE : AgentChoice.Kind.PAUSED;
                    distributor.agents().choose(team.get((i * 7 + j) % COLLEAGUES), kind, kind == AgentChoice.Kind.PAUSED
                            ? Optional.of("AST_PAUSE_LUNCH") : Optional.empty()).toCompletableFuture().join();
                }
                PageTimes.pause(60);
            }
            end(List.of());
            PageTimes.pause(2_000);
            agent.browser().command("HeapProfiler.collectGarbage", Map.of());
            agent.browser().command("HeapProfiler.collectGarbage", Map.of());
            Map<String, Object> counts = agent.browser().command("Memory.getDOMCounters", Map.of());
            double heap = ((Number) agent.browser().command("Runtime.getHeapUsage", Map.of()).get("usedSize")).doubleValue();
            table.row(hour, String.format(Locale.ROOT, "%.2f MB", heap / 1e6), counts.get("nodes"), counts.get("jsEventListeners"));
        }
        table.print();
    }

    private void end(List<String> calls) throws IOException {
        pbx.say(calls.stream().map(call -> TrunkEvents.hangup(call, ANNA)).collect(Collectors.joining()));
        Await.untilTrue(() -> shown(".ac-offer") == 0, () -> "offers are left");
    }

    private long shown(String selector) {
        return (Long) page.executeScript("const root = document.getElementById('asterisk-console').shadowRoot;"
                + "return root.querySelectorAll(arguments[0]).length", selector);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private String nextCall() {
        return "1700000000." + ++lastCall;
    }

}

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
package org.apache.ofbiz.asterisk.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.bench.Table;

/**
 * How long an offer takes from the byte of the PBX's event to the frame at the last of twenty consoles: for a customer with 10,000 past calls,
 * for callers whom nobody knows, and in a group of a thousand members right after a start. The harness {@code members}.
 */
public final class Members {

    private static final int CONSOLES = 20;
    private static final int PER_SECOND = 50;
    private static final int WARM_UP = 500;
    private static final int CALLS = 1_500;
    private static final int FIRST = 100;
    private static final int WAITING = 100;
    private static final int EARLIER = 10_000;
    private static final int MANY_MEMBERS = 1_000;
    private static final long LAST_OFFERS_NANOS = 5_000_000_000L;

    private Members() {
    }

    /** Runs, prints, and exits with 1 when an offer is missing or a console was closed. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "members-");
        Table table = new Table("members", "From the event to the last of " + CONSOLES + " consoles, " + PER_SECOND
                + " calls a second; the goal is 15 ms at p99", "members", "calls", "offers missing", "p50", "p99", "longest", "p99 / unknown");
        IntFunction<String> known = number -> LoadSite.KNOWN_NUMBER;
        IntFunction<String> unknown = number -> "493012" + String.format("%05d", number);
        boolean good = true;
        try (LoadSite site = LoadSite.start(Files.createDirectories(folder.resolve("few")), CONSOLES, EARLIER)) {
            List<Console> consoles = site.open(CONSOLES);
            run(site, consoles, WARM_UP, unknown);
            run(site, consoles, WARM_UP, known);
            long[] ofUnknown = run(site, consoles, CALLS, unknown);
            long[] ofKnown = run(site, consoles, CALLS, known);
            good &= row(table, CONSOLES, "of unknown callers", CALLS, ofUnknown, ofUnknown);
            good &= row(table, CONSOLES, "of one customer with 10,000 past calls", CALLS, ofKnown, ofUnknown);
            long[] complete = sinceFirst(consoles);
            table.row("", "the earlier calls, after the offer", "", Table.time(Table.percentile(complete, 0.5)),
                    Table.time(Table.percentile(complete, 0.99)), Table.time(complete[complete.length - 1]), "");
        }
        try (LoadSite site = LoadSite.start(Files.createDirectories(folder.resolve("many")), MANY_MEMBERS, 0)) {
            List<Console> consoles = site.open(CONSOLES);
            long[] first = run(site, consoles, FIRST, unknown);
            good &= row(table, MANY_MEMBERS, "the first after a start", FIRST, first, first);
            run(site, consoles, WARM_UP, unknown);
            long[] later = run(site, consoles, CALLS, unknown);
            good &= row(table, MANY_MEMBERS, "of unknown callers, later", CALLS, later, later);
        }
        table.print();
        System.exit(good ? 0 : 1);
    }

    private static boolean row(Table table, int members, String what, int calls, long[] times, long[] beside) {
        if (times.length == 0) {
            throw new IllegalStateException("no offer of the calls " + what + " was at all consoles");
        }
        table.row(members, what, calls - times.length, Table.time(Table.percentile(times, 0.5)), Table.time(Table.percentile(times, 0.99)),
                Table.time(times[times.length - 1]), (double) Table.percentile(times, 0.99) / Table.percentile(beside, 0.99));
        return times.length == calls;
    }

    /** Of each call the time until its offer was at the last console, in ascending order. */
    private static long[] run(LoadSite site, List<Console> consoles, int count, IntFunction<String> number) throws IOException {
        List<String> calls = site.nextCalls(count);
        long[] written = new long[count];
        Deque<String> waiting = new ArrayDeque<>();
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            written[i] = System.nanoTime();
            site.comes(calls.get(i), number.apply(i));
            next += 1_000_000_000L / PER_SECOND;
            waiting.add(calls.get(i));
            if (waiting.size() > WAITING) {
                site.hangUp(List.of(waiting.remove()));
            }
        }
        Function<String, List<Long>> heard = call -> consoles.stream().map(console -> console.offeredAt().get(LoadSite.callId(call)))
                .filter(at -> at != null).toList();
        // look-ups run side by side: the last call's offer can come before those of others
        long deadline = System.nanoTime() + LAST_OFFERS_NANOS;
        while (System.nanoTime() < deadline && calls.stream().anyMatch(call -> heard.apply(call).size() < consoles.size())
                && consoles.stream().allMatch(console -> console.closeCode() == 0)) {
            LockSupport.parkNanos(20_000_000);
        }
        if (consoles.stream().anyMatch(console -> console.closeCode() != 0)) {
            throw new IllegalStateException("consoles were closed: " + consoles.stream().map(Console::closeCode).toList());
        }
        site.hangUp(List.copyOf(waiting));
        return IntStream.range(0, count).filter(i -> heard.apply(calls.get(i)).size() == consoles.size())
                .mapToLong(i -> heard.apply(calls.get(i)).stream().mapToLong(Long::longValue).max().orElseThrow() - written[i]).sorted().toArray();
    }

    /** From the first offer of a call to the one that names earlier calls, at each console, in ascending order. */
    private static long[] sinceFirst(Collection<Console> consoles) {
        long[] times = consoles.stream().flatMapToLong(console -> {
            Map<String, Long> first = console.offeredAt();
            return console.completeAt().entrySet().stream().mapToLong(complete -> complete.getValue() - first.get(complete.getKey()));
        }).toArray();
        Arrays.sort(times);
        return times.length == 0 ? new long[] {0} : times;
    }
}

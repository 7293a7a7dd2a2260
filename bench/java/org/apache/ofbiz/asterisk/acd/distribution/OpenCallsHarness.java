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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** What the call distributor needs for an event, an offer and an agent's arrival while many calls wait. The harness {@code growth}. */
public final class OpenCallsHarness {

    private static final int[] OPEN = {1_000, 1_000, 5_000, 20_000};
    private static final int MEMBERS = 20;
    private static final int MEASURED = 2_000;
    private static final int ARRIVALS = 50;

    private final SplittableRandom random = new SplittableRandom(4711);
    private final Scene scene = new Scene();
    private final List<PhoneCall> open = new ArrayList<>();
    private int lastCall;

    private OpenCallsHarness(int calls) {
        IntStream.range(0, MEMBERS).mapToObj(OpenCallsHarness::member).forEach(member -> {
            scene.members.add(member.userLoginId());
            scene.signIn(member);
        });
        IntStream.range(0, calls).forEach(i -> open.add(scene.happens(nextCall())));
        scene.news();
    }

    private static Person member(int number) {
        return new Person("member" + number, "P-" + number, "Member " + number);
    }

    private PhoneCall nextCall() {
        return Calls.waiting("g" + ++lastCall);
    }

    /** Runs, prints, and throws when offers are missing. */
    public static void main(String[] arguments) {
        Table table = new Table("growth", "What the call distributor needs, p50, while calls wait; one thread, " + MEMBERS + " agents",
                "calls that wait", "event of a call", "new call offered", "call ended", "agent arrives", "agent arrives, per call");
        boolean warm = false;
        for (int calls : OPEN) {
            OpenCallsHarness harness = new OpenCallsHarness(calls);
            List<PhoneCall> offered = new ArrayList<>();
            double event = harness.median(MEASURED, i -> harness.scene.happens(harness.open.get(harness.random.nextInt(calls))));
            double offer = harness.median(MEASURED, i -> offered.add(harness.scene.happens(harness.nextCall())));
            long told = harness.scene.told("NC ");
            if (told != MEASURED) {
                throw new IllegalStateException(told + " offers of " + MEASURED);
            }
            double end = harness.median(MEASURED, i -> harness.scene.happens(Calls.ends(offered.get(i), Outcome.ABANDONED)));
            double arrival = harness.median(ARRIVALS, i -> harness.scene.distributor.signIn("late" + i, member(i % MEMBERS)));
            if (warm) {
                table.row(calls, Table.time(event), Table.time(offer), Table.time(end), Table.time(arrival), Table.time(arrival / calls));
            }
            warm = true;
        }
        table.print();
    }

    private double median(int times, IntConsumer what) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            what.accept(i);
            nanos[i] = System.nanoTime() - began;
        }
        Arrays.sort(nanos);
        return Table.percentile(nanos, 0.5);
    }
}

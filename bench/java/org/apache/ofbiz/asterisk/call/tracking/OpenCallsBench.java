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
package org.apache.ofbiz.asterisk.call.tracking;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.bench.Table;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Party;

/**
 * What an event costs the thread of calls while many calls are open: its processor time, so that other load counts little. Each round is a
 * call from its first channel to its end, with a channel that changes its name, as each claim brings about.
 */
public final class OpenCallsBench {

    private static final int[] OPEN = {100, 1_000, 5_000, 20_000};
    private static final int CALLS = 20_000;
    private static final int ROUNDS = 5;
    private static final Instant AT = Instant.parse("2026-11-20T15:14:00Z");

    private int serial;

    private OpenCallsBench() {
    }

    /** Measures; fails when calls are missing. */
    public static void main(String[] arguments) {
        Table table = new Table("open", "CPU of an event while calls are open", "open calls", "events", "min", "median", "of 100 open");
        new OpenCallsBench().cost(OPEN[0]);
        double few = 0;
        for (int open : OPEN) {
            double[] costs = new OpenCallsBench().cost(open);
            few = few == 0 ? costs[ROUNDS / 2] : few;
            table.row(open, CALLS * events("0").size(), Table.time(costs[0]), Table.time(costs[ROUNDS / 2]), costs[ROUNDS / 2] / few);
        }
        table.print();
    }

    private double[] cost(int open) {
        CallTracker tracker = new CallTracker("PBX", new TestNumbering());
        for (int i = 0; i < open; i++) {
            events("open" + i).subList(0, 7).forEach(tracker::apply);
        }
        double[] costs = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            List<CallEvent> events = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                events.addAll(events("call" + serial++));
            }
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            events.forEach(tracker::apply);
            costs[round] = (double) (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / events.size();
            if (tracker.openCalls().size() != open) {
                throw new IllegalStateException("open: " + tracker.openCalls().size() + ", not " + open);
            }
        }
        Arrays.sort(costs);
        return costs;
    }

    private static List<CallEvent> events(String id) {
        Channel line = new Channel("PJSIP/trunk-" + id, "l" + id, "l" + id);
        Channel phone = new Channel("PJSIP/1001-" + id, "p" + id, "l" + id);
        Channel sent = new Channel("PJSIP/trunk-" + id + "x", "l" + id, "l" + id);
        String bridge = "b" + id;
        return List.of(new CallEvent.ChannelCreated(AT, line, true, new Party("3725551234", ""), "from-trunk", "5000"),
                new CallEvent.ChannelProgressed(AT, line, true),
                new CallEvent.WaitingBegun(AT, line, "waiting"),
                new CallEvent.ChannelRenamed(AT, line.uniqueId(), sent.name()),
                new CallEvent.ChannelCreated(AT, phone, false, Party.UNKNOWN, "internal", ""),
                new CallEvent.DialBegun(AT, Optional.of(sent), phone, new Party("1001", ""), "claim", "1001"),
                new CallEvent.ChannelProgressed(AT, phone, false),
                new CallEvent.ChannelProgressed(AT, phone, true),
                new CallEvent.DialEnded(AT, Optional.of(sent), phone, DialResult.ANSWERED, "", ""),
                new CallEvent.BridgeEntered(AT, phone, bridge, true, ""),
                new CallEvent.BridgeEntered(AT, sent, bridge, true, ""),
                new CallEvent.HangupRequested(AT, sent, 16),
                new CallEvent.BridgeLeft(AT, sent, bridge),
                new CallEvent.HungUp(AT, sent, 16, ""),
                new CallEvent.BridgeLeft(AT, phone, bridge),
                new CallEvent.HungUp(AT, phone, 16, ""));
    }
}

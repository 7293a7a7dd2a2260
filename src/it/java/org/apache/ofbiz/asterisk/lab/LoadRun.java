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
package org.apache.ofbiz.asterisk.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.retry.ConnectPolicy;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.tracking.CallThread;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.PbxLinks;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizNumbering;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Many calls at once on a real Asterisk, kept by the whole component on Derby: places them, waits until they are kept, counts. A second
 * connection of the component follows the same calls, so that what is kept can be compared with what was seen.
 */
public final class LoadRun {

    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final String SERVER = "DEMO_PBX";

    /**
     * What a run found.
     *
     * @param load        as the callers saw it
     * @param tracked     calls that the tracker followed to their end
     * @param rows        PhoneCall rows
     * @param keptOnce    calls that were tracked and have exactly one row, ended and answered
     * @param commEvents  CommunicationEvents of these calls
     * @param lost        messages and snapshots that were lost on the way
     * @param events      AMI messages that the second connection received
     * @param mostWaiting the longest that the journal's queue was
     * @param drained     from the last caller's hang-up until the journal's queue was empty
     * @param took        all of the load, without start and drain
     * @param ourCpu      CPU time of this JVM during the load and the drain, both connections and the database included
     * @param itsCpu      CPU time of Asterisk in the same time
     */
    public record Figures(AsteriskLab.Load load, int tracked, int rows, int keptOnce, int commEvents, long lost, long events, int mostWaiting,
                          Duration drained, Duration took, Duration ourCpu, Duration itsCpu) {
    }

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final AtomicLong problems = new AtomicLong();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private volatile boolean over;

    private LoadRun() {
    }

    /** @param data an empty folder for the database */
    public static Figures run(Path data, int rate, Duration length, Duration talk) throws IOException {
        try (AsteriskLab lab = AsteriskLab.startForLoad();
                Host host = Host.start(data, database -> Host.pbx(database, lab.ami(), lab.recordingsFolder()))) {
            return new LoadRun().run(lab, host, rate, length, talk);
        }
    }

    private Figures run(AsteriskLab lab, Host host, int rate, Duration length, Duration talk) {
        CallCenter component = CallCenter.of(host.delegator()).orElseThrow();
        Numbering numbering = new OfbizNumbering(host.delegator(), SERVER);
        try (CallThread calls = new CallThread(SERVER, numbering, (what, cause) -> problems.incrementAndGet());
                AsteriskConnection second = new AsteriskConnection(server(lab, numbering), TestRules::now,
                        ConnectPolicy.DEFAULT, calls, (id, peers) -> { })) {
            calls.addListener((call, event) -> {
                if (call.ended()) {
                    ended.add(call.linkedId());
                }
            });
            calls.start();
            second.start();
            PbxLinks links = component.links();
            Supplier<Boolean> connected = () -> links.status().values().stream().allMatch(state -> state.connected());
            Await.untilTrue(() -> second.state().connected() && connected.get(), () -> links.status().toString());
            Thread watch = new Thread(() -> watch(component), "load-watch");
            watch.start();
            Duration ourCpu = cpu(ProcessHandle.current());
            Duration itsCpu = cpu(lab.process());
            long begin = System.nanoTime();
            AsteriskLab.Load load = lab.load(rate, length, talk);
            long loaded = System.nanoTime();
            boolean drained = within(DRAINED_WITHIN, () -> ended.size() >= load.placed() && component.journal().queue().waiting() == 0
                    && rows(host).size() >= load.placed());
            Duration drain = drained ? Duration.ofNanos(System.nanoTime() - loaded) : DRAINED_WITHIN;
            over = true;
            List<GenericValue> rows = rows(host);
            Set<String> once = rows.stream().collect(Collectors.groupingBy(row -> row.getString("linkedId"))).entrySet().stream()
                    .filter(same -> same.getValue().size() == 1 && complete(same.getValue().get(0))).map(same -> same.getKey())
                    .collect(Collectors.toCollection(HashSet::new));
            once.retainAll(ended);
            return new Figures(load, ended.size(), rows.size(), once.size(), host.database().rows("CommunicationEvent",
                    "communicationEventTypeId", "PHONE_COMMUNICATION").size(), second.health().lost() + component.journal().queue().lost()
                    + component.journal().queue().refused() + problems.get(), second.health().events(), mostWaiting.get(), drain,
                    Duration.ofNanos(loaded - begin), cpu(ProcessHandle.current()).minus(ourCpu), cpu(lab.process()).minus(itsCpu));
        }
    }

    private static PbxServer server(AsteriskLab lab, Numbering numbering) {
        AsteriskLab.Ami ami = lab.ami();
        return new PbxServer(SERVER, ami.host(), ami.port(), false, Optional.empty(), ami.user(), ami.secret(), numbering.contexts(), "");
    }

    private static boolean complete(GenericValue row) {
        return row.get("endDate") != null && row.get("answerDate") != null
                && ("AST_" + Outcome.ANSWERED).equals(row.getString("outcomeEnumId"));
    }

    private static List<GenericValue> rows(Host host) {
        return host.database().rows("PhoneCall", "serverId", SERVER);
    }

    private void watch(CallCenter component) {
        while (!over) {
            mostWaiting.accumulateAndGet(component.journal().queue().waiting(), Math::max);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean within(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}

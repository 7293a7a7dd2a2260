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
package org.apache.ofbiz.embedded.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A timeline whose time only moves when a test says so. One thread at a time. */
final class ManualEventLoop implements PbxEventLoop {

    private record Planned(Instant at, Runnable step) { }

    private final List<Planned> plan = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void run(Runnable step) {
        step.run();
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable step) {
        Planned planned = new Planned(now.plus(delay), step);
        plan.add(planned);
        return () -> plan.remove(planned);
    }

    /** Lets time pass; what was planned for it happens, in order, each at its own time. */
    synchronized void pass(Duration time) {
        Instant end = now.plus(time);
        for (Optional<Planned> next = nextUntil(end); next.isPresent(); next = nextUntil(end)) {
            plan.remove(next.get());
            now = next.get().at();
            next.get().step().run();
        }
        now = end;
    }

    private Optional<Planned> nextUntil(Instant end) {
        return plan.stream().filter(each -> !each.at().isAfter(end)).min(Comparator.comparing(Planned::at));
    }

    @Override
    public void close() {
        plan.clear();
    }
}

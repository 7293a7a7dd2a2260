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
package org.apache.ofbiz.asterisk.center;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.acd.threads.FairShareExecutor;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.health.WatchedExecutor;

/** The threads that look things up, do what users ask, and tell listeners: of each kind a few, and a bounded queue. Thread-safe. */
final class WorkerPools {

    /** Each waits for the database at most, so a few more than a small machine has cores. */
    private static final int THREADS = 8;
    /** Of one user, at a time and waiting: more than a person can do. */
    private static final int SHARE = 2;
    private static final int MOST_OF_A_USER = 20;
    private static final int MOST_WAITING = 20_000;
    /** Of what is decided about calls that somebody has already, so much at a time: after a PBX is connected, these can be hundreds. */
    private static final int ASIDE = 2;
    /** Customer cards never wait for offers, nor offers for them; what waits longer than a page does is refused. */
    private static final int CUSTOMER_THREADS = 4;
    private static final int MOST_CARDS = 1_000;
    /** Each waits for the LDAP directory at most: nothing else waits when that is slow. */
    private static final int DIRECTORY_THREADS = 4;
    private static final int MOST_SEARCHES = 100;

    private final WatchedExecutor workers;
    private final WatchedExecutor requesting;
    private final WatchedExecutor telling;
    private final FairShareExecutor requests;
    private final FairShareExecutor aside;
    private final WatchedExecutor customers;
    private final WatchedExecutor directory;

    WorkerPools(Clock clock) {
        this.workers = new WatchedExecutor(THREADS, MOST_WAITING, NamedThreads.of("asterisk-worker"), clock);
        this.requesting = new WatchedExecutor(THREADS, MOST_WAITING, NamedThreads.of("asterisk-request"), clock);
        this.telling = new WatchedExecutor(1, MOST_WAITING, NamedThreads.of("asterisk-telling"), clock);
        this.customers = new WatchedExecutor(CUSTOMER_THREADS, MOST_CARDS, NamedThreads.of("asterisk-customer"), clock);
        this.directory = new WatchedExecutor(DIRECTORY_THREADS, MOST_SEARCHES, NamedThreads.of("asterisk-directory"), clock);
        this.requests = new FairShareExecutor(requesting, SHARE, MOST_OF_A_USER);
        this.aside = new FairShareExecutor(workers, ASIDE, MOST_WAITING);
    }

    AcdThreads forDistributor(ScheduledExecutorService timers) {
        return new AcdThreads(workers, requests, telling, timers);
    }

    Executor lookUps() {
        return workers;
    }

    /** For look-ups that callers who wait are not to wait for: some of the same threads are always left to others. */
    Executor lookUpsAside() {
        return aside.shareOf("");
    }

    /** Whether more is to be looked up than there are threads for it. */
    boolean lookUpsWait() {
        return workers.waiting() > 0;
    }

    /** For what customer cards show. */
    Executor forCustomers() {
        return customers;
    }

    /** For searches in the LDAP directory. */
    Executor forDirectory() {
        return directory;
    }

    SystemMetrics.Work figures() {
        List<WatchedExecutor> all = List.of(workers, requesting, telling, customers, directory);
        return new SystemMetrics.Work(all.stream().map(WatchedExecutor::longestBusy).max(Comparator.naturalOrder()).orElseThrow(),
                all.stream().mapToInt(WatchedExecutor::waiting).sum(),
                all.stream().mapToLong(WatchedExecutor::refused).sum() + requests.refused());
    }

    /** Takes nothing more; of each kind waits so long for what it took. */
    void close(Duration within) {
        List.of(requesting, workers, telling, customers, directory).forEach(threads -> threads.close(within));
    }
}

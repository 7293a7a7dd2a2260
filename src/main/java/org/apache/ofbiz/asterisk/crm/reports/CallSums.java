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
package org.apache.ofbiz.asterisk.crm.reports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.threads.DatabaseThread;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallCounting;
import org.apache.ofbiz.asterisk.crm.reports.figures.CallTally;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumDimension;
import org.apache.ofbiz.asterisk.crm.reports.figures.SumKey;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Keeps the sums that reports read, on a thread of its own: makes those again that were marked, the latest first, each from the calls of
 * its time, so that doing it twice changes nothing. Thread-safe.
 */
public final class CallSums implements AutoCloseable {

    private static final String MODULE = CallSums.class.getName();
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration TIMES_EVERY = Duration.ofMinutes(5);
    /** Sums of hours and days are made when no more of their calls are about to end. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(30);
    private static final Duration DAY = Duration.ofDays(1);

    private final Rows rows;
    private final SumRows sums;
    private final CountedCalls calls;
    private final QuarterCount quarters;
    private final AgentTimes times;
    private final Settings settings;
    private final Clock clock;
    private volatile boolean closing;
    /** Of this class's thread. */
    private Instant timesWritten;
    private final DatabaseThread thread = new DatabaseThread("asterisk-sums");

    public CallSums(Delegator delegator, Settings settings, Clock clock) {
        this.rows = new Rows(delegator);
        this.sums = new SumRows(rows);
        this.calls = new CountedCalls(rows);
        this.quarters = new QuarterCount(rows);
        this.times = new AgentTimes(delegator, clock);
        this.timesWritten = clock.instant();
        this.settings = settings;
        this.clock = clock;
    }

    /** Makes what is marked, now and then. */
    public void keepUp() {
        thread.every(EVERY, this::attempt);
    }

    /** Makes all sums again, soon. @throws GenericEntityException when the database refuses */
    public void rebuild() throws GenericEntityException {
        markAll();
        try {
            thread.after(Duration.ZERO, this::attempt);
        } catch (RejectedExecutionException closed) {
            Debug.logInfo("Sums of calls are made after the next startup", MODULE);
        }
    }

    private void attempt() {
        try {
            if (timesWritten.plus(TIMES_EVERY).isBefore(clock.instant())) {
                writeTimes();
            }
            work();
        } catch (GenericEntityException | RuntimeException e) {
            if (rows.answer()) {
                Debug.logError(e, "Couldn't sum up calls for reports", MODULE);
            } // else it is tried again
        }
    }

    /** How long agents do what. */
    public AgentTimes times() {
        return times;
    }

    /** Writes how long agents did what up to now. @throws GenericEntityException when the database refuses */
    public synchronized void writeTimes() throws GenericEntityException {
        timesWritten = clock.instant();
        boolean began = TransactionUtil.begin();
        Runnable undo = () -> { };
        try {
            undo = times.write();
            TransactionUtil.commit(began);
        } catch (GenericEntityException | RuntimeException e) {
            undo.run();
            TransactionUtil.rollback(began, "Times of agents aren't written", e);
            throw e;
        }
    }

    /**
     * Makes what is marked now.
     *
     * @return how many quarters of an hour
     * @throws GenericEntityException when the database refuses
     */
    public synchronized int work() throws GenericEntityException {
        CountingRules rules = CountingRules.of(rows, settings);
        if (!rules.areKept(rows)) {
            markAll();
            rules.keep(rows);
        }
        CallCounting counting = rules.counting();
        int made = 0;
        for (Instant quarter : SumMarks.of(rows, SumMarks.QUARTER, SumMarks.EVER, end()).descendingSet()) {
            if (closing) {
                return made;
            }
            inTransaction(() -> quarter(counting, quarter));
            made++;
        }
        for (Duration span : longSpans()) {
            for (Instant start : SumMarks.of(rows, span, SumMarks.EVER, clock.instant().minus(SETTLED_AFTER).minus(span)).descendingSet()) {
                if (closing) {
                    return made;
                }
                inTransaction(() -> longSpan(span, start));
            }
        }
        return made;
    }

    private Instant end() {
        return clock.instant().plus(DAY); // a PBX may have a clock that is ahead
    }

    private static Set<Duration> longSpans() {
        Set<Duration> spans = new TreeSet<>();
        for (SumDimension dimension : SumDimension.values()) {
            spans.add(dimension.longSpan());
        }
        return spans;
    }

    private void quarter(CallCounting counting, Instant start) throws GenericEntityException {
        Set<String> marks = SumMarks.ids(rows, SumMarks.QUARTER, start); // first: what is marked later is made again
        Map<SumKey, CallTally> counted = quarters.of(counting, start);
        for (SumDimension dimension : SumDimension.values()) {
            Map<SumKey, CallTally> ofDimension = new HashMap<>(counted);
            ofDimension.keySet().removeIf(key -> key.dimension() != dimension);
            sums.write(dimension, SumMarks.QUARTER, start, ofDimension);
        }
        for (Duration span : longSpans()) {
            Instant longStart = SumMarks.floor(start, span);
            if (SumMarks.ids(rows, span, longStart).isEmpty()) { // nobody else removes one
                SumMarks.add(rows.delegator(), span, Set.of(longStart));
            }
        }
        SumMarks.remove(rows.delegator(), marks);
    }

    private void longSpan(Duration span, Instant start) throws GenericEntityException {
        Set<String> marks = SumMarks.ids(rows, span, start);
        for (SumDimension dimension : SumDimension.values()) {
            if (dimension.longSpan().equals(span)) {
                sums.write(dimension, span, start, sums.sum(dimension, SumMarks.QUARTER, start, start.plus(span)));
            }
        }
        SumMarks.remove(rows.delegator(), marks);
    }

    /** Marks each quarter in which calls began, and each that has sums: its calls may be gone. */
    private void markAll() throws GenericEntityException {
        Optional<Instant> first = Stream.of(calls.first(), sums.first()).flatMap(Optional::stream).min(Comparator.naturalOrder());
        if (first.isEmpty()) {
            return; // a new installation has nothing to go through all days for
        }
        Instant begin = first.get().isAfter(SumMarks.EVER) ? first.get() : SumMarks.EVER;
        for (Instant day = SumMarks.floor(begin, DAY); day.isBefore(end()); day = day.plus(DAY)) {
            Set<Instant> quarters = new TreeSet<>(calls.quarters(day, day.plus(DAY)));
            quarters.addAll(sums.quarters(day, day.plus(DAY)));
            quarters.removeAll(marked(day));
            inTransaction(() -> SumMarks.quarters(rows.delegator(), quarters));
        }
    }

    private NavigableSet<Instant> marked(Instant day) {
        return SumMarks.of(rows, SumMarks.QUARTER, day, day.plus(DAY));
    }

    /** What reads or writes rows. */
    @FunctionalInterface
    private interface Step {
        void run() throws GenericEntityException;
    }

    private static void inTransaction(Step step) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        try {
            step.run();
            TransactionUtil.commit(began);
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "Sums of calls aren't written", e);
            throw e;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.close();
        try {
            writeTimes();
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logWarning("What agents did in the last minutes isn't written: " + e, MODULE);
        }
    }
}

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
package org.apache.ofbiz.asterisk.crm.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.base.util.Debug;

/**
 * Writes what waits in a {@link JournalQueue} into the database, on the journal's thread. While the database does not answer, calls wait, however
 * long; a call that an answering database does not take is tried again for some minutes and then set aside, so that it holds up nobody.
 */
final class JournalDrain {

    private static final String MODULE = JournalDrain.class.getName();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Calls in one transaction, while many wait: rows stay locked for less than a tenth of a second. */
    private static final int CALLS_AT_A_TIME = 50;
    /** How long offers go first, at most: then some calls are written, however many others arrive. */
    private static final Duration LONGEST_YIELD = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final JournalQueue queue;
    private final JournalWriter writer;
    private final RecordingCollector recordings;
    private final int mostAttempts;
    private final JournalThreads threads;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    /** How often the database was asked in vain; 0 while it answers. Changed by the journal's thread. */
    private volatile int unanswered;
    /** Whether callers are being looked up who are to be offered. */
    private volatile BooleanSupplier urgent = () -> false;
    /** When something was written last, or nothing urgent was waiting. Of the journal's thread. */
    private long yieldedNanos = System.nanoTime();
    /** Whether what is being written was begun although something urgent waited: then it is written to its end. */
    private boolean overdue;

    /** @param mostAttempts with a call that an answering database does not take */
    JournalDrain(JournalQueue queue, JournalWriter writer, RecordingCollector recordings, int mostAttempts, JournalThreads threads) {
        this.queue = queue;
        this.writer = writer;
        this.recordings = recordings;
        this.mostAttempts = mostAttempts;
        this.threads = threads;
    }

    /** As {@link CallJournal#yieldsTo}. */
    void yieldsTo(BooleanSupplier others) {
        urgent = others;
    }

    /** False while calls wait because the database does not answer. */
    boolean databaseAnswers() {
        return unanswered == 0;
    }

    /**
     * From now on it yields to nothing, and writes all that waits, without a pause.
     *
     * @return false where it was closing before
     */
    boolean closes() {
        return closing.compareAndSet(false, true);
    }

    /** What waits is written soon, and later again where that fails. For any thread. */
    void ask() {
        if (unanswered > 0 || !asked.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.database().execute(this::drainInTurn);
        } catch (RejectedExecutionException e) {
            Debug.logWarning("A call arrived after the journal was closed and is saved after the next startup", MODULE);
        }
    }

    private void drainInTurn() {
        if (yields()) {
            threads.database().schedule(this::drainInTurn, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            run();
        }
    }

    /** Writes what waits now. On the journal's thread. */
    void run() {
        asked.set(false); // before the look: what comes after it asks again
        List<JournalQueue.Entry> entries = take();
        while (!entries.isEmpty()) {
            write(entries);
            if (!closing.get() && queue.recovered() == 0) {
                ask(); // recordings are looked for in between
                return;
            }
            entries = take();
        }
    }

    private boolean yields() {
        long now = System.nanoTime();
        boolean wanted = !closing.get() && urgent.getAsBoolean();
        if (!wanted || now - yieldedNanos > LONGEST_YIELD.toNanos()) {
            yieldedNanos = now;
            overdue = wanted;
            return false;
        }
        return true;
    }

    /** Caller lookups in a hurry don't wait until all that was taken is written. */
    private boolean isWrittenEnough() {
        return !closing.get() && !overdue && urgent.getAsBoolean();
    }

    private List<JournalQueue.Entry> take() {
        List<JournalQueue.Entry> entries = new ArrayList<>();
        boolean may = unanswered == 0 && !Thread.currentThread().isInterrupted();
        for (Optional<JournalQueue.Entry> next = may ? queue.take() : Optional.empty(); next.isPresent();) {
            entries.add(next.get());
            next = entries.size() < CALLS_AT_A_TIME ? queue.take() : Optional.empty();
        }
        return entries;
    }

    /** Together where that works, as many calls in little time; else each for itself, so that one holds up no other. */
    private void write(List<JournalQueue.Entry> entries) {
        Optional<List<Optional<String>>> answered = entries.size() > 1 ? writer.writeTogether(entries, this::isWrittenEnough) : Optional.empty();
        int done = answered.map(List::size).orElse(entries.size());
        for (int i = 0; i < done; i++) {
            JournalQueue.Entry entry = entries.get(i);
            if (answered.isPresent()) {
                written(entry, answered.get().get(i));
            } else if (unanswered > 0) {
                queue.again(entry);
            } else {
                write(entry);
            }
        }
        queue.giveBack(entries.subList(done, entries.size())); // a later call of the same customer may depend on them
    }

    private void write(JournalQueue.Entry entry) {
        Optional<String> answered;
        try {
            answered = writer.write(entry);
        } catch (Exception e) {
            notWritten(entry, e);
            return;
        }
        written(entry, answered);
    }

    private void written(JournalQueue.Entry entry, Optional<String> answeredCall) {
        queue.written(entry);
        entry.call().filter(PhoneCall::ended).ifPresent(call ->
                answeredCall.ifPresent(phoneCallId -> recordings.collect(phoneCallId, call, threads)));
    }

    private void notWritten(JournalQueue.Entry entry, Exception cause) {
        if (cause instanceof FencedCalls.OtherHolderException) {
            Debug.logWarning("Call " + entry.callId() + " is served by another OFBiz node, which has written about it since. What this node knew"
                    + " is in refused.jsonl in the journal folder", MODULE);
            queue.refuse(entry, cause);
        } else if (!writer.databaseAnswers()) {
            queue.again(entry);
            waitForDatabase(cause);
        } else if (entry.attempts() + 1 >= mostAttempts) {
            Debug.logError(cause, "Couldn't save call " + entry.callId() + " in " + mostAttempts
                    + " attempts. The call is in refused.jsonl in the journal folder", MODULE);
            queue.refuse(entry, cause);
        } else {
            queue.putOff(entry);
            int attempts = entry.attempts() + 1;
            Debug.logWarning("Couldn't save call " + entry.callId() + " (attempt " + attempts + "), trying again: " + cause, MODULE);
            later(() -> {
                queue.again(entry);
                ask();
            }, attempts);
        }
    }

    private void waitForDatabase(Exception cause) {
        unanswered = 1;
        Debug.logError(cause, "The database doesn't respond, so calls wait in the journal"
                + queue.problem().map(problem -> ". " + problem).orElse(""), MODULE);
        later(this::askDatabase, 1);
    }

    private void askDatabase() {
        if (!writer.databaseAnswers()) {
            unanswered++;
            later(this::askDatabase, unanswered);
            return;
        }
        Debug.logInfo("The database responds again: " + queue.waiting() + " calls are being saved", MODULE);
        unanswered = 0;
        ask();
    }

    /** @param seconds 30 at most */
    void later(Runnable task, long seconds) {
        try {
            threads.database().schedule(task, Math.min(seconds, LONGEST_PAUSE.toSeconds()), TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            Debug.logInfo("The journal stops. Waiting calls are saved after the next startup", MODULE);
        }
    }
}

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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournaledClaim;
import org.apache.ofbiz.asterisk.crm.journal.queue.LeftJournals;
import org.apache.ofbiz.base.util.Debug;

/**
 * Keeps every call of ours in the database. Snapshots go into a {@link JournalQueue}, which is in files, and are written from there by a
 * thread of the journal's own. While the database does not answer they wait, however long; a call that an answering database does not
 * take is tried again for some minutes and then set aside, so that it holds up nobody. Thread-safe.
 */
public final class CallJournal implements CallListener, AcdListener, AutoCloseable {

    private static final String MODULE = CallJournal.class.getName();
    /** With the pauses between them, 8 minutes. */
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    /** Calls in one transaction, while many wait: rows stay locked for less than a tenth of a second. */
    private static final int CALLS_AT_A_TIME = 50;
    /** How long offers go first, at most: then some calls are written, however many others arrive. */
    private static final Duration LONGEST_YIELD = Duration.ofSeconds(2);
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final long LOOK_FOR_LEFT_SECONDS = 1;

    private final JournalQueue queue;
    private final JournalWriter writer;
    private final RecordingCollector recordings;
    private final UnfinishedCalls unfinished;
    private final Clock clock;
    private final int mostAttempts;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean drainAsked = new AtomicBoolean();
    private volatile boolean closing;
    /** How often the database was asked in vain; 0 while it answers. Changed by the journal's thread. */
    private volatile int unanswered;
    /** Whether callers are being looked up who are to be offered. */
    private volatile BooleanSupplier urgent = () -> false;
    /** By serverId. */
    private volatile Function<String, Optional<Long>> fencing = serverId -> Optional.empty();
    /** When something was written last, or nothing urgent was waiting. Of the journal's thread. */
    private long yieldedNanos = System.nanoTime();
    /** Whether what is being written was begun although something urgent waited: then it is written to its end. */
    private boolean overdue;

    /** @param queue is closed with the journal */
    public CallJournal(JournalQueue queue, JournalWriter writer, RecordingCollector recordings, UnfinishedCalls unfinished, Clock clock) {
        this(queue, writer, recordings, unfinished, clock, MOST_ATTEMPTS);
    }

    /** @param mostAttempts with a call that an answering database does not take */
    CallJournal(JournalQueue queue, JournalWriter writer, RecordingCollector recordings, UnfinishedCalls unfinished, Clock clock, int mostAttempts) {
        this.queue = queue;
        this.writer = writer;
        this.recordings = recordings;
        this.unfinished = unfinished;
        this.clock = clock;
        this.mostAttempts = mostAttempts;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread journal = new Thread(task, "asterisk-journal");
            journal.setDaemon(true);
            return journal;
        });
        if (queue.waiting() > 0) {
            Debug.logInfo(queue.waiting() + " calls of an earlier run are being saved", MODULE);
        }
        if (queue.unreadable() > 0) {
            Debug.logWarning(queue.unreadable() + " journal lines of an earlier run couldn't be read", MODULE);
        }
        askToDrain();
    }

    /**
     * Lets others have the processor and the database first, for a moment: calls are safe in the files, while agents wait for offers.
     *
     * @param others whether they have work that waits; asked often, on the journal's thread
     */
    public void yieldsTo(BooleanSupplier others) {
        urgent = others;
    }

    /**
     * With several OFBiz nodes: what is told from now on carries the number of the lease under which this node serves its server. Where another
     * node has written about a call under a higher one, nothing is written under a lower one.
     *
     * @param numbers by serverId; must not wait
     */
    public void fencedBy(Function<String, Optional<Long>> numbers) {
        fencing = numbers;
    }

    /** With several OFBiz nodes and a disk that all have: what a node left that ended is written by this one, under that one's numbers. */
    public void takesOver(LeftJournals others) {
        thread.scheduleWithFixedDelay(() -> takeOver(others), LOOK_FOR_LEFT_SECONDS, LOOK_FOR_LEFT_SECONDS, TimeUnit.SECONDS);
    }

    private void takeOver(LeftJournals others) {
        try {
            int taken = others.takeOver(queue);
            if (taken > 0) {
                Debug.logInfo(taken + " calls that another node left are being saved", MODULE);
                askToDrain();
            }
        } catch (RuntimeException e) { // the next look is in a moment
            Debug.logError(e, "Couldn't take over the calls that another node left", MODULE);
        }
    }

    private void add(PhoneCall call) {
        queue.add(call, fencing.apply(call.serverId()));
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        if (isOurs(call)) {
            add(call);
            askToDrain();
        }
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
        withdrawal.by().filter(by -> withdrawal.reason() == Withdrawal.Reason.CLAIMED).ifPresent(by -> {
            String serverId = withdrawal.callId().split(":", 2)[0];
            queue.add(withdrawal.callId(), new JournaledClaim(by, clock.instant()), fencing.apply(serverId));
            askToDrain();
        });
    }

    /**
     * The first list of a server's channels since we started: what an earlier run left unfinished is finished now, once all that it
     * left to be written is in the database.
     */
    public void serverFound(String serverId, CallEvent.Resynchronised live) {
        try {
            thread.execute(() -> finishWhatWasLeft(serverId, live));
        } catch (RejectedExecutionException e) {
            Debug.logWarning("Server " + serverId + " was added after the journal was closed", MODULE);
        }
    }

    private void finishWhatWasLeft(String serverId, CallEvent.Resynchronised live) {
        if (unanswered > 0 || queue.recovered() > 0) {
            later(() -> finishWhatWasLeft(serverId, live), 1);
            return;
        }
        try {
            unfinished.of(serverId, live).forEach(this::add);
            askToDrain();
        } catch (RuntimeException e) {
            if (!writer.databaseAnswers()) {
                later(() -> finishWhatWasLeft(serverId, live), 1);
                return;
            }
            Debug.logError(e, "Couldn't close calls of server " + serverId + " that ended while OFBiz was stopped", MODULE);
        }
    }

    /** The calls that wait, what was lost or refused: for the page that tells how all is. */
    public JournalQueue queue() {
        return queue;
    }

    /** Calls that wait to be written now. */
    public int waiting() {
        return queue.waiting();
    }

    /** Calls that could not be kept for want of room, since the start. */
    public long lost() {
        return queue.lost();
    }

    /** False while calls wait because the database does not answer. */
    public boolean databaseAnswers() {
        return unanswered == 0;
    }

    /** Waits until what an earlier run left is in the database: who reads calls there after this finds them all. */
    public void awaitLeftOver(Duration atMost) {
        Future<?> written = thread.submit(this::drain);
        try {
            written.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Debug.logWarning("Calls of an earlier run aren't saved yet: " + e, MODULE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits, for at most 10 s, and stops. The rest is written after the next start. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        awaitLeftOver(STOP_WITHIN);
        thread.shutdownNow(); // searches for recordings that it drops are begun again by the next run
        try {
            if (!thread.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                Debug.logWarning("The journal didn't stop: the database doesn't respond", MODULE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (queue.waiting() > 0) {
            Debug.logWarning(queue.waiting() + " calls weren't saved before the shutdown. "
                    + queue.problem().map(problem -> "They are lost: " + problem).orElse("They're saved after the next startup."), MODULE);
        }
        queue.close();
    }

    /** A call of ours reached a group, was placed by one of us or for one (whose phone may not even have rung), or has an assigned extension. */
    private static boolean isOurs(PhoneCall call) {
        return call.groupId().isPresent()
                || call.originator().flatMap(Peer::owner).isPresent()
                || call.parts().stream().flatMap(part -> part.peer().stream()).anyMatch(peer -> peer.owner().isPresent())
                || call.legs().stream().flatMap(leg -> leg.peer().stream()).anyMatch(peer -> peer.owner().isPresent());
    }

    private void askToDrain() {
        if (unanswered > 0 || !drainAsked.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(this::drainInTurn);
        } catch (RejectedExecutionException e) {
            Debug.logWarning("A call arrived after the journal was closed and is saved after the next startup", MODULE);
        }
    }

    private void drainInTurn() {
        if (yields()) {
            thread.schedule(this::drainInTurn, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            drain();
        }
    }

    private void drain() {
        drainAsked.set(false); // before the look: what comes after it asks again
        List<JournalQueue.Entry> entries = take();
        while (!entries.isEmpty()) {
            write(entries);
            if (!closing && queue.recovered() == 0) {
                askToDrain(); // recordings are looked for in between
                return;
            }
            entries = take();
        }
    }

    private boolean yields() {
        long now = System.nanoTime();
        boolean wanted = !closing && urgent.getAsBoolean();
        if (!wanted || now - yieldedNanos > LONGEST_YIELD.toNanos()) {
            yieldedNanos = now;
            overdue = wanted;
            return false;
        }
        return true;
    }

    /** Caller lookups in a hurry don't wait until all that was taken is written. */
    private boolean isWrittenEnough() {
        return !closing && !overdue && urgent.getAsBoolean();
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
                answeredCall.ifPresent(phoneCallId -> recordings.collect(phoneCallId, call, thread)));
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
                askToDrain();
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
        askToDrain();
    }

    /** @param seconds 30 at most */
    private void later(Runnable task, long seconds) {
        try {
            thread.schedule(task, Math.min(seconds, LONGEST_PAUSE.toSeconds()), TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            Debug.logInfo("The journal stops. Waiting calls are saved after the next startup", MODULE);
        }
    }
}

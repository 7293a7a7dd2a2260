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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * thread of the journal's own, as {@link JournalDrain} says. Thread-safe.
 */
public final class CallJournal implements CallListener, AcdListener, AutoCloseable {

    private static final String MODULE = CallJournal.class.getName();
    /** With the pauses between them, 8 minutes. */
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final long LOOK_FOR_LEFT_SECONDS = 1;

    private final JournalQueue queue;
    private final JournalWriter writer;
    private final UnfinishedCalls unfinished;
    private final Clock clock;
    private final JournalThreads threads;
    private final JournalDrain drain;
    /** By serverId. */
    private volatile Function<String, Optional<Long>> fencing = serverId -> Optional.empty();

    /** @param queue is closed with the journal */
    public CallJournal(JournalQueue queue, JournalWriter writer, RecordingCollector recordings, UnfinishedCalls unfinished, Clock clock) {
        this(queue, writer, recordings, unfinished, clock, MOST_ATTEMPTS);
    }

    /** @param mostAttempts with a call that an answering database does not take */
    CallJournal(JournalQueue queue, JournalWriter writer, RecordingCollector recordings, UnfinishedCalls unfinished, Clock clock, int mostAttempts) {
        this.queue = queue;
        this.writer = writer;
        this.unfinished = unfinished;
        this.clock = clock;
        this.threads = JournalThreads.start();
        this.drain = new JournalDrain(queue, writer, recordings, mostAttempts, threads);
        if (queue.waiting() > 0) {
            Debug.logInfo(queue.waiting() + " calls of an earlier run are being saved", MODULE);
        }
        if (queue.unreadable() > 0) {
            Debug.logWarning(queue.unreadable() + " journal lines of an earlier run couldn't be read", MODULE);
        }
        drain.ask();
    }

    /**
     * Lets others have the processor and the database first, for a moment: calls are safe in the files, while agents wait for offers.
     *
     * @param others whether they have work that waits; asked often, on the journal's thread
     */
    public void yieldsTo(BooleanSupplier others) {
        drain.yieldsTo(others);
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
        threads.database().scheduleWithFixedDelay(() -> takeOver(others), LOOK_FOR_LEFT_SECONDS, LOOK_FOR_LEFT_SECONDS, TimeUnit.SECONDS);
    }

    private void takeOver(LeftJournals others) {
        try {
            int taken = others.takeOver(queue);
            if (taken > 0) {
                Debug.logInfo(taken + " calls that another node left are being saved", MODULE);
                drain.ask();
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
            drain.ask();
        }
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
        withdrawal.by().filter(by -> withdrawal.reason() == Withdrawal.Reason.CLAIMED).ifPresent(by -> {
            String serverId = withdrawal.callId().split(":", 2)[0];
            queue.add(withdrawal.callId(), new JournaledClaim(by, clock.instant()), fencing.apply(serverId));
            drain.ask();
        });
    }

    /**
     * The first list of a server's channels since we started: what an earlier run left unfinished is finished now, once all that it
     * left to be written is in the database.
     */
    public void serverFound(String serverId, CallEvent.Resynchronised live) {
        try {
            threads.database().execute(() -> finishWhatWasLeft(serverId, live));
        } catch (RejectedExecutionException e) {
            Debug.logWarning("Server " + serverId + " was added after the journal was closed", MODULE);
        }
    }

    private void finishWhatWasLeft(String serverId, CallEvent.Resynchronised live) {
        if (!drain.databaseAnswers() || queue.recovered() > 0) {
            drain.later(() -> finishWhatWasLeft(serverId, live), 1);
            return;
        }
        try {
            unfinished.of(serverId, live).forEach(this::add);
            drain.ask();
        } catch (RuntimeException e) {
            if (!writer.databaseAnswers()) {
                drain.later(() -> finishWhatWasLeft(serverId, live), 1);
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
        return drain.databaseAnswers();
    }

    /** Waits until what an earlier run left is in the database: who reads calls there after this finds them all. */
    public void awaitLeftOver(Duration atMost) {
        Future<?> written = threads.database().submit(drain::run);
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
        if (!drain.closes()) {
            return;
        }
        awaitLeftOver(STOP_WITHIN);
        try {
            if (!threads.stop(STOP_WITHIN)) { // searches for recordings that it drops are begun again by the next run
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
}

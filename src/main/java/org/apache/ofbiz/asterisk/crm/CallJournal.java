/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.desk.DeskListener;
import org.apache.ofbiz.base.util.Debug;

/**
 * Keeps every call of ours in the database. Snapshots are taken in at once and written by a thread of the journal's own; since each
 * snapshot tells the whole call, a newer one takes the place of an older one that still waits, so a slow database delays rows and
 * loses none. What cannot be written is tried again. Thread-safe.
 */
public final class CallJournal implements CallListener, DeskListener, AutoCloseable {

    private static final String MODULE = CallJournal.class.getName();
    /** Different calls that may wait for the database; far more than a PBX holds at a time. */
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_ATTEMPTS = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final JournalWriter writer;
    private final RecordingCollector recordings;
    private final UnfinishedCalls unfinished;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    /** By callId, the longest waiting first; guarded by itself. */
    private final Map<String, Entry> waiting = new LinkedHashMap<>();
    private final AtomicLong lost = new AtomicLong();

    public CallJournal(JournalWriter writer, RecordingCollector recordings, UnfinishedCalls unfinished, Clock clock) {
        this.writer = writer;
        this.recordings = recordings;
        this.unfinished = unfinished;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread journal = new Thread(task, "asterisk-journal");
            journal.setDaemon(true);
            return journal;
        });
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        if (isOurs(call)) {
            add(call.callId(), new Entry(Optional.of(call), Optional.empty(), 0));
        }
    }

    @Override
    public void withdrawn(Withdrawal withdrawal, List<String> userLoginIds, Optional<String> exceptSession) {
        withdrawal.by().filter(by -> withdrawal.reason() == Withdrawal.Reason.CLAIMED).ifPresent(by ->
                add(withdrawal.callId(), new Entry(Optional.empty(), Optional.of(new Claim(by, clock.instant())), 0)));
    }

    @Override
    public void offered(Offer offer, List<String> userLoginIds) {
        // nothing to keep: the call itself tells
    }

    @Override
    public void callChanged(UserCall call, String userLoginId) {
        // the call thread has told it already
    }

    /** The first list of a server's channels since we started: what an earlier run left unfinished is finished now. */
    public void serverFound(String serverId, CallEvent.Resynchronised live) {
        try {
            thread.execute(() -> finishWhatWasLeft(serverId, live));
        } catch (RejectedExecutionException e) {
            Debug.logWarning("Server " + serverId + " was found after the journal was closed", MODULE);
        }
    }

    private void finishWhatWasLeft(String serverId, CallEvent.Resynchronised live) {
        try {
            unfinished.of(serverId, live).forEach(call -> add(call.callId(), new Entry(Optional.of(call), Optional.empty(), 0)));
        } catch (RuntimeException e) {
            Debug.logError(e, "Calls of server " + serverId + " that ended while OFBiz was not running could not be closed", MODULE);
        }
    }

    /** Calls that wait to be written now. */
    public int waiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    /** Calls that could not be written, since the start. */
    public long lost() {
        return lost.get();
    }

    /** Writes what waits, for at most 10 s, and stops. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (waiting() > 0) {
            lost.addAndGet(waiting());
            Debug.logError(waiting() + " calls were not written before the stop", MODULE);
        }
    }

    /** A call of ours reached a group, was placed by one of us (whose phone may not even have rung), or has an assigned extension in it. */
    private static boolean isOurs(PhoneCall call) {
        return call.groupId().isPresent()
                || call.originator().flatMap(Peer::owner).isPresent()
                || call.legs().stream().flatMap(leg -> leg.peer().stream()).anyMatch(peer -> peer.owner().isPresent());
    }

    private void add(String callId, Entry entry) {
        synchronized (waiting) {
            if (waiting.size() >= MOST_WAITING && !waiting.containsKey(callId)) {
                if (lost.incrementAndGet() == 1) {
                    Debug.logError("The journal is full (" + MOST_WAITING + " calls): calls are being lost", MODULE);
                }
                return;
            }
            waiting.merge(callId, entry, Entry::followedBy);
        }
        try {
            thread.execute(this::writeOne);
        } catch (RejectedExecutionException e) {
            Debug.logWarning("Call " + callId + " came after the journal was closed", MODULE);
        }
    }

    private void writeOne() {
        Optional<Map.Entry<String, Entry>> next = takeNext();
        if (next.isEmpty()) {
            return;
        }
        String callId = next.get().getKey();
        Entry entry = next.get().getValue();
        try {
            Optional<String> answeredCall = writer.write(callId, entry.call(), entry.claim());
            entry.call().filter(PhoneCall::ended).ifPresent(call ->
                    answeredCall.ifPresent(phoneCallId -> recordings.collect(phoneCallId, call, thread)));
        } catch (Exception e) {
            tryAgain(callId, entry, e);
        }
    }

    private Optional<Map.Entry<String, Entry>> takeNext() {
        synchronized (waiting) {
            Iterator<Map.Entry<String, Entry>> entries = waiting.entrySet().iterator();
            if (!entries.hasNext()) {
                return Optional.empty();
            }
            Map.Entry<String, Entry> taken = Map.Entry.copyOf(entries.next());
            entries.remove();
            return Optional.of(taken);
        }
    }

    private void tryAgain(String callId, Entry entry, Exception e) {
        int attempts = entry.attempts() + 1;
        if (attempts >= MOST_ATTEMPTS || thread.isShutdown()) {
            lost.incrementAndGet();
            Debug.logError(e, "Call " + callId + " could not be written and is given up", MODULE);
            return;
        }
        Debug.logWarning("Call " + callId + " could not be written (attempt " + attempts + "), trying again: " + e, MODULE);
        long seconds = Math.min(attempts, LONGEST_PAUSE.toSeconds());
        thread.schedule(() -> {
            synchronized (waiting) {
                waiting.merge(callId, new Entry(entry.call(), entry.claim(), attempts), (newer, older) -> older.followedBy(newer));
            }
            writeOne();
        }, seconds, TimeUnit.SECONDS);
    }

    /** Who took the call, and when. */
    record Claim(Person by, Instant at) {
    }

    private record Entry(Optional<PhoneCall> call, Optional<Claim> claim, int attempts) {

        Entry followedBy(Entry newer) {
            return new Entry(newer.call.or(() -> call), newer.claim.or(() -> claim), Math.max(attempts, newer.attempts));
        }
    }
}

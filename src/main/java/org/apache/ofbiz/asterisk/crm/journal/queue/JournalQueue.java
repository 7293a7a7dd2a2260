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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Calls on their way to the database. What is added is in a file, mapped into memory, when {@code add} returns: the death of this
 * process loses nothing, that of the machine what was added in the last second. Since each snapshot tells the whole call, a newer one
 * takes the place of an older one; the file is read back when the database is ready, so a long outage costs disk, not heap. A folder
 * that cannot be written, and a full disk, are told, and the queue goes on in memory. Thread-safe; {@code add} never waits for a disk.
 */
public final class JournalQueue implements AutoCloseable {

    private final ErrorReporter problems;
    private final Segments segments;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    /** By callId; with {@link #ready} and the places of lines guarded by {@code segments.lock()}. */
    private final Map<String, PendingEntries> waiting = new HashMap<>();
    private final Set<PendingEntries> ready = new LinkedHashSet<>();
    private final RecentEntries recent = new RecentEntries();

    /**
     * Reads what an earlier process left.
     *
     * @param folder empty to keep calls in memory only
     */
    public JournalQueue(Optional<Path> folder, JournalLimits limits, ErrorReporter problems) {
        this.problems = problems;
        this.segments = new Segments(folder, limits, problems);
        AtomicLong highest = numbers;
        Map<String, PendingEntries> found = waiting;
        segments.recover((line, segment, at, length) -> {
            highest.accumulateAndGet(line.highest(), Math::max);
            recovered(found, line, new Segment.Place(segment, at, length, line.number()));
        });
        synchronized (segments.lock()) {
            waiting.values().removeIf(PendingEntries::isDone);
            ready.addAll(waiting.values());
        }
        segments.start();
    }

    /** How much may wait from now on. What waits already stays. @param limits with segments of the same size as before */
    public void limits(JournalLimits limits) {
        segments.limits(limits);
    }

    private static void recovered(Map<String, PendingEntries> found, JournalEntry line, Segment.Place place) {
        PendingEntries known = found.computeIfAbsent(line.callId(), callId -> new PendingEntries(callId, true));
        if (line.isWritten()) {
            known.written(line.number(), line.claimNumber().orElse(line.number()));
        } else {
            known.newer(line, place);
        }
    }

    /** The call is now as this snapshot says. */
    public void add(PhoneCall call) {
        add(call, Optional.empty());
    }

    /** The call is now as this snapshot says. @param fencing under which number of the server's lease it was told; empty with one node */
    public void add(PhoneCall call, Optional<Long> fencing) {
        add(JournalEntry.of(numbers.incrementAndGet(), call, fencing));
    }

    /** Somebody took this call. */
    public void add(String callId, JournaledClaim claim) {
        add(callId, claim, Optional.empty());
    }

    /** Somebody took this call. @param fencing as of a snapshot */
    public void add(String callId, JournaledClaim claim, Optional<Long> fencing) {
        add(JournalEntry.of(numbers.incrementAndGet(), callId, claim, fencing));
    }

    private void add(JournalEntry line) {
        byte[] text = JournalEntryText.write(line); // outside the lock: it is what takes time
        synchronized (segments.lock()) {
            Optional<Segment.Place> place = segments.append(text, line.number());
            if (place.isPresent()) {
                PendingEntries call = waiting.computeIfAbsent(line.callId(), callId -> new PendingEntries(callId, false));
                call.newer(line, place.get());
                recent.add(line);
                if (!call.isHeld()) {
                    ready.add(call);
                }
                return;
            }
        }
        if (lost.incrementAndGet() == 1) {
            problems.report("keeping call " + line.callId() + ": the journal has no room left, calls are being lost",
                    new IOException("the journal is full"));
        }
    }

    /**
     * Adds what another process left to be written.
     *
     * @param left as that process told it, under its number of the lease
     * @return false where something about the call waits here, which is newer, or where there is no room: nothing was added then
     */
    boolean takeOver(Entry left) {
        List<JournalEntry> lines = Stream.of(left.call().map(call -> JournalEntry.of(numbers.incrementAndGet(), call, left.fencing())),
                left.claim().map(claim -> JournalEntry.of(numbers.incrementAndGet(), left.callId(), claim, left.fencing())))
                .flatMap(Optional::stream).toList();
        List<byte[]> texts = lines.stream().map(JournalEntryText::write).toList();
        synchronized (segments.lock()) {
            if (waiting.containsKey(left.callId())) {
                return false;
            }
            for (int i = 0; i < lines.size(); i++) {
                Optional<Segment.Place> place = segments.append(texts.get(i), lines.get(i).number());
                if (place.isEmpty()) {
                    return false;
                }
                PendingEntries call = waiting.computeIfAbsent(left.callId(), callId -> new PendingEntries(callId, true));
                call.newer(lines.get(i), place.get());
                ready.add(call);
            }
            return true;
        }
    }

    /** The call that waits longest, for the caller to write, and then to tell what came of it. Empty when none can be written now. */
    public Optional<Entry> take() {
        RecentEntries.Line call;
        RecentEntries.Line claim;
        PendingEntries taken;
        long callNumber;
        long claimNumber;
        synchronized (segments.lock()) {
            if (ready.isEmpty()) {
                return Optional.empty();
            }
            taken = ready.iterator().next();
            ready.remove(taken);
            taken.hold();
            callNumber = taken.callNumber();
            claimNumber = taken.claimNumber();
            call = recent.take(callNumber, taken::readCall);
            claim = recent.take(claimNumber, taken::readClaim);
        }
        Optional<JournalEntry> told = call.entry();
        Optional<JournalEntry> claimed = claim.entry();
        Optional<Long> fencing = Stream.of(told, claimed).flatMap(line -> line.flatMap(JournalEntry::fencing).stream()).max(Long::compare);
        return Optional.of(new Entry(taken.callId(), callNumber, claimNumber, told.flatMap(JournalEntry::call),
                claimed.flatMap(JournalEntry::claim), taken.attempts(), fencing));
    }

    /** The database has it. */
    public void written(Entry entry) {
        JournalEntry mark = JournalEntry.written(entry.callId(), entry.callNumber(), entry.claimNumber());
        byte[] text = JournalEntryText.write(mark);
        synchronized (segments.lock()) {
            PendingEntries call = waiting.get(entry.callId());
            call.written(entry.callNumber(), entry.claimNumber());
            segments.append(text, mark.highest()); // without it, it would be written again after a crash: no harm
            if (call.isDone()) {
                waiting.remove(entry.callId());
                return;
            }
        }
        again(entry);
    }

    /** It was not written, through no fault of its own. */
    public void again(Entry entry) {
        synchronized (segments.lock()) {
            PendingEntries call = waiting.get(entry.callId());
            call.letGo();
            ready.add(call);
        }
    }

    /** These were not looked at: they are the next ones again, in this order, before all that came meanwhile. */
    public void giveBack(List<Entry> entries) {
        synchronized (segments.lock()) {
            List<PendingEntries> others = List.copyOf(ready);
            ready.clear();
            for (Entry entry : entries) {
                PendingEntries call = waiting.get(entry.callId());
                call.letGo();
                ready.add(call);
            }
            ready.addAll(others);
        }
    }

    /** The database did not take it: it is kept, and not given to anybody until {@link #again}. */
    public void putOff(Entry entry) {
        synchronized (segments.lock()) {
            waiting.get(entry.callId()).attemptFailed();
        }
    }

    /** The database will never take it: set aside in a file for a person to look at. */
    public void refuse(Entry entry, Exception cause) {
        segments.refuse(JournalEntryText.json(new Refused(Instant.now(), String.valueOf(cause), entry)), entry.callId());
        written(entry);
        refused.incrementAndGet();
    }

    /**
     * Gives all files free but for calls that still wait, so that nobody finds there what is in the database, or was deleted from it.
     *
     * @param about which refused calls are removed, by their line of JSON
     * @throws IOException where the files can't be changed
     */
    public void forget(Predicate<String> about) throws IOException {
        segments.forget(about);
    }

    /** Calls that wait to be written now. */
    public int waiting() {
        synchronized (segments.lock()) {
            return waiting.size();
        }
    }

    /** Calls of an earlier process that wait, without those that the database does not take. */
    public int recovered() {
        synchronized (segments.lock()) {
            return (int) waiting.values().stream().filter(call -> call.isRecovered() && call.attempts() == 0).count();
        }
    }

    /** What could not be kept for want of room, since the start. */
    public long lost() {
        return lost.get();
    }

    /** Calls that the database did not take, since the start; they are in the file refused.jsonl. */
    public long refused() {
        return refused.get();
    }

    /** Lines of earlier processes that could not be read: torn by a crash, or changed by somebody. */
    public int unreadable() {
        return segments.unreadable();
    }

    /** Size of the files in bytes; 0 while in memory. */
    public long bytes() {
        return segments.fileBytes();
    }

    /** Why calls wait in memory only and would be lost with the process; empty in a healthy system. */
    public Optional<String> problem() {
        return segments.problem();
    }

    /** Waits until the disk has all. What still waits is written after the next start. */
    @Override
    public void close() {
        segments.close(waiting() == 0);
    }

    /**
     * A call to be written.
     *
     * @param callNumber  of the line that tells the call; 0 without one
     * @param claimNumber of the line that tells the claim; 0 without one
     * @param attempts    how often the database did not take it
     * @param fencing     under which number of the server's lease it was told; empty with one node
     */
    public record Entry(String callId, long callNumber, long claimNumber, Optional<PhoneCall> call, Optional<JournaledClaim> claim,
                        int attempts, Optional<Long> fencing) {
    }

    private record Refused(Instant at, String cause, Entry entry) {
    }
}

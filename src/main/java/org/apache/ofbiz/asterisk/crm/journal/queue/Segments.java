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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.call.ErrorReporter;

/**
 * The files of the queue, one after the other. A thread of their own keeps an empty one ready, brings what was added to the disk once a
 * second, and gives files free: the oldest first, because a line in a later file may say that one in an earlier file is written. A few
 * lines that are still needed in an otherwise finished file are moved on. Files that are free are used again, since a mapping goes
 * only with the garbage collector. Thread-safe.
 */
final class Segments {

    private static final long TIDY_MILLIS = 1000;
    private static final long STOP_SECONDS = 5;
    /** A file is given free when this part of it, or less, is still needed; when room gets short, with more. */
    private static final double NEEDED = 0.25;
    private static final double NEEDED_IN_NEED = 0.75;

    private final Object lock = new Object();
    /** Read again each time; an admin may change it. */
    private volatile JournalLimits limits;
    private final ErrorReporter problems;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread files = new Thread(task, "asterisk-journal-files");
        files.setDaemon(true);
        return files;
    });
    private final AtomicBoolean tidyAsked = new AtomicBoolean();
    private final Optional<Path> wanted;
    /** The thread's own. */
    private Optional<QueueFolder> folder = Optional.empty();
    /** The oldest first, the last one is added to; guarded by {@link #lock}. */
    private final Deque<Segment> all = new ArrayDeque<>();
    /** Guarded by {@link #lock}. */
    private Optional<Segment> spare = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();
    private volatile int unreadable;

    Segments(Optional<Path> folder, JournalLimits limits, ErrorReporter problems) {
        this.wanted = folder;
        this.limits = limits;
        this.problems = problems;
        openFolder();
    }

    /** From now on. @param newLimits with segments of the same size as before */
    void limits(JournalLimits newLimits) {
        limits = newLimits;
    }

    /** Hands out each line that can be read, the oldest first. Before {@link #start}. */
    void recover(Recovery recovery) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            for (Path file : folder.get().files()) {
                Segment segment = Segment.open(file);
                all.addLast(segment);
                int torn = segment.forEachLine((at, text) -> JournalEntryText.read(text).ifPresentOrElse(
                        line -> recovery.line(line, segment, at, text.length + 1), () -> unreadable++));
                unreadable += torn > 0 ? 1 : 0;
            }
        } catch (IOException e) {
            tell("reading what an earlier run left to write in " + wanted.get(), e);
        }
    }

    void start() {
        prepareSpare();
        synchronized (lock) {
            all.addLast(takeSpare().orElseGet(() -> Segment.inMemory(limits.segmentBytes())));
        }
        thread.scheduleWithFixedDelay(this::tidy, 0, TIDY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Under the lock. Empty when there is no room left. */
    Optional<Segment.Place> append(byte[] text, long number) {
        int at = tryAppend(all.getLast(), text);
        if (at < 0) {
            Optional<Segment> next = takeSpare().or(this::memory);
            next.ifPresent(all::addLast);
            at = next.isPresent() ? tryAppend(next.get(), text) : -1;
        }
        return at < 0 ? Optional.empty() : Optional.of(new Segment.Place(all.getLast(), at, text.length, number));
    }

    /** A mapping whose disk has failed throws an error that would end the thread of calls: it counts as full. */
    private static int tryAppend(Segment segment, byte[] text) {
        try {
            return segment.append(text);
        } catch (InternalError brokenMapping) {
            return -1;
        }
    }

    private Optional<Segment> takeSpare() {
        Optional<Segment> taken = spare;
        spare = Optional.empty();
        if (tidyAsked.compareAndSet(false, true)) {
            try {
                thread.execute(this::tidy);
            } catch (RejectedExecutionException closed) {
                tidyAsked.set(false);
            }
        }
        return taken;
    }

    private Optional<Segment> memory() {
        return all.stream().filter(segment -> !segment.isFile()).count() < limits.mostMemory()
                ? Optional.of(Segment.inMemory(limits.segmentBytes())) : Optional.empty();
    }

    private void tidy() {
        tidyAsked.set(false);
        try {
            openFolder();
            prepareSpare();
            leaveMemory();
            giveFree();
            prepareSpare();
            force();
        } catch (RuntimeException | InternalError e) { // InternalError: the disk under a mapping failed
            tell("keeping the journal's files", e);
        }
    }

    private void openFolder() {
        if (folder.isPresent() || wanted.isEmpty()) {
            return;
        }
        try {
            folder = Optional.of(QueueFolder.open(wanted.get()));
        } catch (IOException | RuntimeException e) {
            tell("opening the journal's folder " + wanted.get() + ": calls that wait for the database are kept in memory only", e);
        }
    }

    /** Tells a problem once, until it is over. */
    private void tell(String what, Throwable cause) {
        if (problem.isEmpty()) {
            problem = Optional.of(what + ": " + cause.getMessage());
            problems.report(what, cause);
        }
    }

    private void prepareSpare() {
        long files;
        boolean inMemory;
        synchronized (lock) {
            files = all.stream().filter(Segment::isFile).count();
            inMemory = files < all.size();
            if (folder.isEmpty() || spare.isPresent()) {
                return;
            }
        }
        if (files < limits.mostFiles()) {
            prepare(Optional.empty());
        } else if (inMemory) {
            tell("keeping calls that wait for the database in " + wanted.get(), new IOException("the journal folder has reached its maximum size"));
        }
    }

    /** @param used a file that is no longer needed */
    private void prepare(Optional<Segment> used) {
        try {
            Segment next = folder.orElseThrow().next(used, limits.segmentBytes());
            synchronized (lock) {
                spare = Optional.of(next);
            }
            problem = Optional.empty();
        } catch (IOException e) {
            tell("making room in " + wanted.get() + ": calls that wait for the database are kept in memory only", e);
        }
    }

    /** As soon as there is a file, what waits in memory goes there. */
    private void leaveMemory() {
        List<Segment> inMemory;
        synchronized (lock) {
            if (!all.getLast().isFile() && spare.isPresent()) {
                all.addLast(takeSpare().get());
            }
            inMemory = all.getLast().isFile() ? all.stream().filter(segment -> !segment.isFile()).toList() : List.of();
        }
        for (Segment segment : inMemory) {
            moveOn(segment);
            synchronized (lock) {
                if (segment.live() == 0) {
                    all.remove(segment);
                }
            }
        }
    }

    private void giveFree() {
        for (Optional<Segment> oldest = finished(); oldest.isPresent(); oldest = finished()) {
            moveOn(oldest.get());
            boolean again;
            synchronized (lock) {
                if (oldest.get().live() > 0 || !oldest.get().equals(all.peekFirst())) {
                    return; // no room to move them to
                }
                all.removeFirst();
                again = oldest.get().isFile() && spare.isEmpty() && oldest.get().size() == limits.segmentBytes();
            }
            if (again) {
                prepare(oldest);
            } else {
                delete(oldest.get());
            }
        }
    }

    /** The oldest one, when little of it is needed. */
    private Optional<Segment> finished() {
        synchronized (lock) {
            Segment oldest = all.getFirst();
            double most = all.size() > limits.mostFiles() / 2 ? NEEDED_IN_NEED : NEEDED;
            return all.size() > 1 && oldest.live() <= oldest.size() * most ? Optional.of(oldest) : Optional.empty();
        }
    }

    /** Guards what is said to be; held for copying a line, never for a disk. */
    Object lock() {
        return lock;
    }

    private void moveOn(Segment from) {
        List<Segment.Owner> told;
        synchronized (lock) {
            told = new ArrayList<>(from.told());
        }
        for (Segment.Owner owner : told) {
            synchronized (lock) {
                owner.moved(place -> moved(owner, place, from));
            }
        }
    }

    private Optional<Segment.Place> moved(Segment.Owner owner, Optional<Segment.Place> place, Segment from) {
        if (place.isEmpty() || !place.get().segment().equals(from)) {
            return place;
        }
        boolean room = spare.isPresent() || all.getLast().isFile() && all.getLast().size() - all.getLast().end() >= place.get().length();
        Optional<Segment.Place> next = room ? append(place.get().read(), place.get().number()) : Optional.empty();
        next.ifPresent(there -> {
            from.release(there.length());
            there.segment().keep(owner, there.length());
        });
        return next.or(() -> place);
    }

    private void force() {
        List<Segment> files;
        List<Integer> ends;
        synchronized (lock) {
            files = all.stream().filter(Segment::isFile).toList();
            ends = files.stream().map(Segment::end).toList();
        }
        for (int i = 0; i < files.size(); i++) {
            files.get(i).force(ends.get(i));
        }
    }

    /**
     * Gives all files free but for lines that are still needed, so that nothing that was written can be read there, and removes refused
     * calls.
     *
     * @param about which refused calls go, by their line
     */
    void forget(Predicate<String> about) throws IOException {
        try {
            thread.submit(() -> {
                tidy();
                synchronized (lock) {
                    if (all.getLast().isFile() && spare.isPresent()) {
                        all.addLast(takeSpare().get());
                    }
                }
                tidy();
                if (folder.isPresent()) {
                    folder.get().forgetRefused(about);
                }
                return true;
            }).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IOException("The journal's files can't be given free: " + e.getMessage(), e);
        }
    }

    /** On the thread that writes to the database. */
    void refuse(byte[] json, String callId) {
        try {
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            if (folder.isEmpty() || !folder.get().refuse(line)) {
                problems.report("keeping refused call " + callId, new IOException("there is no room for it"));
            }
        } catch (IOException e) {
            problems.report("keeping refused call " + callId, e);
        }
    }

    int unreadable() {
        return unreadable;
    }

    Optional<String> problem() {
        return problem;
    }

    long fileBytes() {
        synchronized (lock) {
            return all.stream().filter(Segment::isFile).mapToLong(Segment::size).sum() + spare.map(Segment::size).orElse(0);
        }
    }

    /** @param empty nothing waits: no file is left behind */
    void close(boolean empty) {
        thread.shutdown();
        try {
            thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        force();
        spare.ifPresent(this::delete);
        if (empty) {
            all.forEach(this::delete);
        }
        try {
            if (folder.isPresent()) {
                folder.get().close();
            }
        } catch (IOException e) {
            problems.report("closing the journal's folder", e);
        }
    }

    private void delete(Segment segment) {
        try {
            segment.delete();
        } catch (IOException e) {
            problems.report("deleting a file of the journal that is no longer needed", e);
        }
    }

    /** Takes what an earlier process left. */
    @FunctionalInterface
    interface Recovery {
        void line(JournalEntry line, Segment segment, int at, int length);
    }
}

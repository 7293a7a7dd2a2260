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
package org.apache.ofbiz.asterisk.center.actions;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.ami.wire.AllowedAddresses;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ModelService;

/**
 * Does what the actions of groups say when a call takes a turn: reads the events with a thread of its own, sends with others, tries again with
 * growing pauses, and keeps what never arrives for an admin to see. Nothing of it is on the way of a call. Thread-safe.
 */
public final class CallActions implements AutoCloseable {

    /** Pauses before the attempts after the first one. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10), Duration.ofMinutes(30));
    private static final Duration READ_EVERY = Duration.ofSeconds(5);
    /** Turns of which it is known whose call it is. */
    private static final Set<CallAction.Turn> OF_AN_AGENT = EnumSet.of(CallAction.Turn.RINGING, CallAction.Turn.ANSWERED, CallAction.Turn.ENDED);
    private static final int SENDERS = 4;
    private static final int MOST_WAITING = 5_000;
    private static final int MOST_KEPT = 5_000;
    private static final int AT_ONCE = 500;

    private final LiveEvents events;
    private final ActionRows rows;
    private final ActionSender sender;
    private final ErrorReporter problems;
    private final Clock clock;
    private final List<Duration> pauses;
    private final ScheduledThreadPoolExecutor senders;
    private final CallValues calls = new CallValues();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile List<CallAction> actions = List.of();
    private volatile long readNanos = System.nanoTime() - READ_EVERY.toNanos();
    private volatile boolean closed;
    private volatile Optional<Thread> reader = Optional.empty();

    /** Either sent, or why not. */
    public record Trial(Optional<String> problem) {
    }

    CallActions(LiveEvents events, ActionRows rows, ActionSender sender, ErrorReporter problems, Clock clock, List<Duration> pauses) {
        this.events = events;
        this.rows = rows;
        this.sender = sender;
        this.problems = problems;
        this.clock = clock;
        this.pauses = List.copyOf(pauses);
        AtomicInteger count = new AtomicInteger();
        this.senders = new ScheduledThreadPoolExecutor(SENDERS, task -> {
            Thread thread = new Thread(task, "asterisk-action-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** With the settings, services and database of this delegator. */
    public static CallActions of(LiveEvents events, LocalDispatcher dispatcher, Settings settings, BrowserNews browsers, ErrorReporter problems,
                                 Clock clock) {
        Supplier<AllowedAddresses> allowed = () -> ConnectionRules.of(settings.get(Settings.ACTION_HOSTS), settings.get(Settings.ACTION_PORTS),
                List.of(), Settings.home()).addresses();
        Supplier<Set<String>> services = () -> Set.copyOf(settings.get(Settings.ACTION_SERVICES));
        ActionSender.Services runner = (name, parameters) -> runService(dispatcher, name, parameters);
        ActionPages pages = new ActionPages(() -> settings.get(Settings.ACTION_PAGES), () -> settings.get(Settings.ACTION_FRAMES), browsers::open);
        ActionSender sender = new ActionSender(allowed, services, runner, pages, clock);
        return new CallActions(events, new ActionRows(dispatcher.getDelegator()), sender, problems, clock, PAUSES);
    }

    private static void runService(LocalDispatcher dispatcher, String name, Map<String, String> parameters) throws ActionSender.FailedException {
        try {
            new SystemServices(dispatcher).run(name, dispatcher.getDispatchContext().makeValidContext(name, ModelService.IN_PARAM, parameters));
        } catch (GenericServiceException e) {
            throw new ActionSender.FailedException(String.valueOf(e.getMessage()), false);
        } catch (RuntimeException e) {
            throw new ActionSender.FailedException(String.valueOf(e.getMessage()), true);
        }
    }

    /** Begins; what an earlier run left is tried again when its time comes. */
    public void start() {
        try {
            rows.retrying().forEach(entry -> later(entry.getKey(), Duration.between(clock.instant(), entry.getValue())));
        } catch (RuntimeException e) {
            problems.report("reading deliveries of call actions", e);
        }
        long from = events.last();
        Thread thread = new Thread(() -> read(from), "asterisk-actions");
        thread.setDaemon(true);
        thread.start();
        reader = Optional.of(thread);
    }

    /** Actions were changed: the next event counts with the new ones. */
    public void changed() {
        readNanos = System.nanoTime() - READ_EVERY.toNanos();
    }

    /** How the deliveries are, since the start. */
    public SystemMetrics.Actions figures() {
        return new SystemMetrics.Actions(waiting.get(), failed.get(), lost.get());
    }

    private void read(long from) {
        long place = from;
        while (!closed) {
            try {
                events.await(place, READ_EVERY.toMillis());
                if (!events.has(place)) {
                    lost.incrementAndGet();
                }
                for (LiveEvent event : events.after(place, AT_ONCE)) {
                    place = event.number();
                    calls.heard(event).ifPresent(this::taken);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                problems.report("doing call actions", e);
            }
        }
    }

    private void taken(CallValues.Taken turn) {
        for (CallAction action : current()) {
            if (action.turn() == turn.turn() && action.groupId().equals(turn.groupId())) {
                later(new Delivery(UUID.randomUUID().toString(), action, turn.values(), 0), Duration.ZERO);
            }
        }
    }

    private List<CallAction> current() {
        if (System.nanoTime() - readNanos >= READ_EVERY.toNanos()) {
            readNanos = System.nanoTime();
            try {
                actions = rows.enabled();
            } catch (RuntimeException databaseAway) {
                problems.report("reading call actions; the last known ones apply", databaseAway);
            }
        }
        return actions;
    }

    private void later(Delivery delivery, Duration pause) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            lost.incrementAndGet();
            return;
        }
        try {
            senders.schedule(() -> attempt(delivery), Math.max(0, pause.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            waiting.decrementAndGet();
        }
    }

    private void attempt(Delivery delivery) {
        try {
            sender.send(delivery);
            if (delivery.attempts() > 0) {
                rows.remove(delivery.id());
            }
        } catch (ActionSender.FailedException e) {
            failed(delivery.failedAgain(), String.valueOf(e.getMessage()), e.isPassing());
        } catch (RuntimeException e) {
            failed(delivery.failedAgain(), e.toString(), true);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void failed(Delivery delivery, String problem, boolean passing) {
        boolean again = passing && delivery.attempts() <= pauses.size();
        Instant now = clock.instant();
        Optional<Duration> pause = again ? Optional.of(pauses.get(delivery.attempts() - 1)) : Optional.empty();
        try {
            if (delivery.attempts() == 1 && rows.failures() >= MOST_KEPT) {
                lost.incrementAndGet();
            } else {
                rows.keep(delivery, problem, now, pause.map(now::plus));
            }
        } catch (RuntimeException e) {
            problems.report("keeping a delivery of a call action", e);
        }
        pause.ifPresentOrElse(time -> later(delivery, time), failed::incrementAndGet);
    }

    /** Sends an action with the values of an invented call of this user, now: a page opens in their console. */
    public Trial test(CallAction action, String userLoginId) {
        Map<String, String> values = CallValues.sample(action.groupId(), action.turn());
        values.replace("AGENT", userLoginId);
        return trial(new Delivery(UUID.randomUUID().toString(), action, values, 0));
    }

    /** Tries a delivery that was given up, now; it is forgotten when it arrives. Empty for one that is not there. */
    public Optional<Trial> retry(String failureId) {
        return rows.failure(failureId).map(delivery -> {
            Trial trial = trial(delivery);
            if (trial.problem().isEmpty()) {
                rows.remove(failureId);
            }
            return trial;
        });
    }

    private Trial trial(Delivery delivery) {
        try {
            sender.send(delivery);
            return new Trial(Optional.empty());
        } catch (ActionSender.FailedException e) {
            return new Trial(Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** What would be wrong with an action: the name of the field; empty for nothing. */
    public static Optional<String> wrongField(CallAction action) {
        Map<String, String> sample = CallValues.sample(action.groupId(), action.turn());
        boolean right = switch (action.kind()) {
        case WEBHOOK -> ActionText.url(action.target(), sample).isPresent();
        case TCP, UDP -> ActionText.hostPort(action.target()).isPresent();
        case SERVICE -> ActionText.isService(action.target());
        case PAGE, PANEL -> ActionText.url(action.target(), sample).isPresent();
        };
        if (!right) {
            return Optional.of("target");
        }
        boolean page = action.kind() == CallAction.Kind.PAGE || action.kind() == CallAction.Kind.PANEL;
        if (page && !OF_AN_AGENT.contains(action.turn())) {
            return Optional.of("turn");
        }
        boolean message = action.kind() == CallAction.Kind.TCP || action.kind() == CallAction.Kind.UDP;
        return message && action.parameters().isBlank() ? Optional.of("parameters") : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        reader.ifPresent(Thread::interrupt);
        senders.shutdownNow();
    }
}

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
package org.apache.ofbiz.asterisk.crm.hooks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.service.eca.ServiceEcaUtil;

/**
 * Runs a service for each turn of a call, so that SECAs of other components can act upon it (docs/hooks.md). One after the other, on a thread of
 * its own, in the order of the turns: what hangs on a service never holds up a call, the journal or a browser. Thread-safe.
 */
public final class CallHooks implements Consumer<List<CallHookEvent>>, AutoCloseable {

    private static final String MODULE = CallHooks.class.getName();
    /** An hour of a busy call center whose hooks stand still. */
    private static final int MOST_WAITING = 10_000;
    private static final long STOP_SECONDS = 5;

    /** Where our services of turns are, which do nothing themselves. */
    private static final String IDLE = "org.apache.ofbiz.asterisk.service.HookServices";

    private final Runner runner;
    private final Predicate<CallHookEvent.Kind> followed;
    private final ThreadPoolExecutor thread;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    public CallHooks(LocalDispatcher dispatcher) {
        this(turn -> dispatcher.runSync(turn.kind().service(), context(dispatcher, turn)), kind -> isFollowed(dispatcher, kind), MOST_WAITING);
    }

    /** @param followed whether something happens when the service of a turn runs */
    CallHooks(Runner runner, Predicate<CallHookEvent.Kind> followed, int mostWaiting) {
        this.runner = runner;
        this.followed = followed;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), task -> {
            Thread hooks = new Thread(task, "asterisk-hooks");
            hooks.setDaemon(true);
            return hooks;
        });
    }

    /** Runs the service of a turn. */
    @FunctionalInterface
    interface Runner {
        Map<String, Object> run(CallHookEvent turn) throws GenericServiceException, GenericEntityException;
    }

    /**
     * How the hooks are, since the start.
     *
     * @param waiting turns whose service has not run yet
     * @param failed  services that failed, with all that hangs on them
     * @param lost    turns that were never told, since too many waited
     */
    public record Figures(int waiting, long failed, long lost) {
    }

    public Figures figures() {
        return new Figures(thread.getQueue().size(), failed.get(), lost.get());
    }

    /** Tells these turns soon, if somebody follows them; returns at once. */
    @Override
    public void accept(List<CallHookEvent> turns) {
        turns.stream().filter(turn -> followed.test(turn.kind())).forEach(this::tell);
    }

    /** Unless another component has attached something to the service, or defines it again, running it would only read the call again. */
    private static boolean isFollowed(LocalDispatcher dispatcher, CallHookEvent.Kind kind) {
        try {
            Map<String, ?> attached = ServiceEcaUtil.getServiceEventMap(kind.service());
            return attached != null && !attached.isEmpty()
                    || !IDLE.equals(dispatcher.getDispatchContext().getModelService(kind.service()).getLocation());
        } catch (GenericServiceException e) {
            return true; // and running it says what is wrong
        }
    }

    private void tell(CallHookEvent turn) {
        try {
            thread.execute(() -> run(turn));
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown() && lost.incrementAndGet() == 1) {
                Debug.logError("Call hooks are too slow: " + turn.kind().service() + " isn't run for call "
                        + turn.phoneCallId(), MODULE);
            }
        }
    }

    private void run(CallHookEvent turn) {
        try {
            Map<String, Object> result = runner.run(turn);
            if (!ServiceUtil.isSuccess(result)) {
                failed(turn, new GenericServiceException(ServiceUtil.getErrorMessage(result)));
            }
        } catch (GenericServiceException | GenericEntityException | RuntimeException e) {
            failed(turn, e);
        }
    }

    private void failed(CallHookEvent turn, Exception cause) {
        failed.incrementAndGet();
        Debug.logError(cause, turn.kind().service() + " or one of its hooks failed for call " + turn.phoneCallId(), MODULE);
    }

    private static Map<String, Object> context(LocalDispatcher dispatcher, CallHookEvent turn) throws GenericEntityException,
                                               GenericServiceException {
        Map<String, Object> known = new HashMap<>();
        GenericValue row = EntityQuery.use(dispatcher.getDelegator()).from("PhoneCall").where("phoneCallId", turn.phoneCallId()).queryOne();
        if (row != null) {
            known.putAll(row.getAllFields());
        }
        known.putAll(turn.values());
        known.put("phoneCallId", turn.phoneCallId());
        known.values().removeIf(value -> value == null);
        known.replaceAll((name, value) -> value instanceof String text ? PlainText.inert(text) : value);
        Map<String, Object> context = dispatcher.getDispatchContext().makeValidContext(turn.kind().service(), "IN", known);
        context.put("userLogin", EntityQuery.use(dispatcher.getDelegator()).from("UserLogin").where("userLoginId", "system").cache().queryOne());
        return context;
    }

    /** Runs what waits for some seconds, then stops. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                int waiting = thread.shutdownNow().size();
                Debug.logWarning(waiting + " call hooks weren't run before the shutdown", MODULE);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackRules.Standing;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * What users do with callbacks that they may see. Each action is a transaction, decided by what the row is at that moment, so it is either done
 * or refused with the reason, also where several act at the same time. Thread-safe.
 */
public final class CallbackActions {

    private static final String MODULE = CallbackActions.class.getName();
    private static final int ATTEMPTS = 3;

    private final CallbackTasks tasks;
    private final CallbackList list;
    private final UserDirectory people;
    private final Clock clock;
    private final BiConsumer<Set<String>, Set<String>> changed;

    /** @param changed told after each change: the groups and the parties that the callback belongs to */
    public CallbackActions(Delegator delegator, Settings settings, Clock clock, BiConsumer<Set<String>, Set<String>> changed) {
        this.tasks = new CallbackTasks(delegator);
        this.list = new CallbackList(delegator, settings);
        this.people = new UserDirectory(delegator);
        this.clock = clock;
        this.changed = changed;
    }

    /** The user calls back. */
    public Optional<Refusal> claim(String taskId, CallbackList.Viewer viewer) {
        String me = viewer.user().partyId();
        return act(taskId, viewer, task -> CallbackRules.claim(standing(task), me), task -> me.equals(standing(task).claimedBy())
                || tasks.claim(taskId, me, now()));
    }

    /** Any colleague may call back again. */
    public Optional<Refusal> release(String taskId, CallbackList.Viewer viewer) {
        return act(taskId, viewer, task -> task.get("attemptCallId") != null ? Optional.of(Code.CALLBACK_TAKEN) : change(viewer).apply(task),
                task -> standing(task).claimedBy().isEmpty() || tasks.release(taskId, standing(task).claimedBy()));
    }

    /** @param due empty for as soon as possible */
    public Optional<Refusal> setDue(String taskId, Optional<Instant> due, CallbackList.Viewer viewer) {
        return act(taskId, viewer, change(viewer), task -> tasks.setDue(taskId, standing(task).claimedBy(), due));
    }

    /** Done, or given up. */
    public Optional<Refusal> close(String taskId, CallbackOutcome outcome, CallbackList.Viewer viewer) {
        return act(taskId, viewer, change(viewer), task -> tasks.close(task, viewer.user().partyId(), outcome, now()));
    }

    /** Not done after all. */
    public Optional<Refusal> reopen(String taskId, CallbackList.Viewer viewer) {
        return act(taskId, viewer, task -> standing(task).open() ? Optional.of(Code.CALLBACK_OPEN) : tasks.isOpenElsewhere(task)
                ? Optional.of(Code.CALLBACK_OPEN) : Optional.empty(), tasks::reopen);
    }

    private static Function<GenericValue, Optional<Code>> change(CallbackList.Viewer viewer) {
        return task -> CallbackRules.change(standing(task), viewer.user().partyId(), viewer.supervises(task));
    }

    private static Standing standing(GenericValue task) {
        return new Standing(task.get("closedDate") == null, Rows.text(task, "claimedByPartyId"));
    }

    private Instant now() {
        return clock.instant();
    }

    /** @param step changes the row if it still is as given */
    private Optional<Refusal> act(String taskId, CallbackList.Viewer viewer, Function<GenericValue, Optional<Code>> rule, Step step) {
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                Optional<GenericValue> task = list.visible(taskId, viewer);
                if (task.isEmpty()) {
                    return Optional.of(new Refusal(Code.CALLBACK_UNKNOWN, ""));
                }
                Optional<Code> why = rule.apply(task.get());
                if (why.isPresent()) {
                    return why.map(code -> new Refusal(code, code == Code.CALLBACK_TAKEN ? people.colleague(standing(task.get()).claimedBy())
                            : code == Code.NOT_PERMITTED ? "partyId" : ""));
                }
                if (committed(task.get(), step)) {
                    changed.accept(of(task.get(), "callCenterGroupId"), of(task.get(), "ownerPartyId"));
                    return Optional.empty();
                }
            }
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't change callback " + taskId, MODULE);
        }
        return Optional.of(new Refusal(Code.FAILED, ""));
    }

    private static boolean committed(GenericValue task, Step step) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        boolean done;
        try {
            done = step.make(task);
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "Callback " + task.getString("callbackTaskId") + " is not changed", e);
            throw e;
        }
        if (done) {
            TransactionUtil.commit(began);
        } else {
            TransactionUtil.rollback(began, "Somebody else was quicker with callback " + task.getString("callbackTaskId"), null);
        }
        return done;
    }

    private static Set<String> of(GenericValue task, String field) {
        return PlainText.given(task.getString(field)).map(Set::of).orElse(Set.of());
    }

    @FunctionalInterface
    private interface Step {
        boolean make(GenericValue task) throws GenericEntityException;
    }
}

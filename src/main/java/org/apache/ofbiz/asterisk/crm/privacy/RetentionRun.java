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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.voicemail.MessageRemoval;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailSearch;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Deletes what the {@link RetentionRules} keep no longer, a call at a time, each in a transaction of its own: a call that can't be deleted
 * is counted, and stops nothing. Calls under a legal hold, and calls that go on, stay. Belongs to one run.
 */
public final class RetentionRun {

    public static final String ENTITY = "AsteriskRetentionRun";
    /** A run that wasn't heard of for so long has died. */
    private static final Duration DEAD_AFTER = Duration.ofMinutes(5);
    private static final String MODULE = RetentionRun.class.getName();
    private static final String ID = "phoneCallId";
    private static final String START = "startDate";
    private static final int CALLS_AT_A_TIME = 100;
    private static final int LONGEST_PROBLEM = 255;
    private static final Object ONE_AT_A_TIME = new Object();

    private final Rows rows;
    private final CallErasure erasure;
    private final HeldNumbers numbers;
    private final OldMessages messages;
    private final MessageRemoval removal;
    private final Clock clock;
    private final Counts counts = new Counts();

    /** @param removal removes messages from the PBX */
    public RetentionRun(LocalDispatcher dispatcher, Settings settings, MessageRemoval removal, Clock clock) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.erasure = new CallErasure(dispatcher, settings, clock);
        this.numbers = new HeldNumbers(dispatcher.getDelegator(), settings);
        this.messages = new OldMessages(dispatcher.getDelegator(), settings);
        this.removal = removal;
        this.clock = clock;
    }

    /** What a run did, or would do. */
    public static final class Counts {
        private final Map<RetentionRules.Kind, Long> calls = new EnumMap<>(RetentionRules.Kind.class);
        private long done;
        private long files;
        private long held;
        private long failed;
        private String problem = "";

        private void add(RetentionRules.Kind kind) {
            calls.merge(kind, 1L, Long::sum);
        }

        /** Fields of the run's row. */
        public Map<String, Object> fields() {
            Map<String, Object> fields = new HashMap<>(Map.of("doneCount", done, "recordingCount", files, "heldCount", held, "failedCount", failed,
                    "noteCount", calls.getOrDefault(RetentionRules.Kind.NOTE, 0L),
                    "anonymousCount", calls.getOrDefault(RetentionRules.Kind.CALL, 0L),
                    "voicemailCount", calls.getOrDefault(RetentionRules.Kind.VOICEMAIL, 0L)));
            fields.put("problem", PlainText.given(problem).map(text -> PlainText.clip(text, LONGEST_PROBLEM)).orElse(null));
            return fields;
        }
    }

    /**
     * A call of which something would go.
     *
     * @param files of recordings
     */
    public record Due(RetentionRules.Kind kind, GenericValue call, boolean held, List<String> files) {
    }

    /**
     * What a run would delete now; deletes nothing.
     *
     * @param most calls that are listed; all are counted
     */
    public List<Due> preview(int most) {
        List<Due> due = new ArrayList<>();
        for (RetentionRules.Rule rule : ofCalls()) {
            each(rule, calls -> calls.forEach(call -> {
                boolean held = numbers.hold(call);
                List<String> files = rule.kind() == RetentionRules.Kind.NOTE || held ? List.of() : erasure.recordings().files(call);
                counts.done++;
                counts.held += held ? 1 : 0;
                counts.files += files.size();
                if (!held) {
                    counts.add(rule.kind());
                }
                if (due.size() < most) {
                    due.add(new Due(rule.kind(), call, held, files));
                }
            }));
        }
        return due;
    }

    /**
     * A message that would go.
     *
     * @param held a legal hold keeps it
     */
    public record DueMessage(VoicemailSearch.Found found, boolean held) {
    }

    /** What a run would remove from the PBX now; removes nothing. @param most messages that are listed; all are counted */
    public List<DueMessage> previewMessages(int most) {
        List<DueMessage> due = new ArrayList<>();
        for (VoicemailSearch.Found found : messages.due(RetentionRules.read(rows.delegator()), clock.instant())) {
            DueMessage message = new DueMessage(found, messages.held(found.box(), found.message()));
            counts.done++;
            counts.held += message.held() ? 1 : 0;
            if (!message.held()) {
                counts.add(RetentionRules.Kind.VOICEMAIL);
            }
            if (due.size() < most) {
                due.add(message);
            }
        }
        return due;
    }

    private List<RetentionRules.Rule> ofCalls() {
        return RetentionRules.read(rows.delegator()).stream().filter(rule -> rule.kind().ofCalls()).toList();
    }

    /** Each is asked for a hold right before it goes; one that can't be removed stops nothing. */
    private void removeMessages(String runId) {
        for (VoicemailSearch.Found found : messages.due(RetentionRules.read(rows.delegator()), clock.instant())) {
            counts.done++;
            if (messages.held(found.box(), found.message())) {
                counts.held++;
                continue;
            }
            Optional<String> problem = removal.remove(found.box(), found.message());
            problem.ifPresentOrElse(why -> {
                counts.failed++;
                counts.problem = found.box().mailbox().text() + ' ' + found.message().text().leftAt() + ": " + why;
            }, () -> counts.add(RetentionRules.Kind.VOICEMAIL));
            keep(runId, "RUNNING");
        }
    }

    /** What was counted so far. */
    public Counts counts() {
        return counts;
    }

    /**
     * Deletes what is due, and keeps how far it is in a row.
     *
     * @return runId; empty where another run is on its way
     */
    public Optional<String> run(String userLoginId) throws GenericEntityException {
        Optional<String> begun = begin(userLoginId);
        if (begun.isEmpty()) {
            return begun;
        }
        String runId = begun.get();
        try {
            for (RetentionRules.Rule rule : ofCalls()) {
                each(rule, calls -> {
                    Set<String> heldFiles = erasure.recordings().heldFiles(numbers);
                    calls.forEach(call -> one(rule.kind(), call, heldFiles));
                    keep(runId, "RUNNING");
                });
                if (rule.kind() == RetentionRules.Kind.CALL) {
                    callbacks(rule);
                }
            }
            removeMessages(runId);
            keep(runId, "DONE");
        } catch (RuntimeException e) {
            counts.problem = String.valueOf(e.getMessage());
            keep(runId, "FAILED");
            throw e;
        }
        return begun;
    }

    private Optional<String> begin(String userLoginId) throws GenericEntityException {
        synchronized (ONE_AT_A_TIME) {
            Timestamp alive = Timestamp.from(clock.instant().minus(DEAD_AFTER));
            if (rows.count(ENTITY, EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("phase", "RUNNING"),
                    EntityCondition.makeCondition("aliveDate", EntityOperator.GREATER_THAN, alive)))) > 0) {
                return Optional.empty();
            }
            String runId = rows.delegator().getNextSeqId(ENTITY);
            Timestamp now = Timestamp.from(clock.instant());
            rows.delegator().create(ENTITY, Map.of("runId", runId, "phase", "RUNNING", "userLoginId", userLoginId, START, now, "aliveDate", now));
            return Optional.of(runId);
        }
    }

    private void keep(String runId, String phase) {
        Map<String, Object> fields = new HashMap<>(counts.fields());
        Timestamp now = Timestamp.from(clock.instant());
        fields.putAll(Map.of("runId", runId, "phase", phase, "aliveDate", now));
        if (!phase.equals("RUNNING")) {
            fields.put("endDate", now);
        }
        try {
            rows.delegator().store(rows.delegator().makeValue(ENTITY, fields));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }

    private void one(RetentionRules.Kind kind, GenericValue call, Set<String> heldFiles) {
        counts.done++;
        try {
            boolean began = TransactionUtil.begin();
            try {
                if (numbers.hold(call)) {
                    counts.held++;
                } else {
                    int files = delete(kind, call, heldFiles);
                    counts.files += files;
                    counts.add(kind);
                }
                TransactionUtil.commit(began);
            } catch (IOException | GenericEntityException | RuntimeException e) {
                TransactionUtil.rollback(began, "Data of call " + call.getString(ID) + " stay", e);
                throw e;
            }
        } catch (IOException | GenericEntityException | RuntimeException e) {
            counts.failed++;
            counts.problem = call.getString(ID) + ": " + e.getMessage();
            Debug.logError("Couldn't delete data of call " + counts.problem, MODULE);
        }
    }

    /** Callbacks whose last call is due, made or not. */
    private void callbacks(RetentionRules.Rule rule) throws GenericEntityException {
        EntityCondition due = EntityCondition.makeCondition(List.of(rule.calls(), EntityCondition.makeCondition("lastDate",
                EntityOperator.LESS_THAN, Timestamp.from(clock.instant().minus(rule.kept())))));
        for (GenericValue task : Rows.list(rows.from(CallbackTasks.ENTITY).where(due))) {
            if (!numbers.holdCallback(task)) {
                erasure.deleteCallback(task);
            }
        }
    }

    private int delete(RetentionRules.Kind kind, GenericValue call, Set<String> heldFiles) throws IOException, GenericEntityException {
        switch (kind) {
        case RECORDING:
            return erasure.deleteRecordings(call, heldFiles);
        case NOTE:
            erasure.deleteNotes(call);
            return 0;
        default:
            return erasure.makeAnonymous(call, heldFiles);
        }
    }

    /** Hands out the calls of a rule, the oldest first, some at a time; those that stay are passed over. */
    private void each(RetentionRules.Rule rule, Work work) {
        Instant until = clock.instant().minus(rule.kept());
        Optional<GenericValue> last = Optional.empty();
        do {
            List<GenericValue> calls = Rows.list(rows.from("PhoneCall").where(due(rule, until, last)).orderBy(START, ID).maxRows(CALLS_AT_A_TIME));
            work.on(calls);
            last = calls.size() < CALLS_AT_A_TIME ? Optional.empty() : Optional.of(calls.get(calls.size() - 1));
        } while (last.isPresent());
    }

    private static EntityCondition due(RetentionRules.Rule rule, Instant until, Optional<GenericValue> after) {
        List<EntityCondition> all = new ArrayList<>(List.of(rule.calls(), data(rule.kind()),
                EntityCondition.makeCondition(START, EntityOperator.LESS_THAN, Timestamp.from(until)), given("endDate")));
        after.ifPresent(row -> all.add(EntityCondition.makeCondition(
                EntityCondition.makeCondition(START, EntityOperator.GREATER_THAN, row.getTimestamp(START)), EntityOperator.OR,
                EntityCondition.makeCondition(EntityCondition.makeCondition(START, row.getTimestamp(START)), EntityOperator.AND,
                        EntityCondition.makeCondition(ID, EntityOperator.GREATER_THAN, row.getString(ID))))));
        return EntityCondition.makeCondition(all);
    }

    private static EntityCondition data(RetentionRules.Kind kind) {
        return switch (kind) {
        case RECORDING -> given("recordingContentId");
        case NOTE -> EntityCondition.makeCondition(List.of(given("note"), given("subject"), given("noteText")), EntityOperator.OR);
        case CALL -> EntityCondition.makeCondition("anonymizedDate", null);
        case VOICEMAIL -> throw new IllegalArgumentException("of no call");
        };
    }

    private static EntityCondition given(String field) {
        return EntityCondition.makeCondition(field, EntityOperator.NOT_EQUAL, null);
    }

    /** Does something with some calls. */
    @FunctionalInterface
    private interface Work {
        void on(List<GenericValue> calls);
    }
}

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
package org.apache.ofbiz.asterisk.crm.numbers;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ofbiz.asterisk.acd.threads.DatabaseThread;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Makes the keys of all stored numbers again, and then the words of all names, on a thread of its own and in batches: after the component
 * was added to an OFBiz with data, when the default region or the way of making keys has changed, and when an admin asks. How far it is
 * is in the row of AsteriskNumberIndexState, so that one call center does it at a time, and one that was interrupted is gone on with.
 * Thread-safe.
 */
public final class NumberIndex implements AutoCloseable {

    private static final String MODULE = NumberIndex.class.getName();
    private static final String STATE = "AsteriskNumberIndexState";
    private static final Map<String, Object> KEY = Map.of("indexId", "PARTIES");
    private static final String RUNNING = "RUNNING";
    /** Numbers in one transaction. */
    private static final int BATCH = 2000;
    /** A number may change while its batch is written. */
    private static final int MOST_ATTEMPTS = 3;
    /** Who runs it and was not heard of for so long has died. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(30);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(30);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Rows rows;
    private final Settings settings;
    private final NumberKeys keys;
    private final NameWords names;
    private final Clock clock;
    private final int batch;
    private final String me = UUID.randomUUID().toString();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "asterisk-numbers");
        made.setDaemon(true);
        return made;
    });

    public NumberIndex(Delegator delegator, Settings settings, Clock clock) {
        this(delegator, settings, clock, BATCH);
    }

    NumberIndex(Delegator delegator, Settings settings, Clock clock, int batch) {
        this.rows = new Rows(delegator);
        this.settings = settings;
        this.keys = new NumberKeys(delegator, settings);
        this.names = new NameWords(delegator);
        this.clock = clock;
        this.batch = batch;
    }

    /** True when every number had a key when last looked, made with the present settings; changes since then are kept by the ECAs. */
    static boolean isComplete(Rows rows, Settings settings) {
        return Rows.one(rows.from(STATE).where(KEY)).filter(state -> fits(state, settings) && state.get("endDate") != null).isPresent();
    }

    /** Makes what is missing, now and whenever the settings change. */
    public void keepUp() {
        thread.scheduleWithFixedDelay(() -> attempt(false), 0, CHECK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Makes all keys again, soon; nothing more happens when that is going on already.
     *
     * @return false when it is going on already, or this is closed
     */
    public boolean rebuild() {
        if (busy.get() || runsElsewhere(state())) {
            return false;
        }
        try {
            thread.execute(() -> attempt(true));
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private void attempt(boolean anew) {
        busy.set(true);
        try {
            Optional<GenericValue> state = state();
            boolean interrupted = state.filter(row -> RUNNING.equals(row.getString("phase")) && fits(row, settings)).isPresent();
            if (!runsElsewhere(state) && (anew || interrupted || !isComplete(rows, settings)) && begin(state, interrupted)) {
                run();
            }
        } catch (GenericEntityException | RuntimeException e) {
            failed(e);
        } finally {
            busy.set(false);
        }
    }

    private Optional<GenericValue> state() {
        return Rows.one(rows.from(STATE).where(KEY));
    }

    private static boolean fits(GenericValue state, Settings settings) {
        return settings.get(Settings.DEFAULT_REGION).equals(state.getString("region"))
                && Objects.equals(state.getLong("keyFormat"), TelephoneNumbers.KEY_FORMAT);
    }

    private boolean runsElsewhere(Optional<GenericValue> state) {
        return state.filter(row -> RUNNING.equals(row.getString("phase")) && !me.equals(row.getString("runBy")) && row.get("runBy") != null
                && row.getTimestamp("aliveDate").toInstant().isAfter(clock.instant().minus(DEAD_AFTER))).isPresent();
    }

    /** Takes the row, so that nobody else begins. @return false when somebody else was quicker */
    private boolean begin(Optional<GenericValue> known, boolean goOn) throws GenericEntityException {
        if (known.isEmpty()) {
            SeparateTransaction.findOrCreate(rows.delegator(), rows.delegator().makeValue(STATE, KEY));
        }
        EntityCondition asSeen = EntityCondition.makeCondition(EntityCondition.makeCondition(KEY), EntityOperator.AND,
                EntityCondition.makeCondition("aliveDate", known.map(row -> row.get("aliveDate")).orElse(null)));
        Map<String, Object> fields = new HashMap<>(Map.of("phase", RUNNING, "runBy", me, "aliveDate", now()));
        if (!goOn) {
            fields.putAll(Map.of("region", settings.get(Settings.DEFAULT_REGION), "keyFormat", TelephoneNumbers.KEY_FORMAT, "startDate", now(),
                    "doneCount", 0L, "changedCount", 0L, "totalCount", rows.count("TelecomNumber")));
            fields.put("lastContactMechId", null);
            fields.put("lastPartyId", null);
            fields.put("problem", null);
            if (known.filter(row -> fits(row, settings)).isEmpty()) {
                fields.put("endDate", null); // what is there was made with other settings
            }
        }
        return rows.delegator().storeByCondition(STATE, fields, asSeen) == 1;
    }

    private void run() throws GenericEntityException {
        GenericValue state = state().orElseThrow();
        String after = Rows.text(state, "lastContactMechId");
        long done = state.getLong("doneCount");
        long changed = state.getLong("changedCount");
        while (!thread.isShutdown()) {
            List<GenericValue> numbers = after("TelecomNumber", "contactMechId", after);
            if (numbers.isEmpty()) {
                removeKeysWithoutNumber();
                if (!writeNames(Rows.text(state, "lastPartyId"))) {
                    break;
                }
                change(Map.of("phase", "DONE", "endDate", now(), "totalCount", done));
                Debug.logInfo("Indexed " + done + " phone numbers, " + changed + " new or changed", MODULE);
                return;
            }
            String last = numbers.get(numbers.size() - 1).getString("contactMechId");
            changed += write(after, last);
            done += numbers.size();
            after = last;
            change(Map.of("lastContactMechId", after, "doneCount", done, "changedCount", changed, "aliveDate", now()));
        }
        change(Map.of("aliveDate", new Timestamp(0))); // anyone who starts next goes on at once
    }

    /** The words of names, from this party on. @return false when this was closed meanwhile */
    private boolean writeNames(String done) throws GenericEntityException {
        String after = done;
        while (!thread.isShutdown()) {
            List<String> parties = after("Party", "partyId", after).stream().map(row -> row.getString("partyId")).toList();
            if (parties.isEmpty()) {
                return true;
            }
            untilNothingChanges(() -> names.write(parties));
            after = parties.get(parties.size() - 1);
            change(Map.of("lastPartyId", after, "aliveDate", now()));
        }
        return false;
    }

    private List<GenericValue> after(String entity, String key, String last) {
        return Rows.list(rows.from(entity).where(EntityCondition.makeCondition(key, EntityOperator.GREATER_THAN, last))
                .orderBy(key).maxRows(batch));
    }

    private int write(String after, String last) throws GenericEntityException {
        return untilNothingChanges(() -> keys.write(Rows.list(rows.from("TelecomNumber").where(
                EntityCondition.makeCondition("contactMechId", EntityOperator.GREATER_THAN, after),
                EntityCondition.makeCondition("contactMechId", EntityOperator.LESS_THAN_EQUAL_TO, last)))));
    }

    /** Reads and writes rows. @return how many were changed */
    @FunctionalInterface
    private interface Writing {
        int write() throws GenericEntityException;
    }

    /** Writes until a second look finds nothing to change: somebody may change a row, and its key, between our reading and writing. */
    private static int untilNothingChanges(Writing writing) throws GenericEntityException {
        int changed = 0;
        GenericEntityException refused = null;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                int now = inTransaction(writing);
                changed += now;
                refused = null;
                if (now == 0) {
                    break;
                }
            } catch (GenericEntityException e) {
                refused = e; // somebody has made the same key at the same time
            }
        }
        if (refused != null) {
            throw refused;
        }
        return changed;
    }

    private static int inTransaction(Writing writing) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        try {
            int changed = writing.write();
            TransactionUtil.commit(began);
            return changed;
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "Couldn't index phone numbers", e);
            throw e;
        }
    }

    private void removeKeysWithoutNumber() throws GenericEntityException {
        for (GenericValue key : Rows.list(rows.from("AsteriskKeyWithoutNumber").where("telecomNumberId", null).maxRows(BATCH))) {
            rows.delegator().removeByAnd("AsteriskNumberKey", Map.of("contactMechId", key.getString("contactMechId")));
        }
    }

    private void failed(Exception cause) {
        Debug.logError(cause, "Couldn't index phone numbers. OFBiz tries again automatically", MODULE);
        try {
            change(Map.of("phase", "FAILED", "problem", PlainText.clip(String.valueOf(cause.getMessage()), 255)));
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logWarning("Couldn't save the state of the index: " + e, MODULE);
        }
    }

    private void change(Map<String, Object> fields) throws GenericEntityException {
        rows.delegator().storeByCondition(STATE, fields, EntityCondition.makeCondition(KEY));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    /** Stops after the batch that is being written; the next start goes on from there. */
    @Override
    public void close() {
        DatabaseThread.end(thread, STOP_WITHIN);
    }
}

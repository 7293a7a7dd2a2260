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
package org.apache.ofbiz.asterisk.crm.recordings;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKey;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Which keys recordings were encrypted with (AsteriskRecordingKey): their names and fingerprints, never a secret. Thread-safe. */
public final class KeyRows {

    private static final String ENTITY = "AsteriskRecordingKey";
    private static final String ID = "keyId";
    private static final int LONGEST_PROBLEM = 255;

    private final Rows rows;

    public KeyRows(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** How a key is. */
    public enum State {
        /** New recordings are encrypted with it. */
        CURRENT,
        /** Earlier recordings were. */
        EARLIER,
        /** The settings name it, and it can't be used. */
        FAULTY,
        /** Recordings were encrypted with it, and the settings don't name it. */
        MISSING,
        /** Recordings were encrypted with another key of this name. */
        OTHER
    }

    /**
     * A key that the settings name, or that recordings were encrypted with.
     *
     * @param fault   why it can't be used
     * @param calls   whose recordings are encrypted with it
     * @param failed  recordings that the last run couldn't encrypt with it
     * @param problem of the last of them
     */
    public record Key(String id, State state, Optional<RecordingKeys.Fault> fault, long calls, long failed, Optional<String> problem) {
    }

    /** All of them; none where recordings aren't encrypted, and never were. */
    public List<Key> states(RecordingKeys keys) {
        List<Key> states = new ArrayList<>();
        Map<String, GenericValue> used = new HashMap<>();
        Rows.list(rows.from(ENTITY).orderBy(ID)).forEach(row -> used.put(row.getString(ID), row));
        keys.faults().forEach(faulty -> states.add(state(faulty.id(), State.FAULTY, Optional.of(faulty.fault()), used)));
        keys.all().forEach(key -> states.add(state(key.id(), isOther(key, used) ? State.OTHER
                : keys.current().filter(current -> current.id().equals(key.id())).isPresent() ? State.CURRENT : State.EARLIER,
                Optional.empty(), used)));
        used.keySet().stream().filter(id -> states.stream().noneMatch(state -> state.id().equals(id))).sorted()
                .forEach(id -> states.add(state(id, State.MISSING, Optional.empty(), used)));
        states.removeIf(state -> state.state() == State.MISSING && state.calls() == 0); // what it opened is gone
        return states;
    }

    private Key state(String id, State state, Optional<RecordingKeys.Fault> fault, Map<String, GenericValue> used) {
        Optional<GenericValue> row = Optional.ofNullable(used.get(id));
        return new Key(id, state, fault, rows.count("PhoneCall", "recordingKeyId", id),
                row.map(known -> known.getLong("failedCount")).orElse(0L), row.flatMap(known -> PlainText.given(known.getString("problem"))));
    }

    private static boolean isOther(RecordingKey key, Map<String, GenericValue> used) {
        return Optional.ofNullable(used.get(key.id())).filter(row -> !key.fingerprint().equals(row.getString("keyCheck"))).isPresent();
    }

    /** Notes that recordings get encrypted with a key. @return false where another key had its name before: nothing may be encrypted with it */
    public boolean use(RecordingKey key, Instant now) throws GenericEntityException {
        GenericValue wanted = rows.delegator().makeValue(ENTITY, Map.of(ID, key.id(), "keyCheck", key.fingerprint(), "firstDate",
                Timestamp.from(now), "failedCount", 0L));
        return key.fingerprint().equals(SeparateTransaction.findOrCreate(rows.delegator(), wanted).getString("keyCheck"));
    }

    /** Notes what came of a run. @param problem of the last recording that it couldn't encrypt */
    public void ran(RecordingKey key, long failed, Optional<String> problem, Instant now) throws GenericEntityException {
        Map<String, Object> fields = new HashMap<>(Map.of(ID, key.id(), "failedCount", failed, "lastRunDate", Timestamp.from(now)));
        fields.put("problem", problem.map(text -> PlainText.clip(text, LONGEST_PROBLEM)).orElse(null));
        rows.delegator().store(rows.delegator().makeValue(ENTITY, fields));
    }
}

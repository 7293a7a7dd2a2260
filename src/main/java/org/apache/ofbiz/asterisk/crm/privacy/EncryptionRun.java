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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.crm.recordings.KeyRows;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingEncryption;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingEncryption.Fate;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRemoval;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKey;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Encrypts the recordings of calls that have ended, with the key of now: those that aren't encrypted, and those of an earlier key. A recording that
 * can't be encrypted is counted, and stops nothing. Belongs to one run.
 */
public final class EncryptionRun {

    /** The calls that a run every quarter of an hour looks at. */
    static final Duration LATELY = Duration.ofDays(2);
    /** A PBX that was lost with its calls may have gone on with them, and with their recordings. */
    private static final Duration LOST = Duration.ofHours(24);
    private static final String MODULE = EncryptionRun.class.getName();
    private static final String ID = "phoneCallId";
    private static final String START = "startDate";
    private static final String KEY = "recordingKeyId";
    private static final int CALLS_AT_A_TIME = 100;

    private final Rows rows;
    private final CallRecordings recordings;
    private final RecordingKeys keys;
    private final RecordingEncryption files;
    private final RecordingRemoval removal;
    private final KeyRows keyRows;
    private final Clock clock;
    private final Consumer<Path> after;
    private final Map<Path, GenericValue> encrypted = new LinkedHashMap<>();
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final List<String> problems = new ArrayList<>();

    public EncryptionRun(Delegator delegator, Settings settings, Clock clock) {
        this(delegator, settings, clock, file -> { });
    }

    /** @param after is told of each file that has been encrypted */
    EncryptionRun(Delegator delegator, Settings settings, Clock clock, Consumer<Path> after) {
        this.rows = new Rows(delegator);
        this.recordings = new CallRecordings(delegator, RecordingRoots.of(settings));
        this.keys = RecordingFiles.keys(settings);
        this.files = new RecordingEncryption(RecordingRoots.of(settings), keys, clock);
        this.removal = new RecordingRemoval(RecordingRoots.of(settings));
        this.after = after;
        this.keyRows = new KeyRows(delegator);
        this.clock = clock;
    }

    /**
     * What a run did.
     *
     * @param encrypted files
     * @param later     files that may still be written to
     * @param failed    files
     */
    public record Counts(long encrypted, long later, long failed) {
    }

    /**
     * Encrypts what isn't yet; nothing where there is no key, or where it isn't the one that had its name before.
     *
     * @param all whether old calls are looked at, too
     */
    public Counts run(boolean all) throws GenericEntityException {
        files.tidy(); // also where encryption has ended since
        Optional<RecordingKey> key = keys.current();
        if (key.isPresent() && keyRows.use(key.get(), clock.instant())) {
            try {
                run(key.get(), all);
            } catch (GenericEntityException | RuntimeException e) {
                problems.add(String.valueOf(e.getMessage()));
                throw e;
            } finally {
                keyRows.ran(key.get(), problems.size(), problems.stream().reduce((first, second) -> second), clock.instant());
            }
        }
        return new Counts(fates.getOrDefault(Fate.ENCRYPTED, 0L), fates.getOrDefault(Fate.NOT_YET, 0L), problems.size());
    }

    private void run(RecordingKey key, boolean all) throws GenericEntityException {
        Optional<GenericValue> last = Optional.empty();
        do {
            List<GenericValue> calls = Rows.list(rows.from("PhoneCall").where(due(key, all, last)).orderBy(START, ID).maxRows(CALLS_AT_A_TIME));
            for (GenericValue call : calls) {
                encrypt(call, key);
            }
            last = calls.size() < CALLS_AT_A_TIME ? Optional.empty() : Optional.of(calls.get(calls.size() - 1));
        } while (last.isPresent());
        encrypted.forEach(this::deleteUnattached); // once more: another node's deletion may have ended since
    }

    private EntityCondition due(RecordingKey key, boolean all, Optional<GenericValue> after) {
        List<EntityCondition> conditions = new ArrayList<>(List.of(given("recordingContentId"), given("endDate"), EntityCondition.makeCondition(
                EntityCondition.makeCondition(KEY, null), EntityOperator.OR,
                EntityCondition.makeCondition(KEY, EntityOperator.NOT_EQUAL, key.id()))));
        if (!all) {
            conditions.add(EntityCondition.makeCondition(START, EntityOperator.GREATER_THAN, Timestamp.from(clock.instant().minus(LATELY))));
        }
        after.ifPresent(row -> conditions.add(EntityCondition.makeCondition(
                EntityCondition.makeCondition(START, EntityOperator.GREATER_THAN, row.getTimestamp(START)), EntityOperator.OR,
                EntityCondition.makeCondition(EntityCondition.makeCondition(START, row.getTimestamp(START)), EntityOperator.AND,
                        EntityCondition.makeCondition(ID, EntityOperator.GREATER_THAN, row.getString(ID))))));
        return EntityCondition.makeCondition(conditions);
    }

    private static EntityCondition given(String field) {
        return EntityCondition.makeCondition(field, EntityOperator.NOT_EQUAL, null);
    }

    /** The call gets the key when all its files have it, also those that were attached meanwhile. */
    private void encrypt(GenericValue call, RecordingKey key) throws GenericEntityException {
        boolean there = false;
        boolean complete = true;
        boolean lost = wasLost(call);
        Map<String, GenericValue> before = recordings.of(call);
        for (GenericValue data : before.values()) {
            String name = Rows.text(data, "objectInfo");
            boolean later = lost || recordings.isOfOpenCall(name);
            for (Path file : RecordingRemoval.formats(name)) {
                Fate fate = later ? later(file) : encrypt(file, call, data);
                there |= fate != Fate.GONE;
                complete &= fate != Fate.NOT_YET;
            }
        }
        if (there && complete) {
            keep(call, key.id());
            if (!before.keySet().equals(contentsNow(call))) {
                keep(call, null);
            }
        }
    }

    private boolean wasLost(GenericValue call) {
        return rows.count("PhoneCallEvent", EntityCondition.makeCondition(List.of(EntityCondition.makeCondition(ID, call.getString(ID)),
                EntityCondition.makeCondition("eventTypeEnumId", EnumIds.of(TimelineEntry.Kind.PBX_LOST)), EntityCondition.makeCondition("eventDate",
                        EntityOperator.GREATER_THAN, Timestamp.from(clock.instant().minus(LOST)))))) > 0;
    }

    private Fate later(Path file) {
        Fate fate = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? Fate.NOT_YET : Fate.GONE;
        fates.merge(fate, 1L, Long::sum);
        return fate;
    }

    /** A call that was deleted meanwhile has no row. */
    private void keep(GenericValue call, String keyId) throws GenericEntityException {
        rows.delegator().storeByCondition("PhoneCall", Collections.singletonMap(KEY, keyId), EntityCondition.makeCondition(ID, call.getString(ID)));
    }

    private Set<String> contentsNow(GenericValue call) {
        return Rows.one(rows.from("PhoneCall").where(ID, call.getString(ID))).map(now -> recordings.of(now).keySet()).orElse(Set.of());
    }

    private Fate encrypt(Path file, GenericValue call, GenericValue data) {
        Fate fate;
        try {
            fate = files.encrypt(file);
            fates.merge(fate, 1L, Long::sum);
        } catch (IOException | RuntimeException e) {
            problems.add(call.getString(ID) + ": " + e.getMessage());
            Debug.logError("Couldn't encrypt a recording of call " + call.getString(ID) + ": " + e, MODULE);
            return Fate.NOT_YET;
        }
        if (fate == Fate.ENCRYPTED) {
            after.accept(file);
            encrypted.put(file, data);
            deleteUnattached(file, data);
        }
        return fate;
    }

    /** A call that another node deletes meanwhile takes its file with it; this one has just come back. */
    private void deleteUnattached(Path file, GenericValue data) {
        String id = data.getString("dataResourceId");
        if (rows.count("DataResource", "dataResourceId", id) == 0 && !recordings.isAttached(file.toString())) {
            try {
                removal.delete(file.toString());
            } catch (IOException e) {
                problems.add(file + ": " + e.getMessage());
                Debug.logError("Couldn't delete " + file + ", which belongs to no call any more: " + e, MODULE);
            }
        }
    }
}

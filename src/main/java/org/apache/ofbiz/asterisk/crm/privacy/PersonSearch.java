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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKeys;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRemoval;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Finds what is kept of a person: by their party, with the numbers that are theirs alone, or by a number. Stateless. */
final class PersonSearch {

    /** Fields of other calls' rows that may hold a number. */
    static final Map<String, List<String>> MENTIONS = Map.of("PhoneCallEvent", List.of("detail"), "PhoneCallParticipant", List.of("place"),
            "AsteriskSupervision", List.of("actionDetail"), "PhoneCall", List.of("callerNumber", "dialedNumber"));
    /** A file that changed since then may belong to a call that isn't saved yet. */
    private static final Duration UNFINISHED = Duration.ofHours(1);
    private static final String PARTY = "partyId";
    private static final String MECH = "contactMechId";
    private static final String KEY = "numberKey";
    private static final String CALL = "phoneCallId";

    private final Rows rows;
    private final TelephoneNumbers reader;
    private final RecordingRemoval files;
    private final CallRecordings recordings;

    PersonSearch(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.reader = TelephoneNumbers.of(delegator, settings);
        this.files = new RecordingRemoval(RecordingRoots.of(settings));
        this.recordings = new CallRecordings(delegator, RecordingRoots.of(settings));
    }

    /** Whether a number is long enough to be a person's. */
    boolean isNumber(String number) {
        return TelephoneNumbers.digits(number).length() >= PersonNumbers.SHORTEST && !reader.keys(number).isEmpty();
    }

    PersonData byNumber(String number) throws IOException {
        return find(Optional.empty(), new PersonNumbers(reader, reader.keys(number)), List.of(), List.of());
    }

    PersonData byParty(String partyId) throws IOException {
        List<String> shared = new ArrayList<>();
        List<String> own = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Rows.list(rows.from("PartyAndTelecomNumber").where(PARTY, partyId)).forEach(row -> {
            String key = NumberKeys.keyOf(reader, row).key();
            if (key.isEmpty() || isOfOthers(key, partyId)) {
                shared.add(row.getString(MECH));
            } else {
                own.add(row.getString(MECH));
                keys.add(key);
                keys.addAll(reader.keys(key));
            }
        });
        return find(Optional.of(partyId), new PersonNumbers(reader, keys), shared.stream().distinct().toList(), own.stream().distinct().toList());
    }

    private boolean isOfOthers(String key, String partyId) {
        Set<String> mechs = Rows.list(rows.from("AsteriskNumberKey").where(KEY, key)).stream().map(row -> row.getString(MECH))
                .collect(Collectors.toSet());
        return !mechs.isEmpty() && Rows.list(rows.from("PartyContactMech").where(Rows.in(MECH, mechs))).stream()
                .anyMatch(row -> !partyId.equals(row.getString(PARTY)));
    }

    private PersonData find(Optional<String> partyId, PersonNumbers numbers, List<String> shared, List<String> own) throws IOException {
        Map<String, GenericValue> calls = new LinkedHashMap<>();
        Map<String, List<GenericValue>> mentions = new LinkedHashMap<>();
        partyId.ifPresent(id -> Rows.list(rows.from("PhoneCall").where(PARTY, id)).forEach(row -> calls.put(row.getString(CALL), row)));
        for (GenericValue row : havingNumber("PhoneCall", numbers)) {
            String customer = row.getString(PARTY);
            if (partyId.isEmpty() || customer == null || customer.equals(partyId.get())) {
                calls.putIfAbsent(row.getString(CALL), row);
            } else {
                mentions.computeIfAbsent("PhoneCall", entity -> new ArrayList<>()).add(row); // of somebody else at this number
            }
        }
        calls.values().removeIf(row -> row.get("endDate") == null); // it goes on
        for (String entity : List.of("PhoneCallEvent", "PhoneCallParticipant", "AsteriskSupervision")) {
            List<GenericValue> found = havingNumber(entity, numbers).stream().filter(row ->
                    entity.equals("AsteriskSupervision") || !calls.containsKey(row.getString(CALL))).toList();
            mentions.put(entity, found);
        }
        return new PersonData(partyId, numbers, shared, own, List.copyOf(calls.values()), mentions, others(partyId, numbers),
                partyId.map(this::tasks).orElse(List.of()), unattached(numbers, calls.values().stream().toList()));
    }

    private List<GenericValue> havingNumber(String entity, PersonNumbers numbers) {
        List<String> fields = MENTIONS.get(entity);
        return numbers.keys().isEmpty() ? List.of() : Rows.list(rows.from(entity).where(numbers.maybeIn(fields))).stream()
                .filter(row -> numbers.have(row, fields)).toList();
    }

    /** Rows that are about nobody else. */
    private Map<String, List<GenericValue>> others(Optional<String> partyId, PersonNumbers numbers) {
        Map<String, List<GenericValue>> found = new LinkedHashMap<>();
        found.put(CallbackTasks.ENTITY, either(CallbackTasks.ENTITY, partyId, "callBackKey", numbers));
        found.put("AsteriskCallerCorrection", either("AsteriskCallerCorrection", partyId, KEY, numbers));
        found.put("AsteriskIgnoredNumber", either("AsteriskIgnoredNumber", Optional.empty(), KEY, numbers));
        found.put("AsteriskSpeedDial", numbers.keys().isEmpty() ? List.of() : Rows.list(rows.from("AsteriskSpeedDial")).stream()
                .filter(row -> numbers.have(row.getString("dialNumber"))).toList());
        return found;
    }

    private List<GenericValue> either(String entity, Optional<String> partyId, String keyField, PersonNumbers numbers) {
        List<EntityCondition> either = new ArrayList<>();
        partyId.ifPresent(id -> either.add(EntityCondition.makeCondition(PARTY, id)));
        if (!numbers.keys().isEmpty()) {
            either.add(EntityCondition.makeCondition(keyField, EntityOperator.IN, numbers.keys().stream().sorted().toList()));
        }
        return either.isEmpty() ? List.of() : Rows.list(rows.from(entity).where(EntityCondition.makeCondition(either, EntityOperator.OR)));
    }

    /** Follow-ups with the person. */
    private List<GenericValue> tasks(String partyId) {
        Set<String> ids = new LinkedHashSet<>();
        Rows.list(rows.from("WorkEffortPartyAssignment").where(PARTY, partyId, "roleTypeId", "CAL_ATTENDEE"))
                .forEach(row -> ids.add(row.getString("workEffortId")));
        return ids.isEmpty() ? List.of() : Rows.list(rows.from("WorkEffort").where(Rows.in("workEffortId", ids))).stream()
                .filter(task -> "TASK".equals(task.getString("workEffortTypeId"))).toList();
    }

    private List<Path> unattached(PersonNumbers numbers, List<GenericValue> calls) throws IOException {
        if (numbers.keys().isEmpty()) {
            return List.of();
        }
        Set<String> attached = calls.stream().flatMap(call -> recordings.files(call).stream()).collect(Collectors.toSet());
        return files.named(numbers::in).stream().filter(file -> !attached.contains(file.toString()) && !isInUse(file)).toList();
    }

    /** Whether it belongs to a call of somebody else, or is being written. */
    private boolean isInUse(Path file) {
        return rows.count("DataResource", "objectInfo", file.toString()) > 0
                || file.toFile().lastModified() > System.currentTimeMillis() - UNFINISHED.toMillis();
    }

    /** How many recordings the calls have. */
    long recordings(List<GenericValue> calls) {
        return calls.stream().mapToLong(call -> recordings.files(call).size()).sum();
    }
}

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
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.recordings.AudioTypes;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRemoval;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** The recordings of calls: Content and DataResource rows, and files. Thread-safe. */
final class CallRecordings {

    private static final String CONTENT = "contentId";
    private static final String DATA = "dataResourceId";

    private final Rows rows;
    private final RecordingRoots roots;

    CallRecordings(Delegator delegator, RecordingRoots roots) {
        this.rows = new Rows(delegator);
        this.roots = roots;
    }

    /** DataResource rows of a call's recordings by contentId; what else somebody has attached to its CommEvent isn't one. */
    Map<String, GenericValue> of(GenericValue call) {
        Map<String, GenericValue> found = new LinkedHashMap<>();
        Optional<String> own = PlainText.given(call.getString("recordingContentId"));
        own.ifPresent(id -> data(id).ifPresent(data -> found.put(id, data)));
        PlainText.given(call.getString("communicationEventId")).stream().flatMap(this::attached).filter(id -> !found.containsKey(id))
                .forEach(id -> data(id).filter(this::isRecording).ifPresent(data -> found.put(id, data)));
        return found;
    }

    /** Files of calls that are held, in all formats: no other call's deletion takes them away. */
    Set<String> heldFiles(HeldNumbers numbers) {
        Set<String> held = new HashSet<>();
        numbers.calls().stream().flatMap(call -> files(call).stream()).forEach(file -> {
            held.add(file);
            RecordingRemoval.formats(file).forEach(format -> held.add(format.toString()));
        });
        return held;
    }

    /**
     * Of these files, those that are attached to another call as well, held or not, in whatever format: some PBXes use a name again.
     *
     * @param call its row; empty where it has none
     */
    Set<String> ofOthers(Optional<GenericValue> call, Collection<String> files) {
        Set<String> own = call.stream().flatMap(row -> of(row).values().stream()).map(data -> data.getString(DATA)).collect(Collectors.toSet());
        return files.stream().filter(file -> named(file).anyMatch(data -> !own.contains(data.getString(DATA)))).collect(Collectors.toSet());
    }

    /** Whether a call has this file, in whatever format. */
    boolean isAttached(String file) {
        return named(file).findAny().isPresent();
    }

    /** Whether a call that goes on has this file as well, in whatever format. */
    boolean isOfOpenCall(String file) {
        Set<String> data = named(file).map(row -> row.getString(DATA)).collect(Collectors.toSet());
        Set<String> contents = data.isEmpty() ? Set.of() : values("Content", DATA, data, CONTENT);
        Set<String> events = contents.isEmpty() ? Set.of() : values("CommEventContentAssoc", CONTENT, contents, "communicationEventId");
        return isOpen("recordingContentId", contents) || isOpen("communicationEventId", events);
    }

    private Set<String> values(String entity, String field, Set<String> wanted, String other) {
        return Rows.list(rows.from(entity).where(Rows.in(field, wanted))).stream().map(row -> row.getString(other)).collect(Collectors.toSet());
    }

    private boolean isOpen(String field, Set<String> wanted) {
        return !wanted.isEmpty() && rows.count("PhoneCall", EntityCondition.makeCondition(EntityCondition.makeCondition("endDate", null),
                EntityOperator.AND, Rows.in(field, wanted))) > 0;
    }

    private Stream<GenericValue> named(String file) {
        List<String> paths = RecordingRemoval.formats(file).stream().map(Path::toString).toList();
        return paths.isEmpty() ? Stream.empty() : Rows.list(rows.from("DataResource").where(EntityCondition.makeCondition(
                EntityCondition.makeCondition("dataResourceTypeId", "LOCAL_FILE"), EntityOperator.AND, Rows.in("objectInfo", paths)))).stream();
    }

    /**
     * Deletes files, then rows: what fails in between is done by the next attempt.
     *
     * @param held files that stay
     * @return files that were deleted
     */
    int delete(GenericValue call, Set<String> held) throws IOException, GenericEntityException {
        RecordingRemoval removal = new RecordingRemoval(roots);
        Map<String, GenericValue> recordings = of(call);
        int files = 0;
        for (GenericValue data : recordings.values()) {
            String file = Rows.text(data, "objectInfo");
            files += held.contains(file) ? 0 : removal.delete(file);
        }
        Delegator delegator = rows.delegator();
        for (String entity : List.of("AsteriskRecordingAccess", "AsteriskRecordingComment")) {
            delegator.removeByAnd(entity, Map.of(LegalHolds.CALL, call.getString(LegalHolds.CALL)));
        }
        for (Map.Entry<String, GenericValue> recording : recordings.entrySet()) {
            delegator.removeByAnd("CommEventContentAssoc", Map.of(CONTENT, recording.getKey()));
            delegator.removeByAnd("Content", Map.of(CONTENT, recording.getKey()));
            delegator.removeByAnd("DataResource", Map.of(DATA, recording.getValue().getString(DATA)));
        }
        return files;
    }

    private Stream<String> attached(String communicationEventId) {
        return Rows.list(rows.from("CommEventContentAssoc").where("communicationEventId", communicationEventId)).stream()
                .map(row -> row.getString(CONTENT));
    }

    private Optional<GenericValue> data(String contentId) {
        return Rows.one(rows.from("Content").where(CONTENT, contentId)).flatMap(content -> PlainText.given(content.getString(DATA)))
                .flatMap(id -> Rows.one(rows.from("DataResource").where(DATA, id)))
                .filter(data -> "LOCAL_FILE".equals(data.getString("dataResourceTypeId")));
    }

    private boolean isRecording(GenericValue data) {
        return RecordingRoots.folder(Rows.text(data, "objectInfo")).filter(file -> AudioTypes.of(file).isPresent() && roots.hold(file)).isPresent();
    }

    /** Paths of a call's recordings. */
    List<String> files(GenericValue call) {
        return of(call).values().stream().map(data -> Rows.text(data, "objectInfo")).toList();
    }
}

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
package org.apache.ofbiz.asterisk.crm.admin.backup;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.util.EntityQuery;

/** The rows of a section as texts. Thread-safe. */
final class BackupRows {

    private final Delegator delegator;

    BackupRows(Delegator delegator) {
        this.delegator = delegator;
    }

    List<GenericValue> of(BackupSection section) throws GenericEntityException {
        return EntityQuery.use(delegator).from(section.entity()).orderBy(section.key()).queryList();
    }

    List<String> fields(BackupSection section) {
        ModelEntity entity = delegator.getModelEntity(section.entity());
        List<String> primaryKey = entity.getPkFieldNames();
        return section.fields(java.util.stream.Stream.concat(primaryKey.stream(), entity.getNoPkFieldNames().stream()).toList(), primaryKey);
    }

    Map<String, String> texts(GenericValue row, Collection<String> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach(field -> texts.put(field, text(row.get(field))));
        return texts;
    }

    static String text(Object value) {
        return value instanceof Timestamp time ? time.toInstant().toString() : Objects.toString(value, "");
    }

    /** What a service takes for a text of the file; empty for one that its field can't hold. */
    Optional<Object> value(BackupSection section, String field, String text) {
        try {
            return switch (delegator.getModelEntity(section.entity()).getField(field).getType()) {
            case "numeric" -> Optional.of(Long.valueOf(text));
            case "date-time" -> Optional.of(Timestamp.from(Instant.parse(text)));
            default -> Optional.of(text);
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The row that this one is here. A member who is one since another day is the same member. */
    Optional<GenericValue> existing(BackupSection section, Map<String, String> row) throws GenericEntityException {
        Map<String, Object> key = new LinkedHashMap<>();
        section.key().forEach(field -> key.put(field, Optional.of(row.getOrDefault(field, "")).filter(text -> !text.isEmpty())
                .flatMap(text -> value(section, field, text)).orElse(null)));
        GenericValue found = EntityQuery.use(delegator).from(section.entity()).where(key).queryFirst();
        if (found == null && section == BackupSection.MEMBERSHIPS) {
            key.remove("fromDate");
            found = EntityQuery.use(delegator).from(section.entity()).where(key).filterByDate().queryFirst();
        }
        return Optional.ofNullable(found);
    }

    boolean exists(String entity, String field, String value) throws GenericEntityException {
        return value.isEmpty() || EntityQuery.use(delegator).from(entity).where(field, value).queryCount() > 0;
    }

    Delegator delegator() {
        return delegator;
    }
}

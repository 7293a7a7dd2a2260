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
package org.apache.ofbiz.asterisk.crm.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;

/** Reads and changes rows; what the database refuses becomes {@link RowsUnavailableException}. Thread-safe. */
public final class Rows {

    private static final List<Integer> IN_SIZES = List.of(1, 4, 16, 52, 104);
    /** The longest list that is filled up. */
    public static final int LONGEST_LIST = 104;

    private final Delegator delegator;

    public Rows(Delegator delegator) {
        this.delegator = delegator;
    }

    public Delegator delegator() {
        return delegator;
    }

    public EntityQuery from(String entityName) {
        return EntityQuery.use(delegator).from(entityName);
    }

    /** Whether the database takes questions now. */
    public boolean answer() {
        try {
            from("Enumeration").where("enumId", EnumIds.EXTENSION).queryCount();
            return true;
        } catch (GenericEntityException | RuntimeException e) {
            return false; // why, the one knows who asks: its own question failed before
        }
    }

    public static List<GenericValue> list(EntityQuery query) {
        return run(query::queryList);
    }

    public static Optional<GenericValue> one(EntityQuery query) {
        return Optional.ofNullable(run(query::queryOne));
    }

    public static Optional<GenericValue> first(EntityQuery query) {
        return Optional.ofNullable(run(query::queryFirst));
    }

    /** Values of one type, in their order. */
    public List<GenericValue> enumerations(String enumTypeId) {
        return list(from("Enumeration").where("enumTypeId", enumTypeId).orderBy("sequenceId", "enumId").cache());
    }

    /** How many rows have these values, given as name and value by turns. */
    public long count(String entityName, Object... fields) {
        EntityQuery query = from(entityName);
        return run((fields.length == 0 ? query : query.where(fields))::queryCount);
    }

    /** How many rows meet the condition. */
    public long count(String entityName, EntityCondition condition) {
        return run(from(entityName).where(condition)::queryCount);
    }

    /**
     * One of these values. The list is filled up with its last value to one of a few lengths, so that a database prepares few statements
     * for it.
     */
    public static EntityCondition in(String field, Collection<String> values) {
        List<String> filled = new ArrayList<>(values);
        int size = IN_SIZES.stream().filter(length -> length >= filled.size()).findFirst().orElse(filled.size());
        while (!filled.isEmpty() && filled.size() < size) {
            filled.add(filled.get(filled.size() - 1));
        }
        return EntityCondition.makeCondition(field, EntityOperator.IN, filled);
    }

    /** The field's text without blanks around it; empty where there is none. */
    public static String text(GenericValue row, String field) {
        return PlainText.given(row.getString(field)).orElse("");
    }

    public static boolean isYes(GenericValue row, String field) {
        return "Y".equals(row.getString(field));
    }

    /** Those fields that the row has otherwise: a database looks into the indexes and foreign keys of each field that is written. */
    public static Map<String, Object> changed(GenericValue row, Map<String, ?> wanted) {
        Map<String, Object> changed = new HashMap<>(wanted);
        changed.entrySet().removeIf(field -> Objects.equals(row.get(field.getKey()), field.getValue()));
        return changed;
    }

    /** Makes a change, and returns what it returns, e.g. how many rows were changed. */
    public static <T> T changing(Statement<T> change) {
        return run(change);
    }

    private static <T> T run(Statement<T> statement) {
        try {
            return statement.run();
        } catch (GenericEntityException e) {
            throw new RowsUnavailableException(e);
        }
    }

    /** What the database may refuse. */
    @FunctionalInterface
    public interface Statement<T> {
        T run() throws GenericEntityException;
    }

    /** The database did not answer. */
    public static final class RowsUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RowsUnavailableException(GenericEntityException cause) {
            super("Database: " + cause.getMessage(), cause);
        }
    }
}

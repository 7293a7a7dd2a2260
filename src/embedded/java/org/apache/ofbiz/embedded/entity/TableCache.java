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
package org.apache.ofbiz.embedded.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityConditionParam;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Rows that were read with the cache, until a row of their table is written: what this host has of OFBiz's entity cache. A table that is
 * being written is not kept before the transaction has ended; writes are noticed from the first read on, which is not kept. Thread-safe.
 */
final class TableCache {
    /** Answers that are kept of a table; with one more, all of them are read again. */
    private static final int MOST = 2_000;

    private final Map<String, Map<Question, List<GenericValue>>> tables = new ConcurrentHashMap<>();
    private final Set<String> noticed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> beingWritten = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> changes = new ConcurrentHashMap<>();

    /** What was asked: rows that the SQL text finds with these values. @param maxRows 0 for all */
    record Question(String sql, List<Object> values, int maxRows) {

        static Question of(String sql, List<EntityConditionParam> params, int maxRows) {
            List<Object> values = new ArrayList<>();
            params.forEach(param -> values.add(param.fieldValue()));
            return new Question(sql, values, maxRows);
        }
    }

    /** Copies of the rows. */
    Optional<List<GenericValue>> find(Delegator delegator, ModelEntity entity, Question question) {
        return Optional.ofNullable(tables.get(entity.getEntityName())).map(answers -> answers.get(question))
                .map(rows -> rows.stream().map(row -> GenericValue.create(delegator, entity, row)).toList());
    }

    /** A number that rises with each change of the table, and of no other: what is written beside a read doesn't cost its answer. */
    long changes(ModelEntity entity) {
        return counter(entity.getEntityName()).get();
    }

    private AtomicLong counter(String entityName) {
        return changes.computeIfAbsent(entityName, name -> new AtomicLong());
    }

    /** @param before of {@link #changes} when the rows began to be read */
    synchronized void keep(ModelEntity entity, Question question, List<GenericValue> rows, long before) {
        if (!noticed.add(entity.getEntityName()) && changes(entity) == before && !beingWritten.containsKey(entity.getEntityName())) {
            Map<Question, List<GenericValue>> answers = tables.computeIfAbsent(entity.getEntityName(), name -> new ConcurrentHashMap<>());
            if (answers.size() >= MOST) {
                answers.clear();
            }
            answers.put(question, rows.stream().map(row -> GenericValue.create(row.getDelegator(), entity, row)).toList());
        }
    }

    /** A row is written, in the thread's transaction. */
    void forget(String entityName) throws GenericTransactionException {
        if (noticed.contains(entityName)) {
            forgetNoticed(entityName);
        }
    }

    private synchronized void forgetNoticed(String entityName) throws GenericTransactionException {
        counter(entityName).incrementAndGet();
        tables.remove(entityName);
        if (TransactionUtil.getStatus() == Status.STATUS_ACTIVE) {
            beingWritten.merge(entityName, 1, Integer::sum);
            TransactionUtil.registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // what is written may still be rolled back
                }

                @Override
                public void afterCompletion(int status) {
                    written(entityName);
                }
            });
        }
    }

    private synchronized void written(String entityName) {
        counter(entityName).incrementAndGet();
        beingWritten.computeIfPresent(entityName, (name, writers) -> writers == 1 ? null : writers - 1);
    }
}

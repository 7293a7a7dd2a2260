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

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;

/**
 * Numbers that never come twice, taken from SequenceValueItem in banks, in a transaction of their own: a number that a
 * rolled-back transaction took is lost. Thread-safe, and safe among several hosts on one database; one lock for each sequence.
 */
final class Sequences {
    private static final long FIRST = 10000;
    private static final long BANK = 10;

    private final Delegator delegator;
    private final Map<String, Bank> banks = new ConcurrentHashMap<>();

    Sequences(Delegator delegator) {
        this.delegator = delegator;
    }

    long next(String name) {
        return banks.computeIfAbsent(name, Bank::new).next();
    }

    /** Gives the field the number after the highest among the rows that agree in the rest of the primary key. */
    void nextWithin(GenericValue value, String field, int padding, int step) {
        Map<String, Object> others = new HashMap<>(value.getPrimaryKey().getAllFields());
        others.remove(field);
        try {
            long highest = delegator.findByAnd(value.getEntityName(), others, null, false).stream().map(row -> row.getString(field))
                    .filter(id -> id.matches("\\d{1,18}")).mapToLong(Long::parseLong).max().orElse(0);
            value.set(field, String.format("%0" + padding + "d", highest + step));
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Bank {
        private final String name;
        /** Guarded by this. */
        private long next;
        /** The first number that is not this bank's. Guarded by this. */
        private long end;

        Bank(String name) {
            this.name = name;
        }

        synchronized long next() {
            if (next == end) {
                next = reserved();
                end = next + BANK;
            }
            return next++;
        }

        private long reserved() {
            try {
                if (!isThere()) {
                    begin();
                }
                Optional<Long> first = Optional.empty();
                while (first.isEmpty()) {
                    first = Transactions.apart("sequence " + name, this::reserve);
                }
                return first.get();
            } catch (GenericEntityException e) {
                throw new IllegalStateException("no next number of sequence " + name, e);
            }
        }

        private boolean isThere() throws GenericEntityException {
            return Transactions.apart("sequence " + name, () -> row() != null);
        }

        /** Another host on this database may begin it at the same moment. */
        private void begin() throws GenericEntityException {
            try {
                Transactions.apart("sequence " + name, () -> delegator.create(delegator.makeValue("SequenceValueItem", "seqName", name, "seqId",
                        FIRST)));
            } catch (GenericEntityException e) {
                if (!isThere()) {
                    throw e;
                }
            }
        }

        /** Nothing when another host took these numbers meanwhile. */
        private Optional<Long> reserve() throws GenericEntityException {
            long first = row().getLong("seqId");
            int taken = delegator.storeByCondition("SequenceValueItem", Map.of("seqId", first + BANK),
                    EntityCondition.makeCondition(Map.of("seqName", name, "seqId", first)));
            return taken == 1 ? Optional.of(first) : Optional.empty();
        }

        private GenericValue row() throws GenericEntityException {
            return delegator.findOne("SequenceValueItem", false, "seqName", name);
        }
    }
}

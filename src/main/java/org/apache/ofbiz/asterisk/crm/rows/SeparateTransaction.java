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

import java.util.List;
import java.util.stream.Stream;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/**
 * Rows that several may create at the same time. Anyone who comes second is refused by the primary key, and OFBiz marks the transaction of anyone who
 * is refused for rollback: so each row is created in a transaction of its own, committed at once, whatever becomes of the caller's. Within this
 * process one waits for the other; another node's creation is found at the next attempt. Never to be asked for a row that the caller's own
 * transaction has written: the two would wait for each other. Stateless and thread-safe.
 */
public final class SeparateTransaction {

    private static final int ATTEMPTS = 3;
    /** One for rows with the same hash: two rows rarely share one, and then one waits a moment. */
    private static final List<Object> LOCKS = Stream.generate(Object::new).limit(64).toList();

    private SeparateTransaction() {
    }

    /** Work on the database. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws GenericEntityException;
    }

    /**
     * The row with this primary key, created from {@code wanted} when it is not there yet. What the caller's transaction has not committed
     * is not seen.
     *
     * @throws GenericEntityException when the database refuses
     */
    public static GenericValue findOrCreate(Delegator delegator, GenericValue wanted) throws GenericEntityException {
        GenericValue known = find(delegator, wanted);
        return known != null ? known : apart(wanted, () -> {
            GenericValue now = find(delegator, wanted);
            return now != null ? now : delegator.create(wanted);
        });
    }

    /**
     * As {@link #findOrCreate}, for rows that others create in longer transactions: who waits for their end in the database holds no lock of this
     * process meanwhile, for which they might wait in turn.
     *
     * @throws GenericEntityException when the database refuses
     */
    public static GenericValue findOrCreateUnlocked(Delegator delegator, GenericValue wanted) throws GenericEntityException {
        GenericValue known = find(delegator, wanted);
        if (known != null) {
            return known;
        }
        var callers = TransactionUtil.suspend();
        try {
            return attempts(wanted, () -> {
                GenericValue now = find(delegator, wanted);
                return now != null ? now : delegator.create(wanted);
            });
        } finally {
            TransactionUtil.resume(callers);
        }
    }

    /**
     * Creates these rows, or stores their fields where the row is there.
     *
     * @param wanted rows that belong together: all are written, or none
     * @throws GenericEntityException when the database refuses
     */
    public static void createOrStore(Delegator delegator, List<GenericValue> wanted) throws GenericEntityException {
        if (wanted.isEmpty()) {
            return;
        }
        apart(wanted.get(0), () -> {
            for (GenericValue row : wanted) {
                if (find(delegator, row) == null) {
                    delegator.create(row);
                } else {
                    delegator.store(row);
                }
            }
            return wanted.size();
        });
    }

    private static GenericValue find(Delegator delegator, GenericValue wanted) throws GenericEntityException {
        return delegator.findOne(wanted.getEntityName(), wanted.getPrimaryKey(), false);
    }

    private static <T> T apart(GenericValue row, Work<T> work) throws GenericEntityException {
        var callers = TransactionUtil.suspend(); // the namespace of its type is OFBiz's affair
        try {
            synchronized (LOCKS.get(Math.floorMod(row.getPrimaryKey().hashCode(), LOCKS.size()))) {
                return attempts(row, work);
            }
        } finally {
            TransactionUtil.resume(callers);
        }
    }

    private static <T> T attempts(GenericValue row, Work<T> work) throws GenericEntityException {
        for (int attempt = 1;; attempt++) {
            try {
                return committed(row, work);
            } catch (GenericEntityException e) {
                if (attempt == ATTEMPTS || find(row.getDelegator(), row) == null) {
                    throw e; // not because somebody else was quicker
                }
            }
        }
    }

    private static <T> T committed(GenericValue row, Work<T> work) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        T done;
        try {
            done = work.run();
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, row.getEntityName() + " is not written", e);
            throw e;
        }
        TransactionUtil.commit(began);
        return done;
    }
}

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
package org.apache.ofbiz.entity.transaction;

import java.sql.Timestamp;
import javax.transaction.RollbackException;
import javax.transaction.Status;
import javax.transaction.Synchronization;
import javax.transaction.SystemException;
import javax.transaction.Transaction;
import org.apache.geronimo.transaction.manager.TransactionManagerImpl;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.entity.ThreadTransactions;

/** The transaction of the calling thread. */
public final class TransactionUtil implements Status {
    private static final String MODULE = TransactionUtil.class.getName();
    private static final TransactionManagerImpl MANAGER = ThreadTransactions.manager();

    private TransactionUtil() {
    }

    public static boolean begin() throws GenericTransactionException {
        return begin(0);
    }

    /**
     * Begins a transaction, unless the thread has one.
     *
     * @param timeout seconds, 0 for the default of 60
     * @return true when it began; false when there was one already
     * @throws GenericTransactionException when there is one which can only be rolled back
     */
    public static boolean begin(int timeout) throws GenericTransactionException {
        int status = getStatus();
        if (status == STATUS_ACTIVE) {
            return false;
        }
        if (status == STATUS_MARKED_ROLLBACK) {
            throw new GenericTransactionException("The transaction can only be rolled back, nothing new is begun in it", cause());
        }
        try {
            MANAGER.begin(timeout * 1000L);
            MANAGER.putResource(Timestamp.class, new Timestamp(System.currentTimeMillis()));
            return true;
        } catch (Exception e) {
            throw new GenericTransactionException("could not begin a transaction", e);
        }
    }

    public static int getStatus() throws GenericTransactionException {
        try {
            return MANAGER.getStatus();
        } catch (SystemException e) {
            throw new GenericTransactionException("no transaction status", e);
        }
    }

    public static boolean isTransactionInPlace() throws GenericTransactionException {
        return getStatus() != STATUS_NO_TRANSACTION;
    }

    public static void commit(boolean beganTransaction) throws GenericTransactionException {
        if (beganTransaction) {
            commit();
        }
    }

    /** @throws GenericTransactionException when it was rolled back instead, with the reason */
    public static void commit() throws GenericTransactionException {
        if (!isTransactionInPlace()) {
            return;
        }
        Throwable cause = cause();
        try {
            MANAGER.commit();
        } catch (RollbackException e) {
            throw new GenericTransactionException("The transaction was rolled back", cause == null ? e : cause);
        } catch (Exception e) {
            throw new GenericTransactionException("could not commit", e);
        }
    }

    /** Rolls back what this caller began; another's transaction is only marked, so that it cannot be committed. */
    public static void rollback(boolean beganTransaction, String causeMessage, Throwable causeThrowable) throws GenericTransactionException {
        if (beganTransaction) {
            rollback();
        } else {
            setRollbackOnly(causeMessage, causeThrowable);
        }
    }

    public static void rollback() throws GenericTransactionException {
        if (!isTransactionInPlace()) {
            return;
        }
        try {
            MANAGER.rollback();
        } catch (SystemException | IllegalStateException e) {
            throw new GenericTransactionException("could not roll back", e);
        }
    }

    public static void setRollbackOnly(String causeMessage, Throwable causeThrowable) throws GenericTransactionException {
        int status = getStatus();
        if (status == STATUS_ACTIVE) {
            Debug.logInfo("Transaction marked for rollback: %s", MODULE, causeMessage);
            MANAGER.putResource(Throwable.class, new GenericTransactionException(causeMessage, causeThrowable));
            MANAGER.setRollbackOnly();
        }
    }

    private static Throwable cause() throws GenericTransactionException {
        return isTransactionInPlace() ? (Throwable) MANAGER.getResource(Throwable.class) : null;
    }

    /** Takes the transaction away from the thread; null when there is none. */
    public static Transaction suspend() throws GenericTransactionException {
        try {
            return MANAGER.suspend();
        } catch (SystemException e) {
            throw new GenericTransactionException("could not suspend", e);
        }
    }

    public static void resume(Transaction parentTx) throws GenericTransactionException {
        if (parentTx == null) {
            return;
        }
        try {
            MANAGER.resume(parentTx);
        } catch (Exception e) {
            throw new GenericTransactionException("could not resume", e);
        }
    }

    public static void registerSynchronization(Synchronization sync) throws GenericTransactionException {
        try {
            MANAGER.getTransaction().registerSynchronization(sync);
        } catch (RollbackException | SystemException | IllegalStateException e) {
            throw new GenericTransactionException("could not register a synchronization", e);
        }
    }

    /** When the thread's transaction began; now when there is none. */
    public static Timestamp getTransactionStartStamp() {
        Object began = MANAGER.getTransaction() == null ? null : MANAGER.getResource(Timestamp.class);
        return began instanceof Timestamp stamp ? stamp : new Timestamp(System.currentTimeMillis());
    }
}

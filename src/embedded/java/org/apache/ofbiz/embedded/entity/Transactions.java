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

import javax.transaction.Transaction;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/** Work done within a transaction. Thread-safe. */
public final class Transactions {
    private Transactions() {
    }

    /** Work on the database. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws Exception;
    }

    /** Does the work in the thread's transaction, or in one of its own; when it fails, that transaction is rolled back. */
    public static <T> T within(String what, Work<T> work) throws GenericEntityException {
        return within(what, 0, work);
    }

    /** The same. @param seconds that a transaction of its own may take; 0 for the usual time */
    static <T> T within(String what, int seconds, Work<T> work) throws GenericEntityException {
        boolean began = TransactionUtil.begin(seconds);
        T result;
        try {
            result = work.run();
        } catch (Exception e) {
            TransactionUtil.rollback(began, what + " failed", e);
            throw e instanceof GenericEntityException known ? known : new GenericEntityException(what + " failed", e);
        }
        TransactionUtil.commit(began);
        return result;
    }

    /** Does the work in a transaction of its own, whatever the thread's transaction becomes. */
    public static <T> T apart(String what, Work<T> work) throws GenericEntityException {
        Transaction parent = TransactionUtil.suspend();
        try {
            return within(what, work);
        } finally {
            TransactionUtil.resume(parent);
        }
    }
}

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
package org.apache.ofbiz.asterisk.crm.callers;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.Caller;
import org.apache.ofbiz.asterisk.crm.rows.SharedLookUps;

/**
 * Who called in the last seconds: several events of a call, and several calls of one number, are one question to the database, asked on the
 * thread of who asks first. Thread-safe.
 */
final class RecentCallers {

    /** How old an answer can be. */
    static final Duration KEPT = SharedLookUps.KEPT;
    /** More than calls arrive in that time. */
    private static final int MOST = 20_000;

    private record Key(String number, String partyProfileUrl) {
    }

    private final SharedLookUps<Key, Caller> lookUps;

    /** @param nanos a clock as {@link System#nanoTime} */
    RecentCallers(LongSupplier nanos) {
        this.lookUps = new SharedLookUps<>(Runnable::run, MOST, nanos);
    }

    /** The answer of a moment ago, or what {@code find} answers now; throws what it throws. */
    Caller get(String number, String partyProfileUrl, Supplier<Caller> find) {
        try {
            return lookUps.ask(new Key(number, partyProfileUrl), find).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** This is the answer from now on. */
    Caller put(String number, String partyProfileUrl, Caller caller) {
        lookUps.put(new Key(number, partyProfileUrl), caller);
        return caller;
    }

    /** Whose a number is may have changed. */
    void clear() {
        lookUps.forget(any -> true);
    }
}

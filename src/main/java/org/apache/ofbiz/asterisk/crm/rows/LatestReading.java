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

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * What was read last, where several threads read again at will. Of two readings at the same time the one that began later counts, also when it
 * ends first: the other may have read before what the later one was begun for. Nobody waits for anybody, since a reading may itself wait for rows
 * that another reader's transaction holds. Thread-safe.
 */
public final class LatestReading<T> {

    private final AtomicLong begun = new AtomicLong();
    private final AtomicReference<Reading<T>> latest;

    private record Reading<T>(long number, T what) {
    }

    /** @param first what was read before anybody could read again */
    public LatestReading(T first) {
        this.latest = new AtomicReference<>(new Reading<>(begun.get(), first));
    }

    public T get() {
        return latest.get().what();
    }

    /** Reads again; where the source throws, what was known stays. */
    public void again(Supplier<T> source) {
        Reading<T> reading = new Reading<>(begun.incrementAndGet(), source.get());
        latest.accumulateAndGet(reading, (known, read) -> read.number() > known.number() ? read : known);
    }
}

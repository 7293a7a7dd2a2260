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
package org.apache.ofbiz.asterisk.center;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A figure that takes a while to find out, and is found out again only when it has become old. Thread-safe. */
final class Memoizer<T> {

    private final Supplier<T> source;
    private final Duration old;
    private final Clock clock;
    /** With {@code until}, guarded by this object. */
    private T value;
    private Instant until = Instant.MIN;

    Memoizer(Supplier<T> source, Duration old, Clock clock) {
        this.source = source;
        this.old = old;
        this.clock = clock;
    }

    /** What the source throws is thrown, and asked again the next time. */
    synchronized T get() {
        Instant now = clock.instant();
        if (now.isAfter(until)) {
            value = source.get();
            until = now.plus(old);
        }
        return value;
    }
}

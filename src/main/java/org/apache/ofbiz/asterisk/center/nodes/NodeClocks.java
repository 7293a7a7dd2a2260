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
package org.apache.ofbiz.asterisk.center.nodes;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The clocks of this machine. The monotonic one stands still while the machine is suspended, the other one may be set: what must be over in time
 * is over as soon as one of them says so.
 *
 * @param nanos  never set
 * @param millis of the day
 */
record NodeClocks(LongSupplier nanos, LongSupplier millis) {

    static final NodeClocks SYSTEM = new NodeClocks(System::nanoTime, System::currentTimeMillis);

    /** A moment by both clocks. */
    record Moment(long nanos, long millis) {
    }

    Moment now() {
        return new Moment(nanos.getAsLong(), millis.getAsLong());
    }

    /** Whether less than this has passed by both clocks. */
    boolean within(Duration time, Moment since) {
        return nanos.getAsLong() - since.nanos() < time.toNanos() && millis.getAsLong() - since.millis() < time.toMillis();
    }

    /** Whether at least this has passed, by the monotonic clock alone: one that is set must not make anybody impatient. */
    boolean passed(Duration time, Moment since) {
        return nanos.getAsLong() - since.nanos() >= time.toNanos();
    }
}

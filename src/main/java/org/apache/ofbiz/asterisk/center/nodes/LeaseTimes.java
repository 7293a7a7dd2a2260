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

/**
 * How long a lease lasts. All nodes must agree, so it's no setting.
 *
 * @param lookEvery    pause between two rounds
 * @param actFor       how long after the beginning of a look that showed it as the holder a node acts, by its own clock
 * @param silence      how long a node isn't heard of before its leases are taken; decides how soon, not whether it's safe
 * @param guard        how long a node that took the lease of another one waits before it acts, by its own clock
 * @param balanceAfter how long nodes must be the same before a server moves to one that has fewer
 */
record LeaseTimes(Duration lookEvery, Duration actFor, Duration silence, Duration guard, Duration balanceAfter) {

    /** One second of the guard is for clocks that run too fast or too slow: one would have to be wrong by a third. */
    static final LeaseTimes DEFAULT = new LeaseTimes(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3),
            Duration.ofSeconds(10));

    LeaseTimes {
        if (actFor.compareTo(guard) >= 0 || lookEvery.compareTo(actFor) >= 0) {
            throw new IllegalArgumentException("A holder must look in time, and stop before others act");
        }
    }

    /** How long a lease that could be taken is left to the node that is to have it, and a node that starts takes none. */
    Duration anybodyAfter() {
        return lookEvery.multipliedBy(4);
    }
}

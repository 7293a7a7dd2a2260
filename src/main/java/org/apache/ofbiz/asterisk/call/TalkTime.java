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
package org.apache.ofbiz.asterisk.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Reads from the parts of a call how long anybody talked to the customer. Pure functions. */
final class TalkTime {

    private TalkTime() {
    }

    /** When several talked at once, that time counts once. */
    static Duration of(List<CallPart> parts, Instant now) {
        Duration sum = Duration.ZERO;
        Instant counted = Instant.MIN;
        for (CallPart talk : parts.stream().filter(part -> part.kind() == CallPart.Kind.TALKED)
                .sorted(Comparator.comparing(CallPart::startedAt)).toList()) {
            Instant from = talk.startedAt().isAfter(counted) ? talk.startedAt() : counted;
            Instant to = talk.endedAt().orElse(now);
            if (to.isAfter(from)) {
                sum = sum.plus(Duration.between(from, to));
                counted = to;
            }
        }
        return sum;
    }
}

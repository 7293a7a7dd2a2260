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
package org.apache.ofbiz.asterisk.call.leg;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who stands behind a half of a Local channel: what happens to it, or is done by it, concerns that person. Pure functions. */
public final class LocalHalves {

    private LocalHalves() {
    }

    /**
     * The leg itself, or the one that the other half of its Local channel is connected to, dials, or is dialed by; the leg where nobody is.
     *
     * @param legs of its call
     */
    public static LegInProgress person(LegInProgress leg, List<LegInProgress> legs) {
        return leg.channel().isLocal() ? behind(leg, legs, new HashSet<>()).orElse(leg) : leg;
    }

    /** Whether this near half of a Local channel leads to {@code leg}, maybe by further ones. */
    public static boolean isReachedBy(LegInProgress leg, LegInProgress near, List<LegInProgress> legs) {
        Set<LegInProgress> seen = new HashSet<>();
        Optional<LegInProgress> dialer = leg.dialledBy();
        while (dialer.isPresent() && seen.add(dialer.get())) {
            LegInProgress far = dialer.get();
            if (far.isOtherHalfOf(near)) {
                return true;
            }
            dialer = legs.stream().filter(half -> half.isOtherHalfOf(far)).findFirst().flatMap(LegInProgress::dialledBy);
        }
        return false;
    }

    private static Optional<LegInProgress> behind(LegInProgress half, List<LegInProgress> legs, Set<LegInProgress> seen) {
        if (half.isReal() || !seen.add(half)) {
            return Optional.of(half).filter(LegInProgress::isReal);
        }
        Optional<LegInProgress> other = legs.stream()
                .filter(leg -> leg.isOtherHalfOf(half)).findFirst();
        if (other.isEmpty() || !seen.add(other.get())) {
            return Optional.empty();
        }
        LegInProgress far = other.get();
        Stream<LegInProgress> together = legs.stream().filter(leg -> leg != far && leg.place().isTogetherWith(far.place()));
        Stream<LegInProgress> dialled = legs.stream().filter(leg -> leg.isDialledBy(far) && leg.alive());
        return Stream.of(together, dialled, far.dialledBy().stream()).flatMap(each -> each)
                .flatMap(leg -> behind(leg, legs, seen).stream()).findFirst();
    }
}

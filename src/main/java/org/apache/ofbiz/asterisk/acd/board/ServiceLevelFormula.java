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
package org.apache.ofbiz.asterisk.acd.board;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Of which calls the share is taken that were answered in time. An abandoned call is never one that was answered in time. */
public enum ServiceLevelFormula {
    /** Offered calls without short abandons. */
    WITHOUT_SHORT_ABANDONS(calls -> calls.offered() - calls.shortAbandoned()),
    /** All offered calls. */
    ALL_OFFERED(Calls::offered),
    /** Offered calls without any abandons. */
    WITHOUT_ABANDONS(calls -> calls.offered() - calls.shortAbandoned() - calls.abandoned()),
    /** Answered calls. */
    ANSWERED_ONLY(Calls::answered);

    /** For groups that choose none. */
    public static final ServiceLevelFormula USUAL = WITHOUT_SHORT_ABANDONS;

    private final ToLongFunction<Calls> counted;

    ServiceLevelFormula(ToLongFunction<Calls> counted) {
        this.counted = counted;
    }

    /** What it looks at. @param abandoned without the short ones */
    public record Calls(long offered, long answered, long abandoned, long shortAbandoned) {
    }

    /** How many of these calls the share is taken of. Of several sets of calls, these numbers add up. */
    public long counted(Calls calls) {
        return counted.applyAsLong(calls);
    }

    /** The formula of this name; empty where there is none. */
    public static Optional<ServiceLevelFormula> of(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}

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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.ABANDONED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.ANSWERED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.IN_TIME;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.OFFERED;
import static org.apache.ofbiz.asterisk.crm.reports.figures.CallCount.SHORT_ABANDONED;

import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** Of which calls the share is taken that were answered in time. An abandoned call is never one that was answered in time. */
public enum ServiceLevelFormula {
    /** Offered calls without short abandons. */
    WITHOUT_SHORT_ABANDONS(tally -> tally.get(OFFERED) - tally.get(SHORT_ABANDONED)),
    /** All offered calls. */
    ALL_OFFERED(tally -> tally.get(OFFERED)),
    /** Offered calls without any abandons. */
    WITHOUT_ABANDONS(tally -> tally.get(OFFERED) - tally.get(SHORT_ABANDONED) - tally.get(ABANDONED)),
    /** Answered calls. */
    ANSWERED_ONLY(tally -> tally.get(ANSWERED));

    private final ToLongFunction<CallTally> calls;

    ServiceLevelFormula(ToLongFunction<CallTally> calls) {
        this.calls = calls;
    }

    /** From 0 to 1; empty where there is no such call. */
    public OptionalDouble of(CallTally tally) {
        return CallRatios.ratio(tally.get(IN_TIME), calls.applyAsLong(tally));
    }
}

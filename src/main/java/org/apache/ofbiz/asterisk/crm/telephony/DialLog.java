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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.time.Clock;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.base.util.Debug;

/** Writes what must be found later to OFBiz's log, a line each: who, what, which number. Thread-safe. */
public final class DialLog implements DialReports {

    private static final String MODULE = DialLog.class.getName();
    /** Of each kind and user; more of the same tell no more. */
    private static final int REFUSALS_AN_HOUR = 20;

    private final DialLimits refusals;

    public DialLog(Clock clock) {
        this.refusals = new DialLimits(clock);
    }

    @Override
    public void emergency(Person user, String number) {
        Debug.logWarning("AUDIT emergency call by " + user.userLoginId() + " to " + number, MODULE);
    }

    @Override
    public void refused(Person user, String number, String why) {
        if (refusals.take(user.userLoginId(), why, REFUSALS_AN_HOUR)) {
            Debug.logWarning("AUDIT call rejected (" + why + ") to " + user.userLoginId() + ", who wanted to call " + number, MODULE);
        }
    }

    @Override
    public void limitReached(Person user, String number, int limit) {
        Debug.logWarning("AUDIT call limit of " + limit + " per hour reached by " + user.userLoginId() + ", who wanted to call " + number, MODULE);
    }
}

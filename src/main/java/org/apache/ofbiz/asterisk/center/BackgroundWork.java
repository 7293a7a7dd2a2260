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
import org.apache.ofbiz.asterisk.crm.numbers.NumberIndex;
import org.apache.ofbiz.asterisk.crm.reports.CallSums;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/**
 * What is kept up to date while nobody waits for it.
 *
 * @param numbers the keys of phone numbers
 * @param sums    what reports read
 */
public record BackgroundWork(NumberIndex numbers, CallSums sums) {

    static BackgroundWork of(Delegator delegator, Settings settings, Clock clock) {
        return new BackgroundWork(new NumberIndex(delegator, settings, clock), new CallSums(delegator, settings, clock));
    }

    void keepUp() {
        numbers.keepUp();
        sums.keepUp();
    }

    void close() {
        numbers.close();
        sums.close();
    }
}

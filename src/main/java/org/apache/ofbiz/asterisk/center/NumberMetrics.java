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

import com.google.common.base.Suppliers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.crm.numbers.NumberIndexReport;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;

/** How many phone numbers there are, and how many of them have keys: counted at most every 30 s. Thread-safe. */
final class NumberMetrics {

    private static final String MODULE = NumberMetrics.class.getName();
    /** Counting a million numbers takes a second. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Supplier<Optional<SystemMetrics.Numbers>> counted;

    NumberMetrics(Delegator delegator, Settings settings) {
        this.counted = Suppliers.memoizeWithExpiration(() -> count(delegator, settings), KEPT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Empty where the database did not answer. */
    Optional<SystemMetrics.Numbers> get() {
        return counted.get();
    }

    private static Optional<SystemMetrics.Numbers> count(Delegator delegator, Settings settings) {
        try {
            NumberIndexReport report = NumberIndexReport.of(delegator, settings);
            return Optional.of(new SystemMetrics.Numbers(report.total(), report.keyed(), report.complete(), "RUNNING".equals(report.phase())));
        } catch (RuntimeException databaseAway) {
            Debug.logWarning("Couldn't count the phone numbers: " + databaseAway, MODULE);
            return Optional.empty();
        }
    }
}

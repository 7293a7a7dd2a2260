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
package org.apache.ofbiz.asterisk.browser;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.apache.ofbiz.asterisk.bench.Table;

/** Times of pages, in milliseconds as a browser has them. Stateless. */
final class PageTimes {

    private PageTimes() {
    }

    /** The one that this share isn't above; NaN without any. */
    static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    static String millis(double millis) {
        return Table.time(millis * 1_000_000);
    }

    /** The same of {@link #at}. */
    static String millis(double[] sorted, double share) {
        return millis(at(sorted, share));
    }

    /** Since 1970. */
    static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1000.0 + now.getNano() / 1_000_000.0;
    }

    static void pause(double millis) {
        long until = System.nanoTime() + Math.round(millis * 1_000_000);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

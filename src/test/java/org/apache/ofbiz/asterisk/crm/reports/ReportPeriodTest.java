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
package org.apache.ofbiz.asterisk.crm.reports;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReportPeriodTest {

    private static String days(ReportPeriod period, String today) {
        LocalDate day = LocalDate.parse(today);
        return period.firstDay(day) + " " + period.lastDay(day);
    }

    @Test
    void daysAreThoseAsSeenFromToday() {
        String sunday = "2026-03-01";
        assertThat(days(ReportPeriod.TODAY, sunday), is("2026-03-01 2026-03-01"));
        assertThat(days(ReportPeriod.YESTERDAY, sunday), is("2026-02-28 2026-02-28"));
        assertThat(days(ReportPeriod.LAST_7_DAYS, sunday), is("2026-02-22 2026-02-28"));
        assertThat(days(ReportPeriod.LAST_30_DAYS, sunday), is("2026-01-30 2026-02-28"));
        assertThat(days(ReportPeriod.THIS_WEEK, sunday), is("2026-02-23 2026-03-01"));
        assertThat(days(ReportPeriod.LAST_WEEK, sunday), is("2026-02-16 2026-02-22"));
        assertThat(days(ReportPeriod.LAST_WEEK, "2026-03-02"), is("2026-02-23 2026-03-01"));
        assertThat(days(ReportPeriod.THIS_MONTH, sunday), is("2026-03-01 2026-03-01"));
        assertThat(days(ReportPeriod.LAST_MONTH, "2026-03-31"), is("2026-02-01 2026-02-28"));
    }
}

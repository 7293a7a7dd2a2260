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
package org.apache.ofbiz.asterisk.health;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.hooks.CallHooks;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;
import org.apache.ofbiz.asterisk.health.SystemMetrics.Journal;
import org.apache.ofbiz.asterisk.health.SystemMetrics.Numbers;
import org.apache.ofbiz.asterisk.health.SystemMetrics.Push;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is said of journal, numbers, browsers and versions. */
class SystemHealthTest {

    private static final SystemMetrics.Work WORK = new SystemMetrics.Work(Duration.ZERO, 0, 0);
    private static final SystemMetrics.Versions VERSIONS =
            new SystemMetrics.Versions("0.1.0", "17", Optional.of("24.09"), Optional.of("3.42.2"), Optional.of("9.0.117"));
    private static final Optional<Journal> GOOD_JOURNAL = journal(0, 0, 0);
    private static final Optional<Numbers> ALL_NUMBERS = Optional.of(new Numbers(10, 10, true, false));
    private static final Optional<Push> GOOD_PUSH = push(0, 30);

    private record Case(String what, SystemMetrics figures, String key, Severity severity, String remedy) {
    }

    private static final List<Case> CASES = List.of(
            new Case("database away", figures(journal(501, 0, 0), ALL_NUMBERS, GOOD_PUSH), "JOURNAL_WAITING", Severity.ATTENTION,
                    "AsteriskRemedyJournalWaiting"),
            new Case("calls lost", figures(journal(0, 1, 0), ALL_NUMBERS, GOOD_PUSH), "JOURNAL_LOST", Severity.WRONG,
                    "AsteriskRemedyJournalLost"),
            new Case("calls refused", figures(journal(0, 0, 1), ALL_NUMBERS, GOOD_PUSH), "JOURNAL_REFUSED", Severity.WRONG,
                    "AsteriskRemedyJournalRefused"),
            new Case("database just went", figures(Optional.of(new Journal(1, 0, 0, 2_000, false, Optional.empty())), ALL_NUMBERS, GOOD_PUSH),
                    "JOURNAL_WAITING", Severity.ATTENTION, "AsteriskRemedyJournalWaiting"),
            new Case("disk full", figures(Optional.of(new Journal(1, 0, 0, 0, true, Optional.of("no space"))), ALL_NUMBERS, GOOD_PUSH),
                    "JOURNAL_FILE", Severity.WRONG, "AsteriskRemedyJournalFile"),
            new Case("index incomplete", figures(GOOD_JOURNAL, Optional.of(new Numbers(10, 9, false, false)), GOOD_PUSH), "NUMBER_INDEX",
                    Severity.ATTENTION, "AsteriskRemedyNumbers"),
            new Case("index being made", figures(GOOD_JOURNAL, Optional.of(new Numbers(10, 9, false, true)), GOOD_PUSH), "NUMBER_INDEX",
                    Severity.ATTENTION, "AsteriskRemedyNumbersRunning"),
            new Case("index unknown", figures(GOOD_JOURNAL, Optional.empty(), GOOD_PUSH), "NUMBER_INDEX", Severity.UNKNOWN, ""),
            new Case("slow browsers", figures(GOOD_JOURNAL, ALL_NUMBERS, push(21, 30)), "SLOW_BROWSERS",
                    Severity.ATTENTION, "AsteriskRemedySlowBrowsers"),
            new Case("calls are shown late", figures(GOOD_JOURNAL, ALL_NUMBERS, push(0, 1_001)), "SCREEN_POP", Severity.ATTENTION,
                    "AsteriskRemedyScreenPop"),
            new Case("no call was shown yet", figures(GOOD_JOURNAL, ALL_NUMBERS, Optional.of(new Push(0, 0, Optional.empty()))), "SCREEN_POP",
                    Severity.OK, ""),
            new Case("a user over the call limit", new SystemMetrics(true, GOOD_JOURNAL, hooks(0, 0, 0), ALL_NUMBERS, GOOD_PUSH, Optional.of(0),
                    Optional.of(1L), Optional.empty(), VERSIONS), "CALL_LIMIT", Severity.WRONG, "AsteriskRemedyCallLimit"),
            new Case("a task is stuck", working(new SystemMetrics.Work(Duration.ofSeconds(11), 0, 0)), "WORKERS", Severity.WRONG,
                    "AsteriskRemedyWorkers"),
            new Case("a queue was full", working(new SystemMetrics.Work(Duration.ZERO, 0, 1)), "WORK_REFUSED", Severity.WRONG,
                    "AsteriskRemedyWorkRefused"),
            new Case("hooks behind", withHooks(501, 0, 0), "HOOKS", Severity.ATTENTION, "AsteriskRemedyHooks"),
            new Case("a hook failed", withHooks(0, 1, 0), "HOOKS", Severity.ATTENTION, "AsteriskRemedyHooks"),
            new Case("hooks lost", withHooks(0, 0, 1), "HOOKS", Severity.WRONG, "AsteriskRemedyHooks"),
            new Case("no asterisk-java", SystemMetrics.stopped(new SystemMetrics.Versions("0.1.0", "17", Optional.empty(), Optional.empty(),
                    Optional.of("9"))), "ASTERISK_JAVA", Severity.WRONG, "AsteriskRemedyLibrary"),
            new Case("not running", SystemMetrics.stopped(VERSIONS), "CALL_CENTER", Severity.WRONG, "AsteriskRemedyNotRunning"));

    private static Optional<CallHooks.Figures> hooks(int waiting, long failed, long lost) {
        return Optional.of(new CallHooks.Figures(waiting, failed, lost));
    }

    private static SystemMetrics withHooks(int waiting, long failed, long lost) {
        return new SystemMetrics(true, GOOD_JOURNAL, hooks(waiting, failed, lost), ALL_NUMBERS, GOOD_PUSH, Optional.of(0), Optional.of(0L),
                Optional.of(WORK), VERSIONS);
    }

    private static Optional<Journal> journal(int waiting, long lost, long refused) {
        return Optional.of(new Journal(waiting, lost, refused, 2_000, true, Optional.empty()));
    }

    private static Optional<Push> push(long slowClosed, long most) {
        return Optional.of(new Push(3, slowClosed, Optional.of(new ScreenPopTimes.Summary(200, Duration.ofMillis(30), Duration.ofMillis(most)))));
    }

    private static SystemMetrics working(SystemMetrics.Work work) {
        return new SystemMetrics(true, GOOD_JOURNAL, hooks(0, 0, 0), ALL_NUMBERS, GOOD_PUSH, Optional.of(0), Optional.of(0L), Optional.of(work),
                VERSIONS);
    }

    private static SystemMetrics figures(Optional<Journal> journal, Optional<Numbers> numbers, Optional<Push> push) {
        return new SystemMetrics(true, journal, hooks(0, 0, 0), numbers, push, Optional.of(0), Optional.of(0L), Optional.of(WORK), VERSIONS);
    }

    private static HealthCheck diagnosis(SystemMetrics figures) {
        return new HealthCheck(SystemHealth.of(figures));
    }

    private static List<Finding> findings(SystemMetrics figures) {
        return diagnosis(figures).sections().stream().flatMap(section -> section.findings().stream()).toList();
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsToldWithWhatToDo() {
        return CASES.stream().map(each -> DynamicTest.dynamicTest(each.what(), () -> {
            Finding finding = findings(each.figures()).stream().filter(found -> found.key().equals(each.key())).findFirst().orElseThrow();
            assertThat(finding.severity(), is(each.severity()));
            assertThat(finding.remedy().map(Phrase::label).orElse(""), is(each.remedy()));
        }));
    }

    @Test
    void aHouseThatIsWellIsInOrder() {
        HealthCheck well = diagnosis(figures(GOOD_JOURNAL, ALL_NUMBERS, GOOD_PUSH));
        assertThat(findings(figures(GOOD_JOURNAL, ALL_NUMBERS, GOOD_PUSH)).stream()
                .filter(finding -> finding.severity() != Severity.OK).toList(), is(empty()));
        assertThat(well.worst(), is(Severity.OK));
    }

    @Test
    void theWorstLineDecidesAndAllAreCounted() {
        HealthCheck diagnosis = diagnosis(figures(journal(501, 1, 0), Optional.empty(), GOOD_PUSH));
        assertThat(diagnosis.worst(), is(Severity.WRONG));
        assertThat(diagnosis.counts(), hasEntry("WRONG", 1L));
        assertThat(diagnosis.counts(), hasEntry("ATTENTION", 1L));
        assertThat(diagnosis.counts(), hasEntry("UNKNOWN", 1L));
        assertThat(diagnosis.counts(), hasEntry("OK", 15L));
    }
}

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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.hooks.CallHooks;
import org.apache.ofbiz.asterisk.health.HealthCheck.Finding;
import org.apache.ofbiz.asterisk.health.HealthCheck.Line;
import org.apache.ofbiz.asterisk.health.HealthCheck.Phrase;
import org.apache.ofbiz.asterisk.health.HealthCheck.Section;
import org.apache.ofbiz.asterisk.health.HealthCheck.Severity;
import org.apache.ofbiz.asterisk.push.screenpop.ScreenPopTimes;

/** Judges the figures of everything but the servers. Pure. */
public final class SystemHealth {

    /** Calls that wait to be written: a healthy database takes this many in a second. */
    static final int MANY_WAITING = 500;
    /** One browser that is shut in the wrong moment is nothing to look at. */
    static final long MANY_SLOW = 20;
    /** Whatever runs so long waits for something that does not come. */
    static final Duration STUCK = Duration.ofSeconds(10);
    /** A caller who is seen later than this, by one agent in twenty, waits for the machine. */
    static final Duration SLOW_POP = Duration.ofSeconds(1);

    private SystemHealth() {
    }

    public static List<Section> of(SystemMetrics figures) {
        if (!figures.running()) {
            Finding stopped = Finding.of(Line.CALL_CENTER, Severity.WRONG, Phrase.of("AsteriskDiagnosisNotRunning"))
                    .withRemedy(Phrase.of("AsteriskRemedyNotRunning"));
            return List.of(new Section("house", Phrase.of("AsteriskDiagnosisHouse"), List.of(stopped)),
                    new Section("versions", Phrase.of("AsteriskDiagnosisVersions"), versions(figures.versions())));
        }
        return List.of(new Section("records", Phrase.of("AsteriskDiagnosisRecords"), records(figures)),
                new Section("browsers", Phrase.of("AsteriskDiagnosisBrowsers"), browsers(figures)),
                new Section("versions", Phrase.of("AsteriskDiagnosisVersions"), versions(figures.versions())));
    }

    /** Stands for the servers when they cannot be read. */
    public static Section noDatabase() {
        return new Section("database", Phrase.of("AsteriskDiagnosis_DATABASE"), List.of(
                ServerHealth.judged(Line.DATABASE, Severity.WRONG, Phrase.of("AsteriskDiagnosisNoAnswer"), "AsteriskRemedyDatabase")));
    }

    private static List<Finding> records(SystemMetrics figures) {
        List<Finding> findings = new ArrayList<>();
        figures.journal().ifPresent(journal -> findings.addAll(journal(journal)));
        figures.hooks().ifPresent(hooks -> findings.add(hooks(hooks)));
        figures.actions().ifPresent(actions -> findings.add(actions(actions)));
        findings.add(figures.numbers().map(SystemHealth::numbers).orElseGet(() -> Finding.unknown(Line.NUMBER_INDEX)));
        return findings;
    }

    private static List<Finding> journal(SystemMetrics.Journal journal) {
        boolean behind = !journal.answers() || journal.waiting() > MANY_WAITING;
        Phrase size = new Phrase("AsteriskDiagnosisKilobytes", Map.of("kilobytes", (journal.fileBytes() + 1023) / 1024));
        return List.of(
                ServerHealth.judged(Line.JOURNAL_WAITING, behind ? Severity.ATTENTION : Severity.OK, ServerHealth.text(journal.waiting()),
                        "AsteriskRemedyJournalWaiting"),
                ServerHealth.judged(Line.JOURNAL_LOST, journal.lost() > 0 ? Severity.WRONG : Severity.OK, ServerHealth.text(journal.lost()),
                        "AsteriskRemedyJournalLost"),
                ServerHealth.judged(Line.JOURNAL_REFUSED, journal.refused() > 0 ? Severity.WRONG : Severity.OK,
                        ServerHealth.text(journal.refused()), "AsteriskRemedyJournalRefused"),
                journal.problem().map(why -> ServerHealth.judged(Line.JOURNAL_FILE, Severity.WRONG,
                        new Phrase("AsteriskDiagnosisJournalInMemory", Map.of("problem", why)), "AsteriskRemedyJournalFile"))
                        .orElseGet(() -> Finding.ok(Line.JOURNAL_FILE, size)));
    }

    private static Finding hooks(CallHooks.Figures hooks) {
        boolean behind = hooks.waiting() > MANY_WAITING || hooks.failed() > 0;
        return ServerHealth.judged(Line.HOOKS, hooks.lost() > 0 ? Severity.WRONG : behind ? Severity.ATTENTION : Severity.OK,
                new Phrase("AsteriskDiagnosisHooks", Map.of("waiting", hooks.waiting(), "failed", hooks.failed(), "lost", hooks.lost())),
                "AsteriskRemedyHooks");
    }

    private static Finding actions(SystemMetrics.Actions actions) {
        boolean behind = actions.waiting() > MANY_WAITING || actions.failed() > 0;
        return ServerHealth.judged(Line.ACTIONS, actions.lost() > 0 ? Severity.WRONG : behind ? Severity.ATTENTION : Severity.OK,
                new Phrase("AsteriskDiagnosisActions", Map.of("waiting", actions.waiting(), "failed", actions.failed(), "lost", actions.lost())),
                "AsteriskRemedyActions");
    }

    private static Finding numbers(SystemMetrics.Numbers numbers) {
        return ServerHealth.judged(Line.NUMBER_INDEX, numbers.complete() ? Severity.OK : Severity.ATTENTION,
                new Phrase("AsteriskDiagnosisNumbers", Map.of("indexed", numbers.indexed(), "all", numbers.all())),
                numbers.running() ? "AsteriskRemedyNumbersRunning" : "AsteriskRemedyNumbers");
    }

    private static List<Finding> browsers(SystemMetrics figures) {
        List<Finding> findings = new ArrayList<>();
        findings.add(figures.push().map(push -> Finding.ok(Line.BROWSERS, ServerHealth.text(push.browsers())))
                .orElseGet(() -> Finding.unknown(Line.BROWSERS)));
        findings.add(figures.push().map(SystemMetrics.Push::slowClosed).map(closed -> ServerHealth.judged(Line.SLOW_BROWSERS,
                closed > MANY_SLOW ? Severity.ATTENTION : Severity.OK, ServerHealth.text(closed), "AsteriskRemedySlowBrowsers"))
                .orElseGet(() -> Finding.unknown(Line.SLOW_BROWSERS)));
        findings.add(figures.push().map(push -> screenPop(push.pops())).orElseGet(() -> Finding.unknown(Line.SCREEN_POP)));
        findings.add(figures.claims().map(claims -> Finding.ok(Line.CLAIMS, ServerHealth.text(claims)))
                .orElseGet(() -> Finding.unknown(Line.CLAIMS)));
        findings.add(figures.stopped().map(users -> ServerHealth.judged(Line.CALL_LIMIT, users > 0 ? Severity.WRONG : Severity.OK,
                ServerHealth.text(users), "AsteriskRemedyCallLimit")).orElseGet(() -> Finding.unknown(Line.CALL_LIMIT)));
        figures.work().ifPresent(work -> findings.addAll(work(work)));
        return findings;
    }

    private static List<Finding> work(SystemMetrics.Work work) {
        return List.of(
                ServerHealth.judged(Line.WORKERS, work.longest().compareTo(STUCK) > 0 ? Severity.WRONG : Severity.OK,
                        ServerHealth.text(work.longest()), "AsteriskRemedyWorkers"),
                ServerHealth.judged(Line.WORK_REFUSED, work.refused() > 0 ? Severity.WRONG : Severity.OK,
                        ServerHealth.text(work.refused()), "AsteriskRemedyWorkRefused"));
    }

    private static Finding screenPop(Optional<ScreenPopTimes.Summary> pops) {
        return pops.map(times -> ServerHealth.judged(Line.SCREEN_POP, times.most().compareTo(SLOW_POP) > 0 ? Severity.ATTENTION : Severity.OK,
                new Phrase("AsteriskDiagnosisScreenPop", Map.of("half", times.half(), "most", times.most(), "count", times.calls())),
                "AsteriskRemedyScreenPop")).orElseGet(() -> Finding.ok(Line.SCREEN_POP, Phrase.of("AsteriskDiagnosisScreenPopNone")));
    }

    private static List<Finding> versions(SystemMetrics.Versions versions) {
        return List.of(Finding.ok(Line.COMPONENT, ServerHealth.text(versions.component())),
                Finding.ok(Line.JAVA, ServerHealth.text(versions.java())),
                versions.ofbiz().map(text -> Finding.ok(Line.OFBIZ, ServerHealth.text(text))).orElseGet(() -> Finding.unknown(Line.OFBIZ)),
                library(Line.ASTERISK_JAVA, versions.asteriskJava()),
                library(Line.WEBSOCKET, versions.websocket()));
    }

    private static Finding library(Line line, Optional<String> version) {
        return version.map(text -> Finding.ok(line, ServerHealth.text(text))).orElseGet(() ->
                Finding.of(line, Severity.WRONG, Phrase.of("AsteriskDiagnosisLibraryMissing")).withRemedy(Phrase.of("AsteriskRemedyLibrary")));
    }
}

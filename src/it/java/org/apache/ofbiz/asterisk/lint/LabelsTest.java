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
package org.apache.ofbiz.asterisk.lint;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.board.Alarm;
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn;
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula;
import org.apache.ofbiz.asterisk.ami.ManagerRights;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackOutcome;
import org.apache.ofbiz.asterisk.crm.consent.RecordingConsent;
import org.apache.ofbiz.asterisk.crm.privacy.RetentionRules;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingLog;
import org.apache.ofbiz.asterisk.crm.recordings.OpenedRecording;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.apache.ofbiz.asterisk.crm.reports.ReportPeriod;
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportBy;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportColumn;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportInterval;
import org.apache.ofbiz.asterisk.crm.scoring.Score;
import org.apache.ofbiz.asterisk.crm.scoring.ScoreReport;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.health.HealthCheck;
import org.apache.ofbiz.asterisk.setup.DialplanLines;
import org.apache.ofbiz.asterisk.setup.PhoneMatch;
import org.apache.ofbiz.asterisk.setup.TestCallSteps;
import org.apache.ofbiz.asterisk.web.LabelRequests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Labels: each in all three languages with the same places to fill in, each used, and none used that is not there. */
@Tag("lint")
class LabelsTest {

    private static final Path FILE = Path.of("config/AsteriskUiLabels.xml");
    private static final List<Element> PROPERTIES = Descriptors.children(Descriptors.root(FILE), "property");
    /** Enumerations that agents choose from: lists to which an admin may add. */
    private static final Pattern SEEDED = Pattern.compile("enumId=\"(AST_(?:PAUSE|WHY|DISP)_\\w+)\"");
    private static final Pattern PLACE = Pattern.compile("\\$?\\{\\w+}");
    private static final Pattern USE = Pattern.compile("uiLabelMap\\.(\\w+)|\"titleProperty\" value=\"(\\w+)\"|['\"](Asterisk[A-Z]\\w*)['\"]");
    /** Names in quotes that look like labels. */
    private static final Set<String> NO_LABELS = Set.of("AsteriskUiLabels", "AsteriskAppBar");

    @Test
    void eachLabelHasTheThreeLanguagesAndTheSamePlaces() {
        for (Element property : PROPERTIES) {
            List<Element> values = Descriptors.children(property, "value");
            String key = property.getAttribute("key");
            assertThat(key, values.stream().map(value -> value.getAttribute("xml:lang")).sorted().toList(), contains("de", "en", "fr"));
            assertThat(key + ": places", values.stream().map(value -> places(value.getTextContent())).distinct().count(), is(1L));
            assertThat(key + ": blank", values.stream().filter(value -> value.getTextContent().isBlank()).toList(), empty());
        }
    }

    /** Those of the server begin with a dollar sign, which the browser would show. */
    @Test
    void labelsOfTheBrowserHaveItsPlaces() {
        for (Element property : PROPERTIES) {
            if (property.getAttribute("key").startsWith(LabelRequests.PREFIX)) {
                assertThat(property.getAttribute("key"), property.getTextContent(), not(containsString("${")));
            }
        }
    }

    /** Logs and pages say the same of a connection. */
    @Test
    void theEnglishOfAReasonIsItsLabel() {
        for (ConnectionReason.Code code : ConnectionReason.Code.values()) {
            String label = PROPERTIES.stream().filter(property -> property.getAttribute("key").equals("AsteriskConnectionReason_" + code))
                    .map(property -> Descriptors.children(property, "value").get(0).getTextContent()).findFirst().orElse("");
            assertThat(label.replace("${", "{"), is(ConnectionReason.of(code).text()));
        }
    }

    @Test
    void noLabelStandsTwice() {
        List<String> keys = PROPERTIES.stream().map(property -> property.getAttribute("key")).toList();
        assertThat(keys.size(), is(keys().size()));
    }

    @Test
    void eachUsedLabelIsThere() {
        Set<String> missing = used();
        missing.removeAll(keys());
        missing.removeAll(NO_LABELS);
        missing.removeAll(Descriptors.values(EntityFields.MODEL, "entity", "entity-name"));
        missing.removeAll(Descriptors.values(EntityFields.MODEL, "view-entity", "entity-name"));
        missing.removeIf(name -> name.endsWith("_")); // the beginning of names that are put together, see below
        assertThat(missing, empty());
    }

    @Test
    void eachLabelIsUsed() {
        Set<String> unused = keys();
        unused.removeAll(used());
        unused.removeAll(putTogether());
        unused.removeIf(name -> name.startsWith(LabelRequests.PREFIX)); // sent to the browser: src/test/js/labels.test.js
        String push = Descriptors.files("src/main/java/org/apache/ofbiz/asterisk/push", ".java").stream().map(Descriptors::text)
                .collect(Collectors.joining());
        unused.removeIf(name -> name.startsWith("AsteriskRefusal_") // push has codes of its own, for faults of the socket
                && Pattern.compile("\\b" + name.substring("AsteriskRefusal_".length()) + "\\b").matcher(push).find());
        assertThat(unused, empty());
    }

    @Test
    void eachRefusalOutcomeAndDirectionHasItsWords() {
        assertThat(keys(), hasItems(putTogether().toArray(String[]::new)));
    }

    /** Names of labels that the code puts together from a word of ours. */
    private static Set<String> putTogether() {
        Set<String> names = new TreeSet<>();
        Arrays.stream(RetentionRules.Kind.values()).forEach(kind -> names.add("AsteriskRetentionKind_" + kind));
        Set.of("callCount", "recordingCount", "mentionCount", "callbackCount", "correctionCount", "speedDialCount", "taskCount", "numberCount",
                "heldCount", "failedCount", "waitingCount", "voicemailCount", "voicemailKeptCount")
                .forEach(count -> names.add("AsteriskErasure_" + count));
        Set.of("RUNNING", "DONE", "FAILED").forEach(phase -> names.add("AsteriskRetentionPhase_" + phase));
        Arrays.stream(RecordingLog.Access.values()).forEach(access -> names.add("AsteriskRecordingAccess_" + access));
        Arrays.stream(Consent.values()).filter(Consent::refuses).forEach(consent -> names.add("AsteriskConsent_" + consent));
        Arrays.stream(RecordingConsent.Mode.values()).forEach(mode -> names.add("AsteriskConsentMode_" + mode));
        Arrays.stream(ScoreReport.By.values()).forEach(by -> names.add("AsteriskScoreBy_" + by));
        Arrays.stream(Score.Kind.values()).forEach(kind -> names.add("AsteriskScoreKind_" + kind));
        Arrays.stream(Alarm.Figure.values()).forEach(figure -> names.add("AsteriskLimitFigure_" + figure));
        Arrays.stream(AlarmTurn.Turn.values()).forEach(turn -> names.add("AsteriskAlarmMail_" + turn));
        Arrays.stream(ReportColumn.values()).forEach(column -> names.add("AsteriskReportColumn_" + column));
        Arrays.stream(ReportBy.values()).forEach(by -> names.add("AsteriskReport_" + by));
        Arrays.stream(ReportInterval.values()).forEach(interval -> names.add("AsteriskReport_" + interval));
        Stream.concat(Stream.of(ReportRequest.BY_GROUP), Arrays.stream(ServiceLevelFormula.values()).map(Enum::name))
                .forEach(formula -> names.addAll(Set.of("AsteriskReport_" + formula, "AsteriskReportFormula_" + formula)));
        Arrays.stream(ReportPeriod.values()).forEach(period -> names.add("AsteriskReport_" + period));
        Arrays.stream(ImportOutcome.Fate.values()).forEach(fate -> names.add("AsteriskImportFate_" + fate));
        Arrays.stream(RecordingKeys.Fault.values()).forEach(fault -> names.add("AsteriskRecordingKey_" + fault));
        Arrays.stream(OpenedRecording.Reason.values()).forEach(reason -> names.add("AsteriskRecordingLocked_" + reason));
        Arrays.stream(CallbackOutcome.values()).forEach(outcome -> names.add("AsteriskCallback_" + outcome));
        Arrays.stream(Refusal.Code.values()).forEach(code -> names.add("AsteriskRefusal_" + code));
        Arrays.stream(Outcome.values()).forEach(outcome -> names.add("AsteriskOutcome_" + outcome));
        Arrays.stream(ConnectionState.Phase.values()).forEach(phase -> names.add("AsteriskConnection_" + phase));
        names.add("AsteriskConnection_OFF");
        Arrays.stream(HealthCheck.Severity.values()).forEach(severity -> names.add("AsteriskDiagnosisState_" + severity));
        Arrays.stream(HealthCheck.Line.values()).filter(line -> line != HealthCheck.Line.RIGHT && line != HealthCheck.Line.CONTEXT)
                .forEach(line -> names.add("AsteriskDiagnosis_" + line)); // those two are called by what they are about
        Arrays.stream(ManagerRights.Feature.values()).forEach(feature -> names.add("AsteriskFeature_" + feature));
        Arrays.stream(PhoneCall.Direction.values()).forEach(direction -> names.add("AsteriskCommEventSubject_" + direction));
        names.add("AsteriskCommEventSubject_MISSED");
        Arrays.stream(TimelineEntry.Kind.values()).forEach(kind -> names.add("AsteriskEvent_" + kind));
        names.add("AsteriskEvent_CLAIMED");
        Settings.ALL.forEach(setting -> names.add(setting.label()));
        Arrays.stream(PeerStates.State.values()).forEach(state -> names.add("AsteriskPeerState_" + state));
        List.of("NONE", "RUNNING", "DONE", "FAILED").forEach(phase -> names.add("AsteriskNumberIndex_" + phase));
        Matcher seeded = SEEDED.matcher(Descriptors.text(Path.of("data/AsteriskTypeData.xml"))
                + Descriptors.text(Path.of("data/AsteriskStarterListData.xml")));
        while (seeded.find()) {
            names.add("AsteriskEnumeration_" + seeded.group(1));
        }
        putTogetherForSetUp(names);
        return names;
    }

    private static void putTogetherForSetUp(Set<String> names) {
        for (TestCallSteps.Step step : TestCallSteps.Step.values()) {
            names.addAll(List.of("AsteriskTestStep_" + step, "AsteriskTestLook_" + step));
        }
        Arrays.stream(TestCallSteps.State.values()).forEach(state -> names.add("AsteriskTestState_" + state));
        Arrays.stream(DialplanLines.Place.values()).forEach(place -> names.add("AsteriskWizardContext_" + place));
        Arrays.stream(ConnectionReason.Code.values()).forEach(code -> names.add("AsteriskConnectionReason_" + code));
        Arrays.stream(PhoneMatch.Reason.values()).forEach(reason -> names.add("AsteriskWizardMatch_" + reason));
        IntStream.rangeClosed(1, 6).forEach(step -> names.add("AsteriskWizardStep" + step));
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        PROPERTIES.forEach(property -> keys.add(property.getAttribute("key")));
        return keys;
    }

    private static Set<String> used() {
        Set<String> used = new TreeSet<>();
        Stream.of(Descriptors.files("widget", ".xml"), Descriptors.files("template", ".ftl"), Descriptors.files("groovyScripts", ".groovy"),
                Descriptors.files("src/main/java", ".java")).flatMap(List::stream).forEach(file -> {
                    Matcher use = USE.matcher(Descriptors.text(file));
                    while (use.find()) {
                        String name = Stream.of(use.group(1), use.group(2), use.group(3)).filter(group -> group != null).findFirst().orElseThrow();
                        if (name.startsWith("Asterisk")) {
                            used.add(name);
                        }
                    }
                });
        return used;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            places.add(place.group());
        }
        return places;
    }
}

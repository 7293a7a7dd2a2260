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
package org.apache.ofbiz.asterisk.crm.reports.saved;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.mail.Mails;
import org.apache.ofbiz.asterisk.crm.reports.CallReports;
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest;
import org.apache.ofbiz.asterisk.crm.reports.ReportWriter;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Sends the saved reports that are due. A report is claimed before it is made, in a statement that only one of several nodes or jobs wins,
 * and its next time is written with the claim: whatever happens then, this time isn't sent twice. Of several times that passed while OFBiz
 * was down, the last is sent. What the owner may see is asked for now. Belongs to one run.
 */
public final class ReportSender {

    /** Attempts at one time: then it waits for the next. */
    static final int ATTEMPTS = 4;
    /** Before the second attempt; twice that before the third, and so on. */
    static final Duration FIRST_PAUSE = Duration.ofMinutes(15);
    /** A node that claimed a report and wasn't heard of for so long has died. */
    static final Duration DEAD_AFTER = Duration.ofHours(1);

    private static final String MODULE = ReportSender.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String CLAIM = "sendingId";
    private static final String CLAIMED = "sendingDate";
    private static final String NEXT = "nextSendDate";
    private static final String PROBLEM = "sendProblem";
    private static final String TRIED = "attemptCount";
    private static final int LONGEST_PROBLEM = 255;
    private static final int AT_ONCE = 500;

    private final LocalDispatcher dispatcher;
    private final Rows rows;
    private final SavedReports reports;
    private final Settings settings;
    private final Clock clock;

    public ReportSender(LocalDispatcher dispatcher, Settings settings, Clock clock) {
        this.dispatcher = dispatcher;
        this.rows = new Rows(dispatcher.getDelegator());
        this.reports = new SavedReports(dispatcher.getDelegator(), dispatcher.getSecurity());
        this.settings = settings;
        this.clock = clock;
    }

    /** What a run did. */
    public record Counts(long sent, long failed) {
    }

    /** What became of one report. @param problem empty if it was sent to all @param again whether another attempt can help */
    private record Sent(Optional<String> problem, boolean any, boolean again) {
    }

    /** Sends what is due now. */
    public Counts run() {
        Instant now = clock.instant();
        tellOfDead(now);
        long sent = 0;
        long failed = 0;
        for (GenericValue report : due(now)) {
            try {
                Optional<String> claim = claim(report, now);
                if (claim.isPresent()) {
                    Sent result = send(report, now);
                    finish(report, claim.get(), result, now);
                    sent += result.any() ? 1 : 0;
                    failed += result.any() ? 0 : 1;
                }
            } catch (GenericEntityException | RuntimeException e) {
                failed++;
                Debug.logError(e, "The saved report " + report.getString(SavedReports.ID) + " wasn't handled", MODULE);
            }
        }
        return new Counts(sent, failed);
    }

    private List<GenericValue> due(Instant now) {
        return Rows.list(rows.from(SavedReports.ENTITY)
                .where(EntityCondition.makeCondition(NEXT, EntityOperator.LESS_THAN_EQUAL_TO, Timestamp.from(now))).orderBy(NEXT).maxRows(AT_ONCE));
    }

    /** A report whose sender died may have been sent: it isn't sent again, and its owner sees that. */
    private void tellOfDead(Instant now) {
        List<GenericValue> dead = Rows.list(rows.from(SavedReports.ENTITY).where(EntityCondition.makeCondition(CLAIMED, EntityOperator.LESS_THAN,
                Timestamp.from(now.minus(DEAD_AFTER)))));
        for (GenericValue report : dead) {
            Map<String, Object> fields = new HashMap<>(Map.of(PROBLEM, label("AsteriskSavedReportInterrupted", Map.of(), locale(report))));
            fields.put(CLAIMED, null);
            try {
                rows.delegator().storeByCondition(SavedReports.ENTITY, fields, held(report, report.getString(CLAIM)));
                Debug.logWarning("Sending the saved report " + report.getString(SavedReports.ID) + " was interrupted", MODULE);
            } catch (GenericEntityException e) {
                Debug.logError(e, "The saved report " + report.getString(SavedReports.ID) + " wasn't handled", MODULE);
            }
        }
    }

    private static EntityCondition held(GenericValue report, String claim) {
        return EntityCondition.makeCondition(List.of(EntityCondition.makeCondition(SavedReports.ID, report.getString(SavedReports.ID)),
                EntityCondition.makeCondition(CLAIM, claim)));
    }

    /** Each claim has an id of its own, and takes the place of the one that was read: one of several who try has it. */
    private Optional<String> claim(GenericValue report, Instant now) throws GenericEntityException {
        String claim = UUID.randomUUID().toString();
        Map<String, Object> fields = new HashMap<>(Map.of(CLAIM, claim, CLAIMED, Timestamp.from(now)));
        fields.put(NEXT, schedule(report).map(schedule -> Timestamp.from(schedule.next(now))).orElse(null));
        boolean won = rows.delegator().storeByCondition(SavedReports.ENTITY, fields, held(report, report.getString(CLAIM))) == 1;
        return Optional.of(claim).filter(any -> won);
    }

    private Sent send(GenericValue report, Instant now) {
        try {
            return made(report, now);
        } catch (RuntimeException e) { // the database, most likely
            return failed(report, String.valueOf(e.getMessage()));
        }
    }

    private Sent made(GenericValue report, Instant now) {
        Locale locale = locale(report);
        Optional<GenericValue> owner = reports.owner(report);
        Optional<Set<String>> visible = owner.map(reports::groups).orElseGet(() -> Optional.of(Set.of()));
        Optional<SendSchedule> schedule = schedule(report);
        if (owner.isEmpty() || visible.filter(Set::isEmpty).isPresent() || schedule.isEmpty()) {
            String why = owner.isEmpty() ? "AsteriskSavedReportOwnerOff" : "AsteriskSavedReportNoRight";
            return new Sent(Optional.of(label(why, Map.of(), locale)), false, false);
        }
        Map<String, Object> fields = new HashMap<>(SavedReports.fields(report));
        fields.put("timeZone", TimeZone.getTimeZone(schedule.get().zone()));
        fields.put("locale", locale);
        InputCheck check = InputCheck.of(fields);
        Optional<ReportRequest> request = ReportRequest.read(fields, check, visible, schedule.get().dayOf(schedule.get().latest(now)));
        if (request.isEmpty()) {
            return new Sent(Optional.of(String.join(" ", check.problems())), false, false);
        }
        List<String> addresses = new ArrayList<>(Mails.addresses(Rows.text(report, "sendTo")).orElse(List.of()));
        List<String> refused = new MailRecipients(rows.delegator(), settings).refused(addresses);
        addresses.removeAll(refused);
        Optional<String> problem = Optional.of(label("AsteriskSavedReportRefused", Map.of("addresses", String.join(", ", refused)), locale))
                .filter(any -> !refused.isEmpty());
        if (addresses.isEmpty()) {
            return new Sent(problem.or(() -> Optional.of(label("AsteriskSavedReportNobody", Map.of(), locale))), false, false);
        }
        return mailed(report, request.get(), addresses, problem);
    }

    private Sent mailed(GenericValue report, ReportRequest request, List<String> addresses, Optional<String> problem) {
        Locale locale = locale(report);
        CallReports.Made made = new CallReports(rows.delegator(), settings).make(request.query(), request.formula());
        ReportMail mail = new ReportMail(Rows.text(report, SavedReports.NAME), request, made,
                new ReportWriter(rows.delegator(), request, locale));
        List<String> last = new ArrayList<>();
        if (mail.isOutdated()) {
            last.add(label("AsteriskSavedReportOutdated", Map.of(), locale));
        }
        last.add(label("AsteriskSavedReportMailEnd", Map.of("user", report.getString(SavedReports.OWNER)), locale));
        Map<String, Object> result = Mails.send(dispatcher, addresses, mail.subject(), mail.text(last),
                mail.attachments(Rows.text(report, "fileTypes")));
        return ServiceUtil.isSuccess(result) ? new Sent(problem, true, false) : failed(report, ServiceUtil.getErrorMessage(result));
    }

    private static Sent failed(GenericValue report, String why) {
        String reason = why.replaceAll("\\p{Cntrl}", " "); // a mail server says what it likes
        return new Sent(Optional.of(label("AsteriskSavedReportFailed", Map.of("reason", reason), locale(report))), false, true);
    }

    private void finish(GenericValue report, String claim, Sent result, Instant now) throws GenericEntityException {
        long tried = Optional.ofNullable(report.getLong(TRIED)).orElse(0L) + 1;
        boolean again = result.again() && tried < ATTEMPTS;
        Map<String, Object> fields = new HashMap<>();
        fields.put(CLAIMED, null);
        fields.put(TRIED, again ? tried : 0L);
        fields.put(PROBLEM, result.problem().map(text -> PlainText.clip(text, LONGEST_PROBLEM)).orElse(null));
        if (result.any()) {
            fields.put("lastSentDate", Timestamp.from(now));
        }
        if (again) {
            Instant retry = now.plus(FIRST_PAUSE.multipliedBy(1L << (tried - 1)));
            Instant next = schedule(report).map(schedule -> schedule.next(now)).orElse(retry);
            fields.put(NEXT, Timestamp.from(retry.isBefore(next) ? retry : next));
        }
        if (!result.any() && tried == 1) {
            Debug.logWarning("The saved report " + report.getString(SavedReports.ID) + " of " + report.getString(SavedReports.OWNER)
                    + " wasn't sent: " + result.problem().orElse(""), MODULE);
        }
        rows.delegator().storeByCondition(SavedReports.ENTITY, fields, held(report, claim));
    }

    /** Empty where it isn't sent. */
    public static Optional<SendSchedule> schedule(GenericValue report) {
        try {
            Optional<String> frequency = PlainText.given(report.getString("sendFrequency"));
            return frequency.map(SendSchedule.Frequency::valueOf).map(often -> new SendSchedule(often,
                    number(report, often == SendSchedule.Frequency.WEEKLY ? "sendWeekDay" : "sendMonthDay", 1), number(report, "sendHour", 0),
                    ZoneId.of(report.getString("timeZoneId"))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty(); // nobody sent by a service
        }
    }

    private static int number(GenericValue report, String field, int otherwise) {
        return Optional.ofNullable(report.getLong(field)).map(Long::intValue).orElse(otherwise);
    }

    private static Locale locale(GenericValue report) {
        return UtilMisc.ensureLocale(report.getString("localeString"));
    }

    private static String label(String key, Map<String, Object> values, Locale locale) {
        return UtilProperties.getMessage(LABELS, key, values, locale);
    }
}

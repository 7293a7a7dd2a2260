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
package org.apache.ofbiz.asterisk.service.scoring;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.reports.ReportRights;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.scoring.RecordingComments;
import org.apache.ofbiz.asterisk.crm.scoring.Score;
import org.apache.ofbiz.asterisk.crm.scoring.ScoreReport;
import org.apache.ofbiz.asterisk.crm.scoring.ScoreSheets;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about comments and scores (servicedef/services.xml). Permissions are checked by their definitions, groups here. */
public final class ScoreServices {

    private static final String MODULE = ScoreServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String CALL = "phoneCallId";
    private static final String GROUP = "callCenterGroupId";
    private static final String QUESTION = "questionId";
    private static final int LONGEST_QUESTION = 250;
    private static final int HEAVIEST = 100;
    private static final int LONGEST_DAYS = 762;

    private ScoreServices() {
    }

    /** Service createAsteriskRecordingComment. */
    public static Map<String, Object> createComment(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("commentText", "positionSeconds").noMarkup()
                .longest(RecordingComments.LONGEST, "commentText").number("positionSeconds", 0, RecordingComments.LAST_SECOND);
        RecordingComments comments = new RecordingComments(dctx.getDelegator());
        Optional<GenericValue> call = recorded(dctx, context, check);
        if (call.isPresent() && !comments.hasRoom(call.get().getString(CALL))) {
            check.refuse("AsteriskCommentsMany", Map.of("most", RecordingComments.MOST));
        }
        if (check.failed()) {
            return check.refusal();
        }
        return stored(context, () -> comments.add(call.orElseThrow().getString(CALL), login(context),
                Long.parseLong(check.values().get("positionSeconds").toString()), context.get("commentText").toString().strip(), Clock.systemUTC()));
    }

    /** Service deleteAsteriskRecordingComment: by its author, and by who supervises the group. */
    public static Map<String, Object> deleteComment(DispatchContext dctx, Map<String, ? extends Object> context) {
        RecordingComments comments = new RecordingComments(dctx.getDelegator());
        InputCheck check = InputCheck.of(context).longest(60, "commentId");
        String id = Objects.toString(context.get("commentId"), "");
        Optional<GenericValue> comment = check.find("commentId", () -> comments.find(id));
        Optional<GenericValue> call = comment.flatMap(row -> call(dctx, row.getString(CALL)));
        if (comment.isPresent() && !comment.get().getString("userLoginId").equals(login(context))
                && call.filter(row -> visible(dctx, context, row)).isEmpty()) {
            check.refused("commentId", "AsteriskNoSuchCall");
        }
        return check.failed() ? check.refusal() : stored(context, () -> comments.delete(comment.orElseThrow().getString("commentId")));
    }

    /** Service storeAsteriskScoreSheet. */
    public static Map<String, Object> storeSheet(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context);
        Optional<GenericValue> call = recorded(dctx, context, check);
        ScoreSheets sheets = new ScoreSheets(dctx.getDelegator());
        Map<GenericValue, Long> answers = new HashMap<>();
        if (call.filter(row -> isOwn(context, row)).isPresent()) {
            check.refuse("AsteriskScoreOwnCall", Map.of());
        } else if (call.isPresent()) {
            List<GenericValue> questions = sheets.active(call.get().getString(GROUP), call.get().getTimestamp("startDate"));
            Map<?, ?> given = (Map<?, ?>) context.get("answers");
            for (GenericValue question : questions) {
                Score.Kind kind = Score.Kind.of(question);
                Optional<Long> points = points(given.get(question.getString(QUESTION)), kind);
                points.ifPresent(number -> answers.put(question, number));
            }
            if (questions.isEmpty() || answers.size() < questions.size()) {
                check.refuse(questions.isEmpty() ? "AsteriskScoreNoQuestions" : "AsteriskScoreIncomplete", Map.of());
            }
        }
        return check.failed() ? check.refusal()
                : stored(context, () -> sheets.store(call.orElseThrow(), login(context), answers, Clock.systemUTC()));
    }

    private static Optional<Long> points(Object text, Score.Kind kind) {
        return PlainText.given(Objects.toString(text, "")).filter(digits -> digits.matches("[0-5]")).map(Long::valueOf)
                .filter(number -> number >= kind.least() && number <= kind.most());
    }

    /** Service storeAsteriskScoreQuestion: creates one, or changes the text, the weight, the place or the end of one. */
    public static Map<String, Object> storeQuestion(DispatchContext dctx, Map<String, ? extends Object> context) {
        Delegator delegator = dctx.getDelegator();
        InputCheck check = InputCheck.of(context).required("questionText").noMarkup().longest(LONGEST_QUESTION, "questionText")
                .oneOf("questionKind", Arrays.stream(Score.Kind.values()).map(Enum::name).toList()).number("weight", 1, HEAVIEST)
                .number("sequenceNum", 0, 999).time("fromDate", "thruDate");
        check.find(GROUP, () -> Rows.one(EntityQuery.use(delegator).from("CallCenterGroup").where(GROUP, context.get(GROUP))));
        Optional<String> id = PlainText.given(Objects.toString(context.get(QUESTION), ""));
        Optional<GenericValue> known = id.flatMap(key -> Rows.one(EntityQuery.use(delegator).from(ScoreSheets.QUESTION).where(QUESTION, key)))
                .filter(row -> row.getString(GROUP).equals(context.get(GROUP)));
        if (id.isPresent() && known.isEmpty()) {
            check.refuse(QUESTION, "AsteriskErrorUnknown", Map.of("key", id.get()));
        }
        if (!check.failed() && known.isEmpty()
                && new ScoreSheets(delegator).all(context.get(GROUP).toString()).size() >= ScoreSheets.MOST_QUESTIONS) {
            check.refuse("AsteriskScoreQuestionsMany", Map.of("most", ScoreSheets.MOST_QUESTIONS));
        }
        if (check.failed()) {
            return check.refusal();
        }
        GenericValue row = known.orElseGet(() -> delegator.makeValue(ScoreSheets.QUESTION, Map.of(QUESTION, UUID.randomUUID().toString(),
                "weight", 1L, "sequenceNum", 0L, "questionKind", Score.Kind.SCALE.name(),
                "fromDate", Timestamp.from(Instant.now().truncatedTo(ChronoUnit.MILLIS)))));
        Map<String, Object> values = check.values();
        if (known.isPresent()) { // what was scored by it stays what it was
            values.remove("questionKind");
        }
        values.entrySet().removeIf(field -> List.of("questionKind", "weight", "sequenceNum", "fromDate").contains(field.getKey())
                && Objects.toString(field.getValue(), "").isBlank());
        row.setNonPKFields(values);
        row.set("lastModifiedByUserLogin", login(context));
        if (new ScoreSheets(delegator).all(row.getString(GROUP)).stream().anyMatch(other -> isAlike(row, other))) {
            check.refuse("questionText", "AsteriskErrorExists", Map.of("key", row.getString("questionText")));
            return check.refusal();
        }
        return stored(context, () -> delegator.createOrStore(row));
    }

    /** Another question that a backup couldn't tell from this one. */
    private static boolean isAlike(GenericValue question, GenericValue other) {
        return !other.get(QUESTION).equals(question.get(QUESTION))
                && Stream.of("questionText", "questionKind", "fromDate").allMatch(field -> Objects.equals(question.get(field), other.get(field)));
    }

    /** Service getAsteriskScoreReport. */
    public static Map<String, Object> report(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).id(GROUP).oneOf("by", Arrays.stream(ScoreReport.By.values()).map(Enum::name).toList());
        ZoneId zone = (context.get("timeZone") instanceof TimeZone given ? given : TimeZone.getDefault()).toZoneId();
        LocalDate last = day(context, "thruDay", check).orElseGet(() -> LocalDate.now(zone));
        LocalDate first = day(context, "fromDay", check).orElse(last.minusDays(29));
        if (first.isAfter(last)) {
            check.refused("fromDay", "AsteriskReportDaysOrder");
        } else if (first.plusDays(LONGEST_DAYS).isBefore(last)) {
            check.refuse("fromDay", "AsteriskReportTooLong", Map.of("days", String.valueOf(LONGEST_DAYS)));
        }
        if (check.failed()) {
            return check.refusal();
        }
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        ScoreReport.By by = ScoreReport.By.valueOf(PlainText.given(Objects.toString(context.get("by"), "")).orElse("AGENT"));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("lines", new ScoreReport(dctx.getDelegator()).make(by, first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(), groups(dctx, context), PlainText.given(Objects.toString(context.get(GROUP), "")),
                UtilProperties.getMessage(LABELS, "AsteriskReportTotal", locale)));
        result.putAll(Map.of("by", by.name(), "fromDay", first.toString(), "thruDay", last.toString()));
        return result;
    }

    private static Optional<LocalDate> day(Map<String, ?> fields, String field, InputCheck check) {
        try {
            return PlainText.given(Objects.toString(fields.get(field), "")).map(LocalDate::parse)
                    .filter(day -> day.getYear() >= 2000 && day.getYear() < 3000);
        } catch (DateTimeException e) {
            check.refused(field, "AsteriskReportNoDay");
            return Optional.empty();
        }
    }

    /** A call with a recording, of a group that the user supervises. */
    private static Optional<GenericValue> recorded(DispatchContext dctx, Map<String, ?> context, InputCheck check) {
        return check.longest(60, CALL).find(CALL, () -> call(dctx, Objects.toString(context.get(CALL), ""))
                .filter(row -> row.get("recordingContentId") != null && visible(dctx, context, row)));
    }

    private static Optional<GenericValue> call(DispatchContext dctx, String phoneCallId) {
        return Rows.one(EntityQuery.use(dctx.getDelegator()).from("PhoneCall").where(CALL, phoneCallId));
    }

    private static boolean visible(DispatchContext dctx, Map<String, ?> context, GenericValue call) {
        return groups(dctx, context).map(ids -> ids.contains(Rows.text(call, GROUP))).orElse(true);
    }

    private static Optional<Set<String>> groups(DispatchContext dctx, Map<String, ?> context) {
        return ReportRights.groups(dctx.getDelegator(), dctx.getSecurity(), (GenericValue) context.get("userLogin"));
    }

    private static boolean isOwn(Map<String, ?> context, GenericValue call) {
        return PlainText.given(call.getString("agentPartyId"))
                .filter(agent -> agent.equals(((GenericValue) context.get("userLogin")).getString("partyId"))).isPresent();
    }

    private static String login(Map<String, ?> context) {
        return ((GenericValue) context.get("userLogin")).getString("userLoginId");
    }

    private static Map<String, Object> stored(Map<String, ?> context, Work work) {
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        try {
            work.run();
            return ServiceUtil.returnSuccess(UtilProperties.getMessage(LABELS, "AsteriskSaved", locale));
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't keep a comment or a score", MODULE);
            return ServiceUtil.returnError(UtilProperties.getMessage(LABELS, "AsteriskRefusal_FAILED", locale));
        }
    }

    /** Work on the database. */
    @FunctionalInterface
    private interface Work {
        void run() throws GenericEntityException;
    }
}

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
package org.apache.ofbiz.asterisk.service.privacy;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.privacy.LegalHolds;
import org.apache.ofbiz.asterisk.crm.privacy.RetentionRules;
import org.apache.ofbiz.asterisk.crm.privacy.RetentionRun;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.voicemail.MessageRemoval;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailSearch;
import org.apache.ofbiz.asterisk.service.voicemail.Removals;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** Services about how long call data are kept, and legal holds (servicedef/services.xml). Permissions are checked by their definitions. */
public final class RetentionServices {

    private static final String MODULE = RetentionServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String REASON = "reasonText";
    private static final int LONGEST_REASON = 255;
    private static final long MOST_DAYS = 36_500;
    /** Calls that a preview lists. */
    private static final int LISTED = 200;

    private RetentionServices() {
    }

    /** Service setAsteriskRetention. */
    public static Map<String, Object> setRetention(DispatchContext dctx, Map<String, ? extends Object> context) {
        Rows rows = new Rows(dctx.getDelegator());
        InputCheck check = InputCheck.of(context).id(RetentionRules.GROUP).required(RetentionRules.GROUP, RetentionRules.KIND)
                .oneOf(RetentionRules.KIND, Arrays.stream(RetentionRules.Kind.values()).map(Enum::name).toList())
                .number(RetentionRules.DAYS, 0, MOST_DAYS);
        if (!RetentionRules.ALL.equals(context.get(RetentionRules.GROUP))) {
            check.known(RetentionRules.GROUP, () -> Rows.one(rows.from("CallCenterGroup").where(RetentionRules.GROUP,
                    context.get(RetentionRules.GROUP))));
        }
        if (check.failed()) {
            return check.refusal();
        }
        Map<String, Object> key = Map.of(RetentionRules.GROUP, context.get(RetentionRules.GROUP), RetentionRules.KIND,
                context.get(RetentionRules.KIND));
        return written(() -> {
            if (check.values().get(RetentionRules.DAYS) instanceof Long days) {
                Map<String, Object> row = new HashMap<>(key);
                row.put(RetentionRules.DAYS, days);
                row.put("lastModifiedByUserLogin", user(context));
                dctx.getDelegator().createOrStore(dctx.getDelegator().makeValue(RetentionRules.ENTITY, row));
            } else {
                dctx.getDelegator().removeByAnd(RetentionRules.ENTITY, key);
            }
        });
    }

    /** Service createAsteriskLegalHold. */
    public static Map<String, Object> createHold(DispatchContext dctx, Map<String, ? extends Object> context) {
        Rows rows = new Rows(dctx.getDelegator());
        InputCheck check = InputCheck.of(context).noMarkup().required(REASON).longest(LONGEST_REASON, REASON)
                .id(LegalHolds.CALL).id(LegalHolds.PARTY);
        Optional<String> call = given(context, LegalHolds.CALL);
        Optional<String> party = given(context, LegalHolds.PARTY);
        if (call.isPresent() == party.isPresent()) {
            check.refuse("AsteriskHoldOfWhat", Map.of());
        }
        call.ifPresent(id -> check.known(LegalHolds.CALL, () -> Rows.one(rows.from("PhoneCall").where(LegalHolds.CALL, id))));
        party.ifPresent(id -> check.known(LegalHolds.PARTY, () -> Rows.one(rows.from("Party").where(LegalHolds.PARTY, id))));
        if (check.failed()) {
            return check.refusal();
        }
        Map<String, Object> result = ServiceUtil.returnSuccess();
        Map<String, Object> failure = written(() -> result.put("holdId", new LegalHolds(dctx.getDelegator()).add(
                call.isPresent() ? LegalHolds.CALL : LegalHolds.PARTY, call.or(() -> party).orElseThrow(),
                given(context, REASON).orElseThrow(), user(context), Clock.systemUTC().instant())));
        return ServiceUtil.isError(failure) ? failure : result;
    }

    /** Service releaseAsteriskLegalHold. */
    public static Map<String, Object> releaseHold(DispatchContext dctx, Map<String, ? extends Object> context) {
        LegalHolds holds = new LegalHolds(dctx.getDelegator());
        InputCheck check = InputCheck.of(context).id("holdId");
        check.known("holdId", () -> holds.find(given(context, "holdId").orElse(""))).required("holdId");
        return check.failed() ? check.refusal()
                : written(() -> holds.release(given(context, "holdId").orElseThrow(), user(context), Clock.systemUTC().instant()));
    }

    /** Service previewAsteriskRetention: what a run would delete now. */
    public static Map<String, Object> preview(DispatchContext dctx, Map<String, ? extends Object> context) {
        RetentionRun run = retention(dctx, (box, message) -> Optional.of("A preview removes nothing"));
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        ZoneId zone = (context.get("timeZone") instanceof TimeZone given ? given : TimeZone.getDefault()).toZoneId();
        DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM).withLocale(locale).withZone(zone);
        List<Map<String, Object>> due = new ArrayList<>();
        for (RetentionRun.Due each : run.preview(LISTED)) {
            due.add(Map.of(LegalHolds.CALL, each.call().getString(LegalHolds.CALL), RetentionRules.KIND, each.kind().name(),
                    "time", time.format(each.call().getTimestamp("startDate").toInstant()), "held", each.held(),
                    RetentionRules.GROUP, Objects.toString(each.call().getString(RetentionRules.GROUP), ""), "files", each.files()));
        }
        for (RetentionRun.DueMessage each : run.previewMessages(LISTED - due.size())) {
            VoicemailSearch.Found found = each.found();
            due.add(Map.of(LegalHolds.CALL, "", RetentionRules.KIND, RetentionRules.Kind.VOICEMAIL.name(),
                    "time", time.format(found.message().text().leftAt()), "held", each.held(),
                    RetentionRules.GROUP, found.box().ofGroup() ? found.box().ownerId() : "", "files", List.of(found.box().mailbox().text())));
        }
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("due", due);
        result.put("counts", run.counts().fields());
        return result;
    }

    /** Service runAsteriskRetention: deletes what is due; without rules, nothing. For a job; the page starts it in the background. */
    public static Map<String, Object> run(DispatchContext dctx, Map<String, ? extends Object> context) {
        if (!RetentionRules.any(dctx.getDelegator())) {
            return ServiceUtil.returnSuccess();
        }
        try (Removals removals = Removals.by(user(context), dctx.getDelegator(), UtilMisc.ensureLocale(context.get("locale")))) {
            RetentionRun run = retention(dctx, removals);
            Optional<String> runId = run.run(user(context));
            if (runId.isEmpty()) {
                return ServiceUtil.returnError(UtilProperties.getMessage(LABELS, "AsteriskRetentionRuns",
                        UtilMisc.ensureLocale(context.get("locale"))));
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("runId", runId.get());
            result.put("counts", run.counts().fields());
            return result;
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "The deletion of old call data was interrupted", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    private static RetentionRun retention(DispatchContext dctx, MessageRemoval removal) {
        return new RetentionRun(dctx.getDispatcher(), CallCenter.settings(dctx.getDelegator()), removal, Clock.systemUTC());
    }

    private static String user(Map<String, ? extends Object> context) {
        return ((GenericValue) context.get("userLogin")).getString("userLoginId");
    }

    private static Optional<String> given(Map<String, ? extends Object> context, String field) {
        return PlainText.given((String) context.get(field));
    }

    private static Map<String, Object> written(Write write) {
        try {
            write.run();
            return ServiceUtil.returnSuccess();
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't write a rule or hold", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    /** Writes rows. */
    @FunctionalInterface
    private interface Write {
        void run() throws GenericEntityException;
    }
}

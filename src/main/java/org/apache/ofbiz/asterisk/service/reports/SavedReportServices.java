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
package org.apache.ofbiz.asterisk.service.reports;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.mail.Mails;
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest;
import org.apache.ofbiz.asterisk.crm.reports.ReportRights;
import org.apache.ofbiz.asterisk.crm.reports.saved.MailRecipients;
import org.apache.ofbiz.asterisk.crm.reports.saved.ReportSender;
import org.apache.ofbiz.asterisk.crm.reports.saved.SavedReports;
import org.apache.ofbiz.asterisk.crm.reports.saved.SendSchedule;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * The services about saved reports (servicedef/services.xml). Permissions are checked by their definitions; whose report it is, and which
 * groups it can be about, here.
 */
public final class SavedReportServices {

    private static final String MODULE = SavedReportServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final int LONGEST_NAME = 60;
    private static final String FREQUENCY = "sendFrequency";
    private static final String TO = "sendTo";

    private SavedReportServices() {
    }

    /** Service findAsteriskSavedReports. */
    public static Map<String, Object> find(DispatchContext dctx, Map<String, ? extends Object> context) {
        GenericValue user = user(context);
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("reports", reports(dctx).of(user).stream().map(report -> told(report, user)).toList());
        return result;
    }

    private static Map<String, Object> told(GenericValue report, GenericValue user) {
        boolean own = SavedReports.isOwn(report, user);
        Map<String, Object> told = new HashMap<>();
        List.of(SavedReports.ID, SavedReports.NAME, SavedReports.OWNER, "shared").forEach(field -> told.put(field, report.get(field)));
        told.put("own", own);
        told.put("fields", SavedReports.fields(report));
        if (own) {
            List.of(FREQUENCY, "sendWeekDay", "sendMonthDay", "sendHour", "timeZoneId", "fileTypes", TO, "nextSendDate", "lastSentDate",
                    "sendProblem").forEach(field -> told.put(field, report.get(field)));
        }
        return told;
    }

    /** Service createAsteriskSavedReport. */
    public static Map<String, Object> create(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(dctx, context);
        List<GenericValue> own = reports(dctx).own(user(context));
        if (own.size() >= SavedReports.MOST) {
            check.refuse("AsteriskSavedReportMany", Map.of("most", SavedReports.MOST));
        }
        checkName(own, "", context, check);
        if (check.failed()) {
            return check.refusal();
        }
        String id = dctx.getDelegator().getNextSeqId(SavedReports.ENTITY);
        Map<String, Object> fields = SavedReports.columns(context);
        fields.putAll(named(context));
        fields.put(SavedReports.ID, id);
        fields.put(SavedReports.OWNER, user(context).getString("userLoginId"));
        return saved(id, context, () -> dctx.getDelegator().create(dctx.getDelegator().makeValue(SavedReports.ENTITY, fields)));
    }

    /** Service updateAsteriskSavedReport: its name and who sees it; with reportBy, also what it asks for. */
    public static Map<String, Object> update(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(dctx, context);
        Optional<String> id = own(dctx, context, check);
        checkName(reports(dctx).own(user(context)), id.orElse(""), context, check);
        if (check.failed()) {
            return check.refusal();
        }
        Map<String, Object> fields = named(context);
        if (given(context, "reportBy").isPresent()) {
            fields.putAll(SavedReports.columns(context));
        }
        return saved(id.orElseThrow(), context, () -> store(dctx, id.orElseThrow(), fields));
    }

    /** Service deleteAsteriskSavedReport. */
    public static Map<String, Object> delete(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context);
        Optional<String> id = own(dctx, context, check);
        if (check.failed()) {
            return check.refusal();
        }
        Map<String, String> key = Map.of(SavedReports.ID, id.orElseThrow());
        return written("AsteriskDeleted", context, () -> dctx.getDelegator().removeByAnd(SavedReports.ENTITY, key));
    }

    /** Service scheduleAsteriskSavedReport: when and to whom it is sent; without a frequency, it no longer is. */
    public static Map<String, Object> schedule(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).noMarkup()
                .oneOf(FREQUENCY, Arrays.stream(SendSchedule.Frequency.values()).map(Enum::name).toList())
                .number("sendWeekDay", 1, 7).number("sendMonthDay", 1, SendSchedule.LAST_DAY).number("sendHour", 0, 23)
                .oneOf("fileTypes", List.of("CSV", "XLSX", "BOTH")).longest(Mails.LONGEST, TO);
        Optional<String> id = own(dctx, context, check);
        Optional<String> frequency = given(context, FREQUENCY);
        if (frequency.isPresent()) {
            check.required(TO, "sendHour");
            given(context, TO).ifPresent(text -> checkAddresses(dctx, text, check));
        }
        if (check.failed()) {
            return check.refusal();
        }
        TimeZone zone = context.get("timeZone") instanceof TimeZone given ? given : TimeZone.getDefault();
        Map<String, Object> fields = new HashMap<>();
        List.of(FREQUENCY, TO).forEach(field -> fields.put(field, given(context, field).orElse(null)));
        fields.put("fileTypes", given(context, "fileTypes").orElse("CSV"));
        List.of("sendWeekDay", "sendMonthDay", "sendHour").forEach(field -> fields.put(field, check.values().get(field) instanceof Long number
                ? number : "sendHour".equals(field) ? 0L : 1L));
        fields.put("timeZoneId", zone.toZoneId().getId());
        fields.put("localeString", UtilMisc.ensureLocale(context.get("locale")).toString());
        fields.put("nextSendDate", frequency.map(often -> Timestamp.from(scheduleOf(often, fields, zone.toZoneId())
                .next(Clock.systemUTC().instant()))).orElse(null));
        fields.put("sendingId", UUID.randomUUID().toString()); // who sends it now has lost it
        List.of("sendingDate", "sendProblem").forEach(field -> fields.put(field, null));
        fields.put("attemptCount", 0L);
        return saved(id.orElseThrow(), context, () -> store(dctx, id.orElseThrow(), fields));
    }

    private static SendSchedule scheduleOf(String often, Map<String, Object> fields, ZoneId zone) {
        SendSchedule.Frequency frequency = SendSchedule.Frequency.valueOf(often);
        Long day = (Long) fields.get(frequency == SendSchedule.Frequency.WEEKLY ? "sendWeekDay" : "sendMonthDay");
        return new SendSchedule(frequency, day.intValue(), ((Long) fields.get("sendHour")).intValue(), zone);
    }

    private static void checkAddresses(DispatchContext dctx, String text, InputCheck check) {
        Optional<List<String>> addresses = Mails.addresses(text);
        if (addresses.filter(all -> !all.isEmpty()).isEmpty()) {
            check.refuse(TO, "AsteriskErrorEmails", Map.of("most", Mails.MOST));
            return;
        }
        List<String> refused = new MailRecipients(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator())).refused(addresses.get());
        if (!refused.isEmpty()) {
            check.refuse(TO, "AsteriskSavedReportRefused", Map.of("addresses", String.join(", ", refused)));
        }
    }

    /** Service sendAsteriskSavedReports: sends what is due. For a job. */
    public static Map<String, Object> send(DispatchContext dctx, Map<String, ? extends Object> context) {
        ReportSender.Counts counts = new ReportSender(dctx.getDispatcher(), CallCenter.settings(dctx.getDelegator()), Clock.systemUTC()).run();
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("sentCount", counts.sent());
        result.put("failedCount", counts.failed());
        return result;
    }

    /** The name, and a report that the user may see now. */
    private static InputCheck checked(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).noMarkup().required(SavedReports.NAME).longest(LONGEST_NAME, SavedReports.NAME).yesOrNo("shared");
        ReportRequest.read(context, check, ReportRights.groups(dctx.getDelegator(), dctx.getSecurity(), user(context)));
        return check;
    }

    private static void checkName(List<GenericValue> own, String id, Map<String, ? extends Object> context, InputCheck check) {
        given(context, SavedReports.NAME).filter(name -> own.stream().anyMatch(report -> name.equalsIgnoreCase(report.getString(SavedReports.NAME))
                && !id.equals(report.getString(SavedReports.ID))))
                .ifPresent(name -> check.refuse(SavedReports.NAME, "AsteriskErrorExists", Map.of("key", name)));
    }

    /** The id of a report of the user's own; of others nobody learns whether they are there. */
    private static Optional<String> own(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check) {
        check.id(SavedReports.ID);
        return check.find(SavedReports.ID, () -> reports(dctx).own((String) context.get(SavedReports.ID), user(context)))
                .map(report -> report.getString(SavedReports.ID));
    }

    private static Map<String, Object> named(Map<String, ? extends Object> context) {
        return new HashMap<>(Map.of(SavedReports.NAME, given(context, SavedReports.NAME).orElseThrow(),
                "shared", given(context, "shared").orElse("N")));
    }

    /** These fields and no others, as the sender may write its own meanwhile. */
    private static void store(DispatchContext dctx, String id, Map<String, Object> fields) throws GenericEntityException {
        dctx.getDelegator().storeByCondition(SavedReports.ENTITY, fields, EntityCondition.makeCondition(SavedReports.ID, id));
    }

    private static SavedReports reports(DispatchContext dctx) {
        return new SavedReports(dctx.getDelegator(), dctx.getSecurity());
    }

    private static GenericValue user(Map<String, ? extends Object> context) {
        return (GenericValue) context.get("userLogin");
    }

    private static Optional<String> given(Map<String, ? extends Object> context, String field) {
        return PlainText.given(Objects.toString(context.get(field), ""));
    }

    private static Map<String, Object> saved(String id, Map<String, ? extends Object> context, Write write) {
        Map<String, Object> result = written("AsteriskSaved", context, write);
        if (ServiceUtil.isSuccess(result)) {
            result.put(SavedReports.ID, id);
        }
        return result;
    }

    private static Map<String, Object> written(String message, Map<String, ? extends Object> context, Write write) {
        try {
            write.run();
            Locale locale = UtilMisc.ensureLocale(context.get("locale"));
            return ServiceUtil.returnSuccess(UtilProperties.getMessage(LABELS, message, locale));
        } catch (GenericEntityException e) {
            Debug.logError(e, "A saved report wasn't written", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    /** Writes rows. */
    @FunctionalInterface
    private interface Write {
        void run() throws GenericEntityException;
    }
}

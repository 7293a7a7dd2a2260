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
package org.apache.ofbiz.asterisk.service;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.hours.ExceptionLines;
import org.apache.ofbiz.asterisk.acd.hours.OpeningHours;
import org.apache.ofbiz.asterisk.acd.hours.TimeRange;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.hours.HoursKeeper;
import org.apache.ofbiz.asterisk.center.hours.HoursKeeper.OnPbx;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.hours.OpeningHoursRows;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.telephony.ForwardingRules;
import org.apache.ofbiz.asterisk.setup.queues.QueueOption;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about opening hours (servicedef/services.xml). Permissions are checked by their definitions. */
public final class HoursServices {

    private static final String MODULE = HoursServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String GROUP = "callCenterGroupId";
    private static final String ZONE = "timeZoneId";
    private static final String EXCEPTIONS = "exceptionLines";
    private static final String TARGET = "awayTarget";
    private static final String FORCED = "forcedState";
    private static final String UNTIL = "forcedUntil";
    private static final int SHOWN_DAYS = 14;
    private static final int LONGEST = 100;
    /** A group's key is part of the dialplan and of keys of the PBX's database. */
    private static final Pattern GROUP_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,19}");
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9_-]{1,20}(?:@[A-Za-z0-9_-]{1,30})?");
    private static final Pattern NUMBER = Pattern.compile("[0-9*#+]{1,30}");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private HoursServices() {
    }

    /** Service getAsteriskOpeningHours. */
    public static Map<String, Object> get(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).longest(20, GROUP);
        Optional<GenericValue> group = group(dctx, context, check);
        if (check.failed()) {
            return check.refusal();
        }
        GenericValue row = Rows.one(new Rows(dctx.getDelegator()).from(OpeningHoursRows.ENTITY).where(GROUP, context.get(GROUP)))
                .orElseGet(() -> dctx.getDelegator().makeValue(OpeningHoursRows.ENTITY));
        return shown(dctx, context, group.orElseThrow(), row, ServiceUtil.returnSuccess());
    }

    /** Service previewAsteriskOpeningHours. */
    public static Map<String, Object> preview(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context);
        Optional<GenericValue> group = group(dctx, context, check);
        group.ifPresent(known -> checkTarget(dctx, context, known, check));
        return check.failed() ? check.refusal() : shown(dctx, context, group.orElseThrow(), row(dctx, context), ServiceUtil.returnSuccess());
    }

    /** Service storeAsteriskOpeningHours. */
    public static Map<String, Object> store(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context);
        Optional<GenericValue> group = group(dctx, context, check);
        group.ifPresent(known -> checkTarget(dctx, context, known, check));
        if (check.failed()) {
            return check.refusal();
        }
        try {
            GenericValue row = row(dctx, context);
            row.set("pbxVersion", Rows.one(new Rows(dctx.getDelegator()).from(OpeningHoursRows.ENTITY).where(GROUP, context.get(GROUP)))
                    .map(known -> known.getString("pbxVersion")).orElse(null));
            dctx.getDelegator().createOrStore(row);
            Optional<HoursKeeper> keeper = CallCenter.of(dctx.getDelegator()).map(CallCenter::hours);
            if (!"Y".equals(context.get("reloadLater"))) {
                keeper.ifPresent(HoursKeeper::changed);
            }
            OnPbx onPbx = keeper.map(its -> its.onPbx((String) context.get(GROUP))).orElse(OnPbx.OFFLINE);
            Map<String, Object> result = ServiceUtil.returnSuccess(words("AsteriskHoursSaved", locale(context)) + ' '
                    + words("AsteriskHoursPbx_" + onPbx.name(), locale(context)));
            result.put("outcome", onPbx.name());
            return shown(dctx, context, group.orElseThrow(), row, result);
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't keep the opening hours of group " + context.get(GROUP), MODULE);
            return ServiceUtil.returnError(UtilProperties.getMessage(LABELS, "AsteriskRefusal_FAILED", Map.of("detail", ""), locale(context)));
        }
    }

    private static InputCheck checked(Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.withTexts(context, List.of(EXCEPTIONS)).noMarkup().longest(20, GROUP)
                .matches(GROUP, GROUP_KEY, "AsteriskErrorHoursGroup").longest(LONGEST, ZONE, "awaySound", TARGET)
                .oneOf("awayAction", OpeningHoursRows.ACTIONS).oneOf(FORCED, List.of("OPEN", "CLOSED"));
        CallServices.text(context, ZONE).filter(zone -> OpeningHoursRows.zone(zone).isEmpty())
                .ifPresent(zone -> check.refused(ZONE, "AsteriskErrorHoursZone"));
        for (DayOfWeek day : DayOfWeek.values()) {
            String field = OpeningHoursRows.field(day);
            check.longest(LONGEST, field);
            if (TimeRange.parse(Objects.toString(context.get(field), "")).isEmpty()) {
                check.refused(field, "AsteriskErrorHours");
            }
        }
        if (!check.failed()) {
            ExceptionLines.parse(Objects.toString(context.get(EXCEPTIONS), "")).faulty()
                    .ifPresent(line -> check.refuse(EXCEPTIONS, "AsteriskErrorHoursException", Map.of("line", line)));
        }
        CallServices.text(context, "awaySound").filter(sound -> !QueueOption.AGENT_ANNOUNCE.accepts(sound))
                .ifPresent(sound -> check.refused("awaySound", "AsteriskErrorQueueValue"));
        if (CallServices.text(context, FORCED).isPresent()) {
            check.required(UNTIL);
        }
        CallServices.text(context, UNTIL).filter(until -> local(until).isEmpty())
                .ifPresent(until -> check.refused(UNTIL, "AsteriskErrorHoursUntil"));
        return check;
    }

    private static void checkTarget(DispatchContext dctx, Map<String, ? extends Object> context, GenericValue group, InputCheck check) {
        if (check.failed() || CallServices.text(context, ZONE).isEmpty()) {
            return;
        }
        String target = CallServices.text(context, TARGET).orElse("");
        OpeningHoursRows rows = rows(dctx);
        boolean fits = switch (CallServices.text(context, "awayAction").orElse("MESSAGE")) {
        case "VOICEMAIL" -> MAILBOX.matcher(target).matches();
        case "NUMBER" -> NUMBER.matcher(target).matches();
        case "GROUP" -> isOther(dctx, rows, group, target);
        default -> true;
        };
        if (!fits) {
            check.refused(TARGET, "AsteriskErrorHoursTarget");
        } else {
            rows.refused(row(dctx, context), Rows.text(group, "serverId")).ifPresent(refusal ->
                    check.refuse(TARGET, "AsteriskErrorHoursForward", Map.of("why", CallServices.words(refusal, locale(context)))));
        }
    }

    private static OpeningHoursRows rows(DispatchContext dctx) {
        return new OpeningHoursRows(new Rows(dctx.getDelegator()), ForwardingRules.of(dctx.getDelegator(), dctx.getSecurity(),
                CallCenter.settings(dctx.getDelegator()), serverId ->
                CallCenter.of(dctx.getDelegator()).flatMap(running -> running.links().numbering(serverId))));
    }

    private static boolean isOther(DispatchContext dctx, OpeningHoursRows rows, GenericValue group, String target) {
        return GROUP_KEY.matcher(target).matches() && !target.equals(group.getString(GROUP))
                && Rows.one(new Rows(dctx.getDelegator()).from("CallCenterGroup").where(GROUP, target)).filter(other ->
                        Objects.equals(other.getString("serverId"), group.getString("serverId"))).isPresent() && rows.isReached(target);
    }

    private static Optional<GenericValue> group(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check) {
        return check.find(GROUP, () -> Rows.one(new Rows(dctx.getDelegator()).from("CallCenterGroup").where(GROUP, context.get(GROUP))));
    }

    /** The row as the input has it. */
    private static GenericValue row(DispatchContext dctx, Map<String, ? extends Object> context) {
        GenericValue row = dctx.getDelegator().makeValue(OpeningHoursRows.ENTITY, Map.of(GROUP, context.get(GROUP)));
        Stream.concat(Stream.of(ZONE, EXCEPTIONS, "awayAction", "awaySound", TARGET, FORCED), Stream.of(DayOfWeek.values())
                .map(OpeningHoursRows::field))
                .forEach(field -> row.set(field, PlainText.given(Objects.toString(context.get(field), "")).orElse(null)));
        row.set("lastModifiedByUserLogin", ((GenericValue) context.get("userLogin")).getString("userLoginId"));
        Optional<ZoneId> zone = OpeningHoursRows.zone(Rows.text(row, ZONE));
        CallServices.text(context, UNTIL).flatMap(HoursServices::local).filter(any -> zone.isPresent() && row.getString(FORCED) != null)
                .ifPresent(until -> row.set("forcedUntilDate", Timestamp.from(until.atZone(zone.get()).toInstant())));
        return row;
    }

    private static Optional<LocalDateTime> local(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, LOCAL));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> shown(DispatchContext dctx, Map<String, ? extends Object> context, GenericValue group, GenericValue row,
                                             Map<String, Object> result) {
        Locale locale = locale(context);
        Map<String, Object> values = new LinkedHashMap<>();
        Stream.of(ZONE, EXCEPTIONS, "awayAction", "awaySound", TARGET, FORCED).forEach(field -> values.put(field, Rows.text(row, field)));
        Stream.of(DayOfWeek.values()).map(OpeningHoursRows::field).forEach(field -> values.put(field, Rows.text(row, field)));
        Optional<OpeningHours> hours = OpeningHoursRows.hours(row);
        values.put(UNTIL, hours.flatMap(OpeningHours::forced).map(forced -> LOCAL.format(forced.until().atZone(hours.get().zone()))).orElse(""));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("groupName", Rows.text(group, "groupName"));
        shown.put("serverId", Rows.text(group, "serverId"));
        shown.put("values", values);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Optional<OpeningHours.State> state = hours.map(its -> its.at(now));
        shown.put("state", state.map(its -> its.open() ? "OPEN" : "CLOSED").orElse("ALWAYS"));
        shown.put("until", state.flatMap(OpeningHours.State::until).map(until -> DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM,
                FormatStyle.SHORT).withLocale(locale).format(until.atZone(hours.get().zone()))).orElse(""));
        List<Map<String, Object>> days = new ArrayList<>();
        hours.ifPresent(its -> its.days(now, SHOWN_DAYS).forEach(day -> days.add(Map.of("date", day.date().toString(), "exception", day.exception(),
                "hours", TimeRange.text(day.ranges()), "name", day.date().getDayOfWeek().getDisplayName(TextStyle.FULL, locale)))));
        shown.put("days", days);
        shown.put("refused", hours.flatMap(any -> rows(dctx).refused(row, Rows.text(group, "serverId"))).map(refusal ->
                CallServices.words(refusal, locale)).orElse(""));
        shown.put("onPbx", hours.isEmpty() ? "" : CallCenter.of(dctx.getDelegator()).map(running ->
                running.hours().onPbx(group.getString(GROUP))).orElse(OnPbx.OFFLINE).name());
        result.put("hours", shown);
        return result;
    }

    private static String words(String label, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, locale);
    }

    private static Locale locale(Map<String, ? extends Object> context) {
        return UtilMisc.ensureLocale(context.get("locale"));
    }
}

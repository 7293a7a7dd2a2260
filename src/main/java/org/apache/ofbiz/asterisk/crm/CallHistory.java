/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Calls of the past as one user may see them: own ones and those of own groups, or all for a supervisor. Thread-safe. */
public final class CallHistory {

    private static final String LABELS = "AsteriskUiLabels";
    private static final int MOST_ROWS = 200;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");

    private final Rows rows;
    private final OfbizStaff staff;
    private final People people;
    private final Settings settings;

    public CallHistory(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.staff = new OfbizStaff(delegator, settings);
        this.people = new People(delegator);
        this.settings = settings;
    }

    /**
     * The newest 200 calls since then, the newest first, as the fields of todaysCalls (docs/).
     *
     * @param allGroups true for a supervisor
     */
    public List<Map<String, Object>> since(Timestamp from, Person user, boolean allGroups, Locale locale) {
        EntityCondition visible = EntityCondition.makeCondition("startDate", EntityOperator.GREATER_THAN_EQUAL_TO, from);
        if (!allGroups) {
            visible = EntityCondition.makeCondition(visible, EntityOperator.AND, visibleTo(user));
        }
        TelephoneNumbers numbers = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        return Rows.list(rows.from("PhoneCall").where(visible).orderBy("-startDate").maxRows(MOST_ROWS)).stream()
                .map(row -> describe(row, numbers, locale)).toList();
    }

    /** contentId of a call's recording, for a user who may hear it: empty for a call that is not theirs, or has none. */
    public Optional<String> recording(String phoneCallId, Person user, boolean allGroups) {
        EntityCondition wanted = EntityCondition.makeCondition("phoneCallId", phoneCallId);
        if (!allGroups) {
            wanted = EntityCondition.makeCondition(wanted, EntityOperator.AND, visibleTo(user));
        }
        return Rows.first(rows.from("PhoneCall").where(wanted)).map(row -> row.getString("recordingContentId"));
    }

    private EntityCondition visibleTo(Person user) {
        List<EntityCondition> any = new ArrayList<>();
        if (!user.partyId().isEmpty()) {
            any.add(EntityCondition.makeCondition("agentPartyId", user.partyId()));
            any.add(EntityCondition.makeCondition("claimedByPartyId", user.partyId()));
        }
        staff.memberships(user.userLoginId()).forEach(membership ->
                any.add(EntityCondition.makeCondition("callCenterGroupId", membership.group().groupId())));
        if (any.isEmpty()) {
            any.add(EntityCondition.makeCondition("phoneCallId", null)); // nobody's: no row
        }
        return EntityCondition.makeCondition(any, EntityOperator.OR);
    }

    private Map<String, Object> describe(GenericValue row, TelephoneNumbers numbers, Locale locale) {
        String direction = EnumIds.word(row.getString("direction"));
        String number = Rows.text(row, PhoneCall.Direction.INBOUND.name().equals(direction) ? "callerNumber" : "dialedNumber");
        String partyId = Rows.text(row, "partyId");
        Optional<PhoneCall.Outcome> outcome = EnumIds.outcome(row.getString("outcome"));
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("callId", PhoneCall.callId(row.getString("serverId"), row.getString("linkedId")));
        call.put("phoneCallId", row.getString("phoneCallId"));
        call.put("direction", direction);
        call.put("number", number);
        call.put("display", numbers.readings(number).stream().findFirst().map(numbers::display).orElse(number));
        call.put("name", partyId.isEmpty() ? callersOwnName(row, direction) : people.name(partyId).orElse(partyId));
        call.put("partyId", partyId.isEmpty() ? null : partyId);
        call.put("url", partyId.isEmpty() ? null
                : PageUrls.fill(settings.get(Settings.PARTY_PROFILE_URL), Map.of("partyId", partyId)));
        call.put("startedAt", time(row, "startDate"));
        call.put("answeredAt", time(row, "answerDate"));
        call.put("endedAt", time(row, "endDate"));
        call.put("outcome", outcome.map(Enum::name).orElse(null));
        call.put("outcomeText", outcome.map(o -> UtilProperties.getMessage(LABELS, "AsteriskOutcome_" + o, locale)).orElse(null));
        call.put("agent", people.name(Rows.text(row, "agentPartyId")).orElse(null));
        call.put("recordingUrl", row.getString("recordingContentId") == null ? null
                : "/asterisk/control/recording?phoneCallId=" + row.getString("phoneCallId"));
        call.put("communicationEventId", row.getString("communicationEventId"));
        return call;
    }

    /** What the PBX says of the customer. When we call, its name is that of our own side. */
    private static String callersOwnName(GenericValue row, String direction) {
        return PhoneCall.Direction.OUTBOUND.name().equals(direction) ? "" : Rows.text(row, "callerName");
    }

    /** ISO-8601 in UTC with milliseconds; null where there is none. */
    private static String time(GenericValue row, String field) {
        Timestamp time = row.getTimestamp(field);
        return time == null ? null : ISO.format(time.toInstant().atOffset(ZoneOffset.UTC));
    }
}

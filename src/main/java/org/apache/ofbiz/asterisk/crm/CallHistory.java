/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final Set<String> OUTCOMES = Arrays.stream(PhoneCall.Outcome.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

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

    /**
     * One call with its timeline, as the fields of todaysCalls and more; empty for a call that is not theirs, or not there.
     *
     * @param allGroups true for a supervisor
     */
    public Optional<Map<String, Object>> call(String phoneCallId, Person user, boolean allGroups, Locale locale) {
        return visible(phoneCallId, user, allGroups).map(row -> {
            Map<String, Object> call = describe(row, new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION)), locale);
            call.put("dialed", Rows.text(row, "dialedNumber"));
            call.put("group", PlainText.given(row.getString("callCenterGroupId"))
                    .flatMap(id -> Rows.one(rows.from("CallCenterGroup").where("callCenterGroupId", id)))
                    .map(group -> group.getString("groupName")).orElse(null));
            call.put("claimedBy", people.name(Rows.text(row, "claimedByPartyId")).orElse(null));
            call.put("waitSeconds", row.getLong("waitSeconds"));
            call.put("talkSeconds", row.getLong("talkSeconds"));
            call.put("holdSeconds", row.getLong("holdSeconds"));
            call.put("events", new Timelines(rows.delegator()).of(phoneCallId).stream().map(event -> describeEvent(event, locale)).toList());
            return call;
        });
    }

    /** contentId of a call's recording, for a user who may hear it: empty for a call that is not theirs, or has none. */
    public Optional<String> recording(String phoneCallId, Person user, boolean allGroups) {
        return visible(phoneCallId, user, allGroups).map(row -> row.getString("recordingContentId"));
    }

    /** The row of a call; empty for a call that is not theirs, or not there. */
    public Optional<GenericValue> visible(String phoneCallId, Person user, boolean allGroups) {
        EntityCondition wanted = EntityCondition.makeCondition("phoneCallId", phoneCallId);
        if (!allGroups) {
            wanted = EntityCondition.makeCondition(wanted, EntityOperator.AND, visibleTo(user));
        }
        return Rows.first(rows.from("PhoneCall").where(wanted));
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
        call.put("correctedBy", row.getString("partyCorrectedBy"));
        call.put("communicationEventId", row.getString("communicationEventId"));
        call.put("detailsUrl", "/asterisk/control/viewCall?phoneCallId=" + row.getString("phoneCallId"));
        return call;
    }

    private Map<String, Object> describeEvent(GenericValue row, Locale locale) {
        String kind = EnumIds.event(row.getString("eventTypeId"));
        String detail = Rows.text(row, "detail");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("at", row.getTimestamp("eventDate"));
        event.put("kind", kind);
        event.put("text", UtilProperties.getMessage(LABELS, "AsteriskEvent_" + kind, locale));
        event.put("who", who(row, "partyId", "peerId"));
        event.put("by", who(row, "byPartyId", "byPeerId"));
        event.put("detail", OUTCOMES.contains(detail) ? UtilProperties.getMessage(LABELS, "AsteriskOutcome_" + detail, locale) : detail);
        return event;
    }

    /** Name of the person and of the phone, as far as they are known; the phone may be gone by now. */
    private String who(GenericValue row, String partyField, String peerField) {
        Optional<String> phone = PlainText.given(row.getString(peerField)).map(peerId -> Rows.one(rows.from("AsteriskPeer").where("peerId", peerId))
                .map(peer -> peer.getString("peerName")).orElse(peerId));
        Optional<String> person = PlainText.given(row.getString(partyField)).map(partyId -> people.name(partyId).orElse(partyId));
        return person.map(name -> phone.map(number -> name + " (" + number + ")").orElse(name)).or(() -> phone).orElse("");
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

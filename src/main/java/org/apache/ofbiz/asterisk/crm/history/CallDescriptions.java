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
package org.apache.ofbiz.asterisk.crm.history;

import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackList;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.journal.CallVariables;
import org.apache.ofbiz.asterisk.crm.journal.MissedCalls;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.journal.TimelineRows;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Tells PhoneCall rows as pages show them. Thread-safe. */
final class CallDescriptions {

    private static final String LABELS = "AsteriskUiLabels";
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");
    private static final String COMMUNICATION = "/partymgr/control/ViewCommunicationEvent?communicationEventId=${communicationEventId}";
    private static final Set<String> OUTCOMES = Arrays.stream(Outcome.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Rows rows;
    private final UserDirectory userDirectory;
    private final Settings settings;

    CallDescriptions(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.settings = settings;
    }

    /** The fields that the service findPhoneCalls tells of each call. */
    List<Map<String, Object>> of(List<GenericValue> calls, Locale locale) {
        Map<String, Set<String>> talkers = new Participants(rows.delegator())
                .talkers(calls.stream().map(row -> row.getString("phoneCallId")).toList());
        UserDirectory.Named names = userDirectory.named(calls.stream().flatMap(row -> Stream.concat(
                Stream.of("partyId", "agentPartyId").flatMap(field -> PlainText.given(row.getString(field)).stream()),
                talkers.getOrDefault(row.getString("phoneCallId"), Set.of()).stream())).collect(Collectors.toSet()));
        List<Map<String, Object>> described = calls.stream()
                .map(row -> describe(row, talkers.getOrDefault(row.getString("phoneCallId"), Set.of()), names, locale)).toList();
        Map<String, Map<String, Object>> callbacks = new CallbackList(rows.delegator(), settings).of(calls, locale);
        described.forEach(call -> call.put("callback", callbacks.get(call.get("phoneCallId"))));
        return described;
    }

    /** The same of one call, and more: who claimed it, how long they waited and held, its timeline. */
    Map<String, Object> ofOne(GenericValue row, Locale locale) {
        Map<String, Object> call = of(List.of(row), locale).get(0);
        call.put("dialed", Rows.text(row, "dialedNumber"));
        call.put("group", PlainText.given(row.getString("callCenterGroupId"))
                .flatMap(id -> Rows.one(rows.from("CallCenterGroup").where("callCenterGroupId", id)))
                .map(group -> group.getString("groupName")).orElse(null));
        call.put("variables", CallVariables.of(row));
        call.put("claimedBy", PlainText.given(row.getString("claimedByPartyId")).map(userDirectory::colleague).orElse(null));
        call.put("waitSeconds", row.getLong("waitSeconds"));
        call.put("holdSeconds", row.getLong("holdSeconds"));
        call.put("events", new TimelineRows(rows.delegator()).of(row.getString("phoneCallId")).stream()
                .map(event -> describeEvent(event, locale)).toList());
        return call;
    }

    /** A number as people read it. */
    private String shown(String number) {
        return TelephoneNumbers.of(rows.delegator(), settings).display(number);
    }

    private Map<String, Object> describe(GenericValue row, Set<String> talkers, UserDirectory.Named names, Locale locale) {
        String direction = EnumIds.word(row.getString("directionEnumId"));
        String number = Rows.text(row, PhoneCall.Direction.INBOUND.name().equals(direction) ? "callerNumber" : "dialedNumber");
        String partyId = Rows.text(row, "partyId");
        Optional<Outcome> outcome = EnumIds.outcome(row.getString("outcomeEnumId"));
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("callId", PhoneCall.callId(row.getString("serverId"), row.getString("linkedId")));
        call.put("phoneCallId", row.getString("phoneCallId"));
        call.put("direction", direction);
        call.put("number", number);
        call.put("display", shown(number));
        call.put("name", partyId.isEmpty() ? callersOwnName(row, direction) : names.names().getOrDefault(partyId, partyId));
        call.put("partyId", partyId.isEmpty() ? null : partyId);
        call.put("url", partyId.isEmpty() ? null
                : PageUrls.fill(settings.get(Settings.PARTY_PROFILE_URL), Map.of("partyId", partyId)));
        call.put("startedAt", time(row, "startDate"));
        call.put("answeredAt", time(row, "answerDate"));
        call.put("endedAt", time(row, "endDate"));
        call.put("missed", MissedCalls.isMissed(row));
        call.put("returnedAt", time(row, "returnedDate"));
        call.put("talkSeconds", row.getLong("talkSeconds"));
        call.put("outcome", outcome.map(Enum::name).orElse(null));
        call.put("outcomeText", outcome.map(o -> UtilProperties.getMessage(LABELS, "AsteriskOutcome_" + o, locale)).orElse(null));
        call.put("agent", talkers.isEmpty() ? PlainText.given(row.getString("agentPartyId")).map(id -> userDirectory.colleague(id, names))
                .orElse(null) : talkers.stream().map(id -> userDirectory.colleague(id, names)).collect(Collectors.joining(", ")));
        call.put("recordingUrl", row.getString("recordingContentId") == null ? null
                : "/asterisk/control/recording?phoneCallId=" + row.getString("phoneCallId"));
        call.put("accountCode", Rows.text(row, "accountCode"));
        call.put("correctedBy", row.getString("partyCorrectedBy"));
        call.put("communicationEventId", row.getString("communicationEventId"));
        call.put("communicationUrl", row.getString("communicationEventId") == null ? null
                : PageUrls.fill(COMMUNICATION, Map.of("communicationEventId", row.getString("communicationEventId"))));
        call.put("detailsUrl", "/asterisk/control/viewCall?phoneCallId=" + row.getString("phoneCallId"));
        return call;
    }

    private Map<String, Object> describeEvent(GenericValue row, Locale locale) {
        String kind = EnumIds.event(row.getString("eventTypeEnumId"));
        String detail = Rows.text(row, "detail");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("at", row.getTimestamp("eventDate"));
        event.put("kind", kind);
        event.put("text", UtilProperties.getMessage(LABELS, "AsteriskEvent_" + kind, locale));
        event.put("who", who(row, "partyId", "peerId"));
        event.put("by", who(row, "byPartyId", "byPeerId"));
        event.put("detail", Consent.named(detail).isPresent() ? UtilProperties.getMessage(LABELS, "AsteriskConsent_" + detail, locale)
                : OUTCOMES.contains(detail) ? UtilProperties.getMessage(LABELS, "AsteriskOutcome_" + detail, locale) : detail);
        return event;
    }

    /** Name of the person and of the phone, as far as they are known; the phone may be gone by now. */
    private String who(GenericValue row, String partyField, String peerField) {
        Optional<String> phone = PlainText.given(row.getString(peerField)).map(peerId -> Rows.one(rows.from("AsteriskPeer").where("peerId", peerId))
                .map(peer -> peer.getString("peerName")).orElse(peerId));
        Optional<String> person = PlainText.given(row.getString(partyField)).map(userDirectory::colleague);
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

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
package org.apache.ofbiz.asterisk.crm.consent;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.consent.Consent;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.privacy.UnwantedRecordings;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingBan;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;

/**
 * What is against recording a call: what its customer said or was not told, and what they said for all their calls. Customers are found by their
 * numbers as callers are; of several with the same number, one who objects is enough. Thread-safe.
 */
public final class RecordingConsent implements RecordingBan {

    private static final String ID = "phoneCallId";
    private static final String GROUP = "callCenterGroupId";

    private final Rows rows;
    private final Servers servers;
    private final CallerDirectory callers;
    private final RecordingObjections objections;
    private final UnwantedRecordings unwanted;

    /** What is played before an agent answers (field consentMode of CallCenterGroupConsent). */
    public enum Mode {
        /** Nothing. */
        NONE,
        /** That the call is recorded. */
        ANNOUNCE,
        /** That it is recorded unless the customer presses a key. */
        OBJECT,
        /** Whether it may be recorded; only a key allows it. */
        ASK;

        /** NONE for what is no mode. */
        public static Mode of(String name) {
            return Arrays.stream(values()).filter(mode -> mode.name().equals(name)).findFirst().orElse(NONE);
        }
    }

    /** @param unwanted what is attached to calls already */
    public RecordingConsent(Delegator delegator, Servers servers, CallerDirectory callers, UnwantedRecordings unwanted) {
        this.rows = new Rows(delegator);
        this.servers = servers;
        this.callers = callers;
        this.objections = new RecordingObjections(delegator);
        this.unwanted = unwanted;
    }

    /** What is against it, as far as the call doesn't say it itself. Of a call whose beginning was not seen, nobody knows what was played. */
    public Optional<Consent> refusal(PhoneCall call) {
        Optional<Consent> unheard = unheard(call);
        return unheard.isPresent() || !customerObjects(call) ? unheard : Optional.of(Consent.CONTACT_OBJECTS);
    }

    /** Whether those who talk may begin to record it: only with what the group wants heard or allowed before. */
    public boolean permits(PhoneCall call) {
        return call.notRecorded().isEmpty() && missing(call).isEmpty() && !(call.unseen() && wasRefused(PhoneCallRows.idOf(call.callId())))
                && !customerObjects(call);
    }

    private Optional<Consent> unheard(PhoneCall call) {
        return call.unseen() ? Optional.empty() : missing(call);
    }

    /** Whether the group that the caller came to plays or asks something before the recording. */
    public boolean announced(PhoneCall call) {
        return mode(call) != Mode.NONE;
    }

    private Mode mode(PhoneCall call) {
        return call.direction() == PhoneCall.Direction.INBOUND ? call.groupId().map(this::mode).orElse(Mode.NONE) : Mode.NONE;
    }

    private Optional<Consent> missing(PhoneCall call) {
        Mode mode = mode(call);
        boolean agreed = call.has(TimelineEntry.Kind.AGREED);
        return switch (mode) {
        case NONE -> Optional.empty();
        case ANNOUNCE, OBJECT -> agreed || call.has(TimelineEntry.Kind.ANNOUNCED) ? Optional.empty() : Optional.of(Consent.NOT_ANNOUNCED);
        case ASK -> agreed ? Optional.empty() : Optional.of(Consent.NO_KEY);
        };
    }

    /** Where the group records no call anyway, it doesn't matter what was played. */
    private Mode mode(String groupId) {
        Mode mode = Rows.one(rows.from("CallCenterGroupConsent").where(GROUP, groupId))
                .map(row -> Mode.of(Rows.text(row, "consentMode"))).orElse(Mode.NONE);
        return mode == Mode.NONE || Rows.one(rows.from("CallCenterGroup").where(GROUP, groupId))
                .filter(group -> !"N".equals(group.getString("recordCalls"))).isPresent() ? mode : Mode.NONE;
    }

    private boolean customerObjects(PhoneCall call) {
        if (call.direction() == PhoneCall.Direction.INTERNAL || !objections.any()) {
            return false;
        }
        Set<String> parties = new HashSet<>();
        callers.recent(call.customerNumber(), "").matches().forEach(match -> parties.add(match.partyId()));
        named(PhoneCallRows.idOf(call.callId())).ifPresent(parties::add);
        return objections.anyOf(parties);
    }

    /** The contact that somebody has named for the call. */
    private Optional<String> named(String phoneCallId) {
        return Rows.one(rows.from("PhoneCall").where(ID, phoneCallId)).flatMap(row -> PlainText.given(row.getString("partyId")));
    }

    private boolean wasRefused(String phoneCallId) {
        return rows.count("PhoneCallEvent", ID, phoneCallId, "eventTypeEnumId", EnumIds.of(TimelineEntry.Kind.NOT_RECORDED)) > 0;
    }

    @Override
    public boolean covers(String phoneCallId, PhoneCall call) {
        boolean whole = call.mergedInto().isEmpty(); // what the customer of a part heard may be told by the call that it became part of
        return call.notRecorded().isPresent() || wasRefused(phoneCallId) || whole && unheard(call).isPresent() || customerObjects(call)
                || objections.any() && named(phoneCallId).filter(party -> objections.of(party).isPresent()).isPresent();
    }

    @Override
    public void detach(String phoneCallId, PhoneCall call) {
        unwanted.delete(phoneCallId, call);
    }

    /** Deletes what was recorded of the call so far, where OFBiz can reach it, and what is attached to it; of an unsaved call, after its end. */
    public void discard(PhoneCall call) {
        String phoneCallId = PhoneCallRows.idOf(call.callId());
        if (!unwanted.isSaved(phoneCallId)) {
            return;
        }
        Stream<String> told = call.recordingFiles().isEmpty() ? Stream.of("") : call.recordingFiles().stream();
        Set<String> channels = new HashSet<>(Set.of(call.linkedId()));
        call.legs().forEach(leg -> channels.add(leg.channel().uniqueId()));
        told.flatMap(file -> servers.recordings(call.serverId()).find(file, channels).stream())
                .forEach(file -> delete(phoneCallId, call, file.toString()));
        detach(phoneCallId, call);
    }

    @Override
    public void delete(String phoneCallId, PhoneCall call, String file) {
        unwanted.deleteFile(phoneCallId, call, file);
    }
}

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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailSearch;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Messages on the PBX that a rule keeps no longer, and whether a legal hold keeps them. Belongs to one run: holds are asked for each message. */
final class OldMessages {

    /** The clocks of the PBX and of OFBiz. */
    private static final Duration CLOCKS = Duration.ofSeconds(30);

    private final Rows rows;
    private final LegalHolds holds;
    private final CallerDirectory callers;
    private final TelephoneNumbers numbers;
    private final VoicemailSearch search;

    OldMessages(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.holds = new LegalHolds(delegator);
        this.callers = new OfbizCallerDirectory(delegator, settings);
        this.numbers = TelephoneNumbers.of(delegator, settings);
        this.search = new VoicemailSearch(delegator, settings);
    }

    /** Of the mailboxes of the rule's groups; phones have no group. The oldest first. */
    List<VoicemailSearch.Found> due(RetentionRules.Rule rule, Instant until) {
        return search.in(box -> rule.covers(box.ofGroup() ? Optional.of(box.ownerId()) : Optional.empty()),
                message -> message.text().leftAt().isBefore(until));
    }

    /** Whether a hold is on a contact with the number of who left it, or on the call in which it was left. */
    boolean held(VoicemailBox box, VoicemailMessage message) {
        return holdParty(message.text().number()) || holdCall(box, message);
    }

    private boolean holdParty(String number) {
        if (number.isEmpty() || !holds.holdParties()) {
            return false;
        }
        Set<String> parties = callers.look(number, "").matches().stream().map(CallerDirectory.Match::partyId).collect(Collectors.toSet());
        return holds.holdOneOf(parties);
    }

    private boolean holdCall(VoicemailBox box, VoicemailMessage message) {
        Set<String> keys = Set.copyOf(numbers.keys(message.text().number()));
        return holds.active().stream().filter(hold -> hold.get(LegalHolds.CALL) != null)
                .flatMap(hold -> Rows.one(rows.from("PhoneCall").where(LegalHolds.CALL, hold.getString(LegalHolds.CALL))).stream())
                .filter(call -> box.serverId().equals(call.getString("serverId")) && during(call, message.text().leftAt()))
                .anyMatch(call -> keys.isEmpty() || Stream.of(Rows.text(call, "callerNumber")).map(numbers::keys).anyMatch(its ->
                        its.stream().anyMatch(keys::contains)));
    }

    private static boolean during(GenericValue call, Instant moment) {
        Instant end = call.get("endDate") == null ? Instant.MAX : call.getTimestamp("endDate").toInstant().plus(CLOCKS);
        return !moment.isBefore(call.getTimestamp("startDate").toInstant().minus(CLOCKS)) && !moment.isAfter(end);
    }
}

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

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBoxes;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailSearch;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.condition.EntityComparisonOperator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Messages on the PBX that a rule keeps no longer, and whether a legal hold keeps them. Belongs to one run: holds are asked for each message. */
public final class OldMessages {

    /** The clocks of the PBX and of OFBiz. */
    private static final Duration CLOCKS = Duration.ofSeconds(30);
    /** From its start to a message. */
    private static final Duration LONGEST_CALL = Duration.ofDays(1);
    private static final String MODULE = OldMessages.class.getName();

    private final Rows rows;
    private final HeldNumbers numbers;
    private final VoicemailBoxes boxes;
    private final VoicemailSearch search;

    public OldMessages(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.numbers = new HeldNumbers(delegator, settings);
        this.boxes = new VoicemailBoxes(delegator);
        this.search = new VoicemailSearch(delegator, settings);
    }

    /** What no owner of its mailbox keeps by one of these rules; phones have no group. The oldest first. */
    List<VoicemailSearch.Found> due(List<RetentionRules.Rule> rules, Instant now) {
        List<RetentionRules.Rule> ofMessages = rules.stream().filter(rule -> !rule.kind().ofCalls()).toList();
        Map<VoicemailBox, Duration> kept = new LinkedHashMap<>();
        boxes.shared().forEach(owners -> kept(ofMessages, owners).ifPresent(time -> kept.put(owners.get(0), time)));
        return search.in(kept.keySet(), (box, message) -> message.text().leftAt().isBefore(now.minus(kept.get(box))));
    }

    /** The longest of what its owners want; empty where one of them keeps it without end. */
    private static Optional<Duration> kept(List<RetentionRules.Rule> rules, List<VoicemailBox> owners) {
        List<Duration> times = owners.stream().map(owner -> owner.ofGroup() ? Optional.of(owner.ownerId()) : Optional.<String>empty())
                .flatMap(group -> rules.stream().filter(rule -> rule.covers(group)).map(RetentionRules.Rule::kept).max(Comparator.naturalOrder())
                        .stream()).toList();
        return times.size() == owners.size() ? times.stream().max(Comparator.naturalOrder()) : Optional.empty();
    }

    /** Whether a hold is on a contact with the number of who left it, or on a call in which it may have been left. Who can't tell keeps it. */
    public boolean held(VoicemailBox box, VoicemailMessage message) {
        try {
            Set<String> keys = numbers.keys(message.text().number());
            return numbers.haveOneOf(keys) || holdCall(box.serverId(), message.text().leftAt(), keys);
        } catch (RuntimeException e) {
            Debug.logError(e, "A message in mailbox " + box.mailbox().text() + " stays, since holds can't be read", MODULE);
            return true;
        }
    }

    private boolean holdCall(String serverId, Instant moment, Set<String> keys) {
        EntityCondition then = EntityCondition.makeCondition(List.of(EntityCondition.makeCondition("serverId", serverId),
                at("startDate", EntityOperator.GREATER_THAN, moment.minus(LONGEST_CALL)),
                at("startDate", EntityOperator.LESS_THAN_EQUAL_TO, moment.plus(CLOCKS)),
                EntityCondition.makeCondition(EntityCondition.makeCondition("endDate", null), EntityOperator.OR,
                        at("endDate", EntityOperator.GREATER_THAN_EQUAL_TO, moment.minus(CLOCKS)))));
        return Rows.list(rows.from("PhoneCall").where(then)).stream().filter(call -> mayBe(keys, numbers.keys(Rows.text(call, "callerNumber"))))
                .anyMatch(numbers::hold);
    }

    /** Whether two numbers may be one; one that is withheld may be any. */
    private static boolean mayBe(Set<String> keys, Set<String> others) {
        return keys.isEmpty() || others.isEmpty() || !Collections.disjoint(keys, others);
    }

    private static EntityCondition at(String field, EntityComparisonOperator<?, ?> operator, Instant moment) {
        return EntityCondition.makeCondition(field, operator, Timestamp.from(moment));
    }
}

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

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.journal.MissedCalls;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityFunction;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Calls of the past as one user may see them: own ones and those of own groups, or all for a supervisor. Thread-safe. */
public final class CallHistory {

    /** Calls on a page when nothing else is asked for, and at most. */
    public static final int PAGE = 50;
    public static final int LONGEST_PAGE = 100;

    private final Rows rows;
    private final OfbizAgentDirectory agentDirectory;
    private final UserDirectory userDirectory;
    private final CallPages pages;
    private final CallDescriptions descriptions;

    public CallHistory(Delegator delegator, Settings settings) {
        this(delegator, settings, Clock.systemUTC());
    }

    CallHistory(Delegator delegator, Settings settings, Clock clock) {
        this.rows = new Rows(delegator);
        this.agentDirectory = new OfbizAgentDirectory(delegator, settings);
        this.userDirectory = new UserDirectory(delegator);
        this.pages = new CallPages(delegator, clock);
        this.descriptions = new CallDescriptions(delegator, settings);
    }

    /**
     * Who asks.
     *
     * @param allGroups true for a supervisor
     */
    public record Viewer(Person user, boolean allGroups, Locale locale) {
    }

    /**
     * One page.
     *
     * @param calls as the service findPhoneCalls tells them, the newest first
     * @param next  where the next page begins; empty when there is nothing more
     * @param full  false when the page ended early because enough calls were read that are not wanted
     */
    public record Page(List<Map<String, Object>> calls, Optional<CallPosition> next, boolean full) {
    }

    /** @param most calls on the page, at most {@link #LONGEST_PAGE} */
    public Page find(CallFilter filter, Optional<CallPosition> after, int most, Viewer viewer) {
        CallPages.Page page = pages.read(query(filter, viewer), after, most);
        return new Page(descriptions.of(page.calls(), viewer.locale()), page.next(), page.full());
    }

    /** Calls that the user may see, as the service findPhoneCalls tells them. */
    public List<Map<String, Object>> describe(List<GenericValue> calls, Locale locale) {
        return descriptions.of(calls, locale);
    }

    /** What the user wants, of what the user may see. */
    private CallPages.Query query(CallFilter filter, Viewer viewer) {
        List<EntityCondition> wanted = new ArrayList<>();
        Optional<EntityCondition> customer = PlainText.given(filter.partyId()).map(id -> EntityCondition.makeCondition("partyId", id));
        customer.ifPresent(wanted::add);
        filter.direction().ifPresent(direction -> wanted.add(EntityCondition.makeCondition("directionEnumId", EnumIds.of(direction))));
        outcome(filter).ifPresent(wanted::add);
        PlainText.given(filter.accountCode()).ifPresent(code -> wanted.add(EntityCondition.makeCondition("accountCode", code)));
        filter.words().forEach(word -> wanted.add(mentions(word)));
        Optional<String> agent = PlainText.given(filter.agentPartyId());
        Optional<EntityCondition> agents = agent.map(id -> EntityCondition.makeCondition("agentPartyId", id));
        // one condition reaches: two might each have an index, and neither would be for both
        return new CallPages.Query(agents.or(() -> customer), agent, alternatives(filter, viewer, wanted, agents), filter.from(), filter.thru(),
                !filter.words().isEmpty());
    }

    /** A call is one's own by its row, or by a part that one had in it. */
    private List<CallPages.Alternative> alternatives(CallFilter filter, Viewer viewer, List<EntityCondition> wanted,
                                                     Optional<EntityCondition> agent) {
        boolean byWords = !filter.words().isEmpty();
        String calls = byWords ? "AsteriskPhoneCallAndWords" : "PhoneCall";
        String shares = byWords ? "AsteriskPhoneCallShareAndWords" : "AsteriskPhoneCallShare";
        Optional<EntityCondition> visible = viewer.allGroups() ? Optional.empty() : Optional.of(visibleTo(viewer.user()));
        List<CallPages.Alternative> all = new ArrayList<>();
        all.add(new CallPages.Alternative(calls, all(wanted, visible, agent), false));
        Optional<EntityCondition> own = PlainText.given(viewer.user().partyId()).filter(id -> !viewer.allGroups()).map(CallHistory::shareOf);
        Optional<String> named = PlainText.given(filter.agentPartyId());
        if (named.isPresent() && !named.equals(PlainText.given(viewer.user().partyId()))) {
            all.add(new CallPages.Alternative(shares, all(wanted, visible, named.map(CallHistory::shareOf)), true));
            own.ifPresent(share -> all.add(new CallPages.Alternative(shares, all(wanted, own, agent), true)));
        } else if (named.isPresent()) {
            all.add(new CallPages.Alternative(shares, all(wanted, named.map(CallHistory::shareOf), Optional.empty()), true));
        } else if (own.isPresent()) {
            all.add(new CallPages.Alternative(shares, all(wanted, own, Optional.empty()), true));
        }
        return all;
    }

    private static EntityCondition shareOf(String partyId) {
        return EntityCondition.makeCondition(Map.of("participantPartyId", partyId, "firstOfParty", "Y"));
    }

    /** What is missed has one rule; what we did not reach, we have called. */
    private static Optional<EntityCondition> outcome(CallFilter filter) {
        if (filter.outcomes().isEmpty()) {
            return Optional.empty();
        }
        Optional<CallFilter.OutcomeGroup> group = filter.outcomeGroup();
        if (group.equals(Optional.of(CallFilter.OutcomeGroup.UNANSWERED))) {
            return Optional.of(MissedCalls.toCallBack());
        }
        EntityCondition one = EntityCondition.makeCondition("outcomeEnumId", EntityOperator.IN,
                filter.outcomes().stream().map(EnumIds::of).sorted().toList());
        EntityCondition ours = EntityCondition.makeCondition("directionEnumId", EntityOperator.NOT_EQUAL, EnumIds.of(PhoneCall.Direction.INBOUND));
        return Optional.of(group.isEmpty() ? one : EntityCondition.makeCondition(one, EntityOperator.AND, ours));
    }

    private static Optional<EntityCondition> all(List<EntityCondition> wanted, Optional<EntityCondition> one, Optional<EntityCondition> other) {
        List<EntityCondition> conditions = new ArrayList<>(wanted);
        one.ifPresent(conditions::add);
        other.ifPresent(conditions::add);
        return all(conditions);
    }

    private static Optional<EntityCondition> all(List<EntityCondition> conditions) {
        return conditions.isEmpty() ? Optional.empty() : Optional.of(EntityCondition.makeCondition(conditions));
    }

    /** @param word upper case */
    private static EntityCondition mentions(String word) {
        String pattern = '%' + word.replaceAll("[%_]", "_") + '%';
        List<EntityCondition> any = new ArrayList<>();
        for (String field : List.of("firstName", "lastName", "groupName", "callerName", "subject", "note")) {
            any.add(EntityCondition.makeCondition(EntityFunction.upperField(field), EntityOperator.LIKE, pattern));
        }
        String digits = word.chars().anyMatch(Character::isLetter) ? "" : TelephoneNumbers.digits(word); // those of a name are no number
        if (!digits.isEmpty()) {
            any.add(EntityCondition.makeCondition("callerNumber", EntityOperator.LIKE, '%' + digits + '%'));
            any.add(EntityCondition.makeCondition("dialedNumber", EntityOperator.LIKE, '%' + digits + '%'));
        }
        return EntityCondition.makeCondition(any, EntityOperator.OR);
    }

    /** Who of us takes part in the calls that the user may see: partyId and name, by name. */
    public List<Map<String, String>> agents(Viewer viewer) {
        Set<String> parties = new TreeSet<>();
        PlainText.given(viewer.user().partyId()).ifPresent(parties::add);
        if (viewer.allGroups()) {
            parties.addAll(ids(Rows.list(rows.from("AsteriskPeer").where(EntityCondition.makeCondition("partyId", EntityOperator.NOT_EQUAL, null)))));
        }
        List<String> groups = agentDirectory.memberships(viewer.user().userLoginId()).stream().map(membership -> membership.group().groupId())
                .toList();
        if (!groups.isEmpty() && !viewer.allGroups()) {
            parties.addAll(ids(Rows.list(rows.from("GroupMembership").where(
                    EntityCondition.makeCondition("callCenterGroupId", EntityOperator.IN, groups)).filterByDate())));
        }
        return parties.stream().map(id -> Map.of("partyId", id, "name", userDirectory.colleague(id)))
                .sorted(Comparator.comparing((Map<String, String> agent) -> agent.get("name"))).toList();
    }

    private static List<String> ids(List<GenericValue> found) {
        return found.stream().map(row -> row.getString("partyId")).toList();
    }

    /** One call with its timeline, as the calls of a page and more; empty for a call that is not theirs, or not there. */
    public Optional<Map<String, Object>> call(String phoneCallId, Viewer viewer) {
        return visible(phoneCallId, viewer).map(row -> descriptions.ofOne(row, viewer.locale()));
    }

    /** contentId of a call's recording, for a user who may hear it: empty for a call that is not theirs, or has none. */
    public Optional<String> recording(String phoneCallId, Viewer viewer) {
        return visible(phoneCallId, viewer).map(row -> row.getString("recordingContentId"));
    }

    /** The row of a call; empty for a call that is not theirs, or not there. */
    public Optional<GenericValue> visible(String phoneCallId, Viewer viewer) {
        String partyId = viewer.user().partyId();
        if (!partyId.isEmpty() && rows.count(Participants.ENTITY, "phoneCallId", phoneCallId, "partyId", partyId) > 0) {
            return Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId));
        }
        EntityCondition wanted = EntityCondition.makeCondition("phoneCallId", phoneCallId);
        if (!viewer.allGroups()) {
            wanted = EntityCondition.makeCondition(wanted, EntityOperator.AND, visibleTo(viewer.user()));
        }
        return Rows.first(rows.from("PhoneCall").where(wanted));
    }

    private EntityCondition visibleTo(Person user) {
        List<EntityCondition> any = new ArrayList<>();
        if (!user.partyId().isEmpty()) {
            any.add(EntityCondition.makeCondition("agentPartyId", user.partyId()));
            any.add(EntityCondition.makeCondition("claimedByPartyId", user.partyId()));
        }
        agentDirectory.memberships(user.userLoginId()).forEach(membership ->
                any.add(EntityCondition.makeCondition("callCenterGroupId", membership.group().groupId())));
        if (any.isEmpty()) {
            any.add(EntityCondition.makeCondition("phoneCallId", null)); // nobody's: no row
        }
        return EntityCondition.makeCondition(any, EntityOperator.OR);
    }
}

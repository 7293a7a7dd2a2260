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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Callbacks as one user may see them: own ones, those of own groups, or all for a supervisor. Thread-safe. */
public final class CallbackList {

    /** Callbacks that are told at once, at most. */
    public static final int MOST = 200;

    private final Rows rows;
    private final Settings settings;
    private final UserDirectory people;

    public CallbackList(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
        this.people = new UserDirectory(delegator);
    }

    /**
     * Who asks.
     *
     * @param allGroups  true for a supervisor of everybody
     * @param groups     the user's groups
     * @param supervised those of them that the user supervises
     */
    public record Viewer(Person user, boolean allGroups, Set<String> groups, Set<String> supervised) {

        /** Whether the user may change what a colleague has claimed. */
        boolean supervises(GenericValue task) {
            return allGroups || supervised.contains(Rows.text(task, "callCenterGroupId"));
        }
    }

    /**
     * Open callbacks, those that are due first.
     *
     * @param total how many there are, also beyond {@link #MOST}
     */
    public record Page(List<Map<String, Object>> callbacks, long total) {
    }

    public Page open(Viewer viewer, Locale locale) {
        EntityCondition wanted = both(EntityCondition.makeCondition("closedDate", null), viewer);
        List<GenericValue> found = Rows.list(rows.from(CallbackTasks.ENTITY).where(wanted).orderBy("firstDate", "callbackTaskId").maxRows(MOST));
        long total = found.size() < MOST ? found.size() : rows.count(CallbackTasks.ENTITY, wanted);
        return new Page(describe(found.stream().sorted(Comparator.comparing(CallbackList::wantedAt)).toList(), viewer, locale), total);
    }

    /** The newest that are closed. */
    public List<Map<String, Object>> closed(Viewer viewer, Locale locale) {
        EntityCondition wanted = both(EntityCondition.makeCondition("closedDate", EntityOperator.NOT_EQUAL, null), viewer);
        return describe(Rows.list(rows.from(CallbackTasks.ENTITY).where(wanted).orderBy("-closedDate", "callbackTaskId").maxRows(MOST)), viewer,
                locale);
    }

    /** One callback; empty where there is none, or none that the user may see. */
    public Optional<GenericValue> visible(String taskId, Viewer viewer) {
        return Rows.first(rows.from(CallbackTasks.ENTITY).where(both(EntityCondition.makeCondition("callbackTaskId", taskId), viewer)));
    }

    /**
     * What became of the callbacks of missed calls, and which callback a call was that reached the customer.
     *
     * @param calls rows of PhoneCall
     * @return by phoneCallId: open, by (who has claimed or closed it), at (when it was closed), outcomeText; none for calls without a callback
     */
    public Map<String, Map<String, Object>> of(List<GenericValue> calls, Locale locale) {
        Map<String, String> taskIds = new HashMap<>();
        calls.forEach(call -> PlainText.given(call.getString("callbackTaskId")).ifPresent(id -> taskIds.put(call.getString("phoneCallId"), id)));
        Set<String> talks = calls.stream().filter(call -> call.get("answerDate") != null).map(call -> call.getString("phoneCallId"))
                .collect(Collectors.toSet());
        Map<String, Map<String, Object>> byCall = new HashMap<>();
        tasks("closedByCallId", talks).forEach(task -> byCall.put(task.getString("closedByCallId"), ended(task, locale)));
        Map<String, Map<String, Object>> told = new HashMap<>();
        tasks("callbackTaskId", Set.copyOf(taskIds.values())).forEach(task -> told.put(task.getString("callbackTaskId"), ended(task, locale)));
        taskIds.forEach((call, task) -> Optional.ofNullable(told.get(task)).ifPresent(callback -> byCall.put(call, callback)));
        return byCall;
    }

    private List<GenericValue> tasks(String field, Set<String> values) {
        return values.isEmpty() ? List.of() : Rows.list(rows.from(CallbackTasks.ENTITY).where(Rows.in(field, values)));
    }

    private Map<String, Object> ended(GenericValue task, Locale locale) {
        boolean open = task.get("closedDate") == null;
        Map<String, Object> callback = new LinkedHashMap<>();
        callback.put("open", open);
        callback.put("by", PlainText.given(task.getString(open ? "claimedByPartyId" : "closedByPartyId")).map(people::colleague).orElse(null));
        callback.put("at", time(task, "closedDate"));
        callback.put("outcomeText", outcome(task, locale));
        return callback;
    }

    private static String outcome(GenericValue task, Locale locale) {
        return CallbackOutcome.ofEnumId(task.getString("outcomeEnumId"))
                .map(kind -> UtilProperties.getMessage("AsteriskUiLabels", "AsteriskCallback_" + kind, locale)).orElse(null);
    }

    private static Timestamp wantedAt(GenericValue task) {
        return Optional.ofNullable(task.getTimestamp("dueDate")).orElse(task.getTimestamp("firstDate"));
    }

    private static EntityCondition both(EntityCondition wanted, Viewer viewer) {
        if (viewer.allGroups()) {
            return wanted;
        }
        List<EntityCondition> any = new ArrayList<>();
        PlainText.given(viewer.user().partyId()).ifPresent(id -> any.add(EntityCondition.makeCondition("ownerPartyId", id)));
        if (!viewer.groups().isEmpty()) {
            any.add(Rows.in("callCenterGroupId", viewer.groups()));
        }
        if (any.isEmpty()) {
            any.add(EntityCondition.makeCondition("callbackTaskId", null)); // nobody's: no row
        }
        return EntityCondition.makeCondition(wanted, EntityOperator.AND, EntityCondition.makeCondition(any, EntityOperator.OR));
    }

    private List<Map<String, Object>> describe(List<GenericValue> tasks, Viewer viewer, Locale locale) {
        UserDirectory.Named names = people.named(tasks.stream().flatMap(task -> Stream.of("partyId", "ownerPartyId", "claimedByPartyId",
                "closedByPartyId").flatMap(field -> PlainText.given(task.getString(field)).stream())).collect(Collectors.toSet()));
        Set<String> groupIds = tasks.stream().flatMap(task -> PlainText.given(task.getString("callCenterGroupId")).stream())
                .collect(Collectors.toSet());
        Map<String, String> groups = groupIds.isEmpty() ? Map.of() : Rows.list(rows.from("CallCenterGroup").where(Rows.in("callCenterGroupId",
                groupIds))).stream().collect(Collectors.toMap(row -> row.getString("callCenterGroupId"), row -> Rows.text(row, "groupName")));
        return tasks.stream().map(task -> describe(task, viewer, names, groups, locale)).toList();
    }

    private Map<String, Object> describe(GenericValue task, Viewer viewer, UserDirectory.Named names, Map<String, String> groups, Locale locale) {
        String partyId = Rows.text(task, "partyId");
        String claimedBy = Rows.text(task, "claimedByPartyId");
        Optional<CallbackOutcome> outcome = CallbackOutcome.ofEnumId(task.getString("outcomeEnumId"));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("callbackTaskId", task.getString("callbackTaskId"));
        told.put("number", Rows.text(task, "dialNumber"));
        told.put("display", TelephoneNumbers.of(rows.delegator(), settings).display(Rows.text(task, "dialNumber")));
        told.put("name", partyId.isEmpty() ? Rows.text(task, "callerName") : names.names().getOrDefault(partyId, partyId));
        told.put("partyId", partyId.isEmpty() ? null : partyId);
        told.put("url", partyId.isEmpty() ? null : PageUrls.fill(settings.get(Settings.PARTY_PROFILE_URL), Map.of("partyId", partyId)));
        told.put("group", PlainText.given(task.getString("callCenterGroupId")).map(id -> groups.getOrDefault(id, id)).orElse(null));
        told.put("owner", who(task, "ownerPartyId", names));
        told.put("requested", CallbackSource.REQUESTED.enumId().equals(task.getString("sourceEnumId")));
        told.put("missedCount", task.getLong("missedCount"));
        told.put("since", time(task, "firstDate"));
        told.put("lastAt", time(task, "lastDate"));
        told.put("dueAt", time(task, "dueDate"));
        told.put("claimedBy", who(task, "claimedByPartyId", names));
        told.put("mine", !claimedBy.isEmpty() && claimedBy.equals(viewer.user().partyId()));
        told.put("editable", claimedBy.isEmpty() || claimedBy.equals(viewer.user().partyId()) || viewer.supervises(task));
        automatic(task).forEach(told::put);
        told.put("closedAt", time(task, "closedDate"));
        told.put("closedBy", who(task, "closedByPartyId", names));
        told.put("closedByCall", task.get("closedByCallId") != null);
        told.put("outcome", outcome.map(Enum::name).orElse(null));
        told.put("outcomeText", outcome(task, locale));
        return told;
    }

    /** What was tried without a click. */
    private static Map<String, Object> automatic(GenericValue task) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("callId", PlainText.given(task.getString("attemptCallId")).orElse(null));
        told.put("attempts", CallbackAttempts.made(task));
        told.put("lastAttemptAt", time(task, "lastAttemptDate"));
        told.put("lastAttempt", EnumIds.outcome(task.getString("lastAttemptEnumId")).map(Enum::name).orElse(null));
        told.put("nextAttemptAt", time(task, "nextAttemptDate"));
        told.put("byHand", PlainText.given(task.getString("byHandReason")).orElse(null));
        return told;
    }

    private String who(GenericValue task, String field, UserDirectory.Named names) {
        return PlainText.given(task.getString(field)).map(id -> people.colleague(id, names)).orElse(null);
    }

    /** ISO-8601 in UTC; null where there is none. */
    private static String time(GenericValue task, String field) {
        return Optional.ofNullable(task.getTimestamp(field)).map(date -> date.toInstant().toString()).orElse(null);
    }
}

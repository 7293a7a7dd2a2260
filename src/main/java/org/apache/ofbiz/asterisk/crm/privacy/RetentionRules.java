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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** After how long which data of calls are deleted (AsteriskRetention). Stateless. */
public final class RetentionRules {

    public static final String ENTITY = "AsteriskRetention";
    /** Calls of all groups that have no rule of their own, and of no group. */
    public static final String ALL = "_NA_";
    public static final String GROUP = "callCenterGroupId";
    public static final String KIND = "dataKind";
    public static final String DAYS = "keepDays";

    private RetentionRules() {
    }

    /** What can have a time of its own. */
    public enum Kind {
        /** Recordings, with their files and who listened to them. */
        RECORDING,
        /** What people wrote about the call. */
        NOTE,
        /** The customer: number, name, contact. With notes and recordings; what reports count stays. */
        CALL,
        /** Messages in the mailboxes of groups on the PBX, and for all others in those of phones. */
        VOICEMAIL;

        /** Whether it is in rows of calls. */
        boolean ofCalls() {
            return this != VOICEMAIL;
        }
    }

    /**
     * A rule of now.
     *
     * @param groups of this rule; for the one of all others, those that it isn't for
     */
    record Rule(Kind kind, boolean others, Set<String> groups, Duration kept) {

        /** Whether it is for what belongs to this group, or to none. */
        boolean covers(Optional<String> group) {
            return others != group.filter(groups::contains).isPresent();
        }

        /** Calls of the groups of this rule. */
        EntityCondition calls() {
            if (!others) {
                return EntityCondition.makeCondition(GROUP, EntityOperator.IN, groups.stream().sorted().toList());
            }
            EntityCondition none = EntityCondition.makeCondition(GROUP, null);
            return groups.isEmpty() ? EntityCondition.makeCondition(List.of(none, EntityCondition.makeCondition(GROUP,
                    EntityOperator.NOT_EQUAL, null)), EntityOperator.OR)
                    : EntityCondition.makeCondition(none, EntityOperator.OR,
                            EntityCondition.makeCondition(GROUP, EntityOperator.NOT_IN, groups.stream().sorted().toList()));
        }
    }

    /** Whether anything is to be deleted after some time. */
    public static boolean any(Delegator delegator) {
        return !read(delegator).isEmpty();
    }

    /** Rules by which something is deleted. */
    static List<Rule> read(Delegator delegator) {
        Map<Kind, Set<String>> named = new HashMap<>();
        List<GenericValue> rows = Rows.list(new Rows(delegator).from(ENTITY));
        rows.stream().filter(row -> !ALL.equals(row.getString(GROUP))).forEach(row -> kind(row).ifPresent(kind ->
                named.computeIfAbsent(kind, any -> new HashSet<>()).add(row.getString(GROUP))));
        List<Rule> rules = new ArrayList<>();
        for (GenericValue row : rows) {
            Long days = row.getLong(DAYS);
            boolean others = ALL.equals(row.getString(GROUP));
            if (days != null && days > 0) {
                kind(row).ifPresent(kind -> rules.add(new Rule(kind, others, others ? named.getOrDefault(kind, Set.of())
                        : Set.of(row.getString(GROUP)), Duration.ofDays(days))));
            }
        }
        return rules;
    }

    private static Optional<Kind> kind(GenericValue row) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(row.getString(KIND))) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

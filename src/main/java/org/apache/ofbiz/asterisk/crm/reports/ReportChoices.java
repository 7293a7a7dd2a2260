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
package org.apache.ofbiz.asterisk.crm.reports;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.security.Security;

/** What the filters of reports and recordings offer a user: each choice has {@code id} and {@code name}. Reads the database. */
public final class ReportChoices {

    private final Rows rows;
    private final Optional<Set<String>> visible;

    public ReportChoices(Delegator delegator, Security security, GenericValue userLogin) {
        this.rows = new Rows(delegator);
        this.visible = ReportRights.groups(delegator, security, userLogin);
    }

    private List<GenericValue> ofGroups(String entity) {
        EntityQuery all = rows.from(entity);
        return visible.isPresent() && visible.get().isEmpty() ? List.of()
                : Rows.list(visible.isPresent() ? all.where(Rows.in("callCenterGroupId", visible.get())) : all);
    }

    /** Groups by name. */
    public List<Map<String, String>> groups() {
        return ofGroups("CallCenterGroup").stream().map(group -> choice(group.getString("callCenterGroupId"),
                PlainText.given(group.getString("groupName")).orElse(group.getString("callCenterGroupId"))))
                .sorted(Comparator.comparing(choice -> choice.get("name"))).toList();
    }

    /** Members of these groups, past ones too, by name. */
    public List<Map<String, String>> agents() {
        Set<String> members = new TreeSet<>();
        ofGroups("GroupMembership").forEach(member -> PlainText.given(member.getString("partyId")).ifPresent(members::add));
        UserDirectory users = new UserDirectory(rows.delegator());
        UserDirectory.Named named = users.named(new LinkedHashSet<>(members));
        return members.stream().map(id -> choice(id, users.colleague(id, named))).sorted(Comparator.comparing(choice -> choice.get("name"))).toList();
    }

    /** Dispositions in their order. */
    public List<Map<String, String>> dispositions(Locale locale) {
        return Rows.list(rows.from("Enumeration").where("enumTypeId", "AST_DISPOSITION").orderBy("sequenceId").cache()).stream()
                .map(value -> choice(value.getString("enumId"), name(value, locale))).toList();
    }

    /** A company's own dispositions have no label. */
    private static String name(GenericValue disposition, Locale locale) {
        String label = "AsteriskEnumeration_" + disposition.getString("enumId");
        String words = UtilProperties.getMessage("AsteriskUiLabels", label, locale);
        return words.isEmpty() || words.equals(label) ? String.valueOf(disposition.getString("description")) : words;
    }

    private static Map<String, String> choice(String id, String name) {
        return Map.of("id", id, "name", name);
    }
}

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
package org.apache.ofbiz.asterisk.crm.reports.saved;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.reports.ReportRights;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/**
 * The AsteriskSavedReport rows, and who may see them: their owner, and of shared ones those who may see reports on all groups that the
 * report can be about. A saved report holds what is asked for and no figures: a user who opens it sees their own groups. Thread-safe.
 */
public final class SavedReports {

    public static final String ENTITY = "AsteriskSavedReport";
    public static final String ID = "savedReportId";
    public static final String NAME = "reportName";
    public static final String OWNER = "ownerUserLoginId";
    /** That one user can have. */
    public static final int MOST = 100;

    /** The fields of a report, and the columns that hold them; some names are words of SQL. */
    private static final Map<String, String> COLUMNS = columnNames();
    private static final String GROUP = "callCenterGroupId";

    private final Rows rows;
    private final Security security;

    public SavedReports(Delegator delegator, Security security) {
        this.rows = new Rows(delegator);
        this.security = security;
    }

    private static Map<String, String> columnNames() {
        Map<String, String> columns = new LinkedHashMap<>();
        List.of("reportBy", "fromDay", "thruDay", GROUP, "agentPartyId", "dispositionEnumId").forEach(same -> columns.put(same, same));
        columns.putAll(Map.of("interval", "reportInterval", "period", "reportPeriod", "number", "dialedNumber", "formula", "reportFormula"));
        return columns;
    }

    /** What the report asks for, as the fields of the report page; only those that are given. */
    public static Map<String, String> fields(GenericValue report) {
        Map<String, String> fields = new LinkedHashMap<>();
        COLUMNS.forEach((field, column) -> PlainText.given(report.getString(column)).ifPresent(value -> fields.put(field, value)));
        return fields;
    }

    /** Columns of the row for these fields of the report page; empty for fields that aren't given. */
    public static Map<String, Object> columns(Map<String, ?> fields) {
        Map<String, Object> columns = new HashMap<>();
        COLUMNS.forEach((field, column) -> columns.put(column,
                Optional.ofNullable(fields.get(field)).map(Object::toString).flatMap(PlainText::given).orElse(null)));
        return columns;
    }

    /** Own ones, and shared ones of others that the user may see, by name. */
    public List<GenericValue> of(GenericValue userLogin) {
        Optional<Set<String>> visible = groups(userLogin);
        List<GenericValue> all = new ArrayList<>(own(userLogin));
        Map<String, Optional<Set<String>>> ofOwners = new HashMap<>();
        Rows.list(rows.from(ENTITY).where("shared", "Y")).stream().filter(report -> !isOwn(report, userLogin))
                .filter(report -> isSharedWith(report, visible, ofOwners)).forEach(all::add);
        all.sort(Comparator.comparing(report -> Rows.text(report, NAME), String.CASE_INSENSITIVE_ORDER));
        return all;
    }

    /** Those of this user. */
    public List<GenericValue> own(GenericValue userLogin) {
        return Rows.list(rows.from(ENTITY).where(OWNER, userLogin.getString("userLoginId")));
    }

    /** The report with this id, where it is the user's own. */
    public Optional<GenericValue> own(String id, GenericValue userLogin) {
        return find(id).filter(report -> isOwn(report, userLogin));
    }

    private Optional<GenericValue> find(String id) {
        return PlainText.given(id).flatMap(given -> Rows.one(rows.from(ENTITY).where(ID, given)));
    }

    /** Whether it is this user's. */
    public static boolean isOwn(GenericValue report, GenericValue userLogin) {
        return report.getString(OWNER).equals(userLogin.getString("userLoginId"));
    }

    /** @param ofOwners groups of owners that are known already */
    private boolean isSharedWith(GenericValue report, Optional<Set<String>> visible, Map<String, Optional<Set<String>>> ofOwners) {
        Optional<Set<String>> ofOwner = ofOwners.computeIfAbsent(report.getString(OWNER), owner ->
                owner(report).map(this::groups).orElseGet(() -> Optional.of(Set.of())));
        Optional<Set<String>> about = PlainText.given(report.getString(GROUP)).<Set<String>>map(Set::of).or(() -> ofOwner);
        boolean sharedByNobody = ofOwner.filter(Set::isEmpty).isPresent();
        return !sharedByNobody && (visible.isEmpty() || about.isPresent() && visible.get().containsAll(about.get()));
    }

    /** The owner's login, where it can be used now. */
    Optional<GenericValue> owner(GenericValue report) {
        return Rows.one(rows.from("UserLogin").where("userLoginId", report.getString(OWNER)))
                .filter(login -> !"N".equals(login.getString("enabled")));
    }

    /** As {@link ReportRights#groups}. */
    Optional<Set<String>> groups(GenericValue userLogin) {
        return ReportRights.groups(rows.delegator(), security, userLogin);
    }
}

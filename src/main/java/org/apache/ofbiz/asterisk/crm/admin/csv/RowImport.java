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
package org.apache.ofbiz.asterisk.crm.admin.csv;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome.Fate;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Takes the rows of a table over, by the same services that the admin's forms use; or only says what would become of each. Columns that
 * the table lacks stay as they are; a blank cell makes its field blank. Belongs to one import.
 */
public final class RowImport {

    private static final String LABELS = "AsteriskUiLabels";
    private static final int CHECK_SECONDS = 60;

    private final CsvKind kind;
    private final LocalDispatcher dispatcher;
    private final Map<String, Object> caller;
    private final Locale locale;
    private final TimeZone timeZone;
    /** Keys of the rows that were there already, with their lines. */
    private final Map<List<String>, Long> seen = new HashMap<>();

    /** @param context of the service: userLogin, locale, timeZone */
    public RowImport(CsvKind kind, LocalDispatcher dispatcher, Map<String, ?> context) {
        this.kind = kind;
        this.dispatcher = dispatcher;
        this.locale = UtilMisc.ensureLocale(context.get("locale"));
        this.timeZone = context.get("timeZone") instanceof TimeZone zone ? zone : TimeZone.getDefault();
        this.caller = new HashMap<>(Map.of("userLogin", context.get("userLogin"), "locale", locale, "timeZone", timeZone));
    }

    /** Columns of the table that no row of this kind has, and those it must have and lacks. */
    public static List<String> wrongColumns(CsvKind kind, CsvTable table) {
        List<String> wrong = new ArrayList<>(table.columns());
        Set<String> once = new HashSet<>();
        wrong.removeIf(column -> kind.columns().contains(column) && once.add(column));
        kind.keys().stream().filter(key -> !table.columns().contains(key) && !key.equals("fromDate")).forEach(wrong::add);
        return wrong;
    }

    /** Says of each row what would become of it. Nothing is written. */
    public List<ImportOutcome> check(CsvTable table) throws GenericServiceException, GenericEntityException {
        List<ImportOutcome> outcomes = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            outcomes.add(handle(row, true));
        }
        return outcomes;
    }

    /** Takes the rows over, up to the first that is refused: then the caller has to undo all of them. */
    public List<ImportOutcome> apply(CsvTable table) throws GenericServiceException, GenericEntityException {
        List<ImportOutcome> outcomes = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            outcomes.add(handle(row, false));
            if (outcomes.get(outcomes.size() - 1).isRefused()) {
                break;
            }
        }
        return outcomes;
    }

    private ImportOutcome handle(CsvTable.Row row, boolean checkOnly) throws GenericServiceException, GenericEntityException {
        Map<String, String> cells = new HashMap<>(row.cells());
        if (kind == CsvKind.PEERS) {
            cells.merge("technology", "PJSIP", (given, usual) -> given.isEmpty() ? usual : given);
        }
        List<String> key = kind.keys().stream().map(column -> cells.getOrDefault(column, "")).toList();
        String name = key.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        Long before = seen.putIfAbsent(key, row.line());
        if (before != null) {
            return ImportOutcome.ofLine(row.line(), Fate.REFUSED, name, words("AsteriskCsvTwice", Map.of("line", before.toString())));
        }
        Optional<GenericValue> existing = existing(cells);
        Map<String, String> changes = existing.map(found -> changes(found, cells)).orElse(Map.of());
        if (existing.isPresent() && changes.isEmpty()) {
            return ImportOutcome.ofLine(row.line(), Fate.UNCHANGED, name, "");
        }
        Map<String, Object> input = new HashMap<>(caller);
        existing.map(GenericValue::getPrimaryKey).ifPresent(input::putAll);
        cells.forEach((column, text) -> {
            if (existing.isEmpty() || changes.containsKey(column)) {
                input.put(column, text.isEmpty() ? null : text);
            }
        });
        input.put("reloadLater", "Y");
        Map<String, Object> result = run(existing.isEmpty() ? kind.createService() : kind.updateService(), input, checkOnly);
        if (!ServiceUtil.isSuccess(result)) {
            return ImportOutcome.ofLine(row.line(), Fate.REFUSED, name, ServiceUtil.getErrorMessage(result));
        }
        return existing.isEmpty() ? ImportOutcome.ofLine(row.line(), Fate.NEW, name, "")
                : ImportOutcome.ofLine(row.line(), Fate.CHANGED, name, String.join("; ", changes.values()));
    }

    /** A check has a transaction of its own: a refusal must not spoil the one of anyone who asks. */
    private Map<String, Object> run(String service, Map<String, Object> input, boolean checkOnly) throws GenericServiceException {
        if (checkOnly) {
            input.put("checkOnly", "Y");
            return dispatcher.runSync(service, input, CHECK_SECONDS, true);
        }
        return dispatcher.runSync(service, input);
    }

    private Optional<GenericValue> existing(Map<String, String> cells) throws GenericEntityException {
        Delegator delegator = dispatcher.getDelegator();
        Map<String, Object> key = new HashMap<>();
        kind.keys().forEach(column -> key.put(column, cells.getOrDefault(column, "")));
        if (kind != CsvKind.MEMBERSHIPS) {
            return Optional.ofNullable(EntityQuery.use(delegator).from(kind.entity()).where(key).queryFirst());
        }
        Optional<Timestamp> from = time(cells.getOrDefault("fromDate", ""));
        key.remove("fromDate");
        if (from.isPresent()) {
            key.put("fromDate", from.get());
            return Optional.ofNullable(EntityQuery.use(delegator).from(kind.entity()).where(key).queryOne());
        }
        // without a date: the membership of now, if there is one
        return cells.getOrDefault("fromDate", "").isEmpty()
                ? Optional.ofNullable(EntityQuery.use(delegator).from(kind.entity()).where(key).filterByDate().queryFirst()) : Optional.empty();
    }

    /** The fields that differ, each with words for what it was and what it will be. */
    private Map<String, String> changes(GenericValue row, Map<String, String> cells) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String column : kind.valueColumns()) {
            String now = text(row.get(column));
            String wanted = cells.get(column);
            if (wanted != null && !now.equals(time(wanted).filter(time -> row.get(column) instanceof Timestamp).map(this::text).orElse(wanted))) {
                changes.put(column, column + ": " + (now.isEmpty() ? "-" : now) + " → " + (wanted.isEmpty() ? "-" : wanted));
            }
        }
        return changes;
    }

    /** A value as a cell holds it. */
    private String text(Object value) {
        return value instanceof Timestamp time ? UtilDateTime.toDateTimeFormat(UtilDateTime.getDateTimeFormat(), timeZone, locale).format(time)
                : Objects.toString(value, "");
    }

    private Optional<Timestamp> time(String cell) {
        try {
            return cell.isEmpty() ? Optional.empty()
                    : Optional.of((Timestamp) ObjectType.simpleTypeOrObjectConvert(cell, "Timestamp", null, timeZone, locale, true));
        } catch (GeneralException e) {
            return Optional.empty();
        }
    }

    private String words(String label, Map<String, String> places) {
        return UtilProperties.getMessage(LABELS, label, places, locale);
    }

    /** All rows of a kind as a table. */
    public CsvTable export() throws GenericEntityException {
        List<GenericValue> found = EntityQuery.use(dispatcher.getDelegator()).from(kind.entity()).orderBy(kind.keys()).queryList();
        List<CsvTable.Row> rows = new ArrayList<>();
        for (GenericValue row : found) {
            Map<String, String> cells = new TreeMap<>();
            kind.columns().forEach(column -> cells.put(column, text(row.get(column))));
            rows.add(new CsvTable.Row(rows.size() + 2L, cells));
        }
        return new CsvTable(kind.columns(), rows);
    }
}

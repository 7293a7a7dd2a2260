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
package org.apache.ofbiz.asterisk.crm.admin;

import java.sql.Timestamp;
import java.text.DateFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;

/** What a row says at this moment, in words for anyone who would have changed it. Belongs to one service call. */
final class CurrentRow {

    private static final String LABELS = "AsteriskUiLabels";

    private final GenericValue row;
    private final Locale locale;

    CurrentRow(GenericValue row, Locale locale) {
        this.row = row;
        this.locale = locale;
    }

    /** The fields of the row that say something else than is wanted, with what they say. Encrypted fields are passed over. */
    Map<String, String> differences(Map<String, ?> wanted) {
        Map<String, String> differences = new LinkedHashMap<>();
        row.getModelEntity().getNoPkFieldNames().stream()
                .filter(field -> wanted.containsKey(field) && !row.getModelEntity().getField(field).getEncrypt())
                .filter(field -> !Objects.toString(wanted.get(field), "").trim().equals(Objects.toString(row.get(field), "")))
                .forEach(field -> differences.put(field, words(field)));
        return differences;
    }

    private String words(String field) {
        Object value = row.get(field);
        if (value == null || value.equals("")) {
            return UtilProperties.getMessage(LABELS, "AsteriskNothing", locale);
        }
        if (value instanceof Timestamp time) {
            return DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.MEDIUM, locale).format(time);
        }
        String text = value.toString();
        return switch (text) {
        case "Y" -> UtilProperties.getMessage(LABELS, "AsteriskYes", locale);
        case "N" -> UtilProperties.getMessage(LABELS, "AsteriskNo", locale);
        default -> description(text).orElse(text);
        };
    }

    private Optional<String> description(String text) {
        return text.startsWith(EnumIds.PREFIX)
                ? Rows.one(new Rows(row.getDelegator()).from("Enumeration").where("enumId", text))
                        .map(found -> (String) found.get("description", locale))
                : Optional.empty();
    }
}

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
package org.apache.ofbiz.asterisk.service;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvKind;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvTable;
import org.apache.ofbiz.asterisk.crm.admin.csv.RowImport;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about tables of rows (servicedef/services.xml). Permissions are checked by their definitions. */
public final class CsvServices {

    private static final String MODULE = CsvServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final ImportOutcome.Words WORDS = new ImportOutcome.Words("AsteriskCsvWouldBe", "AsteriskCsvDone", "AsteriskCsvNothingChanged");
    /** Rows that a page shows; the refused ones come first. */
    private static final int SHOWN = 200;

    private CsvServices() {
    }

    /** Service importAsteriskRows. */
    public static Map<String, Object> importRows(DispatchContext dctx, Map<String, ? extends Object> context) {
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        Map<String, Object> fields = new HashMap<>(context);
        fields.remove("csv"); // has many lines, and each field of each is checked where it is used
        InputCheck check = InputCheck.of(fields);
        Optional<CsvKind> kind = CsvKind.of(Objects.toString(context.get("rowKind"), ""));
        check.find("rowKind", () -> kind);
        if (check.failed()) {
            return check.refusal();
        }
        boolean checkOnly = "Y".equals(context.get("checkOnly"));
        try {
            CsvTable table = context.get("csv") instanceof ByteBuffer bytes ? CsvTable.read(bytes)
                    : CsvTable.read(Objects.toString(context.get("csv"), ""));
            List<String> wrong = RowImport.wrongColumns(kind.get(), table);
            if (!wrong.isEmpty()) {
                return ServiceUtil.returnError(words("AsteriskCsvColumns", Map.of("columns", String.join(", ", wrong),
                        "known", String.join(", ", kind.get().columns())), locale));
            }
            RowImport rows = new RowImport(kind.get(), dctx.getDispatcher(), context);
            return ImportOutcome.answer(checkOnly ? rows.check(table) : rows.apply(table), checkOnly, WORDS, SHOWN, locale);
        } catch (CsvTable.UnreadableTableException e) {
            return ServiceUtil.returnError(words(e.label(), Map.of("detail", e.getMessage()), locale));
        } catch (GenericServiceException | GenericEntityException e) {
            Debug.logError(e, "Couldn't import rows", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    private static String words(String label, Map<String, String> places, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, places, locale);
    }
}

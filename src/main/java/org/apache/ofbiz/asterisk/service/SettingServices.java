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

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.admin.SettingCatalog;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about settings (servicedef/services.xml). Permissions are checked by their definitions. */
public final class SettingServices {

    private static final String MODULE = SettingServices.class.getName();
    private static final String NAME = "settingName";
    private static final String VALUE = "settingValue";

    private SettingServices() {
    }

    private static SettingCatalog catalog(DispatchContext dctx) {
        return new SettingCatalog(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()), Clock.systemUTC());
    }

    /** Service changeAsteriskSetting. */
    public static Map<String, Object> change(DispatchContext dctx, Map<String, ? extends Object> context) {
        SettingCatalog catalog = catalog(dctx);
        InputCheck check = InputCheck.of(context);
        Optional<SettingCatalog.Entry> entry = check.find(NAME, () -> catalog.find(text(context, NAME)));
        entry.ifPresent(known -> catalog.check(check, known, text(context, VALUE)));
        return entry.map(known -> written(dctx, context, check, known, Optional.of(text(context, VALUE)))).orElseGet(check::refusal);
    }

    /** Service resetAsteriskSetting. */
    public static Map<String, Object> reset(DispatchContext dctx, Map<String, ? extends Object> context) {
        SettingCatalog catalog = catalog(dctx);
        InputCheck check = InputCheck.of(context);
        Optional<SettingCatalog.Entry> entry = check.find(NAME, () -> catalog.find(text(context, NAME)));
        return entry.filter(known -> !check.failed()).map(known -> written(dctx, context, check, known, Optional.empty())).orElseGet(check::refusal);
    }

    private static Map<String, Object> written(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check,
            SettingCatalog.Entry entry, Optional<String> value) {
        SettingCatalog catalog = catalog(dctx);
        catalog.checkUnchanged(check, entry, text(context, "shownValue"), UtilMisc.ensureLocale(context.get("locale")));
        boolean same = value.isEmpty() ? entry.fromFile() : !entry.fromFile() && value.get().equals(entry.value());
        if (check.failed()) {
            Map<String, Object> refusal = check.refusal();
            refusal.put("shownValue", entry.shown());
            return refusal;
        }
        return same ? saved(context) : set(catalog, entry, value, context, Optional.empty());
    }

    /** Service takeBackAsteriskSettingChange. */
    public static Map<String, Object> takeBack(DispatchContext dctx, Map<String, ? extends Object> context) {
        SettingCatalog catalog = catalog(dctx);
        InputCheck check = InputCheck.of(context);
        Optional<GenericValue> change = check.find("settingChangeId", () -> catalog.change(text(context, "settingChangeId")));
        return change.map(stored -> takenBack(catalog, check, stored, context)).orElseGet(check::refusal);
    }

    private static Map<String, Object> takenBack(SettingCatalog catalog, InputCheck check, GenericValue change, Map<String, ?> context) {
        Optional<SettingCatalog.Entry> entry = catalog.find(change.getString(NAME));
        if (entry.isEmpty()) {
            check.refuse("AsteriskErrorUnknown", Map.of("key", change.getString(NAME)));
        } else if (!SettingCatalog.stands(change, entry.get())) {
            check.refuse("AsteriskErrorChangedSince", Map.of("setting", change.getString(NAME), "now", entry.get().value()));
        }
        return check.failed() ? check.refusal()
                : set(catalog, entry.orElseThrow(), SettingCatalog.before(change), context, Optional.of(change.getString("settingChangeId")));
    }

    private static Map<String, Object> set(SettingCatalog catalog, SettingCatalog.Entry entry, Optional<String> value, Map<String, ?> context,
            Optional<String> takesBackId) {
        try {
            catalog.set(entry, value, ((GenericValue) context.get("userLogin")).getString("userLoginId"), takesBackId);
            return saved(context);
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't change setting " + entry.setting().name(), MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    private static Map<String, Object> saved(Map<String, ?> context) {
        return ServiceUtil.returnSuccess(
                UtilProperties.getMessage("AsteriskUiLabels", "AsteriskSaved", UtilMisc.ensureLocale(context.get("locale"))));
    }

    /** Blanks around it do not count. */
    private static String text(Map<String, ?> context, String field) {
        return Objects.toString(context.get(field), "").trim();
    }
}

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.journal.CallCorrections;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.numbers.NameWords;
import org.apache.ofbiz.asterisk.crm.numbers.NumberIndexReport;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKeys;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about phone numbers (servicedef/services.xml). Permissions are checked by their definitions. */
public final class NumberServices {

    private static final String MODULE = NumberServices.class.getName();

    private static final String LABELS = "AsteriskUiLabels";

    private NumberServices() {
    }

    /** Service keepAsteriskNumberKey. Anyone who wrote the number shares this transaction, and must not lose it for a value that is odd. */
    public static Map<String, Object> keepKey(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        String contactMechId = (String) context.get("contactMechId");
        CallCenter.of(dctx.getDelegator()).ifPresent(CallCenter::callersChanged);
        try {
            new NumberKeys(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator())).keep(contactMechId);
            return ServiceUtil.returnSuccess();
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't index phone number " + contactMechId, MODULE);
            return ServiceUtil.returnError("Couldn't index phone number " + contactMechId + ": " + e.getMessage());
        }
    }

    /** Service keepAsteriskPartyNameWords. As with numbers: anyone who wrote the name must not lose it for a value that is odd. */
    public static Map<String, Object> keepNameWords(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        String partyId = (String) context.get("partyId");
        CallCenter.of(dctx.getDelegator()).ifPresent(CallCenter::callersChanged);
        try {
            new NameWords(dctx.getDelegator()).keep(partyId);
            return ServiceUtil.returnSuccess();
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't index the name of party " + partyId, MODULE);
            return ServiceUtil.returnError("Couldn't index the name of party " + partyId + ": " + e.getMessage());
        }
    }

    /** Service rebuildAsteriskNumberKeys. */
    public static Map<String, Object> rebuildKeys(DispatchContext dctx, Map<String, ? extends Object> context) {
        boolean started = CallCenter.of(dctx.getDelegator()).filter(callCenter -> callCenter.background().numbers().rebuild()).isPresent();
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("started", started);
        return result;
    }

    /** Service getAsteriskNumberIndexState. */
    public static Map<String, Object> indexState(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.putAll(NumberIndexReport.of(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator())).fields());
        return result;
    }

    /** Service correctCallParty. */
    public static Map<String, Object> correctCallParty(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).yesOrNo("addContactMech", "thisCallOnly").problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        GenericValue userLogin = (GenericValue) context.get("userLogin");
        Settings settings = CallCenter.settings(dctx.getDelegator());
        String phoneCallId = given(context, "phoneCallId").or(() -> given(context, "callId").map(PhoneCallRows::idOf)).orElse("");
        boolean all = dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin);
        Optional<GenericValue> call = new CallHistory(dctx.getDelegator(), settings).visible(phoneCallId, new CallHistory.Viewer(
                new UserDirectory(dctx.getDelegator()).person(userLogin), all, UtilMisc.ensureLocale(context.get("locale"))));
        if (call.isEmpty()) {
            return refused(context, "AsteriskRefusal_CALL_UNKNOWN", "");
        }
        try {
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("phoneCallId", phoneCallId);
            CallCorrections.Correction wanted = new CallCorrections.Correction(((String) context.get("partyId")).trim(),
                    "Y".equals(context.get("addContactMech")), "Y".equals(context.get("thisCallOnly")));
            new CallCorrections(dctx.getDispatcher(), settings, Clock.systemUTC()).correct(call.get(), wanted, userLogin)
                    .ifPresent(id -> result.put("contactMechId", id));
            CallCenter.of(dctx.getDelegator()).ifPresent(CallCenter::callersChanged);
            return result;
        } catch (CallCorrections.RefusedException e) {
            return refused(context, e.label(), e.getMessage());
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't change the contact of call " + phoneCallId, MODULE);
            return refused(context, "AsteriskRefusal_FAILED", "");
        }
    }

    private static Map<String, Object> refused(Map<String, ? extends Object> context, String label, String detail) {
        return ServiceUtil.returnError(UtilProperties.getMessage(LABELS, label, Map.of("key", detail, "detail", detail),
                UtilMisc.ensureLocale(context.get("locale"))));
    }

    private static Optional<String> given(Map<String, ? extends Object> context, String field) {
        return Optional.ofNullable((String) context.get(field)).map(String::trim).filter(text -> !text.isEmpty());
    }
}

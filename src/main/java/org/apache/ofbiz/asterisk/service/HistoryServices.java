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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.history.CallPosition;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about calls of the past (servicedef/services.xml). Permissions are checked by their definitions. */
public final class HistoryServices {

    private static final int LONGEST_TEXT = 100;

    private HistoryServices() {
    }

    /** Service findPhoneCalls. */
    public static Map<String, Object> findPhoneCalls(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).oneOf("direction", CallFilter.DIRECTIONS).oneOf("outcome", CallFilter.OUTCOMES)
                .id("agentPartyId").id("partyId").longest(LONGEST_TEXT, "text", "accountCode").number("size", 1, CallHistory.LONGEST_PAGE);
        Optional<String> place = Optional.ofNullable((String) context.get("after")).filter(text -> !text.isBlank());
        Optional<CallPosition> after = place.flatMap(CallPosition::read);
        if (place.isPresent() && after.isEmpty()) {
            check.refused("after", "AsteriskHistoryNoPlace");
        }
        List<String> problems = check.problems();
        if (!problems.isEmpty()) {
            Map<String, Object> refused = ServiceUtil.returnError(problems);
            refused.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
            return refused;
        }
        GenericValue userLogin = (GenericValue) context.get("userLogin");
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        CallHistory.Viewer viewer = new CallHistory.Viewer(new UserDirectory(dctx.getDelegator()).person(userLogin),
                dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin), locale);
        int size = Optional.ofNullable((Long) context.get("size")).map(Long::intValue).orElse(CallHistory.PAGE);
        CallHistory.Page page = new CallHistory(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()))
                .find(CallFilter.of(context), after, size, viewer);
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("calls", page.calls());
        page.next().ifPresent(next -> result.put("next", next.text()));
        page.next().filter(next -> !page.full()).ifPresent(next -> result.put("lookedBackTo", next.startedAt().toString()));
        return result;
    }
}

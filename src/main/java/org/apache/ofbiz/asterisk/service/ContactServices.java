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

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.callers.NewContacts;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about new contacts (servicedef/services.xml). OFBiz's own services, run as the user, say who may create them. */
public final class ContactServices {

    /** Somebody has the number already; {@code owners} says who. */
    private static final String NUMBER_TAKEN = "NUMBER_TAKEN";

    private ContactServices() {
    }

    /** Service createAsteriskContactForNumber. */
    public static Map<String, Object> createAsteriskContactForNumber(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("firstName", "lastName", "number").longest(100, "firstName", "lastName")
                .longest(40, "number").yesOrNo("createAnyway");
        return CallServices.checked(check.problems(), () -> {
            Locale locale = UtilMisc.ensureLocale(context.get("locale"));
            String number = CallServices.text(context, "number").orElse("");
            if (!NewContacts.isNumber(number)) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NUMBER_INVALID, number));
            }
            NewContacts contacts = new NewContacts(dctx.getDispatcher(), CallCenter.settings(dctx.getDelegator()));
            List<CallerDirectory.Match> owners = "Y".equals(context.get("createAnyway")) ? List.of() : contacts.owners(number);
            if (!owners.isEmpty()) {
                return taken(number, owners, locale);
            }
            try {
                NewContacts.Created created = contacts.create(CallServices.text(context, "firstName").orElse(""),
                        CallServices.text(context, "lastName").orElse(""), number, (GenericValue) context.get("userLogin"), locale);
                Map<String, Object> result = ServiceUtil.returnSuccess();
                result.putAll(Map.of("partyId", created.partyId(), "contactMechId", created.contactMechId()));
                return result;
            } catch (NewContacts.RefusedException e) {
                return ServiceUtil.returnError(e.getMessage());
            }
        });
    }

    private static Map<String, Object> taken(String number, List<CallerDirectory.Match> owners, Locale locale) {
        String names = owners.stream().map(CallerDirectory.Match::name).collect(Collectors.joining(", "));
        Map<String, Object> result = new HashMap<>(ServiceUtil.returnError(UtilProperties.getMessage("AsteriskUiLabels", "AsteriskNumberTaken",
                Map.of("number", number, "names", names), locale)));
        result.put("refusalCode", NUMBER_TAKEN);
        result.put("owners", owners.stream().map(owner -> Map.of("partyId", owner.partyId(), "name", owner.name())).toList());
        return result;
    }
}

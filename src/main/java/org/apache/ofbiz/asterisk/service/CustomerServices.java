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

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.consent.RecordingObjections;
import org.apache.ofbiz.asterisk.crm.customer.CardActions;
import org.apache.ofbiz.asterisk.crm.customer.CustomerCards;
import org.apache.ofbiz.asterisk.crm.customer.FollowUps;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ServiceUtil;

/** The services of the customer card (servicedef/services.xml). Each part has the permission of its application, asked here. */
public final class CustomerServices {

    /** Of a partyId. */
    private static final int LONGEST_ID = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 255;
    private static final int LONGEST_NOTE = 4_000;
    private static final String MODULE = CustomerServices.class.getName();

    private CustomerServices() {
    }

    /** Service getAsteriskCustomerCard. */
    public static Map<String, Object> getAsteriskCustomerCard(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).required("partyId").longest(LONGEST_ID, "partyId").problems(), () -> {
            String partyId = CallServices.text(context, "partyId").orElse("");
            BiPredicate<String, String> may = may(dctx, context);
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("partyId", partyId);
            result.put("parts", cards(dctx).card(partyId, permission -> may.test(permission, "_VIEW"),
                    UtilMisc.ensureLocale(context.get("locale"))));
            result.put("actions", CardActions.of(partyId, may));
            result.put("objects", new RecordingObjections(dctx.getDelegator()).of(partyId).isPresent());
            return result;
        });
    }

    /** Service createAsteriskCustomerNote. */
    public static Map<String, Object> createAsteriskCustomerNote(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.withTexts(context, List.of("note")).required("partyId", "note").longest(LONGEST_ID, "partyId")
                .longest(LONGEST_NOTE, "note").noMarkup();
        return CallServices.checked(check.problems(), () -> {
            if (!CardActions.mayWriteNotes(may(dctx, context))) {
                return notPermitted(context, "PARTYMGR_NOTE");
            }
            String partyId = CallServices.text(context, "partyId").orElse("");
            if (isNoParty(dctx, partyId)) {
                return unknown(context, partyId);
            }
            try {
                Map<String, Object> result = dctx.getDispatcher().runSync("createPartyNote", Map.of("partyId", partyId,
                        "note", CallServices.text(context, "note").orElse(""), "userLogin", context.get("userLogin"),
                        "locale", UtilMisc.ensureLocale(context.get("locale"))));
                cards(dctx).changed(partyId);
                return result;
            } catch (GenericServiceException e) {
                Debug.logError(e, "Couldn't create a note about " + partyId, MODULE);
                return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
            }
        });
    }

    /** Service setAsteriskRecordingObjection. */
    public static Map<String, Object> setAsteriskRecordingObjection(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("partyId", "objects").longest(LONGEST_ID, "partyId").yesOrNo("objects");
        return CallServices.checked(check.problems(), () -> {
            if (!CardActions.mayNoteObjections(may(dctx, context))) {
                return notPermitted(context, "PARTYMGR_UPDATE");
            }
            String partyId = CallServices.text(context, "partyId").orElse("");
            if (isNoParty(dctx, partyId)) {
                return unknown(context, partyId);
            }
            try {
                String login = ((GenericValue) context.get("userLogin")).getString("userLoginId");
                new RecordingObjections(dctx.getDelegator()).set(partyId, "Y".equals(context.get("objects")), login, Clock.systemUTC());
                cards(dctx).changed(partyId);
                return ServiceUtil.returnSuccess();
            } catch (GenericEntityException e) {
                Debug.logError(e, "Couldn't note the objection of " + partyId, MODULE);
                return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
            }
        });
    }

    /** Service createAsteriskFollowUp. */
    public static Map<String, Object> createAsteriskFollowUp(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.withTexts(context, List.of("description")).required("partyId", "subject", "startDate")
                .longest(LONGEST_ID, "partyId").longest(LONGEST_NAME, "subject").longest(LONGEST_DESCRIPTION, "description").noMarkup();
        return CallServices.checked(check.problems(), () -> {
            if (!CardActions.mayFollowUp(may(dctx, context))) {
                return notPermitted(context, "WORKEFFORTMGR_CREATE");
            }
            String partyId = CallServices.text(context, "partyId").orElse("");
            if (isNoParty(dctx, partyId)) {
                return unknown(context, partyId);
            }
            FollowUps.FollowUp wanted = new FollowUps.FollowUp(partyId, CallServices.text(context, "subject").orElse(""),
                    CallServices.text(context, "description").orElse(""), (Timestamp) context.get("startDate"));
            try {
                Map<String, Object> result = ServiceUtil.returnSuccess();
                result.put("workEffortId", new FollowUps(dctx.getDispatcher()).create(wanted, eventOf(dctx, context),
                        (GenericValue) context.get("userLogin"), UtilMisc.ensureLocale(context.get("locale"))));
                return result;
            } catch (FollowUps.RefusedException e) {
                return ServiceUtil.returnError(e.getMessage());
            } catch (GenericEntityException | RuntimeException e) {
                Debug.logError(e, "Couldn't create a follow-up with " + partyId, MODULE);
                return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
            }
        });
    }

    /** The CommunicationEvent of the call that is named, where the user may see that call. */
    private static Optional<String> eventOf(DispatchContext dctx, Map<String, ? extends Object> context) {
        boolean all = may(dctx, context).test("ASTERISK", "_SUPERVISOR");
        CallHistory.Viewer viewer = new CallHistory.Viewer(CallServices.user(dctx, context), all, UtilMisc.ensureLocale(context.get("locale")));
        return CallServices.text(context, "callId").map(PhoneCallRows::idOf)
                .flatMap(id -> new CallHistory(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator())).visible(id, viewer))
                .map(call -> Rows.text(call, "communicationEventId")).filter(id -> !id.isEmpty());
    }

    private static boolean isNoParty(DispatchContext dctx, String partyId) {
        return Rows.one(EntityQuery.use(dctx.getDelegator()).from("Party").where("partyId", partyId)).isEmpty();
    }

    /** Where the call center doesn't run, the asking thread looks itself. */
    private static CustomerCards cards(DispatchContext dctx) {
        Delegator delegator = dctx.getDelegator();
        return CallCenter.of(delegator).map(CallCenter::customers)
                .orElseGet(() -> new CustomerCards(dctx.getDispatcher(), CallCenter.settings(delegator), Runnable::run));
    }

    private static BiPredicate<String, String> may(DispatchContext dctx, Map<String, ? extends Object> context) {
        return (permission, action) -> dctx.getSecurity().hasEntityPermission(permission, action, (GenericValue) context.get("userLogin"));
    }

    private static Map<String, Object> notPermitted(Map<String, ? extends Object> context, String permission) {
        return CallServices.refused(context, new Refusal(Refusal.Code.NOT_PERMITTED, permission));
    }

    private static Map<String, Object> unknown(Map<String, ? extends Object> context, String partyId) {
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        return ServiceUtil.returnError(UtilProperties.getMessage("AsteriskUiLabels", "AsteriskErrorUnknown", Map.of("key", partyId), locale));
    }
}

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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.AccountCodes;
import org.apache.ofbiz.asterisk.crm.telephony.OutboundServices;
import org.apache.ofbiz.asterisk.service.relay.HolderService;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about calls (servicedef/services.xml), each handed on to the call distributor. Permissions are checked by their definitions. */
public final class CallServices {

    private static final String MODULE = CallServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    /** Longer than the call distributor takes for look-ups and the PBX's answer together. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private CallServices() {
    }

    /** Service originateCall. */
    public static Map<String, Object> originateCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofAgent(dctx, context, "originateCall", Optional.empty(), () -> originateCallHere(dctx, context));
    }

    private static Map<String, Object> originateCallHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        String code = text(context, "accountCode").orElse("");
        InputCheck check = InputCheck.of(context);
        if (check.problems().isEmpty() && !code.isEmpty()) {
            check(dctx, context, code, check);
        }
        return checked(check.problems(), () -> {
            Delegator delegator = dctx.getDelegator();
            Optional<OutboundServices.Chosen> chosen = text(context, "outboundService")
                    .map(id -> new OutboundServices(delegator, dctx.getSecurity()).choose(user(dctx, context), id));
            if (chosen.flatMap(OutboundServices.Chosen::refusal).isPresent()) {
                return refused(context, chosen.get().refusal().get());
            }
            String contactMechId = text(context, "contactMechId").orElse("");
            String number = text(context, "number")
                    .or(() -> new OfbizCallerDirectory(delegator, CallCenter.settings(delegator)).numberOf(contactMechId)).orElse("");
            Map<String, Object> result = answer(dctx, context,
                    distributor -> distributor.originate(user(dctx, context), number, text(context, "extension"), PlainText.given(code),
                            chosen.flatMap(OutboundServices.Chosen::service)));
            text(context, "partyId").filter(partyId -> ServiceUtil.isSuccess(result)).ifPresent(partyId ->
                    rememberCustomer(delegator, (String) result.get("callId"), partyId, contactMechId));
            PlainText.given(code).filter(given -> ServiceUtil.isSuccess(result)).ifPresent(given ->
                    rememberAccount(delegator, (String) result.get("callId"), given));
            return result;
        });
    }

    /** Service claimCall. */
    public static Map<String, Object> claimCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofCall(dctx, context, "claimCall", () -> claimCallHere(dctx, context));
    }

    private static Map<String, Object> claimCallHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return checked(context, () -> answer(dctx, context, distributor ->
                distributor.claim((String) context.get("callId"), user(dctx, context), Optional.empty(), text(context, "extension"))));
    }

    /** Service redirectCall. */
    public static Map<String, Object> redirectCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofCall(dctx, context, "redirectCall", () -> redirectCallHere(dctx, context));
    }

    private static Map<String, Object> redirectCallHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return checked(context, () -> answer(dctx, context, distributor ->
                distributor.redirect((String) context.get("callId"), user(dctx, context), text(context, "target").orElse(""))));
    }

    /** Service hangupCall. */
    public static Map<String, Object> hangupCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofCall(dctx, context, "hangupCall", () -> hangupCallHere(dctx, context));
    }

    private static Map<String, Object> hangupCallHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return checked(context, () -> answer(dctx, context, distributor -> distributor.hangup((String) context.get("callId"), user(dctx, context))));
    }

    /** Service findAsteriskPartiesByNumber. */
    public static Map<String, Object> findAsteriskPartiesByNumber(DispatchContext dctx, Map<String, ? extends Object> context) {
        return checked(context, () -> {
            Settings settings = CallCenter.settings(dctx.getDelegator());
            CallerDirectory.Caller caller = new OfbizCallerDirectory(dctx.getDelegator(), settings)
                    .look((String) context.get("number"), settings.get(Settings.PARTY_PROFILE_URL));
            List<Map<String, String>> parties = caller.matches().stream().map(match -> Map.of("partyId", match.partyId(),
                    "name", match.name(), "url", match.url(), "contactMechId", match.contactMechId())).toList();
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.putAll(Map.of("e164", caller.e164(), "display", caller.display(), "parties", parties, "url", caller.url(),
                    "matchedOn", caller.matchedOn().name()));
            return result;
        });
    }

    /** Service reloadAsterisk. Without a running call center there is nothing to do. */
    public static Map<String, Object> reloadAsterisk(DispatchContext dctx, Map<String, ? extends Object> context) {
        CallCenter.of(dctx.getDelegator()).ifPresent(CallCenter::reload);
        return ServiceUtil.returnSuccess();
    }

    /** Service noticeAsteriskRightsChange. */
    public static Map<String, Object> noticeRightsChange(DispatchContext dctx, Map<String, ? extends Object> context) {
        CallCenter.of(dctx.getDelegator()).ifPresent(CallCenter::rightsChanged);
        return ServiceUtil.returnSuccess();
    }

    /** Service noticeAsteriskLoginChange. */
    public static Map<String, Object> noticeLoginChange(DispatchContext dctx, Map<String, ? extends Object> context) {
        return checked(context, () -> {
            Optional<Boolean> enabled = Optional.ofNullable((String) context.get("enabled")).map(text -> !"N".equals(text));
            CallCenter.of(dctx.getDelegator()).ifPresent(callCenter -> callCenter.loginChanged((String) context.get("userLoginId"),
                    Optional.ofNullable((String) context.get("partyId")), enabled));
            return ServiceUtil.returnSuccess();
        });
    }

    private static Map<String, Object> checked(Map<String, ? extends Object> context, Work work) {
        return checked(InputCheck.of(context).problems(), work);
    }

    /** Runs the work, unless there are problems: then these are answered. */
    public static Map<String, Object> checked(List<String> problems, Work work) {
        return problems.isEmpty() ? work.run() : refused(ServiceUtil.returnError(problems), Refusal.Code.VALUE_REFUSED);
    }

    /** What the call center answers, within some seconds. */
    public static Map<String, Object> answer(DispatchContext dctx, Map<String, ? extends Object> context, Question question) {
        Optional<CallCenter> callCenter = CallCenter.of(dctx.getDelegator());
        Answer answer = callCenter.isPresent() ? wait(question.ask(callCenter.get().distributor()))
                : Answer.refused(Refusal.Code.PBX_AWAY, "");
        if (answer.refusal().isPresent()) {
            return refused(context, answer.refusal().get());
        }
        Map<String, Object> result = ServiceUtil.returnSuccess();
        answer.callId().ifPresent(callId -> result.put("callId", callId));
        return result;
    }

    /** Why not, in the user's words. */
    public static String words(Refusal refusal, Locale locale) {
        return UtilProperties.getMessage(LABELS, "AsteriskRefusal_" + refusal.code(), Map.of("detail", refusal.detail()), locale);
    }

    private static Answer wait(CompletionStage<Answer> answer) {
        try {
            return answer.toCompletableFuture().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Debug.logError(e, "The call center didn't respond", MODULE);
        }
        return Answer.refused(Refusal.Code.FAILED, "");
    }

    /** The call runs already: that its customer cannot be noted is no reason to tell the user that it failed. */
    private static void rememberCustomer(Delegator delegator, String callId, String partyId, String contactMechId) {
        try {
            PhoneCallRows.setCustomer(delegator, callId, partyId, contactMechId);
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't save contact " + partyId + " of call " + callId, MODULE);
        }
    }

    private static void rememberAccount(Delegator delegator, String callId, String code) {
        try {
            PhoneCallRows.setAccountCode(delegator, callId, code);
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't save the account code of call " + callId, MODULE);
        }
    }

    /** Refuses an account code that the user may not give. */
    static void check(DispatchContext dctx, Map<String, ? extends Object> context, String code, InputCheck check) {
        Delegator delegator = dctx.getDelegator();
        if (!new AccountCodes(delegator, CallCenter.settings(delegator)).mayUse(user(dctx, context).userLoginId(), code)) {
            check.refuse("accountCode", "AsteriskErrorAccountCode", Map.of());
        }
    }

    /** Who runs the service. */
    public static Person user(DispatchContext dctx, Map<String, ? extends Object> context) {
        return new UserDirectory(dctx.getDelegator()).person((GenericValue) context.get("userLogin"));
    }

    /** What was given, without blanks around it. */
    public static Optional<String> text(Map<String, ? extends Object> context, String field) {
        return Optional.ofNullable((String) context.get(field)).map(String::trim).filter(text -> !text.isEmpty());
    }

    /** In the words of the user's language, with the code. */
    public static Map<String, Object> refused(Map<String, ? extends Object> context, Refusal refusal) {
        return refused(ServiceUtil.returnError(words(refusal, UtilMisc.ensureLocale(context.get("locale")))), refusal.code());
    }

    private static Map<String, Object> refused(Map<String, Object> result, Refusal.Code code) {
        result.put("refusalCode", code.name());
        return result;
    }

    /** What a service does. */
    @FunctionalInterface
    public interface Work {
        Map<String, Object> run();
    }

    /** What a service asks the call center. */
    @FunctionalInterface
    public interface Question {
        CompletionStage<Answer> ask(CallControl distributor);
    }
}

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
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentControl;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.CallHandling;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.AgentPins;
import org.apache.ofbiz.asterisk.crm.journal.CallDispositions;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.telephony.AccountCodes;
import org.apache.ofbiz.asterisk.push.LabelMessages;
import org.apache.ofbiz.asterisk.service.relay.HolderService;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services of agents: what they do, and what they write about calls (servicedef/services.xml). Permissions are checked by their definitions. */
public final class AgentServices {

    private static final String MODULE = AgentServices.class.getName();
    private static final LabelMessages WORDS = new LabelMessages();

    private AgentServices() {
    }

    /** Service setAsteriskAgentState. */
    public static Map<String, Object> setAsteriskAgentState(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofAgent(dctx, context, "setAsteriskAgentState", Optional.empty(), () -> setAsteriskAgentStateHere(dctx, context));
    }

    private static Map<String, Object> setAsteriskAgentStateHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).oneOf("state", statesFor(context)).problems();
        return CallServices.checked(problems, () -> CallServices.answer(dctx, context, distributor -> distributor.agents().choose(
                CallServices.user(dctx, context), AgentChoice.Kind.valueOf((String) context.get("state")),
                CallServices.text(context, "pauseReasonEnumId"), CallServices.text(context, "callCenterGroupId"))));
    }

    /** Nobody is signed out of one group. */
    public static List<String> statesFor(Map<String, ? extends Object> context) {
        return CallServices.text(context, "callCenterGroupId").isPresent() ? List.of("AVAILABLE", "PAUSED")
                : List.of("SIGNED_OUT", "AVAILABLE", "PAUSED");
    }

    /** Service setAsteriskAgentExtension. */
    public static Map<String, Object> setAsteriskAgentExtension(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.run(dctx, context, "setAsteriskAgentExtension", () -> setAsteriskAgentExtensionHere(dctx, context));
    }

    private static Map<String, Object> setAsteriskAgentExtensionHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> CallServices.answer(dctx, context, distributor ->
                distributor.agents().useExtension(CallServices.user(dctx, context), (String) context.get("extension"))));
    }

    /** Service setAsteriskAgentPlace. */
    public static Map<String, Object> setAsteriskAgentPlace(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.run(dctx, context, "setAsteriskAgentPlace", () -> setAsteriskAgentPlaceHere(dctx, context));
    }

    private static Map<String, Object> setAsteriskAgentPlaceHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            Optional<ZoneId> zone = zone(CallServices.text(context, "zone").orElseGet(() -> ZoneId.systemDefault().getId()));
            if (zone.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.VALUE_REFUSED, "zone"));
            }
            boolean supervisor = dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", (GenericValue) context.get("userLogin"));
            AgentControl.Workplace place = new AgentControl.Workplace(CallServices.text(context, "number").orElse(""), zone.get(),
                    "Y".equals(context.get("takeOver")), supervisor);
            return CallServices.answer(dctx, context, distributor -> distributor.agents().workAt(CallServices.user(dctx, context), place));
        });
    }

    /** Service setAsteriskAgentPin. */
    public static Map<String, Object> setAsteriskAgentPin(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            String user = ((GenericValue) context.get("userLogin")).getString("userLoginId");
            String number = CallServices.text(context, "agentNumber").orElse("");
            String pin = CallServices.text(context, "pin").orElse("");
            AgentPins pins = new AgentPins(dctx.getDelegator());
            Locale locale = UtilMisc.ensureLocale(context.get("locale"));
            if (number.isEmpty() && pin.isEmpty()) {
                pins.forget(user);
                return ServiceUtil.returnSuccess();
            }
            if (!AgentPins.isNumber(number) || !AgentPins.DIGITS.matcher(pin).matches()) {
                return ServiceUtil.returnError(UtilProperties.getMessage("AsteriskUiLabels", "AsteriskAgentPinInvalid", locale));
            }
            if (pins.owner(number, user).isPresent()) {
                return ServiceUtil.returnError(UtilProperties.getMessage("AsteriskUiLabels", "AsteriskAgentNumberTaken", locale));
            }
            pins.keep(user, number, pin);
            return ServiceUtil.returnSuccess();
        });
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    /** Service extendAsteriskWrapUp. */
    public static Map<String, Object> extendAsteriskWrapUp(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.run(dctx, context, "extendAsteriskWrapUp", () -> extendAsteriskWrapUpHere(dctx, context));
    }

    private static Map<String, Object> extendAsteriskWrapUpHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> CallServices.answer(dctx, context, distributor ->
                distributor.agents().extendWrapUp(CallServices.user(dctx, context), (String) context.get("callId"))));
    }

    /** Service endAsteriskWrapUp. */
    public static Map<String, Object> endAsteriskWrapUp(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.run(dctx, context, "endAsteriskWrapUp", () -> endAsteriskWrapUpHere(dctx, context));
    }

    private static Map<String, Object> endAsteriskWrapUpHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> CallServices.answer(dctx, context, distributor ->
                distributor.agents().endWrapUp(CallServices.user(dctx, context), (String) context.get("callId"))));
    }

    /** Service getAsteriskAgentState: without a browser, or before one was there, an agent is signed out. */
    public static Map<String, Object> getAsteriskAgentState(DispatchContext dctx, Map<String, ? extends Object> context) {
        Optional<AgentState> agent = CallCenter.of(dctx.getDelegator()).map(CallCenter::distributor).map(CallControl::agents)
                .flatMap(agents -> agents.state(CallServices.user(dctx, context).userLoginId()));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("state", agent.map(AgentState::status).orElse(AgentState.Status.SIGNED_OUT).name());
        agent.flatMap(known -> known.choice().reason()).map(PauseReason::id).ifPresent(id -> result.put("pauseReasonEnumId", id));
        agent.map(AgentState::since).ifPresent(since -> result.put("since", Timestamp.from(since)));
        result.put("pauses", agent.map(known -> known.choice().queuePauses()).orElse(Map.of()).entrySet().stream()
                .map(pause -> Map.of("callCenterGroupId", pause.getKey(), "pauseReasonEnumId", pause.getValue().reason().id(),
                        "since", Timestamp.from(pause.getValue().since()))).toList());
        result.put("queues", CallCenter.of(dctx.getDelegator()).stream().flatMap(running -> running.queues()
                        .standings(CallServices.user(dctx, context).userLoginId()).stream())
                .map(standing -> Map.of("callCenterGroupId", standing.groupId(), "queueName", standing.queue(), "state", standing.state().name()))
                .toList());
        return result;
    }

    /** Service getCallWriteUp. */
    public static Map<String, Object> getCallWriteUp(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            CallDispositions dispositions = new CallDispositions(dctx.getDispatcher(), Clock.systemUTC());
            Subject subject = subject(dctx, context, dispositions);
            if (!subject.allowed()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.CALL_UNKNOWN, ""));
            }
            Locale locale = UtilMisc.ensureLocale(context.get("locale"));
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("callId", subject.callId());
            result.putAll(CallDispositions.of(subject.row()));
            result.put("reasons", choices(dispositions.reasons(), locale));
            result.put("dispositions", choices(dispositions.dispositions(), locale));
            AccountCodes codes = new AccountCodes(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()));
            result.put("accountCodes", codes.of(CallServices.user(dctx, context).userLoginId()).stream()
                    .map(code -> Map.of("id", code.code(), "name", code.name())).toList());
            result.put("freeAccountCodes", codes.free());
            return result;
        });
    }

    /** Service saveCallWriteUp. It has a transaction of its own, which has ended before the call distributor hears of it. */
    public static Map<String, Object> saveCallWriteUp(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.run(dctx, context, "saveCallWriteUp", () -> saveCallWriteUpHere(dctx, context));
    }

    private static Map<String, Object> saveCallWriteUpHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        CallDispositions dispositions = new CallDispositions(dctx.getDispatcher(), Clock.systemUTC());
        InputCheck check = InputCheck.withTexts(context, List.of("note")).longest(CallDispositions.LONGEST_TEXT, "subject")
                .longest(CallDispositions.LONGEST_NOTE, "note")
                .oneOf("reasonEnumId", ids(dispositions.reasons())).oneOf("dispositionEnumId", ids(dispositions.dispositions()));
        Optional<String> code = context.containsKey("accountCode") ? Optional.of(CallServices.text(context, "accountCode").orElse(""))
                : Optional.empty();
        code.filter(given -> check.problems().isEmpty()).ifPresent(given -> CallServices.check(dctx, context, given, check));
        return CallServices.checked(check.problems(), () -> {
            Subject subject = subject(dctx, context, dispositions);
            if (!subject.allowed()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.CALL_UNKNOWN, ""));
            }
            Optional<Refusal> refusal = code.flatMap(given -> charge(dctx, subject, given, CallServices.user(dctx, context)));
            if (refusal.isPresent()) {
                return CallServices.refused(context, refusal.get());
            }
            Map<String, String> fields = new HashMap<>();
            CallDispositions.FIELDS.stream().filter(context::containsKey)
                    .forEach(field -> fields.put(field, Optional.ofNullable((String) context.get(field)).orElse("")));
            try {
                dispositions.write(subject.callId(), fields, ((GenericValue) context.get("userLogin")).getString("userLoginId"));
            } catch (GenericEntityException | RuntimeException e) {
                Debug.logError(e, "Couldn't save the notes of call " + subject.callId(), MODULE);
                return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
            }
            CallCenter.of(dctx.getDelegator()).ifPresent(callCenter -> callCenter.distributor().agents().writtenUp(subject.callId()));
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("callId", subject.callId());
            return result;
        });
    }

    /** Tells the PBX of a call that goes on. What it already has isn't told again. */
    private static Optional<Refusal> charge(DispatchContext dctx, Subject subject, String code, Person user) {
        boolean known = code.equals(CallDispositions.of(subject.row()).get("accountCode"));
        return known ? Optional.empty() : CallCenter.of(dctx.getDelegator()).flatMap(center -> ControlServices
                .wait(center.distributor().handling().account(subject.callId(), code, user))
                .map(CallHandling.Handled::refusal).orElseGet(() -> Optional.of(new Refusal(Refusal.Code.FAILED, ""))));
    }

    /** The call that is meant, and whether the user may write about it: who takes or took part in it, or a supervisor. */
    private record Subject(String callId, Optional<GenericValue> row, boolean allowed) {
    }

    private static Subject subject(DispatchContext dctx, Map<String, ? extends Object> context, CallDispositions dispositions) {
        Person user = CallServices.user(dctx, context);
        String named = CallServices.text(context, "callId").or(() -> CallServices.text(context, "phoneCallId")
                .flatMap(dispositions::call).map(CallDispositions::callIdOf)).orElse("");
        Optional<CallControl.Part> part = CallCenter.of(dctx.getDelegator()).map(callCenter -> callCenter.distributor().part(named, user));
        String callId = part.map(CallControl.Part::callId).orElse(named);
        Optional<GenericValue> row = callId.isEmpty() ? Optional.empty() : dispositions.call(PhoneCallRows.idOf(callId));
        boolean exists = row.isPresent() || part.filter(CallControl.Part::known).isPresent();
        boolean supervisor = dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", (GenericValue) context.get("userLogin"));
        boolean allowed = exists && (supervisor || part.filter(CallControl.Part::takesPart).isPresent()
                || row.filter(call -> dispositions.tookPart(call, user)).isPresent());
        return new Subject(callId, row, allowed);
    }

    private static List<String> ids(List<GenericValue> enumerations) {
        return enumerations.stream().map(row -> row.getString("enumId")).toList();
    }

    private static List<Map<String, String>> choices(List<GenericValue> enumerations, Locale locale) {
        return enumerations.stream().map(row -> {
            Map<String, String> choice = new LinkedHashMap<>();
            choice.put("id", row.getString("enumId"));
            choice.put("name", WORDS.enumeration(row.getString("enumId"), row.getString("description"), locale));
            return choice;
        }).toList();
    }
}

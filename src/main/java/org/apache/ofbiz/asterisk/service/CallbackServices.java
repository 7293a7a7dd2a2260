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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackActions;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackList;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackOutcome;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackWishes;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services of callbacks (servicedef/services.xml). Permissions are checked by their definitions, whose callback it is here. */
public final class CallbackServices {

    private static final int LONGEST_ID = 20;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 100;
    /** From now on: a later day is a typing error. */
    private static final Duration LATEST = Duration.ofDays(366);
    private static final List<String> OUTCOMES = Arrays.stream(CallbackOutcome.values()).map(Enum::name).toList();

    private CallbackServices() {
    }

    /** Service findAsteriskCallbacks. */
    public static Map<String, Object> findAsteriskCallbacks(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).oneOf("state", List.of("OPEN", "CLOSED")).problems(), () -> {
            CallbackList list = new CallbackList(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()));
            Map<String, Object> result = ServiceUtil.returnSuccess();
            if (CallServices.text(context, "state").filter("CLOSED"::equals).isPresent()) {
                List<Map<String, Object>> closed = list.closed(viewer(dctx, context), UtilMisc.ensureLocale(context.get("locale")));
                result.putAll(Map.of("callbacks", closed, "total", (long) closed.size()));
            } else {
                CallbackList.Page open = list.open(viewer(dctx, context), UtilMisc.ensureLocale(context.get("locale")));
                Map<String, Integer> places = CallCenter.of(dctx.getDelegator()).map(running -> running.callbacks().places()).orElse(Map.of());
                open.callbacks().forEach(callback -> callback.put("place", places.get((String) callback.get("callbackTaskId"))));
                result.putAll(Map.of("callbacks", open.callbacks(), "total", open.total()));
            }
            return result;
        });
    }

    /** Service claimAsteriskCallback. */
    public static Map<String, Object> claimAsteriskCallback(DispatchContext dctx, Map<String, ? extends Object> context) {
        return act(dctx, context, check(context), (actions, viewer) -> actions.claim(id(context), viewer));
    }

    /** Service releaseAsteriskCallback. */
    public static Map<String, Object> releaseAsteriskCallback(DispatchContext dctx, Map<String, ? extends Object> context) {
        return act(dctx, context, check(context), (actions, viewer) -> actions.release(id(context), viewer));
    }

    /** Service setAsteriskCallbackDue. */
    public static Map<String, Object> setAsteriskCallbackDue(DispatchContext dctx, Map<String, ? extends Object> context) {
        Optional<Instant> due = due(context);
        return act(dctx, context, notTooLate(check(context), due), (actions, viewer) -> actions.setDue(id(context), due, viewer));
    }

    /** Service closeAsteriskCallback. */
    public static Map<String, Object> closeAsteriskCallback(DispatchContext dctx, Map<String, ? extends Object> context) {
        return act(dctx, context, check(context).required("outcome").oneOf("outcome", OUTCOMES), (actions, viewer) ->
                actions.close(id(context), CallbackOutcome.valueOf((String) context.get("outcome")), viewer));
    }

    /** Service reopenAsteriskCallback. */
    public static Map<String, Object> reopenAsteriskCallback(DispatchContext dctx, Map<String, ? extends Object> context) {
        return act(dctx, context, check(context), (actions, viewer) -> actions.reopen(id(context), viewer));
    }

    /** Service requestAsteriskCallback. */
    public static Map<String, Object> requestAsteriskCallback(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("number", "callCenterGroupId").longest(LONGEST_NUMBER, "number")
                .longest(LONGEST_NAME, "name").longest(LONGEST_ID, "callCenterGroupId").noMarkup();
        Optional<Instant> due = due(context).filter(Instant.now()::isBefore); // as soon as possible
        return CallServices.checked(notTooLate(check, due).problems(), () -> {
            String groupId = CallServices.text(context, "callCenterGroupId").orElse("");
            CallbackList.Viewer viewer = viewer(dctx, context);
            if (!viewer.allGroups() && !viewer.groups().contains(groupId)) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NOT_PERMITTED, "ASTERISK_SUPERVISOR"));
            }
            Settings settings = CallCenter.settings(dctx.getDelegator());
            String number = CallServices.text(context, "number").orElse("");
            List<CallerDirectory.Match> known = new OfbizCallerDirectory(dctx.getDelegator(), settings)
                    .look(number, settings.get(Settings.PARTY_PROFILE_URL)).matches();
            CallbackWishes.Answer answer = new CallbackWishes(dctx.getDelegator(), settings, Clock.systemUTC(), news(dctx.getDelegator()))
                    .ask(new CallbackWishes.Wish(groupId, number, CallServices.text(context, "name").orElse(""),
                            known.size() == 1 ? Optional.of(known.get(0).partyId()) : Optional.empty(), due));
            if (answer.refusal().isPresent()) {
                return CallServices.refused(context, answer.refusal().get());
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("callbackTaskId", answer.taskId());
            return result;
        });
    }

    private static BiConsumer<Set<String>, Set<String>> news(Delegator delegator) {
        return (groups, parties) -> CallCenter.of(delegator).ifPresent(running -> running.push().news().callbacksChanged(groups, parties));
    }

    private static InputCheck check(Map<String, ? extends Object> context) {
        return InputCheck.of(context).required("callbackTaskId").longest(LONGEST_ID, "callbackTaskId");
    }

    private static Optional<Instant> due(Map<String, ? extends Object> context) {
        return Optional.ofNullable((Timestamp) context.get("dueDate")).map(Timestamp::toInstant);
    }

    /** A task put off without end would be closed without an outcome. */
    private static InputCheck notTooLate(InputCheck check, Optional<Instant> due) {
        return due.filter(Instant.now().plus(LATEST)::isBefore).isPresent() ? check.refused("dueDate", "AsteriskCallbackTooLate") : check;
    }

    private static String id(Map<String, ? extends Object> context) {
        return (String) context.get("callbackTaskId");
    }

    private static Map<String, Object> act(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check, Action action) {
        return CallServices.checked(check.problems(), () -> {
            Delegator delegator = dctx.getDelegator();
            CallbackActions actions = new CallbackActions(delegator, CallCenter.settings(delegator), Clock.systemUTC(), news(delegator));
            return action.run(actions, viewer(dctx, context)).map(why -> CallServices.refused(context, why)).orElseGet(ServiceUtil::returnSuccess);
        });
    }

    private static CallbackList.Viewer viewer(DispatchContext dctx, Map<String, ? extends Object> context) {
        Person user = CallServices.user(dctx, context);
        List<AgentDirectory.Membership> memberships = new OfbizAgentDirectory(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()))
                .memberships(user.userLoginId());
        boolean all = dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", (GenericValue) context.get("userLogin"));
        return new CallbackList.Viewer(user, all, ids(memberships, any -> true), ids(memberships, AgentDirectory.Membership::isSupervisor));
    }

    private static Set<String> ids(List<AgentDirectory.Membership> memberships, Predicate<AgentDirectory.Membership> which) {
        return memberships.stream().filter(which).map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    @FunctionalInterface
    private interface Action {
        Optional<Refusal> run(CallbackActions actions, CallbackList.Viewer viewer);
    }
}

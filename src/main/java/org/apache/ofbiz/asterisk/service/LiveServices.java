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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.service.relay.LiveRows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about queues, agents and calls as they are now (servicedef/services.xml). Permissions are checked by their definitions. */
public final class LiveServices {

    private static final String MODULE = LiveServices.class.getName();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String AGENT = "agentUserLoginId";
    private static final String GROUP = "callCenterGroupId";

    private LiveServices() {
    }

    /** Service findAsteriskQueues. */
    public static Map<String, Object> findQueues(DispatchContext dctx, Map<String, ? extends Object> context) {
        return found(dctx, context, "queues", GROUP, LiveRows::queues);
    }

    /** Service findAsteriskAgents. */
    public static Map<String, Object> findAgents(DispatchContext dctx, Map<String, ? extends Object> context) {
        return found(dctx, context, "agents", AGENT, LiveRows::agents);
    }

    /** Service findAsteriskCalls. */
    public static Map<String, Object> findCalls(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> found = found(dctx, context, "calls", "callId", LiveRows::calls);
        return context.get("callId") != null && List.of().equals(found.get("calls")) && !BoardScope.ALL.name().equals(found.get("scope"))
                ? CallServices.refused(context, new Refusal(Refusal.Code.NODE_AWAY, "")) : found; // which may well have it
    }

    /** @param key names the one that is wanted */
    private static Map<String, Object> found(DispatchContext dctx, Map<String, ? extends Object> context, String name, String key,
                                             BiFunction<LiveRows, Optional<String>, List<Map<String, Object>>> list) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            Optional<String> wanted = CallServices.text(context, key);
            Optional<LiveRows> rows = CallCenter.of(dctx.getDelegator()).map(center -> new LiveRows(dctx, context, center, CLOCK));
            List<Map<String, Object>> all = rows.map(live -> list.apply(live, wanted)).orElse(List.of());
            BoardScope scope = rows.map(LiveRows::scope).orElse(BoardScope.ALL);
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put(name, all);
            result.put("scope", scope.name());
            return result;
        });
    }

    private static Optional<GenericValue> agent(DispatchContext dctx, String userLoginId) {
        return Rows.one(new Rows(dctx.getDelegator()).from("UserLogin").where("userLoginId", userLoginId))
                .filter(row -> row.getString("partyId") != null && !"N".equals(row.getString("enabled")));
    }

    /** Service addAsteriskQueueAgent: the membership that createGroupMembership makes. */
    public static Map<String, Object> addQueueAgent(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).required(AGENT, GROUP).problems(), () -> {
            Optional<GenericValue> agent = agent(dctx, (String) context.get(AGENT));
            if (agent.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.AGENT_UNKNOWN, (String) context.get(AGENT)));
            }
            Map<String, Object> membership = new HashMap<>();
            membership.put(GROUP, context.get(GROUP));
            membership.put("partyId", agent.get().getString("partyId"));
            Optional.ofNullable(context.get("penalty")).ifPresent(penalty -> membership.put("penalty", String.valueOf(penalty)));
            return change(dctx, context, "createGroupMembership", membership);
        });
    }

    /** Service removeAsteriskQueueAgent: ends the memberships that go on. */
    public static Map<String, Object> removeQueueAgent(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).required(AGENT, GROUP).problems(), () -> {
            List<GenericValue> memberships = agent(dctx, (String) context.get(AGENT)).map(agent -> Rows.list(new Rows(dctx.getDelegator())
                    .from("GroupMembership").where(GROUP, context.get(GROUP), "partyId", agent.getString("partyId")).filterByDate()))
                    .orElse(List.of());
            if (memberships.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.AGENT_UNKNOWN, (String) context.get(AGENT)));
            }
            Timestamp end = Timestamp.from(CLOCK.instant());
            Map<String, Object> result = ServiceUtil.returnSuccess();
            for (GenericValue membership : memberships) {
                result = ServiceUtil.isSuccess(result) ? change(dctx, context, "updateGroupMembership", Map.of(GROUP, membership.get(GROUP),
                        "partyId", membership.get("partyId"), "fromDate", membership.get("fromDate"), "thruDate", end)) : result;
            }
            return result;
        });
    }

    private static Map<String, Object> change(DispatchContext dctx, Map<String, ? extends Object> context, String service,
                                              Map<String, Object> values) {
        Map<String, Object> input = new HashMap<>(values);
        List.of("userLogin", "locale").forEach(name -> input.put(name, context.get(name)));
        try {
            Map<String, Object> changed = dctx.getDispatcher().runSync(service, input);
            if (!ServiceUtil.isSuccess(changed)) {
                Map<String, Object> refused = ServiceUtil.returnError(ServiceUtil.getErrorMessage(changed));
                refused.put("refusalCode", Refusal.Code.VALUE_REFUSED.name());
                return refused;
            }
            return ServiceUtil.returnSuccess();
        } catch (GenericServiceException e) {
            Debug.logWarning(service + " failed: " + e.getMessage(), MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }
}

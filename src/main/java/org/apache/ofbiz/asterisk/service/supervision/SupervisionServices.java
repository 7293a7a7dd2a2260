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
package org.apache.ofbiz.asterisk.service.supervision;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.supervision.Supervision;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.service.AgentServices;
import org.apache.ofbiz.asterisk.service.CallServices;
import org.apache.ofbiz.asterisk.service.relay.HolderService;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * What supervisors do with agents and calls of their groups (servicedef/services.xml). Who may at all is checked by the definitions, which groups
 * here. Each action is kept in AsteriskSupervision: who, what, why, and what came of it.
 */
public final class SupervisionServices {

    private static final String MODULE = SupervisionServices.class.getName();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String GROUP = "callCenterGroupId";
    private static final int LONGEST_DETAIL = 250;

    private SupervisionServices() {
    }

    /** Service superviseAsteriskAgent. */
    public static Map<String, Object> superviseAgent(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofAgent(dctx, context, "superviseAsteriskAgent", agentLogin(dctx, context), () -> superviseAgentHere(dctx, context));
    }

    private static Optional<String> agentLogin(DispatchContext dctx, Map<String, ? extends Object> context) {
        return SupervisedAgents.agent(dctx, context).map(Person::userLoginId);
    }

    private static Map<String, Object> superviseAgentHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).oneOf("state", AgentServices.statesFor(context)).problems();
        return CallServices.checked(problems, () -> withAgent(dctx, context, (may, agent) -> {
            Optional<String> group = CallServices.text(context, GROUP);
            boolean theirs = group.map(id -> may.group(id) && may.agent(agent.userLoginId())).orElseGet(() -> may.wholeAgent(agent.userLoginId()));
            Map<String, Object> result = theirs ? CallServices.answer(dctx, context, distributor -> distributor.agents().choose(agent,
                    AgentChoice.Kind.valueOf((String) context.get("state")), CallServices.text(context, "pauseReasonEnumId"), group))
                    : CallServices.refused(context, new Refusal(Code.NOT_YOUR_GROUP, group.orElse("")));
            return kept(dctx, context, "STATE_" + context.get("state"), Optional.of(agent), result);
        }));
    }

    /** Service superviseAsteriskCall. */
    public static Map<String, Object> superviseCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofCall(dctx, context, "superviseAsteriskCall", () -> superviseCallHere(dctx, context));
    }

    private static Map<String, Object> superviseCallHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).required("callId")
                .oneOf("action", List.of("COMING", "LISTEN", "WHISPER", "BARGE", "TAKE_OVER", "SEND", "HANG_UP")).problems();
        return CallServices.checked(problems, () -> {
            Optional<CallCenter> center = CallCenter.of(dctx.getDelegator());
            Optional<PhoneCall> call = center.flatMap(running -> running.liveCalls().find((String) context.get("callId")));
            boolean theirs = center.isPresent() && call.filter(SupervisedAgents.of(dctx, center.get(), login(context))::call).isPresent();
            Optional<Person> agent = SupervisedAgents.agent(dctx, context);
            Map<String, Object> result = theirs
                    ? CallServices.answer(dctx, context, any -> act(center.get().supervision(), call.get(), agent, dctx, context))
                    : CallServices.refused(context, new Refusal(Code.CALL_UNKNOWN, ""));
            String action = (String) context.get("action");
            if (ServiceUtil.isSuccess(result)) {
                Monitoring.Mode.named(action).filter(mode -> tellsAgents(dctx))
                        .ifPresent(mode -> tellAgents(dctx, context, center.get(), call.get(), mode));
            }
            return kept(dctx, context, action, agent, result);
        });
    }

    private static CompletionStage<Answer> act(Supervision supervision, PhoneCall call, Optional<Person> agent, DispatchContext dctx,
                                               Map<String, ? extends Object> context) {
        Person supervisor = CallServices.user(dctx, context);
        String action = (String) context.get("action");
        return Monitoring.Mode.named(action).map(mode -> supervision.monitor(call, agent.map(Person::userLoginId), supervisor, mode))
                .orElseGet(() -> switch (action) {
                case "TAKE_OVER" -> supervision.takeOver(call, supervisor);
                case "SEND" -> supervision.send(call, supervisor, CallServices.text(context, "target").orElse(""));
                case "COMING" -> CompletableFuture.completedFuture(coming(dctx, call, supervisor));
                default -> supervision.hangUp(call, supervisor);
                });
    }

    /** Who asked for help gets a message. */
    private static Answer coming(DispatchContext dctx, PhoneCall call, Person supervisor) {
        Optional<String> asks = call.helpAsked().flatMap(TimelineEntry::peer).flatMap(Peer::owner).map(Person::userLoginId);
        boolean shown = asks.isPresent() && CallCenter.of(dctx.getDelegator()).filter(center -> center.push().news().message(asks.get(),
                supervisor.name(), locale -> UtilProperties.getMessage("AsteriskUiLabels", "AsteriskHelpComing", locale))).isPresent();
        return shown ? Answer.done(call.callId()) : Answer.refused(Code.NOT_DONE, "");
    }

    private static boolean tellsAgents(DispatchContext dctx) {
        return CallCenter.settings(dctx.getDelegator()).get(Settings.SHOW_SUPERVISION);
    }

    private static void tellAgents(DispatchContext dctx, Map<String, ? extends Object> context, CallCenter center, PhoneCall call,
                                   Monitoring.Mode mode) {
        Person supervisor = CallServices.user(dctx, context);
        call.legs().stream().filter(leg -> leg.alive() && leg.answeredAt().isPresent())
                .flatMap(leg -> leg.peer().flatMap(peer -> peer.owner()).stream()).map(Person::userLoginId).distinct()
                .forEach(user -> center.push().news().message(user, supervisor.name(), locale -> UtilProperties.getMessage("AsteriskUiLabels",
                        told(mode), locale)));
    }

    private static String told(Monitoring.Mode mode) {
        return switch (mode) {
        case LISTEN -> "AsteriskMonitored_LISTEN";
        case WHISPER -> "AsteriskMonitored_WHISPER";
        case BARGE -> "AsteriskMonitored_BARGE";
        };
    }

    /** Service moveAsteriskAgent: into another group, out of one, or with another penalty. */
    public static Map<String, Object> moveAgent(DispatchContext dctx, Map<String, ? extends Object> context) {
        Optional<String> from = CallServices.text(context, "fromGroupId");
        Optional<String> to = CallServices.text(context, "toGroupId");
        List<String> problems = (from.isEmpty() && to.isEmpty() ? InputCheck.of(context).required("toGroupId") : InputCheck.of(context)).problems();
        return CallServices.checked(problems, () -> withAgent(dctx, context, (may, agent) -> {
            // who could add any agent to a group of their own could listen to the calls of any
            boolean theirs = may.agent(agent.userLoginId()) && from.filter(id -> !may.group(id)).isEmpty()
                    && to.filter(id -> !may.group(id)).isEmpty();
            Map<String, Object> result = theirs ? moved(dctx, context, agent, from, to)
                    : CallServices.refused(context, new Refusal(Code.NOT_YOUR_GROUP, from.or(() -> to).orElse("")));
            return kept(dctx, context, "MOVE", Optional.of(agent), result);
        }));
    }

    private static Map<String, Object> moved(DispatchContext dctx, Map<String, ? extends Object> context, Person agent, Optional<String> from,
                                             Optional<String> to) {
        SystemServices services = new SystemServices(dctx.getDispatcher());
        Optional<String> penalty = CallServices.text(context, "penalty");
        try {
            List<GenericValue> left = from.map(id -> memberships(dctx, agent, id)).orElse(List.of());
            List<GenericValue> there = to.map(id -> memberships(dctx, agent, id)).orElse(List.of());
            if (from.isPresent() && left.isEmpty()) {
                return CallServices.refused(context, new Refusal(Code.NOT_YOUR_GROUP, from.get()));
            }
            if (to.isPresent() && there.isEmpty()) {
                Map<String, Object> created = new HashMap<>(Map.of(GROUP, to.get(), "partyId", agent.partyId(),
                        "membershipRoleEnumId", EnumIds.AGENT));
                penalty.ifPresent(value -> created.put("penalty", value));
                services.run("createGroupMembership", created);
            } else if (penalty.isPresent()) {
                there.forEach(row -> services.run("updateGroupMembership", key(row, "penalty", penalty.get())));
            }
            if (!from.equals(to)) {
                left.forEach(row -> services.run("updateGroupMembership", key(row, "thruDate", Timestamp.from(CLOCK.instant()))));
            }
            return ServiceUtil.returnSuccess();
        } catch (RuntimeException e) {
            Debug.logWarning("Couldn't move " + agent.userLoginId() + ": " + e.getMessage(), MODULE);
            return CallServices.refused(context, new Refusal(Code.VALUE_REFUSED, penalty.isPresent() ? "penalty" : "toGroupId"));
        }
    }

    private static Map<String, Object> key(GenericValue membership, String field, Object value) {
        return Map.of(GROUP, membership.get(GROUP), "partyId", membership.get("partyId"), "fromDate", membership.get("fromDate"), field, value);
    }

    private static List<GenericValue> memberships(DispatchContext dctx, Person agent, String groupId) {
        return Rows.list(new Rows(dctx.getDelegator()).from("GroupMembership").where(GROUP, groupId, "partyId", agent.partyId(),
                "membershipRoleEnumId", EnumIds.AGENT).filterByDate());
    }

    /** Service messageAsteriskAgent. */
    public static Map<String, Object> messageAgent(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofAgent(dctx, context, "messageAsteriskAgent", agentLogin(dctx, context), () -> messageAgentHere(dctx, context));
    }

    private static Map<String, Object> messageAgentHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).required("text").problems(), () -> withAgent(dctx, context, (may, agent) -> {
            String text = (String) context.get("text");
            boolean theirs = may.agent(agent.userLoginId());
            boolean told = theirs && may.callCenter().push().news()
                    .message(agent.userLoginId(), CallServices.user(dctx, context).name(), any -> text);
            Map<String, Object> result = told ? ServiceUtil.returnSuccess() : CallServices.refused(context, theirs
                    ? new Refusal(Code.AGENT_AWAY, agent.name()) : new Refusal(Code.NOT_YOUR_GROUP, ""));
            return kept(dctx, context, "MESSAGE", Optional.of(agent), result);
        }));
    }

    /** Something to do with an agent. */
    private interface WithAgent {
        Map<String, Object> run(SupervisedAgents may, Person agent);
    }

    private static Map<String, Object> withAgent(DispatchContext dctx, Map<String, ? extends Object> context, WithAgent work) {
        Optional<CallCenter> center = CallCenter.of(dctx.getDelegator());
        Optional<Person> agent = SupervisedAgents.agent(dctx, context);
        Supplier<Map<String, Object>> unknown = () -> CallServices.refused(context, new Refusal(center.isEmpty() ? Code.PBX_AWAY : Code.AGENT_UNKNOWN,
                CallServices.text(context, "agentUserLoginId").or(() -> CallServices.text(context, "agentPartyId")).orElse("")));
        return center.isPresent() && agent.isPresent()
                ? work.run(SupervisedAgents.of(dctx, center.get(), login(context)), agent.get()) : unknown.get();
    }

    private static GenericValue login(Map<String, ? extends Object> context) {
        return (GenericValue) context.get("userLogin");
    }

    /** Writes down what was done; what can't be written down was done all the same. */
    private static Map<String, Object> kept(DispatchContext dctx, Map<String, ? extends Object> context, String action, Optional<Person> agent,
                                            Map<String, Object> result) {
        Map<String, Object> row = new HashMap<>();
        row.put("supervisionId", dctx.getDelegator().getNextSeqId("AsteriskSupervision"));
        row.put("actionDate", Timestamp.from(CLOCK.instant()));
        row.put("userLoginId", login(context).getString("userLoginId"));
        row.put("actionName", action);
        agent.ifPresent(person -> row.put("agentUserLoginId", person.userLoginId()));
        row.put("callName", context.get("callId"));
        row.put(GROUP, CallServices.text(context, GROUP).or(() -> CallServices.text(context, "toGroupId"))
                .or(() -> CallServices.text(context, "fromGroupId")).orElse(null));
        row.put("actionDetail", CallServices.text(context, "target").or(() -> CallServices.text(context, "text"))
                .or(() -> CallServices.text(context, "penalty")).map(text -> PlainText.clip(text, LONGEST_DETAIL)).orElse(null));
        row.put("reasonText", CallServices.text(context, "reason").map(text -> PlainText.clip(text, LONGEST_DETAIL)).orElse(null));
        row.put("refusalCode", ServiceUtil.isSuccess(result) ? null : result.get("refusalCode"));
        try {
            dctx.getDelegator().create(dctx.getDelegator().makeValue("AsteriskSupervision", row));
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't save that " + row.get("userLoginId") + " did " + action, MODULE);
        }
        Debug.logInfo("Supervision: " + row.get("userLoginId") + ' ' + action + ' ' + agent.map(Person::userLoginId).orElse("") + ' '
                + (row.get("callName") == null ? "" : row.get("callName")) + (ServiceUtil.isSuccess(result) ? "" : " refused"), MODULE);
        return result;
    }

    /**
     * Whom and what a supervisor may supervise: everything with ASTERISK_SUPERVISOR, else the groups that they are supervisor of, as things are
     * now. Used by one request.
     *
     * @param all      everything
     * @param groupIds else these groups
     */
    private record SupervisedAgents(CallCenter callCenter, boolean all, Set<String> groupIds) {

        static SupervisedAgents of(DispatchContext dctx, CallCenter callCenter, GenericValue userLogin) {
            return new SupervisedAgents(callCenter, dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin),
                    callCenter.wallboard().supervised(userLogin.getString("userLoginId")));
        }

        boolean group(String groupId) {
            return all || groupIds.contains(groupId);
        }

        /** Whether they share a group that the user supervises. */
        boolean agent(String userLoginId) {
            return all || groupsOf(userLoginId).stream().anyMatch(groupIds::contains);
        }

        /** Whether what concerns all groups of an agent is the user's affair. */
        boolean wholeAgent(String userLoginId) {
            Set<String> groups = groupsOf(userLoginId);
            return all || !groups.isEmpty() && groupIds.containsAll(groups);
        }

        private Set<String> groupsOf(String userLoginId) {
            return callCenter.roster().memberships(userLoginId).stream().map(membership -> membership.group().groupId()).collect(Collectors.toSet());
        }

        /** A call to a group is for its supervisors, any other for those of who takes part. */
        boolean call(PhoneCall call) {
            Collection<String> users = LiveCalls.users(call);
            return all || call.groupId().map(groupIds::contains).orElseGet(() -> users.stream().anyMatch(this::agent));
        }

        /** The agent that a request names by login or party. */
        static Optional<Person> agent(DispatchContext dctx, Map<String, ? extends Object> context) {
            Rows rows = new Rows(dctx.getDelegator());
            List<GenericValue> logins = CallServices.text(context, "agentUserLoginId")
                    .map(login -> Rows.list(rows.from("UserLogin").where("userLoginId", login)))
                    .or(() -> CallServices.text(context, "agentPartyId").map(party -> Rows.list(rows.from("UserLogin").where("partyId", party)
                            .orderBy("userLoginId")))).orElse(List.of());
            return logins.stream().filter(login -> login.getString("partyId") != null && !"N".equals(login.getString("enabled"))
                            && dctx.getSecurity().hasEntityPermission("ASTERISK", "_AGENT", login)).findFirst()
                    .map(new UserDirectory(dctx.getDelegator())::person);
        }
    }
}

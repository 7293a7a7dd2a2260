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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.PbxLinks;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.ServerSecret;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.health.ReasonMessages;
import org.apache.ofbiz.asterisk.health.TrialMessages;
import org.apache.ofbiz.asterisk.setup.ServerTrial;
import org.apache.ofbiz.asterisk.setup.TestCall;
import org.apache.ofbiz.asterisk.setup.TestCallSteps;
import org.apache.ofbiz.asterisk.setup.TestCallSteps.Kept;
import org.apache.ofbiz.asterisk.setup.TestCallSteps.Ticked;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Services for setting up: trials of what is typed, certificates, test calls. They wait for a PBX, so they hold no transaction. Permissions are
 * checked by their definitions.
 */
public final class SetupServices {

    private static final String MODULE = SetupServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String AMI_PORT = "5038";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private SetupServices() {
    }

    /** Service tryAsteriskServer. */
    public static Map<String, Object> tryServer(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).required("host", "userName").problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        try {
            Delegator delegator = dctx.getDelegator();
            GenericValue typed = delegator.makeValue("AsteriskServer");
            typed.setNonPKFields(context);
            typed.set("serverId", Optional.ofNullable(context.get("serverId")).orElse(""));
            Optional<String> secret = ServerSecret.of(delegator, typed);
            if (secret.isEmpty()) {
                return ServiceUtil.returnError(words("AsteriskErrorSecretAgain", Map.of(), locale(context)));
            }
            typed.set("secret", secret.get());
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("trial", trial(typed, userLoginId(context), locale(context), zone(context)));
            return result;
        } catch (GenericEntityException e) {
            return databaseAway(e, context);
        }
    }

    /**
     * What a trial of this row finds, in words; the secret is that of the row. Where its standby PBX can't be used, {@code standbyProblem} and
     * the warnings say so. Waits for the PBX.
     */
    public static Map<String, Object> trial(GenericValue row, String userLoginId, Locale locale, ZoneId zone) {
        TrialMessages words = new TrialMessages(locale, zone);
        Map<String, Object> trial = report(row, userLoginId).map(words::of).orElseGet(words::busy);
        Settings settings = CallCenter.settings(row.getDelegator());
        return new Servers(row.getDelegator(), settings).standby(row).map(standby -> words.withStandby(trial,
                ServerTrial.of(standby.server(), PbxLinks.rules(settings), userLoginId))).orElse(trial);
    }

    /** The same, not in words. */
    public static Optional<ServerTrial.Report> report(GenericValue row, String userLoginId) {
        Servers servers = new Servers(row.getDelegator(), CallCenter.settings(row.getDelegator()));
        return ServerTrial.of(servers.server(row), PbxLinks.rules(CallCenter.settings(row.getDelegator())), userLoginId);
    }

    /** Service fetchAsteriskServerCertificate. */
    public static Map<String, Object> fetchCertificate(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("host").number("port", 1, 65_535);
        if (!check.problems().isEmpty()) {
            return ServiceUtil.returnError(check.problems());
        }
        int port = Integer.parseInt(Optional.ofNullable(context.get("port")).map(Object::toString).orElse(AMI_PORT));
        try {
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("certificate", new TrialMessages(locale(context), zone(context))
                    .certificate(ServerTrial.certificate((String) context.get("host"), port,
                            PbxLinks.rules(CallCenter.settings(dctx.getDelegator())), userLoginId(context))));
            return result;
        } catch (IOException e) {
            return ServiceUtil.returnError(words("AsteriskErrorNoCertificate",
                    Map.of("why", ReasonMessages.of(ConnectionReason.of(e), locale(context), zone(context))), locale(context)));
        }
    }

    /** Service startAsteriskTestCall: a phone that is assigned to somebody calls a number, as if that user had clicked it. */
    public static Map<String, Object> startAsteriskTestCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).required("peerId", "number").problems();
        Optional<CallCenter> callCenter = CallCenter.of(dctx.getDelegator());
        if (!problems.isEmpty() || callCenter.isEmpty()) {
            return ServiceUtil.returnError(callCenter.isEmpty() ? List.of(words("AsteriskRemedyNotRunning", Map.of(), locale(context))) : problems);
        }
        try {
            GenericValue peer = EntityQuery.use(dctx.getDelegator()).from("AsteriskPeer").where("peerId", context.get("peerId")).queryOne();
            Optional<Person> owner = peer == null ? Optional.empty() : owner(peer);
            if (owner.isEmpty()) {
                return ServiceUtil.returnError(words("AsteriskErrorNotAssigned", Map.of(), locale(context)));
            }
            String watcher = userLoginId(context);
            Debug.logInfo(watcher + " places a test call as " + owner.get().userLoginId(), MODULE);
            callCenter.get().testCalls().placing(watcher, peer.getString("serverId"), peer.getString("peerId"));
            Answer answer = callCenter.get().distributor()
                    .originate(owner.get(), (String) context.get("number"), Optional.of(peer.getString("peerId")))
                    .toCompletableFuture().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            answer.callId().ifPresent(callId -> callCenter.get().testCalls().placed(watcher, callId));
            answer.refusal().ifPresent(refusal -> callCenter.get().testCalls().refused(watcher,
                    words("AsteriskRefusal_" + refusal.code(), Map.of("detail", refusal.detail()), locale(context))));
            return ServiceUtil.returnSuccess();
        } catch (GenericEntityException e) {
            return databaseAway(e, context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ServiceUtil.returnError(words("AsteriskRefusal_FAILED", Map.of("detail", ""), locale(context)));
        } catch (ExecutionException | TimeoutException e) {
            Debug.logError(e, "The call center didn't respond", MODULE);
            return ServiceUtil.returnError(words("AsteriskRefusal_FAILED", Map.of("detail", ""), locale(context)));
        }
    }

    /** Service expectAsteriskTestCall: from now on the next call from outside is followed. */
    public static Map<String, Object> expectAsteriskTestCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).required("serverId").problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        CallCenter.of(dctx.getDelegator()).ifPresent(callCenter ->
                callCenter.testCalls().expecting(userLoginId(context), (String) context.get("serverId")));
        return ServiceUtil.returnSuccess();
    }

    /** Service getAsteriskTestCall: how far the test call of this user is, step by step. */
    public static Map<String, Object> testCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        Optional<TestCall> test = CallCenter.of(dctx.getDelegator()).flatMap(callCenter -> callCenter.testCalls().of(userLoginId(context)));
        result.put("direction", test.map(known -> known.direction().name()).orElse(""));
        result.put("text", test.map(known -> summary(known, locale(context))).orElse(""));
        try {
            Kept kept = test.flatMap(TestCall::call).isPresent() ? kept(dctx.getDelegator(), test.get()) : Kept.NOTHING;
            result.put("steps", test.map(known -> TestCallSteps.of(known, kept, Instant.now()).stream()
                    .map(ticked -> step(ticked, known, locale(context))).toList()).orElse(List.of()));
            return result;
        } catch (GenericEntityException e) {
            return databaseAway(e, context);
        }
    }

    private static Optional<Person> owner(GenericValue peer) {
        UserDirectory userDirectory = new UserDirectory(peer.getDelegator());
        return Optional.ofNullable(peer.getString("userLoginId")).filter(login -> !login.isEmpty()).flatMap(userDirectory::withLogin)
                .or(() -> Optional.ofNullable(peer.getString("partyId")).flatMap(userDirectory::ofParty));
    }

    private static Kept kept(Delegator delegator, TestCall test) throws GenericEntityException {
        PhoneCall call = test.call().orElseThrow();
        GenericValue row = EntityQuery.use(delegator).from("PhoneCall").where("serverId", call.serverId(), "linkedId", call.linkedId()).queryFirst();
        boolean wanted = call.recordingFile().isPresent() || (test.direction() == TestCall.Direction.OUTGOING
                ? CallCenter.settings(delegator).get(Settings.RECORD_OUT_CALLS) : recordsGroup(delegator, call));
        return new Kept(row != null && row.getString("communicationEventId") != null, row != null && row.getString("recordingContentId") != null,
                wanted);
    }

    private static boolean recordsGroup(Delegator delegator, PhoneCall call) throws GenericEntityException {
        GenericValue group = EntityQuery.use(delegator).from("CallCenterGroup").where("callCenterGroupId", call.groupId().orElse("")).queryOne();
        return group != null && "Y".equals(group.getString("recordCalls"));
    }

    private static String summary(TestCall test, Locale locale) {
        return test.refusal().orElseGet(() -> test.call().flatMap(PhoneCall::outcome)
                .map(outcome -> words("AsteriskOutcome_" + outcome, Map.of(), locale)).orElse(""));
    }

    private static Map<String, Object> step(Ticked ticked, TestCall test, Locale locale) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("step", ticked.step().name());
        told.put("state", ticked.state().name());
        told.put("stateWords", words("AsteriskTestState_" + ticked.state(), Map.of(), locale));
        told.put("title", words("AsteriskTestStep_" + ticked.step(), Map.of("by", test.claimedBy().orElse("")), locale));
        boolean wrong = ticked.state() == TestCallSteps.State.LATE || ticked.state() == TestCallSteps.State.MISSED;
        told.put("look", wrong ? words("AsteriskTestLook_" + ticked.step(), Map.of(), locale) : "");
        return told;
    }

    private static Map<String, Object> databaseAway(GenericEntityException cause, Map<String, ? extends Object> context) {
        Debug.logError(cause, "The database didn't respond", MODULE);
        return ServiceUtil.returnError(words("AsteriskRefusal_FAILED", Map.of("detail", ""), locale(context)));
    }

    private static String userLoginId(Map<String, ? extends Object> context) {
        return ((GenericValue) context.get("userLogin")).getString("userLoginId");
    }

    private static Locale locale(Map<String, ? extends Object> context) {
        return UtilMisc.ensureLocale(context.get("locale"));
    }

    private static ZoneId zone(Map<String, ? extends Object> context) {
        return context.get("timeZone") instanceof TimeZone given ? given.toZoneId() : ZoneId.systemDefault();
    }

    private static String words(String label, Map<String, String> values, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, values, locale).strip();
    }
}

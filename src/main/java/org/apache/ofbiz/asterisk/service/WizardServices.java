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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.admin.SetupQueries;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.setup.ServerTrial;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Services of the setup wizard: how far the setup of a server is, as the database and the PBX have it, and the data of one step. They wait for
 * a PBX, so they hold no transaction. Permissions are checked by their definitions.
 */
public final class WizardServices {

    private static final String LABELS = "AsteriskUiLabels";
    private static final List<String> TITLES = List.of("AsteriskWizardStep1", "AsteriskWizardStep2", "AsteriskWizardStep3", "AsteriskWizardStep4",
            "AsteriskWizardStep5", "AsteriskWizardStep6");
    private static final int STEPS = TITLES.size();
    /** An internal, an outbound and a claim context at least. */
    private static final int FEWEST_CONTEXTS = 3;
    /** {@code PbxLinks.contexts} completes within 5 s. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(6);

    private WizardServices() {
    }

    /** Which steps are done, and a text that is another one when something has changed. */
    private record Progress(List<Boolean> done, String mark) {

        /** 1 to 6: the first that is not done, else the last. */
        int current() {
            int open = done.indexOf(false);
            return open < 0 ? STEPS : open + 1;
        }
    }

    /** Service asteriskWizard. */
    public static Map<String, Object> wizard(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(String.join(" ", problems));
        }
        Optional<GenericValue> server = "Y".equals(context.get("newServer")) ? Optional.empty() : chosenServer(dctx.getDelegator(), context);
        Progress progress = progress(dctx.getDelegator(), server);
        int step = server.isEmpty() ? 1 : asked(context).orElseGet(progress::current);
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        Map<String, Object> wizard = new HashMap<>();
        wizard.put("serverId", server.map(row -> row.getString("serverId")).orElse(""));
        wizard.put("serverName", server.map(row -> Rows.text(row, "description").isEmpty() ? Rows.text(row, "host") : Rows.text(row, "description"))
                .orElse(""));
        wizard.put("step", step);
        wizard.put("mark", progress.mark());
        wizard.put("steps", IntStream.rangeClosed(1, STEPS).mapToObj(number -> step(number, progress.done().get(number - 1), locale)).toList());
        wizard.putAll(new WizardSteps(dctx, context).of(step, server));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("wizard", wizard);
        return result;
    }

    private static Map<String, Object> step(int number, boolean done, Locale locale) {
        return Map.of("number", number, "title", UtilProperties.getMessage(LABELS, TITLES.get(number - 1), locale), "done", done);
    }

    private static Optional<Integer> asked(Map<String, ? extends Object> context) {
        return Optional.ofNullable((String) context.get("step")).filter(step -> step.matches("[1-6]")).map(Integer::valueOf);
    }

    /** Service asteriskWizardProgress: for a script that asks again and again. */
    public static Map<String, Object> progress(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(String.join(" ", problems));
        }
        Progress progress = progress(dctx.getDelegator(), chosenServer(dctx.getDelegator(), context));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("mark", progress.mark());
        result.put("done", progress.done());
        return result;
    }

    private static Optional<GenericValue> chosenServer(Delegator delegator, Map<String, ? extends Object> context) {
        return new SetupQueries(delegator).server(Optional.ofNullable((String) context.get("serverId")).orElse(""));
    }

    private static Progress progress(Delegator delegator, Optional<GenericValue> server) {
        if (server.isEmpty()) {
            return new Progress(Collections.nCopies(STEPS, false), "");
        }
        String serverId = server.get().getString("serverId");
        SetupQueries queries = new SetupQueries(delegator);
        Optional<CallCenter> callCenter = CallCenter.of(delegator);
        Map<String, PbxCommands.Presence> presences = new LinkedHashMap<>(callCenter.map(running -> contexts(running, serverId)).orElse(Map.of()));
        Numbering.Contexts named = Servers.contexts(server.get());
        boolean connected = callCenter.map(running -> running.links().connected(serverId)).orElse(false);
        boolean permitted = callCenter.flatMap(running -> running.links().rights(serverId))
                .filter(rights -> ServerTrial.missing(rights).isEmpty()).isPresent();
        List<Boolean> done = List.of(Rows.isYes(server.get(), "enabled"), permitted,
                connected && named.all().size() >= FEWEST_CONTEXTS && ServerTrial.names(named).values().stream().noneMatch(String::isEmpty)
                        && !presences.containsValue(PbxCommands.Presence.MISSING),
                !queries.assignedPhones(serverId).isEmpty(),
                queries.groups(serverId).stream().anyMatch(group -> !group.entries().isEmpty() && group.members() > 0),
                queries.talked(serverId, "AST_OUTBOUND") && queries.talked(serverId, "AST_INBOUND"));
        boolean listing = callCenter.map(running -> running.links().listsPeers(serverId)).orElse(false);
        return new Progress(done, done + " " + presences + " " + queries.phones(serverId) + " " + connected + " " + listing);
    }

    private static Map<String, PbxCommands.Presence> contexts(CallCenter callCenter, String serverId) {
        return callCenter.links().contexts(serverId).toCompletableFuture().copy()
                .completeOnTimeout(Map.of(), LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}

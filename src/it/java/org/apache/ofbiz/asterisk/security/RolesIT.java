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
package org.apache.ofbiz.asterisk.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.lint.Descriptors;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * Who may ask for which page and run which service. Pages and services come from the descriptors: one that is added and not named here is
 * attacked as one of admins only, and must be refused to everybody else.
 */
@Tag("security")
class RolesIT extends AttackTest {

    private static final List<String> ROLES = List.of("crmuser", "agent1001", "supervisor");
    /** Requests that change nothing, for supervisors; refused to everybody else. */
    private static final Set<String> FOR_SUPERVISORS = Set.of("callReports", "exportCallReport", "recordings", "scoreReport",
            "exportScoreReport");
    /** Requests that change nothing, for whoever may see calls: about their own calls, or checked call by call. */
    private static final Set<String> FOR_USERS = Set.of("main", "console", "wallboard", "callWriteUp", "findNumbers", "pastCalls", "callAgents",
            "islandState", "exportCalls", "findDirectoryNumbers", "customerCard", "speedDials", "callbacks", "voicemail", "voicemailTargets",
            "chooseParty", "newContact", "openParty", "viewCall", "recording", "voicemailSound", "correctCall", "uiLabels", "locked");
    /** Party Manager's own, which ask for its permissions. */
    private static final Set<String> OF_PARTY_MANAGER = Set.of("LookupPartyName", "LookupUserLoginAndPartyDetails");
    /** Who may run what asks for this permission service. */
    private static final Map<String, Set<String>> MAY = Map.of("asteriskViewPermission", Set.of("crmuser", "agent1001", "supervisor"),
            "asteriskCallPermission", Set.of("crmuser", "agent1001", "supervisor"),
            "asteriskWriteUpPermission", Set.of("crmuser", "agent1001", "supervisor"),
            "asteriskClaimPermission", Set.of("agent1001", "supervisor"),
            "asteriskRedirectPermission", Set.of("agent1001", "supervisor"),
            "asteriskReportPermission", Set.of("supervisor"),
            "asteriskWallboardPermission", Set.of("supervisor"));
    /** For OFBiz's plugin rest-api and its like; each asks for a login and a permission. */
    private static final Set<String> EXPORTED = Set.of("findAsteriskQueues", "findAsteriskAgents", "findAsteriskCalls", "superviseAsteriskAgent",
            "addAsteriskQueueAgent", "removeAsteriskQueueAgent", "originateCall", "claimCall", "redirectCall", "hangupCall", "controlCall",
            "findParkedCalls", "findPhoneCalls", "findAsteriskCallbacks",
            "requestAsteriskCallback", "findAsteriskOutboundServices", "setAsteriskAgentState", "getAsteriskAgentState");
    /** Run by jobs, rules and containers only. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("loadAsteriskStarterData", "keepAsteriskNumberKey", "keepAsteriskPartyNameWords",
            "noticeAsteriskRightsChange", "noticeAsteriskLoginChange");

    @Test
    void pagesOfAdminsAreShownToNobodyElse() {
        Attacks attacks = new Attacks("pages of admins");
        String refused = UtilProperties.getMessage("AsteriskUiLabels", "AsteriskNoPermission", Locale.ENGLISH);
        for (String role : ROLES) {
            Intruder user = target().user(role);
            for (Requests.Entry entry : Requests.all()) {
                if (!entry.changes() && !FOR_USERS.contains(entry.uri())
                        && !(role.equals("supervisor") && FOR_SUPERVISORS.contains(entry.uri())) && !OF_PARTY_MANAGER.contains(entry.uri())) {
                    var answer = user.browser().get(entry.path() + "?serverId=DEMO_PBX&peerId=DEMO_1001&callCenterGroupId=SUPPORT&rowKind=PEERS");
                    attacks.attack(role + " " + entry.uri() + " " + answer.statusCode(), !answer.body().contains("DEMO_PBX\"")
                            && (answer.statusCode() == 403 || answer.body().replace("&#39;", "'").contains(refused)));
                }
            }
        }
        attacks.held();
    }

    @Test
    void noServiceRunsForWhoLacksItsPermission() throws GenericServiceException {
        Attacks attacks = new Attacks("services by those who may not");
        Set<String> open = new TreeSet<>();
        for (Element service : services()) {
            String name = service.getAttribute("name");
            List<Element> permission = Descriptors.children(service, "permission-service");
            if (permission.isEmpty()) {
                open.add(name);
                continue;
            }
            Set<String> may = MAY.getOrDefault(permission.get(0).getAttribute("service-name"), Set.of());
            ModelService model = target().host().dispatcher().getDispatchContext().getModelService(name);
            for (String role : ROLES.stream().filter(role -> !may.contains(role)).toList()) {
                Map<String, Object> result = target().host().run(name, role, required(model));
                String said = Objects.toString(result.get("failMessage"), "") + ServiceUtil.getErrorMessage(result);
                attacks.attack(role + " " + name + ": " + said, said.contains("ASTERISK_"));
            }
        }
        attacks.held();
        open.removeIf(name -> name.endsWith("Permission"));
        open.removeAll(OF_THE_SYSTEM);
        assertThat("services that ask for no permission", open, is(empty()));
    }

    @Test
    void noOtherServiceIsOfferedToOtherSystemsAndNoneOfTheSystemsToPages() {
        Attacks attacks = new Attacks("services from outside");
        Set<String> invoked = Requests.services();
        for (Element service : services()) {
            String name = service.getAttribute("name");
            attacks.attack(name + " is exported", !"true".equals(service.getAttribute("export")) || EXPORTED.contains(name)
                    && "true".equals(service.getAttribute("auth")) && Descriptors.children(service, "permission-service").size() == 1);
            attacks.attack(name + " runs for a page", !OF_THE_SYSTEM.contains(name) && !name.endsWith("Permission") || !invoked.contains(name));
        }
        attacks.held();
    }

    private static List<Element> services() {
        return Descriptors.children(Descriptors.root(Path.of("servicedef/services.xml")), "service").stream()
                .filter(service -> !service.getAttribute("engine").equals("interface")).collect(Collectors.toList());
    }

    private static Map<String, Object> required(ModelService model) {
        Map<String, Object> input = new HashMap<>();
        model.getInModelParamList().stream().filter(param -> !param.isOptional())
                .forEach(param -> input.put(param.getName(), switch (param.getType()) {
                case "String" -> "x";
                case "Long" -> 1L;
                case "List" -> List.of("x");
                case "Map" -> Map.of("x", "x");
                case "Object" -> "x";
                default -> Timestamp.valueOf("2026-01-01 00:00:00");
                }));
        return input;
    }
}

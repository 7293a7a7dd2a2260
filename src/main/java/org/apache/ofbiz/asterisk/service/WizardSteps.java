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

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.TrialLogin;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.PbxLinks;
import org.apache.ofbiz.asterisk.crm.admin.SetupQueries;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.health.TrialMessages;
import org.apache.ofbiz.asterisk.setup.DialplanLines;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Place;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Variant;
import org.apache.ofbiz.asterisk.setup.ManagerConf;
import org.apache.ofbiz.asterisk.setup.NewSecret;
import org.apache.ofbiz.asterisk.setup.OwnAddress;
import org.apache.ofbiz.asterisk.setup.PhoneMatch;
import org.apache.ofbiz.asterisk.setup.ServerTrial;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.DispatchContext;

/** Data of the steps of the setup wizard, for one request of one admin. Waits for the PBX where the step shows what is there. */
final class WizardSteps {

    private static final String LABELS = "AsteriskUiLabels";
    private static final List<String> ADDRESS_FIELDS =
            List.of("description", "host", "port", "useTls", "certificateFingerprint", "userName", "recordingsLocation");
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANY_ADDRESS = "0.0.0.0";
    private static final int AMI_PORT = 5038;
    private static final Pattern PUBLIC_NUMBER = Pattern.compile("[+0-9]+");
    private static final Pattern QUEUE_NUMBER = Pattern.compile("[0-9]+");
    private static final String USUAL_SOURCE = "from-trunk";
    private static final String USUAL_NUMBER = "5000";
    private static final String USUAL_WAITING = "ofbiz-waiting";

    private final Delegator delegator;
    private final Security security;
    private final Settings settings;
    private final SetupQueries queries;
    private final UserDirectory userDirectory;
    private final Map<String, ? extends Object> input;
    private final String userLoginId;
    private final Locale locale;

    WizardSteps(DispatchContext dctx, Map<String, ? extends Object> input) {
        this.delegator = dctx.getDelegator();
        this.security = dctx.getSecurity();
        this.settings = CallCenter.settings(delegator);
        this.queries = new SetupQueries(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.input = input;
        this.userLoginId = ((GenericValue) input.get("userLogin")).getString("userLoginId");
        this.locale = UtilMisc.ensureLocale(input.get("locale"));
    }

    /** A trial of a server. @param found empty when others were being tried @param words for the page @param messages its words */
    private record Trial(Optional<TrialLogin.Found> found, Map<String, Object> words, TrialMessages messages) {

        Map<String, List<String>> contexts() {
            return found.map(TrialLogin.Found::contexts).orElse(Map.of());
        }
    }

    /** @param step 1 to 6 @param server may be missing in the first only */
    Map<String, Object> of(int step, Optional<GenericValue> server) {
        return switch (step) {
        case 1 -> address(server);
        case 2 -> permissions(server.orElseThrow());
        case 3 -> dialplan(server.orElseThrow());
        case 4 -> phones(server.orElseThrow());
        case 5 -> group(server.orElseThrow());
        default -> test(server.orElseThrow());
        };
    }

    private Trial trial(GenericValue server) {
        TrialMessages messages = new TrialMessages(locale, ZoneId.systemDefault());
        Optional<ServerTrial.Report> report = SetupServices.report(server, userLoginId);
        return new Trial(report.map(ServerTrial.Report::found), report.map(messages::of).orElseGet(messages::busy), messages);
    }

    private Map<String, Object> address(Optional<GenericValue> server) {
        boolean typed = "Y".equals(input.get("typed"));
        Map<String, Object> shown = new LinkedHashMap<>(Map.of("host", LOOPBACK, "port", AMI_PORT, "useTls", "N", "userName", "ofbiz"));
        ADDRESS_FIELDS.forEach(field -> {
            server.ifPresent(row -> shown.put(field, row.get(field)));
            if (typed) {
                shown.put(field, input.get(field));
            }
        });
        shown.replaceAll((field, value) -> Objects.toString(value, ""));
        boolean proposes = !typed && (server.isEmpty() || "Y".equals(input.get("newSecret")));
        String proposed = proposes ? NewSecret.make() : "";
        boolean tries = server.isPresent() && !Rows.isYes(server.get(), "enabled") && !typed && !proposes;
        return Map.of("server", shown, "proposedSecret", proposed, "trial", tries ? trial(server.get()).words() : Map.of(),
                "recordingsDefault", settings.get(Settings.CALL_RECORDING_FILES_LOCATION),
                "lines", managerLines(shown, proposed.isEmpty() ? label("AsteriskWizardSecretAsEntered") : proposed));
    }

    /** @param secret as it is shown, which a stored one never is */
    private Map<String, String> managerLines(Map<String, ?> server, String secret) {
        String host = given(server.get("host"), LOOPBACK);
        String typedPort = given(server.get("port"), "").strip();
        int port = typedPort.matches("[0-9]{1,5}") ? Integer.parseInt(typedPort) : AMI_PORT;
        boolean address = host.contains(":") || host.matches("[0-9.]++");
        return Map.of("section", ManagerConf.section(given(server.get("userName"), "ofbiz"), secret,
                OwnAddress.towards(host, port, PbxLinks.rules(CallCenter.settings(delegator)).addresses())),
                "general", ManagerConf.general(address ? host : ANY_ADDRESS, port, "Y".equals(server.get("useTls"))));
    }

    private static String given(Object value, String otherwise) {
        return value == null || value.toString().isEmpty() ? otherwise : value.toString();
    }

    private Map<String, Object> permissions(GenericValue server) {
        return Map.of("trial", trial(server).words(), "lines", managerLines(server.getAllFields(), label("AsteriskWizardSecretAsIs")));
    }

    private Map<String, Object> dialplan(GenericValue server) {
        Trial trial = trial(server);
        Map<String, List<String>> found = trial.contexts();
        Variant variant = DialplanLines.variant(found.keySet());
        Map<Place, String> chosen = new EnumMap<>(ServerTrial.names(Servers.contexts(server)));
        chosen.replaceAll((place, name) -> name.isEmpty() ? DialplanLines.guess(place, found.keySet()) : name);
        Map<Place, String> lacking = new EnumMap<>(chosen);
        lacking.values().removeIf(found::containsKey);
        String serverId = server.getString("serverId");
        DialplanLines.Names names = new DialplanLines.Names(
                queries.firstPeer(serverId, EnumIds.EXTENSION).map(phone -> Rows.text(phone, "technology")).filter(text -> !text.isEmpty())
                        .orElse("PJSIP"),
                queries.firstPeer(serverId, EnumIds.TRUNK).map(trunk -> Rows.text(trunk, "peerName")).filter(text -> !text.isEmpty())
                        .orElse("trunk"), chosen.get(Place.WAITING));
        Map<String, Object> data = new HashMap<>(Map.of("trial", trial.words(), "contexts", List.copyOf(found.keySet()),
                "lacking", !lacking.isEmpty() || !found.containsKey(ChannelCommand.CONTEXT), "known", !found.isEmpty(),
                "outsidePrefix", Rows.text(server, "outsidePrefix"), "freePbx", variant == Variant.FREEPBX));
        data.put("places", chosen.entrySet().stream().map(place -> place(place.getKey(), place.getValue(), found, trial.messages())).toList());
        data.put("variants", Stream.concat(Stream.of(variant), Stream.of(Variant.values()).filter(other -> other != variant))
                .map(each -> Map.of("name", each.name(), "file", each.file(), "likely", each == variant,
                        "lines", lines(lacking, each, names, found.containsKey(ChannelCommand.CONTEXT)))).toList());
        return data;
    }

    private Map<String, String> place(Place place, String name, Map<String, List<String>> found, TrialMessages messages) {
        String state = found.isEmpty() ? "UNKNOWN" : found.containsKey(name) ? "THERE" : "MISSING";
        return Map.of("field", place.name().toLowerCase(Locale.ROOT) + "Context", "title", messages.title(place), "name", name,
                "explained", label("AsteriskWizardContext_" + place), "state", state);
    }

    private static String lines(Map<Place, String> lacking, Variant variant, DialplanLines.Names names, boolean control) {
        return Stream.concat(lacking.entrySet().stream()
                        .flatMap(place -> DialplanLines.lines(place.getKey(), variant, place.getValue(), names).stream()),
                        control ? Stream.empty() : Stream.of(DialplanLines.control()))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }

    private Map<String, Object> phones(GenericValue server) {
        String serverId = server.getString("serverId");
        // before the rows are read: a list that is complete now is in them
        boolean listing = CallCenter.of(delegator).map(running -> running.links().listsPeers(serverId)).orElse(false);
        List<GenericValue> free = queries.freePhones(serverId);
        List<PhoneMatch.User> users = queries.candidates(free).stream()
                .map(user -> new PhoneMatch.User(user.userLoginId(), user.name(), user.extensions())).toList();
        Map<String, PhoneMatch.Proposal> proposals = PhoneMatch.of(free.stream().map(phone ->
                new PhoneMatch.Phone(phone.getString("peerId"), phone.getString("peerName"), Rows.text(phone, "callerIdName"))).toList(), users);
        return Map.of("listing", listing, "autoFill", settings.get(Settings.AUTO_FILL_EXTENSION_AND_TRUNK),
                "freeCount", queries.freePhoneCount(serverId),
                "assigned", described(queries.assignedPhones(serverId)),
                "trunks", queries.trunks(serverId).stream().map(trunk -> trunk.getString("peerName")).toList(),
                "phones", free.stream().map(phone -> proposed(phone, Optional.ofNullable(proposals.get(phone.getString("peerId"))))).toList());
    }

    private Map<String, Object> proposed(GenericValue phone, Optional<PhoneMatch.Proposal> proposal) {
        Map<String, Object> shown = described(phone);
        shown.put("login", proposal.map(found -> found.user().userLoginId()).orElse(""));
        shown.put("proposed", proposal.map(found -> found.user().name()).orElse(""));
        shown.put("reason", proposal.map(found -> label("AsteriskWizardMatch_" + found.reason())).orElse(""));
        return shown;
    }

    private List<Map<String, Object>> described(Collection<GenericValue> phones) {
        return phones.stream().map(this::described).toList();
    }

    private Map<String, Object> described(GenericValue phone) {
        String peerId = phone.getString("peerId");
        String partyId = Rows.text(phone, "partyId");
        Map<String, Object> shown = new HashMap<>(Map.of("peerId", peerId, "name", phone.getString("peerName"),
                "technology", Rows.text(phone, "technology"), "callerIdName", Rows.text(phone, "callerIdName"),
                "userLoginId", Rows.text(phone, "userLoginId"), "partyId", partyId,
                "owner", partyId.isEmpty() ? "" : userDirectory.name(partyId).orElse(partyId)));
        shown.put("state", CallCenter.of(delegator).map(running -> running.links().peerState(peerId)).orElse(PeerStates.State.UNKNOWN).name());
        return shown;
    }

    private List<Map<String, Object>> groups(String serverId) {
        return queries.groups(serverId).stream().map(group -> Map.<String, Object>of("groupId", group.groupId(), "name", group.name(),
                "entries", group.entries(), "members", group.members())).toList();
    }

    private Map<String, Object> group(GenericValue server) {
        String serverId = server.getString("serverId");
        Map<String, List<String>> found = trial(server).contexts();
        String context = queries.trunks(serverId).stream().map(trunk -> Rows.text(trunk, "dialplanContext")).filter(name -> !name.isEmpty())
                .findFirst().orElse(USUAL_SOURCE);
        List<String> numbers = matching(found.get(context), PUBLIC_NUMBER);
        String number = numbers.stream().findFirst().orElse("");
        String waiting = given(server.get("waitingContext"), USUAL_WAITING);
        Map<String, Object> data = new HashMap<>(Map.of("groups", groups(serverId), "members", members(serverId),
                "contexts", List.copyOf(found.keySet()), "context", context, "number", number, "numbers", numbers,
                "queues", matching(found.get(DialplanLines.FREEPBX_QUEUES), QUEUE_NUMBER), "waiting", waiting,
                "freePbx", DialplanLines.variant(found.keySet()) == Variant.FREEPBX));
        String shownNumber = number.isEmpty() ? USUAL_NUMBER : number;
        data.put("plainLines", DialplanLines.serviceNumber(context, shownNumber, waiting));
        data.put("eventLines", DialplanLines.serviceEvent(context, shownNumber, waiting, "InboundWaiting"));
        return data;
    }

    private static List<String> matching(List<String> extensions, Pattern pattern) {
        return extensions == null ? List.of() : extensions.stream().filter(extension -> pattern.matcher(extension).matches()).toList();
    }

    /** Those who have a phone, each party once, and whether their login may answer calls. */
    private List<Map<String, Object>> members(String serverId) {
        Map<String, GenericValue> byParty = new LinkedHashMap<>();
        queries.assignedPhones(serverId).stream().filter(phone -> !Rows.text(phone, "partyId").isEmpty())
                .forEach(phone -> byParty.putIfAbsent(phone.getString("partyId"), phone));
        return byParty.values().stream().map(phone -> {
            Optional<GenericValue> login = queries.login(phone);
            Map<String, Object> shown = described(phone);
            shown.put("mayClaim", login.filter(user -> security.hasEntityPermission("ASTERISK", "_AGENT", user)).isPresent());
            shown.put("login", login.map(user -> user.getString("userLoginId")).orElse(""));
            return shown;
        }).toList();
    }

    /** The admin's own phone comes first. */
    private Map<String, Object> test(GenericValue server) {
        String serverId = server.getString("serverId");
        List<Map<String, Object>> phones = new ArrayList<>(described(queries.assignedPhones(serverId)));
        phones.sort(Comparator.comparing((Map<String, Object> phone) -> !userLoginId.equals(phone.get("userLoginId")))
                .thenComparing(phone -> phone.get("name").toString()));
        return Map.of("phones", phones, "groups", groups(serverId));
    }

    private String label(String name) {
        return UtilProperties.getMessage(LABELS, name, locale).strip();
    }
}

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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.callers.NumberSearch;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.history.CallFilter;
import org.apache.ofbiz.asterisk.crm.history.CallHistory;
import org.apache.ofbiz.asterisk.crm.ldap.LdapDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.AccountCodes;
import org.apache.ofbiz.asterisk.crm.telephony.DialLimits;
import org.apache.ofbiz.asterisk.crm.telephony.DialReports;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizDialRules;
import org.apache.ofbiz.asterisk.crm.telephony.OutboundRules;
import org.apache.ofbiz.asterisk.crm.telephony.OutboundServices;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The service behind the dial field (servicedef/services.xml). Permissions are checked by its definition. */
public final class DialServices {

    private static final String LABELS = "AsteriskUiLabels";
    private static final int LONGEST_TEXT = 100;
    private static final int MOST_COLLEAGUES = 4;
    private static final int MOST_PARTIES = 8;
    private static final int MOST_ENTRIES = 12;
    private static final Duration RECENT = Duration.ofDays(31);

    private DialServices() {
    }

    /** Service findNumbersToCall. */
    public static Map<String, Object> findNumbersToCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).longest(LONGEST_TEXT, "text").problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        String text = Optional.ofNullable((String) context.get("text")).map(String::trim).orElse("");
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        Person user = new UserDirectory(dctx.getDelegator()).person((GenericValue) context.get("userLogin"));
        Settings settings = CallCenter.settings(dctx.getDelegator());
        List<Map<String, Object>> entries = new ArrayList<>();
        if (!text.isEmpty()) {
            entries.addAll(colleagues(dctx, text, user, locale));
            new NumberSearch(dctx.getDelegator(), settings).find(text, MOST_PARTIES).forEach(choice -> entries.add(party(choice)));
        }
        DialText.ofLetters(text).ifPresent(number -> entries.add(entry("NUMBER", text, number,
                new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION)).display(number))));
        entries.addAll(recent(dctx, settings, text, new CallHistory.Viewer(user, false, locale)));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("entries", once(entries));
        result.put("hasDirectory", CallCenter.of(dctx.getDelegator()).map(CallCenter::people).filter(LdapDirectory::isOn).isPresent());
        if (text.isEmpty()) {
            AccountCodes codes = new AccountCodes(dctx.getDelegator(), settings);
            result.put("accounts", Map.of("free", codes.free(), "codes", codes.of(user.userLoginId()).stream()
                    .map(code -> Map.of("id", code.code(), "name", code.name())).toList()));
            result.put("services", services(dctx, user, settings));
        }
        if (NumberSearch.isNumber(text)) {
            check(dctx, settings, text, user).refusal().ifPresent(refusal -> {
                result.put("refusalCode", refusal.code().name());
                result.put("refusal", CallServices.words(refusal, locale));
            });
        }
        return result;
    }

    /** Service findAsteriskOutboundServices. */
    public static Map<String, Object> findOutboundServices(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("services", services(dctx, CallServices.user(dctx, context), CallCenter.settings(dctx.getDelegator())));
        return result;
    }

    private static List<Map<String, String>> services(DispatchContext dctx, Person user, Settings settings) {
        List<Peer> phones = new OfbizAgentDirectory(dctx.getDelegator(), settings).extensions(user.userLoginId());
        TelephoneNumbers numbers = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        return new OutboundServices(dctx.getDelegator(), dctx.getSecurity()).of(user, phones).stream()
                .map(its -> Map.of("id", its.id(), "name", its.name(), "group", its.groupId(), "server", its.serverId(),
                        "callerId", its.callerIdNumber().map(numbers::display).orElse(""))).toList();
    }

    /** What originateCall would say of the number; nothing of one that is not typed to its end. */
    private static DialRules.Checked check(DispatchContext dctx, Settings settings, String text, Person user) {
        if (NumberSearch.digits(text).length() < settings.get(Settings.OUTBOUND_MINIMUM_DIGITS)) {
            return DialRules.Checked.dialable(text, DialRules.Where.OUTSIDE);
        }
        Numbering pbx = CallCenter.of(dctx.getDelegator()).map(running -> running.links().numberingOf(user)).orElseGet(Numbering::none);
        return new OfbizDialRules(settings, new Servers(dctx.getDelegator(), settings), OutboundRules.of(dctx.getDelegator(), dctx.getSecurity()),
                new DialLimits(Clock.systemUTC()), DialReports.NONE).check(user, text, pbx);
    }

    private static List<Map<String, Object>> colleagues(DispatchContext dctx, String text, Person user, Locale locale) {
        Optional<CallCenter> callCenter = CallCenter.of(dctx.getDelegator());
        Set<String> words = NumberSearch.words(text);
        Stream<Peer> phones = callCenter.stream().flatMap(running -> running.links().assignedExtensions().stream())
                .filter(phone -> !extension(phone).isEmpty() && !phone.owner().orElseThrow().userLoginId().equals(user.userLoginId()));
        return phones.filter(phone -> NumberSearch.isNumber(text) ? extension(phone).startsWith(NumberSearch.digits(text))
                        : NumberSearch.matches(words, phone.owner().orElseThrow().name()))
                .sorted(Comparator.comparing((Peer phone) -> phone.owner().orElseThrow().name()).thenComparing(Peer::name))
                .limit(MOST_COLLEAGUES)
                .map(phone -> colleague(phone, callCenter.orElseThrow().links().peerState(phone.peerId()), locale)).toList();
    }

    /** What reaches the phone from another one; empty where no number does. */
    private static String extension(Peer phone) {
        return phone.number().orElse("");
    }

    private static Map<String, Object> colleague(Peer phone, PeerStates.State state, Locale locale) {
        Map<String, Object> entry = entry("COLLEAGUE", phone.owner().orElseThrow().name(), extension(phone), extension(phone));
        entry.put("partyId", phone.owner().orElseThrow().partyId());
        entry.put("state", state.name());
        entry.put("stateText", UtilProperties.getMessage(LABELS, "AsteriskPeerState_" + state, locale));
        return entry;
    }

    private static Map<String, Object> party(NumberSearch.Choice choice) {
        Map<String, Object> entry = entry("PARTY", choice.name(), choice.number(), choice.display());
        entry.put("partyId", choice.partyId());
        entry.put("contactMechId", choice.contactMechId());
        return entry;
    }

    private static List<Map<String, Object>> recent(DispatchContext dctx, Settings settings, String text, CallHistory.Viewer viewer) {
        if (viewer.user().partyId().isEmpty()) {
            return List.of();
        }
        CallFilter own = CallFilter.since(Clock.systemUTC().instant().minus(RECENT)).ofAgent(viewer.user().partyId());
        List<Map<String, Object>> calls = new CallHistory(dctx.getDelegator(), settings).find(own, Optional.empty(), CallHistory.PAGE, viewer)
                .calls();
        Set<String> words = NumberSearch.words(text);
        return calls.stream().filter(call -> !"INTERNAL".equals(call.get("direction")) && !"".equals(call.get("number")))
                .filter(call -> text.isEmpty() || (NumberSearch.isNumber(text) ? ((String) call.get("number")).contains(NumberSearch.digits(text))
                        : NumberSearch.matches(words, String.valueOf(call.get("name")))))
                .map(DialServices::recent).toList();
    }

    private static Map<String, Object> recent(Map<String, Object> call) {
        Map<String, Object> entry = entry("RECENT", call.get("name"), call.get("number"), call.get("display"));
        for (String field : List.of("partyId", "direction", "startedAt", "outcomeText", "missed")) {
            entry.put(field, call.get(field));
        }
        return entry;
    }

    private static Map<String, Object> entry(String kind, Object name, Object number, Object display) {
        return new HashMap<>(Map.of("kind", kind, "name", name, "number", number, "display", display));
    }

    /** Each number of each name once, as it is told first. */
    private static List<Map<String, Object>> once(List<Map<String, Object>> entries) {
        Set<Object> told = new HashSet<>();
        return entries.stream().filter(entry -> told.add(List.of(entry.get("name"), entry.get("display")))).limit(MOST_ENTRIES).toList();
    }
}

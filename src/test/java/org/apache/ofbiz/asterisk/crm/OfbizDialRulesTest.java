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
package org.apache.ofbiz.asterisk.crm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfbizDialRulesTest {

    private static final Person USER = new Person("agent1001", "AGENT1", "Liis");

    private final Map<String, String> texts = new HashMap<>();
    private final Servers servers = mock(Servers.class);
    private final List<OutboundRules.Rule> listed = new ArrayList<>();
    private final Set<String> permissions = new HashSet<>(Set.of("_DIAL_INTL", "_DIAL_PREMIUM"));
    private final OfbizDialRules rules = new OfbizDialRules(new Settings(texts::get), servers, new OutboundRules(
            prefixes -> listed.stream().filter(rule -> prefixes.contains(rule.prefix())).toList(), (user, permission) ->
            permissions.contains(permission)));
    @TempDir
    private Path folder;

    @Test
    void separatorsAreTakenOut() {
        assertThat(dialable("+372 (555) 12-34"), is("+3725551234"));
        assertThat(dialable("tel:+372.555\u20111234"), is("+3725551234"));
        assertThat(dialable("030/901820"), is("030901820"));
    }

    @Test
    void whatNoPhoneDialsIsRefused() {
        for (String number : new String[] {"", "12", "call me", "1001@evil", "123&456", "1234567890123456789012", "12+34", "*99#"}) {
            assertThat(number, refusal(number), is(new Refusal(Code.NUMBER_INVALID, number)));
        }
    }

    @Test
    void lineBreaksAndNulAreRefusedNamingTheField() {
        for (String number : new String[] {"372555\r\nApplication: System", "372555\n", "372555\0"}) {
            assertThat(refusal(number), is(new Refusal(Code.VALUE_REFUSED, "number")));
        }
    }

    @Test
    void forbiddenNumbersAndThoseNotAllowedAreRefused() {
        texts.put("outboundForbidden", "\\+?(372)?900.*");
        texts.put("outboundAllowed", "\\+372.*");
        assertThat(refusal("+372 900 1234"), is(new Refusal(Code.NUMBER_NOT_ALLOWED, "+372 900 1234")));
        assertThat(refusal("+1 801 555 5555"), is(new Refusal(Code.NUMBER_NOT_ALLOWED, "+1 801 555 5555")));
        assertThat(dialable("+372 555 1234"), is("+3725551234"));
    }

    @Test
    void aZeroInBracketsIsNotDialledBehindTheCountry() {
        assertThat(dialable("+49 (0)30 901820"), is("+4930901820"));
        assertThat(dialable("(030) 901820"), is("030901820"));
    }

    @Test
    void otherCountriesAndPremiumRatesNeedAPermission() {
        texts.put("defaultRegion", "DE");
        permissions.clear();
        assertThat(dialable("030 901820"), is("030901820"));
        assertThat(refusal("+372 5123 4567"), is(new Refusal(Code.INTERNATIONAL_NOT_PERMITTED, "+37251234567")));
        assertThat("however it is dialled", refusal("00372 5123 4567"), is(new Refusal(Code.INTERNATIONAL_NOT_PERMITTED, "0037251234567")));
        assertThat(refusal("0900 5 123456"), is(new Refusal(Code.PREMIUM_NOT_PERMITTED, "09005123456")));
        assertThat("with its country", refusal("+49 900 5123456"), is(new Refusal(Code.PREMIUM_NOT_PERMITTED, "+499005123456")));
        permissions.add("_DIAL_INTL");
        assertThat(dialable("+372 5123 4567"), is("+37251234567"));
        permissions.add("_DIAL_PREMIUM");
        assertThat(dialable("0900 5 123456"), is("09005123456"));
    }

    @Test
    void theLongestPrefixDecides() {
        texts.put("defaultRegion", "DE");
        permissions.clear();
        listed.add(new OutboundRules.Rule("+372", true, Optional.empty(), "the branch"));
        listed.add(new OutboundRules.Rule("+3725", false, Optional.empty(), "mobiles"));
        listed.add(new OutboundRules.Rule("+37251", true, Optional.of("MOBILES"), ""));
        listed.add(new OutboundRules.Rule("0137", false, Optional.empty(), ""));
        assertThat(dialable("+372 612 3456"), is("+3726123456"));
        assertThat(refusal("00372 5223 4567"), is(new Refusal(Code.NUMBER_BLOCKED, "+3725 (mobiles)")));
        assertThat(refusal("+372 5123 4567"), is(new Refusal(Code.NUMBER_NEEDS_PERMISSION, "MOBILES")));
        permissions.add("MOBILES");
        assertThat(dialable("+372 5123 4567"), is("+37251234567"));
        assertThat(refusal("0137 123456"), is(new Refusal(Code.NUMBER_BLOCKED, "0137")));
    }

    @Test
    void anEmergencyNumberIsDialledWhateverTheRulesSay() {
        texts.putAll(Map.of("defaultRegion", "EE", "outboundForbidden", ".*", "outboundMinimumDigits", "9", "outboundFormat", "E164"));
        permissions.clear();
        listed.add(new OutboundRules.Rule("1", false, Optional.empty(), ""));
        assertThat(dialable("112"), is("112"));
        assertThat(refusal("1121"), is(new Refusal(Code.NUMBER_INVALID, "1121")));
    }

    @Test
    void thePbxGetsTheFormatItWants() {
        texts.putAll(Map.of("defaultRegion", "DE", "outboundFormat", "E164"));
        assertThat(dialable("030 901820"), is("+4930901820"));
        assertThat("short numbers stay", dialable("1001"), is("1001"));
        texts.put("outboundFormat", "NATIONAL");
        assertThat(dialable("+49 30 901820"), is("030901820"));
        assertThat(dialable("+372 5123 4567"), is("0037251234567"));
        texts.put("outboundFormat", "DOUBLE_ZERO");
        assertThat(dialable("030 901820"), is("004930901820"));
    }

    @Test
    void recordingsGoToTheServersFolderUnlessSwitchedOff() {
        when(servers.recordings("PBX")).thenReturn(new RecordingFolder(folder));
        assertThat(rules.recordingFile("PBX", "ofbiz-1"), is(Optional.of(folder.resolve("ofbiz-1.wav").toString())));
        texts.put("recordOutCalls", "false");
        assertThat(rules.recordingFile("PBX", "ofbiz-1"), is(Optional.empty()));
    }

    private String dialable(String number) {
        return rules.check(USER, number).dialable().orElseThrow();
    }

    private Refusal refusal(String number) {
        return rules.check(USER, number).refusal().orElseThrow();
    }
}

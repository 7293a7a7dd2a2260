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
package org.apache.ofbiz.asterisk.crm.telephony;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.DialRules.Checked;
import org.apache.ofbiz.asterisk.acd.DialRules.Where;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfbizDialRulesTest {

    private static final Person USER = new Person("agent1001", "AGENT1", "Liis");

    private final Map<String, String> texts = new HashMap<>();
    private final Servers servers = mock(Servers.class);
    private final List<OutboundRules.Rule> listed = new ArrayList<>();
    private final Set<String> permissions = new HashSet<>(Set.of("_DIAL_INTL", "_DIAL_PREMIUM"));
    private final List<String> told = new ArrayList<>();
    private final DialReports reports = new DialReports() {
        @Override
        public void emergency(Person user, String number) {
            told.add("emergency " + user.userLoginId() + " " + number);
        }

        @Override
        public void refused(Person user, String number, String why) {
            told.add("refused " + user.userLoginId() + " " + number + " " + why);
        }

        @Override
        public void limitReached(Person user, String number, int limit) {
            told.add("limit " + user.userLoginId() + " " + number + " " + limit);
        }
    };
    private final TestPbx pbx = new TestPbx();
    private final OfbizDialRules rules = new OfbizDialRules(new Settings(texts::get), servers, new OutboundRules(
            prefixes -> listed.stream().filter(rule -> prefixes.contains(rule.prefix())).toList(), (user, permission) ->
            permissions.contains(permission)), new DialLimits(Clock.systemUTC()), reports);
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
        for (String number : new String[] {"", "12", "call me", "1001@evil", "123&456", "1234567890123456789012", "12+34"}) {
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
        assertThat("a digit too many", refusal("1121").code(), is(Code.NUMBER_NOT_ALLOWED));
        assertThat("for who thinks that a line needs a 0", dialable("0112"), is("112"));
        pbx.prefix = "9";
        for (String typed : List.of("112", "9112", "0112", "tel:112", "1-1-2", "(112)")) {
            assertThat("without the prefix: " + typed, dialable(typed), is("112"));
        }
        texts.put("callsPerHour", "1");
        for (int i = 0; i < 3; i++) {
            assertThat(rules.admit(USER, rules.check(USER, "112", pbx)), is(Optional.empty()));
        }
        assertThat(told, is(Collections.nCopies(3, "emergency agent1001 112")));
        texts.put("emergencyBehindPrefix", "true");
        assertThat("for a PBX that has no other way", dialable("112"), is("9112"));
        assertThat(dialable("9112"), is("9112"));
    }

    @Test
    void whatThePbxItselfHasNeedsNoPermission() {
        permissions.clear();
        texts.putAll(Map.of("defaultRegion", "DE", "internalNumbers", "7[0-9]{2}"));
        pbx.prefix = "0";
        for (String number : List.of("1001", "204", "5000", "701", "*97", "*99#", "**1001", "*80204")) {
            assertThat(number, rules.check(USER, number, pbx), is(Checked.dialable(number, Where.INSIDE)));
        }
        assertThat("the way that callers take", rules.check(USER, "4400", pbx), is(Checked.dialable("4400", Where.OUTSIDE)));
        assertThat("a phone that is named so does not make a foreign number a free one", refusal("+37251234567").code(),
                is(Code.INTERNATIONAL_NOT_PERMITTED));
        for (String number : List.of("1002", "8600", "702 1", "*72003725551234", "*21*0037251234567#", "#31#0037251234567", "**0049")) {
            assertThat(number, refusal(number).code(), is(Code.INTERNATIONAL_NOT_PERMITTED));
        }
    }

    @Test
    void theOutsidePrefixIsDialledOnceHoweverTheNumberIsTyped() {
        permissions.clear();
        texts.put("defaultRegion", "DE");
        pbx.prefix = "0";
        assertThat(rules.check(USER, "030 901820", pbx), is(Checked.dialable("0030901820", Where.OUTSIDE)));
        assertThat("typed with it", rules.check(USER, "0 030 901820", pbx), is(Checked.dialable("0030901820", Where.OUTSIDE)));
        assertThat(rules.check(USER, "+49 30 901820", pbx), is(Checked.dialable("0+4930901820", Where.OUTSIDE)));
        texts.put("outboundFormat", "NATIONAL");
        assertThat(rules.check(USER, "+49 30 901820", pbx), is(Checked.dialable("0030901820", Where.OUTSIDE)));
        assertThat(refusal("0 00372 5123 4567").code(), is(Code.INTERNATIONAL_NOT_PERMITTED));
        permissions.add("_DIAL_INTL");
        assertThat(rules.check(USER, "0 00372 5123 4567", pbx), is(Checked.dialable("00037251234567", Where.CHARGED)));
        assertThat(rules.check(USER, "00372 5123 4567", pbx), is(Checked.dialable("00037251234567", Where.CHARGED)));
    }

    @Test
    void shortCodesAreToldByWhatTheyCost() {
        permissions.clear();
        texts.put("defaultRegion", "DE");
        assertThat(rules.check(USER, "115", pbx), is(Checked.dialable("115", Where.OUTSIDE)));
        assertThat(rules.check(USER, "116117", pbx), is(Checked.dialable("116117", Where.OUTSIDE)));
        assertThat(refusal("11833").code(), is(Code.PREMIUM_NOT_PERMITTED));
        texts.put("defaultRegion", "EE");
        assertThat(refusal("1182").code(), is(Code.PREMIUM_NOT_PERMITTED));
    }

    @Test
    void aLongerOrShorterPremiumNumberIsOneStill() {
        texts.put("defaultRegion", "DE");
        permissions.remove("_DIAL_PREMIUM");
        for (String number : List.of("0900 5 123456", "0900 5 123456 789", "0900 5 1234", "+49 900 5123456 1", "0180 5 123456",
                "0049 900 5 123456")) {
            assertThat(number, refusal(number).code(), is(Code.PREMIUM_NOT_PERMITTED));
        }
        texts.put("defaultRegion", "GB");
        assertThat("a personal number", refusal("070 1234 5678").code(), is(Code.PREMIUM_NOT_PERMITTED));
        assertThat("a satellite", refusal("+881 6 1234 5678").code(), is(Code.PREMIUM_NOT_PERMITTED));
    }

    @Test
    void aCallingCodeThatCountriesShareIsNoReasonToCallThemFree() {
        permissions.clear();
        texts.put("defaultRegion", "US");
        assertThat(dialable("1 801 555 5555"), is("18015555555"));
        assertThat("toll-free numbers belong to all of them", dialable("800 555 1234"), is("8005551234"));
        for (String number : List.of("1 876 555 1234", "+1 809 555 1234", "473 405 1234")) {
            assertThat(number, refusal(number).code(), is(Code.INTERNATIONAL_NOT_PERMITTED));
        }
    }

    @Test
    void aBlockedCountryIsBlockedHoweverItIsSpelt() {
        listed.add(new OutboundRules.Rule("+372", false, Optional.empty(), ""));
        texts.put("defaultRegion", "US");
        for (String number : List.of("+372 5123 4567", "011 372 5123 4567", "00372 5123 4567", "9011 372 5123 4567", "0011 372 51234567",
                "372 5123 4567", "+372 5123 4567 999", "90011372 51234567")) {
            assertThat(number, refusal(number), is(new Refusal(Code.NUMBER_BLOCKED, "+372")));
        }
    }

    @Test
    void eachUserPlacesSoManyCallsAnHour() {
        texts.putAll(Map.of("callsPerHour", "3", "chargedCallsPerHour", "1", "defaultRegion", "DE"));
        Checked abroad = rules.check(USER, "+372 5123 4567", pbx);
        Checked athome = rules.check(USER, "030 901820", pbx);
        assertThat(rules.admit(USER, abroad), is(Optional.empty()));
        assertThat(rules.admit(USER, abroad), is(Optional.of(new Refusal(Code.CALL_LIMIT_REACHED, "1"))));
        assertThat(rules.admit(USER, athome), is(Optional.empty()));
        assertThat(rules.admit(USER, athome), is(Optional.empty()));
        assertThat(rules.admit(USER, athome), is(Optional.of(new Refusal(Code.CALL_LIMIT_REACHED, "3"))));
        assertThat("colleagues are called all day", rules.admit(USER, rules.check(USER, "1001", pbx)), is(Optional.empty()));
        assertThat("others have their own", rules.admit(new Person("agent1002", "AGENT2", "Mart"), abroad), is(Optional.empty()));
        assertThat(told, is(List.of("limit agent1001 +37251234567 1", "limit agent1001 030901820 3")));
    }

    @Test
    void whoWantsToCallWhatTheyMayNotIsWrittenDown() {
        texts.put("defaultRegion", "DE");
        permissions.clear();
        rules.refused(USER, "+372 5123 4567", refusal("+372 5123 4567"));
        rules.refused(USER, "12", refusal("12"));
        assertThat(told, is(List.of("refused agent1001 +372 5123 4567 INTERNATIONAL_NOT_PERMITTED")));
    }

    @Test
    void aPhoneThatIsANumberOfTheDialplanIsANumberToo() {
        texts.put("defaultRegion", "DE");
        permissions.clear();
        assertThat(rules.refusedPhone(USER, phone("Local", "0037251234567@from-internal"), pbx).map(Refusal::code),
                is(Optional.of(Code.INTERNATIONAL_NOT_PERMITTED)));
        assertThat(rules.refusedPhone(USER, phone("Local", "1001@from-internal"), pbx), is(Optional.empty()));
        assertThat(rules.refusedPhone(USER, phone("PJSIP", "37251234567"), pbx), is(Optional.empty()));
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
        when(servers.recordings("PBX")).thenReturn(new RecordingFolder(folder, new RecordingRoots(List.of(folder))));
        assertThat(rules.recordingFile("PBX", "ofbiz-1"), is(Optional.of(folder.resolve("ofbiz-1.wav").toString())));
        texts.put("recordOutCalls", "false");
        assertThat(rules.recordingFile("PBX", "ofbiz-1"), is(Optional.empty()));
    }

    private String dialable(String number) {
        return rules.check(USER, number, pbx).dialable().orElseThrow();
    }

    private Refusal refusal(String number) {
        return rules.check(USER, number, pbx).refusal().orElseThrow();
    }

    private static Peer phone(String technology, String name) {
        return new Peer("P-" + name, "PBX", technology, name, Peer.Type.EXTENSION, Optional.of(USER), Optional.empty(), Optional.empty(), true);
    }

    /** Phones 1001 and 204 (named b4k9q2xz), a queue 5000, and a service number 4400 that only callers reach. */
    private static final class TestPbx implements Numbering {
        private String prefix = "";

        @Override
        public Optional<Peer> peer(String technology, String peerName) {
            return Optional.empty();
        }

        @Override
        public boolean isExtension(String number) {
            return Set.of("1001", "204", "b4k9q2xz", "37251234567").contains(number);
        }

        @Override
        public boolean reachesGroup(String number) {
            return Set.of("5000", "4400").contains(number);
        }

        @Override
        public String outsidePrefix() {
            return prefix;
        }

        @Override
        public Optional<String> groupOfNumber(String context, String extension) {
            return "from-trunk".equals(context) && "4400".equals(extension) ? Optional.of("SUPPORT") : Optional.empty();
        }

        @Override
        public Optional<String> groupOfQueue(String queue) {
            return "5000".equals(queue) ? Optional.of("SUPPORT") : Optional.empty();
        }

        @Override
        public Optional<String> groupOfUserEvent(String userEvent, String extension) {
            return Optional.empty();
        }

        @Override
        public Contexts contexts() {
            return new Contexts("internal", "outbound", "claim", "waiting");
        }
    }
}

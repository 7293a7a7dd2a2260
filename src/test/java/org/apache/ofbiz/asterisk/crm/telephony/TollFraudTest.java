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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.mock;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.DialRules.Checked;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However a number is spelt that costs more than others: without permission nobody calls it, with it everybody does. */
@Tag("security")
class TollFraudTest {

    private static final Person USER = new Person("agent1001", "AGENT1", "Liis");
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final Set<String> ALL = Set.of("_DIAL_INTL", "_DIAL_PREMIUM");
    /** What people, programs and thieves put before a number of another country. */
    private static final List<String> EXITS = List.of("+", "00", "011", "0011", "9011", "900", "000", "9+", "0,00", "9w011", "++", "+00", "",
            "tel:+", "tel:%2B", "sip:+", "callto:+", "\uff0b", "\u2795", "#31#00", "*67011", "0 0 ", "(00)", "010", "8~10", "0014", "00,");
    private static final List<String> REGIONS = List.of("US", "DE", "GB", "EE", "BR", "AU", "JP", "IT", "AT", "FR");

    private static Checked check(String region, String typed, Set<String> permissions) {
        return check(region, "", typed, permissions);
    }

    private static Checked check(String region, String prefix, String typed, Set<String> permissions) {
        return rules(region, permissions, List.of()).check(USER, typed, prefix.isEmpty() ? Numbering.none() : prefixed(prefix));
    }

    private static OfbizDialRules rules(String region, Set<String> permissions, List<String> blocked) {
        List<OutboundRules.Rule> listed = blocked.stream().map(prefix -> new OutboundRules.Rule(prefix, false, Optional.empty(), "")).toList();
        BiPredicate<Person, String> may = (user, permission) -> permissions.contains(permission);
        OutboundRules rules = new OutboundRules(prefixes -> listed.stream().filter(rule -> prefixes.contains(rule.prefix())).toList(), may);
        return new OfbizDialRules(new Settings(Map.of("defaultRegion", region, "callsPerHour", "3")::get), mock(Servers.class), rules,
                new DialLimits(Clock.systemUTC()), DialReports.NONE);
    }

    private static Numbering prefixed(String prefix) {
        Numbering pbx = mock(Numbering.class);
        org.mockito.Mockito.when(pbx.outsidePrefix()).thenReturn(prefix);
        org.mockito.Mockito.when(pbx.contexts()).thenReturn(new Numbering.Contexts("", "", "", ""));
        return pbx;
    }

    private static final List<String> FOREIGN = List.of("+372 5123 4567", "011 372 5123 4567", "00372 5123 4567", "0011 372 51234567",
            "9011 372 51234567", "9 011 372 5123 4567", "900372 51234567", "000372 51234567", "372 5123 4567", "0 372 5123 4567",
            "++372 5123 4567", "+00372 5123 4567", "+372 (0) 5123 4567", "+372.5123.4567", "+372_5123_4567", "0,011,372 5123 4567",
            "9w011p37251234567", "\uff0b\uff13\uff17\uff12 5123 4567", "\u0663\u0667\u0662 5123 4567", "+3\u200b7\u200d2 5123 4567",
            "tel:+372-5123-4567", "tel:%2B37251234567", "tel:5123-4567;phone-context=+372", "sip:+37251234567@evil.example;user=phone",
            "\"Mari\" <+37251234567>", "+372 5123 4567 x123", "+372 5123 4567,,99#", "+372 5123 4567 89", "#31#01137251234567",
            "*67 011 372 5123 4567", "011 372 5123 4567;isup-oli=62", "+999 5123 4567", "1 011 372 5123 4567");

    @Test
    void aForeignNumberNeedsThePermissionHoweverItIsSpelt() {
        needsPermission(new Attacks("spellings of a foreign number"), FOREIGN, "US", "_DIAL_PREMIUM");
    }

    /** @param other a permission that is not the one which the numbers need */
    private static void needsPermission(Attacks attacks, List<String> spellings, String region, String other) {
        for (String typed : spellings) {
            attacks.attack(typed + " is placed without permission", check(region, typed, Set.of(other)).dialable().isEmpty());
            assertThat(typed, check(region, typed, ALL).refusal(), is(Optional.empty()));
        }
        attacks.held();
    }

    private static final List<String> PREMIUM = List.of("0900 5 123456", "+49 900 5 123456", "0049 900 5 123456", "0900-5-123456",
            "0900/5123456", "\uff10\uff19\uff10\uff10 5 123456", "tel:+49-900-5123456", "tel:9005123456;phone-context=+49",
            "sip:+499005123456@x;user=phone", "0900 5 123456 7", "0900 5 123456,,1", "0900 5 12345", "+49 (0)900 5 123456", "0180 5 123456",
            "0137 8 123456", "00499005123456", "0900 1 123456", "0900 3 123456", "900 5 123456", "49 900 5 123456", "(0900) 5 123456",
            "0900 5 123456 ext. 7", "0 900 5123456", "0\u200b9\u200b00 5123456", "0900.5.123456", "<+499005123456>", "++49 900 5123456",
            "callto:+499005123456");

    @Test
    void aPremiumNumberNeedsThePermissionHoweverItIsSpelt() {
        needsPermission(new Attacks("spellings of a premium number"), PREMIUM, "DE", "_DIAL_INTL");
    }

    /** Codes by which PBXs forward a phone, hide a number or take another line, and a number behind them. */
    private static final List<String> CODES = List.of("*72%s", "*72 %s", "*21*%s#", "**21*%s#", "*90%s", "#31#%s", "*5%s", "*140*%s", "**%s",
            "*72*%s", "*67%s", "*9%s", "*21*%s*20#", "*72\u200b%s", "\uff0a72%s", "*720%s");

    @Test
    void aCodeLeadsNowhereThatItsUserMayNotCall() {
        Attacks attacks = new Attacks("numbers behind codes of the PBX");
        for (String code : CODES) {
            for (String number : List.of("09005123456", "0049900 5123456", "0900 5 123456 77", "0180 5 123456", "11833", "+499005123456")) {
                String typed = String.format(code, number);
                attacks.attack(typed, check("DE", typed, Set.of("_DIAL_INTL")).dialable().isEmpty());
            }
            String abroad = String.format(code, "0037251234567");
            attacks.attack(abroad, check("DE", abroad, Set.of("_DIAL_PREMIUM")).dialable().isEmpty());
            for (String number : List.of("030901820", "004930901820", "03090182077")) {
                String typed = String.format(code, number);
                attacks.attack(typed + " is blocked", rules("DE", ALL, List.of("+4930")).check(USER, typed, Numbering.none()).dialable().isEmpty());
                assertThat(typed, check("DE", typed, ALL).refusal(), is(Optional.empty()));
            }
            attacks.attack(code + " is blocked as dialed", rules("DE", ALL, List.of("030")).check(USER, String.format(code, "030901820"),
                    Numbering.none()).dialable().isEmpty());
        }
        attacks.attack("digits too many behind a number that is blocked",
                rules("DE", ALL, List.of("+4930")).check(USER, "030 901820 123456789", Numbering.none()).dialable().isEmpty());
        OfbizDialRules limited = rules("DE", ALL, List.of());
        Checked forward = limited.check(USER, "*72030901820", Numbering.none());
        attacks.attack("forwards are as many as calls", IntStream.range(0, 4).filter(i -> limited.admit(USER, forward).isEmpty()).count() == 3);
        attacks.held();
    }

    @Test
    void aPhoneThatAnotherServerIsAskedForIsANumberOfThatServer() {
        Attacks attacks = new Attacks("phones behind a line");
        for (String technology : List.of("PJSIP", "SIP", "IAX2", "Local", "local")) {
            for (String name : List.of("09005123456@trunk", "+499005123456@trunk", "0037251234567@trunk", "*7209005123456@trunk",
                    "112@trunk", "0900_5123456@trunk")) {
                attacks.attack(technology + '/' + name, refused(technology, name));
            }
            attacks.attack(technology + " somebody at another server",
                    refused(technology, "liis@evil.example") != technology.equalsIgnoreCase("Local"));
            assertThat(technology, refused(technology, "030901820@trunk"), is(false));
        }
        assertThat("a phone that is called like a number", refused("PJSIP", "09005123456"), is(false));
        attacks.held();
    }

    private static boolean refused(String technology, String name) {
        return rules("DE", Set.of(), List.of()).refusedPhone(USER, new Peer("P", "PBX", technology, name, Peer.Type.EXTENSION, Optional.empty(),
                Optional.empty(), Optional.empty(), true), Numbering.none()).isPresent();
    }

    /** One of the numbers of another country, with one of the exits before it, and sometimes a digit too many, in other dress. */
    private record Spelling(String region, String e164, String typed) {
    }

    private static List<Spelling> generated(long seed, int count) {
        Random random = new Random(seed);
        List<String> countries = UTIL.getSupportedRegions().stream().sorted().toList();
        List<Spelling> spellings = new ArrayList<>();
        while (spellings.size() < count) {
            String region = REGIONS.get(random.nextInt(REGIONS.size()));
            PhoneNumber number = UTIL.getExampleNumberForType(countries.get(random.nextInt(countries.size())),
                    random.nextBoolean() ? PhoneNumberType.MOBILE : PhoneNumberType.PREMIUM_RATE);
            if (number != null && !UTIL.isValidNumberForRegion(number, region)) {
                String e164 = UTIL.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
                spellings.add(new Spelling(region, e164, EXITS.get(random.nextInt(EXITS.size())) + dressed(e164.substring(1), random)));
            }
        }
        return spellings;
    }

    private static String dressed(String digits, Random random) {
        List<String> between = List.of("", "", "", " ", "-", ".", "\u00a0", "\u200b", "/", "\u2011", "\u2212", ") (");
        StringBuilder text = new StringBuilder();
        boolean wide = random.nextInt(4) == 0;
        digits.chars().forEach(digit -> text.append(between.get(random.nextInt(between.size())))
                .append((char) (wide ? digit - '0' + '\uff10' : digit)));
        return text + (random.nextInt(5) == 0 ? String.valueOf(random.nextInt(10)) : random.nextInt(5) == 0 ? " ext 7" : "");
    }

    @Test
    void aThousandGeneratedSpellingsAreRefusedWithoutPermissionAndPlacedWithIt() {
        List<Spelling> spellings = generated(7, 1000);
        Attacks attacks = new Attacks("generated spellings");
        List<String> refused = new ArrayList<>();
        for (Spelling spelling : spellings) {
            attacks.attack("free: " + spelling, check(spelling.region(), spelling.typed(), Set.of()).dialable()
                    .filter(dialled -> !isHome(spelling, dialled)).isEmpty());
            check(spelling.region(), spelling.typed(), ALL).refusal().ifPresent(refusal -> refused.add(refusal + " " + spelling));
        }
        attacks.held();
        assertThat(spellings, hasSize(1000));
        assertThat(refused, empty());
    }

    /** Without + and without a prefix the same digits can be a number at home: then that is what is dialled, and the network knows no other. */
    private static boolean isHome(Spelling spelling, String dialled) {
        try {
            return !dialled.startsWith("+") && UTIL.isValidNumberForRegion(UTIL.parse(dialled, spelling.region()), spelling.region());
        } catch (com.google.i18n.phonenumbers.NumberParseException e) {
            return false;
        }
    }

    @Test
    void whatIsDialledIsWhatWasClassified() {
        for (Spelling spelling : generated(11, 300)) {
            for (String prefix : List.of("", "0", "9")) {
                String dialled = check(spelling.region(), prefix, spelling.typed(), ALL).dialable().orElseThrow();
                String digits = TelephoneNumbers.digits(dialled);
                assertThat(spelling + " " + dialled, dialled.startsWith(prefix) || dialled.startsWith("*") || dialled.startsWith("#"));
                assertThat(spelling + " " + dialled, dialled.matches("\\+?[0-9]+|[09]\\+[0-9]+|[*#][0-9*#]+"));
                assertThat("not a digit is lost of " + spelling, digits.contains(spelling.e164().substring(1)));
            }
        }
    }

    @Test
    void everyNumberInUseAtHomeIsPlacedWithoutPermission() {
        List<String> refused = UTIL.getSupportedRegions().stream().sorted().flatMap(region -> Stream.of(PhoneNumberType.FIXED_LINE,
                PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE).flatMap(type -> Stream.ofNullable(UTIL.getExampleNumberForType(region, type)))
                .filter(number -> java.util.Arrays.asList(java.util.Locale.getISOCountries()).contains(region))
                .flatMap(number -> Stream.of(PhoneNumberUtil.PhoneNumberFormat.NATIONAL, PhoneNumberUtil.PhoneNumberFormat.E164)
                        .map(format -> UTIL.format(number, format)))
                .filter(typed -> check(region, typed, Set.of()).refusal().isPresent()).map(typed -> region + " " + typed)).toList();
        assertThat(refused, empty());
    }

    @Test
    void anEmergencyNumberIsPlacedByEverybodyEverywhere() {
        for (String number : List.of("112", "0112", "9112")) {
            assertThat(number, check("DE", number, Set.of()).dialable(), is(Optional.of("112")));
        }
        assertThat(check("US", "9", "911", Set.of()).dialable().orElseThrow(), is("911"));
        assertThat(IntStream.of(999, 112).filter(number -> check("GB", "" + number, Set.of()).refusal().isPresent()).count(), is(0L));
    }
}

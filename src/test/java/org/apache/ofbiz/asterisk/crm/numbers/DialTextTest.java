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
package org.apache.ofbiz.asterisk.crm.numbers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DialTextTest {

    @Test
    void aNumberIsReadInEveryFormThatPeopleUse() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("+372 555 1234", "+3725551234");
        forms.put("  00372-555.12/34 ", "003725551234");
        forms.put("(555) 1234", "5551234");
        forms.put("+372 (0) 555 1234", "+3725551234");
        forms.put("Tel.: +372 555 1234", "+3725551234");
        forms.put("T\u00e9l\u00e9phone : 01 23 45 67 89", "0123456789");
        forms.put("\u202a+372\u00a0555\u202f1234\u202c", "+3725551234"); // as address books copy it
        forms.put("\uff0b\uff13\uff17\uff12 555 1234", "+3725551234");
        forms.put("\u0663\u0667\u0662 \u0665\u0665\u0665", "372555");
        forms.put("555\u20101234 \u00b7 5", "55512345");
        forms.put("+1 801-555-5555 ext. 12", "+18015555555");
        forms.put("+1 801-555-5555x12", "+18015555555");
        forms.put("1001", "1001");
        forms.put("*97", "*97");
        forms.put("*99#", "*99#");
        forms.put("+372 555 1234,,123#", "+3725551234");
        forms.put("0,00372 555 1234", "0003725551234");
        forms.put("9w011p372 555 1234", "90113725551234");
        forms.put("1001,2", "1001");
        forms.put("++372 555 1234", "+3725551234");
        forms.put("9+372 555 1234", "+3725551234");
        forms.put("+39 (0)6 6982 1234", "+390669821234");
        forms.put("3\u20e37\u20e32\u20e3 555", "372555"); // keycaps
        forms.put("+372\u2212555_12~34", "+3725551234");
        forms.put("\"Mari\" <+372 555 1234>", "+3725551234");
        forms.put("+3725551234;isup-oli=62", "+3725551234");
        forms.forEach((typed, number) -> assertThat(typed, DialText.number(typed), is(number)));
    }

    @Test
    void aLinkIsReadAsTheStandardSays() {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("tel:+372-555-1234", "+3725551234");
        links.put("TEL:+372.555.(12)34", "+3725551234");
        links.put("tel:%2B372%20555%201234", "+3725551234");
        links.put("tel://5551234", "5551234");
        links.put("tel:+1-801-555-5555;ext=12;isub=3", "+18015555555");
        links.put("tel:5551234;phone-context=+372", "+3725551234");
        links.put("tel:7042;phone-context=example.com", "7042");
        links.put("sip:+372555%31234@10.0.0.5;user=phone", "+3725551234");
        links.put("<sips:5551234;npdi;rn=+37255@pbx.example.com:5061;user=phone>", "5551234");
        links.put("callto:+3725551234", "+3725551234");
        links.put("sip:1001@example.com", "1001@examplecom");
        links.put("tel:", "");
        links.put("tel:100%", "100%");
        links.forEach((link, number) -> assertThat(link, DialText.number(link), is(number)));
    }

    @Test
    void whatIsNoNumberStaysWhatItIs() {
        for (String text : List.of("call me", "1001@evil", "123&456", "12+34", "99*1", "555123e4", "Anna: Kask", "javascript:alert(1)")) {
            assertThat(text, DialText.isNumber(text), is(false));
        }
    }

    @Test
    void aWordAtTheEndIsReadByTheKeysOfAPhone() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("1-800-FLOWERS", "18003569377");
        words.put("1 800 go-fedex", "18004633339");
        words.put("+1 (888) \uff30wned", "+188879633"); // a letter of full width
        words.put("0800 CALL", "08002255");
        words.forEach((typed, number) -> {
            assertThat(typed, DialText.ofLetters(typed), is(Optional.of(number)));
            assertThat(typed + " is dialed as it is", DialText.isNumber(typed), is(false));
        });
        for (String other : List.of("FLOWERS", "24 Carat", "360 Degrees", "555123e4", "1800", "1-800-FL", "Anna 1800", "1800\u00c4PFEL",
                "1-800-" + "A".repeat(50), "")) {
            assertThat(other, DialText.ofLetters(other), is(Optional.empty()));
        }
    }

    @Test
    void aCallerLosesWhatSipPutsAroundTheNumber() {
        Map<String, String> callers = new LinkedHashMap<>();
        callers.put("3725551234;isup-oli=62", "3725551234");
        callers.put("+3725551234;npdi;cic=0123", "+3725551234");
        callers.put("5551234;phone-context=+372", "+3725551234");
        callers.put("5551234;phone-context=example.com", "5551234");
        callers.put("<sip:+3725551234@10.0.0.5;user=phone>", "+3725551234");
        callers.put("+3725551234;ext=12", "+3725551234;ext=12");
        callers.put("3725551234", "3725551234");
        for (String nobody : List.of("555123e4", "b4k9q2xz", "sip:555123e4@example.com", "anonymous", "", "Mari <1>x")) {
            callers.put(nobody, nobody);
        }
        callers.forEach((shown, number) -> assertThat(shown, DialText.caller(shown), is(number)));
    }

    @Test
    void aTextWithoutEndIsNoNumber() {
        for (String text : List.of("1".repeat(100_000), " ".repeat(100_000), "\ufdfa".repeat(100), "+" + "(0)".repeat(50_000), "x".repeat(100_000))) {
            assertThat(DialText.isNumber(text), is(false));
            assertThat(DialText.caller(text), is(text));
        }
    }

    @Test
    void aNumberThatIsDialedAndOneThatCallsAreTheSame() {
        TelephoneNumbers numbers = new TelephoneNumbers("EE");
        for (String form : List.of("+3725551234", "+372/555/1234", "+372 (555) 1234", "+372 555-1234", "00372 555 1234", "555/1234", "(555) 1234",
                "tel:+372-555-1234", "+372 555 1234 ext. 12", "+3725551234x12", "+372 [555] 1234")) {
            assertThat(form + ", dialed", numbers.keyOf(DialText.number(form)), is(Optional.of("+3725551234")));
            assertThat(form + ", calls", numbers.keyOf(form), is(Optional.of("+3725551234")));
        }
    }

    @Test
    void aNameIsTakenApartWithoutCaseAndAccents() {
        assertThat(NameWords.of("Jos\u00e9 M\u00fcller-L\u00fcdenscheid"), is(Set.of("JOSE", "MULLER", "LUDENSCHEID")));
        assertThat(NameWords.of("O\u00dc Tartu  \"Bakery\" 24/7"), is(Set.of("OU", "TARTU", "BAKERY", "24", "7")));
        assertThat(NameWords.of("\u0410\u043d\u043d\u0430 Gro\u00df"), is(Set.of("\u0410\u041d\u041d\u0410", "GROSS")));
        assertThat(NameWords.of(" -- "), is(Set.of()));
        assertThat(NameWords.begin(NameWords.of("kas an"), NameWords.of("Anna Kask")), is(true));
        assertThat(NameWords.begin(NameWords.of("ask"), NameWords.of("Anna Kask")), is(false));
    }
}

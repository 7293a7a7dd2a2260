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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        links.put("tel:", "");
        links.put("tel:100%", "100%");
        links.forEach((link, number) -> assertThat(link, DialText.number(link), is(number)));
    }

    @Test
    void whatIsNoNumberStaysWhatItIs() {
        for (String text : List.of("call me", "1001@evil", "123&456", "12+34", "*99#", "Anna: Kask", "javascript:alert(1)")) {
            assertThat(text, DialText.isNumber(text), is(false));
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

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

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKey.Kind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What stored numbers of many countries are found by. */
class NumberKeyTest {

    private static final String NONE = null;

    /** How a TelecomNumber is written in an OFBiz of that region, and its key. */
    private record Stored(String what, String region, String country, String area, String number, NumberKey key) {
    }

    private static Stored valid(String what, String region, String country, String area, String number, String key, String national, String code) {
        return new Stored(what, region, country, area, number, new NumberKey(key, national, code, Kind.VALID, ""));
    }

    private static Stored odd(String what, String region, String country, String number, String key, String national, Kind kind) {
        return new Stored(what, region, country, NONE, number, new NumberKey(key, national, "", kind, ""));
    }

    private static Stream<Stored> table() {
        return Stream.of(
                valid("an area code of its own", "US", "1", "801", "555-5555", "+18015555555", "8015555555", "1"),
                valid("the region's country is not written", "US", NONE, "801", "555-5555", "+18015555555", "8015555555", "1"),
                valid("letters", "US", NONE, "800", "FLOWERS", "+18003569377", "8003569377", "1"),
                valid("zeros before the country", "DE", "0049", "030", "901820", "+4930901820", "30901820", "49"),
                valid("a national prefix", "DE", NONE, NONE, "030 / 90 18 20", "+4930901820", "30901820", "49"),
                valid("(0) behind the country", "DE", NONE, NONE, "+49 (0)30 901820", "+4930901820", "30901820", "49"),
                valid("an international prefix", "DE", NONE, NONE, "00372 5123 4567", "+37251234567", "51234567", "372"),
                valid("Italy keeps its zero", "IT", "39", "06", "6982 1234", "+390669821234", "669821234", "39"),
                valid("an Italian mobile has none", "IT", NONE, NONE, "312 345 6789", "+393123456789", "3123456789", "39"),
                valid("an Argentinian mobile, as dialled at home", "AR", NONE, NONE, "011 15-2345-6789", "+5491123456789", "91123456789", "54"),
                valid("an Argentinian mobile, from abroad", "US", "54", NONE, "9 11 2345 6789", "+5491123456789", "91123456789", "54"),
                valid("Mexico", "MX", NONE, NONE, "55 1234 5678", "+525512345678", "5512345678", "52"),
                valid("Russia and its 8", "RU", NONE, NONE, "8 (495) 123-45-67", "+74951234567", "4951234567", "7"),
                valid("Kazakhstan shares the 7", "KZ", NONE, NONE, "8 727 250 0000", "+77272500000", "7272500000", "7"),
                valid("Britain", "GB", NONE, NONE, "(020) 7031 3000", "+442070313000", "2070313000", "44"),
                valid("Côte d'Ivoire keeps its zero", "CI", NONE, NONE, "01 23 45 67 89", "+2250123456789", "123456789", "225"),
                valid("Hungary and its 06", "HU", NONE, NONE, "06 1 234 5678", "+3612345678", "12345678", "36"),
                valid("Brazil", "BR", NONE, "11", "96123-4567", "+5511961234567", "11961234567", "55"),
                valid("Japan", "JP", NONE, NONE, "03-1234-5678", "+81312345678", "312345678", "81"),
                valid("Estonia has no prefix", "EE", "372", NONE, "5123 4567", "+37251234567", "51234567", "372"),
                valid("Arabic digits", "EG", NONE, NONE, "٠٢ ٢٣٤٥٦٧٨٩", "+20223456789", "223456789", "20"),
                new Stored("a number of no plan, whose country is written", "DE", NONE, NONE, "00372 555 1234",
                        new NumberKey("+3725551234", "5551234", "372", Kind.INVALID, "")),
                odd("an extension", "EE", NONE, "1001", "1001", "1001", Kind.SHORT),
                odd("an emergency number", "EE", "372", "112", "112", "112", Kind.SHORT),
                odd("a service code", "EE", NONE, "*99#", "99", "99", Kind.SHORT),
                odd("no area code", "US", NONE, "555-0100", "5550100", "5550100", Kind.INVALID),
                odd("one digit too many", "EE", NONE, "555 12345 6789 0", "555123456789" + "0", "5551234567890", Kind.INVALID),
                odd("no number at all", "EE", NONE, "ask the doorman", "", "", Kind.SHORT),
                odd("nothing", "EE", NONE, NONE, "", "", Kind.SHORT),
                odd("of another country, which is not written", "US", NONE, "0301 234567", "+10301234567", "301234567", Kind.INVALID),
                new Stored("an extension behind it", "US", "1", "801", "555-5555 ext. 12",
                        new NumberKey("+18015555555", "8015555555", "1", Kind.VALID, "12")),
                new Stored("an extension after an x", "EE", NONE, NONE, "+372 5123 4567 x7",
                        new NumberKey("+37251234567", "51234567", "372", Kind.VALID, "7")));
    }

    @TestFactory
    Stream<DynamicTest> storedNumbersHaveOneKeyHoweverTheyAreWritten() {
        return table().map(row -> DynamicTest.dynamicTest(row.what(), () ->
                assertThat(new TelephoneNumbers(row.region()).key(row.country(), row.area(), row.number()), is(row.key()))));
    }

    @Test
    void theDigitsOfEachKeyFollowFromIt() {
        List<String> uncertain = List.of("8 312 100 20 30", "8 999 12", "1 301 23 456 78", "06 99 12 34", "0 11 15 2345 678", "812 345 67");
        for (String region : List.of("RU", "US", "HU", "AR", "DE", "IT", "EE")) {
            Stream.concat(uncertain.stream(), table().map(row -> row.number() == null ? "" : row.number())).forEach(number -> {
                NumberKey key = new TelephoneNumbers(region).key(NONE, NONE, number);
                assertThat(region + " " + number, key.national(), is(TelephoneNumbers.nationalOf(key.key())));
            });
        }
    }

    @Test
    void whatACallerShowsIsReadAsThePbxSendsIt() {
        TelephoneNumbers estonian = new TelephoneNumbers("EE");
        assertThat(estonian.keyOf("+3725551234"), is(Optional.of("+3725551234")));
        assertThat(estonian.keyOf("003725551234"), is(Optional.of("+3725551234")));
        assertThat(estonian.keyOf("5551234"), is(Optional.of("+3725551234")));
        assertThat(estonian.keyOf("1001"), is(Optional.of("1001")));
        assertThat(estonian.keyOf("anonymous"), is(Optional.empty()));
        assertThat(estonian.extensionOf("+372 555 1234 ext 9"), is("9"));
        assertThat(estonian.digitsOf("+372 555 1234 ext 9"), is("3725551234"));
    }

    @Test
    void aTextWithoutEndIsCutToWhatAColumnTakes() {
        NumberKey key = new TelephoneNumbers("EE").key("1".repeat(300), "2".repeat(300), "3".repeat(300));
        assertThat(key.key().length(), is(60));
        assertThat(key.fields().get("reversedDigits").toString().length(), is(60));
    }
}

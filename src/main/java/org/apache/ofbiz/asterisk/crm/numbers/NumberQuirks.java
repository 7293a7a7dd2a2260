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

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Other forms in which the same subscriber's number is written or shown: digits that a country added to its numbers or dropped from them,
 * that are dialed from abroad only, or that mean the switchboard; calling codes that lead to the same phone. A number that is found so
 * is a guess. Immutable, thread-safe.
 */
final class NumberQuirks {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    /** Vietnam, 2018: mobile numbers lost a digit. */
    private static final Map<String, String> VIETNAM = Map.ofEntries(Map.entry("120", "70"), Map.entry("121", "79"), Map.entry("122", "77"),
            Map.entry("126", "76"), Map.entry("128", "78"), Map.entry("123", "83"), Map.entry("124", "84"), Map.entry("125", "85"),
            Map.entry("127", "81"), Map.entry("129", "82"), Map.entry("162", "32"), Map.entry("163", "33"), Map.entry("164", "34"),
            Map.entry("165", "35"), Map.entry("166", "36"), Map.entry("167", "37"), Map.entry("168", "38"), Map.entry("169", "39"),
            Map.entry("186", "56"), Map.entry("188", "58"), Map.entry("199", "59"));
    /** Egypt, 2011: mobile numbers gained one. */
    private static final Map<String, String> EGYPT = Map.of("10", "100", "16", "106", "19", "109", "11", "111", "14", "114", "12", "122",
            "17", "127", "18", "128");
    /** Beginnings of numbers that are reached behind two calling codes: a former or neighbouring one, and their own. */
    private static final List<Shared> SHARED = List.of(
            new Shared(33, 262, List.of("262", "263", "269", "639", "692", "693")), new Shared(33, 590, List.of("590", "690", "691")),
            new Shared(33, 594, List.of("594", "694")), new Shared(33, 596, List.of("596", "696", "697")),
            new Shared(972, 970, List.of("56", "59")), new Shared(377, 383, List.of("44", "45")), new Shared(386, 383, List.of("43", "49")),
            new Shared(381, 383, List.of("28", "29", "38", "39")));
    /** Digits of an extension behind the number of a switchboard, at most. */
    private static final int EXTENSION_DIGITS = 4;
    private static final int SHORTEST_SWITCHBOARD = 5;

    private final Function<String, Optional<PhoneNumber>> parse;

    private record Shared(int one, int other, List<String> beginnings) {
    }

    /**
     * Keys of other forms.
     *
     * @param e164         with + and calling code
     * @param switchboards with +, of main numbers that end with a 0 of their own, where that is written apart from the rest
     */
    record Forms(Set<String> e164, Set<String> switchboards) {
        boolean isEmpty() {
            return e164.isEmpty() && switchboards.isEmpty();
        }
    }

    /** @param parse reads a number; empty for what is none */
    NumberQuirks(Function<String, Optional<PhoneNumber>> parse) {
        this.parse = parse;
    }

    /** Other forms of a number as a PBX shows it, with + or without; none of what can be no number. */
    Forms of(String number) {
        Set<String> forms = new LinkedHashSet<>();
        Set<String> switchboards = new LinkedHashSet<>();
        Stream<String> texts = number.startsWith("+") ? Stream.of(number) : Stream.of(number, "+" + number);
        texts.flatMap(text -> parse.apply(text).stream()).forEach(parsed -> {
            boolean inUse = UTIL.isValidNumber(parsed);
            String national = UTIL.getNationalSignificantNumber(parsed);
            int country = parsed.getCountryCode();
            Stream.concat(known(country, national), shared(country, national))
                    .filter(form -> inUse || isInUse(form)).forEach(forms::add);
            if (inUse) {
                former(country, national).filter(form -> !isInUse(form)).forEach(forms::add);
                switchboards(country, national).forEach(switchboards::add);
            }
            forms.remove(e164(country, national));
        });
        return new Forms(forms, switchboards);
    }

    private static Stream<String> known(int country, String national) {
        int length = national.length();
        Stream<String> forms = switch (country) {
        case 55 -> length == 11 && national.charAt(2) == '9' ? Stream.of(national.substring(0, 2) + national.substring(3))
                : length == 10 && national.charAt(2) >= '6' ? Stream.of(national.substring(0, 2) + '9' + national.substring(2)) : Stream.of();
        case 52 -> length == 10 ? Stream.of('1' + national)
                : length == 11 && national.startsWith("1") ? Stream.of(national.substring(1)) : Stream.of();
        case 54 -> length == 11 && national.startsWith("9") ? Stream.of(national.substring(1))
                : length == 10 ? Stream.of('9' + national) : Stream.of();
        case 49, 43 -> national.endsWith("0") ? Stream.of(national.substring(0, length - 1), national + '0') : Stream.of(national + '0');
        case 84 -> replaced(national, VIETNAM);
        case 20 -> replaced(national, EGYPT);
        case 225 -> length == 8 ? Stream.of("01", "05", "07", "21", "25", "27").map(start -> start + national)
                : length == 10 ? Stream.of(national.substring(2)) : Stream.of();
        case 229 -> length == 8 ? Stream.of("01" + national)
                : length == 10 && national.startsWith("01") ? Stream.of(national.substring(2)) : Stream.of();
        case 57 -> length == 8 ? Stream.of("60" + national) : Stream.of();
        case 237, 506, 56, 222 -> length == 7 || length == 8 ? IntStream.rangeClosed(2, 9).mapToObj(digit -> digit + national) : Stream.of();
        default -> Stream.of();
        };
        Stream<String> zero = Stream.of(national.startsWith("0") ? national.substring(1) : '0' + national);
        return Stream.concat(forms, zero).map(form -> e164(country, form));
    }

    private static Stream<String> replaced(String national, Map<String, String> beginnings) {
        return beginnings.entrySet().stream().flatMap(entry -> Stream.concat(
                replaced(national, entry.getKey(), entry.getValue()), replaced(national, entry.getValue(), entry.getKey())));
    }

    private static Stream<String> replaced(String national, String beginning, String by) {
        return national.startsWith(beginning) ? Stream.of(by + national.substring(beginning.length())) : Stream.of();
    }

    private static Stream<String> shared(int country, String national) {
        return SHARED.stream().filter(shared -> shared.beginnings().stream().anyMatch(national::startsWith)).flatMap(shared ->
                shared.one() == country ? Stream.of(e164(shared.other(), national))
                        : shared.other() == country ? Stream.of(e164(shared.one(), national)) : Stream.of());
    }

    /** Without the digits that a new numbering plan put before all numbers. One that is in use is somebody else's. */
    private static Stream<String> former(int country, String national) {
        return IntStream.rangeClosed(1, 2).filter(added -> national.length() - added >= SHORTEST_SWITCHBOARD)
                .mapToObj(added -> e164(country, national.substring(added)));
    }

    /** Germany and Austria: extensions stand directly behind the number, a 0 there calls the switchboard. */
    private static Stream<String> switchboards(int country, String national) {
        return country != 49 && country != 43 ? Stream.of() : IntStream.rangeClosed(1, EXTENSION_DIGITS)
                .filter(extension -> national.length() - extension >= SHORTEST_SWITCHBOARD)
                .mapToObj(extension -> e164(country, national.substring(0, national.length() - extension) + '0'));
    }

    private boolean isInUse(String e164) {
        return parse.apply(e164).filter(UTIL::isValidNumber).isPresent();
    }

    private static String e164(int country, String national) {
        return "+" + country + national;
    }
}

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
package org.apache.ofbiz.asterisk.crm.callers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.NameWords;
import org.apache.ofbiz.asterisk.crm.numbers.NumberKey;
import org.apache.ofbiz.asterisk.crm.numbers.PartyConditions;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Numbers of parties by a part of the number or of the name, while somebody types it. A number is found by its beginning, with or without
 * the country's code, or by its end; a name by the beginnings of its words. Both are read from indexes, and no more rows than are wanted.
 * Thread-safe.
 */
public final class NumberSearch {

    /** With fewer digits a number says nothing yet. */
    private static final int LEAST_DIGITS = 3;
    private static final int LEAST_LETTERS = 2;
    private static final int MOST_OF_PARTY = 20;
    /** Longer than any number, so that "9" so often comes after all that begin so. */
    private static final String LAST = "9".repeat(15);

    private final Rows rows;
    private final UserDirectory userDirectory;
    private final NameWords names;
    private final Settings settings;

    public NumberSearch(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.names = new NameWords(delegator);
        this.settings = settings;
    }

    /**
     * A number of a party.
     *
     * @param number  as it can be dialed
     * @param display for people to read
     */
    public record Choice(String partyId, String name, String contactMechId, String number, String display) {
    }

    /** Whether the text is meant as a number and not as a name, as far as can be seen. */
    public static boolean isNumber(String text) {
        return text.chars().noneMatch(Character::isLetter) && !TelephoneNumbers.digits(DialText.number(text)).isEmpty() || DialText.isNumber(text);
    }

    /** The words that a name is looked for by. */
    public static Set<String> words(String text) {
        return NameWords.of(text);
    }

    /** Whether each word of the text begins a word of the name. */
    public static boolean matches(Set<String> words, String name) {
        return NameWords.begin(words, NameWords.of(name));
    }

    /** Only the digits of what would be dialed. */
    public static String digits(String text) {
        return TelephoneNumbers.digits(DialText.number(text));
    }

    /** By name, the numbers of current contacts of parties that are not disabled. @param most numbers, at most */
    public List<Choice> find(String text, int most) {
        TelephoneNumbers reader = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        if (isNumber(text)) {
            String number = DialText.number(text);
            return digits(text).length() < LEAST_DIGITS ? List.of() : choices(byNumber(number, most, reader), most, reader);
        }
        Set<String> words = words(text);
        return words.stream().mapToInt(String::length).max().orElse(0) < LEAST_LETTERS ? List.of() : choices(byName(words, most), most, reader);
    }

    /** The current numbers of one party, twenty at most. */
    public List<Choice> of(String partyId) {
        return choices(numbersOf(List.of(partyId), MOST_OF_PARTY), MOST_OF_PARTY, new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION)));
    }

    private List<GenericValue> byNumber(String number, int most, TelephoneNumbers reader) {
        Map<List<Object>, GenericValue> found = new LinkedHashMap<>();
        for (EntityCondition range : ranges(number, reader)) {
            if (found.size() < most) {
                Rows.list(rows.from("AsteriskPartyAndNumberKey").where(range, PartyConditions.NOT_DISABLED).filterByDate().maxRows(most))
                        .forEach(row -> found.putIfAbsent(List.of(row.get("partyId"), row.get("contactMechId")), row));
            }
        }
        return List.copyOf(found.values());
    }

    /** What begins so, in the region or with the country's code; then what ends so. */
    private static List<EntityCondition> ranges(String number, TelephoneNumbers reader) {
        String digits = TelephoneNumbers.digits(number);
        Set<String> beginnings = new LinkedHashSet<>();
        if (number.startsWith("+")) {
            beginnings.add("+" + digits);
        } else if (digits.startsWith("00")) {
            beginnings.add("+" + TelephoneNumbers.withoutZeros(digits));
        } else {
            beginnings.addAll(List.of("+" + reader.regionsCode() + TelephoneNumbers.withoutZeros(digits), "+" + digits, digits));
        }
        List<EntityCondition> ranges = beginnings.stream().map(beginning -> between("numberKey", beginning))
                .collect(Collectors.toCollection(ArrayList::new));
        ranges.add(between("reversedDigits", NumberKey.reversed(TelephoneNumbers.withoutZeros(digits))));
        return ranges;
    }

    private static EntityCondition between(String field, String beginning) {
        return EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition(field, EntityOperator.GREATER_THAN_EQUAL_TO, beginning),
                EntityCondition.makeCondition(field, EntityOperator.LESS_THAN_EQUAL_TO, beginning + LAST)));
    }

    private List<GenericValue> byName(Set<String> words, int most) {
        List<String> parties = names.find(words, most);
        return parties.isEmpty() ? List.of() : numbersOf(parties, most * 2);
    }

    private List<GenericValue> numbersOf(List<String> parties, int most) {
        return Rows.list(rows.from("PartyAndTelecomNumber").where(EntityCondition.makeCondition("partyId", EntityOperator.IN, parties))
                .filterByDate().maxRows(most));
    }

    private List<Choice> choices(List<GenericValue> numbers, int most, TelephoneNumbers reader) {
        Map<String, String> called = userDirectory.names(numbers.stream().map(row -> row.getString("partyId")).collect(Collectors.toSet()));
        return numbers.stream().map(row -> choice(row, called, reader)).filter(choice -> !choice.number().isEmpty()).distinct()
                .sorted(Comparator.comparing(Choice::name).thenComparing(Choice::number)).limit(most).toList();
    }

    private static Choice choice(GenericValue row, Map<String, String> names, TelephoneNumbers reader) {
        String partyId = row.getString("partyId");
        String number = OfbizCallerDirectory.dialable(row, reader);
        return new Choice(partyId, names.getOrDefault(partyId, partyId), row.getString("contactMechId"), number, reader.display(number));
    }
}

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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.party.party.PartyHelper;

/**
 * Owners of a number by the index (entity AsteriskNumberKey): the whole number first; only when nobody has that, the last digits.
 * Two numbers whose countries are certain, and differ, are never taken for one another. Thread-safe.
 */
public final class NumberLookup {

    /** More are no help to anyone who must choose. */
    static final int MOST_MATCHES = 50;
    /** Digits of a number with country code, at most (E.164). */
    private static final int LONGEST = 15;
    private static final String DIGITS_FIELD = "reversedDigits";
    private static final String KEY_FIELD = "numberKey";
    private static final String COUNTRY_FIELD = "certainCountry";
    private static final EntityCondition UNCERTAIN = EntityCondition.makeCondition(COUNTRY_FIELD, null);
    private static final Duration COMPLETE_FOR = Duration.ofSeconds(10);
    private static final String DISABLED = "PARTY_DISABLED";

    private final Rows rows;
    private final Settings settings;
    private final AtomicReference<Optional<Complete>> complete = new AtomicReference<>(Optional.empty());

    public NumberLookup(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /** When the index of this region was last seen complete. */
    private record Complete(String region, long atNanos) {
    }

    /**
     * What was found.
     *
     * @param key    the key they share; the likeliest reading, or empty, where nobody was found
     * @param owners rows with the fields of PartyAndTelecomNumber: current contacts of parties that are not disabled
     */
    public record Found(MatchedOn matchedOn, String key, List<GenericValue> owners) {

        /** Whether the key is this one, under which a correction would be kept, and there is none. */
        public boolean isUncorrected(String likeliest) {
            return key.equals(likeliest) && owners.stream().allMatch(row -> row.getModelEntity().isField("correctedPartyId")
                    && key.equals(row.getString(KEY_FIELD)) && row.get("correctedPartyId") == null);
        }
    }

    /** What the party of a row is called; empty where the row does not say it. */
    public static String nameOf(GenericValue owner) {
        return owner.getModelEntity().isField("firstName") ? PartyHelper.formatPartyNameObject(owner, false) : "";
    }

    /**
     * What one query says of a number.
     *
     * @param exact       who has the whole number; nobody, where nobody has
     * @param otherForm   who has it in a form that its country had before, or that is written or dialed elsewhere
     * @param lastDigits  who has the end of it, without a certain country; empty, where the number is in use nowhere
     */
    public record Whole(Found exact, List<GenericValue> otherForm, Optional<List<GenericValue>> lastDigits) {
    }

    /**
     * What is looked for.
     *
     * @param keys      of the number, the likeliest first
     * @param nationals its digits without country
     * @param ends      of these, last digit first
     * @param all       keys of the number and of its other forms
     * @param digits    of all these keys, last digit first, and the ends
     */
    private record Wanted(String number, Set<String> keys, OtherForms forms, Set<String> nationals, Set<String> ends, Set<String> all,
            Set<String> digits) {

        /** Without digits there is no index but that of the keys. */
        boolean byKeysOnly() {
            return digits.contains("");
        }

        /** Whether the row would be found if this were the only number. */
        boolean fits(GenericValue row) {
            boolean whole = all.contains(row.getString(KEY_FIELD));
            return byKeysOnly() ? whole : digits.contains(row.getString(DIGITS_FIELD)) && (whole || row.get(COUNTRY_FIELD) == null);
        }
    }

    /**
     * Those who have each whole number, in any of its forms, or its last digits: with one query for as many numbers as fit into its lists.
     *
     * @param keysOf the keys of each number
     * @throws Rows.RowsUnavailableException when the database does not answer
     */
    public Map<String, Whole> whole(Map<String, Set<String>> keysOf, TelephoneNumbers reader) {
        Map<String, Whole> found = new HashMap<>();
        Deque<Wanted> left = new ArrayDeque<>();
        keysOf.forEach((number, keys) -> left.add(wanted(number, keys, reader)));
        while (!left.isEmpty()) {
            List<Wanted> together = fitting(left);
            int most = MOST_MATCHES * together.size();
            List<GenericValue> all = owners(having(together), most);
            boolean complete = together.size() == 1 || all.size() < most;
            together.forEach(one -> found.put(one.number(), whole(one, !complete ? owners(having(List.of(one)), MOST_MATCHES)
                    : together.size() == 1 ? all : all.stream().filter(one::fits).toList(), reader)));
        }
        return found;
    }

    private Wanted wanted(String number, Set<String> keys, TelephoneNumbers reader) {
        OtherForms forms = OtherForms.of(reader.otherForms(number));
        Set<String> all = new LinkedHashSet<>(keys);
        all.addAll(forms.keys());
        Set<String> nationals = reader.nationalDigits(keys);
        Set<String> ends = ends(nationals);
        Set<String> digits = new LinkedHashSet<>(ends);
        all.forEach(key -> digits.add(NumberKey.reversed(TelephoneNumbers.nationalOf(key))));
        return new Wanted(number, keys, forms, nationals, ends, all, digits);
    }

    /** The first, and those behind it for which the lists have places. */
    private static List<Wanted> fitting(Deque<Wanted> left) {
        List<Wanted> together = new ArrayList<>(List.of(left.remove()));
        Set<String> values = new HashSet<>(together.get(0).all());
        Set<String> digits = new HashSet<>(together.get(0).digits());
        while (!left.isEmpty() && !together.get(0).byKeysOnly() && !left.element().byKeysOnly()) {
            values.addAll(left.element().all());
            digits.addAll(left.element().digits());
            if (Math.max(values.size(), digits.size()) > Rows.LONGEST_LIST) {
                break;
            }
            together.add(left.remove());
        }
        return together;
    }

    private Whole whole(Wanted wanted, List<GenericValue> rows, TelephoneNumbers reader) {
        List<GenericValue> all = rows;
        if (all.size() >= MOST_MATCHES) { // many who have another form, or an end, must not displace those who have the number itself
            List<GenericValue> exact = owners(Rows.in(KEY_FIELD, wanted.keys()), MOST_MATCHES);
            all = new ArrayList<>(exact);
            if (exact.isEmpty() && !wanted.forms().keys().isEmpty()) {
                all.addAll(owners(Rows.in(KEY_FIELD, wanted.forms().keys()), MOST_MATCHES));
            }
            if (all.isEmpty() && !wanted.ends().isEmpty()) {
                all.addAll(owners(EntityCondition.makeCondition(Rows.in(DIGITS_FIELD, wanted.ends()), EntityOperator.AND, UNCERTAIN), MOST_MATCHES));
            }
        }
        Found exact = chosen(wanted.keys(), all, reader);
        if (!exact.owners().isEmpty()) {
            return new Whole(exact, List.of(), Optional.empty());
        }
        List<GenericValue> unchanged = unchanged(all, reader);
        return new Whole(exact, unchanged.stream().filter(wanted.forms()::has).toList(), wanted.nationals().isEmpty() ? Optional.empty()
                : Optional.of(longest(unchanged, wanted.nationals(), wanted.ends(), reader)));
    }

    /** One index finds all: the digits of each key are known, and the ends are digits. */
    private static EntityCondition having(List<Wanted> together) {
        EntityCondition whole = Rows.in(KEY_FIELD, each(together, Wanted::all));
        return together.get(0).byKeysOnly() ? whole : EntityCondition.makeCondition(Rows.in(DIGITS_FIELD, each(together, Wanted::digits)),
                EntityOperator.AND, EntityCondition.makeCondition(whole, EntityOperator.OR, UNCERTAIN));
    }

    private static Set<String> each(List<Wanted> together, Function<Wanted, Set<String>> values) {
        return together.stream().flatMap(one -> values.apply(one).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The caller's number is whole; stored ones of an uncertain country may be its end. Last digit first. */
    private Set<String> ends(Set<String> nationals) {
        int least = settings.get(Settings.CALLER_MATCH_MINIMUM_DIGITS);
        return nationals.stream()
                .flatMap(national -> IntStream.rangeClosed(0, Math.max(-1, national.length() - least)).mapToObj(national::substring))
                .filter(end -> !end.startsWith("0")).map(NumberKey::reversed).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of those who have an end of the number, as it is written, the ones with the longest. */
    private static List<GenericValue> longest(List<GenericValue> owners, Set<String> nationals, Set<String> ends, TelephoneNumbers reader) {
        List<GenericValue> having = owners.stream().filter(row -> row.get(COUNTRY_FIELD) == null && ends.contains(row.getString(DIGITS_FIELD))
                && nationals.stream().anyMatch(national -> national.endsWith(written(row, reader)))).toList();
        int most = having.stream().mapToInt(row -> row.getString(DIGITS_FIELD).length()).max().orElse(0);
        return having.stream().filter(row -> row.getString(DIGITS_FIELD).length() == most).toList();
    }

    /** All digits of a stored number: what its region would not dial may belong to it in another one. */
    private static String written(GenericValue row, TelephoneNumbers reader) {
        String digits = TelephoneNumbers.digits(Rows.text(row, "areaCode") + Rows.text(row, "contactNumber"));
        String extension = NumberKeys.keyOf(reader, row).extension();
        return TelephoneNumbers.withoutZeros(digits.endsWith(extension) ? digits.substring(0, digits.length() - extension.length()) : digits);
    }

    /**
     * Those who may have the number, which nobody has as it is.
     *
     * @param keys of the number
     * @throws Rows.RowsUnavailableException when the database does not answer
     */
    public Found inexact(String number, Set<String> keys, Whole whole, TelephoneNumbers reader) {
        if (!isIndexComplete()) {
            Found scanned = chosen(keys, inOrder(new NumberScan(rows.delegator()).find(keys, reader.digitsOf(number), reader)), reader);
            if (!scanned.owners().isEmpty()) {
                return scanned;
            }
        }
        List<GenericValue> found = whole.otherForm().isEmpty() ? whole.lastDigits().orElseGet(() -> endingIn(number, reader)) : whole.otherForm();
        return new Found(found.isEmpty() ? MatchedOn.NOBODY : MatchedOn.NATIONAL, likeliest(keys), found);
    }

    /** A complete index is kept complete, so it need not be asked for each number. */
    private boolean isIndexComplete() {
        String region = settings.get(Settings.DEFAULT_REGION);
        Optional<Complete> last = complete.get();
        if (last.filter(seen -> seen.region().equals(region) && System.nanoTime() - seen.atNanos() < COMPLETE_FOR.toNanos()).isPresent()) {
            return true;
        }
        long now = System.nanoTime();
        boolean isComplete = NumberIndex.isComplete(rows, settings);
        complete.set(isComplete ? Optional.of(new Complete(region, now)) : Optional.empty());
        return isComplete;
    }

    /** The owners of the likeliest key that anybody has. Each key is made again from its number: a row may be older than a change made past OFBiz. */
    private static Found chosen(Set<String> keys, List<GenericValue> owners, TelephoneNumbers reader) {
        for (String key : keys) {
            List<GenericValue> having = owners.stream().filter(row -> NumberKeys.keyOf(reader, row).key().equals(key)).toList();
            if (!having.isEmpty()) {
                return new Found(key.startsWith("+") ? MatchedOn.E164 : MatchedOn.DIGITS, key, having);
            }
        }
        return new Found(MatchedOn.NOBODY, likeliest(keys), List.of());
    }

    private static String likeliest(Set<String> keys) {
        return keys.stream().findFirst().orElse("");
    }

    /** The caller's number is a part of a number in our own region, or in one that is uncertain. */
    private List<GenericValue> endingIn(String number, TelephoneNumbers reader) {
        String digits = TelephoneNumbers.withoutZeros(reader.digitsOf(number));
        if (digits.length() < settings.get(Settings.CALLER_MATCH_MINIMUM_DIGITS) || digits.length() > LONGEST) {
            return List.of();
        }
        String from = NumberKey.reversed(digits);
        return unchanged(owners(EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition(DIGITS_FIELD, EntityOperator.GREATER_THAN_EQUAL_TO, from),
                EntityCondition.makeCondition(DIGITS_FIELD, EntityOperator.LESS_THAN_EQUAL_TO, from + "9".repeat(LONGEST)),
                EntityCondition.makeCondition(EntityCondition.makeCondition(COUNTRY_FIELD, reader.regionsCode()), EntityOperator.OR,
                        UNCERTAIN))), MOST_MATCHES), reader);
    }

    private List<GenericValue> owners(EntityCondition wanted, int most) {
        return inOrder(Rows.list(rows.from("AsteriskPartyAndNumberKey").where(wanted, PartyConditions.NOT_DISABLED).filterByDate()
                .maxRows(most)));
    }

    private static List<GenericValue> unchanged(List<GenericValue> owners, TelephoneNumbers reader) {
        return owners.stream().filter(row -> NumberKeys.keyOf(reader, row).key().equals(row.getString(KEY_FIELD))).toList();
    }

    private static List<GenericValue> inOrder(List<GenericValue> owners) {
        return owners.stream().filter(row -> !DISABLED.equals(row.getString("statusId")))
                .sorted(Comparator.comparing((GenericValue row) -> row.getString("partyId")).thenComparing(row -> row.getString("contactMechId")))
                .toList();
    }

    /** Those whose extension is the one that the caller's number names; all, where none is named or nobody has it. */
    public static List<GenericValue> preferred(List<GenericValue> owners, String extension) {
        List<GenericValue> having = owners.stream().filter(row -> !extension.isEmpty()
                && Stream.of(row.getString("extension"), row.getString("contactNumber")).anyMatch(text ->
                        TelephoneNumbers.digits(text).endsWith(extension))).toList();
        return having.isEmpty() ? owners : having;
    }
}

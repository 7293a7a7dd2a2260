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

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * The words of parties' names (entity AsteriskPartyNameWord), by which a party is found by the beginning of any word of its name, whatever the
 * case and the accents. Written in the transaction of anyone who asks. Thread-safe.
 */
public final class NameWords {

    private static final String ENTITY = "AsteriskPartyNameWord";
    private static final String WORD = "nameWord";
    private static final int MOST_WORDS = 12;
    private static final int LENGTH = 60;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> OF_PERSON = List.of("firstName", "middleName", "lastName", "nickname", "firstNameLocal", "lastNameLocal");
    private static final List<String> OF_GROUP = List.of("groupName", "groupNameLocal");

    private final Rows rows;

    public NameWords(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The words of a text as they are kept and looked for, in their order: upper case, without accents. */
    public static Set<String> of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toUpperCase(Locale.ROOT);
        return BETWEEN_WORDS.splitAsStream(plain).filter(word -> !word.isEmpty()).map(word -> PlainText.clip(word, LENGTH)).limit(MOST_WORDS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Brings the words of one party to what its names are now.
     *
     * @throws GenericEntityException when the database refuses
     */
    public void keep(String partyId) throws GenericEntityException {
        write(Set.of(partyId));
    }

    /**
     * Brings the words of these parties up to date.
     *
     * @return how many parties had others
     */
    int write(Collection<String> partyIds) throws GenericEntityException {
        EntityCondition these = EntityCondition.makeCondition("partyId", EntityOperator.IN, List.copyOf(partyIds));
        Map<String, Set<String>> wanted = new HashMap<>();
        Rows.list(rows.from("Person").where(these)).forEach(row -> add(wanted, row, OF_PERSON));
        Rows.list(rows.from("PartyGroup").where(these)).forEach(row -> add(wanted, row, OF_GROUP));
        Map<String, Set<String>> present = new HashMap<>();
        Rows.list(rows.from(ENTITY).where(these)).forEach(row -> add(present, row, List.of(WORD)));
        int changed = 0;
        for (String partyId : partyIds) {
            Set<String> now = wanted.getOrDefault(partyId, Set.of());
            Set<String> before = present.getOrDefault(partyId, Set.of());
            if (!now.equals(before)) {
                change(partyId, before, now);
                changed++;
            }
        }
        return changed;
    }

    private static void add(Map<String, Set<String>> words, GenericValue row, List<String> fields) {
        Set<String> ofParty = words.computeIfAbsent(row.getString("partyId"), id -> new HashSet<>());
        fields.stream().flatMap(field -> Optional.ofNullable(row.getString(field)).stream()).flatMap(name -> of(name).stream())
                .forEach(ofParty::add);
    }

    private void change(String partyId, Set<String> before, Set<String> now) throws GenericEntityException {
        for (String word : before) {
            if (!now.contains(word)) {
                rows.delegator().removeByAnd(ENTITY, Map.of("partyId", partyId, WORD, word));
            }
        }
        for (String word : now) {
            if (!before.contains(word)) {
                rows.delegator().create(rows.delegator().makeValue(ENTITY, Map.of("partyId", partyId, WORD, word)));
            }
        }
    }

    /**
     * Parties of which each of these words begins a word of the name; which ones, where there are more, is not said.
     *
     * @param words as {@link #of} gives them, not empty; the two longest are looked for in the index, the others in what that finds
     */
    public List<String> find(Collection<String> words, int most) {
        List<String> longest = words.stream().sorted((a, b) -> b.length() - a.length()).limit(2).toList();
        List<EntityCondition> wanted = Stream.of("nameWord", "otherWord").limit(longest.size())
                .map(field -> beginsWith(field, longest.get("nameWord".equals(field) ? 0 : 1))).collect(Collectors.toList());
        wanted.add(PartyConditions.NOT_DISABLED);
        String entity = longest.size() == 1 ? "AsteriskPartyAndNameWord" : "AsteriskPartyAndNameWords";
        Set<String> found = Rows.list(rows.from(entity).where(wanted).maxRows(most * 2)).stream().map(row -> row.getString("partyId"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return (words.size() <= 2 ? found.stream() : found.stream().filter(having(found, words)::contains)).limit(most).toList();
    }

    private Set<String> having(Set<String> partyIds, Collection<String> words) {
        Map<String, Set<String>> names = new HashMap<>();
        Rows.list(rows.from(ENTITY).where(EntityCondition.makeCondition("partyId", EntityOperator.IN, List.copyOf(partyIds))))
                .forEach(row -> add(names, row, List.of(WORD)));
        return names.entrySet().stream().filter(name -> begin(words, name.getValue())).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** True when each of these words begins one of the name's. */
    public static boolean begin(Collection<String> words, Collection<String> ofName) {
        return words.stream().allMatch(word -> ofName.stream().anyMatch(name -> name.startsWith(word)));
    }

    /** Up to a sign that comes after the letters of alphabets, in the order of code points and in those of languages. */
    private static EntityCondition beginsWith(String field, String word) {
        return EntityCondition.makeCondition(Arrays.asList(
                EntityCondition.makeCondition(field, EntityOperator.GREATER_THAN_EQUAL_TO, word),
                EntityCondition.makeCondition(field, EntityOperator.LESS_THAN, word + '\u9fa5')));
    }
}

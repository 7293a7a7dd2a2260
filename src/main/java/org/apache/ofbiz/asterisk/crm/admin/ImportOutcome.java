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
package org.apache.ofbiz.asterisk.crm.admin;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * What becomes of a row that an admin imports.
 *
 * @param placeName  how its place is called for services and labels, e.g. {@code line}
 * @param place      where the row stands
 * @param name       what the row is about
 * @param words      the fields that change, or why the row is skipped or refused
 */
public record ImportOutcome(String placeName, Object place, Fate fate, String name, String words) {

    private static final String LABELS = "AsteriskUiLabels";

    /** What needs somebody's eyes comes first. */
    public enum Fate { REFUSED, SKIPPED, CHANGED, NEW, UNCHANGED }

    /** Labels of an import: what would become of all rows, what has, and why nothing has. */
    public record Words(String wouldBe, String done, String nothingChanged) {
    }

    /** Of a table. */
    public static ImportOutcome ofLine(long line, Fate fate, String name, String words) {
        return new ImportOutcome("line", line, fate, name, words);
    }

    /** Of the backup file. */
    public static ImportOutcome ofSection(String section, Fate fate, String name, String words) {
        return new ImportOutcome("section", section, fate, name, words);
    }

    public boolean isRefused() {
        return fate == Fate.REFUSED;
    }

    /**
     * What the service of the import answers; an error where something is refused that was to be imported.
     *
     * @param shown how many rows the page shows at most
     */
    public static Map<String, Object> answer(List<ImportOutcome> outcomes, boolean checkOnly, Words labels, int shown, Locale locale) {
        Map<Fate, Long> counts = outcomes.stream().collect(Collectors.groupingBy(ImportOutcome::fate, Collectors.counting()));
        Optional<ImportOutcome> refused = outcomes.stream().filter(ImportOutcome::isRefused).findFirst();
        if (!checkOnly && refused.isPresent()) {
            return ServiceUtil.returnError(refused.get().whyNothingChanged(labels, locale));
        }
        Map<String, String> places = new HashMap<>();
        for (Fate fate : Fate.values()) {
            places.put(fate.name(), String.valueOf(counts.getOrDefault(fate, 0L)));
        }
        Map<String, Object> result = ServiceUtil.returnSuccess(words(checkOnly ? labels.wouldBe() : labels.done(), places, locale));
        result.put("outcomes", outcomes.stream().sorted(Comparator.comparing(ImportOutcome::fate)).limit(shown)
                .map(outcome -> Map.of(outcome.placeName(), outcome.place(), "fate", outcome.fate().name(), "name", outcome.name(),
                        "words", outcome.words(), "fateWords", words("AsteriskImportFate_" + outcome.fate(), Map.of(), locale))).toList());
        result.put("outcomeCount", (long) outcomes.size());
        result.put("refusedCount", counts.getOrDefault(Fate.REFUSED, 0L));
        return result;
    }

    /** Of a file that can't be read, no row is to blame. */
    private String whyNothingChanged(Words labels, Locale locale) {
        String row = (place + " " + name).trim();
        return row.isEmpty() ? words : words(labels.nothingChanged(), Map.of("place", place.toString(), "row", row, "why", words), locale);
    }

    private static String words(String label, Map<String, String> places, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, places, locale);
    }
}

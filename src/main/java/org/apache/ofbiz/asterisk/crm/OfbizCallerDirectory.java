/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.desk.CallerDirectory;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Parties behind telephone numbers. The database narrows the search to numbers that hold the last digits in order, however they
 * are written; normalised numbers decide. Thread-safe.
 */
public final class OfbizCallerDirectory implements CallerDirectory {

    private static final String MODULE = OfbizCallerDirectory.class.getName();
    /** Enough to leave few candidates, and no more than the shortest contactNumber (without area code) has. */
    private static final int DIGITS_LOOKED_FOR = 4;

    private final Rows rows;
    private final People people;
    private final Settings settings;

    public OfbizCallerDirectory(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.people = new People(delegator);
        this.settings = settings;
    }

    @Override
    public Caller look(String number, String partyProfileUrl) {
        TelephoneNumbers numbers = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        Set<String> readings = numbers.readings(number);
        Map<String, String> candidates = candidates(number, readings, numbers);
        String e164 = readings.stream().filter(candidates::containsValue).findFirst()
                .or(() -> readings.stream().findFirst()).orElse("");
        List<Match> matches = matches(candidates, partyProfileUrl);
        return new Caller(number, e164, numbers.display(e164.isEmpty() ? number : e164), matches, page(matches, number, e164));
    }

    @Override
    public Match party(String partyId, String partyProfileUrl) {
        return match(partyId, "", partyProfileUrl);
    }

    /** Dialable form of a stored number; empty where there is no such number. */
    public Optional<String> numberOf(String contactMechId) {
        return Rows.one(rows.from("TelecomNumber").where("contactMechId", contactMechId))
                .map(row -> new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION))
                        .stored(row.getString("countryCode"), row.getString("areaCode"), row.getString("contactNumber"))
                        .orElseGet(() -> TelephoneNumbers.digits(row.getString("areaCode"))
                                + TelephoneNumbers.digits(row.getString("contactNumber"))));
    }

    /** Rows that hold the number, as "partyId contactMechId" to E.164. */
    private Map<String, String> candidates(String number, Set<String> readings, TelephoneNumbers numbers) {
        String digits = TelephoneNumbers.digits(number);
        if (readings.isEmpty() || digits.length() < DIGITS_LOOKED_FOR) {
            return Map.of();
        }
        try {
            Map<String, String> found = new LinkedHashMap<>();
            for (GenericValue row : rowsLike(digits)) {
                numbers.stored(row.getString("countryCode"), row.getString("areaCode"), row.getString("contactNumber"))
                        .filter(readings::contains)
                        .ifPresent(e164 -> found.putIfAbsent(row.getString("partyId") + ' ' + row.getString("contactMechId"), e164));
            }
            return found;
        } catch (Rows.RowsUnavailableException e) {
            Debug.logError(e, "Could not look up who calls", MODULE);
            return Map.of();
        }
    }

    private List<GenericValue> rowsLike(String digits) {
        String last = digits.substring(digits.length() - DIGITS_LOOKED_FOR);
        String pattern = last.chars().mapToObj(Character::toString).collect(Collectors.joining("%", "%", "%"));
        return Rows.list(rows.from("PartyAndTelecomNumber")
                .where(EntityCondition.makeCondition("contactNumber", EntityOperator.LIKE, pattern))
                .orderBy("partyId", "contactMechId").filterByDate()).stream()
                .filter(row -> !"PARTY_DISABLED".equals(row.getString("statusId")))
                .toList();
    }

    private List<Match> matches(Map<String, String> candidates, String partyProfileUrl) {
        Map<String, String> numberOfParty = new LinkedHashMap<>();
        for (String candidate : candidates.keySet()) {
            String[] keys = candidate.split(" ", 2);
            numberOfParty.putIfAbsent(keys[0], keys[1]);
        }
        return numberOfParty.entrySet().stream()
                .map(entry -> match(entry.getKey(), entry.getValue(), partyProfileUrl))
                .sorted(Comparator.comparing(Match::name))
                .toList();
    }

    private Match match(String partyId, String contactMechId, String partyProfileUrl) {
        String name = people.name(partyId).orElse(partyId);
        String page = partyProfileUrl.isEmpty() ? settings.get(Settings.PARTY_PROFILE_URL) : partyProfileUrl;
        return new Match(partyId, name, PageUrls.fill(page, Map.of("partyId", partyId)), contactMechId);
    }

    private String page(List<Match> matches, String number, String e164) {
        if (matches.size() == 1) {
            return matches.get(0).url();
        }
        Setting<String> page = matches.isEmpty() ? Settings.NEW_CONTACT_URL : Settings.CHOOSE_PARTY_URL;
        return PageUrls.fill(settings.get(page), Map.of("number", e164.isEmpty() ? number : e164));
    }
}

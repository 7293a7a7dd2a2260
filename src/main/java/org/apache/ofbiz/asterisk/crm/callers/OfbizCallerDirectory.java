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

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.NumberLookup;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Setting;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Parties behind phone numbers. What people have noted about a number goes before what the index of numbers says: that it is
 * nobody's, or whose it is. Thread-safe.
 */
public final class OfbizCallerDirectory implements CallerDirectory {

    /** More of what a caller shows is no help to anybody. */
    private static final int LONGEST_SHOWN = 300;
    private static final String MODULE = OfbizCallerDirectory.class.getName();
    private static final Set<String> WITHHELD =
            Set.of("anonymous", "restricted", "unavailable", "unknown", "private", "withheld", "asterisk");

    private final Rows rows;
    private final UserDirectory userDirectory;
    private final Settings settings;
    private final NumberLookup lookUp;
    private final CallerNotes notes;
    private final EarlierCalls earlier;
    private final RecentCallers recent = new RecentCallers(System::nanoTime);

    public OfbizCallerDirectory(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.userDirectory = new UserDirectory(delegator);
        this.settings = settings;
        this.lookUp = new NumberLookup(delegator, settings);
        this.notes = new CallerNotes(delegator);
        this.earlier = new EarlierCalls(delegator);
    }

    @Override
    public Caller look(String shown, String partyProfileUrl) {
        return known(shown, number -> recent.put(number, page(partyProfileUrl), find(number, page(partyProfileUrl))));
    }

    @Override
    public Caller recent(String shown, String partyProfileUrl) {
        return known(shown, number -> recent.get(number, page(partyProfileUrl), () -> find(number, page(partyProfileUrl))));
    }

    /** Whose a number is may have changed: {@link #recent} looks again. */
    public void changed() {
        recent.clear();
    }

    private Caller known(String shown, Function<String, Caller> found) {
        String number = DialText.caller(PlainText.clip(shown, LONGEST_SHOWN));
        TelephoneNumbers plainReader = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        if (isWithheld(number)) {
            return caller("", "", List.of(), MatchedOn.WITHHELD, plainReader);
        }
        try {
            return found.apply(number);
        } catch (Rows.RowsUnavailableException e) {
            Debug.logError(e, "Couldn't find the caller", MODULE);
            return caller(number, likeliest(plainReader.keys(number)), List.of(), MatchedOn.NOBODY, plainReader);
        }
    }

    private Caller find(String number, String partyProfileUrl) {
        TelephoneNumbers reader = TelephoneNumbers.of(rows.delegator(), settings);
        return look(number, reader.keys(number), partyProfileUrl, reader);
    }

    private String page(String partyProfileUrl) {
        return partyProfileUrl.isEmpty() ? settings.get(Settings.PARTY_PROFILE_URL) : partyProfileUrl;
    }

    private static String likeliest(Set<String> keys) {
        return keys.stream().findFirst().filter(key -> key.startsWith("+")).orElse("");
    }

    /** @param keys of the number: to read it takes as long as to look it up, so that is done once */
    private Caller look(String number, Set<String> keys, String partyProfileUrl, TelephoneNumbers reader) {
        String likeliest = likeliest(keys);
        if (!keys.isEmpty() && notes.isIgnored(keys)) {
            return caller(number, likeliest, List.of(), MatchedOn.IGNORED, reader);
        }
        List<Match> colleagues = notes.ofExtension(number).stream().map(partyId -> match(partyId, "", "", partyProfileUrl)).toList();
        Optional<NumberLookup.Whole> whole = keys.isEmpty() || !colleagues.isEmpty() ? Optional.empty()
                : Optional.of(lookUp.whole(number, keys, reader));
        Optional<NumberLookup.Found> exact = whole.map(NumberLookup.Whole::exact).filter(known -> !known.owners().isEmpty());
        boolean asFound = exact.filter(known -> known.isUncorrected(likeliest)).isPresent();
        Optional<CallerNotes.Corrected> corrected = keys.isEmpty() || asFound ? Optional.empty() : notes.corrected(keys);
        if (corrected.isPresent()) {
            Match match = match(corrected.get().partyId(), corrected.get().contactMechId(), "", partyProfileUrl);
            return caller(number, likeliest, List.of(match), MatchedOn.CORRECTED, reader);
        }
        if (!colleagues.isEmpty()) {
            return caller(number, "", colleagues, MatchedOn.INTERNAL_EXTENSION, reader);
        }
        if (whole.isEmpty()) {
            return caller(number, "", List.of(), MatchedOn.NOBODY, reader);
        }
        NumberLookup.Found found = exact.orElseGet(() -> lookUp.inexact(number, keys, whole.get(), reader));
        String e164 = found.key().startsWith("+") ? found.key() : likeliest;
        List<GenericValue> owners = NumberLookup.preferred(found.owners(), reader.extensionOf(number));
        return caller(number, e164, matches(owners, partyProfileUrl), found.matchedOn(), reader);
    }

    private Caller caller(String number, String e164, List<Match> matches, MatchedOn matchedOn, TelephoneNumbers reader) {
        return new Caller(number, e164, reader.display(e164.isEmpty() ? number : e164), matches, matchedOn, page(matches, number, e164));
    }

    /** Nothing, or one of the words that phone networks and PBXs send for it. */
    private static boolean isWithheld(String number) {
        String word = number.trim().toLowerCase(Locale.ROOT);
        String bare = word.startsWith("<") && word.endsWith(">") ? word.substring(1, word.length() - 1) : word;
        String address = bare.startsWith("sip:") ? bare.substring("sip:".length()) : bare;
        int host = address.indexOf('@');
        return bare.isEmpty() || WITHHELD.contains(bare) || WITHHELD.contains(host < 0 ? address : address.substring(0, host));
    }

    @Override
    public Match party(String partyId, String partyProfileUrl) {
        return match(partyId, "", "", partyProfileUrl);
    }

    @Override
    public Optional<EarlierCall> earlier(String partyId, String exceptCallId) {
        return earlier.with(partyId, exceptCallId);
    }

    /** Dialable form of a stored number; empty where there is no such number. */
    public Optional<String> numberOf(String contactMechId) {
        return Rows.one(rows.from("TelecomNumber").where("contactMechId", contactMechId))
                .map(row -> dialable(row, new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION))));
    }

    /** Dialable form of a row with the fields of a TelecomNumber; empty where it has no digits. */
    static String dialable(GenericValue row, TelephoneNumbers reader) {
        return reader.stored(row.getString("countryCode"), row.getString("areaCode"), row.getString("contactNumber"))
                .orElseGet(() -> TelephoneNumbers.digits(row.getString("areaCode")) + TelephoneNumbers.digits(row.getString("contactNumber")));
    }

    /** Each party once, by its first number among these. */
    private List<Match> matches(List<GenericValue> owners, String partyProfileUrl) {
        Map<String, GenericValue> byParty = new LinkedHashMap<>();
        owners.forEach(row -> byParty.putIfAbsent(row.getString("partyId"), row));
        Map<String, String> names = new HashMap<>();
        byParty.forEach((partyId, row) -> PlainText.given(NumberLookup.nameOf(row)).ifPresent(name -> names.put(partyId, name)));
        names.putAll(userDirectory.names(byParty.keySet().stream().filter(partyId -> !names.containsKey(partyId)).collect(Collectors.toSet())));
        return byParty.entrySet().stream()
                .map(entry -> match(entry.getKey(), names.getOrDefault(entry.getKey(), entry.getKey()),
                        entry.getValue().getString("contactMechId"), Rows.text(entry.getValue(), "askForName"), partyProfileUrl))
                .sorted(Comparator.comparing(Match::name))
                .toList();
    }

    private Match match(String partyId, String contactMechId, String askFor, String partyProfileUrl) {
        return match(partyId, userDirectory.name(partyId).orElse(partyId), contactMechId, askFor, partyProfileUrl);
    }

    /** @param askFor who is to be asked for at this number; empty for nobody in particular */
    private Match match(String partyId, String name, String contactMechId, String askFor, String partyProfileUrl) {
        String page = page(partyProfileUrl);
        String shown = askFor.isEmpty() || name.contains(askFor) ? name : name + " (" + askFor + ")";
        return new Match(partyId, shown, PageUrls.fill(page, Map.of("partyId", partyId)), contactMechId);
    }

    private String page(List<Match> matches, String number, String e164) {
        if (matches.size() == 1) {
            return matches.get(0).url();
        }
        Setting<String> page = matches.isEmpty() ? Settings.NEW_CONTACT_URL : Settings.CHOOSE_PARTY_URL;
        return PageUrls.fill(settings.get(page), Map.of("number", e164.isEmpty() ? number : e164));
    }
}

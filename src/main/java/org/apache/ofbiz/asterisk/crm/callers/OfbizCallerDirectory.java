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
import java.util.TreeSet;
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
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

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
        return known(shown, partyProfileUrl, number -> recent.put(number, find(Set.of(number)).get(number)));
    }

    @Override
    public Caller recent(String shown, String partyProfileUrl) {
        return known(shown, partyProfileUrl, number -> recent.get(number, !isInTransaction(), this::find));
    }

    /** What goes wrong in somebody's transaction is no answer for others. */
    private static boolean isInTransaction() {
        try {
            return TransactionUtil.isTransactionInPlace();
        } catch (GenericTransactionException e) {
            return true;
        }
    }

    @Override
    public void expect(String shown) {
        String number = number(shown);
        if (!isWithheld(number)) {
            recent.expect(number);
        }
    }

    /** Whose a number is may have changed: {@link #recent} looks again. */
    public void changed() {
        recent.clear();
    }

    private Caller known(String shown, String partyProfileUrl, Function<String, KnownCaller> found) {
        String number = number(shown);
        if (isWithheld(number)) {
            return caller(nobody("", "", MatchedOn.WITHHELD, plainReader()), partyProfileUrl);
        }
        try {
            return caller(found.apply(number), partyProfileUrl);
        } catch (Rows.RowsUnavailableException e) {
            Debug.logError(e, "Couldn't find the caller", MODULE);
            return caller(nobody(number, likeliest(plainReader().keys(number)), MatchedOn.NOBODY, plainReader()), partyProfileUrl);
        }
    }

    private TelephoneNumbers plainReader() {
        return new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
    }

    private static String number(String shown) {
        return DialText.caller(PlainText.clip(shown, LONGEST_SHOWN));
    }

    private String page(String partyProfileUrl) {
        return partyProfileUrl.isEmpty() ? settings.get(Settings.PARTY_PROFILE_URL) : partyProfileUrl;
    }

    private static String likeliest(Set<String> keys) {
        return keys.stream().findFirst().filter(key -> key.startsWith("+")).orElse("");
    }

    /** Who has each of these numbers: with as many queries as for one of them, or a few more. */
    private Map<String, KnownCaller> find(Set<String> numbers) {
        TelephoneNumbers reader = TelephoneNumbers.of(rows.delegator(), settings);
        Map<String, KnownCaller> found = new HashMap<>();
        Map<String, Set<String>> keysOf = new LinkedHashMap<>(); // to read a number takes as long as to look it up, so that is done once
        Map<String, List<String>> colleagues = new HashMap<>();
        numbers.forEach(number -> {
            Set<String> keys = reader.keys(number);
            if (!keys.isEmpty() && notes.isIgnored(keys)) {
                found.put(number, nobody(number, likeliest(keys), MatchedOn.IGNORED, reader));
            } else {
                keysOf.put(number, keys);
                colleagues.put(number, notes.ofExtension(number));
            }
        });
        Map<String, Set<String>> outside = new LinkedHashMap<>(keysOf);
        outside.entrySet().removeIf(entry -> entry.getValue().isEmpty() || !colleagues.get(entry.getKey()).isEmpty());
        Map<String, NumberLookup.Whole> wholes = lookUp.whole(outside, reader);
        Map<String, Set<String>> correctable = new LinkedHashMap<>(keysOf);
        correctable.entrySet().removeIf(entry -> isUncorrected(entry.getValue(), Optional.ofNullable(wholes.get(entry.getKey()))));
        List<GenericValue> corrections = notes.corrections(correctable.values().stream().flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new)));
        keysOf.forEach((number, keys) -> found.put(number, corrected(number, correctable.getOrDefault(number, Set.of()), corrections, reader)
                .orElseGet(() -> indexed(number, keys, colleagues.get(number), Optional.ofNullable(wholes.get(number)), reader))));
        return found;
    }

    private static boolean isUncorrected(Set<String> keys, Optional<NumberLookup.Whole> whole) {
        return whole.map(NumberLookup.Whole::exact).filter(known -> !known.owners().isEmpty() && known.isUncorrected(likeliest(keys))).isPresent();
    }

    private Optional<KnownCaller> corrected(String number, Set<String> keys, List<GenericValue> corrections, TelephoneNumbers reader) {
        return notes.corrected(keys, corrections).map(known -> known(number, likeliest(keys),
                List.of(owner(known.partyId(), known.contactMechId())), MatchedOn.CORRECTED, reader));
    }

    private KnownCaller indexed(String number, Set<String> keys, List<String> colleagues, Optional<NumberLookup.Whole> whole,
            TelephoneNumbers reader) {
        if (!colleagues.isEmpty()) {
            return known(number, "", colleagues.stream().map(partyId -> owner(partyId, "")).toList(), MatchedOn.INTERNAL_EXTENSION, reader);
        }
        if (whole.isEmpty()) {
            return nobody(number, "", MatchedOn.NOBODY, reader);
        }
        NumberLookup.Found found = whole.map(NumberLookup.Whole::exact).filter(known -> !known.owners().isEmpty())
                .orElseGet(() -> lookUp.inexact(number, keys, whole.get(), reader));
        String e164 = found.key().startsWith("+") ? found.key() : likeliest(keys);
        return known(number, e164, owners(NumberLookup.preferred(found.owners(), reader.extensionOf(number))), found.matchedOn(), reader);
    }

    private static KnownCaller nobody(String number, String e164, MatchedOn matchedOn, TelephoneNumbers reader) {
        return known(number, e164, List.of(), matchedOn, reader);
    }

    private static KnownCaller known(String number, String e164, List<KnownCaller.Owner> owners, MatchedOn matchedOn, TelephoneNumbers reader) {
        return new KnownCaller(number, e164, reader.display(e164.isEmpty() ? number : e164), owners, matchedOn);
    }

    private Caller caller(KnownCaller known, String partyProfileUrl) {
        List<Match> matches = known.owners().stream().map(owner -> match(owner, partyProfileUrl)).toList();
        return new Caller(known.number(), known.e164(), known.display(), matches, known.matchedOn(), page(matches, known.number(), known.e164()));
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
        return match(owner(partyId, ""), partyProfileUrl);
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
    private List<KnownCaller.Owner> owners(List<GenericValue> found) {
        Map<String, GenericValue> byParty = new LinkedHashMap<>();
        found.forEach(row -> byParty.putIfAbsent(row.getString("partyId"), row));
        Map<String, String> names = new HashMap<>();
        byParty.forEach((partyId, row) -> PlainText.given(NumberLookup.nameOf(row)).ifPresent(name -> names.put(partyId, name)));
        names.putAll(userDirectory.names(byParty.keySet().stream().filter(partyId -> !names.containsKey(partyId)).collect(Collectors.toSet())));
        return byParty.entrySet().stream()
                .map(entry -> new KnownCaller.Owner(entry.getKey(), named(names.getOrDefault(entry.getKey(), entry.getKey()),
                        Rows.text(entry.getValue(), "askForName")), entry.getValue().getString("contactMechId")))
                .sorted(Comparator.comparing(KnownCaller.Owner::name))
                .toList();
    }

    /** @param askFor who is to be asked for at this number; empty for nobody in particular */
    private static String named(String name, String askFor) {
        return askFor.isEmpty() || name.contains(askFor) ? name : name + " (" + askFor + ")";
    }

    private KnownCaller.Owner owner(String partyId, String contactMechId) {
        return new KnownCaller.Owner(partyId, userDirectory.name(partyId).orElse(partyId), contactMechId);
    }

    private Match match(KnownCaller.Owner owner, String partyProfileUrl) {
        String url = PageUrls.fill(page(partyProfileUrl), Map.of("partyId", owner.partyId()));
        return new Match(owner.partyId(), owner.name(), url, owner.contactMechId());
    }

    private String page(List<Match> matches, String number, String e164) {
        if (matches.size() == 1) {
            return matches.get(0).url();
        }
        Setting<String> page = matches.isEmpty() ? Settings.NEW_CONTACT_URL : Settings.CHOOSE_PARTY_URL;
        return PageUrls.fill(settings.get(page), Map.of("number", e164.isEmpty() ? number : e164));
    }
}

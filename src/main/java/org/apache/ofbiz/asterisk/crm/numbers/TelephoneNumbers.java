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

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.OutboundFormat;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.util.EntityQuery;

/**
 * Phone numbers as PBX, parties and people write them, made comparable as E.164. A PBX often leaves the + away, so such a number
 * is read in two ways: as one of the region, and as one that begins with a country code. Remembers what it has read, so it isn't kept for
 * long. Thread-safe.
 */
public final class TelephoneNumbers {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    /** How keys are made. Raise it with each change of {@link #key} or of {@link NameWords}: the index is then made again. */
    static final long KEY_FORMAT = 3;
    /** Numbers up to this length are nobody's in the public network, or everybody's. */
    private static final int SHORT_DIGITS = 6;
    private static final int EXTENSION_DIGITS = 4;
    private static final int LONGEST_CALLING_CODE = 3;

    /** What is remembered of texts that were read: those of one look-up, or of several together. */
    private static final int MOST_READ = 1_000;

    private final String region;
    private final Set<String> outsidePrefixes;
    /** To read a text takes as long as a short query, and a look-up reads the same ones again and again. */
    private final Map<String, Optional<PhoneNumber>> read = new ConcurrentHashMap<>();

    /** @param region two-letter ISO 3166 code of numbers without country code */
    public TelephoneNumbers(String region) {
        this(region, Set.of());
    }

    private TelephoneNumbers(String region, Set<String> outsidePrefixes) {
        this.region = region;
        this.outsidePrefixes = outsidePrefixes;
    }

    /** Reads numbers that PBXs show or dial, too: with what they have before a number outside. */
    public static TelephoneNumbers of(Delegator delegator, Settings settings) {
        Set<String> prefixes = Rows.list(EntityQuery.use(delegator).from("AsteriskServer").cache()).stream()
                .flatMap(row -> PlainText.given(row.getString("outsidePrefix")).stream()).collect(Collectors.toUnmodifiableSet());
        return new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION), prefixes);
    }

    /**
     * E.164 forms that the number can stand for, the likeliest first; empty when it is no public phone number. What holds letters is
     * none, but for what names an extension and for parameters of SIP.
     */
    public Set<String> readings(String number) {
        String plain = DialText.caller(number);
        if (!DialText.isPlainNumber(plain)) {
            return Set.of();
        }
        List<Optional<PhoneNumber>> readings = new ArrayList<>(List.of(parse(plain)));
        withoutPrefix(plain).forEach(rest -> readings.addAll(List.of(parse(rest), parse("+" + rest))));
        Set<String> ordered = new LinkedHashSet<>(ordered(readings));
        if (!plain.startsWith("+")) {
            ordered.addAll(ordered(List.of(parse("+" + plain))));
        }
        return withoutPrefix(plain).findAny().isPresent() ? ordered
                : ordered.stream().sorted(Comparator.comparing((String e164) -> !isValid(e164)).thenComparing(this::namesCountryTwice))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** In the numbering plan of no country, and read as if the region's calling code at its beginning were part of the national number. */
    private boolean namesCountryTwice(String e164) {
        return !isValid(e164) && e164.startsWith("+" + regionsCode() + regionsCode());
    }

    private static List<String> ordered(List<Optional<PhoneNumber>> readings) {
        return readings.stream().flatMap(Optional::stream).filter(TelephoneNumbers::isWhole)
                .sorted((a, b) -> Boolean.compare(UTIL.isValidNumber(b), UTIL.isValidNumber(a))).map(TelephoneNumbers::e164).toList();
    }

    private boolean isValid(String e164) {
        return parse(e164).filter(UTIL::isValidNumber).isPresent();
    }

    private Stream<String> withoutPrefix(String number) {
        return outsidePrefixes.stream().filter(prefix -> number.startsWith(prefix) && number.length() > prefix.length()).sorted()
                .map(prefix -> number.substring(prefix.length()));
    }

    /** Other forms of the number. */
    NumberQuirks.Forms otherForms(String number) {
        String plain = DialText.caller(number);
        return DialText.isPlainNumber(plain) ? new NumberQuirks(this::parse).of(plain) : new NumberQuirks.Forms(Set.of(), Set.of());
    }

    /** E.164 form of a stored number; empty when it is none. Null stands for a part that is not there. */
    public Optional<String> stored(String countryCode, String areaCode, String contactNumber) {
        String country = withoutZeros(digits(countryCode));
        String national = text(areaCode) + text(contactNumber);
        return parse(country.isEmpty() ? national : "+" + country + national)
                .or(() -> parse(national))
                .filter(TelephoneNumbers::isWhole)
                .map(TelephoneNumbers::e164);
    }

    /**
     * What a stored number is found by. Null stands for a part that is not there.
     *
     * @param countryCode digits, perhaps with zeros or + before them
     */
    NumberKey key(String countryCode, String areaCode, String contactNumber) {
        String country = withoutZeros(digits(countryCode));
        String national = text(areaCode) + text(contactNumber);
        Optional<PhoneNumber> parsed = parse(country.isEmpty() ? national : "+" + country + national).or(() -> parse(national));
        String extension = parsed.map(PhoneNumber::getExtension).orElse("");
        Optional<PhoneNumber> possible = parsed.filter(TelephoneNumbers::isWhole);
        boolean valid = possible.filter(UTIL::isValidNumber).isPresent();
        boolean certain = valid || possible.filter(number -> !country.isEmpty() || namesCountry(national)).isPresent();
        String written = digits(national);
        String digits = written.endsWith(extension) ? written.substring(0, written.length() - extension.length()) : written;
        NumberKey.Kind kind = valid ? NumberKey.Kind.VALID : digits.length() <= SHORT_DIGITS ? NumberKey.Kind.SHORT : NumberKey.Kind.INVALID;
        String key = possible.map(TelephoneNumbers::e164).orElse(digits);
        return new NumberKey(key, nationalOf(key), certain ? String.valueOf(possible.get().getCountryCode()) : "", kind, extension);
    }

    /** Keys that rows about this number may have, the likeliest first: its readings, then its digits alone. */
    public Set<String> keys(String number) {
        Set<String> keys = new LinkedHashSet<>(readings(number));
        String digits = digitsOf(number);
        Stream.concat(Stream.of(digits), withoutPrefix(digits)).flatMap(text -> PlainText.given(text).stream()).forEach(keys::add);
        return keys;
    }

    /** The one key under which something is kept about a number that a person wrote: corrected and ignored numbers. */
    public Optional<String> keyOf(String number) {
        return keys(number).stream().findFirst();
    }

    /** National numbers, without leading zeros, of the readings that are in use somewhere. */
    Set<String> nationalDigits(Set<String> readings) {
        return readings.stream().flatMap(reading -> parse(reading).stream()).filter(UTIL::isValidNumber)
                .map(UTIL::getNationalSignificantNumber).map(TelephoneNumbers::withoutZeros)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Digits of a number without an extension that is written behind it; empty for what is none. */
    String digitsOf(String shown) {
        String number = DialText.caller(shown);
        if (!DialText.isPlainNumber(number)) {
            return "";
        }
        String extension = extensionOf(number);
        String digits = digits(number);
        return digits.endsWith(extension) ? digits.substring(0, digits.length() - extension.length()) : digits;
    }

    /** The extension that is written behind a number; empty where none is. */
    public String extensionOf(String number) {
        return parse(DialText.caller(number)).map(PhoneNumber::getExtension).orElse("");
    }

    /** Calling code of the region, e.g. 372. */
    public String regionsCode() {
        return String.valueOf(UTIL.getCountryCodeForRegion(region));
    }

    /** The national number of a key without leading zeros: that of an E.164 form, or the digits alone. */
    static String nationalOf(String key) {
        return withoutZeros(key.startsWith("+") ? withoutCountry(key) : key);
    }

    /** The national number behind + and a calling code; the digits where there is none. */
    static String withoutCountry(String e164) {
        String digits = digits(e164);
        return IntStream.rangeClosed(1, Math.min(LONGEST_CALLING_CODE, digits.length())).mapToObj(length -> digits.substring(0, length))
                .filter(code -> UTIL.getSupportedCallingCodes().contains(Integer.parseInt(code))).findFirst()
                .map(code -> digits.substring(code.length())).orElse(digits);
    }

    public static String withoutZeros(String digits) {
        return digits.substring((int) digits.chars().takeWhile(c -> c == '0').count());
    }

    /** True when the number has the region's country code, which regions may share. */
    boolean isInRegion(String e164) {
        return parse(e164).filter(number -> number.getCountryCode() == UTIL.getCountryCodeForRegion(region)).isPresent();
    }

    /** What is dialed, as the PBX wants it. */
    public String format(String dialled, OutboundFormat format) {
        Optional<PhoneNumber> number = parse(dialled).filter(TelephoneNumbers::isWhole);
        if (number.isEmpty() || format == OutboundFormat.AS_TYPED) {
            return dialled;
        }
        String e164 = e164(number.get());
        return switch (format) {
        case E164 -> e164;
        case NATIONAL -> isInRegion(e164) ? digits(UTIL.format(number.get(), PhoneNumberFormat.NATIONAL)) : "00" + digits(e164);
        default -> "00" + digits(e164);
        };
    }

    /** Country code and the rest of the likeliest reading, for a TelecomNumber; empty when it is no public phone number. */
    public Optional<Parts> parts(String number) {
        return readings(number).stream().findFirst().flatMap(this::parse)
                .map(parsed -> new Parts(String.valueOf(parsed.getCountryCode()), UTIL.getNationalSignificantNumber(parsed)));
    }

    /**
     * The one format in which pages, messages and services show a number: international, of its likeliest reading. An extension, or
     * whatever else is no public phone number, is returned unchanged.
     */
    public String display(String number) {
        return readings(number).stream().findFirst().flatMap(this::parse)
                .map(parsed -> UTIL.format(parsed, PhoneNumberFormat.INTERNATIONAL))
                .orElse(number);
    }

    /** Only the digits of a text; empty for null. */
    public static String digits(String text) {
        return text(text).chars().filter(c -> c >= '0' && c <= '9').mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** @param national without the zero that some countries dial before it */
    public record Parts(String countryCode, String national) {
    }

    private Optional<PhoneNumber> parse(String number) {
        Optional<PhoneNumber> known = read.get(number);
        if (known != null) {
            return known;
        }
        Optional<PhoneNumber> parsed = parsed(number);
        if (read.size() < MOST_READ) {
            read.put(number, parsed);
        }
        return parsed;
    }

    private Optional<PhoneNumber> parsed(String number) {
        try {
            return Optional.of(UTIL.parse(number, region));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * As long as a number with area code is there; {@code isPossibleNumber} takes local numbers, too, which many places have, and
     * in some countries whatever is as long as an extension.
     */
    private static boolean isWhole(PhoneNumber number) {
        return UTIL.isPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                && (UTIL.getNationalSignificantNumber(number).length() > EXTENSION_DIGITS || UTIL.isValidNumber(number));
    }

    /** True when the country code is written, behind + or what is dialed for it. */
    private boolean namesCountry(String number) {
        try {
            return switch (UTIL.parseAndKeepRawInput(number, region).getCountryCodeSource()) {
            case FROM_NUMBER_WITH_PLUS_SIGN, FROM_NUMBER_WITH_IDD -> true;
            default -> false;
            };
        } catch (NumberParseException e) {
            return false;
        }
    }

    private static String e164(PhoneNumber number) {
        return UTIL.format(number, PhoneNumberFormat.E164);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}

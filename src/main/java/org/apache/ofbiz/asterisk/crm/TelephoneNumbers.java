/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Telephone numbers as PBX, parties and people write them, made comparable as E.164. A PBX often leaves the + away, so such a number
 * is read in two ways: as one of the region, and as one that begins with a country code. Immutable, thread-safe.
 */
public final class TelephoneNumbers {

    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();

    private final String region;

    /** @param region two-letter ISO 3166 code of numbers without country code */
    public TelephoneNumbers(String region) {
        this.region = region;
    }

    /** E.164 forms that the number can stand for, the likeliest first; empty when it is no public telephone number. */
    public Set<String> readings(String number) {
        List<PhoneNumber> readings = new ArrayList<>();
        parse(number).ifPresent(readings::add);
        if (!number.startsWith("+")) {
            parse("+" + number).ifPresent(readings::add);
        }
        return readings.stream()
                .filter(UTIL::isPossibleNumber)
                .sorted((a, b) -> Boolean.compare(UTIL.isValidNumber(b), UTIL.isValidNumber(a)))
                .map(TelephoneNumbers::e164)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** E.164 form of a stored number; empty when it is none. Null stands for a part that is not there. */
    public Optional<String> stored(String countryCode, String areaCode, String contactNumber) {
        String country = digits(countryCode).replaceFirst("^0+", "");
        String national = text(areaCode) + text(contactNumber);
        return parse(country.isEmpty() ? national : "+" + country + national)
                .or(() -> parse(national))
                .filter(UTIL::isPossibleNumber)
                .map(TelephoneNumbers::e164);
    }

    /** Country code and the rest of the likeliest reading, for a TelecomNumber; empty when it is no public telephone number. */
    public Optional<Parts> parts(String number) {
        return readings(number).stream().findFirst().flatMap(this::parse)
                .map(parsed -> new Parts(String.valueOf(parsed.getCountryCode()), UTIL.getNationalSignificantNumber(parsed)));
    }

    /** For people to read; the number as it is when it is no public telephone number. */
    public String display(String number) {
        return parse(number).filter(UTIL::isPossibleNumber)
                .map(parsed -> UTIL.format(parsed, PhoneNumberFormat.INTERNATIONAL))
                .orElse(number);
    }

    /** Only the digits of a text; empty for null. */
    static String digits(String text) {
        return text(text).chars().filter(c -> c >= '0' && c <= '9').mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** @param national without the zero that some countries dial before it */
    public record Parts(String countryCode, String national) {
    }

    private Optional<PhoneNumber> parse(String number) {
        try {
            return Optional.of(UTIL.parse(number, region));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static String e164(PhoneNumber number) {
        return UTIL.format(number, PhoneNumberFormat.E164);
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}

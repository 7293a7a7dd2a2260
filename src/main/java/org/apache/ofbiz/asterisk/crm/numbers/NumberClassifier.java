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
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import com.google.i18n.phonenumbers.ShortNumberInfo.ShortNumberCost;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells what kind of number is dialed. Only what is certain to be harmless is called so: a number that the numbering plans do not
 * know, that has a digit too many, or that could begin with another network's prefix stays {@link Kind#UNKNOWN}. Immutable, thread-safe.
 */
public final class NumberClassifier {

    /** Where a call leads. */
    public enum Kind {
        EMERGENCY,
        /** A phone or service of the PBX itself. */
        INTERNAL,
        /** A code that the PBX acts on, e.g. *97 for voicemail. */
        FEATURE_CODE,
        /** In use in the default region, or one of its short codes. */
        DOMESTIC,
        /** In use in another country, those that share the calling code included. */
        FOREIGN,
        UNKNOWN
    }

    /**
     * What was dialed, understood.
     *
     * @param number  what was classified, without the outside-line prefix: digits, perhaps with + before them, or a feature code
     * @param premium true where the call costs more than a usual one, or begins like one that does
     * @param e164    of a number that is in use
     */
    public record Classified(Kind kind, String number, boolean premium, Optional<String> e164) {

        /** True where the PBX reaches it without a line. */
        public boolean isInside() {
            return kind == Kind.INTERNAL || kind == Kind.FEATURE_CODE || !number.isEmpty() && isCode(number.charAt(0));
        }
    }

    private static final Pattern CODES = Pattern.compile("[*#]+");
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();

    private static final Set<PhoneNumberType> PREMIUM = Set.of(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST,
            PhoneNumberType.PERSONAL_NUMBER);
    /** Satellites, networks of ships and planes, and other calling codes of no country. */
    private static final Set<Integer> PREMIUM_CODES = Set.of(870, 878, 881, 882, 883, 979);
    /** What the networks of the world, and the exchanges before them, dial to leave a country or an office, at most. */
    private static final int LONGEST_EXIT = 7;
    private static final int SHORTEST_FOREIGN = 7;
    /** Longer numbers belong to no PBX, whatever somebody named a phone. */
    private static final int INTERNAL_DIGITS = 6;
    private static final int FEATURE_DIGITS = 3;
    private static final int SHORT_DIGITS = 6;
    private static final int CHEAP_SHORT_DIGITS = 3;
    /** More digits than these are not missing from a number that is not complete. */
    private static final int MISSING_DIGITS = 6;

    private final String region;
    private final String outsidePrefix;
    private final Predicate<String> internal;

    /**
     * @param region        two-letter ISO 3166 code of numbers without country code
     * @param outsidePrefix what the PBX takes off before it dials on a line; empty for nothing
     * @param internal      whether the PBX itself has this number
     */
    public NumberClassifier(String region, String outsidePrefix, Predicate<String> internal) {
        this.region = region;
        this.outsidePrefix = outsidePrefix;
        this.internal = internal;
    }

    /** @param dialled digits, * and #, perhaps with + before them */
    public Classified classify(String dialled) {
        Optional<String> emergency = emergency(dialled);
        if (emergency.isPresent()) {
            return new Classified(Kind.EMERGENCY, emergency.get(), false, Optional.empty());
        }
        if (isInternal(dialled)) {
            return new Classified(Kind.INTERNAL, dialled, false, Optional.empty());
        }
        if (!dialled.isEmpty() && isCode(dialled.charAt(0))) {
            boolean feature = isFeatureCode(dialled);
            return new Classified(feature ? Kind.FEATURE_CODE : Kind.UNKNOWN, dialled, !feature && behindCode(dialled).anyMatch(this::isDear),
                    Optional.empty());
        }
        return candidates(dialled).flatMap(number -> inUse(number).stream()).findFirst()
                .orElseGet(() -> new Classified(Kind.UNKNOWN, dialled,
                        candidates(dialled).anyMatch(this::looksPremium), Optional.empty()));
    }

    /** As dialed, and what would be left behind the outside-line prefix: that may have been dialed with it or without. */
    private Stream<String> candidates(String dialled) {
        return outsidePrefix.isEmpty() || !dialled.startsWith(outsidePrefix) || dialled.length() == outsidePrefix.length()
                ? Stream.of(dialled) : Stream.of(dialled, dialled.substring(outsidePrefix.length()));
    }

    /** Behind 0 and 9, too, which most exchanges want for a line: who is in need may not know that this one does not. */
    private Optional<String> emergency(String dialled) {
        Stream<String> behindPrefix = isInternal(dialled) || dialled.isEmpty() || "09".indexOf(dialled.charAt(0)) < 0
                ? Stream.empty() : Stream.of(dialled.substring(1));
        return Stream.concat(candidates(dialled), behindPrefix).filter(number -> SHORT.isEmergencyNumber(number, region)).findFirst();
    }

    private boolean isInternal(String number) {
        return number.length() <= INTERNAL_DIGITS && internal.test(number);
    }

    /** A short code, perhaps with one of the PBX's own numbers behind it: no call can leave the PBX by that. */
    private boolean isFeatureCode(String dialled) {
        int start = (int) dialled.chars().takeWhile(NumberClassifier::isCode).count();
        boolean closed = dialled.length() > start && isCode(dialled.charAt(dialled.length() - 1));
        String digits = dialled.substring(start, dialled.length() - (closed ? 1 : 0));
        return start <= 2 && digits.chars().noneMatch(NumberClassifier::isCode) && (digits.length() <= FEATURE_DIGITS
                || IntStream.rangeClosed(0, FEATURE_DIGITS).mapToObj(digits::substring).anyMatch(this::isInternal));
    }

    /** What may be a number behind a code, e.g. the one to which a phone is forwarded from now on. How long the code is, the PBX knows. */
    private Stream<String> behindCode(String dialled) {
        return Arrays.stream(CODES.split(dialled)).flatMap(digits -> IntStream.rangeClosed(0, FEATURE_DIGITS)
                .filter(code -> digits.length() - code >= CHEAP_SHORT_DIGITS).mapToObj(digits::substring)).flatMap(this::candidates);
    }

    private boolean isDear(String number) {
        return inUse(number).map(Classified::premium).orElseGet(() -> looksPremium(number));
    }

    /** Whether this is a code with more behind it than a code of the PBX itself has: perhaps a number that it leads to. */
    public static boolean isCodeWithNumber(String dialled) {
        return !dialled.isEmpty() && isCode(dialled.charAt(0)) && TelephoneNumbers.digits(dialled).length() > FEATURE_DIGITS;
    }

    private static boolean isCode(int c) {
        return c == '*' || c == '#';
    }

    private Optional<Classified> inUse(String number) {
        Optional<PhoneNumber> parsed = parse(number);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        if (UTIL.isValidNumber(parsed.get())) {
            boolean domestic = UTIL.isValidNumberForRegion(parsed.get(), region);
            return Optional.of(new Classified(domestic ? Kind.DOMESTIC : Kind.FOREIGN, number, isPremium(parsed.get()),
                    Optional.of(UTIL.format(parsed.get(), PhoneNumberFormat.E164))));
        }
        return number.length() <= SHORT_DIGITS && SHORT.isValidShortNumberForRegion(parsed.get(), region)
                ? Optional.of(new Classified(Kind.DOMESTIC, number, isPremiumShort(parsed.get(), number), Optional.empty())) : Optional.empty();
    }

    /** What a short code costs is often not known: the long ones are seldom free, the others never dear. */
    private boolean isPremiumShort(PhoneNumber code, String number) {
        ShortNumberCost cost = SHORT.getExpectedCostForRegion(code, region);
        return cost == ShortNumberCost.PREMIUM_RATE || cost == ShortNumberCost.UNKNOWN_COST && number.length() > CHEAP_SHORT_DIGITS;
    }

    private static boolean isPremium(PhoneNumber number) {
        return PREMIUM.contains(UTIL.getNumberType(number)) || PREMIUM_CODES.contains(number.getCountryCode());
    }

    /**
     * Networks pass over digits behind a number, and who hears nothing yet dials those that are missing: the longest part that is in use
     * decides, else what the number could become.
     */
    private boolean looksPremium(String number) {
        Optional<PhoneNumber> longest = IntStream.iterate(number.length() - 1, length -> length >= CHEAP_SHORT_DIGITS, length -> length - 1)
                .mapToObj(length -> number.substring(0, length)).flatMap(part -> parse(part).filter(UTIL::isValidNumber).stream()).findFirst();
        return longest.map(NumberClassifier::isPremium).orElseGet(() -> becomesPremium(number));
    }

    /** Digits are added until there are more of them than any number of its country has. */
    private boolean becomesPremium(String number) {
        return IntStream.rangeClosed(1, MISSING_DIGITS)
                .mapToObj(missing -> IntStream.range(0, 10).mapToObj(digit -> parse(number + String.valueOf(digit).repeat(missing))).toList())
                .takeWhile(wholes -> !wholes.stream().allMatch(NumberClassifier::isTooLong))
                .anyMatch(wholes -> wholes.stream().flatMap(Optional::stream).anyMatch(whole -> UTIL.isValidNumber(whole) && isPremium(whole)));
    }

    private static boolean isTooLong(Optional<PhoneNumber> parsed) {
        return parsed.map(UTIL::isPossibleNumberWithReason).equals(Optional.of(PhoneNumberUtil.ValidationResult.TOO_LONG));
    }

    /**
     * Numbers that may be meant where a number could not be told: of the world, with +, what is behind any prefix with which networks and exchanges
     * begin a call abroad; of the region, as they are dialed and with +, those with digits behind them or a code before them. For rules that block;
     * nothing is dialed by them.
     */
    public List<String> suspected(Classified classified) {
        if (classified.kind() != Kind.UNKNOWN) {
            return List.of();
        }
        String digits = TelephoneNumbers.digits(classified.number());
        Stream<String> abroad = IntStream.rangeClosed(0, LONGEST_EXIT)
                .filter(exit -> digits.length() - exit >= SHORTEST_FOREIGN).mapToObj(exit -> "+" + digits.substring(exit))
                .filter(number -> number.charAt(1) != '0');
        Stream<String> home = (classified.isInside() ? behindCode(classified.number()) : candidates(classified.number()))
                .flatMap(number -> Stream.concat(Stream.of(number), parse(number).map(known -> UTIL.format(known, PhoneNumberFormat.E164)).stream()));
        return Stream.concat(abroad, home).distinct().toList();
    }

    private Optional<PhoneNumber> parse(String number) {
        try {
            return Optional.of(UTIL.parse(number, region));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}

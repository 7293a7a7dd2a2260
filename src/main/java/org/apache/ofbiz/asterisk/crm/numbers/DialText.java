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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people type, paste or click when they mean a phone number, and what a PBX shows of a caller: in any form, with a word before
 * it, as a {@code tel:} or {@code sip:} address with its parameters (RFC 3966, RFC 3261), in digits of any script, with the invisible
 * signs that other programs put around it. Takes time in proportion to the text, of which it reads the beginning only. Stateless.
 */
public final class DialText {

    /** What can be dialed: a number, or a feature code. */
    public static final Pattern DIALABLE = Pattern.compile("\\+?[0-9]{1,20}|[*#][0-9*#]{1,20}");
    /** No number is longer, in whatever dress. */
    static final int LONGEST = 200;

    private static final List<String> PHONE_SCHEMES = List.of("tel:", "callto:", "phone:");
    private static final List<String> SIP_SCHEMES = List.of("sip:", "sips:");
    private static final String CONTEXT = "phone-context=";
    /** "Tel.:", "Phone:" and the like, where a number follows. */
    private static final Pattern LABEL = Pattern.compile("[\\p{L}. ]{1,20}+:\\s*+(?=[+(0-9*#])");
    /** The zero that is dialed at home only: +372 (0) 555. Italy has it abroad, too. */
    private static final Pattern ZERO_AT_HOME = Pattern.compile("^(\\+(?!\\s*+39)[\\d\\s]*+)\\(0\\)");
    /** A number of a phone behind the number: "ext. 12", "x12". It is dialed once the call is there. */
    private static final Pattern EXTENSION = Pattern.compile("(?i)(?:e?xt(?:ension)?|x)[.:= ]{0,3}+[0-9]{1,7}+$");
    /** Signs between digits that are neither blanks nor dashes. */
    private static final String SEPARATORS = "().[]{}/\\_~'\"|\u2019\u2018\u00b4`\u2022\u00b7\u2027\u30fb\u2212\u2043\u2044\u2215\u30fc\u02d7";
    /** What a phone takes as a wait before it dials on. */
    private static final String PAUSES = ",pPwW";
    /** A number whose end is a word, by the letters on the keys of a phone: 1-800-FLOWERS. */
    private static final Pattern LETTERED = Pattern.compile("(?:\\+[0-9]{1,8}|[0-9]{4,8})[A-Z]{3,12}");
    /** From A to Z. */
    private static final String KEYS = "22233344455566677778889999";
    /** A pause behind fewer digits than a number has is no end of it, where they may get a line or a country first. */
    private static final String BEFORE_NUMBER = "+09";
    private static final int SHORTEST_NUMBER = 7;

    private DialText() {
    }

    /** The number that is meant, as it is dialed; of what is no number, what is left without separators. */
    public static String number(String typed) {
        String text = unwrapped(plain(typed));
        String address = ofAddress(text);
        String number = ofParameters(LABEL.matcher(address).replaceFirst(""));
        String main = withoutExtension(ZERO_AT_HOME.matcher(number).replaceFirst("$1"));
        return tidy(main);
    }

    /** True where a number is meant, as far as can be seen: nothing but digits and what stands between them. */
    public static boolean isNumber(String typed) {
        return DIALABLE.matcher(number(typed)).matches();
    }

    /**
     * The number of one that ends with a word for the keys of a phone, as in 1-800-FLOWERS. Only people can tell it from a name that begins with
     * digits, so it is shown before it is dialed.
     */
    public static Optional<String> ofLetters(String typed) {
        String text = plain(typed).chars().filter(c -> !isSeparator((char) c)).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString().toUpperCase(Locale.ROOT);
        return Optional.of(text).filter(shown -> shown.length() > SHORTEST_NUMBER && LETTERED.matcher(shown).matches()).map(shown -> shown.chars()
                .map(c -> Character.isLetter(c) ? KEYS.charAt(c - 'A') : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    /**
     * What a PBX shows of a caller, without what SIP puts around and behind a number: scheme, host, and parameters but an extension.
     * What holds other letters than those is no number, and stays as it is.
     */
    public static String caller(String shown) {
        if (shown.length() > LONGEST) {
            return shown;
        }
        String text = unwrapped(plain(shown));
        String address = ofAddress(text);
        String number = ofParameters(address);
        boolean dressed = !number.equals(text);
        return isPlainNumber(number) ? dressed ? number + extensionParameter(address) : shown : shown;
    }

    /** True where the text has digits, and no letters but those that name an extension. */
    static boolean isPlainNumber(String text) {
        String main = withoutExtension(text);
        return main.chars().anyMatch(Character::isDigit) && main.chars().noneMatch(c -> Character.isLetter(c) || c == '@');
    }

    /** One spelling of each sign, and none that cannot be seen; digits of all scripts as those that phones have. */
    private static String plain(String typed) {
        String clipped = typed.length() > LONGEST ? typed.substring(0, LONGEST + 1) : typed;
        StringBuilder result = new StringBuilder();
        Normalizer.normalize(clipped, Normalizer.Form.NFKC).codePoints().filter(DialText::isSeen).forEach(c -> {
            if (Character.isDigit(c)) {
                result.append(Character.digit(c, 10));
            } else if (c == 0x2795) { // a heavy plus
                result.append('+');
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.length() > LONGEST ? "" : result.toString().strip();
    }

    private static boolean isSeen(int c) {
        return switch (Character.getType(c)) {
        case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> false;
        default -> true;
        };
    }

    /** What is in the angle brackets behind a name, or around all of it. */
    private static String unwrapped(String text) {
        int start = text.lastIndexOf('<');
        int end = text.indexOf('>', start + 1);
        return start < 0 || end < 0 ? text : text.substring(start + 1, end).strip();
    }

    /** Without a scheme; of a SIP address the user's part where that is a phone number. */
    private static String ofAddress(String text) {
        Optional<String> phone = behind(text, PHONE_SCHEMES);
        Optional<String> sip = behind(text, SIP_SCHEMES);
        if (phone.isPresent()) {
            return phone.get();
        }
        String target = sip.orElse(text);
        int at = target.indexOf('@');
        boolean isPhone = at > 0 && (target.startsWith("+") || target.toLowerCase(Locale.ROOT).contains(";user=phone"));
        return isPhone ? target.substring(0, at) : target;
    }

    private static Optional<String> behind(String text, List<String> schemes) {
        return schemes.stream().filter(scheme -> text.regionMatches(true, 0, scheme, 0, scheme.length())).findFirst().map(scheme -> {
            String target = decoded(text.substring(scheme.length()));
            return target.startsWith("//") ? target.substring(2) : target.startsWith("/") ? target.substring(1) : target;
        });
    }

    private static String decoded(String text) {
        try {
            return plain(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that means itself; no number has one
        }
    }

    /** Parameters are left out, but a context that is the beginning of the number belongs to it. */
    private static String ofParameters(String text) {
        String[] parts = text.split(";", -1);
        String number = parts[0].strip();
        return number.startsWith("+") ? number : Arrays.stream(parts).skip(1).map(String::strip)
                .filter(part -> part.regionMatches(true, 0, CONTEXT + "+", 0, CONTEXT.length() + 1)).findFirst()
                .map(part -> part.substring(CONTEXT.length()) + number).orElse(number);
    }

    private static String extensionParameter(String text) {
        return Arrays.stream(text.split(";")).skip(1).filter(part -> part.regionMatches(true, 0, "ext=", 0, 4)).findFirst()
                .map(part -> ";" + part).orElse("");
    }

    private static String withoutExtension(String text) {
        Matcher extension = EXTENSION.matcher(text);
        boolean found = extension.find() && count(text.substring(0, extension.start()), Character::isDigit) > 0;
        String main = found ? text.substring(0, extension.start()).strip() : text;
        return main.endsWith(",") || main.endsWith(";") ? main.substring(0, main.length() - 1) : main;
    }

    /** Only what is dialed. What follows a pause is sent once the call is there, so it is no part of the number. */
    private static String tidy(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPause(text, i)) {
                if (!isBeforePause(result.toString())) {
                    break;
                }
            } else if (!isSeparator(c)) {
                result.append(c);
            }
        }
        return whole(result.toString());
    }

    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.DASH_PUNCTUATION
                || SEPARATORS.indexOf(c) >= 0;
    }

    /** A letter is one where no other letter is beside it. */
    private static boolean isPause(String text, int at) {
        return PAUSES.indexOf(text.charAt(at)) >= 0 && at > 0
                && (text.charAt(at) == ',' || !isOtherLetter(text, at, -1) && !isOtherLetter(text, at, 1));
    }

    /** Whether another letter is beside this one, or beside the pauses that it is one of. */
    private static boolean isOtherLetter(String text, int at, int step) {
        int beside = at + step;
        while (beside >= 0 && beside < text.length() && PAUSES.indexOf(text.charAt(beside)) >= 0) {
            beside += step;
        }
        return beside >= 0 && beside < text.length() && Character.isLetter(text.charAt(beside));
    }

    private static boolean isBeforePause(String dialled) {
        return dialled.length() <= 1 || dialled.length() < SHORTEST_NUMBER && BEFORE_NUMBER.indexOf(dialled.charAt(0)) >= 0;
    }

    /** One plus at the beginning, and no # at the end of a number. */
    private static String whole(String number) {
        String result = number;
        while (result.startsWith("++")) {
            result = result.substring(1);
        }
        if (result.length() > 2 && result.charAt(1) == '+' && Character.isDigit(result.charAt(0))) {
            result = result.substring(1); // what gets a line
        }
        if (result.endsWith("#") && !result.startsWith("*") && !result.startsWith("#")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }

    private static long count(String text, IntPredicate what) {
        return text.chars().filter(what).count();
    }
}

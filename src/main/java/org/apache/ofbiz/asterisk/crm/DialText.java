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
package org.apache.ofbiz.asterisk.crm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people type, paste or click when they mean a telephone number: in any form, with a word before it, as a {@code tel:} link
 * (RFC 3966), with the invisible signs that other programs put around it. Stateless.
 */
final class DialText {

    /** What can be dialled. */
    static final Pattern DIALABLE = Pattern.compile("\\+?[0-9]{1,20}");
    private static final Pattern LINK = Pattern.compile("(?i)tel:/{0,2}(.*)");
    /** "Tel.:", "Phone:" and the like, where a number follows. */
    private static final Pattern LABEL = Pattern.compile("[\\p{L}. ]{1,20}:\\s*(?=[+(0-9])");
    /** The zero that is dialled at home only: +372 (0) 555. */
    private static final Pattern ZERO_AT_HOME = Pattern.compile("^(\\+[\\d\\s]*)\\(0\\)");
    /** A number of a phone behind the number: "ext. 12", "x12". It is dialled once the call is there. */
    private static final Pattern EXTENSION = Pattern.compile("(?i)(?<=\\d)\\s*,?;?\\s*(?:ext(?:ension|\\.)?|x)\\s*[.:=]?\\s*\\d{1,7}$");
    /** What people put between digits: blanks, dashes of all kinds, brackets, dots, slashes, and signs that cannot be seen. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\p{Z}\\p{Cf}\\p{Pd}().\\[\\]/\\u2022\\u00b7]");
    private static final Pattern CONTEXT = Pattern.compile("(?i)phone-context=(\\+[0-9().-]+)");

    private DialText() {
    }

    /** The number that is meant, as it is dialled; of what is no number, what is left without separators. */
    static String number(String typed) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "").strip();
        Matcher link = LINK.matcher(plain);
        String text = digits(link.matches() ? ofLink(link.group(1)) : LABEL.matcher(plain).replaceFirst(""));
        String main = EXTENSION.matcher(text).replaceFirst("");
        return SEPARATORS.matcher(ZERO_AT_HOME.matcher(main).replaceFirst("$1")).replaceAll("");
    }

    /** True where a number is meant, as far as can be seen: nothing but digits and what stands between them. */
    static boolean isNumber(String typed) {
        return DIALABLE.matcher(number(typed)).matches();
    }

    /** Parameters are left out, but a context that is the beginning of the number belongs to it. */
    private static String ofLink(String target) {
        String[] parts = decoded(target).split(";");
        String number = parts.length == 0 ? "" : parts[0];
        return number.startsWith("+") ? number : Arrays.stream(parts).map(CONTEXT::matcher).filter(Matcher::matches)
                .map(context -> context.group(1) + number).findFirst().orElse(number);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that means itself; no number has one
        }
    }

    /** Digits of all scripts as those that telephones have. */
    private static String digits(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                result.append(Character.digit(c, 10));
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.toString();
    }
}

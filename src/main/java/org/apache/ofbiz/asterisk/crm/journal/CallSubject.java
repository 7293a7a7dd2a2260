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
package org.apache.ofbiz.asterisk.crm.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The subject of a call's CommEvent where nobody wrote one. It is saved in one language; pages show it in that of the reader. Immutable.
 *
 * @param label  which text it is
 * @param number that called or was called, as the call has it
 */
public record CallSubject(String label, String number) {

    private static final String LABELS = "AsteriskUiLabels";
    private static final String LABEL = "AsteriskCommEventSubject_";
    private static final String MISSED = LABEL + "MISSED";
    /** The languages that labels have, and that a subject can have been saved in. */
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN);

    /**
     * The subject of a CommEvent of ours.
     *
     * @param row   of the PhoneCall
     * @param saved the CommEvent's subject
     * @return empty where a person wrote it, here or in OFBiz, or the call has no number
     */
    public static Optional<CallSubject> of(GenericValue row, String saved) {
        String number = number(row);
        return PlainText.given(row.getString("subject")).isPresent() || number.isEmpty() || !isOurs(saved, number) ? Optional.empty()
                : Optional.of(new CallSubject(label(row), number));
    }

    /** What it is in a language. @param who as people read it */
    public String in(Locale locale, String who) {
        return UtilProperties.getMessage(LABELS, label, Map.of("who", who), locale);
    }

    static String text(GenericValue row, String who, Locale locale) {
        return new CallSubject(label(row), number(row)).in(locale, who);
    }

    static String number(GenericValue row) {
        return Rows.text(row, direction(row) == PhoneCall.Direction.INBOUND ? "callerNumber" : "dialedNumber");
    }

    private static String label(GenericValue row) {
        return row.get("answerDate") == null && direction(row) != PhoneCall.Direction.OUTBOUND ? MISSED : LABEL + direction(row);
    }

    private static PhoneCall.Direction direction(GenericValue row) {
        return EnumIds.direction(row.getString("directionEnumId"));
    }

    /** Whether it begins as one of ours and ends with the number, which may have lost its signs; who writes a subject writes another. */
    private static boolean isOurs(String saved, String number) {
        String digits = TelephoneNumbers.digits(number);
        String end = saved.endsWith(")") ? saved.substring(0, saved.length() - 1) : saved;
        boolean endsWithNumber = digits.isEmpty() ? end.endsWith(number)
                : TelephoneNumbers.digits(end).endsWith(digits) && end.endsWith(digits.substring(digits.length() - 1));
        return endsWithNumber && LANGUAGES.stream().anyMatch(language -> labels().anyMatch(label ->
                saved.startsWith(new CallSubject(label, number).in(language, ""))));
    }

    private static Stream<String> labels() {
        return Stream.concat(Stream.of(MISSED), Arrays.stream(PhoneCall.Direction.values()).map(direction -> LABEL + direction));
    }
}

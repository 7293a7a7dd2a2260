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

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Which rows have a number in a form that its country had before, or that is written or dialed elsewhere. Immutable.
 *
 * @param keyOfForm    the form that each key stands for
 * @param switchboards keys of numbers that count only where the 0 of a switchboard is written apart
 */
record OtherForms(Map<String, String> keyOfForm, Set<String> switchboards) {

    static OtherForms of(NumberQuirks.Forms forms) {
        // a number that is no form of today has its digits alone as key, with the country or without
        Map<String, String> keyOfForm = new HashMap<>();
        forms.e164().forEach(form -> Stream.of(form, form.substring(1), TelephoneNumbers.withoutCountry(form)).forEach(key ->
                keyOfForm.putIfAbsent(key, form)));
        return new OtherForms(Map.copyOf(keyOfForm), Set.copyOf(forms.switchboards()));
    }

    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(keyOfForm.keySet());
        keys.addAll(switchboards);
        return keys;
    }

    /** @param row with the fields of AsteriskPartyAndNumberKey */
    boolean has(GenericValue row) {
        return isForm(row) || switchboards.contains(row.getString("numberKey")) && isSwitchboard(row.getString("contactNumber"));
    }

    private boolean isForm(GenericValue row) {
        String key = row.getString("numberKey");
        String form = keyOfForm.get(key);
        return form != null && (key.startsWith("+") || form.equals("+" + key)
                || form.equals("+" + TelephoneNumbers.withoutZeros(TelephoneNumbers.digits(row.getString("countryCode"))) + key));
    }

    /** The 0 behind the number is written apart from it: 901 82-0. */
    private static boolean isSwitchboard(String written) {
        String text = written == null ? "" : written.strip();
        return text.length() > 2 && text.endsWith("0") && !Character.isLetterOrDigit(text.charAt(text.length() - 2));
    }
}

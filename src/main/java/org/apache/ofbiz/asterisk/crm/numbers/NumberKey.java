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
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/**
 * What a stored number is found by (entity AsteriskNumberKey). Immutable.
 *
 * @param key         E.164 form with +; the digits alone of what cannot be a public number; empty where there is no digit
 * @param national    digits of the national number without leading zeros, at most 60
 * @param countryCode calling code where it is certain: it was written, or the number is in use in the default region; else empty
 * @param extension   digits behind "x", "ext." and the like; else empty
 */
public record NumberKey(String key, String national, String countryCode, Kind kind, String extension) {

    /** Fields longer than this are cut: no phone number is. */
    public static final int LENGTH = 60;

    public NumberKey {
        key = PlainText.clip(key, LENGTH);
        national = PlainText.clip(national, LENGTH);
        extension = PlainText.clip(extension, LENGTH);
    }

    /** Whether a number can be told from others all over the world. */
    enum Kind {
        /** In use somewhere, as the numbering plans say. */
        VALID,
        /** At most six digits: an extension, a short code, an emergency number. */
        SHORT,
        INVALID
    }

    public static String reversed(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }

    /** Fields of the TelecomNumberKey. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("numberKey", PlainText.given(key).orElse(null));
        fields.put("reversedDigits", PlainText.given(reversed(national)).orElse(null));
        fields.put("countryCode", PlainText.given(countryCode).orElse(null));
        fields.put("keyKind", kind.name());
        fields.put("extension", PlainText.given(extension).orElse(null));
        return fields;
    }
}

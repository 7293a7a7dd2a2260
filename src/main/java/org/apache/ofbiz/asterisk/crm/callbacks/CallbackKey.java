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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/** A number in the one form by which calls with the same customer are found. Stateless. */
public final class CallbackKey {

    private static final int LENGTH = 60;
    /** No public number is shorter; extensions rarely are as long. */
    private static final Pattern OUTSIDE = Pattern.compile("\\+?[0-9]{6,20}");
    private static final int ID_BYTES = 10; // 20 hexadecimal digits, as long as an OFBiz id may be

    private CallbackKey() {
    }

    /** The same for a number however it is written; empty where it is withheld. */
    public static Optional<String> of(String number, TelephoneNumbers numbers) {
        return numbers.readings(number).stream().findFirst().or(() -> PlainText.given(number)).map(text -> PlainText.clip(text, LENGTH));
    }

    /** Whether somebody can be called by it: not so where a PBX shows a word for a withheld number. */
    public static boolean canBeCalled(String number) {
        return !number.isBlank() && DialText.isNumber(number);
    }

    /** Whether a customer can have it: neither a feature code nor an extension. */
    static boolean isOfCustomer(String number) {
        return OUTSIDE.matcher(number).matches();
    }

    /** Primary key of the row that holds the open task of this owner and number. */
    static String idOf(CallbackOwner owner, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest((owner.text() + '\n' + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

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
package org.apache.ofbiz.asterisk.crm.recordings.encryption;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Keys that a test names by a number: the same number is the same key. */
public final class KeysOfTests {

    private KeysOfTests() {
    }

    /** The text of a key. */
    public static String text(int number) {
        byte[] secret = new byte[RecordingKey.LENGTH];
        new Random(number).nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    /** @param entries as NAME=NUMBER, the first one encrypts; {@code none} for no new ones */
    public static RecordingKeys of(String... entries) {
        Map<String, String> variables = new HashMap<>();
        List<String> named = Arrays.stream(entries).map(entry -> {
            if (!entry.contains("=")) {
                return entry;
            }
            String[] parts = entry.split("=");
            variables.put("KEY_" + parts[0], text(Integer.parseInt(parts[1])));
            return parts[0] + "=env:KEY_" + parts[0];
        }).toList();
        return RecordingKeys.read(named, variables::get, file -> false);
    }
}

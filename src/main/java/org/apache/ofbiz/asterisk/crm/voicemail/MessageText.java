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
package org.apache.ofbiz.asterisk.crm.voicemail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/**
 * What the text file says that app_voicemail writes beside each message. Immutable.
 *
 * @param messageId of Asterisk; stays the same when the message gets another number or folder
 * @param leftAt    when the message was left
 * @param number    of the caller as the PBX has it; empty for a withheld one
 * @param name      of the caller; may be empty
 * @param seconds   how long it is
 */
public record MessageText(String messageId, Instant leftAt, String number, String name, int seconds) {

    /** Files are some hundred bytes; of a larger one nothing is read. */
    static final int MOST_BYTES = 16 * 1024;

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z._-]{1,80}+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}+");
    private static final int LONGEST_SHOWN = 100;
    private static final long LONGEST_SECONDS = 86_400;

    /**
     * Reads such a file.
     *
     * @return empty for any other file, and for one that names its message twice: which of them the PBX means isn't known
     */
    static Optional<MessageText> read(String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : text.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith(";")) {
                String key = line.substring(0, equals).strip();
                if (values.putIfAbsent(key, line.substring(equals + 1).strip()) != null && (key.equals("msg_id") || key.equals("origtime"))) {
                    return Optional.empty();
                }
            }
        }
        String id = values.getOrDefault("msg_id", "");
        String leftAt = values.getOrDefault("origtime", "");
        if (!ID.matcher(id).matches() || !SECONDS.matcher(leftAt).matches()) {
            return Optional.empty();
        }
        String duration = values.getOrDefault("duration", "");
        long seconds = SECONDS.matcher(duration).matches() ? Math.min(LONGEST_SECONDS, Long.parseLong(duration)) : 0;
        String caller = values.getOrDefault("callerid", "");
        return Optional.of(new MessageText(id, Instant.ofEpochSecond(Long.parseLong(leftAt)), shown(numberIn(caller)), shown(nameIn(caller)),
                (int) seconds));
    }

    /** Of {@code "Name" <number>}, {@code number} or {@code Unknown}. */
    private static String numberIn(String caller) {
        int from = caller.lastIndexOf('<');
        int to = caller.lastIndexOf('>');
        String number = from >= 0 && to > from ? caller.substring(from + 1, to) : caller;
        return number.chars().anyMatch(Character::isDigit) ? number.strip() : "";
    }

    private static String nameIn(String caller) {
        int from = caller.lastIndexOf('<');
        String name = from < 0 ? "" : caller.substring(0, from).strip();
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"") ? name.substring(1, name.length() - 1).strip() : name;
    }

    private static String shown(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars().filter(c -> !Character.isISOControl(c)).forEach(c -> plain.append((char) c));
        return PlainText.clip(plain.toString(), LONGEST_SHOWN);
    }
}

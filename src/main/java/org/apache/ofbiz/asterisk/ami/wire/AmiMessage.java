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
package org.apache.ofbiz.asterisk.ami.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One message of the PBX: an event, a response, or the banner it greets with. Immutable; of a repeated header the first counts. Holds the
 * bytes and makes text of those values only that somebody asks for: of an event's twenty headers we need seven.
 */
public final class AmiMessage {

    private static final byte[] UNKNOWN = "<unknown>".getBytes(StandardCharsets.US_ASCII);
    static final String BANNER = "Asterisk Call Manager";
    private static final int CASE = 0x20;

    private final byte[] bytes;
    /** Where each line begins; the last entry is where one more would. A line ends two bytes (CR LF) before the next. */
    private final int[] starts;
    private final String event;

    public AmiMessage(List<String> lines) {
        this((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8), startsOf(lines));
    }

    /**
     * @param bytes  lines with CR LF behind each; not copied
     * @param starts where each line begins, and where the next would
     */
    public AmiMessage(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
        this.event = get("Event");
    }

    private static int[] startsOf(List<String> lines) {
        int[] starts = new int[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            starts[i + 1] = starts[i] + lines.get(i).getBytes(StandardCharsets.UTF_8).length + 2;
        }
        return starts;
    }

    /** Bytes as received. */
    int size() {
        return bytes.length;
    }

    /** As received, without the empty line at the end. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(starts.length - 1);
        for (int i = 0; i < starts.length - 1; i++) {
            lines.add(text(starts[i], starts[i + 1] - 2));
        }
        return lines;
    }

    /** Value of a header, whatever its case; empty string where it is missing or Asterisk says that it does not know. */
    public String get(String name) {
        for (int i = 0; i < starts.length - 1; i++) {
            int colon = starts[i] + name.length();
            if (colon < starts[i + 1] - 2 && bytes[colon] == ':' && isNamed(name, starts[i])) {
                return value(colon + 1, starts[i + 1] - 2);
            }
        }
        return "";
    }

    private boolean isNamed(String name, int start) {
        for (int i = 0; i < name.length(); i++) {
            int difference = bytes[start + i] ^ name.charAt(i);
            if (difference != 0 && (difference != CASE || !Character.isLetter(name.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private String value(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (start < end && bytes[end - 1] == ' ') {
            end--;
        }
        return isUnknown(start, end) ? "" : text(start, end);
    }

    private boolean isUnknown(int start, int end) {
        if (end - start != UNKNOWN.length) {
            return false;
        }
        for (int i = 0; i < UNKNOWN.length; i++) {
            if (bytes[start + i] != UNKNOWN[i]) {
                return false;
            }
        }
        return true;
    }

    private String text(int from, int to) {
        return from == to ? "" : WireText.decode(bytes, from, to);
    }

    public boolean has(String name) {
        return !get(name).isEmpty();
    }

    /** Value as a number; 0 where it is none. */
    public int number(String name) {
        try {
            return Integer.parseInt(get(name));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    public Optional<String> optional(String name) {
        return Optional.of(get(name)).filter(value -> !value.isEmpty());
    }

    /** Name of the event; empty for anything else. */
    public String event() {
        return event;
    }

    /** What a PBX says first, before any login. */
    boolean isBanner() {
        return starts.length == 2 && lines().get(0).startsWith(BANNER);
    }

    /** All headers, names in lower case. */
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
            }
        }
        return headers;
    }

    @Override
    public String toString() {
        return String.join(" | ", lines());
    }
}

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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Reads what a PBX passes on as it got it: names of callers in UTF-8, in the windows-1252 of older exchanges and phones, or cut off
 * in the middle of a character where Asterisk had no more room. Stateless.
 */
final class WireText {

    private static final Charset OLD = Charset.forName("windows-1252");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
    private static final byte DELETE = 0x7F;
    private static final char UNREADABLE = '\uFFFD';
    /** Bytes of the longest character. */
    private static final int LONGEST = 4;

    private WireText() {
    }

    /**
     * The text of these bytes; {@code to} is the first one behind them. A control character, which no PBX sends and databases refuse, becomes a
     * space.
     */
    static String decode(byte[] bytes, int from, int to) {
        String text = decoded(bytes, from, to);
        for (int i = from; i < to; i++) {
            if (isControl(bytes[i])) {
                return CONTROL.matcher(text).replaceAll(" ");
            }
        }
        return text;
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ' && b != '\t' || b == DELETE;
    }

    private static String decoded(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf(UNREADABLE) < 0) {
            return text;
        }
        String whole = withoutCutCharacter(bytes, from, to);
        return whole.indexOf(UNREADABLE) < 0 ? whole : isWellFormed(text, bytes, from, to) ? text
                : new String(bytes, from, to - from, OLD).replace(UNREADABLE, ' ');
    }

    /** A character is cut off where its first byte promises more than there are. Behind others alone: one letter is no sign of UTF-8. */
    private static String withoutCutCharacter(byte[] bytes, int from, int to) {
        int start = to - 1;
        while (start > from && to - start < LONGEST && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        boolean cut = (bytes[start] & 0xFF) >= 0xC2 && to - start < length(bytes[start]);
        String rest = cut ? new String(bytes, from, start - from, StandardCharsets.UTF_8) : String.valueOf(UNREADABLE);
        boolean others = to - start > 1 || rest.chars().anyMatch(c -> c > 0x7F);
        return others ? rest : String.valueOf(UNREADABLE);
    }

    private static int length(byte first) {
        int value = first & 0xFF;
        return value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
    }

    /** True where the PBX itself sent the sign for what cannot be read. */
    private static boolean isWellFormed(String text, byte[] bytes, int from, int to) {
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(bytes, from, to));
    }
}

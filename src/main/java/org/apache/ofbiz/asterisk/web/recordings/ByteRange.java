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
package org.apache.ofbiz.asterisk.web.recordings;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file a request asks for, by its headers Range and If-Range (RFC 9110). Of several ranges at once, and of what is no
 * range, the whole file is the answer, as the RFC allows. Pure.
 */
sealed interface ByteRange {

    /** All of it. */
    record Whole() implements ByteRange { }

    /** @param first offset of the first byte, from 0 @param last of the last one */
    record Part(long first, long last) implements ByteRange { }

    /** Nothing that the file has. */
    record Unsatisfiable() implements ByteRange { }

    Pattern SINGLE = Pattern.compile("[Bb][Yy][Tt][Ee][Ss]=[ \\t]*+([0-9]{0,18}+)-([0-9]{0,18}+)[ \\t]*+");
    int LONGEST_HEADER = 100;

    /**
     * @param range    header Range; empty where there is none
     * @param ifRange  header If-Range: the range is wanted of this state of the file only
     * @param etag     of the file, with its quotes
     * @param modified whole seconds
     * @param length   of the file, in bytes
     */
    static ByteRange asked(Optional<String> range, Optional<String> ifRange, String etag, Instant modified, long length) {
        if (range.isEmpty() || range.get().length() > LONGEST_HEADER || ifRange.filter(state -> !isState(state, etag, modified)).isPresent()) {
            return new Whole();
        }
        Matcher single = SINGLE.matcher(range.get());
        if (!single.matches() || single.group(1).isEmpty() && single.group(2).isEmpty()) {
            return new Whole();
        }
        if (single.group(1).isEmpty()) {
            long count = Long.parseLong(single.group(2));
            return count == 0 || length == 0 ? new Unsatisfiable() : new Part(Math.max(0, length - count), length - 1);
        }
        long first = Long.parseLong(single.group(1));
        long last = single.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(single.group(2));
        if (last < first) {
            return new Whole(); // no range at all, says the RFC
        }
        return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
    }

    private static boolean isState(String text, String etag, Instant modified) {
        if (text.length() > LONGEST_HEADER || text.equals(etag)) {
            return text.equals(etag);
        }
        try {
            return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().equals(modified);
        } catch (DateTimeException e) {
            return false;
        }
    }
}

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
package org.apache.ofbiz.asterisk.crm.rows;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.entity.GenericValue;

/**
 * What a value of a form or service may hold. CR, LF and NUL end a line or a text somewhere else (an AMI message, a log, a file name),
 * so no field of ours takes them; every service asks here first. Stateless.
 */
public final class PlainText {

    private PlainText() {
    }

    /** Names of the fields whose text may not be taken. What is not text is passed over. */
    public static List<String> faultyFields(Map<String, ?> fields) {
        return faultyFields(fields, Set.of());
    }

    /** @param texts fields that may have several lines, but no NUL */
    public static List<String> faultyFields(Map<String, ?> fields, Set<String> texts) {
        return fields.entrySet().stream()
                .filter(field -> field.getValue() instanceof CharSequence text
                        && (texts.contains(field.getKey()) ? text.chars().anyMatch(c -> c == 0) : !isPlain(text)))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Characters of the longest text in a value: the value itself, or what a list or map holds. */
    public static int longest(Object value) {
        return texts(value).mapToInt(CharSequence::length).max().orElse(0);
    }

    private static Stream<CharSequence> texts(Object value) {
        if (value instanceof GenericValue) {
            return Stream.of();
        }
        return value instanceof CharSequence text ? Stream.of(text)
                : value instanceof Map<?, ?> map ? Stream.concat(map.keySet().stream(), map.values().stream()).flatMap(PlainText::texts)
                : value instanceof Collection<?> list ? list.stream().flatMap(PlainText::texts) : Stream.of();
    }

    /** True when the text is on one line and holds no NUL. */
    public static boolean isPlain(CharSequence text) {
        return text.chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0);
    }

    /**
     * The text, in which OFBiz finds nothing to evaluate. Services of OFBiz take <code>${...}</code> for code, as sendMail does in a subject: the
     * name that a caller shows would be run.
     */
    public static String inert(String text) {
        return text.replace("${", "$ {");
    }

    /** The text, no longer than a column takes; what is cut off is lost. */
    public static String clip(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Empty for null and for blanks. */
    public static Optional<String> given(String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.trim());
    }
}

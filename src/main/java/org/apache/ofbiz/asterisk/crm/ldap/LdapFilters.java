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
package org.apache.ofbiz.asterisk.crm.ldap;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Search filters (RFC 4515). Whatever a user types is a value and never a part of the filter. Stateless. */
final class LdapFilters {

    /** With fewer digits, digits with something between them are found in nearly every number. */
    private static final int ENOUGH_DIGITS = 5;
    private static final String SPECIAL = "\\*()\0";

    private LdapFilters() {
    }

    /** People of whom each word begins a word of one of these attributes. */
    static String ofName(String people, Collection<String> words, List<String> attributes) {
        return all(people, words.stream().map(word -> any(attributes.stream()
                .map(attribute -> equal(attribute, escaped(word) + "*") + equal(attribute, "* " + escaped(word) + "*"))
                .collect(Collectors.joining()))).collect(Collectors.joining()));
    }

    /** People who have these digits in one of these attributes, also where blanks or hyphens are between them. */
    static String ofDigits(String people, String digits, List<String> attributes) {
        String between = digits.length() < ENOUGH_DIGITS ? digits : String.join("*", digits.split(""));
        return all(people, any(attributes.stream().map(attribute -> equal(attribute, "*" + between + "*")).collect(Collectors.joining())));
    }

    private static String all(String people, String rest) {
        return "(&" + people + rest + ")";
    }

    private static String any(String filters) {
        return "(|" + filters + ")";
    }

    private static String equal(String attribute, String value) {
        return "(" + attribute + "=" + value + ")";
    }

    /** The value with each character escaped that means something in a filter. */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (char c : value.toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                text.append(String.format(Locale.ROOT, "\\%02x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}

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
package org.apache.ofbiz.asterisk.lint;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A version of a library in its order: numbers by value, and what leads to a release (alpha, beta, M1, RC2) before it. 9.0.0.M1, 9.0.0-M1 and
 * 2.0-beta9 read alike; a missing number counts as 0.
 */
record LibraryVersion(String text) implements Comparable<LibraryVersion> {

    private static final Pattern PARTS = Pattern.compile("[.\\-+_]|(?<=\\d)(?=[a-z])|(?<=[a-z])(?=\\d)");
    /** In their order; anything else, such as "jre", is a release too. */
    private static final List<String> BEFORE_RELEASE = List.of("alpha", "a", "beta", "b", "milestone", "m", "rc", "cr", "snapshot");
    private static final int RELEASE = BEFORE_RELEASE.size();

    @Override
    public int compareTo(LibraryVersion other) {
        String[] mine = parts();
        String[] theirs = other.parts();
        for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
            int order = compare(i < mine.length ? mine[i] : "", i < theirs.length ? theirs[i] : "");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private String[] parts() {
        return PARTS.split(text.toLowerCase(Locale.ROOT));
    }

    private static int compare(String one, String other) {
        int order = Integer.compare(rank(one), rank(other));
        return order != 0 || !isNumber(one) && !isNumber(other) ? order : Long.compare(number(one), number(other));
    }

    /** Words before a release come before any number, and any number before nothing to compare it with. */
    private static int rank(String part) {
        int before = BEFORE_RELEASE.indexOf(part);
        return before >= 0 ? before : RELEASE;
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(Character::isDigit);
    }

    private static long number(String part) {
        return isNumber(part) ? Long.parseLong(part) : 0;
    }
}

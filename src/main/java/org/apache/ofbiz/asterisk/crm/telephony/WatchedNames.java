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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of dialplan variables, as an admin writes them: separated by commas or blanks. Stateless. */
public final class WatchedNames {

    /** Names of one call source. */
    public static final int MOST = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}+");
    private static final Pattern BETWEEN = Pattern.compile("[,\\s]");

    private WatchedNames() {
    }

    /** The names, each once, in order; what is none is left out, and so is what comes after the tenth. */
    public static Set<String> of(String text) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(BETWEEN.split(text)).filter(name -> NAME.matcher(name).matches()).forEach(name -> {
            if (names.size() < MOST) {
                names.add(name);
            }
        });
        return names;
    }

    /** Whether nothing of it would be left out. */
    public static boolean areAllRight(String text) {
        long distinct = Arrays.stream(BETWEEN.split(text)).filter(name -> !name.isEmpty()).distinct().count();
        return distinct == of(text).size();
    }
}

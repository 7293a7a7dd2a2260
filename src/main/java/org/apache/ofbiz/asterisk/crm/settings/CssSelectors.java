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
package org.apache.ofbiz.asterisk.crm.settings;

import java.util.ArrayDeque;
import java.util.Deque;

/** Checks selectors of CSS as far as their form goes; whether an element matches is known by the browser only. Stateless. */
final class CssSelectors {

    private static final String OPENING = "([";
    private static final String CLOSING = ")]";
    private static final String COMBINATORS = ">+~";
    /** What no selector has outside of quotes: rules, blocks, tags, entities. */
    private static final String NEVER = "{};@<\"'`!%&/?";

    private CssSelectors() {
    }

    /** Whether a browser can read the text as a list of selectors. Reads each character once. */
    static boolean canBe(String text) {
        Deque<Character> open = new ArrayDeque<>();
        char quote = 0;
        char before = ',';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (isQuote(c) && isIn('[', open)) {
                quote = c;
            } else if (NEVER.indexOf(c) >= 0 || !follows(c, before, open)) {
                return false;
            }
            before = Character.isWhitespace(c) ? before : c;
        }
        return quote == 0 && open.isEmpty() && !isLoose(before);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isIn(char bracket, Deque<Character> open) {
        return !open.isEmpty() && open.peek() == bracket;
    }

    /** Keeps the brackets that are open. @return whether the character can stand behind the one before it, blanks left out */
    private static boolean follows(char c, char before, Deque<Character> open) {
        if (OPENING.indexOf(c) >= 0) {
            open.push(c);
            return c != '(' || Character.isLetter(before);
        }
        if (CLOSING.indexOf(c) >= 0) {
            return !isLoose(before) && before != '[' && !open.isEmpty() && open.pop() == OPENING.charAt(CLOSING.indexOf(c));
        }
        if (isIn('[', open)) {
            return before != '[' || isName(c);
        }
        if (c == ',') {
            return !isLoose(before);
        }
        if (COMBINATORS.indexOf(c) >= 0) {
            return COMBINATORS.indexOf(before) < 0 && (before == '(' || !isLoose(before));
        }
        return before == ':' ? c == ':' || isName(c) : !".#".contains(String.valueOf(before)) || isName(c);
    }

    private static boolean isName(char c) {
        return Character.isLetter(c) || c == '-' || c == '_' || c == '\\' || c > 0x7f || Character.isWhitespace(c);
    }

    /** Whether something has to follow. */
    private static boolean isLoose(char c) {
        return ",.#:(".indexOf(c) >= 0 || COMBINATORS.indexOf(c) >= 0;
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.util;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Text helpers. */
public final class StringUtil {
    private StringUtil() {
    }

    public static String join(Collection<?> col, CharSequence delim) {
        return UtilValidate.isEmpty(col) ? null : String.join(delim, col.stream().map(String::valueOf).toList());
    }

    /** The parts between the delimiter's characters, without empty ones; null for null. */
    public static List<String> split(String str, String delim) {
        if (str == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (var tokens = new java.util.StringTokenizer(str, delim == null ? " \t\n\r\f" : delim); tokens.hasMoreTokens();) {
            parts.add(tokens.nextToken());
        }
        return parts;
    }

    public static StringWrapper wrapString(String theString) {
        return makeStringWrapper(theString);
    }

    public static StringWrapper makeStringWrapper(String theString) {
        return theString == null ? new StringWrapper("") : new StringWrapper(theString);
    }

    /** A text that FreeMarker templates do not escape, because it is already markup. */
    public static final class StringWrapper {
        private final String text;

        StringWrapper(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

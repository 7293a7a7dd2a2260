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
package org.apache.ofbiz.base.util;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Short ways to make and convert collections and values. */
public final class UtilMisc {
    private UtilMisc() {
    }

    /** A map of name, value, name, value... @throws IllegalArgumentException when their number is odd */
    public static <K, V> Map<K, V> toMap(Object... data) {
        return toMap(HashMap::new, data);
    }

    public static <K, V> Map<K, V> toMap(Supplier<Map<K, V>> constructor, Object... data) {
        if (data.length % 2 != 0) {
            throw new IllegalArgumentException("toMap needs an even number of arguments, was given " + data.length);
        }
        Map<K, V> map = constructor.get();
        for (int i = 0; i < data.length; i += 2) {
            map.put(UtilGenerics.cast(data[i]), UtilGenerics.cast(data[i + 1]));
        }
        return map;
    }

    @SafeVarargs
    public static <T> List<T> toList(T... data) {
        return new ArrayList<>(Arrays.asList(data));
    }

    public static <K, V> Map<K, V> makeMapWritable(Map<K, ? extends V> map) {
        return map == null ? new HashMap<>() : new HashMap<>(map);
    }

    public static Long toLongObject(Object obj) {
        return obj instanceof Number number ? (Long) number.longValue() : obj == null ? null : Long.valueOf(obj.toString().trim());
    }

    /** The locale of "fr", "fr_CA" or "fr-CA"; null when the text is empty. */
    public static Locale parseLocale(String localeString) {
        return UtilValidate.isEmpty(localeString) ? null : Locale.forLanguageTag(localeString.replace('_', '-'));
    }

    /** The locale that the object is or names, else the JVM's default. */
    public static Locale ensureLocale(Object localeObject) {
        if (localeObject instanceof Locale locale) {
            return locale;
        }
        Locale parsed = localeObject instanceof String text ? parseLocale(text) : null;
        return parsed == null ? Locale.getDefault() : parsed;
    }
}

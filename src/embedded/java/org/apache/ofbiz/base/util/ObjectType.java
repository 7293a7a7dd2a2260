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

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** Types by the names that descriptors use ("String", "Timestamp", "List", "java.sql.Date"...), and conversion between them. */
public final class ObjectType {
    private static final Map<String, String> SHORT_NAMES = Map.ofEntries(
            Map.entry("Timestamp", "java.sql.Timestamp"), Map.entry("Date", "java.sql.Date"), Map.entry("Time", "java.sql.Time"),
            Map.entry("BigDecimal", "java.math.BigDecimal"), Map.entry("List", "java.util.List"), Map.entry("Map", "java.util.Map"),
            Map.entry("Set", "java.util.Set"), Map.entry("Collection", "java.util.Collection"), Map.entry("Locale", "java.util.Locale"),
            Map.entry("TimeZone", "java.util.TimeZone"), Map.entry("GenericValue", "org.apache.ofbiz.entity.GenericValue"),
            Map.entry("byte[]", "[B"));
    private static final Object NONE = new Object();
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd[[ ]['T']HH:mm[:ss]]");

    private ObjectType() {
    }

    public static Class<?> loadClass(String className) throws ClassNotFoundException {
        String withoutGenerics = className.replaceAll("<.*>", "").trim();
        String name = SHORT_NAMES.getOrDefault(withoutGenerics, withoutGenerics);
        String full = name.contains(".") || name.startsWith("[") ? name : "java.lang." + name;
        return Class.forName(full, true, Thread.currentThread().getContextClassLoader());
    }

    /** True for null too: absence is another question. */
    public static boolean instanceOf(Object obj, String typeName) {
        try {
            return obj == null || loadClass(typeName).isInstance(obj);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("unknown type " + typeName, e);
        }
    }

    /**
     * An empty text becomes null for any type but String.
     *
     * @throws GeneralException when the value cannot be read as that type, or, with noTypeFail, there is no conversion (else the value comes back)
     */
    public static Object simpleTypeOrObjectConvert(Object obj, String type, String format, TimeZone timeZone, Locale locale, boolean noTypeFail)
            throws GeneralException {
        try {
            Class<?> target = loadClass(type);
            if (obj == null || target.isInstance(obj)) {
                return obj;
            }
            if (target == String.class) {
                return obj.toString();
            }
            Object converted = obj instanceof Number number ? fromNumber(number, target)
                    : obj instanceof CharSequence text ? fromText(text.toString().trim(), target, timeZone)
                    : obj instanceof java.util.Date date && target == Timestamp.class ? new Timestamp(date.getTime()) : NONE;
            if (converted != NONE) {
                return converted;
            }
        } catch (ClassNotFoundException | IllegalArgumentException | DateTimeException e) {
            throw new GeneralException("Could not convert '" + obj + "' to " + type, e);
        }
        if (!noTypeFail) {
            return obj;
        }
        throw new GeneralException("No conversion from " + obj.getClass().getName() + " to " + type);
    }

    /** {@link #NONE} says that there is no conversion. */
    private static Object fromNumber(Number number, Class<?> target) {
        return switch (target.getName()) {
        case "java.lang.Long" -> number.longValue();
        case "java.lang.Integer" -> number.intValue();
        case "java.lang.Double" -> number.doubleValue();
        case "java.math.BigDecimal" -> new BigDecimal(number.toString());
        default -> NONE;
        };
    }

    private static Object fromText(String text, Class<?> target, TimeZone timeZone) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (target.getName()) {
        case "java.lang.Long" -> Long.valueOf(text);
        case "java.lang.Integer" -> Integer.valueOf(text);
        case "java.lang.Double" -> Double.valueOf(text);
        case "java.math.BigDecimal" -> new BigDecimal(text);
        case "java.lang.Boolean" -> "true".equalsIgnoreCase(text) || "Y".equalsIgnoreCase(text);
        case "java.sql.Timestamp" -> timestamp(text, timeZone);
        case "java.sql.Date" -> Date.valueOf(text);
        case "java.sql.Time" -> Time.valueOf(LocalTime.parse(text));
        case "java.util.Locale" -> UtilMisc.parseLocale(text);
        case "java.util.TimeZone" -> TimeZone.getTimeZone(text);
        case "java.util.List" -> text.startsWith("[") ? NONE : new ArrayList<>(List.of(text));
        default -> NONE;
        };
    }

    private static Timestamp timestamp(String text, TimeZone timeZone) {
        int fraction = text.lastIndexOf('.');
        String seconds = fraction > 0 ? text.substring(0, fraction) : text;
        var parsed = DATE_TIME.parseBest(seconds, LocalDateTime::from, LocalDate::from);
        LocalDateTime local = parsed instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) parsed;
        if (fraction > 0) {
            local = local.withNano(new BigDecimal("0" + text.substring(fraction)).movePointRight(9).intValueExact());
        }
        return Timestamp.from(local.atZone((timeZone == null ? TimeZone.getDefault() : timeZone).toZoneId()).toInstant());
    }
}

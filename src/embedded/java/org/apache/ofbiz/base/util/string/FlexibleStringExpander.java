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
package org.apache.ofbiz.base.util.string;

import groovy.lang.Binding;
import java.sql.Timestamp;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.collections.FlexibleMapAccessor;
import org.apache.ofbiz.embedded.data.GroovyExpression;

/**
 * Text with <code>${...}</code> in it: a path (<code>${party.name}</code>, <code>${uiLabelMap.CommonSave}</code>), or
 * <code>${groovy: expression}</code>. Anything else in the braces is refused when the text is read. Immutable.
 */
public final class FlexibleStringExpander {
    private final String original;
    private final List<Object> parts = new ArrayList<>();

    private FlexibleStringExpander(String original) {
        this.original = original;
        int at = 0;
        for (int open = original.indexOf("${"); open >= 0; open = original.indexOf("${", at)) {
            int close = closing(open + 2);
            addText(original.substring(at, open));
            parts.add(expression(original.substring(open + 2, close).trim()));
            at = close + 1;
        }
        addText(original.substring(at));
    }

    private void addText(String text) {
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }

    private int closing(int from) {
        int depth = 1;
        for (int i = from; i < original.length(); i++) {
            depth += original.charAt(i) == '{' ? 1 : original.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("no closing brace in \"" + original + "\"");
    }

    private static Object expression(String text) {
        if (text.startsWith("groovy:")) {
            return GroovyExpression.of(text.substring("groovy:".length()));
        }
        if (FlexibleMapAccessor.isPath(text)) {
            return FlexibleMapAccessor.getInstance(text);
        }
        throw new IllegalArgumentException("expression ${" + text + "} is not supported by the embedded host");
    }

    /** @throws IllegalArgumentException when the text holds an expression that is not supported */
    public static FlexibleStringExpander getInstance(String expression) {
        return new FlexibleStringExpander(expression == null ? "" : expression);
    }

    public static String expandString(String expression, Map<String, ? extends Object> context) {
        return getInstance(expression).expandString(context);
    }

    public static String expandString(String expression, Map<String, ? extends Object> context, Locale locale) {
        return getInstance(expression).expandString(context, locale);
    }

    public String expandString(Map<String, ? extends Object> context) {
        return expandString(context, null, null);
    }

    public String expandString(Map<String, ? extends Object> context, Locale locale) {
        return expandString(context, null, locale);
    }

    /** The text with its expressions replaced; what is missing becomes empty. Time zone and locale are by default those of the context. */
    public String expandString(Map<String, ? extends Object> context, TimeZone timeZone, Locale locale) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part instanceof String plain ? plain : format(evaluate(part, context), context, timeZone, locale));
        }
        return text.toString();
    }

    /** The value itself when the whole text is one expression, else the expanded text. */
    public Object expand(Map<String, ? extends Object> context) {
        return parts.size() == 1 && !(parts.get(0) instanceof String) ? evaluate(parts.get(0), context) : expandString(context);
    }

    private static Object evaluate(Object part, Map<String, ? extends Object> context) {
        if (part instanceof GroovyExpression groovy) {
            return groovy.evaluate(new Binding(new HashMap<>(context)));
        }
        return ((FlexibleMapAccessor<?>) part).get(context);
    }

    private static String format(Object value, Map<String, ? extends Object> context, TimeZone zone, Locale locale) {
        Locale language = locale != null ? locale : UtilMisc.ensureLocale(context.get("locale"));
        if (value instanceof Timestamp time) {
            TimeZone own = zone != null ? zone : context.get("timeZone") instanceof TimeZone given ? given : TimeZone.getDefault();
            return UtilDateTime.toDateTimeFormat(UtilDateTime.getDateTimeFormat(), own, language).format(time);
        }
        if (value instanceof Double || value instanceof java.math.BigDecimal) {
            return NumberFormat.getInstance(language).format(value);
        }
        return value == null ? "" : value.toString();
    }

    public boolean isEmpty() {
        return original.isEmpty();
    }

    @Override
    public String toString() {
        return original;
    }
}

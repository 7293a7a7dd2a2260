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
package org.apache.ofbiz.base.util.collections;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ofbiz.base.util.UtilGenerics;

/** Reads and writes a value at a path such as "party.name" or "rows[0].id" in nested maps, lists and beans. Immutable. */
public final class FlexibleMapAccessor<T> {
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*|\\[\\d+]|\\['[^']*'])*");

    private final String original;
    private final String[] steps;

    private FlexibleMapAccessor(String path) {
        this.original = path;
        if (!path.isEmpty() && !isPath(path)) {
            throw new IllegalArgumentException("not a path that the embedded host understands: " + path);
        }
        this.steps = path.replace("['", ".").replace("']", "").replace("[", ".").replace("]", "").split("\\.");
    }

    /** True when the text is a plain path, with no operator in it. */
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    public static <T> FlexibleMapAccessor<T> getInstance(String original) {
        return new FlexibleMapAccessor<>(original == null ? "" : original.trim());
    }

    public boolean isEmpty() {
        return original.isEmpty();
    }

    /** The value at the path; null where a step is missing. */
    public T get(Map<String, ? extends Object> base) {
        return get(base, null);
    }

    public T get(Map<String, ? extends Object> base, Locale locale) {
        Object value = isEmpty() ? null : base;
        for (int i = 0; i < steps.length && value != null; i++) {
            value = step(value, steps[i]);
        }
        return UtilGenerics.cast(value);
    }

    /** Puts the value, making maps on the way. */
    public void put(Map<String, Object> base, T value) {
        Map<String, Object> target = base;
        for (int i = 0; i < steps.length - 1; i++) {
            target = UtilGenerics.cast(target.computeIfAbsent(steps[i], name -> new HashMap<String, Object>()));
        }
        target.put(steps[steps.length - 1], value);
    }

    private static Object step(Object holder, String name) {
        if (holder instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (holder instanceof List<?> list) {
            int index = Integer.parseInt(name);
            return index < list.size() ? list.get(index) : null;
        }
        try {
            Method getter = holder.getClass().getMethod("get" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
            return getter.invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(holder.getClass().getName() + " has no property " + name, e);
        }
    }
}

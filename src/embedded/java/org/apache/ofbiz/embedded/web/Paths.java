/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.base.util.collections.FlexibleMapAccessor;

/** Reads and writes values by a dotted path like "layoutSettings.styleSheets[]", as descriptors name them. */
final class Paths {

    private Paths() { }

    /** The value at the path, or null where a part of it is missing. */
    static Object get(Map<String, Object> context, String path) {
        return FlexibleMapAccessor.getInstance(path).get(context);
    }

    /** Sets the value; maps on the way are made, a last part ending in "[]" adds to a list. */
    @SuppressWarnings("unchecked")
    static void put(Map<String, Object> context, String path, Object value) {
        Map<String, Object> current = context;
        String[] parts = path.split("\\.");
        for (int i = 0; i < parts.length - 1; i++) {
            if (!(current.get(parts[i]) instanceof Map)) {
                current.put(parts[i], new HashMap<String, Object>());
            }
            current = (Map<String, Object>) current.get(parts[i]);
        }
        String last = parts[parts.length - 1];
        if (last.endsWith("[]")) {
            String name = last.substring(0, last.length() - 2);
            if (!(current.get(name) instanceof List)) {
                current.put(name, new ArrayList<>());
            }
            ((List<Object>) current.get(name)).add(value);
        } else {
            current.put(last, value);
        }
    }
}

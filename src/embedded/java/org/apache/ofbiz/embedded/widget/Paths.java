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
package org.apache.ofbiz.embedded.widget;

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
            List<Object> list = (List<Object>) current.get(name);
            list.add(value);
        } else {
            current.put(last, value);
        }
    }
}

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

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;

import groovy.lang.Binding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.base.util.string.FlexibleStringExpander;
import org.apache.ofbiz.embedded.data.GroovyExpression;
import org.w3c.dom.Element;

/** What descriptors write instead of values: ${...}, paths, and use-when conditions in Groovy. Thread-safe. */
public final class Expressions {

    private final Map<String, GroovyExpression> conditions = new ConcurrentHashMap<>();

    static boolean isEmpty(Object value) {
        return value == null || value.equals("") || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }

    static List<?> asList(Object value) {
        return value instanceof Collection<?> list ? List.copyOf(list) : List.of();
    }

    String text(String expression, Scope scope) {
        return expression.contains("${")
                ? FlexibleStringExpander.expandString(expression, scope)
                : expression;
    }

    boolean useWhen(String expression, Scope scope) {
        if (expression.isEmpty()) {
            return true;
        }
        String groovy = text(expression, scope).replace("@and", "&&").replace("@or", "||")
                .replace("@lteq", "<=").replace("@gteq", ">=").replace("@lt", "<").replace("@gt", ">");
        return Boolean.TRUE.equals(conditions.computeIfAbsent(groovy, GroovyExpression::of).evaluate(new Lenient(scope)));
    }

    /** Variables that the scope does not know are null, as conditions of OFBiz expect. */
    private static final class Lenient extends Binding {
        Lenient(Scope scope) {
            super(new HashMap<>(scope));
        }

        @Override
        public Object getVariable(String name) {
            return hasVariable(name) ? super.getVariable(name) : null;
        }
    }

    /** The value that an element with from-field and value attributes stands for, or null. */
    Object value(Element element, Scope scope) {
        Object found = optional(element, "from-field").map(path -> Paths.get(scope, path)).orElse(null);
        return found != null ? found : optional(element, "value").map(text -> text(text, scope)).orElse(null);
    }

    /** The values of field-map children by field name; one without source takes the variable of its own name. */
    Map<String, Object> fieldMaps(Element parent, Scope scope) {
        Map<String, Object> values = new HashMap<>();
        for (Element map : children(parent, "field-map")) {
            boolean bare = !map.hasAttribute("from-field") && !map.hasAttribute("value");
            String field = map.getAttribute("field-name");
            values.put(field, bare ? scope.get(field) : value(map, scope));
        }
        return values;
    }
}

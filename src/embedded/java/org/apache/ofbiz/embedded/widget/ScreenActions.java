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

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.base.util.collections.ResourceBundleMapWrapper;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.w3c.dom.Element;

/** Runs the &lt;actions&gt; of screens, menus and forms against the page's scope. */
final class ScreenActions {

    private final WidgetEnvironment environment;
    private final Expressions expressions;
    private final Queries queries;

    ScreenActions(WidgetEnvironment environment) {
        this.environment = environment;
        this.expressions = environment.expressions();
        this.queries = new Queries(expressions);
    }

    void run(Element actions, Scope scope) {
        for (Element action : children(actions)) {
            try {
                run(action.getLocalName(), action, scope);
            } catch (GenericEntityException e) {
                throw new IllegalStateException(LocatedXml.where(action) + ": " + e.getMessage(), e);
            }
        }
    }

    private void run(String name, Element action, Scope scope) throws GenericEntityException {
        switch (name) {
        case "set" -> set(action, scope);
        case "property-map" -> propertyMap(action, scope);
        case "script" -> script(action, scope);
        case "entity-one" -> entityOne(action, scope);
        case "entity-condition" -> putList(action, queries.list(action, scope), scope);
        default -> throw LocatedXml.unsupported(action, "action <" + name + "> is not supported");
        }
    }

    private static void putList(Element action, List<GenericValue> list, Scope scope) {
        Paths.put(scope, optional(action, "list").orElse("listIt"), list);
    }

    private void set(Element action, Scope scope) {
        Object value = optional(action, "from-field").map(path -> Paths.get(scope, path)).orElse(null);
        if (Expressions.isEmpty(value)) {
            value = optional(action, "value").<Object>map(text -> expressions.text(text, scope)).orElse(value);
        }
        value = convert(action, value, scope);
        Paths.put(scope, action.getAttribute("field"), value);
        if (LocatedXml.flag(action, "global", false)) {
            Paths.put(scope.globals(), action.getAttribute("field"), value);
        }
    }

    private static Object convert(Element action, Object value, Scope scope) {
        String type = action.getAttribute("type");
        return switch (type) {
        case "" -> value;
        case "Boolean" -> Boolean.valueOf(String.valueOf(value));
        case "Timestamp" -> Expressions.isEmpty(value) ? null : timestamp(action, value, scope);
        default -> throw LocatedXml.unsupported(action, "type=\"" + type + "\" of <set> is not supported");
        };
    }

    /** What cannot be read as a time counts as absent: the page that was asked for with it shows an empty form. */
    private static Object timestamp(Element action, Object value, Scope scope) {
        try {
            return ObjectType.simpleTypeOrObjectConvert(value, "Timestamp", null,
                    (TimeZone) scope.get("timeZone"), (Locale) scope.get("locale"), true);
        } catch (GeneralException e) {
            Debug.logInfo("<set field=\"" + action.getAttribute("field") + "\">: " + e.getMessage(), ScreenActions.class.getName());
            return null;
        }
    }

    private void propertyMap(Element action, Scope scope) {
        String name = action.getAttribute("map-name");
        String resource = expressions.text(action.getAttribute("resource"), scope);
        Object labels = scope.get(name);
        if (labels instanceof ResourceBundleMapWrapper known) {
            known.addBottomResourceBundle(resource);
        } else {
            labels = UtilProperties.getResourceBundleMap(resource, (Locale) scope.get("locale"));
        }
        scope.put(name, labels);
        if (LocatedXml.flag(action, "global", false)) {
            scope.globals().put(name, labels);
        }
    }

    private void script(Element action, Scope scope) {
        String[] location = expressions.text(action.getAttribute("location"), scope).split("#");
        Map<String, Object> bindings = new HashMap<>(scope);
        bindings.put("context", scope);
        environment.scripts().run(location[0], location.length > 1 ? location[1] : "", bindings);
    }

    private void entityOne(Element action, Scope scope) throws GenericEntityException {
        String entityName = expressions.text(action.getAttribute("entity-name"), scope);
        ModelEntity model = environment.delegator().getModelEntity(entityName);
        Map<String, Object> key = new HashMap<>();
        if (LocatedXml.flag(action, "auto-field-map", true)) {
            Object parameters = scope.get("parameters");
            for (String field : model.getPkFieldNames()) {
                Object found = scope.get(field);
                key.put(field, found == null && parameters instanceof Map<?, ?> map ? map.get(field) : found);
            }
        }
        key.putAll(expressions.fieldMaps(action, scope));
        key.replaceAll((field, value) -> Expressions.isEmpty(value) ? null : value);
        boolean complete = key.keySet().containsAll(model.getPkFieldNames()) && !key.containsValue(null);
        Paths.put(scope, action.getAttribute("value-field"), complete
                ? EntityQuery.use(environment.delegator()).from(entityName).where(key).queryOne() : null);
    }
}

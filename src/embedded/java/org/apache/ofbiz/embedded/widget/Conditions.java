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
import java.util.Map;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.w3c.dom.Element;

/** Decides the &lt;condition&gt; of a section or menu item. Thread-safe. */
final class Conditions {

    private final WidgetEnvironment environment;
    private final Expressions expressions;

    Conditions(WidgetEnvironment environment) {
        this.environment = environment;
        this.expressions = environment.expressions();
    }

    /** Whether the element's condition child holds; an element without one always holds. */
    boolean hold(Element element, Scope scope) {
        return children(element, "condition").stream().flatMap(condition -> children(condition).stream())
                .allMatch(condition -> holds(condition, scope));
    }

    private boolean holds(Element condition, Scope scope) {
        return switch (condition.getLocalName()) {
        case "and" -> children(condition).stream().allMatch(child -> holds(child, scope));
        case "not" -> children(condition).stream().noneMatch(child -> holds(child, scope));
        case "if-has-permission" -> mayDo(condition, scope);
        case "if-service-permission" -> serviceAllows(condition, scope);
        case "if-empty" -> Expressions.isEmpty(field(condition, scope));
        default -> throw LocatedXml.unsupported(condition, "condition <" + condition.getNodeName() + "> is not supported");
        };
    }

    private static Object field(Element condition, Scope scope) {
        return Paths.get(scope, condition.getAttribute("field"));
    }

    private boolean mayDo(Element condition, Scope scope) {
        GenericValue userLogin = (GenericValue) scope.get("userLogin");
        String permission = expressions.text(condition.getAttribute("permission"), scope);
        String action = expressions.text(condition.getAttribute("action"), scope);
        return userLogin != null && (action.isEmpty() ? environment.security().hasPermission(permission, userLogin)
                : environment.security().hasEntityPermission(permission, action, userLogin));
    }

    private boolean serviceAllows(Element condition, Scope scope) {
        Map<String, Object> input = new HashMap<>();
        input.put("userLogin", scope.get("userLogin"));
        optional(condition, "main-action").ifPresent(action -> input.put("mainAction", action));
        try {
            return Boolean.TRUE.equals(environment.dispatcher().runSync(condition.getAttribute("service-name"), input).get("hasPermission"));
        } catch (GenericServiceException e) {
            throw new IllegalStateException(LocatedXml.where(condition) + ": " + e.getMessage(), e);
        }
    }
}

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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityComparisonOperator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.w3c.dom.Element;

/** Turns entity-and, entity-condition and entity-options elements into queries. */
final class Queries {

    private final Expressions expressions;

    Queries(Expressions expressions) {
        this.expressions = expressions;
    }

    List<GenericValue> list(Element element, Scope scope) throws GenericEntityException {
        EntityQuery query = EntityQuery.use((Delegator) scope.get("delegator"))
                .from(expressions.text(element.getAttribute("entity-name"), scope))
                .orderBy(orderBy(element, scope));
        List<EntityCondition> conditions = conditions(element, scope);
        if (!conditions.isEmpty()) {
            query.where(conditions);
        }
        if (element.getAttribute("filter-by-date").equals("true")) {
            query.filterByDate();
        }
        return query.queryList();
    }

    private List<String> orderBy(Element element, Scope scope) {
        return children(element).stream().filter(e -> e.getLocalName().endsWith("order-by"))
                .map(e -> expressions.text(e.getAttribute("field-name"), scope)).filter(name -> !name.isEmpty()).toList();
    }

    private List<EntityCondition> conditions(Element element, Scope scope) {
        List<EntityCondition> found = new ArrayList<>();
        for (Element child : children(element)) {
            EntityCondition condition = switch (child.getLocalName()) {
            case "field-map", "condition-expr" -> comparison(child, "field-name", expressions.value(child, scope));
            case "entity-constraint" -> comparison(child, "name", constraintValue(child, scope));
            case "condition-list" -> list(child, conditions(child, scope));
            default -> null;
            };
            if (Objects.nonNull(condition)) {
                found.add(condition);
            }
        }
        return found;
    }

    private Object constraintValue(Element constraint, Scope scope) {
        return optional(constraint, "env-name").map(path -> Paths.get(scope, path))
                .orElseGet(() -> optional(constraint, "value").<Object>map(text -> expressions.text(text, scope)).orElse(null));
    }

    private static EntityCondition list(Element element, List<EntityCondition> conditions) {
        return conditions.isEmpty() ? null : EntityCondition.makeCondition(conditions,
                element.getAttribute("combine").equals("or") ? EntityOperator.OR : EntityOperator.AND);
    }

    private static EntityCondition comparison(Element element, String nameAttribute, Object value) {
        boolean ignored = LocatedXml.flag(element, "ignore-if-null", false) && value == null
                || LocatedXml.flag(element, "ignore-if-empty", false) && Expressions.isEmpty(value);
        if (ignored) {
            return null;
        }
        String field = element.getAttribute(nameAttribute);
        Object operand = operator(element) == EntityOperator.IN && !(value instanceof Collection) ? List.of(value) : value;
        return EntityCondition.makeCondition(field, operator(element), operand);
    }

    private static EntityComparisonOperator<?, ?> operator(Element element) {
        return switch (optional(element, "operator").orElse("equals")) {
        case "equals" -> EntityOperator.EQUALS;
        case "not-equals" -> EntityOperator.NOT_EQUAL;
        case "less" -> EntityOperator.LESS_THAN;
        case "less-equals" -> EntityOperator.LESS_THAN_EQUAL_TO;
        case "greater" -> EntityOperator.GREATER_THAN;
        case "greater-equals" -> EntityOperator.GREATER_THAN_EQUAL_TO;
        case "like" -> EntityOperator.LIKE;
        case "in" -> EntityOperator.IN;
        case "not-in" -> EntityOperator.NOT_IN;
        default -> throw LocatedXml.unsupported(element, "operator=\"" + element.getAttribute("operator") + "\" is not supported");
        };
    }
}

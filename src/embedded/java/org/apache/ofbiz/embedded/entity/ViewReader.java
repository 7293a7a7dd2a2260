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
package org.apache.ofbiz.embedded.entity;

import static org.apache.ofbiz.embedded.data.LocatedXml.flag;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;
import static org.apache.ofbiz.embedded.data.LocatedXml.unsupported;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.condition.EntityComparisonOperator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.w3c.dom.Element;

/** Reads one view-entity. Not thread-safe. */
final class ViewReader {
    private static final Map<String, String> FUNCTIONS = Map.of("min", "MIN(%s)", "max", "MAX(%s)", "sum", "SUM(%s)", "avg", "AVG(%s)",
            "count", "COUNT(%s)", "count-distinct", "COUNT(DISTINCT %s)", "upper", "UPPER(%s)", "lower", "LOWER(%s)");
    private static final Map<String, EntityComparisonOperator<?, ?>> OPERATORS = Map.of("equals", EntityOperator.EQUALS,
            "not-equals", EntityOperator.NOT_EQUAL, "less", EntityOperator.LESS_THAN, "greater", EntityOperator.GREATER_THAN,
            "less-equals", EntityOperator.LESS_THAN_EQUAL_TO, "greater-equals", EntityOperator.GREATER_THAN_EQUAL_TO,
            "like", EntityOperator.LIKE);

    private final EntityModels models;
    private final Element view;
    private final Map<String, ModelEntity> members = new LinkedHashMap<>();
    private final Map<String, String> joins = new LinkedHashMap<>();
    private final List<ModelField> fields = new ArrayList<>();
    private final Set<String> grouped = new LinkedHashSet<>();
    private final List<String> order = new ArrayList<>();
    private EntityCondition condition;

    ViewReader(EntityModels models, Element view) {
        this.models = models;
        this.view = view;
    }

    ViewEntity read() {
        onlyAttributes(view, "entity-name", "package-name", "title", "copyright", "author", "version", "default-resource-name", "dependent-on",
                "never-cache", "auto-clear-cache");
        List<Element> children = onlyChildren(view, "description", "member-entity", "alias-all", "alias", "view-link", "relation",
                "entity-condition");
        for (Element child : children) {
            switch (child.getLocalName()) {
            case "member-entity" -> member(child);
            case "alias-all" -> aliasAll(child);
            case "alias" -> alias(child);
            case "view-link" -> link(child);
            case "entity-condition" -> condition(child);
            default -> { }
            }
        }
        ViewEntity entity = new ViewEntity(from(), condition, grouped, order);
        entity.setEntityName(required(view, "entity-name"));
        entity.setPackageName(required(view, "package-name"));
        entity.setLocation(LocatedXml.where(view));
        entity.setNoAutoStamp(true);
        fields.forEach(entity::addField);
        children.stream().filter(child -> child.getLocalName().equals("relation")).map(RelationReader::read).forEach(entity::addRelation);
        return entity;
    }

    private void member(Element element) {
        onlyAttributes(element, "entity-alias", "entity-name");
        String name = required(element, "entity-name");
        ModelEntity member = models.find(name).orElseThrow(() -> unsupported(element, "member " + name + " is not defined before this view"));
        members.put(required(element, "entity-alias"), member);
    }

    private ModelEntity member(Element element, String attribute) {
        String alias = required(element, attribute);
        if (!members.containsKey(alias)) {
            throw unsupported(element, "no member has the alias " + alias);
        }
        return members.get(alias);
    }

    /** The SQL of a member's field: a nested view is inlined as a sub-select whose columns have the fields' names. */
    private static String column(String alias, ModelEntity member, String fieldName) {
        ModelField field = member.getField(fieldName);
        return alias + "." + (member instanceof ViewEntity ? SqlText.innerColumn(field) : field.getColName());
    }

    private ModelField memberField(Element element, ModelEntity member, String name) {
        if (!member.isField(name)) {
            throw unsupported(element, "entity " + member.getEntityName() + " has no field " + name);
        }
        return member.getField(name);
    }

    private void aliasAll(Element element) {
        onlyAttributes(element, "entity-alias", "prefix");
        String prefix = element.getAttribute("prefix");
        ModelEntity member = member(element, "entity-alias");
        Set<String> excluded = onlyChildren(element, "exclude").stream().map(exclude -> required(exclude, "field")).collect(Collectors.toSet());
        for (ModelField field : member.getFieldsUnmodifiable()) {
            if (!excluded.contains(field.getName()) && !field.getIsAutoCreatedInternal()) {
                String name = prefixed(prefix, field.getName());
                boolean known = fields.stream().anyMatch(former -> former.getName().equals(name));
                if (!known) {
                    add(name, field, column(required(element, "entity-alias"), member, field.getName()), field.getType(), field.getIsPk());
                }
            }
        }
    }

    private static String prefixed(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private void alias(Element element) {
        onlyAttributes(element, "entity-alias", "name", "field", "prim-key", "group-by", "function");
        onlyChildren(element, "description");
        String name = required(element, "name");
        ModelEntity member = member(element, "entity-alias");
        ModelField field = memberField(element, member, optional(element, "field").orElse(name));
        String column = column(required(element, "entity-alias"), member, field.getName());
        String function = element.getAttribute("function");
        if (!function.isEmpty() && !FUNCTIONS.containsKey(function)) {
            throw unsupported(element, "function " + function + " is not supported");
        }
        if (flag(element, "group-by", false)) {
            grouped.add(name);
        }
        fields.removeIf(former -> former.getName().equals(name));
        String type = function.startsWith("count") ? "numeric" : field.getType();
        add(name, field, function.isEmpty() ? column : FUNCTIONS.get(function).formatted(column), type, flag(element, "prim-key", field.getIsPk()));
    }

    private void add(String name, ModelField field, String column, String type, boolean isPk) {
        fields.add(ModelField.create(field.getModelEntity(), "", name, type, column, "", "", false, isPk, field.getEncryptMethod(), false, false,
                List.of()));
    }

    private void link(Element element) {
        onlyAttributes(element, "entity-alias", "rel-entity-alias", "rel-optional");
        String alias = required(element, "entity-alias");
        String relatedAlias = required(element, "rel-entity-alias");
        ModelEntity member = member(element, "entity-alias");
        ModelEntity related = member(element, "rel-entity-alias");
        String on = onlyChildren(element, "key-map").stream().map(key -> {
            onlyAttributes(key, "field-name", "rel-field-name");
            String field = required(key, "field-name");
            String relatedField = optional(key, "rel-field-name").orElse(field);
            memberField(key, member, field);
            memberField(key, related, relatedField);
            return column(alias, member, field) + " = " + column(relatedAlias, related, relatedField);
        }).collect(Collectors.joining(" AND "));
        if (joins.containsKey(relatedAlias) || on.isEmpty()) {
            throw unsupported(element, "member " + relatedAlias + " is linked twice or without key-map");
        }
        joins.put(relatedAlias, (flag(element, "rel-optional", false) ? " LEFT OUTER JOIN " : " INNER JOIN ") + table(relatedAlias) + " ON " + on);
    }

    private String table(String alias) {
        ModelEntity member = members.get(alias);
        return (member instanceof ViewEntity nested ? "(" + SqlText.inner(nested) + ")" : member.getPlainTableName()) + " " + alias;
    }

    private String from() {
        List<String> starts = members.keySet().stream().filter(alias -> !joins.containsKey(alias)).toList();
        if (starts.size() != 1) {
            throw unsupported(view, "the members " + starts + " are not linked with one another");
        }
        return table(starts.get(0)) + String.join("", joins.values());
    }

    private void condition(Element element) {
        onlyAttributes(element, "filter-by-date", "distinct");
        if (flag(element, "filter-by-date", false) || flag(element, "distinct", false)) {
            throw unsupported(element, "filter-by-date and distinct are not supported");
        }
        for (Element child : onlyChildren(element, "condition-expr", "condition-list", "order-by")) {
            if (child.getLocalName().equals("order-by")) {
                onlyAttributes(child, "field-name");
                order.add(required(child, "field-name"));
            } else {
                condition = expression(child);
            }
        }
    }

    private EntityCondition expression(Element element) {
        if (element.getLocalName().equals("condition-list")) {
            onlyAttributes(element, "combine");
            boolean or = LocatedXml.oneOf(element, "combine", "and", "or").equals("or");
            List<EntityCondition> parts = onlyChildren(element, "condition-expr", "condition-list").stream().map(this::expression).toList();
            return EntityCondition.makeCondition(parts, or ? EntityOperator.OR : EntityOperator.AND);
        }
        onlyAttributes(element, "entity-alias", "field-name", "operator", "value");
        String operator = optional(element, "operator").orElse("equals");
        if (!OPERATORS.containsKey(operator)) {
            throw unsupported(element, "operator " + operator + " is not supported");
        }
        ModelField field = memberField(element, member(element, "entity-alias"), required(element, "field-name"));
        Object value = optional(element, "value").map(text -> field.getModelEntity().convertFieldValue(field, text, null)).orElse(null);
        String alias = required(element, "entity-alias");
        String visible = fields.stream().filter(known -> known.getColName().equals(column(alias, members.get(alias), field.getName())))
                .map(ModelField::getName).findFirst()
                .orElseThrow(() -> unsupported(element, "a condition needs a field that has an alias before it: " + field.getName()));
        return EntityCondition.makeCondition(visible, OPERATORS.get(operator), value);
    }
}

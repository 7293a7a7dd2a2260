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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.w3c.dom.Element;

/** Reads one view-entity. Not thread-safe. */
final class ViewReader {
    private final EntityModels models;
    private final Element view;
    private final Map<String, ModelEntity> members = new LinkedHashMap<>();
    private final Map<String, String> joins = new LinkedHashMap<>();
    private final List<ModelField> fields = new ArrayList<>();

    ViewReader(EntityModels models, Element view) {
        this.models = models;
        this.view = view;
    }

    ViewEntity read() {
        onlyAttributes(view, "entity-name", "package-name", "title");
        List<Element> children = onlyChildren(view, "description", "member-entity", "alias-all", "alias", "view-link", "relation");
        for (Element child : children) {
            switch (child.getLocalName()) {
            case "member-entity" -> member(child);
            case "alias-all" -> aliasAll(child);
            case "alias" -> alias(child);
            case "view-link" -> link(child);
            default -> { }
            }
        }
        ViewEntity entity = new ViewEntity(from());
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
        ModelEntity member = models.find(name).filter(found -> !(found instanceof ViewEntity))
                .orElseThrow(() -> unsupported(element, "member " + name + " is not an entity"));
        members.put(required(element, "entity-alias"), member);
    }

    private ModelEntity member(Element element, String attribute) {
        String alias = required(element, attribute);
        if (!members.containsKey(alias)) {
            throw unsupported(element, "no member has the alias " + alias);
        }
        return members.get(alias);
    }

    private static String column(String alias, ModelEntity member, String fieldName) {
        return alias + "." + member.getField(fieldName).getColName();
    }

    private ModelField memberField(Element element, ModelEntity member, String name) {
        if (!member.isField(name)) {
            throw unsupported(element, "entity " + member.getEntityName() + " has no field " + name);
        }
        return member.getField(name);
    }

    private void aliasAll(Element element) {
        onlyAttributes(element, "entity-alias");
        ModelEntity member = member(element, "entity-alias");
        onlyChildren(element);
        for (ModelField field : member.getFieldsUnmodifiable()) {
            if (!field.getIsAutoCreatedInternal()) {
                String name = field.getName();
                boolean known = fields.stream().anyMatch(former -> former.getName().equals(name));
                if (!known) {
                    add(name, field, column(required(element, "entity-alias"), member, field.getName()), field.getType(), field.getIsPk());
                }
            }
        }
    }

    private void alias(Element element) {
        onlyAttributes(element, "entity-alias", "name", "field");
        onlyChildren(element, "description");
        String name = required(element, "name");
        ModelEntity member = member(element, "entity-alias");
        ModelField field = memberField(element, member, optional(element, "field").orElse(name));
        String column = column(required(element, "entity-alias"), member, field.getName());
        fields.removeIf(former -> former.getName().equals(name));
        add(name, field, column, field.getType(), field.getIsPk());
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
        return member.getPlainTableName() + " " + alias;
    }

    private String from() {
        List<String> starts = members.keySet().stream().filter(alias -> !joins.containsKey(alias)).toList();
        if (starts.size() != 1) {
            throw unsupported(view, "the members " + starts + " are not linked with one another");
        }
        return table(starts.get(0)) + String.join("", joins.values());
    }
}

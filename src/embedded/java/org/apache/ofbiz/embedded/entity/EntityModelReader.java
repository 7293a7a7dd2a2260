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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.entity.model.ModelIndex;
import org.w3c.dom.Element;

/** Reads entity models. The files are read one after another; what one file joins may come in a later file. */
public final class EntityModelReader {
    private final EntityModels models = new EntityModels();
    private final List<Element> views = new ArrayList<>();
    private final Map<ModelEntity, Element> origins = new LinkedHashMap<>();

    /** @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException for what is wrong or not supported */
    public EntityModels read(List<Path> files) {
        for (Path file : files) {
            Element root = LocatedXml.parse(file).getDocumentElement();
            for (Element child : onlyChildren(root, "title", "description", "default-resource-name", "entity", "view-entity")) {
                switch (child.getLocalName()) {
                case "entity" -> add(entity(child), child);
                case "view-entity" -> views.add(child);
                default -> { }
                }
            }
        }
        models.all().forEach(EntityModelReader::addStamps);
        views.forEach(view -> add(new ViewReader(models, view).read(), view));
        origins.forEach(this::checkRelations);
        return models;
    }

    private void add(ModelEntity entity, Element element) {
        if (models.find(entity.getEntityName()).isPresent()) {
            throw unsupported(element, "entity " + entity.getEntityName() + " is defined twice");
        }
        models.add(entity);
        origins.put(entity, element);
    }

    private ModelEntity entity(Element element) {
        onlyAttributes(element, "entity-name", "package-name", "title", "never-cache");
        ModelEntity entity = new ModelEntity();
        entity.setEntityName(required(element, "entity-name"));
        entity.setPackageName(required(element, "package-name"));
        entity.setLocation(LocatedXml.where(element));
        List<Element> children = onlyChildren(element, "description", "field", "prim-key", "relation", "index");
        Set<String> keys = Set.copyOf(named(children, "prim-key").map(key -> required(key, "field")).toList());
        named(children, "field").forEach(field -> entity.addField(field(entity, field, keys.contains(field.getAttribute("name")))));
        for (String key : keys) {
            if (!entity.isField(key)) {
                throw unsupported(element, "primary key " + key + " of " + entity.getEntityName() + " is not a field");
            }
        }
        addRelationsAndIndexes(entity, children);
        return entity;
    }

    private static java.util.stream.Stream<Element> named(List<Element> elements, String name) {
        return elements.stream().filter(element -> element.getLocalName().equals(name));
    }

    private static ModelField field(ModelEntity entity, Element element, boolean isPk) {
        onlyAttributes(element, "name", "col-name", "type", "encrypt", "not-null");
        onlyChildren(element, "description");
        String type = required(element, "type");
        if (FieldTypes.find(type).isEmpty()) {
            throw unsupported(element, "field type " + type + " is not supported");
        }
        boolean encrypt = flag(element, "encrypt", false);
        if (encrypt && !FieldTypes.of(type).sqlType().startsWith("VARCHAR")) {
            throw unsupported(element, "a field of type " + type + " cannot be encrypted");
        }
        return ModelField.create(entity, "", required(element, "name"), type, optional(element, "col-name").orElse(null), "", "",
                flag(element, "not-null", false), isPk, encrypt ? ModelField.EncryptMethod.TRUE : ModelField.EncryptMethod.FALSE, false, false,
                List.of());
    }

    private static void addRelationsAndIndexes(ModelEntity entity, List<Element> children) {
        named(children, "relation").forEach(element -> entity.addRelation(RelationReader.read(element)));
        named(children, "index").forEach(element -> {
            onlyAttributes(element, "name", "unique");
            List<String> names = new ArrayList<>();
            for (Element field : onlyChildren(element, "description", "index-field")) {
                if (field.getLocalName().equals("index-field")) {
                    onlyAttributes(field, "name");
                    names.add(required(field, "name"));
                }
            }
            if (names.isEmpty() || !entity.areFields(names)) {
                throw unsupported(element, "index " + required(element, "name") + " names no field, or one that " + entity.getEntityName()
                        + " lacks");
            }
            entity.addIndex(new ModelIndex(required(element, "name"), flag(element, "unique", false), names));
        });
    }

    private static void addStamps(ModelEntity entity) {
        for (String stamp : List.of(ModelEntity.STAMP_FIELD, ModelEntity.STAMP_TX_FIELD, ModelEntity.CREATE_STAMP_FIELD,
                ModelEntity.CREATE_STAMP_TX_FIELD)) {
            entity.addField(ModelField.create(entity, "", stamp, "date-time", null, "", "", false, false, ModelField.EncryptMethod.FALSE, true,
                    false, List.of()));
        }
    }

    private void checkRelations(ModelEntity entity, Element element) {
        entity.getRelationsIterator().forEachRemaining(relation -> {
            Optional<ModelEntity> related = models.find(relation.relEntityName());
            boolean known = related.isPresent() && !relation.keyMaps().isEmpty() && relation.keyMaps().stream()
                    .allMatch(key -> entity.isField(key.fieldName()) && related.get().isField(key.relFieldName()));
            if (!known) {
                throw unsupported(element, "relation " + relation.getCombinedName() + " of " + entity.getEntityName()
                        + " leads to an entity or field that is not defined");
            }
        });
    }
}

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
package org.apache.ofbiz.embedded.service;

import static org.apache.ofbiz.embedded.data.LocatedXml.flag;
import static org.apache.ofbiz.embedded.data.LocatedXml.oneOf;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;
import static org.apache.ofbiz.embedded.data.LocatedXml.unsupported;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.embedded.entity.FieldTypes;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.service.ModelParam;
import org.apache.ofbiz.service.ModelService;
import org.w3c.dom.Element;

/** Reads the attributes of services. */
final class ParamReader {
    private static final Map<String, String> INTERNAL_IN = Map.of("login.username", "String", "login.password", "String");
    private static final Map<String, String> INTERNAL_BOTH = Map.of("userLogin", "org.apache.ofbiz.entity.GenericValue", "locale", "java.util.Locale",
            "timeZone", "java.util.TimeZone");
    private static final Map<String, String> INTERNAL_OUT = Map.of(ModelService.RESPONSE_MESSAGE, "String",
            ModelService.ERROR_MESSAGE, "String", ModelService.ERROR_MESSAGE_LIST, "java.util.List", ModelService.ERROR_MESSAGE_MAP, "java.util.Map",
            ModelService.SUCCESS_MESSAGE, "String", ModelService.SUCCESS_MESSAGE_LIST, "java.util.List");

    private final EntityModels entities;

    ParamReader(EntityModels entities) {
        this.entities = entities;
    }

    /** What every service takes and gives without saying so. */
    static void addInternals(ModelService service) {
        INTERNAL_IN.forEach((name, type) -> service.addParam(internal(name, type, ModelService.IN_PARAM)));
        INTERNAL_BOTH.forEach((name, type) -> service.addParam(internal(name, type, ModelService.IN_OUT_PARAM)));
        INTERNAL_OUT.forEach((name, type) -> service.addParam(internal(name, type, ModelService.OUT_PARAM)));
    }

    private static ModelParam internal(String name, String type, String mode) {
        return new ModelParam(name, type, mode, true, "any", true, "");
    }

    void auto(ModelService service, Element element) {
        onlyAttributes(element, "entity-name", "include", "mode", "optional", "allow-html");
        String entityName = optional(element, "entity-name").orElse(service.getDefaultEntityName());
        ModelEntity entity = entities.find(entityName).orElseThrow(() -> unsupported(element, "no entity is named " + entityName));
        String include = oneOf(element, "include", "all", "pk", "nonpk");
        Set<String> excluded = onlyChildren(element, "exclude").stream().map(exclude -> required(exclude, "field-name")).collect(Collectors.toSet());
        excluded.stream().filter(name -> !entity.isField(name)).findFirst().ifPresent(name -> {
            throw unsupported(element, "entity " + entityName + " has no field " + name + " to exclude");
        });
        for (ModelField field : entity.getFieldsUnmodifiable()) {
            boolean wanted = include.equals("all") || include.equals("pk") == field.getIsPk();
            if (wanted && !excluded.contains(field.getName()) && !field.getIsAutoCreatedInternal()) {
                service.addParam(new ModelParam(field.getName(), FieldTypes.of(field.getType()).javaType(), mode(element),
                        flag(element, "optional", false), allowHtml(element, "none"), false, ""));
            }
        }
    }

    void attribute(ModelService service, Element element) {
        onlyAttributes(element, "name", "type", "mode", "optional", "allow-html", "string-map-prefix");
        onlyChildren(element, "description");
        service.addParam(new ModelParam(required(element, "name"), type(element, required(element, "type")), mode(element),
                flag(element, "optional", false), allowHtml(element, "none"), false, element.getAttribute("string-map-prefix")));
    }

    void override(ModelService service, Element element) {
        onlyAttributes(element, "name", "type", "mode", "optional", "allow-html");
        onlyChildren(element, "description");
        ModelParam former = service.getParam(required(element, "name"));
        if (former == null) {
            throw unsupported(element, "service " + service.getName() + " has no attribute " + element.getAttribute("name") + " to override");
        }
        service.addParam(new ModelParam(former.name(), type(element, optional(element, "type").orElse(former.type())),
                element.hasAttribute("mode") ? mode(element) : former.mode(), flag(element, "optional", former.optional()),
                allowHtml(element, former.allowHtml()), false, former.stringMapPrefix()));
    }

    private static String mode(Element element) {
        required(element, "mode");
        return oneOf(element, "mode", ModelService.IN_PARAM, ModelService.OUT_PARAM, ModelService.IN_OUT_PARAM);
    }

    private static String allowHtml(Element element, String byDefault) {
        return element.hasAttribute("allow-html") ? oneOf(element, "allow-html", "none", "safe", "any") : byDefault;
    }

    private static String type(Element element, String type) {
        try {
            ObjectType.loadClass(type);
            return type;
        } catch (ClassNotFoundException e) {
            throw unsupported(element, "unknown type " + type);
        }
    }
}

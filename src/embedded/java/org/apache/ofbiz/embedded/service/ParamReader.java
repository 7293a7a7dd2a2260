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

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.flag;
import static org.apache.ofbiz.embedded.data.LocatedXml.oneOf;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;
import static org.apache.ofbiz.embedded.data.LocatedXml.unsupported;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.base.util.UtilValidate;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.embedded.entity.FieldTypes;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.service.ModelParam;
import org.apache.ofbiz.service.ModelParam.ModelParamValidator;
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
        return new ModelParam(name, type, mode, true, "", "", "", "any", "", false, true, "", List.of());
    }

    static ModelParam asOptional(ModelParam param) {
        return new ModelParam(param.name(), param.type(), param.mode(), true, param.entityName(), param.fieldName(), param.defaultValue(),
                param.allowHtml(), param.formLabel(), param.formDisplay(), param.internal(), param.stringMapPrefix(), param.validators());
    }

    void auto(ModelService service, Element element) {
        onlyAttributes(element, "entity-name", "include", "mode", "optional", "form-display", "allow-html");
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
                        flag(element, "optional", false), entityName, field.getName(), "", allowHtml(element, "none"), "",
                        flag(element, "form-display", true), false, "", List.of()));
            }
        }
    }

    void attribute(ModelService service, Element element) {
        onlyAttributes(element, "name", "type", "mode", "optional", "default-value", "form-label", "entity-name", "field-name", "form-display",
                "allow-html", "string-map-prefix");
        String name = required(element, "name");
        boolean optional = flag(element, "optional", false) || element.hasAttribute("default-value");
        service.addParam(new ModelParam(name, type(element, required(element, "type")), mode(element), optional, element.getAttribute("entity-name"),
                element.getAttribute("field-name"), element.getAttribute("default-value"), allowHtml(element, "none"),
                element.getAttribute("form-label"), flag(element, "form-display", true), false, element.getAttribute("string-map-prefix"),
                validators(element)));
    }

    void override(ModelService service, Element element) {
        onlyAttributes(element, "name", "type", "mode", "optional", "default-value", "form-label", "entity-name", "field-name", "form-display",
                "allow-html");
        ModelParam former = service.getParam(required(element, "name"));
        if (former == null) {
            throw unsupported(element, "service " + service.getName() + " has no attribute " + element.getAttribute("name") + " to override");
        }
        List<ModelParamValidator> own = validators(element);
        service.addParam(new ModelParam(former.name(), type(element, optional(element, "type").orElse(former.type())),
                element.hasAttribute("mode") ? mode(element) : former.mode(),
                flag(element, "optional", former.optional() || element.hasAttribute("default-value")),
                optional(element, "entity-name").orElse(former.entityName()), optional(element, "field-name").orElse(former.fieldName()),
                optional(element, "default-value").orElse(former.defaultValue()), allowHtml(element, former.allowHtml()),
                optional(element, "form-label").orElse(former.formLabel()), flag(element, "form-display", former.formDisplay()), false,
                former.stringMapPrefix(), own.isEmpty() ? former.validators() : own));
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

    private static List<ModelParamValidator> validators(Element element) {
        onlyChildren(element, "description", "type-validate");
        return children(element, "type-validate").stream().map(validate -> {
            onlyAttributes(validate, "class", "method");
            String type = optional(validate, "class").orElse(UtilValidate.class.getName());
            String method = required(validate, "method");
            try {
                ObjectType.loadClass(type).getMethod(method, String.class);
            } catch (ReflectiveOperationException e) {
                throw unsupported(validate, "there is no " + type + "." + method + "(String)");
            }
            Element property = children(validate, "fail-property").stream().findFirst().orElse(validate);
            String message = children(validate, "fail-message").stream().map(fail -> required(fail, "message")).findFirst().orElse("");
            onlyChildren(validate, "fail-property", "fail-message");
            return new ModelParamValidator(type, method, message, property.getAttribute("resource"), property.getAttribute("property"));
        }).toList();
    }
}

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

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.service.ModelPermission;
import org.apache.ofbiz.service.ModelService;
import org.w3c.dom.Element;

/** Reads service models; a service may implement one of a later file. */
public final class ServiceModelReader {
    private final ParamReader params;
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<String, ModelService> models = new TreeMap<>();
    private final Set<String> beingRead = new HashSet<>();

    public ServiceModelReader(EntityModels entities) {
        this.params = new ParamReader(entities);
    }

    /** @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException for what is wrong or not supported */
    public ServiceModels read(List<Path> files) {
        for (Path file : files) {
            for (Element child : onlyChildren(LocatedXml.parse(file).getDocumentElement(), "description", "vendor", "version", "service")) {
                if (child.getLocalName().equals("service") && elements.put(required(child, "name"), child) != null) {
                    throw unsupported(child, "service " + child.getAttribute("name") + " is defined twice");
                }
            }
        }
        elements.keySet().forEach(this::model);
        return new ServiceModels(models);
    }

    private ModelService model(String name) {
        if (!models.containsKey(name)) {
            models.put(name, read(elements.get(name)));
        }
        return models.get(name);
    }

    private ModelService read(Element element) {
        onlyAttributes(element, "name", "engine", "location", "invoke", "auth", "default-entity-name", "use-transaction", "transaction-timeout",
                "export", "action", "max-retry"); // other systems are not served here, and jobs that fail aren't tried again
        onlyChildren(element, "description", "permission-service", "implements", "auto-attributes", "attribute", "override");
        ModelService service = new ModelService();
        service.setName(required(element, "name"));
        service.setDefinitionLocation(LocatedXml.where(element));
        required(element, "engine");
        service.setEngineName(oneOf(element, "engine", "java", "groovy", "entity-auto", "interface"));
        service.setLocation(element.getAttribute("location"));
        service.setInvoke(element.getAttribute("invoke"));
        service.setDefaultEntityName(element.getAttribute("default-entity-name"));
        service.setAuth(flag(element, "auth", false));
        service.setUseTransaction(flag(element, "use-transaction", true));
        service.setTransactionTimeout(Integer.parseInt(optional(element, "transaction-timeout").orElse("0")));
        children(element, "description").forEach(description -> service.setDescription(description.getTextContent().trim()));
        permissions(service, element);
        ParamReader.addInternals(service);
        children(element, "implements").forEach(parent -> implement(service, parent));
        children(element, "auto-attributes").forEach(child -> params.auto(service, child));
        children(element, "attribute").forEach(child -> params.attribute(service, child));
        children(element, "override").forEach(child -> params.override(service, child));
        return service;
    }

    private void implement(ModelService service, Element element) {
        onlyAttributes(element, "service");
        String parent = required(element, "service");
        if (!elements.containsKey(parent)) {
            throw unsupported(element, "service " + parent + " to be implemented is not defined");
        }
        if (!beingRead.add(service.getName())) {
            throw unsupported(element, "service " + service.getName() + " implements itself");
        }
        model(parent).getModelParamList().stream().filter(param -> !param.internal())
                .forEach(service::addParam);
        beingRead.remove(service.getName());
    }

    private void permissions(ModelService service, Element element) {
        for (Element permission : children(element, "permission-service")) {
            onlyAttributes(permission, "service-name", "main-action");
            String name = required(permission, "service-name");
            if (!elements.containsKey(name) || service.getModelPermission() != null) {
                throw unsupported(permission, "permission service " + name + " is not defined, or is a second one");
            }
            service.setModelPermission(new ModelPermission(name, oneOf(permission, "main-action", "", "CREATE", "UPDATE", "DELETE", "VIEW")));
        }
    }
}

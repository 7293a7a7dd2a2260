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
package org.apache.ofbiz.embedded.data;

import static org.apache.ofbiz.embedded.data.LocatedXml.flag;
import static org.apache.ofbiz.embedded.data.LocatedXml.oneOf;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;
import static org.apache.ofbiz.embedded.data.LocatedXml.unsupported;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.w3c.dom.Element;

/** Reads an <code>ofbiz-component.xml</code>. Not thread-safe. */
final class ComponentReader {
    private final Path root;
    private final String name;
    private final List<Path> configFolders = new ArrayList<>();
    private final List<Path> entityModels = new ArrayList<>();
    private final List<Path> entityEcas = new ArrayList<>();
    private final List<Component.DataFile> dataFiles = new ArrayList<>();
    private final List<Path> serviceModels = new ArrayList<>();
    private final List<Path> serviceEcas = new ArrayList<>();
    private final List<Component.Webapp> webapps = new ArrayList<>();
    private final List<Component.ContainerClass> containers = new ArrayList<>();

    private ComponentReader(Path root, String name) {
        this.root = root;
        this.name = name;
    }

    /** @throws UnsupportedDescriptorException for what is missing or not supported */
    static Component read(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        Element element = LocatedXml.parse(root.resolve("ofbiz-component.xml")).getDocumentElement();
        onlyAttributes(element, "name");
        ComponentReader reader = new ComponentReader(root, required(element, "name"));
        onlyChildren(element, "resource-loader", "classpath", "entity-resource", "service-resource", "test-suite", "webapp", "container")
                .forEach(reader::add);
        return reader.component();
    }

    private Component component() {
        return new Component(name, root, List.copyOf(configFolders), List.copyOf(entityModels), List.copyOf(entityEcas), List.copyOf(dataFiles),
                List.copyOf(serviceModels), List.copyOf(serviceEcas), List.copyOf(webapps), List.copyOf(containers));
    }

    private void add(Element element) {
        switch (element.getLocalName()) {
        case "resource-loader" -> {
            onlyAttributes(element, "name", "type");
            oneOf(element, "type", "component");
        }
        case "classpath" -> classpath(element);
        case "entity-resource" -> entityResource(element);
        case "service-resource" -> {
            onlyAttributes(element, "type", "loader", "location");
            List<Path> files = oneOf(element, "type", "model", "eca").equals("model") ? serviceModels : serviceEcas;
            files.add(file(element));
        }
        case "test-suite" -> {
            onlyAttributes(element, "loader", "location");
            file(element);
        }
        case "webapp" -> webapp(element);
        default -> container(element);
        }
    }

    private void classpath(Element element) {
        onlyAttributes(element, "type", "location");
        oneOf(element, "type", "dir");
        configFolders.add(root.resolve(required(element, "location")));
    }

    private void entityResource(Element element) {
        onlyAttributes(element, "type", "reader-name", "loader", "location");
        switch (oneOf(element, "type", "model", "eca", "data")) {
        case "model" -> entityModels.add(file(element));
        case "eca" -> entityEcas.add(file(element));
        default -> dataFiles.add(new Component.DataFile(oneOf(element, "reader-name", "seed", "seed-initial", "demo", "ext"), file(element)));
        }
    }

    private void webapp(Element element) {
        onlyAttributes(element, "name", "title", "description", "server", "location", "mount-point", "base-permission",
                "menu-name", "app-bar-display");
        onlyChildren(element);
        String webapp = required(element, "name");
        List<String> permissions = Arrays.stream(element.getAttribute("base-permission").split(",")).map(String::trim)
                .filter(permission -> !permission.isEmpty() && !permission.equals("NONE")).toList();
        webapps.add(new Component.Webapp(webapp, optional(element, "title").orElse(webapp),
                optional(element, "mount-point").orElse("/" + webapp), file(element), permissions,
                flag(element, "app-bar-display", true)));
    }

    private void container(Element element) {
        onlyAttributes(element, "name", "class", "loaders");
        onlyChildren(element);
        oneOf(element, "loaders", "main");
        containers.add(new Component.ContainerClass(required(element, "name"), required(element, "class")));
    }

    private Path file(Element element) {
        Path file = root.resolve(required(element, "location"));
        if (Files.notExists(file)) {
            throw unsupported(element, "there is no " + file);
        }
        return file;
    }
}

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
package org.apache.ofbiz.asterisk.lint;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the description of a library in Maven's local repository says of its licence, asking its parents where it is silent itself. */
final class Licences {

    private final Path repository;

    Licences(Path repository) {
        this.repository = repository;
    }

    /** @return the names of the licences, or "not declared" */
    String of(String group, String artifact, String version) throws IOException {
        Optional<Element> project = read(group, artifact, version);
        while (project.isPresent()) {
            List<String> names = new ArrayList<>();
            for (Element all : Descriptors.children(project.get(), "licenses")) {
                for (Element licence : Descriptors.children(all, "license")) {
                    Descriptors.children(licence, "name").forEach(name -> names.add(name.getTextContent().strip().replaceAll("\\s+", " ")));
                }
            }
            if (!names.isEmpty()) {
                return names.stream().map(Licences::shortName).distinct().collect(Collectors.joining(" or "));
            }
            List<Element> parent = Descriptors.children(project.get(), "parent");
            project = parent.isEmpty() ? Optional.empty()
                    : read(text(parent.get(0), "groupId"), text(parent.get(0), "artifactId"), text(parent.get(0), "version"));
        }
        return "not declared";
    }

    private Optional<Element> read(String group, String artifact, String version) throws IOException {
        Path file = repository.resolve(group.replace('.', '/')).resolve(artifact).resolve(version).resolve(artifact + '-' + version + ".pom");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            // some descriptions are not in the encoding that they declare
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Optional.of(factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " cannot be read", e);
        }
    }

    private static String text(Element parent, String child) {
        return Descriptors.children(parent, child).get(0).getTextContent().strip();
    }

    /** The Apache License has a dozen names. */
    private static String shortName(String name) {
        if (name.matches("(?i).*apache.*2.*")) {
            return "Apache-2.0";
        }
        return name.matches("(?i)(the )?mit( license)?") ? "MIT" : name;
    }
}

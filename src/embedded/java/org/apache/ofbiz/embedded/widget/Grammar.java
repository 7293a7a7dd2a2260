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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.string.FlexibleStringExpander;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.w3c.dom.Element;

/**
 * Which elements and attributes of web descriptors this host implements, read from a table that names them. What a
 * descriptor uses beyond it is refused with file, line and name. Immutable.
 */
final class Grammar {

    /** By element, then by attribute: the values it may have, none where all are allowed. */
    private final Map<String, Map<String, Set<String>>> attributes = new HashMap<>();

    private Grammar() { }

    /** Reads lines of the form "root/element: attribute attribute=VALUE|VALUE"; "#" starts a remark. */
    static Grammar read(URL table) {
        Grammar grammar = new Grammar();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table.openStream(), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.contains(":") && !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split(":", 2);
                grammar.attributes.put(parts[0].trim(), Arrays.stream(parts[1].trim().split("\\s+"))
                        .map(attribute -> attribute.split("=", 2))
                        .collect(Collectors.toMap(named -> named[0], named -> named.length < 2 ? Set.of() : Set.of(named[1].split("\\|")))));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return grammar;
    }

    /** @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException at the first thing that is not implemented */
    void check(Element root) {
        check(root.getLocalName(), root);
    }

    private void check(String kind, Element element) {
        String name = element.getLocalName();
        Map<String, Set<String>> allowed = attributes.getOrDefault(kind + "/" + name, attributes.get("any/" + name));
        if (allowed == null) {
            throw LocatedXml.unsupported(element, "element <" + element.getNodeName() + "> is not supported in " + kind);
        }
        LocatedXml.onlyAttributes(element, allowed.keySet().toArray(String[]::new));
        allowed.forEach((attribute, values) -> checkValue(element, attribute, values));
        checkExpressions(element);
        LocatedXml.children(element).forEach(child -> check(kind, child));
    }

    private static void checkValue(Element element, String attribute, Set<String> values) {
        String value = element.getAttribute(attribute);
        if (!values.isEmpty() && element.hasAttribute(attribute) && !values.contains(value)) {
            throw LocatedXml.unsupported(element, attribute + "=\"" + value + "\" of <" + element.getNodeName() + "> is not supported");
        }
    }

    private static void checkExpressions(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String value = element.getAttributes().item(i).getNodeValue();
            try {
                FlexibleStringExpander.getInstance(value);
            } catch (IllegalArgumentException e) {
                throw LocatedXml.unsupported(element, e.getMessage());
            }
        }
    }
}

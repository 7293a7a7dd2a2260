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
package org.apache.ofbiz.asterisk.security;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What can be asked of the web application, as its own descriptors have it: nothing that is added there goes unattacked. */
final class Requests {

    private Requests() {
    }

    /** @param method in lower case, or {@code all} */
    record Entry(String uri, String method, boolean auth) {

        boolean changes() {
            return method.equals("post");
        }

        String path() {
            return "/asterisk/control/" + uri;
        }
    }

    static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Element map : elements("webapp/asterisk/WEB-INF/controller.xml", "request-map")) {
            Element security = (Element) map.getElementsByTagName("security").item(0);
            entries.add(new Entry(map.getAttribute("uri"), map.getAttribute("method"), "true".equals(security.getAttribute("auth"))));
        }
        return entries;
    }

    /** The services that a request runs by itself. */
    static Set<String> services() {
        Set<String> names = new TreeSet<>();
        elements("webapp/asterisk/WEB-INF/controller.xml", "event").stream().filter(event -> "service".equals(event.getAttribute("type")))
                .forEach(event -> names.add(event.getAttribute("invoke")));
        return names;
    }

    /** Every name under which one of our services takes something. */
    static Set<String> fields() {
        Set<String> names = new TreeSet<>(Set.of("login_DEMO_1001", "assign", "member", "importId", "page", "peerText", "VIEW_INDEX_1"));
        elements("servicedef/services.xml", "attribute").stream().filter(attribute -> !"OUT".equals(attribute.getAttribute("mode")))
                .forEach(attribute -> names.add(attribute.getAttribute("name")));
        elements("entitydef/entitymodel.xml", "field").stream().map(field -> field.getAttribute("name")).filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    private static List<Element> elements(String file, String tag) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            Document document = factory.newDocumentBuilder().parse(Path.of(file).toFile());
            NodeList found = document.getElementsByTagName(tag);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                elements.add((Element) found.item(i));
            }
            return elements;
        } catch (Exception e) {
            throw new AssertionError(file, e);
        }
    }
}

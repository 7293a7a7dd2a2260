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
package org.apache.ofbiz.embedded.control;

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.embedded.control.SiteConf.Event;
import org.apache.ofbiz.embedded.control.SiteConf.EventType;
import org.apache.ofbiz.embedded.control.SiteConf.RedirectParameter;
import org.apache.ofbiz.embedded.control.SiteConf.RequestMap;
import org.apache.ofbiz.embedded.control.SiteConf.Response;
import org.apache.ofbiz.embedded.control.SiteConf.ResponseType;
import org.apache.ofbiz.embedded.control.SiteConf.Security;
import org.apache.ofbiz.embedded.control.SiteConf.ViewMap;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.embedded.widget.DescriptorCache;
import org.w3c.dom.Element;

/** Reads a controller.xml and what it includes, each include before the file that names it. */
final class SiteConfReader {

    private final DescriptorCache descriptors;
    private final Map<String, RequestMap> requests = new LinkedHashMap<>();
    private final Map<String, ViewMap> views = new LinkedHashMap<>();
    private final List<Event> preprocessors = new ArrayList<>();

    private SiteConfReader(DescriptorCache descriptors) {
        this.descriptors = descriptors;
    }

    static SiteConf read(DescriptorCache descriptors, String location) {
        SiteConfReader reader = new SiteConfReader(descriptors);
        reader.readFile(location);
        return new SiteConf(Map.copyOf(reader.requests), Map.copyOf(reader.views), List.copyOf(reader.preprocessors));
    }

    private void readFile(String location) {
        Element root = descriptors.root(location);
        children(root, "include").forEach(include -> readFile(include.getAttribute("location")));
        for (Element child : children(root)) {
            switch (child.getLocalName()) {
            case "request-map" -> readRequest(child);
            case "view-map" -> readView(child);
            case "preprocessor" -> children(child, "event").forEach(event -> preprocessors.add(event(event)));
            default -> { } // include is done, description and owner are for people; the grammar refused the rest
            }
        }
    }

    private void readRequest(Element element) {
        Map<String, Response> responses = new LinkedHashMap<>();
        children(element, "response").forEach(response -> responses.put(response.getAttribute("name"), response(response)));
        String uri = element.getAttribute("uri");
        requests.put(uri, new RequestMap(uri, optional(element, "method").orElse("all"), security(element),
                children(element, "event").stream().findFirst().map(this::event), Map.copyOf(responses)));
    }

    /** What a request-map does not say is true since OFBiz 24.09. */
    private Security security(Element requestMap) {
        Optional<Element> element = children(requestMap, "security").stream().findFirst();
        return new Security(element.flatMap(e -> optional(e, "auth")).map(Boolean::valueOf).orElse(true),
                element.map(e -> e.getAttribute("csrf-token")).filter(s -> !s.isEmpty()).map(Boolean::valueOf));
    }

    private Event event(Element element) {
        EventType type = constant(EventType.class, element, "type");
        return new Event(type, element.getAttribute("path"), element.getAttribute("invoke"));
    }

    private Response response(Element element) {
        List<RedirectParameter> parameters = children(element, "redirect-parameter").stream()
                .map(p -> new RedirectParameter(p.getAttribute("name"), p.getAttribute("value")))
                .toList();
        return new Response(element.getAttribute("name"), constant(ResponseType.class, element, "type"),
                element.getAttribute("value"), parameters);
    }

    private void readView(Element element) {
        String name = element.getAttribute("name");
        String page = element.getAttribute("page");
        if (!isScreen(page)) {
            throw LocatedXml.unsupported(element, "view [" + name + "] names no screen: " + page);
        }
        views.put(name, new ViewMap(name, page, Boolean.parseBoolean(optional(element, "auth").orElse("true"))));
    }

    private boolean isScreen(String page) {
        String[] location = page.split("#");
        return location.length == 2 && descriptors.find(location[0], location[1]).isPresent();
    }

    private <E extends Enum<E>> E constant(Class<E> type, Element element, String attribute) {
        String value = element.getAttribute(attribute);
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw LocatedXml.unsupported(element, attribute + "=\"" + value + "\" of <" + element.getNodeName() + "> is not supported");
        }
    }
}

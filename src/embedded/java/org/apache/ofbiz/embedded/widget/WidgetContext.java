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

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;

import java.util.Optional;
import java.util.function.Predicate;
import javax.servlet.http.HttpServletRequest;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.w3c.dom.Element;

/**
 * What menus, forms and fields need of the page they stand on: its scope, its conditions and actions, and the descriptors. One per
 * rendering, not thread-safe.
 */
public class WidgetContext {

    private final WidgetEnvironment environment;
    private final Predicate<String> events;
    private final Conditions conditions;
    private final ScreenActions actions;
    private Scope scope;
    private int lists;

    /** @param events whether a request of this webapp has an event */
    WidgetContext(WidgetEnvironment environment, Predicate<String> events, Scope scope) {
        this.environment = environment;
        this.events = events;
        this.conditions = new Conditions(environment);
        this.actions = new ScreenActions(environment);
        this.scope = scope;
    }

    final Scope scope() {
        return scope;
    }

    final void scope(Scope other) {
        scope = other;
    }

    Expressions expressions() {
        return environment.expressions();
    }

    HttpServletRequest request() {
        return (HttpServletRequest) scope.get("request");
    }

    /** The attribute with its expressions replaced; empty where it is absent. */
    public String text(Element element, String attribute) {
        return expressions().text(element.getAttribute(attribute), scope);
    }

    public String expand(String text) {
        return expressions().text(text, scope);
    }

    /** The label's text attribute, or what is written between its tags. */
    public String labelText(Element element) {
        return element.hasAttribute("text") ? text(element, "text") : expand(element.getTextContent().strip());
    }

    public boolean flag(Element element, String attribute, boolean fallback) {
        String value = text(element, attribute);
        return value.isEmpty() ? fallback : Boolean.parseBoolean(value);
    }

    public Object value(String path) {
        return Paths.get(scope, path);
    }

    public void push() {
        scope.push();
    }

    public void pop() {
        scope.pop();
    }

    public void put(String name, Object value) {
        scope.put(name, value);
    }

    /** Opens a section: tells which of its parts to show, after its actions have run; null for none. */
    public Element open(Element section) {
        if (section.getParentNode() instanceof Element parent && !parent.getLocalName().equals("screen")) {
            scope.push();
        }
        boolean shown = conditions.hold(section, scope);
        if (shown) {
            act(section);
        }
        return children(section, shown ? "widgets" : "fail-widgets").stream().findFirst().orElse(null);
    }

    public void close(Element section) {
        if (section.getParentNode() instanceof Element parent && !parent.getLocalName().equals("screen")) {
            scope.pop();
        }
    }

    public boolean holds(Element element) {
        return conditions.hold(element, scope);
    }

    public void act(Element element) {
        children(element, "actions").forEach(list -> actions.run(list, scope));
    }

    /** The screen, menu or form that an element names; without location it is in the element's own file. */
    public Element named(Element element) {
        String location = text(element, "location");
        String name = text(element, "name");
        return location.isEmpty() ? sibling(element, name) : environment.descriptors().named(location, name);
    }

    Element sibling(Element element, String name) {
        Element root = element.getOwnerDocument().getDocumentElement();
        return children(root).stream().filter(e -> e.getAttribute("name").equals(name)).findFirst()
                .orElseThrow(() -> LocatedXml.unsupported(element, "no [" + name + "] in this file"));
    }

    /** What a menu or form extends, if anything. */
    Optional<Element> parent(Element element) {
        return optional(element, "extends").map(name -> optional(element, "extends-resource")
                .map(location -> environment.descriptors().named(location, name)).orElseGet(() -> sibling(element, name)));
    }

    int nextListNumber() {
        return ++lists;
    }

    boolean hasEvent(String target) {
        return events.test(target);
    }
}

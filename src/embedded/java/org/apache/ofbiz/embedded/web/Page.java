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
package org.apache.ofbiz.embedded.web;

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;

import freemarker.core.Environment;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the widget templates (screen.ftl, menu.ftl, form.ftl) ask while they visit the elements of one page: its scope,
 * its conditions and actions, other screens, and where decorator sections come from. One per rendering, not thread-safe.
 */
public final class Page {

    private final Descriptors descriptors;
    private final Templates templates;
    private final Expressions expressions;
    private final Conditions conditions;
    private final Actions actions;
    private final SiteConf site;
    private final Deque<Decoration> decorations = new ArrayDeque<>();
    private final Deque<Decoration> undone = new ArrayDeque<>();
    private final Delegator delegator;
    private Scope scope;
    private int lists;

    /** The sections that a decorator screen may fill in, and the scope they were written in. */
    private record Decoration(Map<String, Element> sections, Scope writtenIn, Scope decorator) { }

    Page(HostWeb host, SiteConf site, Scope scope) {
        this.descriptors = host.descriptors();
        this.templates = host.templates();
        this.expressions = host.expressions();
        this.conditions = new Conditions(host, expressions);
        this.actions = new Actions(host, expressions);
        this.site = site;
        this.delegator = host.delegator();
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }

    Expressions expressions() {
        return expressions;
    }

    HttpServletRequest request() {
        return (HttpServletRequest) scope.get("request");
    }

    /** The attribute with its expressions replaced; empty where it is absent. */
    public String text(Element element, String attribute) {
        return expressions.text(element.getAttribute(attribute), scope);
    }

    public String expand(String text) {
        return expressions.text(text, scope);
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
        return location.isEmpty() ? sibling(element, name) : descriptors.named(location, name);
    }

    Element sibling(Element element, String name) {
        Element root = element.getOwnerDocument().getDocumentElement();
        return children(root).stream().filter(e -> e.getAttribute("name").equals(name)).findFirst()
                .orElseThrow(() -> LocatedXml.unsupported(element, "no [" + name + "] in this file"));
    }

    /** What a menu or form extends, if anything. */
    Optional<Element> parent(Element element) {
        return optional(element, "extends").map(name -> optional(element, "extends-resource")
                .map(location -> descriptors.named(location, name)).orElseGet(() -> sibling(element, name)));
    }

    public void decorate(Element decoratorScreen) {
        Map<String, Element> sections = new HashMap<>();
        children(decoratorScreen, "decorator-section").forEach(section -> sections.put(section.getAttribute("name"), section));
        decorations.push(new Decoration(sections, scope.snapshot(), scope));
        scope.push();
    }

    public void endDecoration() {
        decorations.pop();
        scope.pop();
    }

    /** The section to insert here, seen from where it was written; null when the decorated screen has none of that name. */
    public Element enterSection(String name) {
        Decoration current = decorations.peek();
        if (current == null || !current.sections().containsKey(name)) {
            return null;
        }
        decorations.pop();
        undone.push(new Decoration(current.sections(), current.writtenIn(), scope));
        scope = current.writtenIn().snapshot().push();
        return current.sections().get(name);
    }

    public void leaveSection() {
        Decoration back = undone.pop();
        scope = back.decorator();
        decorations.push(new Decoration(back.sections(), back.writtenIn(), scope));
    }

    /** Writes a FreeMarker template here; it sees the page's scope as its variables. */
    public void include(String location) throws IOException {
        templates.render(location, scope, Environment.getCurrentEnvironment().getOut());
    }

    public Form form(Element element) {
        return new Form(this, element);
    }

    int nextListNumber() {
        return ++lists;
    }

    public Menu menu(Element element) {
        return new Menu(this, element);
    }

    /** The address of a request of this webapp. */
    public String address(String target) {
        return Links.address(request(), target, "intra-app");
    }

    public String csrfToken() {
        return CsrfTokens.of(request());
    }

    /** The columns of a portal page, each a list of the screens of its portlets, in their order. */
    public List<List<Element>> portal(Element portalPage) {
        String id = text(portalPage, "id");
        List<List<Element>> columns = new ArrayList<>();
        for (GenericValue column : rows("PortalPageColumn", "columnSeqId", "portalPageId", id)) {
            columns.add(rows("PortalPagePortletView", "sequenceNum", "portalPageId", id, "columnSeqId", column.getString("columnSeqId"))
                    .stream().map(portlet -> descriptors.named(portlet.getString("screenLocation"), portlet.getString("screenName"))).toList());
        }
        return columns;
    }

    private List<GenericValue> rows(String entity, String order, Object... fields) {
        try {
            return EntityQuery.use(delegator).from(entity).where(fields).orderBy(order).queryList();
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A link element, ready to write. */
    public Link link(Element element) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Element parameter : children(element, "parameter")) {
            String name = parameter.getAttribute("param-name");
            boolean bare = !parameter.hasAttribute("from-field") && !parameter.hasAttribute("value");
            Object value = bare ? own(name) : expressions.value(parameter, scope);
            if (value != null) {
                parameters.put(name, value);
            }
        }
        String mode = optional(element, "url-mode").or(() -> optional(element, "target-type")).orElse("intra-app");
        String target = text(element, "target");
        String address = Links.address(request(), target, mode);
        boolean post = switch (optional(element, "link-type").orElse("auto")) {
        case "hidden-form" -> true;
        case "auto" -> mode.equals("intra-app") && hasEvent(target);
        default -> false;
        };
        String question = flag(element, "request-confirmation", false)
                ? optional(element, "confirmation-message").map(this::expand).orElse(expand("${uiLabelMap.CommonConfirm}")) : "";
        return new Link(post ? address : Links.withParameters(address, parameters), post, parameters, question);
    }

    private Object own(String name) {
        return scope.get(name) != null ? scope.get(name) : Paths.get(scope, "parameters." + name);
    }

    boolean hasEvent(String target) {
        SiteConf.RequestMap map = site.requests().get(target.split("[/?]")[0]);
        return map != null && map.event().isPresent();
    }

    /** Where a link leads; one that changes something is a form with a button, so that no crawler or prefetch follows it. */
    public record Link(String address, boolean post, Map<String, Object> parameters, String question) { }

    /** The first child of that name, or null. */
    public Element child(Node parent, String name) {
        return children((Element) parent, name).stream().findFirst().orElse(null);
    }
}

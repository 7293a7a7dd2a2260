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

import freemarker.core.Environment;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.ofbiz.embedded.web.CsrfTokens;
import org.apache.ofbiz.embedded.web.Links;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What the widget templates (screen.ftl, menu.ftl, form.ftl) ask while they visit the elements of one page: what
 * {@link WidgetContext} has, other screens, and where decorator sections come from. One per rendering, not thread-safe.
 */
public final class Page extends WidgetContext {

    private final WidgetEnvironment environment;
    private final Deque<Decoration> decorations = new ArrayDeque<>();
    private final Deque<Decoration> undone = new ArrayDeque<>();

    /** The sections that a decorator screen may fill in, and the scope they were written in. */
    private record Decoration(Map<String, Element> sections, Scope writtenIn, Scope decorator) { }

    /** @param events whether a request of this webapp has an event */
    public Page(WidgetEnvironment environment, Predicate<String> events, Scope scope) {
        super(environment, events, scope);
        this.environment = environment;
    }

    public void decorate(Element decoratorScreen) {
        Map<String, Element> sections = new HashMap<>();
        children(decoratorScreen, "decorator-section").forEach(section -> sections.put(section.getAttribute("name"), section));
        decorations.push(new Decoration(sections, scope().snapshot(), scope()));
        scope().push();
    }

    public void endDecoration() {
        decorations.pop();
        scope().pop();
    }

    /** The section to insert here, seen from where it was written; null when the decorated screen has none of that name. */
    public Element enterSection(String name) {
        Decoration current = decorations.peek();
        if (current == null || !current.sections().containsKey(name)) {
            return null;
        }
        decorations.pop();
        undone.push(new Decoration(current.sections(), current.writtenIn(), scope()));
        scope(current.writtenIn().snapshot().push());
        return current.sections().get(name);
    }

    public void leaveSection() {
        Decoration back = undone.pop();
        scope(back.decorator());
        decorations.push(new Decoration(back.sections(), back.writtenIn(), scope()));
    }

    /** Writes a FreeMarker template here; it sees the page's scope as its variables. */
    public void include(String location) throws IOException {
        environment.templates().render(location, scope(), Environment.getCurrentEnvironment().getOut());
    }

    public Form form(Element element) {
        return new Form(this, element);
    }

    public Menu menu(Element element) {
        return new Menu(this, element);
    }

    /** The address of a request of this webapp. */
    public String address(String target) {
        return Links.address(request(), target);
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
                    .stream().map(portlet -> environment.descriptors().named(portlet.getString("screenLocation"), portlet.getString("screenName")))
                    .toList());
        }
        return columns;
    }

    private List<GenericValue> rows(String entity, String order, Object... fields) {
        try {
            return EntityQuery.use(environment.delegator()).from(entity).where(fields).orderBy(order).queryList();
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
            Object value = bare ? own(name) : expressions().value(parameter, scope());
            if (value != null) {
                parameters.put(name, value);
            }
        }
        String target = text(element, "target");
        String address = address(target);
        boolean post = switch (optional(element, "link-type").orElse("auto")) {
        case "hidden-form" -> true;
        case "auto" -> hasEvent(target);
        default -> false;
        };
        String question = flag(element, "request-confirmation", false)
                ? expand(optional(element, "confirmation-message").orElse("${uiLabelMap.CommonConfirm}")).replaceAll("\\s+", " ") : "";
        return new Link(post ? address : Links.withParameters(address, parameters), post, parameters, question);
    }

    private Object own(String name) {
        return scope().get(name) != null ? scope().get(name) : Paths.get(scope(), "parameters." + name);
    }

    /** Where a link leads; one that changes something is a form with a button, so that no crawler or prefetch follows it. */
    public record Link(String address, boolean post, Map<String, Object> parameters, String question) { }

    /** The first child of that name, or null. */
    public Element child(Node parent, String name) {
        return children((Element) parent, name).stream().findFirst().orElse(null);
    }
}

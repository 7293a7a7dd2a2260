/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.web;

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ModelParam;
import org.apache.ofbiz.service.ModelService;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Collects the fields of a form: those that it extends, those induced from an entity or service, its own. */
final class FormFields {

    /** A field element and the widget that shows it, which may come from an earlier definition of the same field. */
    record Definition(Element field, Element widget) {
        String name() {
            return field.getAttribute("name");
        }

        String useWhen() {
            return field.getAttribute("use-when");
        }
    }

    /** Set by the entity and service engines, never by a user. */
    private static final Set<String> INTERNAL = Set.of("lastUpdatedStamp", "lastUpdatedTxStamp", "createdStamp", "createdTxStamp",
            "userLogin", "locale", "timeZone", "login.username", "login.password");

    private final Page page;
    private final List<Definition> found = new ArrayList<>();

    private FormFields(Page page) {
        this.page = page;
    }

    static List<Definition> of(Page page, Element form) {
        FormFields fields = new FormFields(page);
        fields.collect(form);
        return List.copyOf(fields.found);
    }

    private void collect(Element form) {
        page.parent(form).ifPresent(this::collect);
        for (Element child : children(form)) {
            try {
                switch (child.getLocalName()) {
                    case "auto-fields-service" -> fromService(child);
                    case "auto-fields-entity" -> fromEntity(child);
                    case "field" -> add(child, widget(child));
                    case "sort-order" -> sort(child);
                    default -> { } // actions and targets are not fields
                }
            } catch (GenericServiceException | GenericEntityException e) {
                throw LocatedXml.unsupported(child, e.getMessage());
            }
        }
    }

    private static Optional<Element> widget(Element field) {
        return children(field).stream().findFirst();
    }

    private void add(Element field, Optional<Element> widget) {
        Definition earlier = found.stream().filter(d -> d.name().equals(field.getAttribute("name"))).findFirst().orElse(null);
        Element shown = widget.or(() -> Optional.ofNullable(earlier).map(Definition::widget)).orElseThrow(() ->
                LocatedXml.unsupported(field, "field [" + field.getAttribute("name") + "] without a widget is not supported"));
        Definition definition = new Definition(field, shown);
        boolean alternative = earlier != null && !definition.useWhen().equals(earlier.useWhen()) && earlier.field().hasAttribute("use-when");
        if (earlier == null || alternative) {
            found.add(definition);
        } else {
            found.set(found.indexOf(earlier), definition);
        }
    }

    private void sort(Element order) {
        List<String> names = children(order, "sort-field").stream().map(e -> e.getAttribute("name")).toList();
        List<Definition> first = names.stream().flatMap(name -> found.stream().filter(d -> d.name().equals(name))).toList();
        found.removeAll(first);
        found.addAll(0, first);
    }

    private void fromService(Element auto) throws GenericServiceException {
        LocalDispatcher dispatcher = (LocalDispatcher) page.value("dispatcher");
        ModelService model = dispatcher.getDispatchContext().getModelService(page.text(auto, "service-name"));
        for (ModelParam parameter : model.getInModelParamList()) {
            if (!INTERNAL.contains(parameter.getName())) {
                String type = parameter.getType();
                boolean time = type.endsWith("Timestamp");
                induce(auto, parameter.getName(), time ? "date-time" : "text", 40, !parameter.isOptional());
            }
        }
    }

    private void fromEntity(Element auto) throws GenericEntityException {
        ModelEntity model = ((Delegator) page.value("delegator")).getModelEntity(page.text(auto, "entity-name"));
        for (String name : model.getAllFieldNames()) {
            if (!INTERNAL.contains(name)) {
                String type = model.getField(name).getType();
                String widget = switch (type) {
                    case "date-time", "date", "time" -> "date-time";
                    case "very-long", "comment" -> "textarea";
                    default -> "text";
                };
                induce(auto, name, widget, type.startsWith("id") ? 20 : 40, false);
            }
        }
    }

    private void induce(Element auto, String name, String editWidget, int size, boolean required) {
        String kind = switch (optional(auto, "default-field-type").orElse("edit")) {
            case "edit" -> editWidget;
            case "hidden" -> "hidden";
            case "display" -> "display";
            case "find" -> editWidget.equals("text") ? "text-find" : editWidget;
            default -> throw LocatedXml.unsupported(auto, "default-field-type=\"" + auto.getAttribute("default-field-type") + "\"");
        };
        Document document = auto.getOwnerDocument();
        Element field = document.createElementNS(auto.getNamespaceURI(), "field");
        field.setAttribute("name", name);
        optional(auto, "map-name").ifPresent(map -> field.setAttribute("map-name", map));
        if (required) {
            field.setAttribute("required-field", "true");
        }
        Element widget = document.createElementNS(auto.getNamespaceURI(), kind);
        if (kind.startsWith("text")) {
            widget.setAttribute("size", String.valueOf(size));
        }
        field.appendChild(widget);
        add(field, Optional.of(widget));
    }
}

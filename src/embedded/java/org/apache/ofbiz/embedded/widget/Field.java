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

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.embedded.web.EventMessages;
import org.apache.ofbiz.embedded.widget.FormFields.Definition;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.w3c.dom.Element;

/** One field of a form as it is shown now: its name, title, value and options. Belongs to one rendering. */
public final class Field {

    private final WidgetContext page;
    private final Element field;
    private final Element widget;
    private final Place place;

    Field(WidgetContext page, Definition definition, Place place) {
        this.page = page;
        this.field = definition.field();
        this.widget = definition.widget();
        this.place = place;
    }

    /**
     * Where a field stands.
     *
     * @param row          what tells the rows of a list apart, empty elsewhere
     * @param multi        whether one form is around all rows
     * @param list         a list never shows what was sent, since a row's field cannot be told from another's there
     */
    record Place(String defaultMap, String form, String row, boolean multi, boolean list, String tooltipStyle) { }

    /** One choice of a drop-down, radio or check field. */
    public record Option(String key, String description) { }

    public Element getWidget() {
        return widget;
    }

    public String getKind() {
        return widget.getLocalName();
    }

    public String getFieldName() {
        return field.getAttribute("name");
    }

    /** The name of the request parameter. */
    public String getName() {
        String name = getFieldName();
        return place.multi() && !place.row().isEmpty() ? name + "_o" + place.row() : name;
    }

    public String getId() {
        return place.form() + place.row() + "_" + getFieldName();
    }

    public String getFormId() {
        return place.multi() ? place.form() : place.form() + place.row();
    }

    /** In a list no label stands beside a field: the title of its column names it. */
    public boolean isInList() {
        return place.list();
    }

    /** Of the first cell of the row, which says what the row is about. */
    public String getRowId() {
        return place.form() + place.row() + "_first";
    }

    public String getTooltipStyle() {
        return place.tooltipStyle();
    }

    public String getTooltip() {
        return page.text(field, "tooltip");
    }

    public String getStyle() {
        return page.text(field, "widget-style");
    }

    public boolean isRequired() {
        return page.flag(field, "required-field", false);
    }

    /** The title, else the label FormFieldTitle_NAME, else the name in words. */
    public String getTitle() {
        if (field.hasAttribute("title")) {
            return page.text(field, "title");
        }
        String label = "FormFieldTitle_" + getFieldName();
        String known = page.expand("${uiLabelMap." + label + "}");
        String words = getFieldName().replaceAll("([a-z])([A-Z])", "$1 $2");
        return known.isEmpty() || known.equals(label) ? words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) : known;
    }

    /** What the user sent when the request failed (or as useRequestParameters says), else the value of the field's map, else the page's variable. */
    public Object getRaw() {
        Object fromRequest = page.value("useRequestParameters");
        if (!place.list() && (fromRequest instanceof Boolean told ? told : EventMessages.tellError(page.request()))) {
            Object sent = page.value("parameters") instanceof Map<?, ?> parameters ? parameters.get(getName()) : null;
            return sent instanceof String ? sent : "";
        }
        String entry = getFieldName();
        Object map = page.value(optional(field, "map-name").orElse(place.defaultMap()));
        Object value = map instanceof Map<?, ?> values ? values.get(entry) : Paths.get(page.scope(), entry);
        return value == null || value.equals("") ? optional(widget, "default-value").map(page::expand).orElse(null) : value;
    }

    /** The value as an input field takes it and a service converts it back. */
    public String getValue() {
        return Objects.toString(getRaw(), "");
    }

    /** The value as a person reads it. */
    public String getText() {
        if (widget.hasAttribute("description") && getKind().equals("display")) {
            return page.text(widget, "description");
        }
        Object value = getRaw();
        if (value instanceof Timestamp time) {
            String pattern = widget.getAttribute("type").equals("date-time") ? null : UtilDateTime.getDateTimeFormat();
            return UtilDateTime.toDateTimeFormat(pattern, (TimeZone) page.value("timeZone"), (Locale) page.value("locale")).format(time);
        }
        return Objects.toString(value, "");
    }

    /** What a display-entity shows: the described row that the value points to, else the value. */
    public String getEntityText() {
        if (getValue().isEmpty()) {
            return "";
        }
        String entity = widget.getAttribute("entity-name");
        String key = optional(widget, "key-field-name").orElseGet(this::getFieldName);
        try {
            GenericValue row = EntityQuery.use((Delegator) page.value("delegator")).from(entity).where(key, getValue()).queryFirst();
            return row == null ? getValue() : describe(widget, row);
        } catch (GenericEntityException e) {
            throw new IllegalStateException(LocatedXml.where(widget) + ": " + e.getMessage(), e);
        }
    }

    private String describe(Element element, Map<String, ?> row) {
        page.push();
        row.forEach(page::put);
        String text = page.expand(optional(element, "description").orElse("${description}"));
        page.pop();
        return text;
    }

    /** The choices, with the current value among them even where no row offers it any more. */
    public List<Option> getOptions() {
        List<Option> options = new ArrayList<>();
        for (Element child : children(widget)) {
            switch (child.getLocalName()) {
            case "option" -> options.add(new Option(page.text(child, "key"),
                    child.hasAttribute("description") ? page.text(child, "description") : page.text(child, "key")));
            case "entity-options" -> addEntityOptions(child, options);
            default -> throw LocatedXml.unsupported(child, "options of <" + child.getNodeName() + "> are not supported");
            }
        }
        String value = getValue();
        if (!value.isEmpty() && options.stream().noneMatch(option -> option.key().equals(value))) {
            options.add(0, new Option(value, value));
        }
        return options;
    }

    private void addEntityOptions(Element element, List<Option> options) {
        String key = optional(element, "key-field-name").orElseGet(this::getFieldName);
        try {
            new Queries(page.expressions()).list(element, page.scope())
                    .forEach(row -> options.add(new Option(row.getString(key), describe(element, row))));
        } catch (GenericEntityException e) {
            throw new IllegalStateException(LocatedXml.where(element) + ": " + e.getMessage(), e);
        }
    }
}

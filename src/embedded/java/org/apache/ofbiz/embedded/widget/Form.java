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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.embedded.web.CsrfTokens;
import org.apache.ofbiz.embedded.web.Links;
import org.apache.ofbiz.embedded.widget.FormFields.Definition;
import org.w3c.dom.Element;

/** A form or grid with its fields, ready for the form template. Belongs to one rendering. */
public final class Form {

    private static final int ROWS_ON_A_PAGE = 20;

    private final WidgetContext page;
    private final Element element;
    private final List<Definition> definitions;
    private final List<?> all;
    private final int listNumber;

    Form(WidgetContext page, Element element) {
        this.page = page;
        this.element = element;
        this.listNumber = isList() ? page.nextListNumber() : 0;
        page.put("viewIndex", getPageIndex());
        page.put("viewSize", pageSize());
        page.act(element);
        this.definitions = FormFields.of(element);
        this.all = Expressions.asList(page.value(optional(element, "list-name").orElse("listIt")));
    }

    public String getName() {
        return element.getAttribute("name");
    }

    public boolean isList() {
        return type().equals("list") || isMulti();
    }

    /** One form around all rows, whose fields carry the number of their row. */
    public boolean isMulti() {
        return type().equals("multi");
    }

    /** A form that sends files. */
    public boolean isUpload() {
        return type().equals("upload");
    }

    private String type() {
        return optional(element, "type").orElse(element.getLocalName().equals("grid") ? "list" : "single");
    }

    public String getTitle() {
        return page.text(element, "title");
    }

    /** The address the form is sent to; empty for one that is only shown. */
    public String getAction() {
        String target = targets(element).stream().findFirst().orElse("");
        return target.isEmpty() ? "" : Links.address(page.request(), target);
    }

    private List<String> targets(Element form) {
        List<String> found = new ArrayList<>();
        children(form, "alt-target").stream().filter(alt -> page.expressions().useWhen(alt.getAttribute("use-when"), page.scope()))
                .forEach(alt -> found.add(page.text(alt, "target")));
        optional(form, "target").ifPresent(target -> found.add(page.expand(target)));
        return found;
    }

    /** GET for a form that only finds something, so that its result has an address; POST for what changes something. */
    public boolean isPost() {
        return targets(element).stream().findFirst().filter(page::hasEvent).isPresent();
    }

    /** The fields of a single form that its use-when conditions let through. */
    public List<Field> getFields() {
        return definitions.stream().filter(this::isUsed).map(definition -> field(definition, "")).toList();
    }

    private boolean isUsed(Definition definition) {
        return page.expressions().useWhen(definition.useWhen(), page.scope());
    }

    private Field field(Definition definition, String row) {
        return new Field(page, definition, new Field.Place(optional(element, "default-map-name").orElse(""), getName(), row, isMulti(), isList(),
                optional(element, "default-tooltip-style").map(page::expand).orElse("")));
    }

    /** The columns of a list: one field of each name that is not hidden. The buttons of a multi form stand below it. */
    public List<Field> getColumns() {
        Map<String, Field> columns = new LinkedHashMap<>();
        definitions.stream().filter(d -> !d.widget().getLocalName().equals("hidden") && !(isMulti() && isSubmit(d)))
                .forEach(definition -> columns.putIfAbsent(definition.name(), field(definition, "")));
        return List.copyOf(columns.values());
    }

    private static boolean isSubmit(Definition definition) {
        return definition.widget().getLocalName().equals("submit");
    }

    /** The buttons of a multi form. */
    public List<Field> getSubmits() {
        return definitions.stream().filter(d -> isSubmit(d) && isUsed(d)).map(definition -> field(definition, "")).toList();
    }

    /** The rows on the current page of the list. */
    public List<?> getRows() {
        if (listSize() > all.size()) {
            return all; // of this page already
        }
        int from = Math.min(getPageIndex() * pageSize(), all.size());
        return isCut() ? all.subList(from, Math.min(from + pageSize(), all.size())) : all;
    }

    /** The rows of all pages: the list's own number, or what the form says where the list is one page of it. */
    private int listSize() {
        return optional(element, "override-list-size").map(page::expand).filter(size -> size.matches("[1-9]\\d{0,8}")).map(Integer::valueOf)
                .orElse(all.size());
    }

    private int pageSize() {
        return optional(element, "view-size").map(Integer::valueOf).orElse(ROWS_ON_A_PAGE);
    }

    private boolean isCut() {
        return !optional(element, "paginate").map("false"::equals).orElse(false) && listSize() > pageSize();
    }

    /** Whether there are links to the other pages: OFBiz cuts a list without paginate-target too, and then shows no way to the rest. */
    public boolean isPaged() {
        return isCut() && optional(element, "paginate-target").isPresent();
    }

    /** The parameter with the number of the page: lists are told apart by their place on the page, the first is 1. */
    private String indexParameter() {
        return "VIEW_INDEX_" + listNumber;
    }

    public int getPageIndex() {
        String index = page.request().getParameter(indexParameter());
        return index != null && index.matches("\\d{1,6}") ? Integer.parseInt(index) : 0;
    }

    public int getPageCount() {
        return (listSize() + pageSize() - 1) / pageSize();
    }

    public String pageAddress(int index) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        page.request().getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        parameters.keySet().removeIf(name -> name.equals(CsrfTokens.PARAMETER) || name.equals("externalLoginKey"));
        parameters.put(indexParameter(), index);
        String target = optional(element, "paginate-target").orElseThrow();
        return Links.withParameters(Links.address(page.request(), page.expand(target)), parameters);
    }

    /** Makes the row's values visible, and answers its fields by name; pop the page when the row is written. */
    public Map<String, Field> open(Object row, int index) {
        page.push();
        if (row instanceof Map<?, ?> map) {
            map.forEach((name, value) -> page.put(name.toString(), value));
        }
        page.put("itemIndex", index);
        Map<String, Field> fields = new LinkedHashMap<>();
        definitions.stream().filter(this::isUsed)
                .forEach(definition -> fields.putIfAbsent(definition.name(), field(definition, "_" + index)));
        return fields;
    }
}

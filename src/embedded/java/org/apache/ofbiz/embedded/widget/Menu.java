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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.w3c.dom.Element;

/** A menu and what it extends, with the items that the user may see. Belongs to one rendering. */
public final class Menu {

    private final WidgetContext page;
    private final Element element;
    private final Map<String, Element> items = new LinkedHashMap<>();

    Menu(WidgetContext page, Element element) {
        this.page = page;
        this.element = element;
        collect(element);
        page.act(element);
    }

    private void collect(Element menu) {
        page.parent(menu).ifPresent(this::collect);
        children(menu, "menu-item").forEach(item -> items.put(item.getAttribute("name"), item));
    }

    public List<Element> getItems() {
        return items.values().stream().filter(page::holds).toList();
    }

    public String getTitle() {
        return page.text(element, "title");
    }

    /** Whether the page says that it belongs to this item. */
    public boolean isSelected(Element item) {
        String field = optional(element, "selected-menuitem-context-field-name").orElseGet(() -> page.parent(element)
                .flatMap(parent -> optional(parent, "selected-menuitem-context-field-name")).orElse("tabButtonItem"));
        return Objects.equals(page.value(field), item.getAttribute("name"));
    }
}

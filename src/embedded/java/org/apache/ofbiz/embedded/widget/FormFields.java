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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.w3c.dom.Element;

/** Collects the fields of a form. */
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

    private final List<Definition> found = new ArrayList<>();

    private FormFields() {
    }

    static List<Definition> of(Element form) {
        FormFields fields = new FormFields();
        children(form, "field").forEach(fields::add);
        return List.copyOf(fields.found);
    }

    private void add(Element field) {
        Definition earlier = found.stream().filter(d -> d.name().equals(field.getAttribute("name"))).findFirst().orElse(null);
        Element shown = children(field).stream().findFirst().or(() -> Optional.ofNullable(earlier).map(Definition::widget)).orElseThrow(() ->
                LocatedXml.unsupported(field, "field [" + field.getAttribute("name") + "] without a widget is not supported"));
        Definition definition = new Definition(field, shown);
        boolean alternative = earlier != null && !definition.useWhen().equals(earlier.useWhen()) && earlier.field().hasAttribute("use-when");
        if (earlier == null || alternative) {
            found.add(definition);
        } else {
            found.set(found.indexOf(earlier), definition);
        }
    }
}

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
package org.apache.ofbiz.asterisk.lint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/** Fields of our own entities, as entitydef/entitymodel.xml defines them. */
final class EntityFields {

    static final Element MODEL = Descriptors.root(Path.of("entitydef/entitymodel.xml"));

    private EntityFields() {
    }

    /** @param include all, pk or nonpk */
    static Set<String> of(String entity, String include) {
        Element definition = find(entity).orElseThrow(() -> new AssertionError("no entity " + entity));
        Set<String> keys = Descriptors.values(definition, "prim-key", "field");
        if (include.equals("pk")) {
            return keys;
        }
        Set<String> fields = new TreeSet<>();
        Descriptors.children(definition, "field").forEach(field -> fields.add(field.getAttribute("name")));
        if (include.equals("nonpk")) {
            fields.removeAll(keys);
        }
        return fields;
    }

    static Optional<Element> find(String entity) {
        return Descriptors.children(MODEL, "entity").stream().filter(e -> e.getAttribute("entity-name").equals(entity)).findFirst();
    }
}

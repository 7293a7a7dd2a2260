/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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

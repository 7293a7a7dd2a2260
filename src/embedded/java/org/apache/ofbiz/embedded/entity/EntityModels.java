/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.entity;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.entity.model.ModelEntity;

/** All entities that the components define, in the order of their definition. Filled at start, then only read. */
public final class EntityModels {
    private final Map<String, ModelEntity> byName = new LinkedHashMap<>();

    void add(ModelEntity entity) {
        byName.put(entity.getEntityName(), entity);
    }

    public Optional<ModelEntity> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<ModelEntity> all() {
        return byName.values();
    }
}

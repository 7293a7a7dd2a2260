/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.service;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ofbiz.service.ModelService;

/** All services that the components define. Immutable. */
public final class ServiceModels {
    private final Map<String, ModelService> byName;

    public ServiceModels(Map<String, ModelService> byName) {
        this.byName = new TreeMap<>(byName);
    }

    public Optional<ModelService> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.util.collections;

import java.util.AbstractMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.ofbiz.embedded.data.Resources;

/** The labels of one or more resources in one language, as a map: the <code>uiLabelMap</code> of screens. A missing label is its own name. */
public final class ResourceBundleMapWrapper extends AbstractMap<String, Object> {
    private final List<String> resources = new CopyOnWriteArrayList<>();
    private final Locale locale;

    public ResourceBundleMapWrapper(String resource, Locale locale) {
        this.resources.add(resource);
        this.locale = locale;
    }

    /** Adds labels that are looked up after those already there. */
    public void addBottomResourceBundle(String resource) {
        resources.add(resource);
    }

    @Override
    public Object get(Object name) {
        return find(String.valueOf(name)).orElse(String.valueOf(name));
    }

    @Override
    public boolean containsKey(Object name) {
        return find(String.valueOf(name)).isPresent();
    }

    private Optional<String> find(String name) {
        return resources.stream().flatMap(resource -> Resources.current().label(resource, name, locale).stream()).findFirst();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        throw new UnsupportedOperationException("labels are looked up by name only");
    }
}

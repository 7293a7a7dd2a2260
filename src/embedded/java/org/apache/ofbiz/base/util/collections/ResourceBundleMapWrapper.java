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

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

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The context of one page: layers of variables, the innermost first, the global one last. A lookup takes the innermost
 * value, an assignment goes to the innermost layer. Belongs to one request, so it is not thread-safe.
 */
public final class Scope extends AbstractMap<String, Object> {

    private final List<Map<String, Object>> layers;

    public Scope(Map<String, Object> globals) {
        layers = new ArrayList<>(List.of(new HashMap<>(globals)));
    }

    private Scope(List<Map<String, Object>> layers) {
        this.layers = new ArrayList<>(layers);
    }

    /** The same layers as seen now; what is pushed on either later does not reach the other, globals do. */
    Scope snapshot() {
        return new Scope(layers);
    }

    Scope push() {
        layers.add(0, new HashMap<>());
        return this;
    }

    void pop() {
        layers.remove(0);
    }

    /** The layer that every decorator and section of the page sees. */
    Map<String, Object> globals() {
        return layers.get(layers.size() - 1);
    }

    @Override
    public Object get(Object key) {
        return layers.stream().filter(layer -> layer.containsKey(key)).findFirst().map(layer -> layer.get(key)).orElse(null);
    }

    @Override
    public boolean containsKey(Object key) {
        return layers.stream().anyMatch(layer -> layer.containsKey(key));
    }

    @Override
    public Object put(String key, Object value) {
        return layers.get(0).put(key, value);
    }

    @Override
    public Object remove(Object key) {
        return layers.get(0).remove(key);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> visible = new LinkedHashMap<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            visible.putAll(layers.get(i));
        }
        return visible.entrySet();
    }
}

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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.base.location.FlexibleLocation;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.w3c.dom.Element;

/**
 * The controllers, screens, forms and menus, each read and checked once by each thread: also who only reads a tree of the JDK's DOM changes it, as
 * FreeMarker does with its lists of children. Thread-safe.
 */
public final class DescriptorCache {

    private final Grammar grammar;
    private final ThreadLocal<Map<String, Element>> roots = ThreadLocal.withInitial(HashMap::new);

    DescriptorCache(Grammar grammar) {
        this.grammar = grammar;
    }

    /** One for what this host implements. */
    static DescriptorCache withSupportedElements() {
        return new DescriptorCache(Grammar.read(url("component://widget/supported.txt")));
    }

    /** The root element of the descriptor at a component:// address, for this thread only. */
    public Element root(String location) {
        return roots.get().computeIfAbsent(location, this::read);
    }

    /** The child of the descriptor's root that carries this name: a screen, form, grid or menu. */
    public Element named(String location, String name) {
        return find(location, name).orElseThrow(() -> new IllegalArgumentException("no [" + name + "] in " + location));
    }

    public Optional<Element> find(String location, String name) {
        return LocatedXml.children(root(location)).stream().filter(e -> e.getAttribute("name").equals(name)).findFirst();
    }

    /** Reads every widget file of a component now, so that what the host cannot render is told at the start. */
    public void checkAll(Path widgetFolder) {
        try (Stream<Path> files = Files.walk(widgetFolder)) {
            files.filter(file -> file.toString().endsWith(".xml")).map(LocatedXml::parse)
                    .forEach(document -> grammar.check(document.getDocumentElement()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Element read(String location) {
        Element root = LocatedXml.parseOwn(url(location)).getDocumentElement();
        grammar.check(root);
        return root;
    }

    private static URL url(String location) {
        try {
            return Optional.ofNullable(FlexibleLocation.resolveLocation(location))
                    .orElseThrow(() -> new IllegalArgumentException("nothing at " + location));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("bad location " + location, e);
        }
    }
}

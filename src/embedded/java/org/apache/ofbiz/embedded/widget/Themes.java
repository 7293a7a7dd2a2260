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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.embedded.data.Component;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.w3c.dom.Element;

/** What components add to OFBiz's default theme; the pages have the plain theme's look, but its lists of scripts and styles. Immutable. */
public final class Themes {

    private static final String DEFAULT = "RAINBOWSTONE_SAPHIR";
    private static final Pattern ADDED = Pattern.compile("(VT_HDR_JAVASCRIPT|VT_STYLESHEET)\\['add']");

    private final Map<String, List<String>> additions = new HashMap<>();

    Themes(List<Component> components) {
        components.stream().map(component -> component.root().resolve("widget")).filter(Files::isDirectory).forEach(this::read);
    }

    private void read(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith("Theme.xml")).sorted().map(file -> LocatedXml.parse(file).getDocumentElement())
                    .filter(theme -> children(theme, "visual-themes").stream().flatMap(list -> children(list).stream())
                            .anyMatch(visual -> visual.getAttribute("id").equals(DEFAULT)))
                    .flatMap(theme -> children(theme, "theme-properties").stream()).flatMap(list -> children(list).stream())
                    .forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Element property) {
        Matcher added = ADDED.matcher(property.getAttribute("name"));
        if (!added.matches()) {
            throw LocatedXml.unsupported(property, "theme property " + property.getAttribute("name") + " is not supported");
        }
        additions.computeIfAbsent(added.group(1), name -> new ArrayList<>()).add(property.getAttribute("value"));
    }

    /** The start of a page's layoutSettings, which its screens add to. */
    public Map<String, Object> layoutSettings() {
        Map<String, Object> settings = new HashMap<>();
        additions.forEach((name, values) -> settings.put(name, new ArrayList<>(values)));
        return settings;
    }
}

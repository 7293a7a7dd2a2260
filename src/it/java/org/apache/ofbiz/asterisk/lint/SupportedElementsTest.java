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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** The embedded host renders what descriptors use, and no more: each element and attribute of its table is in a descriptor. */
@Tag("lint")
class SupportedElementsTest {

    private static final Path TABLE = Path.of("src/embedded/ofbiz/widget/supported.txt");

    @Test
    void areUsed() {
        Set<String> used = used();
        assertThat("what is looked at", used, hasItems("site-conf/request-map uri", "screens/section", "forms/field name"));
        List<String> unused = Descriptors.text(TABLE).lines().filter(line -> line.contains(":") && !line.startsWith("#"))
                .flatMap(SupportedElementsTest::entries).filter(entry -> !used.contains(entry)).toList();
        assertThat("no descriptor uses", unused, empty());
    }

    /** "root/element" and "root/element attribute" for a line of the form "root/element: attribute attribute=VALUE|VALUE". */
    private static Stream<String> entries(String line) {
        String element = line.substring(0, line.indexOf(':'));
        return Stream.concat(Stream.of(element), Arrays.stream(line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
                .filter(attribute -> !attribute.isEmpty()).map(attribute -> element + " " + attribute.replaceFirst("=.*", "")));
    }

    /** Of all web descriptors, ours and the host's; what is in screens, menus or forms counts for "any", too. */
    private static Set<String> used() {
        Set<String> used = new TreeSet<>();
        for (String folder : List.of("widget", "webapp", "src/embedded/ofbiz")) {
            for (Path file : Descriptors.files(folder, ".xml")) {
                Element root = Descriptors.root(file);
                List<Element> elements = new ArrayList<>(Descriptors.all(root, "*"));
                elements.add(root);
                for (Element element : elements) {
                    add(used, root.getTagName() + "/" + element.getTagName(), element);
                    if (List.of("screens", "menus", "forms").contains(root.getTagName())) {
                        add(used, "any/" + element.getTagName(), element);
                    }
                }
            }
        }
        return used;
    }

    private static void add(Set<String> used, String name, Element element) {
        used.add(name);
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            used.add(name + " " + attributes.item(i).getNodeName());
        }
    }
}

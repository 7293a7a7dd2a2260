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
import java.util.List;
import java.util.NoSuchElementException;
import org.w3c.dom.Element;

/** What pom.xml says, without Maven: its own properties and dependencies, those of profiles left out. */
public final class Pom {

    private static final Element PROJECT = Descriptors.root(Path.of("pom.xml"));

    private Pom() {
    }

    /** A library that pom.xml names, with its properties put in. Scope is "compile" where pom.xml says nothing. */
    public record Library(String group, String artifact, String version, String scope) {

        public String name() {
            return group + ':' + artifact;
        }
    }

    /** @throws NoSuchElementException when pom.xml has no such property */
    public static String property(String name) {
        return Descriptors.children(PROJECT, "properties").stream().flatMap(all -> Descriptors.children(all, name).stream())
                .map(Element::getTextContent).findFirst().orElseThrow(() -> new NoSuchElementException("pom.xml has no property " + name));
    }

    public static List<Library> libraries() {
        return Descriptors.children(Descriptors.children(PROJECT, "dependencies").get(0), "dependency").stream()
                .map(dependency -> new Library(text(dependency, "groupId", ""), text(dependency, "artifactId", ""),
                        text(dependency, "version", ""), text(dependency, "scope", "compile")))
                .toList();
    }

    private static String text(Element parent, String child, String otherwise) {
        String text = Descriptors.children(parent, child).stream().map(Element::getTextContent).findFirst().orElse(otherwise);
        return text.startsWith("${") ? property(text.substring(2, text.length() - 1)) : text;
    }
}

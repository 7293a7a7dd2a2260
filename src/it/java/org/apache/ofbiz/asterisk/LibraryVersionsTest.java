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
package org.apache.ofbiz.asterisk;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.anEmptyMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.lint.Descriptors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The component is built by Maven here and by Gradle inside OFBiz: with the same libraries. */
@Tag("lint")
class LibraryVersionsTest {

    private static final Pattern GRADLE_LIBRARY = Pattern.compile("pluginLibs\\w+ '([^:']+):([^:']+):([^:']+)'");

    @Test
    void bothBuildsNameTheSameVersions() throws IOException {
        Map<String, String> gradle = new TreeMap<>();
        Matcher library = GRADLE_LIBRARY.matcher(Files.readString(Path.of("build.gradle")));
        while (library.find()) {
            gradle.put(library.group(1) + ':' + library.group(2), library.group(3));
        }
        assertThat(gradle, not(anEmptyMap()));
        assertThat(ownLibrariesOfMaven(), equalTo(gradle));
    }

    /** What is not provided by OFBiz and not only for tests. */
    private static Map<String, String> ownLibrariesOfMaven() {
        Element project = Descriptors.root(Path.of("pom.xml"));
        Map<String, String> properties = new TreeMap<>();
        Descriptors.children(Descriptors.children(project, "properties").get(0)).forEach(property ->
                properties.put("${" + property.getTagName() + "}", property.getTextContent()));
        Map<String, String> libraries = new TreeMap<>();
        for (Element dependency : Descriptors.children(Descriptors.children(project, "dependencies").get(0), "dependency")) {
            if (Descriptors.children(dependency, "scope").isEmpty()) {
                String version = text(dependency, "version");
                libraries.put(text(dependency, "groupId") + ':' + text(dependency, "artifactId"), properties.getOrDefault(version, version));
            }
        }
        return libraries;
    }

    private static String text(Element parent, String child) {
        return Descriptors.children(parent, child).get(0).getTextContent();
    }
}

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
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.lint.Pom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The component is built by Maven here and by Gradle inside OFBiz: with the same libraries. */
@Tag("lint")
class LibraryVersionsTest {

    private static final Pattern GRADLE_LIBRARY = Pattern.compile("pluginLibs\\w+[ (]['\"]([^:'\"]+:[^:'\"]+):([^:'\"]+)['\"]");
    /** What build.gradle writes where the version is that of OFBiz's own Tomcat. */
    private static final String OF_OFBIZ = "${tomcat}";

    @Test
    void bothBuildsNameTheSameVersions() throws IOException {
        Map<String, String> gradle = new TreeMap<>();
        Matcher library = GRADLE_LIBRARY.matcher(Files.readString(Path.of("build.gradle")));
        while (library.find()) {
            gradle.put(library.group(1), library.group(2).equals(OF_OFBIZ) ? Pom.property("websocket.version") : library.group(2));
        }
        assertThat(gradle, not(anEmptyMap()));
        assertThat(ownLibrariesOfMaven(), equalTo(gradle));
    }

    /** What is not provided by OFBiz and not only for tests. */
    private static Map<String, String> ownLibrariesOfMaven() {
        return Pom.libraries().stream().filter(library -> library.scope().equals("compile"))
                .collect(Collectors.toMap(Pom.Library::name, Pom.Library::version));
    }
}

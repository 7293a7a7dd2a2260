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
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** OFBiz compiles the condition of a field (GroovyUtil.eval) for each row of a list: the page of sixty settings took a minute on a busy machine. */
@Tag("lint")
class ListConditionsTest {

    /** Two rows at most: the PBXs of a server. */
    private static final String SHORT = "PbxInUse";

    @Test
    void fieldsOfListsHaveNoConditions() {
        List<String> found = new ArrayList<>();
        int lists = 0;
        for (Path file : Descriptors.files("widget", ".xml")) {
            Element root = Descriptors.root(file);
            List<Element> all = new ArrayList<>(Descriptors.all(root, "grid"));
            Descriptors.all(root, "form").stream().filter(form -> form.getAttribute("type").matches("list|multi")).forEach(all::add);
            lists += all.size();
            all.stream().filter(list -> !list.getAttribute("name").equals(SHORT))
                    .flatMap(list -> Descriptors.all(list, "field").stream())
                    .filter(field -> field.hasAttribute("use-when"))
                    .forEach(field -> found.add(file.getFileName() + " " + field.getAttribute("name")));
        }
        assertThat("lists that are looked at", lists > 10, is(true));
        assertThat(found, is(List.of()));
    }
}

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

import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/** What a service takes, as its definition says. */
public final class ServiceInput {

    private ServiceInput() {
    }

    /** Names of IN and INOUT attributes, those taken from an entity too. */
    public static Set<String> fields(Element services, String name) {
        Element service = Descriptors.children(services, "service").stream().filter(s -> s.getAttribute("name").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no service " + name));
        Set<String> fields = new TreeSet<>();
        Descriptors.values(service, "implements", "service").forEach(parent -> fields.addAll(fields(services, parent)));
        for (Element attribute : Descriptors.children(service)) {
            if (!attribute.getAttribute("mode").startsWith("IN")) {
                continue;
            }
            if (attribute.getTagName().equals("attribute")) {
                fields.add(attribute.getAttribute("name"));
            } else if (attribute.getTagName().equals("auto-attributes")) {
                Set<String> ofEntity = EntityFields.of(attribute.hasAttribute("entity-name")
                        ? attribute.getAttribute("entity-name") : service.getAttribute("default-entity-name"), attribute.getAttribute("include"));
                ofEntity.removeAll(Descriptors.values(attribute, "exclude", "field-name"));
                fields.addAll(ofEntity);
            }
        }
        return fields;
    }

}

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
package org.apache.ofbiz.embedded.entity;

import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.optional;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;

import java.util.ArrayList;
import java.util.List;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.entity.model.ModelKeyMap;
import org.apache.ofbiz.entity.model.ModelRelation;
import org.w3c.dom.Element;

/** Reads the relations of entities and view-entities. */
final class RelationReader {

    private RelationReader() { }

    static ModelRelation read(Element element) {
        onlyAttributes(element, "type", "title", "rel-entity-name", "fk-name");
        List<ModelKeyMap> keys = new ArrayList<>();
        for (Element key : onlyChildren(element, "description", "key-map")) {
            if (key.getLocalName().equals("key-map")) {
                onlyAttributes(key, "field-name", "rel-field-name");
                String field = required(key, "field-name");
                keys.add(new ModelKeyMap(field, optional(key, "rel-field-name").orElse(field)));
            }
        }
        required(element, "type");
        return new ModelRelation(LocatedXml.oneOf(element, "type", "one", "one-nofk", "many"), element.getAttribute("title"),
                required(element, "rel-entity-name"), element.getAttribute("fk-name"), keys);
    }
}

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
package org.apache.ofbiz.embedded.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.ofbiz.embedded.entity.Transactions;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.w3c.dom.Element;

/** Loads data files: each element is a row to create or to change. Each file is one transaction. */
final class DataFiles {
    /** What belongs to the installation and not to its users, so that a later start may bring it up to date. */
    private static final Set<String> ALWAYS = Set.of("seed", "ext");

    private final Delegator delegator;

    DataFiles(Delegator delegator) {
        this.delegator = delegator;
    }

    /**
     * Loads those files that one of the readers reads.
     *
     * @param fresh true for a new database; else seed-initial and demo, which users may have changed since, are left alone
     * @throws UnsupportedDescriptorException with the line of the row that the database refused
     */
    void load(List<Component> components, Set<String> readers, boolean fresh) throws GenericEntityException {
        for (Component component : components) {
            for (Component.DataFile data : component.dataFiles()) {
                if (readers.contains(data.reader()) && (fresh || ALWAYS.contains(data.reader()))) {
                    load(data.file());
                }
            }
        }
    }

    private void load(Path file) throws GenericEntityException {
        Element root = LocatedXml.parse(file).getDocumentElement();
        if (!root.getLocalName().equals("entity-engine-xml")) {
            throw LocatedXml.unsupported(root, "a data file begins with <entity-engine-xml>");
        }
        try {
            Transactions.within("load of " + file, () -> {
                for (Element row : LocatedXml.children(root)) {
                    store(row);
                }
                return null;
            });
        } catch (GenericEntityException e) {
            if (e.getCause() instanceof UnsupportedDescriptorException located) {
                throw located;
            }
            throw e;
        }
    }

    private void store(Element row) {
        ModelEntity model = delegator.getModelEntity(row.getLocalName());
        if (model == null) {
            throw LocatedXml.unsupported(row, "no entity is named " + row.getLocalName());
        }
        try {
            GenericValue value = delegator.makeValue(model.getEntityName());
            for (int i = 0; i < row.getAttributes().getLength(); i++) {
                value.setString(row.getAttributes().item(i).getNodeName(), emptyAsNull(row.getAttributes().item(i).getNodeValue()));
            }
            for (Element field : LocatedXml.children(row)) {
                LocatedXml.onlyChildren(row, field.getLocalName());
                value.setString(field.getLocalName(), emptyAsNull(field.getTextContent()));
            }
            delegator.createOrStore(value);
        } catch (IllegalArgumentException | GenericEntityException e) {
            throw LocatedXml.unsupported(row, e.getMessage());
        }
    }

    private static String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

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

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.embedded.entity.Transactions;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.w3c.dom.Element;

/**
 * Loads data files: each element is a row to create or to change, or, within an element that says so, to create only where it is missing, or
 * to delete. Each file is one transaction.
 */
public final class DataFiles {
    /** The readers in the order in which OFBiz runs them, each over all components. */
    public static final List<String> READERS = List.of("seed", "seed-initial", "demo", "ext");
    /** What belongs to the installation and not to its users, so that a later start may bring it up to date. */
    private static final Set<String> ALWAYS = Set.of("seed", "ext");

    private final Delegator delegator;

    /** What becomes of a row that is there, and of one that is not. */
    private enum Action { CREATE, CREATE_UPDATE, CREATE_REPLACE, DELETE }

    public DataFiles(Delegator delegator) {
        this.delegator = delegator;
    }

    /**
     * Loads those files that one of the readers reads, reader by reader.
     *
     * @param fresh true for a new database; else seed-initial and demo, which users may have changed since, are left alone
     * @throws UnsupportedDescriptorException with the line of the row that the database refused
     */
    void load(List<Component> components, Set<String> readers, boolean fresh) throws GenericEntityException {
        for (String reader : READERS) {
            if (readers.contains(reader) && (fresh || ALWAYS.contains(reader))) {
                load(components, reader);
            }
        }
    }

    /** The files that these readers read of a new database, in the order of loading. */
    static List<Path> of(List<Component> components, Set<String> readers) {
        return READERS.stream().filter(readers::contains).flatMap(reader -> files(components, reader).stream()).toList();
    }

    private static List<Path> files(List<Component> components, String reader) {
        return components.stream().flatMap(component -> component.dataFiles().stream()).filter(data -> data.reader().equals(reader))
                .map(Component.DataFile::file).toList();
    }

    /** Loads the files of one reader, in the order of the components; a row that the database refuses ends it, with the line of that row. */
    public void load(List<Component> components, String reader) throws GenericEntityException {
        for (Path file : files(components, reader)) {
            load(file);
        }
    }

    /** The rows of a data file, as its elements say them; none is stored. */
    public static List<GenericValue> rows(URL file, Delegator delegator) {
        DataFiles files = new DataFiles(delegator);
        List<GenericValue> rows = new ArrayList<>();
        for (Element row : LocatedXml.children(root(LocatedXml.parse(file).getDocumentElement()))) {
            rows.add(files.value(row));
        }
        return rows;
    }

    private static Element root(Element root) {
        if (!root.getLocalName().equals("entity-engine-xml")) {
            throw LocatedXml.unsupported(root, "a data file begins with <entity-engine-xml>");
        }
        return root;
    }

    /** Loads one file; a row that the database refuses ends it, and nothing of the file is there then. */
    public void load(Path file) throws GenericEntityException {
        Element root = root(LocatedXml.parse(file).getDocumentElement());
        try {
            Transactions.within("load of " + file, () -> {
                for (Element element : LocatedXml.children(root)) {
                    switch (element.getLocalName()) {
                    case "create" -> store(LocatedXml.children(element), Action.CREATE);
                    case "create-update" -> store(LocatedXml.children(element), Action.CREATE_UPDATE);
                    case "create-replace" -> store(LocatedXml.children(element), Action.CREATE_REPLACE);
                    case "delete" -> store(LocatedXml.children(element), Action.DELETE);
                    default -> store(List.of(element), Action.CREATE_UPDATE);
                    }
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

    private void store(List<Element> rows, Action action) {
        for (Element row : rows) {
            try {
                store(value(row), action);
            } catch (IllegalArgumentException | GeneralException e) {
                throw LocatedXml.unsupported(row, e.getMessage());
            }
        }
    }

    private void store(GenericValue value, Action action) throws GeneralException {
        if (action == Action.CREATE_UPDATE) {
            delegator.createOrStore(value);
            return;
        }
        boolean present = delegator.findOne(value.getEntityName(), value.getPrimaryKey(), false) != null;
        if (action == Action.DELETE) {
            if (present) {
                value.remove();
            }
        } else if (!present) {
            delegator.create(value);
        } else if (action == Action.CREATE_REPLACE) {
            value.getModelEntity().getNoPkFieldNames().stream().filter(field -> !value.containsKey(field)).forEach(field -> value.set(field, null));
            value.store();
        }
    }

    private GenericValue value(Element row) {
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
            return value;
        } catch (IllegalArgumentException e) {
            throw LocatedXml.unsupported(row, e.getMessage());
        }
    }

    private static String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}

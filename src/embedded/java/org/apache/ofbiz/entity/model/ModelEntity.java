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
package org.apache.ofbiz.entity.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.embedded.entity.FieldTypes;
import org.apache.ofbiz.entity.Delegator;

/** The definition of an entity. Read at start and not changed afterwards, so it may be used by any thread. */
@SuppressWarnings("serial")
public class ModelEntity implements Comparable<ModelEntity>, Serializable {
    public static final String STAMP_FIELD = "lastUpdatedStamp";
    public static final String STAMP_TX_FIELD = "lastUpdatedTxStamp";
    public static final String CREATE_STAMP_FIELD = "createdStamp";
    public static final String CREATE_STAMP_TX_FIELD = "createdTxStamp";

    private final Map<String, ModelField> fields = new LinkedHashMap<>();
    private final Map<String, ModelRelation> relations = new LinkedHashMap<>();
    private final List<ModelIndex> indexes = new ArrayList<>();
    private String entityName = "";
    private String tableName = "";
    private String packageName = "";
    private String location = "";
    private boolean noAutoStamp;

    public String getEntityName() {
        return entityName;
    }

    public void setEntityName(String entityName) {
        this.entityName = entityName;
        if (tableName.isEmpty()) {
            tableName = ModelField.columnName(entityName);
        }
    }

    public String getPlainTableName() {
        return tableName;
    }

    public void setPackageName(String packageName) {
        this.packageName = packageName;
    }

    public String getLocation() {
        return location;
    }

    public void setLocation(String location) {
        this.location = location;
    }

    public boolean getNoAutoStamp() {
        return noAutoStamp;
    }

    public void setNoAutoStamp(boolean noAutoStamp) {
        this.noAutoStamp = noAutoStamp;
    }

    public boolean isField(String fieldName) {
        return fields.containsKey(fieldName);
    }

    public boolean areFields(Collection<String> fieldNames) {
        return fields.keySet().containsAll(fieldNames);
    }

    /** Null where there is no such field. */
    public ModelField getField(String fieldName) {
        return fields.get(fieldName);
    }

    /** Adds the field, or replaces the one of the same name. */
    public void addField(ModelField field) {
        fields.put(field.getName(), field);
    }

    public List<ModelField> getFieldsUnmodifiable() {
        return List.copyOf(fields.values());
    }

    public List<ModelField> getPkFields() {
        return fields.values().stream().filter(ModelField::getIsPk).toList();
    }

    public int getPksSize() {
        return getPkFields().size();
    }

    /** @throws IllegalArgumentException when the primary key has not exactly one field */
    public ModelField getOnlyPk() {
        if (getPksSize() != 1) {
            throw new IllegalArgumentException(entityName + " has not exactly one primary key field");
        }
        return getPkFields().get(0);
    }

    public List<String> getPkFieldNames() {
        return getPkFields().stream().map(ModelField::getName).toList();
    }

    public List<String> getNoPkFieldNames() {
        return getFieldsUnmodifiable().stream().filter(field -> !field.getIsPk()).map(ModelField::getName).toList();
    }

    public void addRelation(ModelRelation relation) {
        relations.put(relation.getCombinedName(), relation);
    }

    /** The relation of that title and entity name; null where there is none. */
    public ModelRelation getRelation(String relationName) {
        return relations.get(relationName);
    }

    public Iterator<ModelRelation> getRelationsIterator() {
        return List.copyOf(relations.values()).iterator();
    }

    public List<ModelRelation> getRelationsOneList() {
        return relations.values().stream().filter(relation -> relation.type().startsWith("one")).toList();
    }

    public void addIndex(ModelIndex index) {
        indexes.add(index);
    }

    public Iterator<ModelIndex> getIndexesIterator() {
        return List.copyOf(indexes).iterator();
    }

    public Object convertFieldValue(ModelField modelField, Object value, Delegator delegator) {
        try {
            String type = FieldTypes.of(modelField.getType()).javaType();
            return ObjectType.simpleTypeOrObjectConvert(value, type, null, TimeZone.getDefault(), Locale.getDefault(), true);
        } catch (GeneralException e) {
            throw new IllegalArgumentException("field " + modelField.getName() + " of " + entityName + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int compareTo(ModelEntity other) {
        return entityName.compareTo(other.entityName);
    }

    @Override
    public String toString() {
        return "ModelEntity[" + entityName + "]";
    }
}

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
package org.apache.ofbiz.entity;

import java.io.Serializable;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.collections.LocalizedMap;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;

/** The values of an entity's fields, also as a map of field names. Not thread-safe. */
@SuppressWarnings("serial")
public class GenericEntity implements Map<String, Object>, LocalizedMap<Object>, Serializable, Comparable<GenericEntity>, Cloneable {
    private final String delegatorName;
    private final String entityName;
    private final Map<String, Object> fields = new HashMap<>();
    /** With {@code model} looked up by its name where null: a session that outlived a restart brings its user back without them. */
    private transient Delegator delegator;
    private transient ModelEntity model;

    GenericEntity(Delegator delegator, ModelEntity modelEntity) {
        this.delegatorName = delegator.getDelegatorName();
        this.entityName = modelEntity.getEntityName();
        this.delegator = delegator;
        this.model = modelEntity;
    }

    public String getEntityName() {
        return entityName;
    }

    public ModelEntity getModelEntity() {
        if (model == null) {
            model = getDelegator().getModelEntity(entityName);
        }
        return model;
    }

    public Delegator getDelegator() {
        if (delegator == null) {
            delegator = DelegatorFactory.getDelegator(delegatorName);
        }
        return delegator;
    }

    /** @throws IllegalArgumentException when the entity has no such field */
    public Object get(String name) {
        check(name);
        return fields.get(name);
    }

    private ModelField check(String name) {
        ModelField field = getModelEntity().getField(name);
        if (field == null) {
            throw new IllegalArgumentException("The field name [" + name + "] is not valid for entity [" + getEntityName() + "]");
        }
        return field;
    }

    /** The value: the embedded host has no translated entity values. */
    @Override
    public Object get(String name, Locale locale) {
        return get(name);
    }

    public void set(String name, Object value) {
        set(name, value, true);
    }

    /** Sets the field and gives its former value; a Boolean becomes Y or N. @throws IllegalArgumentException when there is no such field */
    public Object set(String name, Object value, boolean setIfNull) {
        ModelField field = check(name);
        if (value == null && !setIfNull) {
            return fields.get(name);
        }
        boolean yesOrNo = value instanceof Boolean && "indicator".equals(field.getType());
        return fields.put(name, yesOrNo ? (Boolean.TRUE.equals(value) ? "Y" : "N") : value instanceof CharSequence ? value.toString() : value);
    }

    /** Sets the field from text, converted to its type. @throws IllegalArgumentException when the text is not of that type */
    public void setString(String name, String value) {
        set(name, getModelEntity().convertFieldValue(check(name), value, getDelegator()));
    }

    /** Gives the only primary key field the next value of the entity's sequence. */
    public void setNextSeqId() {
        set(getModelEntity().getOnlyPk().getName(), getDelegator().getNextSeqId(getEntityName()));
    }

    public String getString(String name) {
        Object value = get(name);
        return value == null ? null : value.toString();
    }

    public Timestamp getTimestamp(String name) {
        return (Timestamp) get(name);
    }

    public Time getTime(String name) {
        return (Time) get(name);
    }

    public Long getLong(String name) {
        return UtilMisc.toLongObject(get(name));
    }

    public Double getDouble(String name) {
        Object value = get(name);
        return value == null ? null : Double.valueOf(((Number) value).doubleValue());
    }

    public byte[] getBytes(String name) {
        return (byte[]) get(name);
    }

    public GenericPK getPrimaryKey() {
        return GenericPK.create(getDelegator(), getModelEntity(), getFields(getModelEntity().getPkFieldNames()));
    }

    public boolean containsPrimaryKey() {
        return getModelEntity().getPkFieldNames().stream().allMatch(name -> fields.get(name) != null);
    }

    public void setPKFields(Map<? extends Object, ? extends Object> fieldsToSet) {
        setAllFields(fieldsToSet, true, null, true);
    }

    public void setNonPKFields(Map<? extends Object, ? extends Object> fieldsToSet) {
        setAllFields(fieldsToSet, true, null, false);
    }

    public void setNonPKFields(Map<? extends Object, ? extends Object> fieldsToSet, boolean setIfEmpty) {
        setAllFields(fieldsToSet, setIfEmpty, null, false);
    }

    /**
     * Sets those fields that the map has; an empty text counts as null, another text is converted to the field's type.
     *
     * @param namePrefix what stands before the field's name (with a capital) in the map, or null
     * @param pks true for primary key fields only, false for the others only, null for all
     */
    public void setAllFields(Map<? extends Object, ? extends Object> fieldsToSet, boolean setIfEmpty, String namePrefix, Boolean pks) {
        for (ModelField field : getModelEntity().getFieldsUnmodifiable()) {
            String name = field.getName();
            String key = namePrefix == null || namePrefix.isEmpty() ? name : namePrefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
            if (pks != null && pks != field.getIsPk() || !fieldsToSet.containsKey(key)) {
                continue;
            }
            Object value = fieldsToSet.get(key);
            if (value == null || "".equals(value.toString())) {
                set(name, null, setIfEmpty);
            } else if (value instanceof CharSequence text) {
                setString(name, text.toString());
            } else {
                set(name, value);
            }
        }
    }

    public Map<String, Object> getAllFields() {
        return new HashMap<>(fields);
    }

    public Map<String, Object> getFields(Collection<String> keysOfFields) {
        Map<String, Object> chosen = new HashMap<>();
        keysOfFields.forEach(name -> chosen.put(name, get(name)));
        return chosen;
    }

    public void setFields(Map<? extends String, ? extends Object> keyValuePairs) {
        keyValuePairs.forEach(this::set);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GenericEntity entity && getEntityName().equals(entity.getEntityName()) && fields.equals(entity.fields);
    }

    @Override
    public int hashCode() {
        return 31 * getEntityName().hashCode() + fields.hashCode();
    }

    /** Entity name and values, for logs: encrypted fields and passwords do not show. */
    @Override
    public String toString() {
        Map<String, Object> shown = new TreeMap<>(fields);
        shown.replaceAll((name, value) -> value != null && (check(name).getEncrypt() || name.endsWith("assword")) ? "****" : value);
        return "[GenericEntity:" + getEntityName() + "]" + shown;
    }

    @Override
    public int compareTo(GenericEntity other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public Object clone() {
        GenericEntity copy = new GenericEntity(getDelegator(), getModelEntity());
        copy.fields.putAll(fields);
        return copy;
    }

    /** As {@link #get(String)}, but null where the entity has no such field, as a map does. */
    @Override
    public Object get(Object key) {
        return fields.get(key);
    }

    @Override
    public Object put(String key, Object value) {
        return set(key, value, true);
    }

    @Override
    public void putAll(Map<? extends String, ? extends Object> map) {
        setFields(map);
    }

    @Override
    public Object remove(Object key) {
        return fields.remove(UtilGenerics.<String>cast(key));
    }

    @Override
    public void clear() {
        fields.clear();
    }

    @Override
    public boolean containsKey(Object key) {
        return fields.containsKey(key);
    }

    @Override
    public boolean containsValue(Object value) {
        return fields.containsValue(value);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return getAllFields().entrySet();
    }

    @Override
    public Set<String> keySet() {
        return getAllFields().keySet();
    }

    @Override
    public Collection<Object> values() {
        return getAllFields().values();
    }

    @Override
    public int size() {
        return fields.size();
    }

    @Override
    public boolean isEmpty() {
        return fields.isEmpty();
    }
}

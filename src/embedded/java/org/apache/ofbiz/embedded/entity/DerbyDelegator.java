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

import java.net.URL;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.embedded.data.DataFiles;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntity;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericEntityNotFoundException;
import org.apache.ofbiz.entity.GenericModelException;
import org.apache.ofbiz.entity.GenericPK;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityConditionParam;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.entity.model.ModelKeyMap;
import org.apache.ofbiz.entity.model.ModelRelation;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.entity.util.EntityFindOptions;
import org.apache.ofbiz.entity.util.EntityUtil;

/** The delegator "default", on Derby. Thread-safe. */
public final class DerbyDelegator implements Delegator {
    /** Kept with every database, since permissions and settings are asked for at each turn. */
    private static final Set<String> ALWAYS_KEPT = Set.of("SecurityGroupPermission", "SystemProperty");

    private final EntityModels models;
    private final DerbyDatabase database;
    private final Sequences sequences = new Sequences(this);
    private final TableCache cache = new TableCache();
    /** Set once, before anybody else has this delegator: the actions are services, which need it. */
    private volatile EntityActions actions = (operation, value) -> { };
    private volatile Consumer<String> whenAsked = entity -> { };

    public DerbyDelegator(EntityModels models, DerbyDatabase database) {
        this.models = models;
        this.database = database;
    }

    /** From now on these run when rows are written. */
    public void useActions(EntityActions whenWritten) {
        this.actions = whenWritten;
    }

    /** From now on this gets the name of each entity for which the database is asked, on the thread that asks: for tests that count. */
    public void watch(Consumer<String> entityNames) {
        this.whenAsked = entityNames;
    }

    @Override
    public String getDelegatorName() {
        return "default";
    }

    @Override
    public ModelEntity getModelEntity(String entityName) {
        return models.find(entityName).orElse(null);
    }

    private ModelEntity model(String entityName) {
        return models.find(entityName).orElseThrow(() -> new IllegalArgumentException("no entity is named " + entityName));
    }

    // ---- making

    @Override
    public GenericValue makeValue(String entityName) {
        return makeValue(entityName, Map.of());
    }

    @Override
    public GenericValue makeValue(String entityName, Map<String, ? extends Object> fields) {
        return GenericValue.create(this, model(entityName), fields);
    }

    @Override
    public GenericValue makeValue(String entityName, Object... fields) {
        return makeValue(entityName, UtilMisc.<String, Object>toMap(fields));
    }

    @Override
    public GenericValue makeValidValue(String entityName, Map<String, ? extends Object> fields) {
        GenericValue value = makeValue(entityName);
        value.setAllFields(fields, true, null, null);
        return value;
    }

    @Override
    public GenericPK makePK(String entityName, Map<String, ? extends Object> fields) {
        return GenericPK.create(this, model(entityName), fields);
    }

    @Override
    public String getNextSeqId(String seqName) {
        return String.valueOf(sequences.next(seqName));
    }

    @Override
    public String getNextSeqId(String seqName, long staggerMax) {
        return getNextSeqId(seqName);
    }

    @Override
    public void setNextSubSeqId(GenericValue value, String seqFieldName, int numericPadding, int incrementBy) {
        sequences.nextWithin(value, seqFieldName, numericPadding, incrementBy);
    }

    @Override
    public List<GenericValue> readXmlDocument(URL url) {
        return DataFiles.rows(url, this);
    }

    // ---- writing

    @Override
    public GenericValue create(String entityName, Map<String, ? extends Object> fields) throws GenericEntityException {
        return create(makeValue(entityName, fields));
    }

    @Override
    public GenericValue create(String entityName, Object... fields) throws GenericEntityException {
        return create(makeValue(entityName, fields));
    }

    @Override
    public GenericValue create(GenericValue value) throws GenericEntityException {
        return Transactions.within("create of " + value.getEntityName(), () -> {
            ModelEntity entity = ViewEntity.stored(value);
            if (!value.containsPrimaryKey()) {
                throw new GenericEntityException("the primary key is not complete: " + value);
            }
            stamp(value, true);
            List<EntityConditionParam> params = new ArrayList<>();
            database.update(SqlText.insert(entity, value, params), params);
            cache.forget(entity.getEntityName());
            actions.written(EntityActions.Operation.CREATE, value);
            return value;
        });
    }

    private static void stamp(GenericEntity value, boolean created) {
        if (!value.getModelEntity().getNoAutoStamp()) {
            Timestamp now = new Timestamp(System.currentTimeMillis());
            Timestamp began = TransactionUtil.getTransactionStartStamp();
            value.set(ModelEntity.STAMP_FIELD, now);
            value.set(ModelEntity.STAMP_TX_FIELD, began);
            if (created) {
                value.set(ModelEntity.CREATE_STAMP_FIELD, now);
                value.set(ModelEntity.CREATE_STAMP_TX_FIELD, began);
            }
        }
    }

    @Override
    public GenericValue createOrStore(GenericValue value) throws GenericEntityException {
        return Transactions.within("create or store of " + value.getEntityName(), () -> {
            boolean present = findOne(value.getEntityName(), value.getPrimaryKey().getAllFields(), false) != null;
            if (!present) {
                return create(value);
            }
            store(value);
            return value;
        });
    }

    /** Writes those fields that the value has. */
    @Override
    public int store(GenericValue value) throws GenericEntityException {
        return Transactions.within("store of " + value.getEntityName(), () -> {
            ModelEntity entity = ViewEntity.stored(value);
            stamp(value, false);
            List<ModelField> fields = entity.getFieldsUnmodifiable().stream()
                    .filter(field -> !field.getIsPk() && value.containsKey(field.getName())).toList();
            int rows = fields.isEmpty() ? 1 : update(entity, fields, value, byKey(value));
            if (rows == 0) {
                throw new GenericEntityNotFoundException("nothing to store into: no row has this key: " + value.getPrimaryKey());
            }
            actions.written(EntityActions.Operation.STORE, value);
            return rows;
        });
    }

    private int update(ModelEntity entity, List<ModelField> fields, Map<String, Object> values, EntityCondition where) throws Exception {
        List<EntityConditionParam> params = new ArrayList<>();
        int rows = database.update(SqlText.update(entity, fields, values, where, params), params);
        cache.forget(entity.getEntityName());
        return rows;
    }

    private static EntityCondition byKey(GenericEntity value) {
        return EntityCondition.makeCondition(value.getPrimaryKey().getAllFields());
    }

    @Override
    public int storeAll(List<GenericValue> values) throws GenericEntityException {
        return Transactions.within("store of " + values.size() + " values", () -> {
            for (GenericValue value : values) {
                createOrStore(value);
            }
            return values.size();
        });
    }

    @Override
    public int storeByCondition(String entityName, Map<String, ? extends Object> fieldsToSet, EntityCondition condition)
            throws GenericEntityException {
        return Transactions.within("store of " + entityName, () -> {
            GenericValue values = makeValue(entityName, fieldsToSet);
            stamp(values, false);
            List<ModelField> fields = SqlText.chosen(ViewEntity.stored(values), values.keySet());
            return update(values.getModelEntity(), fields, values, condition);
        });
    }

    // ---- removing

    @Override
    public int removeByCondition(String entityName, EntityCondition condition) throws GenericEntityException {
        return Transactions.within("removal of " + entityName, () -> {
            List<EntityConditionParam> params = new ArrayList<>();
            int rows = database.update(SqlText.delete(ViewEntity.stored(makeValue(entityName)), condition, params), params);
            cache.forget(entityName);
            return rows;
        });
    }

    @Override
    public int removeByAnd(String entityName, Map<String, ? extends Object> fields) throws GenericEntityException {
        return removeByCondition(entityName, EntityCondition.makeCondition(fields));
    }

    @Override
    public int removeByAnd(String entityName, Object... fields) throws GenericEntityException {
        return removeByAnd(entityName, UtilMisc.<String, Object>toMap(fields));
    }

    @Override
    public int removeValue(GenericValue value) throws GenericEntityException {
        return remove(value);
    }

    private int remove(GenericEntity value) throws GenericEntityException {
        return Transactions.within("removal of " + value.getEntityName(), () -> {
            int rows = removeByCondition(value.getEntityName(), byKey(value));
            actions.written(EntityActions.Operation.REMOVE, value);
            return rows;
        });
    }

    // ---- finding

    @Override
    public List<GenericValue> findList(String entityName, EntityCondition entityCondition, Set<String> fieldsToSelect, List<String> orderBy,
            EntityFindOptions findOptions, boolean useCache) throws GenericEntityException {
        boolean kept = useCache && fieldsToSelect == null && (entityCondition == null || ALWAYS_KEPT.contains(entityName) || !database.isShared())
                && models.find(entityName).filter(entity -> !(entity instanceof ViewEntity)).isPresent();
        EntityFindOptions options = findOptions == null ? new EntityFindOptions() : findOptions;
        Optional<List<GenericValue>> known = kept ? known(model(entityName), entityCondition, orderBy, options) : Optional.empty();
        return known.isPresent() ? known.get() : Transactions.within("find of " + entityName, () -> { // as OFBiz, whose cache needs none
            ModelEntity entity = model(entityName);
            List<ModelField> fields = SqlText.chosen(entity, fieldsToSelect);
            List<EntityConditionParam> params = new ArrayList<>();
            String sql = SqlText.select(entity, entityCondition, fields, orderBy, options, params);
            long before = cache.changes(entity);
            whenAsked.accept(entityName);
            List<GenericValue> found = database.query(this, entity, fields, sql, params, options.getMaxRows());
            if (kept) {
                cache.keep(entity, TableCache.Question.of(sql, params, options.getMaxRows()), found, before);
            }
            return found;
        });
    }

    private Optional<List<GenericValue>> known(ModelEntity entity, EntityCondition where, List<String> order, EntityFindOptions options) {
        List<EntityConditionParam> params = new ArrayList<>();
        String sql = SqlText.select(entity, where, SqlText.chosen(entity, null), order, options, params);
        return cache.find(this, entity, TableCache.Question.of(sql, params, options.getMaxRows()));
    }

    @Override
    public List<GenericValue> findAll(String entityName, boolean useCache) throws GenericEntityException {
        return findList(entityName, null, null, null, null, useCache);
    }

    @Override
    public List<GenericValue> findByAnd(String entityName, Map<String, ? extends Object> fields, List<String> orderBy, boolean useCache)
            throws GenericEntityException {
        return findList(entityName, fields == null ? null : EntityCondition.makeCondition(fields), null, orderBy, null, useCache);
    }

    @Override
    public long findCountByCondition(String entityName, EntityCondition whereEntityCondition, EntityCondition havingEntityCondition,
            EntityFindOptions findOptions) throws GenericEntityException {
        if (havingEntityCondition != null) {
            throw new UnsupportedOperationException("having");
        }
        return Transactions.within("count of " + entityName, () -> {
            List<EntityConditionParam> params = new ArrayList<>();
            whenAsked.accept(entityName);
            return database.count(SqlText.count(model(entityName), whereEntityCondition, params), params);
        });
    }

    @Override
    public GenericValue findOne(String entityName, boolean useCache, Object... fields) throws GenericEntityException {
        return findOne(entityName, UtilMisc.<String, Object>toMap(fields), useCache);
    }

    /** The row of that key; null when there is none. @throws GenericEntityException when the fields are not those of the primary key */
    @Override
    public GenericValue findOne(String entityName, Map<String, ? extends Object> fields, boolean useCache) throws GenericEntityException {
        GenericPK key = makePK(entityName, fields);
        if (!Set.copyOf(key.getModelEntity().getPkFieldNames()).equals(fields.keySet())) {
            throw new GenericModelException("these fields are not the primary key of " + entityName + ": " + fields.keySet());
        }
        return key.containsPrimaryKey() ? EntityUtil.getFirst(findByAnd(entityName, fields, null, useCache)) : null;
    }

    @Override
    public List<GenericValue> getRelated(String relationName, Map<String, ? extends Object> byAndFields, List<String> orderBy, GenericValue value,
            boolean useCache) throws GenericEntityException {
        ModelRelation relation = relation(relationName, value);
        Map<String, Object> fields = relatedFields(relation, value);
        fields.putAll(byAndFields == null ? Map.of() : byAndFields);
        return findByAnd(relation.relEntityName(), fields, orderBy, useCache);
    }

    @Override
    public GenericValue getRelatedOne(String relationName, GenericValue value, boolean useCache) throws GenericEntityException {
        ModelRelation relation = relation(relationName, value);
        if (!relation.type().startsWith("one")) {
            throw new IllegalArgumentException("relation " + relationName + " of " + value.getEntityName() + " is not one to one");
        }
        return findOne(relation.relEntityName(), relatedFields(relation, value), useCache);
    }

    private static ModelRelation relation(String name, GenericValue value) throws GenericModelException {
        ModelRelation relation = value.getModelEntity().getRelation(name);
        if (relation == null) {
            throw new GenericModelException(value.getEntityName() + " has no relation " + name);
        }
        return relation;
    }

    private static Map<String, Object> relatedFields(ModelRelation relation, GenericValue value) {
        Map<String, Object> fields = new HashMap<>();
        for (ModelKeyMap key : relation.keyMaps()) {
            fields.put(key.relFieldName(), value.get(key.fieldName()));
        }
        return fields;
    }
}

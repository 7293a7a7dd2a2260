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
package org.apache.ofbiz.entity.util;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.collections.PagedList;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Builds and runs a find. Not thread-safe. */
public class EntityQuery {
    private final Delegator delegator;
    private final EntityFindOptions options = new EntityFindOptions();
    private String entityName;
    private EntityCondition where;
    private EntityCondition dates;
    private Set<String> fields;
    private List<String> order;
    private boolean cached;
    private boolean scrolls;

    public EntityQuery(Delegator delegator) {
        this.delegator = delegator;
    }

    public static EntityQuery use(Delegator delegator) {
        return new EntityQuery(delegator);
    }

    public EntityQuery select(Set<String> fieldsToSelect) {
        this.fields = fieldsToSelect;
        return this;
    }

    public EntityQuery select(String... fieldsToSelect) {
        return select(new LinkedHashSet<>(Arrays.asList(fieldsToSelect)));
    }

    public EntityQuery from(String entityName) {
        this.entityName = entityName;
        return this;
    }

    public EntityQuery where(EntityCondition entityCondition) {
        this.where = entityCondition;
        return this;
    }

    public EntityQuery where(Map<String, Object> fieldMap) {
        return where(EntityCondition.makeCondition(fieldMap));
    }

    /** One condition, or name, value, name, value... */
    public EntityQuery where(Object... fields) {
        if (fields.length == 1 && fields[0] instanceof EntityCondition condition) {
            return where(condition);
        }
        return where(UtilMisc.<String, Object>toMap(fields));
    }

    public EntityQuery where(EntityCondition... entityCondition) {
        return where(Arrays.asList(entityCondition));
    }

    public <T extends EntityCondition> EntityQuery where(List<T> andConditions) {
        return where(EntityCondition.makeCondition(andConditions));
    }

    public EntityQuery orderBy(List<String> orderBy) {
        this.order = orderBy;
        return this;
    }

    public EntityQuery orderBy(String... fields) {
        return orderBy(Arrays.asList(fields));
    }

    public EntityQuery maxRows(int maxRows) {
        options.setMaxRows(maxRows);
        return this;
    }

    public EntityQuery limit(int limit) {
        options.setLimit(limit);
        return this;
    }

    public EntityQuery cursorScrollInsensitive() {
        scrolls = true;
        return this;
    }

    public EntityQuery cache() {
        return cache(true);
    }

    public EntityQuery cache(boolean useCache) {
        this.cached = useCache;
        return this;
    }

    public EntityQuery filterByDate() {
        return filterByDate(UtilDateTime.nowTimestamp());
    }

    public EntityQuery filterByDate(Timestamp moment) {
        return filterByDate(moment, "fromDate", "thruDate");
    }

    public EntityQuery filterByDate(String... filterByFieldName) {
        return filterByDate(UtilDateTime.nowTimestamp(), filterByFieldName);
    }

    /** @param filterByFieldName pairs of the names of a from and a thru field */
    public EntityQuery filterByDate(Timestamp moment, String... filterByFieldName) {
        List<EntityCondition> all = new ArrayList<>();
        for (int i = 0; i < filterByFieldName.length; i += 2) {
            all.add(EntityUtil.getFilterByDateExpr(moment, filterByFieldName[i], filterByFieldName[i + 1]));
        }
        dates = EntityCondition.makeCondition(all);
        return this;
    }

    public List<GenericValue> queryList() throws GenericEntityException {
        return delegator.findList(entityName, condition(), fields, order, options, cached);
    }

    /** The first row; null when there is none. */
    public GenericValue queryFirst() throws GenericEntityException {
        options.setMaxRows(1);
        return EntityUtil.getFirst(queryList());
    }

    /** The only row; null when there is none. @throws GenericEntityException when there are several */
    public GenericValue queryOne() throws GenericEntityException {
        options.setMaxRows(2);
        List<GenericValue> found = queryList();
        if (found.size() > 1) {
            throw new GenericEntityException("more than one " + entityName + " where " + condition());
        }
        return EntityUtil.getFirst(found);
    }

    /** @param viewIndex 0 for the first page @throws GenericEntityException where the cursor cannot scroll: OFBiz goes to the page's rows by it */
    public PagedList<GenericValue> queryPagedList(final int viewIndex, final int viewSize) throws GenericEntityException {
        if (!scrolls) {
            throw new GenericEntityException("a page of " + entityName + " needs a cursor that scrolls");
        }
        int size = (int) queryCount();
        options.setOffset(viewIndex * viewSize);
        options.setLimit(viewSize);
        List<GenericValue> rows = queryList();
        int start = viewIndex * viewSize + 1;
        return new PagedList<>(start, start + rows.size() - 1, size, viewIndex, viewSize, rows);
    }

    public long queryCount() throws GenericEntityException {
        return delegator.findCountByCondition(entityName, condition(), null, options);
    }

    public <T> List<T> getFieldList(final String fieldName) throws GenericEntityException {
        select(fieldName);
        List<T> values = new ArrayList<>();
        queryList().forEach(value -> values.add(UtilGenerics.cast(value.get(fieldName))));
        return values;
    }

    private EntityCondition condition() {
        return dates == null ? where : where == null ? dates : EntityCondition.makeCondition(where, EntityOperator.AND, dates);
    }
}

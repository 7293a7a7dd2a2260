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

import java.util.List;
import java.util.Map;
import org.apache.ofbiz.entity.model.ModelEntity;

/** A row of an entity, or one about to be. Not thread-safe. */
@SuppressWarnings("serial")
public class GenericValue extends GenericEntity {
    GenericValue(Delegator delegator, ModelEntity modelEntity) {
        super(delegator, modelEntity);
    }

    public static GenericValue create(Delegator delegator, ModelEntity modelEntity, Map<String, ? extends Object> fields) {
        GenericValue value = new GenericValue(delegator, modelEntity);
        if (fields != null) {
            value.setFields(fields);
        }
        return value;
    }

    public static GenericValue create(GenericValue value) {
        return create(value.getDelegator(), value.getModelEntity(), value.getAllFields());
    }

    public GenericValue create() throws GenericEntityException {
        return getDelegator().create(this);
    }

    public void store() throws GenericEntityException {
        getDelegator().store(this);
    }

    public void remove() throws GenericEntityException {
        getDelegator().removeValue(this);
    }

    public List<GenericValue> getRelated(String relationName) throws GenericEntityException {
        return getRelated(relationName, null, null, false);
    }

    public List<GenericValue> getRelated(String relationName, List<String> orderBy) throws GenericEntityException {
        return getRelated(relationName, null, orderBy, false);
    }

    public List<GenericValue> getRelated(String relationName, Map<String, ? extends Object> byAndFields, List<String> orderBy)
            throws GenericEntityException {
        return getRelated(relationName, byAndFields, orderBy, false);
    }

    public List<GenericValue> getRelated(String relationName, Map<String, ? extends Object> byAndFields, List<String> orderBy, boolean useCache)
            throws GenericEntityException {
        return getDelegator().getRelated(relationName, byAndFields, orderBy, this, useCache);
    }

    public GenericValue getRelatedOne(String relationName) throws GenericEntityException {
        return getRelatedOne(relationName, false);
    }

    public GenericValue getRelatedOne(String relationName, boolean useCache) throws GenericEntityException {
        return getDelegator().getRelatedOne(relationName, this, useCache);
    }

    @Override
    public Object clone() {
        return create(this);
    }
}

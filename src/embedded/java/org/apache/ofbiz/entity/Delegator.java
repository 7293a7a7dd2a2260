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

import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.util.EntityFindOptions;
import org.xml.sax.SAXException;

/** The way to the database. Thread-safe. The embedded host keeps no cache: the useCache arguments change nothing. */
public interface Delegator {
    GenericValue create(GenericValue value) throws GenericEntityException;

    GenericValue create(String entityName, Map<String, ? extends Object> fields) throws GenericEntityException;

    GenericValue create(String entityName, Object... fields) throws GenericEntityException;

    GenericValue createOrStore(GenericValue value) throws GenericEntityException;

    List<GenericValue> findAll(String entityName, boolean useCache) throws GenericEntityException;

    List<GenericValue> findByAnd(String entityName, Map<String, ? extends Object> fields, List<String> orderBy, boolean useCache)
            throws GenericEntityException;

    long findCountByCondition(String entityName, EntityCondition whereEntityCondition, EntityCondition havingEntityCondition,
            EntityFindOptions findOptions) throws GenericEntityException;

    List<GenericValue> findList(String entityName, EntityCondition entityCondition, Set<String> fieldsToSelect, List<String> orderBy,
            EntityFindOptions findOptions, boolean useCache) throws GenericEntityException;

    GenericValue findOne(String entityName, boolean useCache, Object... fields) throws GenericEntityException;

    GenericValue findOne(String entityName, Map<String, ? extends Object> fields, boolean useCache) throws GenericEntityException;

    String getDelegatorName();

    /** Null where no entity has this name. */
    ModelEntity getModelEntity(String entityName);

    String getNextSeqId(String seqName);

    String getNextSeqId(String seqName, long staggerMax);

    List<GenericValue> getRelated(String relationName, Map<String, ? extends Object> byAndFields, List<String> orderBy, GenericValue value,
            boolean useCache) throws GenericEntityException;

    GenericValue getRelatedOne(String relationName, GenericValue value, boolean useCache) throws GenericEntityException;

    GenericPK makePK(String entityName, Map<String, ? extends Object> fields);

    GenericValue makeValidValue(String entityName, Map<String, ? extends Object> fields);

    GenericValue makeValue(String entityName);

    GenericValue makeValue(String entityName, Map<String, ? extends Object> fields);

    GenericValue makeValue(String entityName, Object... fields);

    /** The rows of a data file, as its elements say them; none is stored. */
    List<GenericValue> readXmlDocument(URL url) throws SAXException, ParserConfigurationException, java.io.IOException;

    int removeByAnd(String entityName, Map<String, ? extends Object> fields) throws GenericEntityException;

    int removeByAnd(String entityName, Object... fields) throws GenericEntityException;

    int removeByCondition(String entityName, EntityCondition condition) throws GenericEntityException;

    int removeValue(GenericValue value) throws GenericEntityException;

    void setNextSubSeqId(GenericValue value, String seqFieldName, int numericPadding, int incrementBy);

    int store(GenericValue value) throws GenericEntityException;

    int storeAll(List<GenericValue> values) throws GenericEntityException;

    int storeByCondition(String entityName, Map<String, ? extends Object> fieldsToSet, EntityCondition condition) throws GenericEntityException;
}

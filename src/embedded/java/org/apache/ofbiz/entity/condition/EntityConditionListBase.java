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
package org.apache.ofbiz.entity.condition;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.ofbiz.entity.config.model.Datasource;
import org.apache.ofbiz.entity.model.ModelEntity;

@SuppressWarnings("serial")
abstract class EntityConditionListBase<T extends EntityCondition> implements EntityCondition {
    private final List<? extends T> conditions;
    private final EntityJoinOperator operator;

    EntityConditionListBase(List<? extends T> conditions, EntityJoinOperator operator) {
        this.conditions = List.copyOf(conditions);
        this.operator = operator;
    }

    @Override
    public boolean isEmpty() {
        return conditions.stream().allMatch(EntityCondition::isEmpty);
    }

    @Override
    public String makeWhereString(ModelEntity modelEntity, List<EntityConditionParam> entityConditionParams, Datasource datasourceInfo) {
        return conditions.stream().filter(condition -> !condition.isEmpty())
                .map(condition -> condition.makeWhereString(modelEntity, entityConditionParams, datasourceInfo))
                .collect(Collectors.joining(" " + operator.getCode() + " ", "(", ")"));
    }

    @Override
    public String toString() {
        return conditions.stream().map(Object::toString).collect(Collectors.joining(" " + operator.getCode() + " ", "(", ")"));
    }
}

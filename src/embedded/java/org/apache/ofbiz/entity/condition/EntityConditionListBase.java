/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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

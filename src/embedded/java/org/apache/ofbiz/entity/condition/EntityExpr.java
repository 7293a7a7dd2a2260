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

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ofbiz.entity.config.model.Datasource;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;

/** A comparison of a field with a value, or two conditions joined. Immutable. */
@SuppressWarnings("serial")
public final class EntityExpr implements EntityCondition {
    private final Object lhs;
    private final EntityOperator<?, ?> operator;
    private final Object rhs;

    public <L, R, LL, RR> EntityExpr(L lhs, EntityComparisonOperator<LL, RR> operator, R rhs) {
        if (lhs == null || operator == null) {
            throw new IllegalArgumentException("a comparison needs a field and an operator");
        }
        this.lhs = lhs;
        this.operator = operator;
        this.rhs = rhs;
    }

    public EntityExpr(EntityCondition lhs, EntityJoinOperator operator, EntityCondition rhs) {
        this.lhs = lhs;
        this.operator = operator;
        this.rhs = rhs;
    }

    static ModelField field(ModelEntity entity, String name) {
        ModelField field = entity.getField(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name + " in entity " + entity.getEntityName());
        }
        return field;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public String makeWhereString(ModelEntity modelEntity, List<EntityConditionParam> entityConditionParams, Datasource datasourceInfo) {
        if (lhs instanceof EntityCondition left && rhs instanceof EntityCondition right) {
            return "(" + left.makeWhereString(modelEntity, entityConditionParams, datasourceInfo) + " " + operator.getCode() + " "
                    + right.makeWhereString(modelEntity, entityConditionParams, datasourceInfo) + ")";
        }
        if (rhs instanceof Collection<?> values && values.isEmpty()) {
            // SQL has no empty list: nothing is in it
            return operator.getId() == EntityOperator.ID_NOT_IN ? "1 = 1" : "1 = 0";
        }
        ModelField field = lhs instanceof EntityConditionValue ? null : field(modelEntity, lhs.toString());
        if (field != null && field.getEncrypt() && rhs != null) {
            throw new IllegalArgumentException("encrypted field " + field.getName() + " cannot be searched");
        }
        String left = lhs instanceof EntityConditionValue value ? value.sql(modelEntity, entityConditionParams) : field.getColName();
        return left + " " + rightSide(modelEntity, field, entityConditionParams);
    }

    private String rightSide(ModelEntity entity, ModelField field, List<EntityConditionParam> params) {
        if (rhs == null) {
            return switch (operator.getId()) {
            case EntityOperator.ID_EQUALS -> "IS NULL";
            case EntityOperator.ID_NOT_EQUAL -> "IS NOT NULL";
            default -> throw new IllegalArgumentException("nothing can be " + operator + " null: " + this);
            };
        }
        return switch (operator.getId()) {
        case EntityOperator.ID_IN, EntityOperator.ID_NOT_IN -> operator.getCode() + " " + list(field, params);
        case EntityOperator.ID_BETWEEN -> {
            List<?> bounds = List.copyOf((Collection<?>) rhs);
            params.add(new EntityConditionParam(field, bounds.get(0)));
            params.add(new EntityConditionParam(field, bounds.get(1)));
            yield "BETWEEN ? AND ?";
        }
        default -> {
            if (rhs instanceof EntityConditionValue value) {
                yield operator.getCode() + " " + value.sql(entity, params);
            }
            params.add(new EntityConditionParam(field, rhs));
            yield operator.getCode() + " ?";
        }
        };
    }

    private String list(ModelField field, List<EntityConditionParam> params) {
        Collection<?> values = rhs instanceof Collection<?> many ? many : List.of(rhs);
        values.forEach(value -> params.add(new EntityConditionParam(field, value)));
        return values.stream().map(value -> "?").collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    public String toString() {
        return lhs + " " + operator + " " + rhs;
    }
}

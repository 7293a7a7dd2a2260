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
import org.apache.ofbiz.entity.model.ModelEntity;

/** A function of a field or a value, as the side of a comparison. Immutable. */
@SuppressWarnings("serial")
public abstract class EntityFunction<T extends Comparable<?>> extends EntityConditionValue {
    private final String code;
    private final Object operand;

    private EntityFunction(String code, Object operand) {
        this.code = code;
        this.operand = operand;
    }

    private static EntityFunction<String> text(String code, Object operand) {
        return new EntityFunction<>(code, operand) { };
    }

    public static EntityFunction<String> upperField(String fieldName) {
        return text("UPPER", EntityFieldValue.makeFieldValue(fieldName));
    }

    public static EntityFunction<String> trim(EntityConditionValue nest) {
        return text("TRIM", nest);
    }

    public static EntityFunction<String> trim(Object value) {
        return text("TRIM", value);
    }

    public String getCode() {
        return code;
    }

    @Override
    String sql(ModelEntity entity, List<EntityConditionParam> params) {
        if (operand instanceof EntityConditionValue nested) {
            return code + "(" + nested.sql(entity, params) + ")";
        }
        params.add(new EntityConditionParam(null, operand));
        // a parameter of unknown type cannot be a function's argument in Derby
        return code + "(CAST(? AS VARCHAR(4000)))";
    }

    @Override
    public String toString() {
        return code + "(" + operand + ")";
    }
}

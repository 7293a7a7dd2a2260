/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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

    public static EntityFunction<String> upper(EntityConditionValue nest) {
        return text("UPPER", nest);
    }

    public static EntityFunction<String> upper(Object value) {
        return text("UPPER", value);
    }

    public static EntityFunction<String> lower(EntityConditionValue nest) {
        return text("LOWER", nest);
    }

    public static EntityFunction<String> lower(Object value) {
        return text("LOWER", value);
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

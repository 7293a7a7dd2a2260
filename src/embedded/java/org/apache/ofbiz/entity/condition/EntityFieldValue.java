/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

import java.util.List;
import org.apache.ofbiz.entity.model.ModelEntity;

/** A field as the side of a comparison. Immutable. */
@SuppressWarnings("serial")
public final class EntityFieldValue extends EntityConditionValue {
    private final String fieldName;

    private EntityFieldValue(String fieldName) {
        this.fieldName = fieldName;
    }

    public static EntityFieldValue makeFieldValue(String fieldName) {
        return new EntityFieldValue(fieldName);
    }

    @Override
    String sql(ModelEntity entity, List<EntityConditionParam> params) {
        return EntityExpr.field(entity, fieldName).getColName();
    }

    @Override
    public String toString() {
        return fieldName;
    }
}

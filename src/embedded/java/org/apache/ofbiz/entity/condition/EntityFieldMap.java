/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

import java.util.Map;

/** The same comparison for several fields. Immutable. */
@SuppressWarnings("serial")
public final class EntityFieldMap extends EntityConditionListBase<EntityExpr> {
    EntityFieldMap(Map<String, ? extends Object> fields, EntityComparisonOperator<?, ?> comparison, EntityJoinOperator operator) {
        super(fields.entrySet().stream().map(field -> new EntityExpr(field.getKey(), comparison, field.getValue())).toList(), operator);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

import java.util.List;

/** Conditions joined by AND or OR. Immutable. */
@SuppressWarnings("serial")
public final class EntityConditionList<T extends EntityCondition> extends EntityConditionListBase<T> {
    public EntityConditionList(List<? extends T> conditionList, EntityJoinOperator operator) {
        super(conditionList, operator);
    }
}

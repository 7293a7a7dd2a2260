/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

/** Joins conditions. */
@SuppressWarnings("serial")
public class EntityJoinOperator extends EntityOperator<EntityCondition, EntityCondition> {
    EntityJoinOperator(int id, String code) {
        super(id, code);
    }
}

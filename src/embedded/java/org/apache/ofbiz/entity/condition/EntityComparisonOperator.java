/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

/** Compares a field with a value. */
@SuppressWarnings("serial")
public class EntityComparisonOperator<L, R> extends EntityOperator<L, R> {
    EntityComparisonOperator(int id, String code) {
        super(id, code);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

import org.apache.ofbiz.entity.model.ModelField;

/** A value for a question mark of the SQL text; the field is null where the value belongs to none. */
public record EntityConditionParam(ModelField modelField, Object fieldValue) {
}

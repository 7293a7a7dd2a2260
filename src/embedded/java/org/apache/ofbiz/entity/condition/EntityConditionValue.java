/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.condition;

import java.io.Serializable;
import java.util.List;
import org.apache.ofbiz.entity.model.ModelEntity;

/** A side of a comparison that is more than a plain value. Immutable. */
@SuppressWarnings("serial")
public abstract class EntityConditionValue implements Serializable {
    abstract String sql(ModelEntity entity, List<EntityConditionParam> params);
}

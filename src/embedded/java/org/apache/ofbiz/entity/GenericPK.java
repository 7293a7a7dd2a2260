/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity;

import java.util.Map;
import org.apache.ofbiz.entity.model.ModelEntity;

/** The primary key of a row. Not thread-safe. */
@SuppressWarnings("serial")
public class GenericPK extends GenericEntity {
    GenericPK(Delegator delegator, ModelEntity modelEntity) {
        super(delegator, modelEntity);
    }

    public static GenericPK create(Delegator delegator, ModelEntity modelEntity, Map<String, ? extends Object> fields) {
        GenericPK key = new GenericPK(delegator, modelEntity);
        key.setFields(fields);
        return key;
    }
}

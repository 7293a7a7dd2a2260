/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.model;

/** A part of an entity's definition. */
public abstract class ModelChild {
    private final ModelEntity modelEntity;
    private final String description;

    ModelChild(ModelEntity modelEntity, String description) {
        this.modelEntity = modelEntity;
        this.description = description;
    }

    public ModelEntity getModelEntity() {
        return modelEntity;
    }

    public String getDescription() {
        return description;
    }
}

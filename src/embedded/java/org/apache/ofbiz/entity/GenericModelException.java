/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity;

/** A name in a query that the entity model does not have. */
@SuppressWarnings("serial")
public class GenericModelException extends GenericEntityException {
    public GenericModelException(String msg) {
        super(msg);
    }
}

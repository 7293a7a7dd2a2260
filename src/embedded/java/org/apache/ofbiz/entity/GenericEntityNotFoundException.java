/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity;

@SuppressWarnings("serial")
public class GenericEntityNotFoundException extends GenericEntityException {
    public GenericEntityNotFoundException() {
    }

    public GenericEntityNotFoundException(String msg) {
        super(msg);
    }

    public GenericEntityNotFoundException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

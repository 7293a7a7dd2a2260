/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity;

import org.apache.ofbiz.base.util.GeneralException;

@SuppressWarnings("serial")
public class GenericEntityException extends GeneralException {
    public GenericEntityException() {
    }

    public GenericEntityException(Throwable nested) {
        super(nested);
    }

    public GenericEntityException(String msg) {
        super(msg);
    }

    public GenericEntityException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

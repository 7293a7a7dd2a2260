/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.service;

import org.apache.ofbiz.base.util.GeneralException;

@SuppressWarnings("serial")
public class GenericServiceException extends GeneralException {
    public GenericServiceException() {
    }

    public GenericServiceException(Throwable nested) {
        super(nested);
    }

    public GenericServiceException(String msg) {
        super(msg);
    }

    public GenericServiceException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.service;

@SuppressWarnings("serial")
public class ExecutionServiceException extends GenericServiceException {
    public ExecutionServiceException() {
    }

    public ExecutionServiceException(Throwable nested) {
        super(nested);
    }

    public ExecutionServiceException(String msg) {
        super(msg);
    }

    public ExecutionServiceException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.service;

@SuppressWarnings("serial")
public class ServiceAuthException extends GenericServiceException {
    public ServiceAuthException() {
    }

    public ServiceAuthException(String msg) {
        super(msg);
    }

    public ServiceAuthException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.transaction;

import org.apache.ofbiz.entity.GenericEntityException;

@SuppressWarnings("serial")
public class GenericTransactionException extends GenericEntityException {
    public GenericTransactionException() {
    }

    public GenericTransactionException(String msg) {
        super(msg);
    }

    public GenericTransactionException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.config;

import org.apache.ofbiz.base.util.GeneralException;

@SuppressWarnings("serial")
public class GenericConfigException extends GeneralException {
    public GenericConfigException() {
    }

    public GenericConfigException(String msg) {
        super(msg);
    }

    public GenericConfigException(Throwable nested) {
        super(nested);
    }

    public GenericConfigException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.container;

import org.apache.ofbiz.base.config.GenericConfigException;

@SuppressWarnings("serial")
public class ContainerException extends GenericConfigException {
    public ContainerException() {
    }

    public ContainerException(Throwable nested) {
        super(nested);
    }

    public ContainerException(String msg) {
        super(msg);
    }

    public ContainerException(String msg, Throwable nested) {
        super(msg, nested);
    }
}

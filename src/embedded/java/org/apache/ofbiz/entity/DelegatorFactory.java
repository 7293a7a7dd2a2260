/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity;

import org.apache.ofbiz.base.lang.Factory;
import org.apache.ofbiz.embedded.data.Backend;

/** Gives the delegator of the running host. */
public abstract class DelegatorFactory implements Factory<Delegator, String> {
    /** The delegator of that name; null when the host does not run or has no such delegator. */
    public static Delegator getDelegator(String delegatorName) {
        return Backend.running().map(Backend::delegator).filter(delegator -> delegator.getDelegatorName().equals(delegatorName)).orElse(null);
    }
}

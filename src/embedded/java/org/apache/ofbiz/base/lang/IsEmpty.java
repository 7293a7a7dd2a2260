/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.lang;

public interface IsEmpty {
    boolean isEmpty();
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.util.collections;

import java.util.Locale;

public interface LocalizedMap<V> {
    V get(String name, Locale locale);
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.model;

import java.util.List;

/** An index over fields, in this order. */
public record ModelIndex(String name, boolean unique, List<String> fieldNames) {
}

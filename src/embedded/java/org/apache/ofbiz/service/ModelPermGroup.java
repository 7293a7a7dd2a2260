/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.service;

import java.util.List;

/** Permissions of which all (AND) or one (OR) are required. An empty action means the permission itself. */
public record ModelPermGroup(String joinType, List<Required> permissions) {
    public record Required(String permission, String action) {
    }
}

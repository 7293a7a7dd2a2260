/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.model;

/** A field and the field it answers to in the related entity. */
public record ModelKeyMap(String fieldName, String relFieldName) {
}

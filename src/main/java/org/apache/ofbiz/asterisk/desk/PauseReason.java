/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

/**
 * Why somebody takes no calls for a while.
 *
 * @param id          enumId
 * @param description as the Enumeration row has it; the words in the user's language may be a label
 */
public record PauseReason(String id, String description) {
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm.queue;

import java.time.Instant;
import org.apache.ofbiz.asterisk.call.Person;

/** Who took a call, and when. */
public record Claim(Person by, Instant at) {
}

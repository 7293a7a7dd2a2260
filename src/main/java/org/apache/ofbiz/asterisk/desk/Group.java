/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Duration;

/**
 * A call centre group as the desk needs it.
 *
 * @param ringTimeout how long a claimer's phone may ring before the call is offered again
 */
public record Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl) {
}

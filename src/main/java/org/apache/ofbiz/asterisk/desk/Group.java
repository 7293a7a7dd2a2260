/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Duration;

/**
 * A call centre group as the desk needs it.
 *
 * @param ringTimeout how long a claimer's phone may ring before the call is offered again
 * @param wrapUp      time to write up a call before the next one; zero for none
 * @param dispositionRequired no wrap-up ends before somebody has said what became of the call
 */
public record Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl, Duration wrapUp,
                    boolean dispositionRequired) {

    /** One without wrap-up. */
    public Group(String groupId, String name, String serverId, Duration ringTimeout, String partyProfileUrl) {
        this(groupId, name, serverId, ringTimeout, partyProfileUrl, Duration.ZERO, false);
    }
}

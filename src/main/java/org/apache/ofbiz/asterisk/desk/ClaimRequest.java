/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * One user wants one call, with what was looked up about them just before.
 *
 * @param sessionId    browser session that asks; empty from a service
 * @param groupIds     enabled groups that the user is a member of now
 * @param groupEnabled whether the group of the call is
 * @param own          the user's extensions, disabled ones too, the preferred one first
 * @param unregistered peerIds of those whose phone is known not to be registered
 * @param wanted       the extension that the user named
 */
record ClaimRequest(String callId, Person by, Optional<String> sessionId, Set<String> groupIds, boolean groupEnabled, List<Peer> own,
                    Set<String> unregistered, Optional<String> wanted) {
    ClaimRequest {
        groupIds = Set.copyOf(groupIds);
        own = List.copyOf(own);
        unregistered = Set.copyOf(unregistered);
    }
}

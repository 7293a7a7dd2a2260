/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.time.Duration;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Person;

/** Which numbers may be called, and how an outgoing call is placed. Implemented by {@code crm}; thread-safe. */
public interface DialRules {

    /** Turns what a person typed or clicked into what the PBX dials, or says why it may not be called. */
    Checked check(Person user, String number);

    /** How long the user's own phone may ring, 1 s to 300 s. */
    Duration extensionRingTime();

    /** Where the PBX writes the recording of this outgoing call; empty when it is not to be recorded. */
    Optional<String> recordingFile(String serverId, String channelId);

    /** Either dialable, or refused. */
    record Checked(Optional<String> dialable, Optional<CallDesk.Refusal> refusal) {
    }
}

/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
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

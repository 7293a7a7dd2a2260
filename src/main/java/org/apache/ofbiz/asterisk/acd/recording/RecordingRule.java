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
package org.apache.ofbiz.asterisk.acd.recording;

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.calls.Legs;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Which channel of a call to record, where the dialplan does not. Pure. */
final class RecordingRule {

    private RecordingRule() {
    }

    /**
     * The customer's line, which stays when the call is transferred to somebody else; the phone that placed the call where no line is
     * known. Empty while nobody talks, for internal calls, and when the call is recorded already or may be: of one that was
     * found in the middle nobody knows, and a second MixMonitor would overwrite the first one's file.
     */
    static Optional<Leg> channel(PhoneCall call) {
        boolean ofInterest = call.direction() == PhoneCall.Direction.OUTBOUND
                || call.direction() == PhoneCall.Direction.INBOUND && call.groupId().isPresent();
        if (!ofInterest || !Legs.connected(call) || call.recordingFile().isPresent() || call.unseen()) {
            return Optional.empty();
        }
        Optional<Leg> line = call.legs().stream().filter(leg -> leg.alive() && leg.side() == Peer.Type.TRUNK).findFirst();
        return line.or(() -> call.originator().flatMap(phone -> Legs.of(call, phone).stream().filter(Leg::alive).findFirst()));
    }
}

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
package org.apache.ofbiz.asterisk.acd;

import java.util.Optional;
import java.util.Set;

/**
 * What a user can do with one of their calls at this moment.
 *
 * @param offered      commands that can work now
 * @param held         whether the user has the other end on hold, by a command
 * @param consultation whom the user has called meanwhile; empty for nobody
 * @param conference   whether three and more hear each other
 * @param recording    whether it is recorded, as far as the PBX has told
 */
public record CallControls(String callId, Set<CallCommand.Kind> offered, boolean held, Optional<Consultation> consultation,
                           boolean conference, Recording recording) {

    public CallControls {
        offered = Set.copyOf(offered);
    }

    /** None: the call is over for this user. */
    public static CallControls none(String callId) {
        return new CallControls(callId, Set.of(), false, Optional.empty(), false, Recording.OFF);
    }

    /** @param with number or name of the one who is consulted */
    public record Consultation(String with, State state) {
        /** RINGING: not answered yet. HELD: on hold while the user talks to the other. */
        public enum State {
            RINGING, TALKING, HELD
        }
    }

    /** State of the recording. */
    public enum Recording {
        OFF, ON, PAUSED,
        /** It may not be recorded. */
        REFUSED
    }
}

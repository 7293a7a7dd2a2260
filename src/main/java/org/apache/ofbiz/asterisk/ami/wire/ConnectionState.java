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
package org.apache.ofbiz.asterisk.ami.wire;

import java.time.Instant;
import java.util.Optional;

/**
 * How the connection to a server is, for admins.
 *
 * @param since           when it became so
 * @param reason          what it is connected to, or why it is not
 * @param asteriskVersion as the server tells it, e.g. {@code 22.10.1}; empty while not known
 * @param fault           what keeps it from coming about; empty while nothing does
 */
public record ConnectionState(Phase phase, Instant since, ConnectionReason reason, String asteriskVersion, Optional<ConnectionFault> fault) {

    /** What can be said of the connection in one word. */
    public enum Phase {
        /** Not connected: not started, closed, or waiting to try again. */
        DISCONNECTED,
        /** Being connected, logged in or brought up to date. */
        CONNECTING,
        /** Events arrive and commands are taken. */
        CONNECTED,
        /** As often tried as the policy allows; an admin must start it again. */
        GAVE_UP
    }

    /** The reason in English, for logs. */
    public String words() {
        return reason.text();
    }

    public boolean connected() {
        return phase == Phase.CONNECTED;
    }
}

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

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an agent takes calls, as they said themselves: a page that is opened, reloaded or closed never changes it, nor does a restart.
 *
 * @param reason only of a pause
 * @param since  when they said so
 */
public record AgentChoice(Kind kind, Optional<PauseReason> reason, Instant since) {

    /** What can be chosen. */
    public enum Kind {
        SIGNED_OUT, AVAILABLE, PAUSED
    }

    public static AgentChoice available(Instant since) {
        return new AgentChoice(Kind.AVAILABLE, Optional.empty(), since);
    }

    public static AgentChoice signedOut(Instant since) {
        return new AgentChoice(Kind.SIGNED_OUT, Optional.empty(), since);
    }

    public boolean takesCalls() {
        return kind == Kind.AVAILABLE;
    }

    public boolean sameAs(AgentChoice other) {
        return kind == other.kind && reason.equals(other.reason);
    }
}

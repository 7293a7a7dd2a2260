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
 * What an agent does now.
 *
 * @param since  when it became so
 * @param choice what they have chosen; goes on in the background of a call and of the wrap-up
 * @param wrapUp of the call that ended last, until it is done; also while the agent already talks again
 */
public record AgentState(Status status, Instant since, AgentChoice choice, Optional<WrapUp> wrapUp) {

    /** SIGNED_OUT also where no browser of the agent was there for a while. RINGING: a phone of theirs rings, or they are calling somebody. */
    public enum Status {
        SIGNED_OUT, AVAILABLE, PAUSED, RINGING, TALKING, WRAP_UP
    }
}

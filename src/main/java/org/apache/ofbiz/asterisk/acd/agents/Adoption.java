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
package org.apache.ofbiz.asterisk.acd.agents;

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;

/**
 * Somebody else changed what an agent does, on the phone, from the console of the PBX, or the queue itself did: OFBiz takes it over.
 *
 * @param groupId     of a change in one group, which the queue belongs to
 * @param everywhere  the choice holds in all groups
 * @param choice      what the agent does now: AVAILABLE where a pause was ended
 * @param pauseReason as the PBX reports it; only of a pause
 */
public record Adoption(String userLoginId, Optional<String> groupId, boolean everywhere, AgentChoice.Kind choice, Optional<String> pauseReason) {

    /** In all groups. */
    public Adoption(String userLoginId, AgentChoice.Kind choice, Optional<String> pauseReason) {
        this(userLoginId, Optional.empty(), true, choice, pauseReason);
    }
}

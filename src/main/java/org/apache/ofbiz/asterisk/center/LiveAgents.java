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
package org.apache.ofbiz.asterisk.center;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.live.LiveEvent;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;

/** An event for each change of what an agent does. Thread-safe. */
record LiveAgents(LiveEvents events) implements AcdListener {

    @Override
    public void agentChanged(AgentState agent, String userLoginId) {
        Map<String, Object> data = new HashMap<>(Map.of("agent", userLoginId, "state", agent.status().name(), "since", agent.since().toString()));
        agent.choice().reason().map(PauseReason::id).ifPresent(reason -> data.put("pauseReason", reason));
        events.add(LiveEvent.Type.AGENT_CHANGED, Optional.empty(), Optional.empty(), Set.of(userLoginId), data);
    }
}

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
package org.apache.ofbiz.asterisk.acd.distribution;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.agents.AgentRegistry;
import org.apache.ofbiz.asterisk.acd.agents.Phones;
import org.apache.ofbiz.asterisk.call.Peer;

/** The extensions of users, from anywhere. Looks up. Thread-safe. */
final class UserExtensions {

    private final AgentDirectory agentDirectory;
    private final AgentRegistry agents;
    private final DecisionLock lock;

    /** @param agents guarded by the lock */
    UserExtensions(AgentDirectory agentDirectory, AgentRegistry agents, DecisionLock lock) {
        this.agentDirectory = agentDirectory;
        this.agents = agents;
        this.lock = lock;
    }

    /** The user's extensions, the one that they have chosen first. */
    List<Peer> of(String user) {
        List<Peer> own = agentDirectory.extensions(user);
        Optional<Agent> agent;
        synchronized (lock) {
            agent = agents.find(user);
        }
        Optional<String> chosen = agent.isPresent() ? agent.get().phones().chosen() : agentDirectory.recall(user).flatMap(SavedAgent::peerId);
        return new Phones(own, chosen).inOrder();
    }
}

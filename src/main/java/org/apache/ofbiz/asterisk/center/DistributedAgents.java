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

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.queues.QueueKeeper;

/** The agents of the call distributor, as the queues of the PBX need them. */
record DistributedAgents(CallDistributor distributor) implements QueueKeeper.Agents {

    @Override
    public List<Agent> here() {
        return distributor.agentsHere();
    }

    @Override
    public CompletionStage<?> adopt(Adoption adoption) {
        return distributor.adopt(adoption);
    }
}

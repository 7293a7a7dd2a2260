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
package org.apache.ofbiz.asterisk.service.relay;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.center.CallCenter;

/** Whether calls and agents are those of another OFBiz node, reachable or not. From memory. Stateless. */
final class NodePlaces {

    private NodePlaces() {
    }

    static boolean ofCall(CallCenter center, String callId) {
        return serverIsElsewhere(center, callId.split(":", 2)[0]);
    }

    /** An agent whom a browser has brought here isn't elsewhere. */
    static boolean ofAgent(CallCenter center, String userLoginId) {
        Optional<String> server = center.roster().extensions(userLoginId).stream().filter(Peer::enabled).map(Peer::serverId).sorted().findFirst();
        return server.filter(serverId -> serverIsElsewhere(center, serverId)).isPresent()
                && center.distributor().agents().state(userLoginId).isEmpty();
    }

    private static boolean serverIsElsewhere(CallCenter center, String serverId) {
        return !center.leases().serves(serverId)
                && center.leases().holder(serverId).filter(nodeId -> !nodeId.equals(center.leases().selfId())).isPresent();
    }
}

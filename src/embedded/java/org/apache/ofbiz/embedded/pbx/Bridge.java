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
package org.apache.ofbiz.embedded.pbx;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Two channels that hear each other. Confined to the {@link PbxEventLoop}. */
final class Bridge {

    private final Exchange exchange;
    private final String id = UUID.randomUUID().toString();
    private final Instant since;

    private Bridge(Exchange exchange) {
        this.exchange = exchange;
        this.since = exchange.eventLoop().now();
    }

    static Bridge join(Exchange exchange, SimulatedChannel first, SimulatedChannel second) {
        Bridge bridge = new Bridge(exchange);
        exchange.tell(bridge.event("BridgeCreate", 0));
        exchange.tell(first.onto(bridge.event("BridgeEnter", 1), ""));
        exchange.tell(second.onto(bridge.event("BridgeEnter", 2), ""));
        return bridge;
    }

    void partInOrder(List<SimulatedChannel> leaving) {
        exchange.tell(leaving.get(0).onto(event("BridgeLeave", 1), ""));
        exchange.tell(leaving.get(1).onto(event("BridgeLeave", 0), ""));
        exchange.tell(event("BridgeDestroy", 0));
    }

    String id() {
        return id;
    }

    Instant since() {
        return since;
    }

    PbxMessage onto(PbxMessage message, int channels) {
        return message.with("BridgeUniqueid", id).with("BridgeType", "basic").with("BridgeTechnology", "simple_bridge")
                .with("BridgeCreator", "<unknown>").with("BridgeName", "<unknown>").with("BridgeNumChannels", channels)
                .with("BridgeVideoSourceMode", "none");
    }

    private PbxMessage event(String name, int channels) {
        return onto(PbxMessage.callEvent(name), channels);
    }
}

/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.pbx;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Two channels that hear each other. Confined to the {@link Timeline}. */
final class Bridge {

    private final Exchange exchange;
    private final String id = UUID.randomUUID().toString();
    private final Instant since;

    private Bridge(Exchange exchange) {
        this.exchange = exchange;
        this.since = exchange.timeline().now();
    }

    static Bridge join(Exchange exchange, Channel first, Channel second) {
        Bridge bridge = new Bridge(exchange);
        exchange.tell(bridge.event("BridgeCreate", 0));
        exchange.tell(first.onto(bridge.event("BridgeEnter", 1), ""));
        exchange.tell(second.onto(bridge.event("BridgeEnter", 2), ""));
        return bridge;
    }

    void partInOrder(List<Channel> leaving) {
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

    AmiMessage onto(AmiMessage message, int channels) {
        return message.with("BridgeUniqueid", id).with("BridgeType", "basic").with("BridgeTechnology", "simple_bridge")
                .with("BridgeCreator", "<unknown>").with("BridgeName", "<unknown>").with("BridgeNumChannels", channels)
                .with("BridgeVideoSourceMode", "none");
    }

    private AmiMessage event(String name, int channels) {
        return onto(AmiMessage.callEvent(name), channels);
    }
}

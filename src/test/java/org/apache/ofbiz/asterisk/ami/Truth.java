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
package org.apache.ofbiz.asterisk.ami;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.LiveChannel;

/**
 * The channels that the PBX has after each message of a dialogue, as CoreShowChannels would list them. Made from all messages, also those
 * that a lean user may not read, and without the translator: it is what the tracker is compared with.
 */
final class Truth {

    private final Map<String, LiveChannel> channels = new LinkedHashMap<>();

    void hears(AmiMessage m) {
        String id = m.get("Uniqueid");
        switch (m.event()) {
        case "Newchannel" -> channels.put(id, live(m, Optional.empty(), ""));
        case "Hangup" -> channels.remove(id);
        case "Rename" -> channels.computeIfPresent(id, (key, old) -> named(old, m.get("Newname")));
        case "BridgeEnter" -> channels.computeIfPresent(id, (key, old) -> live(m, m.optional("BridgeUniqueid"), old.application()));
        case "BridgeLeave" -> channels.computeIfPresent(id, (key, old) -> live(m,
                old.bridgeId().filter(bridge -> !bridge.equals(m.get("BridgeUniqueid"))), old.application()));
        case "Newexten" -> channels.computeIfPresent(id, (key, old) -> live(m, old.bridgeId(), m.get("Application")));
        default -> {
            if (m.has("Event") && m.has("Channel") && m.has("ChannelState") && m.has("Linkedid")) {
                channels.computeIfPresent(id, (key, old) -> live(m, old.bridgeId(), old.application()));
            }
        }
        }
    }

    List<LiveChannel> channels() {
        return List.copyOf(channels.values());
    }

    private static LiveChannel live(AmiMessage m, Optional<String> bridge, String application) {
        Channel channel = new Channel(m.get("Channel").replaceAll("<.*>", ""), m.get("Uniqueid"), m.get("Linkedid"));
        return new LiveChannel(channel, "6".equals(m.get("ChannelState")), "5".equals(m.get("ChannelState")), EventTranslator.party(m, ""),
                m.get("Context"), m.get("Exten"), bridge, application);
    }

    private static LiveChannel named(LiveChannel old, String name) {
        Channel channel = new Channel(name.replaceAll("<.*>", ""), old.channel().uniqueId(), old.channel().linkedId());
        return new LiveChannel(channel, old.up(), old.ringing(), old.caller(), old.context(), old.extension(), old.bridgeId(), old.application());
    }
}

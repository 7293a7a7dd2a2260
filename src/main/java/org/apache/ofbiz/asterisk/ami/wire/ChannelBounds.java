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
package org.apache.ofbiz.asterisk.ami.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is believed of one login's channels, so that a PBX that is broken or hostile cannot fill memory: ids have a length, and there are
 * no more channels at once than the largest PBXs have. Used by the reader's thread only.
 */
public final class ChannelBounds {

    /** Asterisk's own limit for channel names is 80, for unique ids 150. */
    static final int LONGEST_ID = 250;
    /** A channel's event has some six hundred bytes. */
    static final int LARGEST_EVENT = 16 * 1024;
    /** Well above what one Asterisk carries. */
    public static final int MOST_CHANNELS = 50_000;
    static final ConnectionReason TOO_MANY = ConnectionReason.of(ConnectionReason.Code.TOO_MANY_CHANNELS, "most", MOST_CHANNELS);
    /** No event with short ids only is as small as this and holds a long one. */
    private static final int SUSPICIOUS = 1024;
    private static final List<String> IDS = List.of("Uniqueid", "Linkedid", "Channel", "DestUniqueid", "DestLinkedid", "DestChannel",
            "BridgeUniqueid", "FromBridgeUniqueid", "ToBridgeUniqueid", "Newname", "OrigTransfererUniqueid", "TransfereeUniqueid", "ParkeeUniqueid",
            "Context", "Exten", "Queue", "Interface", "StateInterface", "MemberName", "Device", "Peer", "EndpointName", "Conference", "Mailbox");

    private final Set<String> live = new HashSet<>();

    /** Whether the event is one that a PBX can send. */
    static boolean areKept(AmiMessage event) {
        int size = event.size();
        return size <= SUSPICIOUS || size <= LARGEST_EVENT && IDS.stream().noneMatch(id -> event.get(id).length() > LONGEST_ID);
    }

    /** @return false when there are too many channels */
    boolean heard(AmiMessage event) {
        if ("Newchannel".equals(event.event())) {
            live.add(event.get("Uniqueid"));
        } else if ("Hangup".equals(event.event())) {
            live.remove(event.get("Uniqueid"));
        }
        return live.size() <= MOST_CHANNELS;
    }
}

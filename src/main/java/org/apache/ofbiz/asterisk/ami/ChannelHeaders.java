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

import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.call.Channel;

/** Reads channels from the headers of an event. Pure and thread-safe. */
final class ChannelHeaders {

    /** Technologies of helper channels. */
    private static final Set<String> HELPERS = Set.of("Message", "Recorder", "Announcer", "CBAnn", "CBRec", "Surrogate", "Snoop",
            "UnicastRTP", "MulticastRTP", "Bridge", "OutgoingSpoolFailed");

    private ChannelHeaders() {
    }

    /** The channel that the headers of this prefix tell; empty where there is none, or a helper. */
    static Optional<Channel> channel(AmiMessage m, String prefix) {
        String name = m.get(prefix + "Channel");
        String uniqueId = name.isEmpty() ? "" : m.get(prefix + "Uniqueid");
        if (uniqueId.isEmpty()) {
            return Optional.empty();
        }
        String linkedId = m.get(prefix + "Linkedid");
        Channel channel = new Channel(plainName(name), uniqueId, linkedId.isEmpty() ? uniqueId : linkedId);
        return HELPERS.contains(channel.technology()) ? Optional.empty() : Optional.of(channel);
    }

    /** Without the marks of a channel that gives its phone away, which are put on for a moment or until it hangs up. */
    static String plainName(String name) {
        return name.endsWith(">") ? name.replaceFirst("<(MASQ|ZOMBIE)>$", "") : name;
    }
}

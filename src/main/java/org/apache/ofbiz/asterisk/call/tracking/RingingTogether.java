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
package org.apache.ofbiz.asterisk.call.tracking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Channel;

/**
 * Phones that are connected to the PBX for long, and to one customer after the other meanwhile: those of agents who logged in by AgentLogin, and
 * of people who stay in a conference when the customer has left. Between two customers they are in no call. Since such a channel is older than
 * the customers' channels, Asterisk gives its Linkedid to each of them in turn: that Linkedid makes no call of two. Not thread-safe.
 */
final class RingingTogether {

    private final Map<String, Phone> phones = new HashMap<>();
    private final Set<String> linkedIds = new HashSet<>();

    /** @param room the bridge that it is in, where a customer can come */
    record Phone(Channel channel, Optional<String> room) {
    }

    void add(Channel channel, Optional<String> room) {
        phones.put(channel.uniqueId(), new Phone(channel, room));
        linkedIds.add(channel.uniqueId());
    }

    boolean has(Channel channel) {
        return phones.containsKey(channel.uniqueId());
    }

    List<String> uniqueIds() {
        return List.copyOf(phones.keySet());
    }

    /** Those who stand by in this bridge. */
    List<Channel> in(String room) {
        return phones.values().stream().filter(phone -> phone.room().equals(Optional.of(room))).map(Phone::channel).toList();
    }

    void left(Channel channel) {
        phones.computeIfPresent(channel.uniqueId(), (id, phone) -> new Phone(phone.channel(), Optional.empty()));
    }

    /** It is with a customer now. Its Linkedid stays one that joins nothing. */
    void joins(Channel channel) {
        phones.remove(channel.uniqueId());
    }

    void hungUp(String uniqueId) {
        phones.remove(uniqueId);
        linkedIds.remove(uniqueId);
    }

    /** Whether this Linkedid comes from such a phone. */
    boolean gives(String linkedId) {
        return linkedIds.contains(linkedId);
    }

    boolean isEmpty() {
        return phones.isEmpty() && linkedIds.isEmpty();
    }
}

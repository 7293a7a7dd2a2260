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
package org.apache.ofbiz.asterisk.ami.queues;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;

/**
 * Where in the dialplan callers wait in a queue, by channel name. A claim takes a caller out of the queue; the claim context sends the caller
 * back to this place when nobody answers, and what the dialplan does when the queue gives up still happens. Thread-safe.
 */
public final class QueuePositions {

    /** Channel variable that the claim context reads: {@code context,extension,priority}, or empty. */
    public static final String VARIABLE = "OFBIZ_QUEUE";
    /** Nothing that means more to GotoIf. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_*#+.-]+");

    private final Map<String, String> places = new ConcurrentHashMap<>();
    /** Channels whose variable has been set, so that it does not outlive its queue. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Takes any event. */
    public void heard(AmiMessage message) {
        switch (message.event()) {
        case "QueueCallerJoin" -> put(message);
        case "QueueCallerLeave" -> places.remove(message.get("Channel"));
        case "Hangup" -> {
            places.remove(message.get("Channel"));
            told.remove(message.get("Channel"));
        }
        default -> { }
        }
    }

    /** Takes a line of the list of channels that the PBX gives after a login. */
    public void listed(AmiMessage channel) {
        if ("Queue".equals(channel.get("Application"))) {
            put(channel);
        }
    }

    private void put(AmiMessage message) {
        String context = message.get("Context");
        String extension = message.get("Exten");
        String priority = message.get("Priority");
        if (PLAIN.matcher(context).matches() && PLAIN.matcher(extension).matches() && priority.chars().allMatch(Character::isDigit)
                && !priority.isEmpty()) {
            places.put(message.get("Channel"), context + "," + extension + "," + priority);
        }
    }

    /** What {@link #VARIABLE} must become before this channel is sent to a claim; empty where it is right as it is. */
    public Optional<String> toTell(String channelName) {
        Optional<String> place = Optional.ofNullable(places.get(channelName));
        if (place.isPresent()) {
            told.add(channelName);
            return place;
        }
        return told.remove(channelName) ? Optional.of("") : Optional.empty();
    }

    /** Nothing is known any more: the connection is gone. */
    public void forget() {
        places.clear();
        told.clear();
    }
}

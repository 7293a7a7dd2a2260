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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.ChannelBounds;

/**
 * Where in the dialplan callers wait in a queue, by channel name. A claim takes a caller out of the queue; the claim context sends the caller
 * back to this place when nobody answers, and what the dialplan does when the queue gives up still happens. Thread-safe.
 */
public final class QueuePositions {

    /** Channel variable that the claim context reads: {@code context,extension,priority}, or empty. */
    public static final String VARIABLE = "OFBIZ_QUEUE";
    /** Nothing that means more to GotoIf. */
    private static final Comparator<AmiMessage> BY_ARRIVAL = Comparator.comparing(message -> message.get("Uniqueid"),
            Comparator.comparing(String::length).thenComparing(id -> id));
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_*#+.-]+");

    /** Priority of a caller who returns from a claim: before all with the usual one, after those who have it already. */
    public static final int FIRST = 100;
    private static final int USUAL = 0;

    /** Who waits in a queue, and the priority that they must have. */
    public record Caller(String queue, String channelName, int priority) {
    }

    private final Map<String, String> places = new ConcurrentHashMap<>();
    /** Channels whose variable has been set, so that it does not outlive its queue. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    /** Channels that wait, by queue, the first in line first. Those who waited before we connected are in the order in which they came. */
    private final Map<String, List<String>> lines = new HashMap<>();
    /** All of these channels; guarded by {@link #lines}. */
    private final Set<String> standing = new HashSet<>();
    /** Channels that have or get the priority {@link #FIRST}; guarded by {@link #lines}. */
    private final Set<String> raised = new HashSet<>();

    /** Takes any event. */
    public void heard(AmiMessage message) {
        switch (message.event()) {
        case "QueueCallerJoin" -> {
            put(message);
            stand(message.get("Queue"), message.get("Channel"), message.number("Position") - 1);
        }
        case "QueueCallerLeave" -> leaves(message.get("Channel"));
        case "Hangup" -> {
            leaves(message.get("Channel"));
            told.remove(message.get("Channel"));
            synchronized (lines) {
                raised.remove(message.get("Channel"));
            }
        }
        default -> { }
        }
    }

    private void leaves(String channelName) {
        places.remove(channelName);
        synchronized (lines) {
            if (standing.remove(channelName)) {
                lines.values().removeIf(line -> line.remove(channelName) && line.isEmpty());
            }
        }
    }

    private void stand(String queue, String channelName, int index) {
        synchronized (lines) {
            if (standing.size() >= ChannelBounds.MOST_CHANNELS && !standing.contains(channelName)) {
                return; // no PBX has so many callers
            }
            List<String> line = lines.computeIfAbsent(queue, name -> new ArrayList<>());
            if (!standing.add(channelName)) {
                line.remove(channelName);
            }
            line.add(index >= 0 && index < line.size() ? index : line.size(), channelName);
        }
    }

    /** Takes the channels that the PBX lists after a login. */
    public void listed(List<AmiMessage> channels) {
        channels.stream().filter(channel -> "Queue".equals(channel.get("Application"))).sorted(BY_ARRIVAL).forEach(channel -> {
            put(channel);
            stand(channel.get("ApplicationData").split(",", 2)[0], channel.get("Channel"), -1);
        });
    }

    /**
     * A caller leaves the queue for a claim, and may return with {@link #FIRST}: which priorities the others must have for the line to be as it
     * was. A priority that changes moves nobody who waits already.
     */
    public List<Caller> keepLine(String channelName) {
        List<Caller> changed = new ArrayList<>();
        synchronized (lines) {
            lines.forEach((queue, line) -> {
                int index = line.indexOf(channelName);
                for (int i = 0; index >= 0 && i < line.size(); i++) {
                    String other = line.get(i);
                    if (i < index && raised.add(other)) {
                        changed.add(new Caller(queue, other, FIRST));
                    } else if (i > index && raised.remove(other)) {
                        changed.add(new Caller(queue, other, USUAL));
                    }
                }
            });
            raised.add(channelName);
        }
        return changed;
    }

    private void put(AmiMessage message) {
        String context = message.get("Context");
        String extension = message.get("Exten");
        String priority = message.get("Priority");
        if (PLAIN.matcher(context).matches() && PLAIN.matcher(extension).matches() && priority.chars().allMatch(Character::isDigit)
                && !priority.isEmpty() && (places.size() < ChannelBounds.MOST_CHANNELS || places.containsKey(message.get("Channel")))) {
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
        synchronized (lines) {
            lines.clear();
            standing.clear();
            raised.clear();
        }
    }
}

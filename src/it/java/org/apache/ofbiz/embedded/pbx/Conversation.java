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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a PBX said, in a form in which two conversations can be compared. Asterisk keeps order within a channel, a dialling, a bridge, a
 * device, but not between them: so there is a list for each. Names that differ from run to run (channels, bridges, times) are
 * replaced by "first channel" and so on.
 */
final class Conversation {

    private static final Set<String> OUR_CLASSES = Set.of("system", "call", "agent", "user", "cdr", "reporting");
    /** Filtered out by manager.conf. */
    private static final Set<String> FILTERED = Set.of("TestEvent", "RTCPSent", "RTCPReceived");
    /** What is another one in every run, or belongs to the dialplan of the recording (options of Dial). */
    private static final Set<String> ACCIDENTAL = Set.of("StartTime", "AnswerTime", "EndTime", "Duration", "BillableSeconds", "LastData", "Uptime",
            "LastReload", "URI");

    private final Map<String, List<String>> streams = new TreeMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();

    /** Everything that an AMI user with our rights would have heard in a recorded dialogue, except its log-in and log-off. */
    static Conversation recorded(String dialogue) throws IOException {
        Conversation conversation = new Conversation();
        try (InputStream in = Conversation.class.getResourceAsStream("/dialogues/22/" + dialogue + ".jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode entry = new ObjectMapper().readTree(line);
                if (entry.get("dir").asText().equals("in")) {
                    PbxMessage message = new PbxMessage();
                    entry.get("msg").forEach(header -> message.with(header.get(0).asText(), header.get(1).asText()));
                    conversation.add(message);
                }
            }
        }
        return conversation;
    }

    void add(PbxMessage message) {
        String event = message.get("Event");
        boolean foreign = !event.isEmpty() && !message.get("Privilege").isEmpty()
                && !OUR_CLASSES.contains(message.get("Privilege").split(",")[0]);
        boolean framing = event.equals("FullyBooted") || message.get("Message").equals("Authentication accepted")
                || message.get("Response").equals("Goodbye");
        if (foreign || framing || FILTERED.contains(event)) {
            return;
        }
        learn(message.get("Channel"), message.get("Uniqueid"), event);
        if (event.equals("BridgeCreate")) {
            aliases.put(message.get("BridgeUniqueid"), "bridge");
        }
        streams.computeIfAbsent(stream(message), name -> new ArrayList<>()).add(normal(message));
    }

    private void learn(String channel, String uniqueid, String event) {
        if (event.equals("Newchannel")) {
            String alias = "channel " + (aliases.values().stream().filter(name -> name.startsWith("id")).count() + 1);
            aliases.put(channel, alias + " (" + channel.replaceAll("-[0-9a-f]+$", "") + ")");
            aliases.put(uniqueid, "id of " + alias);
        }
    }

    private String stream(PbxMessage message) {
        String event = message.get("Event");
        if (event.isEmpty()) {
            return "answers";
        } else if (event.startsWith("Dial")) {
            return "dialling " + alias(message.get("DestChannel"));
        } else if (event.startsWith("Bridge")) {
            return "bridge";
        } else if (Set.of("ExtensionStatus", "DeviceStateChange", "PeerStatus", "ContactStatus", "OriginateResponse", "Cdr").contains(event)) {
            return event + " " + message.get("Device") + message.get("Hint");
        }
        return alias(message.get("Channel"));
    }

    private String normal(PbxMessage message) {
        StringBuilder text = new StringBuilder();
        Set<String> accidentalHere = switch (message.get("Event")) {
        // the recording's context "waiting" had an extension h, ours has none
        case "Hangup" -> message.get("Context").equals("waiting") ? Set.of("Exten", "Priority") : Set.of();
        // Asterisk tells of ringing at times before, at times after the channel's own Newstate
        case "DialState" -> Set.of("DestChannelState", "DestChannelStateDesc");
        default -> Set.of();
        };
        message.headers().stream().filter(header -> !header.getKey().isEmpty() && !ACCIDENTAL.contains(header.getKey()))
                .filter(header -> !accidentalHere.contains(header.getKey()))
                .forEach(header -> text.append(header.getKey()).append(": ").append(alias(header.getValue())).append(" | "));
        return text.toString();
    }

    private String alias(String value) {
        String prefix = "Channel does not exist: ";
        return value.startsWith(prefix) ? prefix + alias(value.substring(prefix.length())) : aliases.getOrDefault(value, value);
    }

    Map<String, List<String>> streams() {
        return streams;
    }
}

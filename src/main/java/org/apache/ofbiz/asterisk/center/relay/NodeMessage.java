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
package org.apache.ofbiz.asterisk.center.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message between two nodes: a part of a stream, with frames, or a beat, without. Its text is one JSON object.
 *
 * @param stream number of the stream; a later one of the same sender has a higher one
 * @param number of the message in its stream, from 1; of a beat, that of the last message before it
 * @param beat   rises with each beat; 0 for a message with frames
 * @param whole  in a beat: the receiver's stream that the sender hears, with nothing missing; 0 for none
 * @param lost   in a beat: the receiver's stream of which something is missing; 0 for none
 * @param takes  what the sender takes that nodes of the first versions don't
 */
record NodeMessage(String from, String to, long stream, long number, long beat, long whole, long lost, Takes takes, List<Frame> frames) {

    /**
     * What a node takes.
     *
     * @param rows   {@link Frame.Kind#ROWS}
     * @param events {@link Frame.Kind#LISTEN} and what follows from it
     */
    record Takes(boolean rows, boolean events) {
        /** This version. */
        static final Takes ALL = new Takes(true, true);
    }

    /** Changes when a node of the version before would misunderstand a message. Such nodes don't hear each other. */
    static final int VERSION = 1;
    /** Characters of a text that is read at all. */
    static final int LONGEST = 8 << 20;

    private static final int DEEPEST = 4;
    private static final int MOST_FRAMES = 2_000;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST).maxNumberLength(20).maxStringLength(LONGEST).build()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    NodeMessage {
        frames = List.copyOf(frames);
    }

    boolean isBeat() {
        return beat > 0;
    }

    String text() {
        ObjectNode json = JSON.createObjectNode().put("v", VERSION).put("from", from).put("to", to).put("stream", stream).put("number", number)
                .put("beat", beat).put("whole", whole).put("lost", lost).put("rows", takes.rows()).put("events", takes.events());
        var all = json.putArray("frames");
        frames.forEach(frame -> {
            ObjectNode told = all.addObject().put("k", frame.kind().name());
            frame.fields().forEach(told::put);
        });
        return json.toString();
    }

    /** Empty for a text that is no message of this version. */
    static Optional<NodeMessage> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("v").asInt() != VERSION || json.path("frames").size() > MOST_FRAMES) {
                return Optional.empty();
            }
            List<Frame> frames = new ArrayList<>();
            for (JsonNode frame : json.path("frames")) {
                Map<String, String> fields = new HashMap<>();
                frame.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue().asText()));
                frames.add(new Frame(Frame.Kind.valueOf(Optional.ofNullable(fields.remove("k")).orElse("")), fields));
            }
            return Optional.of(new NodeMessage(json.path("from").asText(), json.path("to").asText(), json.path("stream").asLong(),
                    json.path("number").asLong(), json.path("beat").asLong(), json.path("whole").asLong(), json.path("lost").asLong(),
                    new Takes(json.path("rows").asBoolean(), json.path("events").asBoolean()), frames));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

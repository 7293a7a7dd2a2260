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
package org.apache.ofbiz.asterisk.push.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.push.request.ClientRequest.Malformed;

/**
 * Reads what a browser sent, strictly: one JSON object, no key twice, no deep nesting, each known field of its type and length.
 * Fields that the protocol does not know are ignored, so that a newer page can talk to an older server. Thread-safe.
 */
public final class ClientRequestReader {

    static final int LONGEST_ID = 64;
    private static final int DEEPEST = 8;
    private static final String BAD_MESSAGE = "BAD_MESSAGE";

    private static final Set<String> STATES = Arrays.stream(AgentChoice.Kind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> CONTROLS = Arrays.stream(CallCommand.Kind.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());
    private static final String EXTEND = "EXTEND";
    private static final Set<String> ACTIONS = Set.of(EXTEND, "END");

    private final ObjectReader reader = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(30).build()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build().reader();

    public ClientRequest read(String text) throws Malformed {
        JsonNode message = parse(text);
        Optional<JsonNode> id = id(message);
        Optional<String> type = TextField.read(message, "type", id);
        if (id.isEmpty()) {
            throw new Malformed(id, BAD_MESSAGE, "id");
        }
        return switch (type.orElse("")) {
        case "ALIVE" -> new ClientRequest.Alive(id.get());
        case "SHOWN" -> ShownAckReader.read(message, id.get());
        case "GURL" -> getUrl(message, id);
        case "RD" -> new ClientRequest.Claim(id.get(), needed(message, "callId", id), TextField.read(message, "extension", id));
        case "STATE" -> setState(message, id);
        case "EXTENSION" -> new ClientRequest.UseExtension(id.get(), needed(message, "extension", id));
        case "WRAPUP" -> new ClientRequest.WrapUpRequest(id.get(), needed(message, "callId", id),
                EXTEND.equals(oneOf(message, "action", id, ACTIONS)));
        case "CONTROL" -> control(message, id);
        case "WATCH" -> new ClientRequest.Watch(id.get());
        case "PARKED" -> new ClientRequest.ListParked(id.get());
        default -> throw new Malformed(id, BAD_MESSAGE, "type");
        };
    }

    private JsonNode parse(String text) throws Malformed {
        try {
            JsonNode message = reader.readTree(text);
            if (message != null && message.isObject()) {
                return message;
            }
        } catch (JsonProcessingException e) {
            throw new Malformed(Optional.empty(), BAD_MESSAGE, "JSON");
        }
        throw new Malformed(Optional.empty(), BAD_MESSAGE, "JSON");
    }

    /** The id where it is usable; whatever else is wrong can then be answered to anyone who asked. */
    private static Optional<JsonNode> id(JsonNode message) {
        JsonNode id = message.path("id");
        boolean usable = id.isTextual() && !id.textValue().isEmpty() && id.textValue().length() <= LONGEST_ID
                || id.isIntegralNumber() && id.canConvertToLong();
        return usable ? Optional.of(id) : Optional.empty();
    }

    private static ClientRequest getUrl(JsonNode message, Optional<JsonNode> id) throws Malformed {
        Optional<String> callId = TextField.read(message, "callId", id);
        Optional<String> number = TextField.read(message, "number", id);
        Optional<String> partyId = TextField.read(message, "partyId", id);
        if (Stream.of(callId, number, partyId).filter(Optional::isPresent).count() != 1) {
            throw new Malformed(id, BAD_MESSAGE, List.of("callId", "number", "partyId").toString());
        }
        return new ClientRequest.GetUrl(id.orElseThrow(), callId, number, partyId);
    }

    private static ClientRequest setState(JsonNode message, Optional<JsonNode> id) throws Malformed {
        AgentChoice.Kind state = AgentChoice.Kind.valueOf(oneOf(message, "state", id, STATES));
        Optional<String> group = TextField.read(message, "group", id);
        if (group.isPresent() && state == AgentChoice.Kind.SIGNED_OUT) {
            throw new Malformed(id, BAD_MESSAGE, "group");
        }
        return new ClientRequest.SetState(id.orElseThrow(), state, TextField.read(message, "reason", id), group);
    }

    private static ClientRequest control(JsonNode message, Optional<JsonNode> id) throws Malformed {
        CallCommand.Kind kind = CallCommand.Kind.valueOf(oneOf(message, "action", id, CONTROLS));
        String field = kind == CallCommand.Kind.KEYS ? "keys" : "target";
        return new ClientRequest.Control(id.orElseThrow(), CallCommand.of(needed(message, "callId", id), kind, TextField.read(message, field, id))
                .orElseThrow(() -> new Malformed(id, BAD_MESSAGE, field)));
    }

    private static String needed(JsonNode message, String field, Optional<JsonNode> id) throws Malformed {
        return TextField.read(message, field, id).orElseThrow(() -> new Malformed(id, BAD_MESSAGE, field));
    }

    private static String oneOf(JsonNode message, String field, Optional<JsonNode> id, Set<String> words) throws Malformed {
        return Optional.of(needed(message, field, id)).filter(words::contains).orElseThrow(() -> new Malformed(id, BAD_MESSAGE, field));
    }
}

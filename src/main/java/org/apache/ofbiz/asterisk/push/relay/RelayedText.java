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
package org.apache.ofbiz.asterisk.push.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.Set;

/** What a message for a browser is about, read from its text. Stateless. */
public final class RelayedText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> STATES = Set.of("NC", "OC", "CALL", "CONTROLS", "AGENT", "EXTENSIONS", "PBX", "QUEUES", "HOURS", "SAVED",
            "CALLBACKS");

    private RelayedText() {
    }

    /** Of two messages with the same, the later one replaces the earlier one. Empty for those that are all sent, such as answers. */
    public static Optional<String> about(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            String type = message.path("type").asText();
            return message.has("re") || !STATES.contains(type) ? Optional.empty()
                    : Optional.of(("OC".equals(type) ? "NC" : type) + ' ' + message.path("callId").asText());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}

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

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.push.request.ClientRequest.Malformed;

/** Reads which cards a page has painted, and how long ago. */
final class ShownAckReader {

    static final int MOST_CARDS = 20;
    static final int LONGEST_AGO_MILLIS = 60_000;
    private static final String BAD_MESSAGE = "BAD_MESSAGE";

    private ShownAckReader() {
    }

    static ClientRequest.Shown read(JsonNode message, JsonNode requestId) throws Malformed {
        Optional<JsonNode> id = Optional.of(requestId);
        JsonNode calls = message.path("calls");
        if (!calls.isArray() || calls.isEmpty() || calls.size() > MOST_CARDS) {
            throw new Malformed(id, BAD_MESSAGE, "calls");
        }
        List<ClientRequest.Shown.Card> cards = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode ago = call.path("ago");
            if (!ago.isIntegralNumber() || !ago.canConvertToInt() || ago.intValue() < 0 || ago.intValue() > LONGEST_AGO_MILLIS) {
                throw new Malformed(id, BAD_MESSAGE, "ago");
            }
            cards.add(new ClientRequest.Shown.Card(TextField.read(call, "callId", id)
                    .orElseThrow(() -> new Malformed(id, BAD_MESSAGE, "callId")),
                    Duration.ofMillis(ago.intValue())));
        }
        return new ClientRequest.Shown(requestId, cards);
    }
}

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
package org.apache.ofbiz.asterisk.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.ofbiz.asterisk.fixture.RestClient;

/** An event of the stream, as its three lines tell it. */
record ToldEvent(String name, String id, String data) {

    /** Those of one call, in their order. @param lines of the whole stream */
    static List<ToldEvent> of(List<String> lines, String callId) {
        List<ToldEvent> events = new ArrayList<>();
        for (int i = 0; i + 2 < lines.size(); i++) {
            if (lines.get(i).startsWith("event: ") && lines.get(i + 2).startsWith("data: ") && lines.get(i + 2).contains('"' + callId + '"')) {
                events.add(new ToldEvent(lines.get(i).substring(7), lines.get(i + 1).substring(4), lines.get(i + 2).substring(6)));
            }
        }
        return events;
    }

    /** The legs that events of this name are about, sorted. */
    static List<String> legs(List<ToldEvent> events, String name) {
        return events.stream().filter(event -> event.name().equals(name)).map(event -> event.json().path("leg").asText()).sorted().toList();
    }

    JsonNode json() {
        return RestClient.json(data);
    }
}

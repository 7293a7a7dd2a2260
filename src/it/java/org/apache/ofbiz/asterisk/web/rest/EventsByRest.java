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

import static org.apache.ofbiz.asterisk.web.rest.RestTest.claims;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.described;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.hangsUp;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.host;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.user;
import static org.apache.ofbiz.asterisk.web.rest.RestTest.waits;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Heard;
import org.apache.ofbiz.asterisk.fixture.RestClient;
import org.junit.jupiter.api.Test;

/** The stream of events of the REST API. */
interface EventsByRest {

    @Test
    default void eventsTellEachTurnOfACallAndGoOnAfterTheLastOneHeard() {
        Heard<String> told = new Heard<>();
        Heard<String> others = new Heard<>();
        var stream = user("agent1001").listen("/events", told);
        var other = user("crmuser").listen("/events", others);
        told.await(line -> line.equals("status: 200"));
        others.await(line -> line.equals("status: 200"));
        String id = waits();
        claims("agent1001", id);
        told.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"agentName\""));
        hangsUp("agent1001", id);
        told.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"outcome\""));

        List<String[]> events = events(told.all(), id);
        List<String> names = events.stream().map(event -> event[0]).toList();
        assertThat(names.get(0), is("call.started"));
        assertThat(names.get(names.size() - 1), is("call.ended"));
        assertThat(names.stream().filter("call.answered"::equals).count(), is(1L));
        assertThat(names.stream().filter("call.queued"::equals).count(), is(1L));
        assertThat("each leg that began has ended once", legs(events, "leg.ended"), is(legs(events, "leg.started")));
        JsonNode answered = RestClient.json(events.stream().filter(event -> event[0].equals("call.answered")).findFirst().orElseThrow()[2]);
        assertThat(answered.path("agent").asText(), is("agent1001"));
        assertThat(answered.has("wait"), is(true));
        assertThat(answered.path("queue").asText(), is("SUPPORT"));
        assertThat("a user of no group hears of no call of theirs", events(others.all(), id), is(empty()));

        Heard<String> again = new Heard<>();
        String first = events.get(0)[1];
        var later = user("agent1001").with("Last-Event-ID", first).listen("/events", again);
        again.await(line -> line.startsWith("data:") && line.contains(id) && line.contains("\"outcome\""));
        assertThat(events(again.all(), id).stream().map(event -> event[1]).toList(),
                is(events.stream().skip(1).map(event -> event[1]).toList()));
        Heard<String> lost = new Heard<>();
        var unknown = user("agent1001").with("Last-Event-ID", "other-1").listen("/events", lost);
        lost.await(line -> line.equals("event: reset"));
        List.of(stream, other, later, unknown).forEach(each -> each.cancel(true));
    }

    @Test
    default void aStreamEndsWithTheRightsOfItsUser() {
        Heard<String> told = new Heard<>();
        user("agent1002").listen("/events?types=call.ended", told);
        told.await(line -> line.equals("status: 200"));
        host().database().change("UserLogin", Map.of("userLoginId", "agent1002", "enabled", "N"));
        try {
            told.await(line -> line.equals("over"));
            described("GET /queues", user("agent1002").get("/queues"), 401);
        } finally {
            host().database().change("UserLogin", Map.of("userLoginId", "agent1002", "enabled", "Y"));
        }
    }

    private static List<String> legs(List<String[]> events, String name) {
        return events.stream().filter(event -> event[0].equals(name)).map(event -> RestClient.json(event[2]).path("leg").asText()).sorted().toList();
    }

    /** Name, id and data of each event of the call. */
    private static List<String[]> events(List<String> lines, String callId) {
        List<String[]> events = new ArrayList<>();
        for (int i = 0; i + 2 < lines.size(); i++) {
            if (lines.get(i).startsWith("event: ") && lines.get(i + 2).startsWith("data: ") && lines.get(i + 2).contains('"' + callId + '"')) {
                events.add(new String[] {lines.get(i).substring(7), lines.get(i + 1).substring(4), lines.get(i + 2).substring(6)});
            }
        }
        return events;
    }
}

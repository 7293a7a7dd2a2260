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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallPart;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;

/** Runs events through a tracker and writes down the calls as the files in {@code dialogues/expected} do. */
public final class Retelling {

    private static final ObjectMapper READER = new ObjectMapper();
    private static final ObjectWriter JSON = READER.writer(new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n")).withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private final Map<String, List<PhoneCall>> snapshots = new LinkedHashMap<>();
    private final CallTracker tracker;

    Retelling(List<? extends CallEvent> events) {
        this(new TestNumbering(), events);
    }

    public Retelling(Numbering numbering, List<? extends CallEvent> events) {
        tracker = new CallTracker("PBX", numbering);
        EarlyEvents early = new EarlyEvents(tracker);
        events.forEach(event -> early.pass(event, ChronoUnit.NANOS.between(Instant.EPOCH, event.at()), this::apply));
        early.due(Long.MAX_VALUE, this::apply);
    }

    private void apply(CallEvent event) {
        tracker.apply(event).forEach(call -> snapshots.computeIfAbsent(call.callId(), id -> new ArrayList<>()).add(call));
    }

    /** Whether the tracker keeps nothing of it. */
    boolean isForgotten() {
        return tracker.isEmpty();
    }

    public List<PhoneCall> open() {
        return tracker.openCalls();
    }

    /** Every snapshot of every call, by call in order of appearance. */
    public List<List<PhoneCall>> snapshots() {
        return List.copyOf(snapshots.values());
    }

    /** The last snapshot of every call. */
    List<PhoneCall> ends() {
        return snapshots.values().stream().map(story -> story.get(story.size() - 1)).toList();
    }

    /** What was told of the people, by call: everything but who did it in which millisecond before whom. */
    List<Map<String, Object>> facts() {
        return snapshots.values().stream().map(story -> {
            Map<String, Object> facts = story(story);
            facts.remove("states");
            PhoneCall end = story.get(story.size() - 1);
            end.mergedInto().ifPresent(into -> facts.put("mergedInto", into));
            facts.put("parts", ((List<?>) facts.get("parts")).stream().map(Object::toString).sorted().toList());
            facts.put("legs", ((List<?>) facts.get("legs")).stream().map(Object::toString).sorted().toList());
            facts.put("timeline", ((List<?>) facts.get("timeline")).stream().map(Object::toString).filter(line -> !line.equals("UNSEEN")).sorted()
                    .toList());
            return facts;
        }).toList();
    }

    public String text() {
        return text(true);
    }

    /** As detailed as this expectation: not each of them tells the parts of calls. */
    public String textLike(String expected) {
        return text(expected.contains("\"parts\""));
    }

    /** @param parts whether who was called, who waited and who talked is told as well */
    String text(boolean parts) {
        List<Map<String, Object>> stories = snapshots.values().stream().map(this::story).toList();
        if (!parts) {
            stories.forEach(story -> story.keySet().removeAll(List.of("parts", "missed")));
        }
        try {
            return JSON.writeValueAsString(stories) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** How many calls a story tells. */
    public static int calls(String text) {
        try {
            return READER.readTree(text).size();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The story with the lines of its timelines sorted, which may come in another order another time. */
    public static String inAnyOrder(String text) {
        try {
            JsonNode calls = READER.readTree(text);
            for (JsonNode call : calls) {
                List<JsonNode> lines = new ArrayList<>();
                call.path("timeline").forEach(lines::add);
                lines.sort(Comparator.comparing(JsonNode::asText));
                ArrayNode timeline = (ArrayNode) call.path("timeline");
                timeline.removeAll().addAll(lines);
            }
            return JSON.writeValueAsString(calls);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> story(List<PhoneCall> story) {
        PhoneCall end = story.get(story.size() - 1);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("direction", end.direction().toString());
        told.put("caller", end.caller().number());
        told.put("dialled", end.dialedNumber());
        end.groupId().ifPresent(group -> told.put("group", group));
        end.trunk().ifPresent(trunk -> told.put("line", trunk.name()));
        end.originator().ifPresent(peer -> told.put("placedBy", peer.name()));
        end.answeredBy().ifPresent(peer -> told.put("answeredBy", peer.name()));
        told.put("outcome", end.outcome().map(Enum::toString).orElse("still open"));
        told.put("cause", end.hangupCause());
        end.mergedInto().ifPresent(into -> told.put("mergedInto", "call " + (1 + List.copyOf(snapshots.keySet()).indexOf("PBX:" + into))));
        if (end.unseen()) {
            told.put("unseen", true);
        }
        told.put("recorded", end.recordingFile().isPresent());
        told.put("legs", end.legs().stream().map(Retelling::leg).toList());
        told.put("states", states(story));
        told.put("timeline", end.timeline().stream().map(Retelling::moment).toList());
        told.put("missed", end.missed());
        told.put("parts", end.parts().stream().map(Retelling::part).toList());
        return told;
    }

    private static String leg(PhoneCall.Leg leg) {
        return leg.peer().map(Peer::name).orElse(leg.channel().peerName()) + (leg.answeredAt().isPresent() ? " up" : " not up")
                + leg.extensionFailure().map(why -> " " + why).orElse("");
    }

    /** {@code KIND whom place (group), holds: how it ended}. */
    private static String part(CallPart part) {
        String words = Stream.of(Optional.of(part.kind().toString()), part.peer().map(Peer::name),
                Optional.of(part.place()).filter(place -> !place.isEmpty()), part.groupId().map(group -> "(" + group + ")"),
                Optional.of(part.holds().size()).filter(holds -> holds > 0).map(holds -> "held " + holds + " times"))
                .flatMap(Optional::stream).collect(Collectors.joining(" "));
        return words + part.end().filter(end -> part.kind() != CallPart.Kind.TALKED).map(end -> ": " + end).orElse("");
    }

    /** {@code KIND whom by whom: what else}. */
    static String moment(TimelineEntry moment) {
        Stream<String> words = Stream.of(Optional.of(moment.kind().toString()), moment.peer().map(Peer::name),
                moment.by().map(peer -> "by " + peer.name())).flatMap(Optional::stream);
        return String.join(" ", words.toList()) + (moment.detail().isEmpty() ? "" : ": " + moment.detail());
    }

    private static String states(List<PhoneCall> story) {
        List<String> states = new ArrayList<>();
        for (PhoneCall call : story) {
            String state = call.state().toString();
            if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                states.add(state);
            }
        }
        return String.join(" ", states);
    }
}

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
package org.apache.ofbiz.asterisk.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/**
 * Looks at a PBX and at the wallboard at the same moments: {@code queue show} by AMI and a count of the queue_log on one side, what the wallboard's
 * socket has told on the other. They share nothing but the time.
 */
final class BoardWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int LOOKS_A_CONNECTION = 50;
    /** A socket of a WebUser lasts half a minute. */
    private static final Duration KEEPS_SOCKET = Duration.ofSeconds(20);
    /** As Asterisk numbers the states of devices. It doesn't tell a phone that rings from one that talks, where the phone takes one call only. */
    private static final Map<String, String> STATES = Map.of("1", "free", "2", "in use", "3", "in use", "6", "in use", "7", "in use", "8", "in use");
    private static final Map<String, String> BOARD_STATES = Map.of("AVAILABLE", "free", "RINGING", "in use", "TALKING", "in use");

    private final AsteriskLab lab;
    private final WebUser supervisor;
    private final Map<String, JsonNode> groups = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private AmiProbe pbx;
    private int looks;
    private int read;
    private int watches;
    private int whole;
    private Instant connected = Instant.now();

    /**
     * What both said of a queue at a moment.
     *
     * @param at      after both have been asked
     * @param pbx     by aspect
     * @param board   by aspect, in the same words
     * @param seconds how much longer than the PBX the wallboard says that the first caller waits; 0 where nobody does
     */
    record Sample(Instant at, String queue, Map<String, String> pbx, Map<String, String> board, double seconds) {
    }

    BoardWatch(AsteriskLab lab, WebUser supervisor) throws IOException {
        this.lab = lab;
        this.supervisor = supervisor;
        this.pbx = connect();
        watch();
    }

    private void watch() {
        connected = Instant.now();
        watches++;
        supervisor.asks("WATCH", Map.of());
    }

    private AmiProbe connect() throws IOException {
        AsteriskLab.Ami ami = lab.ami("everything");
        AmiProbe probe = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        probe.act("Events", "EventMask", "off");
        return probe;
    }

    /** Looks again and again until this has ended. */
    List<Sample> until(Future<?> end) throws InterruptedException, ExecutionException {
        while (true) {
            look();
            try {
                end.get(EVERY.toMillis(), TimeUnit.MILLISECONDS);
                return List.copyOf(samples);
            } catch (TimeoutException goesOn) {
                continue;
            }
        }
    }

    private void look() {
        Map<String, List<AmiProbe.Message>> told = queueShow();
        PbxCount counted = PbxCount.of(lab.queueLog(), List.of());
        hearBoard();
        Instant now = Instant.now();
        if (whole < watches) {
            return; // it has just connected
        }
        CountedSite.QUEUES.keySet().forEach(queue -> {
            List<AmiProbe.Message> lines = told.getOrDefault(queue, List.of());
            JsonNode group = groups.get(queue);
            if (group != null && lines.stream().filter(line -> line.isEvent("QueueMember")).count() == CountedSite.QUEUES.get(queue).size()) {
                samples.add(new Sample(now, queue, ofPbx(queue, lines, counted), ofBoard(group), waitsLonger(lines, group, now)));
            }
        });
        if (connected.plus(KEEPS_SOCKET).isBefore(now)) {
            supervisor.losesConsole();
            supervisor.connects();
            watch();
        }
    }

    private Map<String, List<AmiProbe.Message>> queueShow() {
        try {
            if (++looks % LOOKS_A_CONNECTION == 0) { // a probe keeps all that it hears
                pbx.close();
                pbx = connect();
            }
            Map<String, List<AmiProbe.Message>> told = new HashMap<>();
            for (String queue : CountedSite.QUEUES.keySet()) {
                told.put(queue, new QueueStatus(pbx).of(queue));
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hearBoard() {
        List<JsonNode> messages = supervisor.sofar("WALLBOARD");
        for (JsonNode message : messages.subList(read, messages.size())) {
            if (message.path("all").asBoolean()) {
                groups.clear();
                whole++;
            }
            message.path("groups").forEach(group -> groups.put(group.path("id").asText(), group));
            message.path("gone").path("groups").forEach(id -> groups.remove(id.asText()));
        }
        read = messages.size();
    }

    private static Map<String, String> ofPbx(String queue, List<AmiProbe.Message> lines, PbxCount counted) {
        Map<String, Integer> states = new TreeMap<>();
        lines.stream().filter(line -> line.isEvent("QueueMember")).forEach(member -> states.merge(member.get("Paused").equals("1") ? "PAUSED"
                : STATES.getOrDefault(member.get("Status"), member.get("Status")), 1, Integer::sum));
        String waiting = lines.stream().filter(line -> line.isEvent("QueueParams")).map(line -> line.get("Calls")).findFirst().orElse("");
        List<PbxCount.Visit> visits = counted.last().stream().filter(visit -> visit.queue().equals(queue)).toList();
        long abandoned = visits.stream().filter(PbxCount.Visit::abandoned).count();
        long early = visits.stream().filter(visit -> visit.abandoned() && visit.waited() < CountedSite.SHORT.toSeconds()).count();
        String first = first(lines).map(entry -> entry.get("Uniqueid")).orElse("");
        return Map.of("first", first, "waiting", waiting, "agents", states.toString(),
                "answered", "" + visits.stream().filter(PbxCount.Visit::answered).count(),
                "abandoned", abandoned + ", " + early + " of them early");
    }

    private static Map<String, String> ofBoard(JsonNode group) {
        Map<String, Integer> states = new TreeMap<>();
        group.path("agents").fields().forEachRemaining(state ->
                states.merge(BOARD_STATES.getOrDefault(state.getKey(), state.getKey()), state.getValue().asInt(), Integer::sum));
        states.values().removeIf(count -> count == 0);
        JsonNode today = group.path("today");
        return Map.of("waiting", group.path("waiting").asText(), "agents", states.toString(), "answered", today.path("answered").asText(),
                "abandoned", today.path("abandoned").asText() + ", " + today.path("shortAbandoned").asText() + " of them early");
    }

    private static double waitsLonger(List<AmiProbe.Message> lines, JsonNode group, Instant now) {
        return first(lines).filter(any -> !group.path("longest").isNull()).map(entry -> Long.parseLong(entry.get("Wait")))
                .map(seconds -> Duration.between(Instant.parse(group.path("longest").asText()), now).toMillis() / 1_000.0 - seconds).orElse(0.0);
    }

    private static Optional<AmiProbe.Message> first(List<AmiProbe.Message> lines) {
        return lines.stream().filter(line -> line.isEvent("QueueEntry") && line.get("Position").equals("1")).findFirst();
    }

    @Override
    public void close() throws IOException {
        pbx.close();
    }
}

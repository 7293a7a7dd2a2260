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
package org.apache.ofbiz.asterisk.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openqa.selenium.remote.RemoteWebDriver;

/** What the threads of Chromium do, by its own tracing. Not thread-safe. */
final class BrowserTrace implements WebSocket.Listener {

    /** What is done, by the events of the trace; anything else is {@code other}. */
    private static final Map<String, Set<String>> KINDS = Map.of(
            "scripts", Set.of("FunctionCall", "EvaluateScript", "FireAnimationFrame", "EventDispatch", "TimerFire", "RunMicrotasks",
                    "FireIdleCallback", "MinorGC", "MajorGC", "V8.GCScavenger"),
            "styles", Set.of("UpdateLayoutTree", "RecalculateStyles", "ScheduleStyleRecalculation"),
            "layout", Set.of("Layout", "HitTest", "IntersectionObserverController::computeIntersections"),
            "painting", Set.of("PrePaint", "Paint", "PaintImage", "Layerize", "Commit", "UpdateLayer", "UpdateLayerTree", "CompositeLayers"),
            "drawing", Set.of("RasterTask", "ImageDecodeTask", "Decode Image", "Rasterize"));
    private static final List<String> CATEGORIES = List.of("devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel", "v8");

    private final ObjectMapper json = new ObjectMapper();
    private final StringBuilder text = new StringBuilder();
    private final List<JsonNode> events = new ArrayList<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private final WebSocket socket;

    /** Begins. */
    BrowserTrace(RemoteWebDriver driver) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        Object debugger = ((Map<?, ?>) driver.getCapabilities().getCapability("goog:chromeOptions")).get("debuggerAddress");
        HttpRequest version = HttpRequest.newBuilder(URI.create("http://" + debugger + "/json/version")).build();
        String url = json.readTree(client.send(version, HttpResponse.BodyHandlers.ofString()).body()).get("webSocketDebuggerUrl").asText();
        socket = client.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
        send(1, "Tracing.start", Map.of("transferMode", "ReportEvents", "traceConfig", Map.of("includedCategories", CATEGORIES)));
    }

    private void send(int id, String method, Map<String, ?> parameters) throws IOException {
        socket.sendText(json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                JsonNode message = json.readTree(text.toString());
                message.path("params").path("value").forEach(events::add);
                if (message.path("method").asText().equals("Tracing.tracingComplete")) {
                    complete.complete(null);
                }
            } catch (IOException e) {
                complete.completeExceptionally(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    /** Ends. @return ms of each kind by thread, the busiest thread first; {@code busy} is all of it */
    Map<String, Map<String, Double>> end() throws Exception {
        send(2, "Tracing.end", Map.of());
        complete.get(60, TimeUnit.SECONDS);
        socket.abort();
        Map<String, String> names = new HashMap<>();
        events.stream().filter(event -> event.path("ph").asText().equals("M")).forEach(event -> names.put(
                event.path("name").asText() + event.path("pid") + (event.path("name").asText().equals("process_name") ? "" : event.path("tid")),
                event.path("args").path("name").asText()));
        Map<String, List<JsonNode>> byThread = events.stream().filter(event -> event.path("ph").asText().equals("X"))
                .collect(Collectors.groupingBy(event -> names.getOrDefault("process_name" + event.path("pid"), "?") + " " + event.path("pid")
                        + ": " + names.getOrDefault("thread_name" + event.path("pid") + event.path("tid"), "?") + " " + event.path("tid")));
        List<Map.Entry<String, Map<String, Double>>> found = byThread.entrySet().stream()
                .map(thread -> Map.entry(thread.getKey(), timesOf(thread.getValue())))
                .sorted(Comparator.comparing((Map.Entry<String, Map<String, Double>> thread) -> thread.getValue().get("busy")).reversed()).toList();
        Map<String, Map<String, Double>> sorted = new LinkedHashMap<>();
        found.forEach(thread -> sorted.put(thread.getKey(), thread.getValue()));
        return sorted;
    }

    /** Each event without those inside it. */
    private static Map<String, Double> timesOf(List<JsonNode> thread) {
        Map<String, Double> times = new TreeMap<>(Map.of("busy", 0.0));
        Deque<JsonNode> open = new ArrayDeque<>();
        List<JsonNode> sorted = thread.stream().sorted(Comparator.comparingDouble((JsonNode event) -> event.path("ts").asDouble())
                .thenComparingDouble(event -> -event.path("dur").asDouble())).toList();
        for (JsonNode event : sorted) {
            while (!open.isEmpty() && open.peek().path("ts").asDouble() + open.peek().path("dur").asDouble() <= event.path("ts").asDouble()) {
                open.pop();
            }
            double millis = event.path("dur").asDouble() / 1000;
            if (open.isEmpty()) {
                times.merge("busy", millis, Double::sum);
            } else {
                times.merge(kind(open.peek()), -millis, Double::sum);
            }
            times.merge(kind(event), millis, Double::sum);
            open.push(event);
        }
        return times;
    }

    private static String kind(JsonNode event) {
        String name = event.path("name").asText();
        return KINDS.entrySet().stream().filter(kind -> kind.getValue().contains(name)).map(Map.Entry::getKey).findFirst()
                .orElse("other");
    }
}

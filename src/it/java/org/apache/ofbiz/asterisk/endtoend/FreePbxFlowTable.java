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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * What became of the flows, as a table: one line for each call.
 *
 * @param results by Asterisk version and flow; all have completed
 */
record FreePbxFlowTable(Map<String, Map<String, CompletableFuture<List<KeptCall>>>> results) {

    private static final String PAGE = """
            # Flows on FreePBX
            What OFBiz shows for each call on a FreePBX-like dialplan of a real Asterisk with SIP phones. `FreePbxFlowsIT` runs these flows
            through HTTP and WebSocket, checks history, timeline, recordings and consoles, and writes this page (`-Dflows.write=true`).
            Times are in seconds, from one run.

            """;

    String page() {
        return PAGE + text();
    }

    String text() {
        List<String> lines = new ArrayList<>(List.of(
                "| flow | Asterisk | number | outcome | agents | wait time | talk time | hold time | missed | recordings | in the list of |",
                "|---|---|---|---|---|---|---|---|---|---|---|"));
        results.values().stream().flatMap(flows -> flows.keySet().stream()).distinct().forEach(flow ->
                results.forEach((version, flows) -> lines.addAll(lines(flow, version, flows.get(flow)))));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> lines(String flow, String version, CompletableFuture<List<KeptCall>> result) {
        if (result == null) {
            return List.of();
        }
        String begin = "| " + flow + " | " + version + " | ";
        return result.isCompletedExceptionally() ? List.of(begin + "WRONG | | | | | | | | |")
                : result.join().stream().map(call -> begin + cells(call)).toList();
    }

    private static String cells(KeptCall call) {
        String direction = call.direction().equals("OUTBOUND") ? "to " : call.direction().equals("INBOUND") ? "from " : "inside ";
        return String.join(" | ", direction + call.number(), call.outcome().toLowerCase(Locale.ROOT).replace('_', ' '), call.agent(),
                "" + call.waited(), "" + call.talked(), "" + call.held(), call.missed() ? "yes" : "", "" + call.recordings(),
                call.listedFor().stream().sorted().collect(Collectors.joining(", "))) + " |";
    }

    long right() {
        return results.values().stream().flatMap(flows -> flows.values().stream()).filter(result -> !result.isCompletedExceptionally()).count();
    }

    int all() {
        return results.values().stream().mapToInt(Map::size).sum();
    }
}
